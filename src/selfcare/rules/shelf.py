"""All rules in the order of the evidence, and their families."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final

from selfcare.rules import (
    adherence,
    ball,
    conditions,
    floss_band,
    foam_roller,
    needling,
    percussion,
    pressure,
    regions,
    reports,
    stretch_band,
)

if TYPE_CHECKING:
    from selfcare.rules.rule import Rule

FAMILIES: Final = {
    "FR": "Foam roller",
    "PR": "Pressure",
    "BA": "Massage ball",
    "PC": "Percussion massager",
    "FL": "Floss band",
    "ST": "Stretch band",
    "RG": "Places to keep off",
    "CI": "Conditions",
    "DN": "After needling",
    "AD": "The routine as a whole",
    "RP": "Reports",
}
_SHELF: Final = (
    *(foam_roller, pressure, ball, percussion, floss_band, stretch_band),
    *(regions, conditions, needling, adherence, reports),
)
RULES: Final[dict[str, Rule]] = {rule.code: rule for rule in chain.from_iterable(family.RULES for family in _SHELF)}
