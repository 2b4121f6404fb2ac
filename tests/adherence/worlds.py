"""Made histories, told in a few words: `World` writes the facts, `told` reads a story of lines.

A line is `WHEN [OFFSET] VERB ...`: `2026-11-23 20:00 -300 done`. WHEN is a day and a local time; a time alone keeps the
day of the line before, and `2026-12-01..2026-12-31 20:00 done` tells one line for each of these days. OFFSET is in
minutes and stays until another is told. `VERB` is one of `VERBS`; `as NAME` at the end gives the fact a name, by which a
later line takes it back or changes it. No clock is read: everything is said.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias, get_args

from selfcare.adherence.report import AdherenceReport, Counts, adherence
from selfcare.facts.history import History
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Away,
    Back,
    Body,
    Confirmed,
    Corrected,
    DayEnds,
    Fact,
    Loaded,
    NeedledAt,
    Rated,
    Reported,
    Seen,
    SessionBegun,
    SessionEnded,
    SetBegun,
    SetEnd,
    SetEnded,
    Share,
    TextKept,
)
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

EAST = 60
MINUTE = 60_000
SECOND = 1_000
START = "2026-11-23"
"""A Monday."""

CALF = """
[[exercise]]
id = "calf"
device = "foam roller"
region = "calf"
side = "left"
roll = { time = 60, sets = 2 }
discomfort = { max = 5 }
"""
CALF_ROWS = (Asked("calf", "left", "calf", "foam roller", "roll", 2, 1, 60),)

Played: TypeAlias = "Sequence[SetEnd | tuple[SetEnd, ...] | None]"
"""How each repetition of each set ended, in order: several are attempts at one; None was not begun."""


def rx(
    schedule: str | None,
    *,
    start: str = START,
    end: str | None = None,
    holds: Sequence[tuple[str, str | None]] = (),
    exercises: str = CALF,
    ident: str = "calves",
    keep_off: str | None = None,
    revision: int | None = None,
    worse: str | None = None,
) -> str:
    """A routine's text. `schedule` and `worse` (next morning) are what stands between brackets; None leaves it out."""
    lines = [
        "format = 1",
        f'id = "{ident}"',
        'title = "Calves"',
        'patient = "P200"',
        'by = "Anna Berg, physiotherapist"',
        f"start = {start}",
        'contact = { phone = "555 0134", emergency = "112" }',
        *([f"end = {end}"] if end else []),
        *([f"revision = {revision}"] if revision is not None else []),
        *([f"schedule = [{schedule}]"] if schedule is not None else []),
        *([f'[needling]\nkeep_off = "{keep_off}"'] if keep_off else []),
        *([f"[stop]\nworse_next_morning = {{ {worse} }}"] if worse else []),
    ]
    for first, last in holds:
        lines += ["[[holds]]", f"start = {first}", 'why = "Rest"', *([f"end = {last}"] if last else [])]
    return "\n".join(lines) + "\n" + exercises


