"""The long form: twelve questions about health that come with a routine, and what a yes holds back.

Texts follow the screening questions of the evidence (section 8, Q01 to Q12). A yes names conditions (`routine.conditions`),
and what these hold back is in the rules by their codes (CI, FL). `BEYOND_THE_RULES` is what section 8 says and no rule does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from selfcare.facts.kinds import HealthAsked, Loaded
from selfcare.routine.conditions import in_plain_words
from selfcare.rules.conditions import flag_at
from selfcare.rules.findings import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.facts.health import Condition, Health
    from selfcare.facts.history import History
    from selfcare.routine.model import Routine

Effect: TypeAlias = Literal["routine", "place", "device", "caution"]
"""routine: nothing is played. place: its place is not pressed. device: that device is not used. caution: it is shown."""


class Option(NamedTuple):
    """One of the things that a question asks about: the condition's word, and the words for it."""

    name: str
    words: str
    has_place: bool = False


class LongQuestion(NamedTuple):
    """One line of the long form. `id` is its word in the log; `effects` and `rules` are what a yes does, and where."""

    id: str
    words: str
    options: tuple[Option, ...]
    effects: tuple[Effect, ...]
    rules: tuple[str, ...]
    source: str


LONG_FORM: Final[tuple[LongQuestion, ...]] = (
    LongQuestion(
        "Q01",
        "A blood clot in a leg, arm or lung, ever",
        (Option("clot", "a blood clot"),),
        ("routine",),
        ("CI02", "FL04"),
        "Bartsch 2021; Therabody (another device)",
    ),
    LongQuestion(
        "Q02",
        "Blood thinners, or you bleed or bruise very easily",
        (Option("anticoagulant", "blood thinners"), Option("bleeding_disorder", "bleeding or bruising easily")),
        ("routine", "device"),
        ("CI04", "Q02"),
        "Therabody (another device); practice pages (opinion)",
    ),
    LongQuestion(
        "Q03",
        "A broken bone, or one that is still healing",
        (Option("fracture", "a broken bone", has_place=True),),
        ("place",),
        ("CI01",),
        "Bartsch 2021",
    ),
    LongQuestion(
        "Q04",
        "Thin bones (osteoporosis)",
        (Option("osteoporosis", "thin bones"),),
        ("caution",),
        ("CI05",),
        "Therabody (manufacturer)",
    ),
    LongQuestion(
        "Q05",
        "You are pregnant",
        (Option("pregnancy", "pregnant"),),
        ("caution",),
        ("CI05",),
        "Therabody (manufacturer)",
    ),
    LongQuestion(
        "Q06",
        "Diabetes, or places where you feel touch less well",
        (Option("diabetes", "diabetes"), Option("sensory_loss", "a place that feels less", has_place=True)),
        ("caution", "place", "device"),
        ("CI05", "FL04", "Q06"),
        "Therabody (manufacturer)",
    ),
    LongQuestion(
        "Q07",
        "A pacemaker, metalwork, or recent surgery",
        (
            Option("pacemaker", "a pacemaker", has_place=True),
            Option("recent_surgery", "metalwork or recent surgery", has_place=True),
        ),
        ("place", "device"),
        ("CI05", "Q07"),
        "Therabody (manufacturer, and another device)",
    ),
    LongQuestion(
        "Q08",
        "Varicose veins, or poor circulation",
        (
            Option("varicose_veins", "varicose veins", has_place=True),
            Option("vascular_disease", "poor circulation", has_place=True),
        ),
        ("place", "device"),
        ("CI05", "FL04", "Q08"),
        "Therabody (manufacturer, and another device)",
    ),
    LongQuestion(
        "Q09",
        "Blood pressure that is high and not under control",
        (Option("uncontrolled_hypertension", "high blood pressure, not under control"),),
        ("routine",),
        ("Q09",),
        "Therabody (another device)",
    ),
    LongQuestion(
        "Q10",
        "Cancer, or a lump that no one has checked",
        (Option("cancer", "cancer or an unchecked lump"),),
        ("routine",),
        ("Q10",),
        "Therabody (another device)",
    ),
    LongQuestion(
        "Q11",
        "An allergy to latex",
        (Option("latex_allergy", "a latex allergy"),),
        ("device",),
        ("FL04", "Q11"),
        "practice page on flossing (opinion)",
    ),
    LongQuestion(
        "Q12",
        "A bone infection, or hard bone forming in a muscle after an injury",
        (
            Option("osteomyelitis", "a bone infection", has_place=True),
            Option("myositis_ossificans", "hard bone in a muscle", has_place=True),
        ),
        ("place",),
        ("CI03",),
        "Bartsch 2021",
    ),
)

