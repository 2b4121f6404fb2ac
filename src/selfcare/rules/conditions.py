"""CI01 to CI05: conditions that the therapist or the patient names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.facts.health import find_flag
from selfcare.routine.model import Flag
from selfcare.rules import sources
from selfcare.rules.percussion import GUN
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.facts.health import Condition
    from selfcare.routine.model import Routine
    from selfcare.rules.case import Case, Given
    from selfcare.rules.rule import Need, Scope
    from selfcare.text.spans import Path

_BALL: Final = "massage ball"
_LIGHT: Final = 3
_BLEEDING: Final = ("anticoagulant", "bleeding_disorder")
_PRECAUTIONS: Final = (
    *("osteoporosis", "pregnancy", "diabetes", "varicose_veins", "neuropathy", "sensory_loss"),
    *("recent_surgery", "hypertension"),
)
_HEALTH: Final[frozenset[Need]] = frozenset({"health"})
_CLEAR: Final = "Or clear the flag with a reason in [screened]: that is kept and shown too."
_ONLY_CLEAR: Final = (
    "Clear that one flag with a reason in [screened], and nothing else is set aside: "
    'cleared = [{{ flag = "{}", why = "your reason" }}]'
)


def ci01(case: Case) -> Iterator[Hit]:
    """An open wound or a fracture where an exercise presses."""
    yield from _in_its_place(case, "open_wound", "fracture")


def ci02(case: Case) -> Iterator[Hit]:
    """A clot, suspected, confirmed or past."""
    for condition in case.health.open("dvt", "clot") if case.health else ():
        remedy = f"Nothing is pressed until it is judged. {_ONLY_CLEAR.format(condition.name)}"
        yield Hit(flag_at(case.routine, condition), f"The flag {condition.words} is not cleared", remedy=remedy)


def ci03(case: Case) -> Iterator[Hit]:
    """An inflammation, or bone where it should not be, where an exercise presses."""
    yield from _in_its_place(case, "inflammation", "osteomyelitis", "myositis_ossificans")


def ci04(case: Case) -> Iterator[Hit]:
    """Someone who bleeds easily, and a ball, a massager or more than light pressure."""
    for condition in case.health.named(*_BLEEDING) if case.health else ():
        for path, given in _not_light(case):
            hard = given[0].device in (GUN, _BALL)
            with_what = f"a {given[0].device}" if hard else f"discomfort to {given[0].target}"
            whose = "Where an exercise says nothing else" if path[0] == "defaults" else given[0].name
            lead = f"{whose}: {with_what}, and the flag {condition.words}"
            # Until it is cleared nothing is done at all; then light pressure, without ball and massager (Q02).
            scope: Scope = "routine" if condition.cleared is None else "device" if hard else "exercise"
            yield Hit(path, lead, given, scope=scope, device=given[0].device if hard else None)


def _not_light(case: Case) -> Iterator[tuple[Path, tuple[Given, ...]]]:
    """Each ball and massager; else each discomfort that is more than light, once, with the exercises that it holds for."""
    levels: dict[Path, tuple[Given, ...]] = {}
    for one in case.given:
        if one.device in (GUN, _BALL):
            yield one.at("device"), (one,)
        elif one.target > _LIGHT:
            levels[one.level_at] = (*levels.get(one.level_at, ()), one)
    yield from levels.items()


def ci05(case: Case) -> Iterator[Hit]:
    """A precaution of the maker of massagers."""
    for condition in case.health.open(*_PRECAUTIONS) if case.health else ():
        remedy = f"Note the reasoning. {_ONLY_CLEAR.format(condition.name)}"
        yield Hit(flag_at(case.routine, condition), f"The flag {condition.words} is not cleared", remedy=remedy)


def _in_its_place(case: Case, *names: str) -> Iterator[Hit]:
    for condition in case.health.open(*names) if case.health else ():
        if condition.region is None:
            lead = f"The flag {condition.words} has no place, so no place is known to be free"
            remedy = f'Name the place: {{ flag = "{condition.name}", region = "shin", side = "left" }}; or clear it.'
            plain = f"it was named, but not where: {condition.words}"
            yield Hit(flag_at(case.routine, condition), lead, remedy=remedy, scope="routine", plain=plain)
            continue
        place = f"{condition.side} {condition.region}" if condition.side in ("left", "right") else condition.region
        for one in case.given:
            if condition.presses(one.exercise):
                lead = f"{one.name}: it presses the {place}, for which the flag {condition.words} was named"
                yield Hit(one.at("region"), lead, (one,), regions=(condition.region,), side=condition.side)


def flag_at(routine: Routine, condition: Condition) -> Path:
    """Where the routine names it; else the table that could."""
    flags = routine.screened.flags if routine.screened else ()
    for number, one in enumerate(flags):
        word, region = (one.flag, one.region) if isinstance(one, Flag) else (one, None)
        if find_flag(word) == condition.name and bool(region) == bool(condition.region):
            return "screened", "flags", number
    return ("screened",)


RULES: tuple[Rule, ...] = (
    Rule(
        code="CI01",
        severity=("error",),
        title="An open wound or a fracture",
        looks_at="a flag `open_wound` or `fracture` that is not cleared, and every exercise that presses its place; without "
        "a place, all",
        message="Expert consensus: contraindicated (open wounds 73 %, fractures 84 %).",
        remedy="Leave this place out until it has healed, or allow it in this exercise with a reason.",
        plain="a wound or a broken bone was named for this place",
        why="Of 37 experts 73 % and 84 % judged foam rolling contraindicated with open wounds and with a fracture.",
        strength="An expert consensus (Delphi) on foam rolling. Only the items that reached consensus could be read.",
        sources=(sources.BARTSCH_2021,),
        basis="published",
        find=ci01,
        needs=_HEALTH,
        scope="region",
        held="its place; the whole routine when no place was said",
        override=_CLEAR,
    ),
    Rule(
        code="CI02",
        severity=("error",),
        title="A blood clot",
        looks_at="a flag `dvt` (suspected or confirmed) or `clot` (ever) that is not cleared",
        message="97 % of the experts advise against it or for caution, and it is of the top severity.",
        remedy="Nothing is pressed until it is judged; then clear the flag with a reason.",
        plain="a blood clot was named",
        why="Of 37 experts 97 % voted for contraindication or caution with a deep vein thrombosis. A massive lung embolism "
        "two hours after a leg massage is in print.",
        strength="An expert consensus whose percentage counts contraindication and caution together. That it means stop is "
        "our reading.",
        sources=(sources.BARTSCH_2021, sources.EMBOLISM),
        basis="design",
        find=ci02,
        needs=_HEALTH,
        held="the whole routine",
        override=_ONLY_CLEAR.format("clot"),
    ),
    Rule(
        code="CI03",
        severity=("error",),
        title="Inflammation, bone infection, bone in the muscle",
        looks_at="a flag `inflammation`, `osteomyelitis` or `myositis_ossificans` that is not cleared, and every exercise "
        "that presses its place; without a place, all",
        message="97 %, 94 % and 92 % of the experts advise against it or for caution.",
        remedy="Leave this place out until it is judged, or allow it in this exercise with a reason.",
        plain="an inflammation or a trouble of the bone was named for this place",
        why="Of 37 experts 97 %, 94 % and 92 % voted for contraindication or caution with local inflammation, osteomyelitis "
        "and myositis ossificans.",
        strength="An expert consensus whose percentages count contraindication and caution together. That it holds the "
        "place back is our reading.",
        sources=(sources.BARTSCH_2021,),
        basis="design",
        find=ci03,
        needs=_HEALTH,
        scope="region",
        held="its place; the whole routine when no place was said",
        override=_CLEAR,
    ),
    Rule(
        code="CI04",
        severity=("error",),
        title="Blood thinners, or bleeding easily",
        looks_at="a flag `anticoagulant` or `bleeding_disorder`, cleared or not, and an exercise with a ball, a massager, or "
        "an aim (without one, the max) above 3",
        message="There is a risk of bruising and haematoma: medical clearance and light pressure only.",
        remedy="Take a roller or a band with aim = 3, or allow it in this exercise with a reason.",
        plain="blood thinners, or bleeding easily, were named",
        why="Practice pages and a maker name blood thinners and bleeding disorders: deep pressure may bruise or bleed.",
        strength="Opinion, and a manufacturer's list for another device. No trial was found.",
        sources=(sources.THERABODY_GOGGLES, sources.BLOOD_THINNERS),
        basis="design",
        find=ci04,
        needs=_HEALTH,
        held="the whole routine until the flag is cleared; then the ball, the massager, or the exercise with the high aim",
        override="Clearing the flag opens the routine for light pressure; a ball or a massager needs the line above too.",
    ),
    Rule(
        code="CI05",
        severity=("warning",),
        title="A maker's precaution",
        looks_at="a flag `osteoporosis`, `pregnancy`, `diabetes`, `varicose_veins`, `neuropathy`, `sensory_loss`, "
        "`recent_surgery` or `hypertension` that is not cleared",
        message="It is a manufacturer's precaution: adapt or avoid, and note your reasoning.",
        remedy="Note the reasoning by clearing the flag.",
        why="The maker of a percussion massager names these conditions as precautions.",
        strength="A manufacturer, and only the first part of the list could be read. It speaks of percussion; that it holds "
        "for the other devices is not shown.",
        sources=(sources.THERABODY,),
        basis="published",
        find=ci05,
        needs=_HEALTH,
        override=_ONLY_CLEAR.format("osteoporosis"),
    ),
)