class World:
    """Facts in the making. `offset` is that of the place; `day_ends` what the patient has set; ids are counted."""

    def __init__(self, offset: int = EAST) -> None:
        """At home, nothing known."""
        self.offset = offset
        self.day_ends = 240
        self.facts: list[Fact] = []
        self.named: dict[str, Fact] = {}
        self.loaded: str | None = None
        self.kept: set[str] = set()

    def at(self, when: dt.datetime) -> int:
        """UTC milliseconds of a local time here."""
        return round((when - dt.datetime(1970, 1, 1)).total_seconds() * 1000) - self.offset * MINUTE  # noqa: DTZ001

    def day(self, when: dt.datetime) -> str:
        """The day to which a local time belongs here and now."""
        return (when - dt.timedelta(minutes=self.day_ends)).date().isoformat()

    def add(self, when: dt.datetime, body: Body, after: int = 0) -> Fact:
        """Record a fact, `after` milliseconds later."""
        fact = Fact(f"f{len(self.facts):05}", self.at(when) + after, self.offset, None, "P200", body)
        self.facts.append(fact)
        return fact

    def load(self, when: dt.datetime, text: str, renamed: tuple[tuple[str, str], ...] = ()) -> Fact:
        """Keep a text, if it is new, and assign it."""
        name = hashlib.sha256(text.encode()).hexdigest()
        if name not in self.kept:
            self.kept.add(name)
            self.add(when, TextKept(name, "routine.toml", text))
        self.loaded = name
        return self.add(when, Loaded(name, renamed), 1)

    def play(
        self,
        when: dt.datetime,
        played: Played | None = None,
        *,
        share: Share | None = None,
        left_out: tuple[str, ...] = (),
        rows: tuple[Asked, ...] = CALF_ROWS,
        text: str | None = None,
        from_file: bool = False,
        how: Literal["ran to the end", "stopped", "interrupted"] | None = "ran to the end",
        dose: Literal["full", "gentler"] = "full",
        held: Sequence[int] = (),
        answer: bool = False,
    ) -> Fact:
        """A session: its repetitions with their ends, the session's end, and the patient's word if it was given.

        Without `played` every set ran out. `held` are the seconds of each attempt; without them, what was asked.
        """
        session = f"s{len(self.facts):05}"
        name = hashlib.sha256(text.encode()).hexdigest() if text is not None else self.loaded or "0" * 64
        if answer:
            self.add(when, Answered(session, self.day(when), "asked"))
        begun = self.add(when, SessionBegun(session, self.day(when), name, dose, rows, (), from_file))
        spots = [
            (row, number, rep)
            for row in rows
            for number in range(1, row.sets + 1)
            for rep in range(1, row.repetitions + 1)
        ]
        ends: Played = ["whole"] * len(spots) if played is None else played
        t, seconds = 20 * SECOND, list(held)
        for (row, number, rep), ended in zip(spots, ends, strict=False):
            for one in (ended,) if isinstance(ended, str) else ended or ():
                length = (seconds.pop(0) if seconds else row.seconds or 30) * SECOND
                spot = (session, row.exercise, row.side, number, rep)
                self.add(when, SetBegun(*spot, t), t)
                t += length
                asked = None if row.seconds is None else row.seconds * SECOND
                self.add(when, SetEnded(*spot, t, length, asked, one), t)
        if how is not None:
            self.add(when, SessionEnded(session, how, t, 0), t)
        if share is not None:
            self.named[f"word of {session}"] = self.add(when, Confirmed(session, share, left_out), t + SECOND)
        return begun

    def history(self) -> History:
        """What the facts say so far."""
        return History(self.facts)

    def report(
        self, as_of: str | dt.datetime, since: dt.date | None = None, until: dt.date | None = None
    ) -> AdherenceReport:
        """The adherence as of a local time here; without `until`, up to that day."""
        when = as_of if isinstance(as_of, dt.datetime) else dt.datetime.fromisoformat(as_of)
        last = until or dt.date.fromisoformat(self.day(when))
        return adherence(self.history(), (since, last), Moment(self.at(when), self.offset))


# --- stories ---


class Line(NamedTuple):
    """One line of a story, taken apart: `words` follow the verb."""

    when: dt.datetime
    verb: str
    words: tuple[str, ...]
    texts: dict[str, str]

    def option(self, name: str) -> str | None:
        """What stands behind `name=`."""
        return next((word.removeprefix(name + "=") for word in self.words if word.startswith(name + "=")), None)

    @property
    def text(self) -> str | None:
        """The text that `text=` names."""
        name = self.option("text")
        return None if name is None else self.texts[name]

    @property
    def plain(self) -> tuple[str, ...]:
        """The words that are no options."""
        return tuple(word for word in self.words if "=" not in word)


PLAYED: dict[str, tuple[Played | None, Share | None]] = {
    "done": (None, "all"),
    "played": (None, None),
    "partly": (("whole", "skipped"), None),
    "begun": (("stopped",), None),
    "skipping": (("whole", "skipped"), "all"),
    "says-part": (None, "part"),
    "denies": (None, "none"),
    "nothing": ((), None),
    "twice-tried": (("whole", ("restarted", "whole")), "all"),
    "banded-off": (("whole", ("whole", "skipped")), "all"),
}
"""A session by its story: how the two sets of `CALF` ended, and the patient's word."""

ANSWERS = {"fever": "fever or unwell", "emergency": "breath or chest", "leg": "one leg", "skin": "skin"}


def _play(world: World, line: Line) -> Fact:
    played, share = PLAYED[line.verb]
    return world.play(line.when, played, share=share, text=line.text, from_file="from-file" in line.words)


def _load(world: World, line: Line) -> Fact:
    return world.load(line.when, line.texts[line.plain[0]])


def _reported(world: World, line: Line) -> Fact:
    name = hashlib.sha256(line.text.encode()).hexdigest() if line.text else world.loaded or "0" * 64
    return world.add(line.when, Reported(line.plain[0] if line.plain else world.day(line.when), name))


def _away(world: World, line: Line) -> Fact:
    return world.add(line.when, Away(*line.plain))


