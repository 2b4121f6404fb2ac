"""AD01 to AD03: what helps it to be done, and what each routine must carry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.durations import in_weeks
from selfcare.rules import sources
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

_MOST: Final = 3
_FEWEST_DIGITS: Final = 2


def ad01(case: Case) -> Iterator[Hit]:
    """More than three exercises in a session of some week."""
    for week in case.turns:
        given = tuple(one for one in case.given if in_weeks(one.exercise.weeks, week))
        if len(given) > _MOST:
            yield Hit(given[_MOST].at(), f"Week {week} has {len(given)} exercises in a session", given, together=True)
            return


def ad02(case: Case) -> Iterator[Hit]:
    """Nothing says what a worse morning changes."""
    if case.routine.stop.worse_next_morning is None:
        yield Hit(("stop",), "Nothing says what happens after a worse morning")


def ad03(case: Case) -> Iterator[Hit]:
    """No number to ring."""
    for field in ("phone", "emergency"):
        if sum(letter.isdigit() for letter in getattr(case.routine.contact, field)) < _FEWEST_DIGITS:
            yield Hit(("contact", field), f"`{field}` is no number that can be rung")


RULES: tuple[Rule, ...] = (
    Rule(
        code="AD01",
        severity=("info",),
        title="How many exercises",
        looks_at="how many exercises a session has, week by week",
        message="Routines with fewer than four exercises are kept better.",
        remedy="Leave one out, or give one other `weeks`, or leave it as it is.",
        why="A review of home exercise found better adherence with fewer than four exercises.",
        strength="A systematic review of 14 studies, of home exercise in general.",
        sources=(sources.BACHMANN_2018,),
        basis="published",
        find=ad01,
    ),
    Rule(
        code="AD02",
        severity=("warning",),
        title="The next morning",
        looks_at="[stop]: whether `worse_next_morning` is written",
        message="The reaction on the next day is the key guide to the dose.",
        remedy='Add to [stop]: worse_next_morning = { by = 2, then = "gentler" }',
        why="Every version of the pain-monitoring model looks at the next morning: not worse than before.",
        strength="Opinion, partly of a research group. A trial in which sport went on under such a model had no "
        "worse result than six weeks of rest (Silbernagel 2007, RCT, n = 38).",
        sources=(sources.PAIN_ZONES_A, sources.PAIN_ZONES_B, sources.SILBERNAGEL_2007),
        basis="design",
        find=ad02,
    ),
    Rule(
        code="AD03",
        severity=("error",),
        title="Whom to ring",
        looks_at="`contact`: a phone and an emergency number. The stop signs themselves are built in, and no file can turn "
        "them off",
        message="Each routine must carry its stop signs and whom to ring.",
        remedy='Write the numbers: contact = { phone = "555 0134", emergency = "112" }',
        plain="a number to ring is missing",
        why="Lung injury, clot, torn artery, muscle breakdown and nerve damage have all been reported; each needs someone to "
        "be rung in time.",
        strength="Case reports and a consensus card for the signs. That a routine must carry the numbers is ours.",
        sources=(sources.STOP_SIGNS,),
        basis="design",
        find=ad03,
        held="the whole session, until it is changed",
        override="Such a file is refused already when it is read, so there is nothing to set aside.",
    ),
)
