"""RP01: a change that is smaller than the error of measuring it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from selfcare.facts.kinds import Rated
from selfcare.rules import sources
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

ERRORS: Final[dict[str, float]] = {
    "soreness": 2,
    "knee to wall": 1.9,
    "fingertip to floor": 4.5,
    "sit and reach": 4,
    "hand behind back": 1.3,
}
"""The smallest change that is more than error: points of 10 for soreness (Childs 2005), else cm (Powden 2015; Ekedahl 2012;
J Sports Sci Med 2009; Man Ther 2014). All from trained raters; the error of people who measure alone was not found."""
_DAYS: Final = 7


def within_error(measure: str, change: float) -> bool:
    """Whether a change, in points or cm, is no more than error. A measure whose error is not known: False."""
    return measure in ERRORS and 0 < abs(change) < ERRORS[measure]


def rp01(case: Case) -> Iterator[Hit]:
    """Soreness before sessions that moved from the first week to the last, by less than the error."""
    if case.history is None:
        return
    from statistics import median  # brings fractions and decimals: only a history needs it

    found: dict[tuple[str, str | None], dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for _, body in case.history.of(Rated):
        if body.what == "soreness" and body.when == "before" and body.score is not None:
            week = (dt.date.fromisoformat(body.day) - case.routine.start).days // _DAYS + 1
            found[body.region, body.side][week].append(body.score)
    for (region, side), weeks in found.items():
        change = median(weeks[max(weeks)]) - median(weeks[min(weeks)])
        if within_error("soreness", change):
            place = region if side is None else f"{region}, {side}"
            yield Hit((), f"Soreness ({place}) moved by {change:+g} from week {min(weeks)} to week {max(weeks)}")


RULES: tuple[Rule, ...] = (
    Rule(
        code="RP01",
        severity=("info",),
        title="A change within the error of measuring",
        looks_at="reports: the change of a score or a length from the first week to the last",
        message="This is within the error of measuring: 2 points of soreness, knee to wall 1.9 cm, fingertip to floor 4.5 cm, "
        "sit and reach 4 cm, hand behind back 1.3 cm.",
        remedy="Read it as no change yet.",
        why="Each measure wobbles from day to day; a smaller change than these cannot be told from wobble.",
        strength="A meta-analysis for knee to wall, cohorts and reliability studies for the others. All with trained raters: "
        "the error of people who measure alone was not found, and is probably larger.",
        sources=(
            sources.CHILDS_2005,
            sources.POWDEN_2015,
            sources.EKEDAHL_2012,
            sources.SIT_AND_REACH,
            sources.HAND_BEHIND_BACK,
        ),
        basis="published",
        find=rp01,
        needs=frozenset({"facts"}),
        override="It concerns reports, and no line of a routine.",
    ),
)
