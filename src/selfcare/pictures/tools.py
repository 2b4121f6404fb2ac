"""A device, drawn small at the place that it works on."""

from __future__ import annotations

from functools import cache
from math import atan2, cos, pi, sin
from typing import Final

from selfcare.pictures.body import View, lit_shapes
from selfcare.pictures.curve import Point, Polygon, blob, bounds
from selfcare.routine.devices import find_device

_BALL: Final = 4.2
_ARM: Final = atan2(17.9, 86.0)
"""The lean of an arm, in radians: what goes round an arm leans with it."""

_ARMS_FROM: Final = 22.0


@cache
def device_shapes(lit: frozenset[tuple[str, str]], device: str, view: View) -> tuple[Polygon, ...]:
    """The device at each lit place that this view shows; nothing for an unknown device or where nothing is lit."""
    known = find_device(device)
    if known is None:
        return ()
    places = [bounds(part) for pair in sorted(lit) for part in _apart(lit_shapes(frozenset({pair}), view))]
    return tuple(shape for place in places for shape in _drawn(known.name, place))


def _apart(shapes: tuple[Polygon, ...]) -> list[tuple[Polygon, ...]]:
    """Left and right each have their own device; what crosses the middle has one."""
    halves = [tuple(s for s in shapes if bounds((s,))[2] <= 1), tuple(s for s in shapes if bounds((s,))[0] >= -1)]
    across = tuple(s for s in shapes if s not in halves[0] and s not in halves[1])
    return [part for part in (*halves, across) if part]


def _drawn(device: str, place: tuple[float, float, float, float]) -> tuple[Polygon, ...]:
    left, top, right, bottom = place
    x, y, wide, high = (left + right) / 2, (top + bottom) / 2, right - left, bottom - top
    out = -1.0 if x < 0 else 1.0
    lean = out * _ARM if abs(x) > _ARMS_FROM else 0.0
    if device == "massage ball":
        size = min(_BALL, max(2.6, 0.36 * min(wide, high)))
        return (blob(x - size, x + size, y - size, y + size, square=2, points=24),)
    if device == "foam roller":
        return _turned((blob(x - wide / 2 - 5, x + wide / 2 + 5, y - 3.4, y + 3.4, square=6),), (x, y), -lean)
    if device == "floss band":
        count = max(2, min(4, round(high / 7)))
        gap = high / count
        rows = [y - high / 2 + gap * (at + 0.5) for at in range(count)]
        return _turned(tuple(_strip(x, row, wide / 2 + 1.4, 1.3, 1.5) for row in rows), (x, y), -lean)
    if device == "stretch band":
        return _loop(x, y, wide, out)
    return _massager(x, y, out)


def _strip(x: float, y: float, reach: float, half: float, rise: float) -> Polygon:
    return (
        (x - reach, y + rise - half),
        (x + reach, y - rise - half),
        (x + reach, y - rise + half),
        (x - reach, y + rise + half),
    )


def _loop(x: float, y: float, wide: float, out: float) -> tuple[Polygon, ...]:
    """A band laid round the limb and drawn outwards and down to a knot."""
    near, far = x - out * (wide / 2 + 1), x + out * (wide / 2 + 15)
    low = y + 12
    upper = ((near, y - 1.4), (near, y + 1.2), (far, low + 0.6), (far, low - 2))
    lower = ((near, y + 0.4), (near, y + 3), (far, low + 2), (far, low - 0.6))
    return upper, lower, blob(far - 2.4, far + 2.4, low - 2.4, low + 2.4, square=2, points=16)


def _massager(x: float, y: float, out: float) -> tuple[Polygon, ...]:
    """A T lying on its side: the ball on the place, the barrel outwards, the handle down."""
    ball = blob(x - 2.8, x + 2.8, y - 2.8, y + 2.8, square=2, points=20)
    start, end = sorted((x + out * 2, x + out * 17))
    grip = sorted((x + out * 11, x + out * 15))
    return ball, blob(start, end, y - 2.3, y + 2.3, square=5), blob(grip[0], grip[1], y + 1, y + 14, square=5)


def _turned(shapes: tuple[Polygon, ...], middle: Point, angle: float) -> tuple[Polygon, ...]:
    if not angle % (2 * pi):
        return shapes
    (mx, my), c, s = middle, cos(angle), sin(angle)
    return tuple(
        tuple((mx + (x - mx) * c - (y - my) * s, my + (x - mx) * s + (y - my) * c) for x, y in shape)
        for shape in shapes
    )
