"""Points, polygons, and smooth curves through a few points."""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, sin
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = tuple[Point, ...]
"""Closed: the last point joins the first."""


def smooth(points: Polygon, pieces: int = 6) -> Polygon:
    """An open curve through all `points` (Catmull-Rom), both ends included; `pieces` straight lines between two points."""
    padded = (points[0], *points, points[-1])
    found: list[Point] = []
    for before, start, end, after in zip(padded, padded[1:], padded[2:], padded[3:], strict=False):
        found += [_between(before, start, end, after, step / pieces) for step in range(pieces)]
    return (*found, points[-1])


def ring(points: Polygon, pieces: int = 5) -> Polygon:
    """A closed smooth curve through all `points`."""
    size = len(points)
    return tuple(
        _between(points[at - 1], points[at], points[(at + 1) % size], points[(at + 2) % size], step / pieces)
        for at in range(size)
        for step in range(pieces)
    )


def blob(left: float, right: float, top: float, bottom: float, *, square: float = 2.6, points: int = 32) -> Polygon:
    """A rounded box: an ellipse at `square` 2, a box with rounded corners as it grows."""
    across, down = (left + right) / 2, (top + bottom) / 2
    wide, high = (right - left) / 2, (bottom - top) / 2
    turns = (2 * pi * (at + 0.5) / points for at in range(points))
    return tuple((across + wide * _bend(cos(t), square), down + high * _bend(sin(t), square)) for t in turns)


def mirrored(shape: Polygon) -> Polygon:
    """The same shape on the other side of the middle line."""
    return tuple((-x, y) for x, y in shape)


def bounds(shapes: tuple[Polygon, ...]) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of all shapes together."""
    xs = [x for shape in shapes for x, _ in shape]
    ys = [y for shape in shapes for _, y in shape]
    return min(xs), min(ys), max(xs), max(ys)


def at_height(line: Polygon, y: float) -> float:
    """The x of a line that runs downwards, at height y; beyond its ends that of the nearer end."""
    if y <= line[0][1]:
        return line[0][0]
    for (x0, y0), (x1, y1) in pairwise(line):
        if y0 <= y <= y1 and y1 > y0:
            return x0 + (x1 - x0) * (y - y0) / (y1 - y0)
    return line[-1][0]


def _bend(part: float, square: float) -> float:
    bent: float = abs(part) ** (2 / square)
    return bent if part >= 0 else -bent


def _between(before: Point, start: Point, end: Point, after: Point, t: float) -> Point:
    return (_axis(before[0], start[0], end[0], after[0], t), _axis(before[1], start[1], end[1], after[1], t))


def _axis(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t * t + (3 * b - a - 3 * c + d) * t * t * t)
