"""Shapes as dots: each row is one whole number, its bit n is the dot n from the left. That makes whole rows cheap."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from selfcare.pictures.curve import bounds

if TYPE_CHECKING:
    from selfcare.pictures.curve import Point, Polygon

Dots: TypeAlias = list[int]


class Grid(NamedTuple):
    """Square dots over a drawing: x = 0 lies between the two middle columns; `top` is the y of the first row's upper edge."""

    across: int
    down: int
    unit: float
    top: float

    def column(self, x: float) -> float:
        """The column, in dots and parts of dots, of an x of the drawing."""
        return x / self.unit + self.across / 2

    def row(self, y: float) -> float:
        """The row, in dots and parts of dots, of a y of the drawing."""
        return (y - self.top) / self.unit


def filled(shapes: tuple[Polygon, ...], grid: Grid) -> Dots:
    """The dots whose middle lies inside any of the shapes; a shape that slips between the dots has the nearest one."""
    dots = [0] * grid.down
    for shape in shapes:
        own = [_spans(found, grid) for found in _crossings(shape, grid)]
        if not any(own):
            left, top, right, bottom = bounds((shape,))
            column, row = int(grid.column((left + right) / 2)), int(grid.row((top + bottom) / 2))
            own[min(max(row, 0), grid.down - 1)] = 1 << min(max(column, 0), grid.across - 1)
        dots = [a | b for a, b in zip(dots, own, strict=True)]
    return dots


def stroked(line: Polygon, grid: Grid, *, closed: bool = False) -> Dots:
    """The dots along a line, one dot thin."""
    dots = [0] * grid.down
    ends = zip(line, line[1:] + (line[:1] if closed else ()), strict=False)
    for (x0, y0), (x1, y1) in ends:
        column, row, to_column, to_row = grid.column(x0), grid.row(y0), grid.column(x1), grid.row(y1)
        steps = max(1, round(2 * max(abs(to_column - column), abs(to_row - row))))
        for step in range(steps + 1):
            part = step / steps
            x, y = int(column + (to_column - column) * part), int(row + (to_row - row) * part)
            if 0 <= x < grid.across and 0 <= y < grid.down:
                dots[y] |= 1 << x
    return dots


def edge(dots: Dots) -> Dots:
    """The dots that have an empty neighbour above, below or beside: the outline, one dot thin, inside the shape."""
    inner = shrunk(dots)
    return [row & ~kept for row, kept in zip(dots, inner, strict=True)]


def shrunk(dots: Dots) -> Dots:
    """The dots whose four neighbours are all set."""
    padded = [0, *dots, 0]
    return [
        row & (row << 1) & (row >> 1) & above & below
        for above, row, below in zip(padded, dots, padded[2:], strict=False)
    ]


def grown(dots: Dots) -> Dots:
    """The dots and their eight neighbours."""
    wide = [row | (row << 1) | (row >> 1) for row in dots]
    padded = [0, *wide, 0]
    return [above | row | below for above, row, below in zip(padded, wide, padded[2:], strict=False)]


def _crossings(shape: Polygon, grid: Grid) -> list[list[float]]:
    found: list[list[float]] = [[] for _ in range(grid.down)]
    before: Point = shape[-1]
    for point in shape:
        x0, y0, x1, y1 = grid.column(before[0]), grid.row(before[1]), grid.column(point[0]), grid.row(point[1])
        before = point
        if y0 > y1:
            x0, y0, x1, y1 = x1, y1, x0, y0
        first, last = max(0, _ceiling(y0 - 0.5)), min(grid.down, _ceiling(y1 - 0.5))
        for row in range(first, last):
            found[row].append(x0 + (x1 - x0) * (row + 0.5 - y0) / (y1 - y0))
    return found


def _spans(found: list[float], grid: Grid) -> int:
    bits = 0
    found.sort()
    for start, end in zip(found[::2], found[1::2], strict=False):
        first, last = max(0, _ceiling(start - 0.5)), min(grid.across, _ceiling(end - 0.5))
        if last > first:
            bits |= (1 << last) - (1 << first)
    return bits


def _ceiling(value: float) -> int:
    return -int(-value // 1)
