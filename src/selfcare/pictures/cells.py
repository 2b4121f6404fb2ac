"""The body as terminal cells: each glyph with its role, so that a face gives each role a style.

The body is made of Braille dots (two across and four down in a cell, and square, since a cell is twice as high as wide):
a line with a few inner ones where there is room, full of dots where it is small and must still be seen from three metres.
What is lit is solid and a device has its own grey, so that they are told apart without colour. Without Unicode the outline
is made of strokes, the lit part of "#", the device of "o".
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from selfcare.pictures.body import View, lines, lit_shapes
from selfcare.pictures.outline import HEIGHT, outline
from selfcare.pictures.raster import Dots, Grid, edge, filled, stroked
from selfcare.pictures.tools import Paper, device_shapes

if TYPE_CHECKING:
    from selfcare.pictures.curve import Polygon

Role: TypeAlias = Literal["none", "body", "lit", "device", "label"]


class Cell(NamedTuple):
    """One character and what it belongs to."""

    glyph: str
    role: Role


Cells: TypeAlias = tuple[tuple[Cell, ...], ...]

_BLANK: Final = Cell(" ", "none")
_WIDTH: Final = 90.0
_CAPTION_FROM: Final = 12
_EYES: Final = 10.0
"""The height at which the sides are marked."""


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
    inside = _lit(lit_shapes(lit, view), grid, body)
    paper = _paper(grid)
    tool = filled(device_shapes(lit, device, view, paper), grid) if device else [0] * grid.down
    sketch = _sketch(view, grid, body, massed=unicode and paper.coarse, lined=not paper.coarse)
    sketch = [row & ~taken for row, taken in zip(sketch, tool, strict=True)]
    layers = [_windows(dots, columns) for dots in (sketch, inside, tool)]
    draw = _ascii if not unicode else _shaded if paper.coarse else _unicode
    cells = [
        [draw(*cell) for cell in zip(*rows, strict=True)]
        for rows in zip(_roles(layers[1], layers[2], _NEVER if paper.coarse else _TAKES), *layers, strict=True)
    ]
    _mark(cells, view, columns, round(grid.row(_EYES) / 4))
    if captioned:
        cells.append(_caption(view, columns))
    return tuple(tuple(row) for row in cells)


def _grid(columns: int, rows: int) -> Grid:
    across, down = 2 * columns, 4 * rows
    unit = max(_WIDTH / across, (HEIGHT + 1) / down)
    return Grid(across, down, unit, (HEIGHT - unit * down) / 2)


def _lit(shapes: tuple[Polygon, ...], grid: Grid, body: Dots) -> Dots:
    """The dots of all lit shapes, within the body's own where they have any in common: a neck may be one dot thin."""
    dots = [0] * grid.down
    for shape in shapes:
        own = filled((shape,), grid)
        within = [a & b for a, b in zip(own, body, strict=True)]
        dots = [a | b for a, b in zip(dots, within if any(within) else own, strict=True)]
    return dots


def _paper(grid: Grid) -> Paper:
    """The cells of the grid, for what must be seen as a whole cell or not at all."""
    height, width = 4 * grid.unit, 2 * grid.unit
    return Paper(height, width, grid.top, -grid.across % 4 / 2 * grid.unit)


def _sketch(view: View, grid: Grid, body: Dots, *, massed: bool, lined: bool) -> Dots:
    """The dots of the body itself: all of them where it is small (a thin line is not seen from afar), else its outline."""
    if massed:
        return body
    dots = edge(body)
    for line in lines(view) if lined else ():
        dots = [a | b for a, b in zip(dots, stroked(line, grid), strict=True)]
    return dots


_DOTS: Final = ((0x01, 0x08), (0x02, 0x10), (0x04, 0x20), (0x40, 0x80))
_BRAILLE: Final = 0x2800
_QUADRANTS: Final = " ▘▝▀▖▌▞▛▗▚▐▜▄▙▟█"
_SEEN: Final = 2
"""Dots of the eight in a cell from which a device is seen; a lit place wants one more."""
_TAKES: Final = 4
"""Dots from which a device takes a cell that is lit; elsewhere `_SEEN` are enough."""
_NEVER: Final = 9

Window: TypeAlias = tuple[int, int, int, int]
"""The dots of one cell: four rows of two bits, the lower bit is the left dot."""


def _windows(dots: Dots, columns: int) -> list[list[Window]]:
    """The dots, cut into cells."""
    rows = [[(row >> at) & 3 for at in range(0, 2 * columns, 2)] for row in dots]
    return [list(zip(*rows[at : at + 4], strict=True)) for at in range(0, len(rows), 4)]


def _count(window: Window) -> int:
    return _BITS[window[0]] + _BITS[window[1]] + _BITS[window[2]] + _BITS[window[3]]


_BITS: Final = (0, 1, 1, 2)


