"""Places of the body in a routine: are they known, and do they have the side that is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.wording import did_you_mean, quoted
from selfcare.routine.regions import find_region, region_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_EVERY_SIDE: Final = "a place with a left and a right"


def check_region(draft: Draft, path: Path) -> Iterator[Finding]:
    """A place that nobody calls so, with the nearest name that is known."""
    name = draft.good(*path)
    if not name or not name.strip() or find_region(name):
        return
    near = did_you_mean(name, region_names())
    remedy = f'Did you mean "{near}"?' if near else 'Use a name that people use, such as "calf", "hip" or "upper back".'
    yield Finding("unknown-region", path, f"selfcare knows no region {quoted(name)}.", remedy)


def check_side(table: Path, name: str, side: str) -> Iterator[Finding]:
    """A side that the place does not have: the middle of a paired one, left or right of one in the middle."""
    region = find_region(name)
    if region is None:
        return
    path = (*table, "side")
    both = '"each"' if table[0] == "exercise" else '"both"'
    if region.sides == "paired" and side == "middle":
        what = f'"{name}" is {_EVERY_SIDE}; it has no middle.'
        yield Finding("no-such-side", path, what, f'Write: side = "left", "right" or {both}.')
    elif region.sides == "midline" and side != "middle":
        what = f'"{name}" lies in the middle of the body; it has no side {quoted(side)}.'
        yield Finding("no-such-side", path, what, 'Write: side = "middle"')