ALL_IDS: Final = tuple(one.id for one in LONG_FORM)


class Beyond(NamedTuple):
    """What one question's answer holds back and no rule does (section 8 of the evidence)."""

    question: str
    names: tuple[str, ...]
    holds: Literal["routine", "place", "device"]
    message: str
    device: str | None = None


BEYOND_THE_RULES: Final[tuple[Beyond, ...]] = (
    Beyond("Q02", ("anticoagulant", "bleeding_disorder"), "routine", "Nothing is pressed until it is cleared."),
    Beyond("Q06", ("sensory_loss",), "place", "A place that feels less cannot say that it is too much."),
    Beyond("Q07", ("pacemaker", "recent_surgery"), "place", "This place is left out until it is cleared."),
    Beyond(
        "Q07",
        ("pacemaker", "recent_surgery"),
        "device",
        "No massager until it is cleared.",
        "percussion massager",
    ),
    Beyond("Q08", ("varicose_veins", "vascular_disease"), "place", "This place is left out until it is cleared."),
    Beyond("Q09", ("uncontrolled_hypertension",), "routine", "Nothing is pressed until it is cleared."),
    Beyond("Q10", ("cancer",), "routine", "Nothing is pressed until it is cleared."),
    Beyond("Q11", ("latex_allergy",), "device", "A stretch band may be made of latex, too.", "stretch band"),
)
"""For the floss band see FL04, for ball and massager with blood thinners CI04. That a stretch band counts as a latex band
until the therapist knows better is design."""

NOT_CLEARED: Final = ": not cleared"
_CLEAR: Final = 'Judge it, and clear it in [screened]: cleared = [{{ flag = "{}", why = "your reason" }}]'


def held_by_answers(health: Health | None, routine: Routine) -> tuple[Finding, ...]:
    """What the conditions hold back beyond the rules: findings like those of `rules.check`, each an error that stands.

    Where the patient named a condition that has a place and not the place, no place is known to be free. A therapist who
    wrote no place knew it when the routine was written.
    """
    return tuple(_held(health, routine)) if health is not None else ()


def _held(health: Health, routine: Routine) -> Iterator[Finding]:
    for beyond in BEYOND_THE_RULES:
        for condition in health.open(*beyond.names):
            placeless = beyond.holds == "place" and condition.region is None
            if placeless and condition.by == "therapist":
                continue
            where = "Its place was not told, so no place is known to be free. " if placeless else ""
            yield Finding(
                rule=beyond.question,
                severity="error",
                message=f"{_opening(condition)}{NOT_CLEARED}. {where}{beyond.message}",
                lead=f"{_opening(condition)}{NOT_CLEARED}",
                remedy=_CLEAR.format(condition.name),
                cited=next(one.source for one in LONG_FORM if one.id == beyond.question),
                path=flag_at(routine, condition),
                scope="routine" if placeless else "region" if beyond.holds == "place" else beyond.holds,
                regions=() if condition.region is None else (condition.region,),
                side=condition.side,
                device=beyond.device,
                by=routine.therapist,
                plain=f"{in_plain_words(condition.name)}, which {routine.therapist} has not cleared",
            )


def stated(text: str, *, screened: bool) -> HealthAsked:
    """The answers of who states on the command line that none of it is true; `screened`: that nothing has changed since."""
    return HealthAsked(text, "command line", False if screened else None, (), () if screened else ALL_IDS)


def _opening(condition: Condition) -> str:
    side = f"{condition.side} " if condition.side in ("left", "right") else ""
    place = f" ({side}{condition.region})" if condition.region else ""
    words = in_plain_words(condition.name)
    return f"{words[:1].upper()}{words[1:]}{place}"


def is_due(history: History, text: str) -> bool:
    """Whether the long form is still to be asked before that text (its fingerprint) is played.

    Once for each text, and again when the therapist's routine changed back to it. Left for later is not answered.
    """
    answered = max((fact.at for fact, body in history.of(HealthAsked) if body.text == text), default=None)
    if answered is None:
        return True
    loaded, before = -1, None
    for fact, body in history.of(Loaded):
        if body.text == text and before != text:
            loaded = fact.at
        before = body.text
    return answered < loaded