def _roles(lit: list[list[Window]], tool: list[list[Window]], takes: int) -> list[list[Role]]:
    """What stands in each cell; the device takes a lit one from so many dots on, and never the last one."""
    touched, drawn = _touched(lit), _touched(tool)
    lights = {at for at, dots in touched.items() if dots > _SEEN} or _fullest(touched)
    beside = {at: dots for at, dots in drawn.items() if at not in lights}
    shown = {at for at, dots in drawn.items() if dots >= (takes if at in lights else _SEEN)}
    shown = shown or _fullest(beside) or _fullest(drawn)
    if lights <= shown:
        shown -= lights
    return [
        ["device" if (y, x) in shown else "lit" if (y, x) in lights else "none" for x in range(len(row))]
        for y, row in enumerate(lit)
    ]


def _touched(windows: list[list[Window]]) -> dict[tuple[int, int], int]:
    """The cells that have any dots, by row and column, and how many."""
    return {(y, x): _count(one) for y, row in enumerate(windows) for x, one in enumerate(row) if any(one)}


def _fullest(touched: dict[tuple[int, int], int]) -> set[tuple[int, int]]:
    return {max(touched, key=lambda at: touched[at])} if touched else set()


def _unicode(role: Role, sketch: Window, lit: Window, tool: Window) -> Cell:
    if role == "lit":
        return Cell(_QUADRANTS[_solid(sketch, lit)], role)
    if role == "device":
        return Cell(chr(_BRAILLE + (_braille(tool) | _braille(lit))), role)
    dots = _braille(sketch)
    return Cell(chr(_BRAILLE + dots), "body") if dots else _BLANK


def _shaded(role: Role, sketch: Window, lit: Window, tool: Window) -> Cell:
    """As `_unicode`, for a body of full dots, where a device of dots would not be told apart."""
    if role == "lit":
        # Half a cell of nothing between what is lit and the body would be a cut: the whole height of the cell is lit.
        columns = lit[0] | lit[1] | lit[2] | lit[3]
        upper, lower = lit[0] | lit[1] | sketch[0] | sketch[1], lit[2] | lit[3] | sketch[2] | sketch[3]
        return Cell(_QUADRANTS[upper & columns | (lower & columns) << 2], role)
    return Cell("▒", role) if role == "device" else _unicode(role, sketch, lit, tool)


def _solid(sketch: Window, lit: Window) -> int:
    """The quarters of a lit cell. One that is lit only above takes the outline below it, or a leg looks cut off there."""
    upper, lower = lit[0] | lit[1], lit[2] | lit[3]
    return upper | (lower or (sketch[2] | sketch[3]) & upper) << 2


def _braille(window: Window) -> int:
    return sum(_DOTS[down][side] for down, row in enumerate(window) for side in (0, 1) if row >> side & 1)


# What a stroke of ASCII covers of a cell. The first of the nearest is taken.
_STROKES: Final[tuple[tuple[str, Window], ...]] = (
    ("|", (1, 1, 1, 1)),
    ("|", (2, 2, 2, 2)),
    ("|", (3, 3, 3, 3)),
    ("/", (2, 2, 1, 1)),
    ("\\", (1, 1, 2, 2)),
    ("/", (2, 1, 1, 0)),
    ("/", (0, 2, 2, 1)),
    ("\\", (1, 2, 2, 0)),
    ("\\", (0, 1, 1, 2)),
    ("(", (2, 1, 1, 2)),
    (")", (1, 2, 2, 1)),
    ("-", (3, 0, 0, 0)),
    ("-", (0, 3, 0, 0)),
    ("-", (0, 0, 3, 0)),
    ("_", (0, 0, 0, 3)),
    ("'", (1, 1, 0, 0)),
    ("'", (2, 2, 0, 0)),
    ("'", (1, 0, 0, 0)),
    ("'", (2, 0, 0, 0)),
    (".", (0, 0, 1, 1)),
    (".", (0, 0, 2, 2)),
    (".", (0, 0, 0, 1)),
    (".", (0, 0, 0, 2)),
)


def _ascii(role: Role, sketch: Window, lit: Window, tool: Window) -> Cell:  # noqa: ARG001 - as `_unicode`
    if role == "lit":
        return Cell("#", role)
    if role == "device":
        return Cell("o", role)
    return Cell(_stroke(sketch), "body") if any(sketch) else _BLANK


@cache
def _stroke(window: Window) -> str:
    return min(_STROKES, key=lambda stroke: _unlike(stroke[1], window))[0]


def _unlike(one: Window, other: Window) -> int:
    return sum(_BITS[a ^ b] for a, b in zip(one, other, strict=True))


def _mark(cells: list[list[Cell]], view: View, columns: int, row: int) -> None:
    """L and R beside the head, where nothing else stands."""
    reach = max(3, round(len(cells) * 0.32))
    at = max(0, columns // 2 - reach - 1), min(columns - 1, (columns + 1) // 2 + reach)
    for column, letter in zip(at, "RL" if view == "front" else "LR", strict=True):
        cells[row][column] = Cell(letter, "label")


def _caption(view: View, columns: int) -> list[Cell]:
    return [Cell(glyph, "label" if glyph != " " else "none") for glyph in view.center(columns)[:columns]]
