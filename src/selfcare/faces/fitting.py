"""Sections in so many lines: each tells its first item before any tells its second, and what finds no room is counted."""

from __future__ import annotations

from typing import NamedTuple

from selfcare.faces.paragraph import WIDTH, shortened, wrapped


class Section(NamedTuple):
    """One part of the letter: what it is called when it finds no room, how it begins, and its items."""

    name: str
    lead: str
    items: tuple[str, ...]
    rank: int
    """Who comes first when there is little room."""


def filling(sections: list[Section], room: int) -> list[str]:
    """The sections in their order, in at most `room` lines: by rank the first item of each, then more while it helps."""
    whole = [line for one in sections for line in _drawn(one, len(one.items))]
    if len(whole) <= room:
        return whole
    by_rank = sorted(sections, key=lambda one: one.rank)
    lines = _first_items(by_rank, room - 1)
    free = room - 1 - sum(lines.values())
    growing = [one for one in lines if _shown(one, lines[one]) < len(one.items)]
    while free and growing:
        for one in tuple(growing):
            if free:
                lines[one] += 1
                free -= 1
            if _shown(one, lines[one]) == len(one.items):
                growing.remove(one)
    shown = {one: _shown(one, lines[one]) if one in lines else 0 for one in sections}
    drawn = [line for one, count in shown.items() if count for line in _drawn(one, count)]
    cut = sum(len(one.items) - count for one, count in shown.items())
    named = ", ".join(f"{one.name} {len(one.items)}" for one, count in shown.items() if not count)
    closing = f"… and {cut} more in the export{f', of them {named}' if named else ''}."
    return [*drawn, shortened(closing, WIDTH)]


def _first_items(by_rank: list[Section], room: int) -> dict[Section, int]:
    """The sections whose first item finds room, each with its lines."""
    lines: dict[Section, int] = {}
    for one in by_rank:
        least = len(_drawn(one, 1))
        if least <= room - sum(lines.values()):
            lines[one] = least
    return lines


def _shown(section: Section, room: int) -> int:
    """How many of the items can be told in so many lines; one at the least."""
    count = len(section.items)
    return next((shown for shown in range(count, 0, -1) if len(_drawn(section, shown)) <= room), 1)


def _drawn(section: Section, shown: int) -> list[str]:
    """The section with its first items; the others are counted."""
    left = len(section.items) - shown
    more = f" … and {left} more" if left else ""
    return wrapped(f"{section.lead}: {'; '.join(section.items[:shown])}{more}.", then="  ")
