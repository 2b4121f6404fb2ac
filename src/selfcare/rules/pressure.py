"""PR01 to PR04: how much it may hurt while pressing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.rules import sources
from selfcare.rules.rule import YOUNG, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.routine.model import Discomfort
    from selfcare.rules.case import Case, Given

_HIGH_AIM: Final = 5
_HIGH_MAX: Final = 7
_HIGHEST_MAX: Final = 8


def pr01(case: Case) -> Iterator[Hit]:
    """No highest discomfort, or an aim above it."""
    for one in case.given:
        if one.discomfort is None:
            yield Hit(one.at(), f"{one.name}: no highest discomfort is set", (one,))
    for level, given in _levels(case):
        if level.aim is not None and level.aim > level.max:
            lead = f"{_whose(given)}the aim, {level.aim}, lies above the max, {level.max}"
            yield Hit((*given[0].level_at, "aim"), lead, given)


def pr02(case: Case) -> Iterator[Hit]:
    """An aim above 5."""
    for level, given in _levels(case):
        if level.aim is not None and level.aim > _HIGH_AIM:
            yield Hit((*given[0].level_at, "aim"), f"{_whose(given)}the aim is {level.aim} of 10", given)


def pr03(case: Case) -> Iterator[Hit]:
    """A max above 7; PR04 speaks of one above 8."""
    for level, given in _levels(case):
        if _HIGH_MAX < level.max <= _HIGHEST_MAX:
            yield Hit((*given[0].level_at, "max"), f"{_whose(given)}it may hurt up to {level.max} of 10", given)


def pr04(case: Case) -> Iterator[Hit]:
    """A max above 8."""
    for level, given in _levels(case):
        if level.max > _HIGHEST_MAX:
            yield Hit((*given[0].level_at, "max"), f"{_whose(given)}it may hurt up to {level.max} of 10", given)


def _levels(case: Case) -> Iterator[tuple[Discomfort, tuple[Given, ...]]]:
    """Each written discomfort, and the exercises for which it holds: one of their own, or the common one."""
    common = tuple(one for one in case.given if one.exercise.discomfort is None)
    if common and case.routine.defaults.discomfort:
        yield case.routine.defaults.discomfort, common
    for one in case.given:
        if one.exercise.discomfort:
            yield one.exercise.discomfort, (one,)


def _whose(given: tuple[Given, ...]) -> str:
    return f"{given[0].name}: " if given[0].exercise.discomfort else "Where an exercise says nothing else, "


RULES: tuple[Rule, ...] = (
    Rule(
        code="PR01",
        severity=("error",),
        title="A highest discomfort",
        looks_at="`discomfort`: whether there is a `max`, and whether the `aim` lies within it",
        message="The guide needs the highest discomfort that the patient may allow, to know when to stop.",
        remedy="Set discomfort = { aim = 3, max = 5 } in the exercise or in [defaults].",
        plain="no limit is written for how much it may hurt",
        why="More pain during exercise predicts that people stop doing it, and every version of the pain-monitoring model "
        "has a number above which to stop.",
        strength="A systematic review (strong evidence) for giving up; opinion for the number. The versions of the model "
        "disagree about its lower limits; above 5 is the only one that all agree on.",
        sources=(sources.JACK_2010, sources.PAIN_ZONES_A),
        basis="design",
        find=pr01,
        held="the whole session, until it is changed",
        override="Such a file is refused already when it is read, so there is nothing to set aside.",
    ),
    Rule(
        code="PR02",
        severity=("info",),
        title="A high aim",
        looks_at="`discomfort`: an `aim` above 5",
        message="Rolling at about 4, 6 and 8 of 10 gained the same movement; harder adds discomfort only.",
        remedy="Set an aim of 5 or less, or leave it as it is.",
        why="In a trial three groups rolled 3 times 60 s at a pain of 3.9, 6.2 and 8.2 of 10, and all gained the same.",
        strength="One RCT with 16 people, on a roller.",
        limits=YOUNG,
        sources=(sources.GRABOW_2018,),
        basis="published",
        find=pr02,
    ),
    Rule(
        code="PR03",
        severity=("warning",),
        title="A high max",
        looks_at="`discomfort`: a `max` of 8 (PR04 speaks of a higher one)",
        message="This is above the middle level tested, without any extra gain; pain during exercise predicts giving up.",
        remedy="Set a max of 7 or less.",
        why="Rolling at 6.2 of 10 gained as much as at 8.2; and more pain during exercise predicts poor adherence.",
        strength="One RCT with 16 people, and a systematic review of 20 studies for giving up. The limit is our reading.",
        limits=YOUNG,
        sources=(sources.GRABOW_2018, sources.JACK_2010),
        basis="design",
        find=pr03,
    ),
    Rule(
        code="PR04",
        severity=("error",),
        title="A max at the top of the scale",
        looks_at="`discomfort`: a `max` of 9 or 10",
        message="This is beyond the highest level tested (8.2 on average), which added no movement.",
        remedy="Set a max of 8 or less.",
        plain="as it is written, it may hurt more than was ever tested",
        why="The highest level that a trial tested is 8.2 of 10 on average, and it gained no more than 3.9.",
        strength="One RCT with 16 people. That nothing is known beyond it is why it holds; the limit is our reading.",
        limits=YOUNG,
        sources=(sources.GRABOW_2018,),
        basis="design",
        find=pr04,
        held="the whole session, until it is changed or allowed",
    ),
)