def _back(world: World, line: Line) -> Fact:
    return world.add(line.when, Back(*line.plain))


def _answers(world: World, line: Line) -> Fact:
    yes = tuple(ANSWERS[word] for word in line.plain)
    return world.add(line.when, Answered(f"s{len(world.facts):05}", world.day(line.when), "asked", yes))


def _seen(world: World, line: Line) -> Fact:
    answered = [fact for fact in world.facts if isinstance(fact.body, Answered)][-1]
    return world.add(line.when, Seen(answered.id, "Anna", "go on"))


def _needled(world: World, line: Line) -> Fact:
    side: Literal["left", "right", "both"] | None = None
    for one in ("left", "right", "both"):
        if one in line.plain:
            side = one
    return world.add(line.when, NeedledAt(world.at(line.when), line.plain[0], side))


def _day_ends(world: World, line: Line) -> Fact:
    world.day_ends = int(line.plain[0])
    return world.add(line.when, DayEnds(world.day_ends))


def _takes_back(world: World, line: Line) -> Fact:
    return world.add(line.when, Corrected(world.named[line.plain[0]].id, None))


def _corrects_day(world: World, line: Line) -> Fact:
    """`corrects-day x 2026-11-24`: what the fact named x says is of that day."""
    old = world.named[line.plain[0]]
    assert isinstance(old.body, SessionBegun | Reported)
    return world.add(line.when, Corrected(old.id, old.body._replace(day=line.plain[1])))


def _corrects_word(world: World, line: Line) -> Fact:
    """`corrects-word x part`: the patient's word after the session named x was another; `-` takes it back."""
    begun = world.named[line.plain[0]].body
    assert isinstance(begun, SessionBegun)
    word = world.named[f"word of {begun.session}"]
    share = next((one for one in get_args(Share) if one == line.plain[1]), None)
    return world.add(line.when, Corrected(word.id, None if share is None else Confirmed(begun.session, share)))


def _rated(world: World, line: Line) -> Fact:
    score = None if line.plain[0] == "-" else int(line.plain[0])
    when: Literal["before", "after", "morning"] = "before"
    if "after" in line.plain:
        when = "after"
    elif "morning" in line.plain:
        when = "morning"
    return world.add(line.when, Rated("soreness", when, world.day(line.when), score, "calf", "left"))


def _scored(world: World, line: Line) -> Fact:
    """`scored 3`: the soreness before the session that was begun last."""
    score = None if line.plain[0] == "-" else int(line.plain[0])
    begun = next(fact.body for fact in reversed(world.facts) if isinstance(fact.body, SessionBegun))
    return world.add(line.when, Rated("soreness", "before", begun.day, score, "calf", "left", begun.session))


VERBS: dict[str, Callable[[World, Line], Fact]] = {
    **dict.fromkeys(PLAYED, _play),
    "load": _load,
    "reported": _reported,
    "away": _away,
    "back": _back,
    "answers": _answers,
    "seen": _seen,
    "needled": _needled,
    "day-ends": _day_ends,
    "takes-back": _takes_back,
    "corrects-day": _corrects_day,
    "corrects-word": _corrects_word,
    "rated": _rated,
    "scored": _scored,
}


def _days(words: str) -> list[dt.date]:
    first, _, last = words.partition("..")
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return [start + dt.timedelta(days=n) for n in range((end - start).days + 1)]


def told(story: str, texts: dict[str, str]) -> World:
    """The world of a story; `texts` are the routines by the names it uses."""
    world = World()
    days: list[dt.date] = []
    for raw in filter(None, map(str.strip, story.splitlines())):
        words = raw.split()
        if "-" in words[0]:
            days = _days(words.pop(0))
        time = dt.time.fromisoformat(words.pop(0))
        if words[0].lstrip("+-").isdigit():
            world.offset = int(words.pop(0))
        name = words.pop() if len(words) > 1 and words[-2] == "as" else None
        if name:
            words.pop()
        for day in days:
            line = Line(dt.datetime.combine(day, time), words[0], tuple(words[1:]), texts)
            fact = VERBS[line.verb](world, line)
            if name:
                world.named[name] = fact
    return world


def counts(words: str) -> Counts:
    """`asked 3, done 1, missed 2`: what is not named is 0."""
    said = [part.rsplit(" ", 1) for part in words.split(", ")] if words else []
    return Counts(*(0,) * len(Counts._fields))._replace(
        **{name.replace(" ", "_"): int(number) for name, number in said}
    )
