"""A place of the body as it is typed: "hip left", "between the shoulder blades", "right calf"."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, cast

from selfcare.facts.entering import place_objection
from selfcare.routine.regions import find_region, region_names
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.facts.kinds import AnySide
    from selfcare.routine.regions import Region

_SIDES = ("left", "right", "both", "middle")


def place_said(words: list[str], how: str) -> tuple[str, AnySide | None]:
    """The region's own name and the side, if one was said.

    Raises:
        UsageRefused: there is no such place, or two sides; `how` is the sentence that shows how to say it.
    """
    words = [part for word in words for part in word.split()]  # "hip left" in quotes is two words, too
    sides = [word.casefold() for word in words if word.casefold() in _SIDES]
    name = " ".join(word for word in words if word.casefold() not in _SIDES)
    if not name or len(sides) > 1:
        raise UsageRefused(how)
    region = region_said(name, how)
    side = sides[0] if sides else None
    odd = place_objection(region.name, side)
    if odd is not None:
        raise UsageRefused(f"{odd} {how if region.sides == 'paired' else 'Leave the side out.'}")
    return region.name, cast("AnySide | None", side)


def region_said(name: str, how: str) -> Region:
    """The region of that name.

    Raises:
        UsageRefused: there is none.
    """
    region = find_region(name)
    if region is None:
        close = get_close_matches(name.casefold(), region_names(), 1)
        meant = f" Did you mean {close[0]!r}?" if close else ""
        raise UsageRefused(f"I know no place {visible(name)!r}.{meant} {how}")
    return region
