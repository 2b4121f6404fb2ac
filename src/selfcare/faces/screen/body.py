"""The body picture of a frame: front or back, with region and side lit and the device beside it."""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.faces.screen.look import Block, Role, Size, Span
from selfcare.pictures.body import view_for
from selfcare.pictures.cells import body_cells

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.facts.kinds import Hand
    from selfcare.pictures.cells import Cells
    from selfcare.pictures.cells import Role as Drawn

_ROLES: Final[Mapping[Drawn, Role]] = {
    "none": "text",
    "body": "body",
    "lit": "lit",
    "device": "device",
    "label": "dim",
}


class Shown(NamedTuple):
    """What is lit, and with which device beside it."""

    region: str
    side: Hand
    device: str


@lru_cache(maxsize=64)
def picture(shown: Shown, size: Size, *, unicode: bool) -> Block:
    """The picture in exactly that room. Kept: it changes with the set, not with the seconds."""
    lit = frozenset({(shown.region, shown.side)})
    return block(body_cells(view_for(shown.region), lit, shown.device, *size, unicode=unicode))


def block(cells: Cells) -> Block:
    """Drawn cells as spans of their roles."""
    return tuple(
        tuple(
            Span("".join(cell.glyph for cell in run), role)
            for role, run in ((role, list(run)) for role, run in groupby(row, lambda cell: _ROLES[cell.role]))
        )
        for row in cells
    )
