"""The body as terminal cells: each glyph with its role, so that a face gives each role a style.

The body is a thin line of Braille dots (two across and four down in a cell, and square, since a cell is twice as high as
wide); what is lit is solid, so that it is told apart without colour; a device has its own grey. Without Unicode the
outline is made of strokes, the lit part of "#", the device of "o".
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, Literal, NamedTuple, TypeAlias

from selfcare.pictures.body import View, lines, lit_shapes
from selfcare.pictures.outline import HEIGHT, outline
from selfcare.pictures.raster import Dots, Grid, edge, filled, stroked
from selfcare.pictures.tools import device_shapes

Role: TypeAlias = Literal["none", "body", "lit", "device", "label"]


class Cell(NamedTuple):
    """One character and what it belongs to."""

    glyph: str
    role: Role


Cells: TypeAlias = tuple[tuple[Cell, ...], ...]

_BLANK: Final = Cell(" ", "none")
_WIDTH: Final = 90.0
_LINES_FROM: Final = 22
"""Rows of the body from which the inner lines are more than specks."""
_CAPTION_FROM: Final = 12
_ENOUGH: Final = 3
"""Dots of the eight in a cell that make it lit, where a cell has one glyph for all or nothing."""


@lru_cache(maxsize=256)
def body_cells(
    view: View, lit: frozenset[tuple[str, str]], device: str | None, columns: int, rows: int, *, unicode: bool
) -> Cells:
    """The body as exactly `rows` rows of `columns` cells, with L and R for the patient's left and right.

    `lit` holds pairs of a region (any of its names) and a side; what this view does not show is not lit. The last row is
    the caption, where there are at least 12. Kept after the first call: a face asks four times a second.
    """
    if columns < 1 or rows < 1:
        return ()
    captioned = rows >= _CAPTION_FROM
    drawn = rows - 1 if captioned else rows
    grid = _grid(columns, drawn)
    body = filled((outline(),), grid)
    inside = [row & kept for row, kept in zip(filled(lit_shapes(lit, view), grid), body, strict=True)]
    tool = filled(device_shapes(lit, device, view), grid) if device else [0] * grid.down
    inner = _inner(view, grid) if drawn >= _LINES_FROM else [0] * grid.down
    sketch = [(a | b) & ~t for a, b, t in zip(edge(body), inner, tool, strict=True)]
    draw = _braille if unicode else _plain
    cells = draw(sketch, inside, tool, columns, drawn)
    _mark(cells, view, columns)
    if captioned:
        cells.append(_caption(view, columns))
    return tuple(tuple(row) for row in cells)


def _grid(columns: int, rows: int) -> Grid:
    across, down = 2 * columns, 4 * rows
    unit = max(_WIDTH / across, (HEIGHT + 1) / down)
    return Grid(across, down, unit, (HEIGHT - unit * down) / 2)


def _inner(view: View, grid: Grid) -> Dots:
    dots = [0] * grid.down
    for line in lines(view):
        dots = [a | b for a, b in zip(dots, stroked(line, grid), strict=True)]
    return dots


_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"


def _braille(sketch: Dots, lit: Dots, tool: Dots, columns: int, rows: int) -> list[list[Cell]]:
    return [
        [_unicode(_window(sketch, x, y), _window(lit, x, y), _window(tool, x, y)) for x in range(columns)]
        for y in range(rows)
    ]


def _window(dots: Dots, column: int, row: int) -> tuple[int, ...]:
    return tuple((dots[4 * row + down] >> (2 * column)) & 3 for down in range(4))


def _unicode(sketch: tuple[int, ...], lit: tuple[int, ...], tool: tuple[int, ...]) -> Cell:
    if sum(map(int.bit_count, tool)) > 1:
        return Cell(_quadrant(tool), "device")
    if sum(map(int.bit_count, lit)) > 1:
        return Cell(_quadrant(lit), "lit")
    dots = sum(_DOTS[down][side] for down, row in enumerate(sketch) for side in (0, 1) if row >> side & 1)
    return Cell(chr(0x2800 + dots), "body") if dots else _BLANK


def _quadrant(window: tuple[int, ...]) -> str:
    upper, lower = window[0] | window[1], window[2] | window[3]
    return _QUADRANTS[upper | lower << 2]


def _plain(sketch: Dots, lit: Dots, tool: Dots, columns: int, rows: int) -> list[list[Cell]]:
    return [
        [_ascii(_window(sketch, x, y), _window(lit, x, y), _window(tool, x, y)) for x in range(columns)]
        for y in range(rows)
    ]


def _ascii(sketch: tuple[int, ...], lit: tuple[int, ...], tool: tuple[int, ...]) -> Cell:
    if sum(map(int.bit_count, tool)) >= _ENOUGH:
        return Cell("o", "device")
    if sum(map(int.bit_count, lit)) >= _ENOUGH:
        return Cell("#", "lit")
    return Cell(".", "body") if any(sketch) else _BLANK


def _mark(cells: list[list[Cell]], view: View, columns: int) -> None:
    """L and R beside the head, where nothing else stands."""
    row = cells[min(1, len(cells) - 1)]
    reach = max(3, round(len(cells) * 0.32))
    at = max(0, columns // 2 - reach - 1), min(columns - 1, (columns + 1) // 2 + reach)
    for column, letter in zip(at, "RL" if view == "front" else "LR", strict=True):
        row[column] = Cell(letter, "label")


def _caption(view: View, columns: int) -> list[Cell]:
    return [Cell(glyph, "label" if glyph != " " else "none") for glyph in view.center(columns)[:columns]]
