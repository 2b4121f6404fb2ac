"""BA01 to BA03: a ball on one point."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.model import Press, UntilFaded
from selfcare.rules import sources
from selfcare.rules.case import one_go
from selfcare.rules.places import SCIATIC
from selfcare.rules.rule import YOUNG, Hit, Rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.rules.case import Case

_BALL: Final = "massage ball"
_LONGEST_HOLD: Final = 90
_SCIATIC_S: Final = 30
_SCIATIC_AIM: Final = 4


def ba01(case: Case) -> Iterator[Hit]:
    """More than 90 s on one spot without a release."""
    for one in case.with_device(_BALL):
        dose = one.exercise.dose
        if isinstance(dose, Press | UntilFaded) and one_go(dose) > _LONGEST_HOLD:
            yield Hit(one.seconds_at, f"{one.name}: up to {one_go(dose)} s on one spot", (one,))


def ba02(case: Case) -> Iterator[Hit]:
    """A ball against pain."""
    for one in case.with_device(_BALL):
        if one.exercise.purpose == "less pain":
            yield Hit(one.at("purpose"), f"{one.name}: a ball, for less pain", (one,))


def ba03(case: Case) -> Iterator[Hit]:
    """A ball in the buttock, long or hard."""
    for one in case.with_device(_BALL):
        if not one.places & SCIATIC:
            continue
        seconds = one_go(one.exercise.dose)
        if seconds > _SCIATIC_S:
            yield Hit(
                one.seconds_at, f"{one.name}: {seconds} s without a break in the {min(one.places & SCIATIC)}", (one,)
            )
        elif one.target > _SCIATIC_AIM:
            lead = f"{one.name}: discomfort to {one.target} in the {min(one.places & SCIATIC)}"
            yield Hit(one.level_at, lead, (one,))


RULES: tuple[Rule, ...] = (
    Rule(
        code="BA01",
        severity=("warning",),
        title="A long hold on one spot",
        looks_at="a massage ball: seconds of one `hold` (holds without a `release` run together), or the ceiling of "
        "`until_faded`",
        message="90 s is the longest hold with trial data found.",
        remedy="Set 90 s or less, or let go in between: release = 5.",
        why="A trial held the most tender point of the calf for 90 s: that point became a little less tender. Nothing "
        "longer was found.",
        strength="One RCT with 50 people, on a roller and not on a ball; the groups did not differ.",
        limits=YOUNG,
        sources=(sources.WILKE_2018,),
        basis="design",
        find=ba01,
    ),
    Rule(
        code="BA02",
        severity=("info",),
        title="A ball against pain",
        looks_at='a massage ball with purpose = "less pain"',
        message="In pooled trials tenderness improves, and the pain that people report does not clearly.",
        remedy='Consider tenderness as the measure (purpose = "less tenderness"), or leave it as it is.',
        why="Pooled trials of pressing a tender point: tenderness fell (0.67, 0.35 to 0.98), reported pain did not clearly "
        "(-0.22, -0.53 to 0.09).",
        strength="A meta-analysis of 17 RCTs, mostly of pressure by a therapist.",
        sources=(sources.COMPRESSION,),
        basis="published",
        find=ba02,
    ),
    Rule(
        code="BA03",
        severity=("warning",),
        title="A ball in the buttock",
        looks_at="a massage ball on buttock, deep buttock or sciatic notch: seconds without a break above 30, or an aim "
        "(without one, the max) above 4",
        message="One case of injury to the sciatic nerve by a massage ball here is in print.",
        remedy="Set 30 s or less and an aim of 4 or less, and ask about tingling after each set.",
        why="The sciatic nerve lies under the deep buttock. A published case tells of its injury by self-massage with a ball.",
        strength="One case report, of which only the title was read, and opinion. The numbers are ours.",
        sources=(sources.CHO_2019, sources.WERNER_2020),
        basis="design",
        find=ba03,
    ),
)
