"""A device, drawn small at the place that it works on."""

from __future__ import annotations

from functools import cache
from math import atan2, cos, floor, pi, sin
from typing import Final, NamedTuple

from selfcare.pictures.body import View, lit_shapes
from selfcare.pictures.curve import Point, Polygon, blob, bounds
from selfcare.routine.devices import find_device

_ARM: Final = atan2(17.9, 86.0)
"""The lean of an arm, in radians: what goes round an arm leans with it."""
_ARMS_FROM: Final = 22.0
_APART: Final = 7.0
_COARSE: Final = 8.0
_MOST_STRIPS: Final = 4


class Paper(NamedTuple):
    """What is drawn on: cells of this height and width, the first row's upper edge at `top`, an edge between columns at `side`.

    A device is drawn at least about a row high and moved to the nearest row, or it would be half in two and seen in none.
    """

    height: float = 0.0
    width: float = 0.0
    top: float = 0.0
    side: float = 0.0

    @property
    def coarse(self) -> bool:
        """Whether a region is so few cells that a device on it would hide it: it lies beside it then."""
        return self.height > _COARSE

    def middle(self, x: float, y: float) -> Point:
        """The nearest place to (x, y) that lies between two columns, in the middle of a row."""
        if not self.height:
            return x, y
        row, column = floor((y - self.top) / self.height), round((x - self.side) / self.width)
        return self.side + column * self.width, self.top + (row + 0.5) * self.height

    def at_least(self, size: float, rows: float) -> float:
        """The size, or that of so many rows where it is less."""
        return max(size, rows * self.height)


SMOOTH: Final = Paper()
"""Paper without cells."""


@cache
def device_shapes(
    lit: frozenset[tuple[str, str]], device: str, view: View, paper: Paper = SMOOTH
) -> tuple[Polygon, ...]:
    """The device at each lit place that this view shows; nothing for an unknown device or where nothing is lit."""
    known = find_device(device)
    if known is None:
        return ()
    places = [bounds(part) for pair in sorted(lit) for part in _apart(lit_shapes(frozenset({pair}), view))]
    return tuple(shape for place in places for shape in _drawn(known.name, place, paper))


def _apart(shapes: tuple[Polygon, ...]) -> list[tuple[Polygon, ...]]:
    """Left and right each have their own device; what crosses the middle has one."""
    left = tuple(shape for shape in shapes if bounds((shape,))[2] <= 1)
    right = tuple(shape for shape in shapes if bounds((shape,))[0] >= -1)
    across = tuple(shape for shape in shapes if shape not in left and shape not in right)
    return [part for part in (left, right, across) if part]


def _drawn(device: str, place: tuple[float, float, float, float], paper: Paper) -> tuple[Polygon, ...]:
    left, top, right, bottom = place
    wide, high = right - left, bottom - top
    x, y = (left + right) / 2, (top + bottom) / 2
    out = -1.0 if x < 0 else 1.0
    lean = out * _ARM if abs(x) > _ARMS_FROM else 0.0
    if device == "massage ball":
        size = paper.at_least(min(4.2, max(2.6, 0.36 * min(wide, high))), 0.5)
        x, y = paper.middle(x + out * (wide / 2 + size + paper.width / 2) if paper.coarse else x, y)
        return (blob(x - size, x + size, y - size, y + size, square=2, points=24),)
    if device == "foam roller":
        y = paper.middle(x, y)[1]
        reach, half = wide / 2 + paper.at_least(5, 0.7), paper.at_least(3.4, 0.48)
        return _turned((blob(x - reach, x + reach, y - half, y + half, square=6),), (x, y), -lean)
    if device == "floss band":
        return _turned(tuple(_strips((x, y), wide, high, paper)), (x, y), -lean)
    if device == "stretch band":
        return _loop(*paper.middle(x, y), wide, out, paper.at_least(2.2, 0.3))
    half = paper.at_least(2.6, 0.4)
    return _massager(*paper.middle(x + out * (wide / 2 + half + paper.width / 2) if paper.coarse else x, y), out, half)


def _strips(middle: Point, wide: float, high: float, paper: Paper) -> list[Polygon]:
    """Turns of a band round the limb, each a little slanted, with what is lit between them."""
    x, y = middle
    reach, half, rise = wide / 2 + paper.at_least(1.4, 0.4), paper.at_least(1.3, 0.32), 1.5
    count = max(1, min(_MOST_STRIPS, round(high / paper.at_least(_APART, 1.7))))
    rows = [y + high / count * (at + 0.5 - count / 2) for at in range(count)]
    return [
        (
            (x - reach, row + rise - half),
            (x + reach, row - rise - half),
            (x + reach, row - rise + half),
            (x - reach, row + rise + half),
        )
        for row in rows
    ]


def _loop(x: float, y: float, wide: float, out: float, band: float) -> tuple[Polygon, ...]:
    """A band laid round the limb, both its ends drawn outwards and down to a knot."""
    near, edge, far, low = x - out * (wide / 2 + 0.6), x + out * (wide / 2 + 1), x + out * (wide / 2 + 14), y + 11
    upper = (
        (near, y - 3.4),
        (edge, y - 2.6),
        (far, low - 1.4),
        (far, low - 1.4 + band),
        (edge, y - 2.6 + band),
        (near, y - 3.4 + band),
    )
    lower = (
        (near, y + 1.4),
        (edge, y + 4),
        (far, low - 0.4),
        (far, low - 0.4 + band),
        (edge, y + 4 + band),
        (near, y + 1.4 + band),
    )
    return lower, upper, blob(far - band, far + band, low - band, low + band, square=2, points=16)


def _massager(x: float, y: float, out: float, half: float) -> tuple[Polygon, ...]:
    """A T lying on its side: the ball on the place, the barrel outwards, the handle down from its middle."""
    ball = blob(x - half, x + half, y - half, y + half, square=2, points=20)
    start, end = sorted((x + out * half * 0.9, x + out * (half + 15.4)))
    left, right = sorted((x + out * (half + 6.4 - 0.4 * half), x + out * (half + 8.4 + 0.4 * half)))
    return ball, blob(left, right, y + 1, y + half + 12.4, square=5), blob(start, end, y - half, y + half, square=5)


def _turned(shapes: tuple[Polygon, ...], middle: Point, angle: float) -> tuple[Polygon, ...]:
    if not angle % (2 * pi):
        return shapes
    (mx, my), c, s = middle, cos(angle), sin(angle)
    return tuple(
        tuple((mx + (x - mx) * c - (y - my) * s, my + (x - mx) * s + (y - my) * c) for x, y in shape)
        for shape in shapes
    )
