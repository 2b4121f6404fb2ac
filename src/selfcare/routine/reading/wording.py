"""What a field must be, in a therapist's words, made from the model's own types and bounds; and an example of each."""

from __future__ import annotations

import datetime as dt
import difflib
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Final, Literal, NamedTuple, Union, get_args, get_origin

from selfcare.routine.bounds import Interval
from selfcare.routine.building import is_table
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

IN_SECONDS: Final = frozenset(
    {"time", "release", "ceiling", "stroke", "get_ready", "change_side", "change_place", "rest"},
)
_LONG: Final = 40
"""Characters of a stranger's text that a sentence repeats before it is cut."""
_SPOKEN: Final = 10**12
"""A number beyond it is not read out: Python refuses to write very long ones."""

TABLES: Final = frozenset({"contact", "screened", "defaults", "needling", "stop"})
ARRAYS_OF_TABLES: Final = frozenset({"exercise", "holds", "schedule", "allow"})
"""What a [header] or a [[header]] may name."""

EXAMPLES: Final[dict[tuple[str, str] | str, str]] = {
    "format": "1",
    ("Routine", "id"): '"evening-hips"',
    ("Exercise", "id"): '"quads"',
    ("Routine", "title"): '"Evening hips"',
    ("Exercise", "title"): '"Front of the thigh"',
    "patient": '"P014"',
    ("Routine", "by"): '"Anna Berg, physiotherapist"',
    ("WorseNextMorning", "by"): "2",
    "goal": '"Walk to the shop without the hip catching"',
    "language": '"en"',
    "start": "2026-11-23",
    "end": "2026-12-20",
    "on": "2026-11-23",
    "revision": '"2"',
    "contact": '{ phone = "555 0134", emergency = "112" }',
    "phone": '"555 0134"',
    "emergency": '"112"',
    "name": '"Anna"',
    "hours": '"Mon-Fri 8-17"',
    "screened": '{ on = 2026-11-23, flags = ["anticoagulant"] }',
    "flags": '["anticoagulant"]',
    "flag": '"anticoagulant"',
    "age": "68",
    "cleared": '[{ flag = "anticoagulant", why = "GP agrees" }]',
    "why": '"GP agrees, light, roller only"',
    "measure": '[{ what = "knee to wall", side = "each" }]',
    "what": '"knee to wall"',
    "every": '"7d"',
    "about": '"Climbing stairs"',
    "send_to": '"age1j8c644ytwjev96yeu2kq8ac3nxn7el0q58lzp0wjuy6ljwehgeyqf45ngt"',
    "schedule": '[{ weeks = "1", per_day = 2 }]',
    "weeks": '"2-4"',
    "after": "{ sessions = 6, soreness_at_most = 3 }",
    "sessions": "6",
    "soreness_at_most": "3",
    "per_day": "2",
    "per_week": "3",
    "days": '["mon", "thu"]',
    ("ScheduleLine", "at"): "[07:30:00, 20:00:00]",
    ("Needled", "at"): "2026-11-23T15:10:00",
    "min_gap": '"4h"',
    "keep_off": '"24h"',
    "defaults": "{ discomfort = { aim = 3, max = 5 } }",
    "needling": '{ keep_off = "24h" }',
    "done": '[{ at = 2026-11-23T15:10:00, region = "calf", side = "left" }]',
    "stop": '{ words = "Stop and ring me." }',
    "above_max": '{ then = "end exercise" }',
    "ease_off_first": "true",
    "worse_next_morning": '{ by = 2, then = "gentler" }',
    ("AboveMax", "then"): '"end exercise"',
    ("WorseNextMorning", "then"): '"gentler"',
    "words": '"Stop, lie on your side, ring me."',
    "device": '"foam roller"',
    "region": '"quadriceps"',
    "side": '"left"',
    "also": '["neck back"]',
    "spot": '"a hand above the knee"',
    "purpose": '"more movement"',
    "roll": "{ sets = 3, time = 60 }",
    ("Exercise", "hold"): "{ time = 10, release = 5, times = 5 }",
    "move": "{ time = 120 }",
    "until_faded": "{ ceiling = 90 }",
    "reps": "{ times = 10 }",
    "gentler": "{ sets = 1 }",
    "time": "60",
    "sets": "2",
    "times": "5",
    "release": "5",
    "stroke": "3",
    "ceiling": "90",
    "get_ready": "20",
    "change_side": "15",
    "change_place": '"wait"',
    "rest": "30",
    "discomfort": "{ aim = 3, max = 5 }",
    "aim": "3",
    "max": "5",
    "head": '"the round one"',
    "speed": '"level 2"',
    "stretch": "50",
    "say": '"Hip to just above the knee."',
    "avoid": '"Not over the kneecap."',
    "rule": '"FR01"',
    "allow": '[{ rule = "FR01", why = "she has done this for a year" }]',
    "holds": '[{ start = 2026-12-01, end = 2026-12-03, why = "travel" }]',
    "exercise": '[{ id = "calf", device = "foam roller", region = "calf", side = "each", roll = { time = 60 } }]',
}
"""What to write after the `=`, by field, where needed by table too. A test builds a routine from each."""
ANY_EXAMPLE: Final = {key if isinstance(key, str) else key[1]: value for key, value in EXAMPLES.items()}
"""An example by key alone, when it is not known in which table it stands."""
FIELDS: Final = frozenset(key if isinstance(key, str) else key[1] for key in EXAMPLES)
"""All keys of the format."""


