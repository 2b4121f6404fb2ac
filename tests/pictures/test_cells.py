"""Laws of the body in cells: the size asked for, the lit part told apart without colour, left and right marked."""

from __future__ import annotations

import pytest

from selfcare.pictures.body import View, view_for
from selfcare.pictures.cells import Cells, body_cells
from selfcare.routine.devices import device_names
from selfcare.routine.regions import REGIONS

SIZES = ((12, 10), (16, 14), (17, 14), (24, 18), (40, 32), (60, 45))
SMALL = ((12, 10), (17, 14), (24, 18))
SIDES = {"paired": ("left", "right"), "either": ("left", "right", "middle"), "midline": ("middle",)}
NOTHING: frozenset[tuple[str, str]] = frozenset()


def glyphs(cells: Cells, role: str) -> set[str]:
    """All glyphs that stand for that role."""
    return {cell.glyph for row in cells for cell in row if cell.role == role}


def places(cells: Cells, role: str) -> list[tuple[int, int]]:
    """Rows and columns of all cells of that role."""
    return [(y, x) for y, row in enumerate(cells) for x, cell in enumerate(row) if cell.role == role]


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("columns", [1, 2, 5, 12, 23, 60])
@pytest.mark.parametrize("rows", [1, 2, 3, 10, 11, 12, 45])
def test_the_room_is_filled_exactly(columns: int, rows: int, *, unicode: bool) -> None:
    """Any size, also an absurd one, gives just so many rows of just so many one-character cells; no size gives none."""
    cells = body_cells("front", frozenset({("chest", "left")}), "massage ball", columns, rows, unicode=unicode)
    assert [len(row) for row in cells] == [columns] * rows
    assert all(len(cell.glyph) == 1 for row in cells for cell in row)
    assert all(cell.glyph.isascii() for row in cells for cell in row) or unicode
    assert body_cells("front", NOTHING, None, 0, rows, unicode=unicode) == ()


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("size", SMALL)
def test_no_region_is_too_small_to_be_lit(size: tuple[int, int], *, unicode: bool) -> None:
    """Down to 12 by 10 cells every region is seen, whatever device lies on it; larger sizes only have more dots."""
    devices = (None, *device_names()) if size == SMALL[0] else (None, "massage ball")
    for region in REGIONS:
        for side in SIDES[region.sides]:
            lit = frozenset({(region.name, side)})
            for device in devices:
                cells = body_cells(view_for(region.name), lit, device, *size, unicode=unicode)
                assert places(cells, "lit"), (region.name, side, device)


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_what_is_lit_is_told_apart_without_colour(size: tuple[int, int], *, unicode: bool) -> None:
    """The glyphs of the body, of the lit part and of the device are three sets without a common member.

    In a large drawing body and device are both of dots: a thin line, and a shape.
    """
    lit = frozenset({("front of the thigh", "left"), ("chest", "right")})
    cells = body_cells("front", lit, "foam roller", *size, unicode=unicode)
    body, shown, device = glyphs(cells, "body"), glyphs(cells, "lit"), glyphs(cells, "device")
    assert all((body, shown, device))
    assert not body & shown
    assert not shown & device
    assert size[1] > 25 or not body & device


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("size", SIZES)
def test_left_mirrors_right_in_cells(size: tuple[int, int], *, unicode: bool) -> None:
    """The cells lit for the patient's left are those lit for the right, seen in a mirror."""
    columns, rows = size
    for region in ("calf", "buttock", "shoulder blade", "hand"):
        left, right = (
            body_cells("back", frozenset({(region, side)}), None, columns, rows, unicode=unicode)
            for side in ("left", "right")
        )
        assert {(y, columns - 1 - x) for y, x in places(left, "lit")} == set(places(right, "lit"))


@pytest.mark.parametrize(("view", "marked"), [("front", "RL"), ("back", "LR")])
@pytest.mark.parametrize("size", SIZES)
def test_the_patients_sides_are_marked(view: View, marked: str, size: tuple[int, int]) -> None:
    """R stands to the viewer's left in front, L behind; the lit side agrees with its letter."""
    cells = body_cells(view, frozenset({("hand", "left")}), None, *size, unicode=True)
    letters = [
        (x, cell.glyph) for row in cells for x, cell in enumerate(row) if cell.role == "label" and cell.glyph in "LR"
    ]
    assert "".join(letter for _, letter in sorted(letters)) == marked
    at = next(x for x, letter in letters if letter == "L")
    assert all((x > size[0] / 2) == (at > size[0] / 2) for _, x in places(cells, "lit"))


@pytest.mark.parametrize("view", ["front", "back"])
def test_the_caption_stands_where_there_is_room(view: View) -> None:
    """The last row names the view from 12 rows on; below, the body has the room."""

    def last(rows: int) -> str:
        cells = body_cells(view, NOTHING, None, 20, rows, unicode=True)
        return "".join(cell.glyph for cell in cells[-1]).strip()

    assert last(12) == view
    assert last(11) != view


def test_the_body_keeps_its_proportions() -> None:
    """A wide room does not widen the body: a cell is twice as high as wide."""
    for columns in (40, 80):
        found = places(body_cells("front", NOTHING, None, columns, 31, unicode=True), "body")
        wide = max(x for _, x in found) - min(x for _, x in found) + 1
        high = max(y for y, _ in found) - min(y for y, _ in found) + 1
        assert 0.38 < wide / (2 * high) < 0.48


def test_asked_again_nothing_is_drawn_again() -> None:
    """The same question has the very same answer: a face asks four times a second."""
    lit = frozenset({("calf", "left")})
    first = body_cells("back", lit, None, 33, 21, unicode=True)
    assert body_cells("back", frozenset({("calf", "left")}), None, 33, 21, unicode=True) is first
