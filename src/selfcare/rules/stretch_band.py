"""ST01: a stretch with a band."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.rules import sources
from selfcare.rules.case import sessions_a_week, side_seconds
from selfcare.rules.rule import Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

_BAND: Final = "stretch band"
_OLDER: Final = 65
_TOTAL_S: Final = 60
_A_WEEK: Final = 2


def st01(case: Case) -> Iterator[Hit]:
    """A hold outside the guidance, less than 60 s in all, or less than twice a week."""
    age = case.routine.screened.age if case.routine.screened else None
    shortest, longest = (30, 60) if age is not None and age >= _OLDER else (10, 30)
    held = [(one, one.exercise.hold) for one in case.with_device(_BAND) if one.exercise.hold]
    for one, hold in held:
        if not shortest <= hold.time <= longest:
            lead = f"{one.name}: a hold of {hold.time} s, and the guidance says {shortest} to {longest} s"
            if age is not None:
                lead += f" at the age of {age}"
            yield Hit(one.at("hold", "time"), lead, (one,))
        if side_seconds(hold) < _TOTAL_S:
            lead = f"{one.name}: {side_seconds(hold)} s a side in all, and the guidance says {_TOTAL_S} s"
            yield Hit(one.at("hold"), lead, (one,))
    for number, times in sessions_a_week(case.routine) if held else ():
        if times < _A_WEEK:
            lead = f"Stretching once a week, and the guidance says at least {_A_WEEK} times"
            given = tuple(one for one, _ in held)
            yield Hit(("schedule", number), lead, given, together=True)


RULES: tuple[Rule, ...] = (
    Rule(
        code="ST01",
        severity=("info",),
        title="A stretch with a band",
        looks_at="a stretch band with `hold`: a hold outside 10 to 30 s (30 to 60 s from the `age` of 65, design), less than "
        "60 s a side in all, or less than twice a week by the `schedule`",
        message="This is outside the general guidance on flexibility.",
        remedy="Set holds of 10 to 30 s, 60 s a side in all, twice a week or more; or leave it as it is.",
        why="The guidance is 10 to 30 s to the point of tightness (30 to 60 s in older people), 60 s in all for each "
        "exercise, on 2 to 3 days a week or more.",
        strength="A guideline; the 60 s in all are second-hand. No trial of a dose for drawing a joint with a band was found, "
        "and practice pages caution against it at the shoulder. From which age a person is older is our number.",
        sources=(sources.ACSM_2021, sources.GARBER_2011, sources.BANDED_SHOULDER),
        basis="published",
        find=st01,
    ),
)