class Field(NamedTuple):
    """A field of the model: which table's, its name, its type with bounds; `item`: one element of an array."""

    owner: str
    name: str
    type: Any
    item: bool = False


def bare(kind: Any) -> Any:
    """The type without bounds and without None; a union of several stays one."""
    if get_origin(kind) is Annotated:
        return bare(get_args(kind)[0])
    arms = [arm for arm in arms_of(kind) if arm is not type(None)]
    return bare(arms[0]) if len(arms) == 1 and arms[0] is not kind else kind


def arms_of(kind: Any) -> tuple[Any, ...]:
    """The members of a union; of any other type itself."""
    return get_args(kind) if get_origin(kind) in (UnionType, Union) else (kind,)


def bounds(kind: Any, mark: type[Any]) -> Any:
    """The bound of that class (Interval, Len) on the type or on a member of it; None without."""
    if get_origin(kind) is Annotated:
        inner, *marks = get_args(kind)
        return next((one for one in marks if isinstance(one, mark)), None) or bounds(inner, mark)
    if len(arms_of(kind)) > 1:
        return next((found for arm in arms_of(kind) if (found := bounds(arm, mark))), None)
    return None


def wanted(field: Field) -> str:
    """What the field must be: "a whole number of seconds from 1 to 1800"."""
    arms = [_one(arm, field) for arm in arms_of(field.type) if arm is not type(None)]
    if len(arms) > 1:
        return " or ".join(arms)
    return _one(field.type, field)


def _one(kind: Any, field: Field) -> str:
    plain = bare(kind)
    span = bounds(kind, Interval)
    size = f" from {span.ge} to {span.le}" if span else ""
    unit = " of seconds" if field.name in IN_SECONDS else ""
    if len(arms_of(plain)) > 1:
        return wanted(field._replace(type=plain))
    if get_origin(plain) is Literal:
        words = [f'"{word}"' if isinstance(word, str) else str(word) for word in get_args(plain)]
        return words[0] if len(words) == 1 else f"one of {', '.join(words[:-1])} or {words[-1]}"
    if get_origin(plain) is tuple:
        return "a list in square brackets"
    if is_table(plain):
        return "a table in braces"
    words_for: dict[Any, str] = {
        bool: "true or false, without quotes",
        int: f"a whole number{unit}{size}",
        float: f"a number{unit}{size}",
        str: "text in quotes",
        dt.date: "a date, year-month-day, without quotes",
        dt.time: "a time of day with seconds, without quotes",
        dt.datetime: "a date and a time, with seconds, without quotes",
    }
    return words_for[plain]


def example(field: Field) -> str:
    """What to write for the field: "time = 60"; for an element of an array the whole array."""
    return f"{field.name} = {EXAMPLES.get((field.owner, field.name)) or EXAMPLES[field.name]}"


def shown(value: Any) -> str:
    """A value out of the file, as a sentence names it: `true`, 3600, the text "abc"."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return "a very large number" if abs(value) > _SPOKEN else str(value)
    if isinstance(value, str):
        return f"the text {quoted(value)}" if value else 'empty text ("")'
    if isinstance(value, dt.datetime):
        return f"the date and time {value.isoformat()}"
    if isinstance(value, dt.date):
        return f"the date {value.isoformat()}"
    if isinstance(value, dt.time):
        return f"the time {value.isoformat()}"
    return "a table" if isinstance(value, dict) else "a list"


def quoted(text: str) -> str:
    """A stranger's text in quotes, harmless, and cut when it is long."""
    seen = visible(text)
    return f'"{seen[:_LONG]}..."' if len(seen) > _LONG else f'"{seen}"'


def did_you_mean(word: str, known: Iterable[str]) -> str | None:
    """The known word that is nearest to this one, if any is near."""
    wanted_word = word[:_LONG].casefold()
    found = difflib.get_close_matches(wanted_word, list(known), n=1, cutoff=0.6)
    return found[0] if found else None
