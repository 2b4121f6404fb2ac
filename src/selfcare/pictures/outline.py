"""The outline of a standing body, arms a little away, drawn as one half and mirrored.

The middle line is x = 0, y runs down from the crown (0) to the soles (200); a head is 26.7 high, so the body is seven
and a half heads. Front and back have the same outline. The proportions are those of drawing books (design).
"""

from __future__ import annotations

from functools import cache
from math import hypot
from typing import Final

from selfcare.pictures.curve import Point, Polygon, at_height, mirrored, smooth

HEIGHT: Final = 200.0

# From the crown down the viewer's right side. Each line is smooth; where two meet there may be a corner.
_HEAD: Final = (
    (0, 0),
    (3.8, 0.7),
    (7, 3.4),
    (8.7, 7.6),
    (8.9, 10.8),
    (9.9, 11),
    (9.7, 14.4),
    (8.5, 16),
    (7.6, 19.4),
    (5.7, 23),
)
_SHOULDER: Final = ((5.7, 23), (5.5, 26.6), (6.3, 30), (10.5, 32.6), (16, 34.2), (21, 35.6), (25, 38.6))
_ARM_OUTER: Final = (
    (25, 38.6),
    (27.6, 43.5),
    (28.8, 50),
    (29.7, 57),
    (31, 65),
    (32.3, 72),
    (34.4, 79),
    (36.2, 87),
    (37.4, 95),
    (38.4, 102),
)
_HAND: Final = (
    (38.4, 102),
    (40.4, 106.5),
    (42.2, 113),
    (42.8, 120),
    (42, 125.4),
    (39.8, 126),
    (38.2, 121),
    (37.2, 117.2),
    (36.2, 119),
    (34.6, 117.6),
    (34, 111),
    (34.2, 106),
    (34, 102.6),
)
_ARM_INNER: Final = (
    (34, 102.6),
    (32, 95),
    (29.4, 87),
    (27.4, 79),
    (26.3, 73),
    (24.9, 66),
    (22.6, 58),
    (20.6, 52.5),
    (19.4, 50),
)
_SIDE: Final = (
    (19.4, 50),
    (19.1, 56),
    (17.9, 63),
    (16.3, 70),
    (15.7, 76),
    (16.6, 83),
    (18.4, 90),
    (19.8, 97),
    (20.4, 104),
    (20, 113),
    (18.6, 123),
    (16.7, 133),
    (15.6, 139),
    (15.4, 144),
    (16.2, 151),
    (16.7, 158),
    (15.8, 167),
    (14, 177),
    (12.9, 185),
    (13, 190),
)
_FOOT: Final = (
    (13, 190),
    (14.6, 193.6),
    (17.2, 197.2),
    (17, 199.6),
    (13, 200),
    (8.8, 200),
    (7, 198.6),
    (6.9, 195),
    (7.5, 190),
)
_LEG_INNER: Final = (
    (7.5, 190),
    (7.4, 184),
    (6.6, 176),
    (5.3, 167),
    (4.8, 158),
    (5.6, 150),
    (6.2, 144),
    (5.6, 138),
    (4.2, 130),
    (2.6, 120),
    (1.2, 111),
    (0, 106),
)
CROTCH: Final = 106.0
ARMPIT: Final = (19.4, 50.0)
_SHOULDER_JOINT: Final = (22.5, 40.0)
_FINGERTIP: Final = (40.4, 126.0)


@cache
def outline() -> Polygon:
    """The whole body as one closed shape."""
    lines = (_HEAD, _SHOULDER, _ARM_OUTER, _HAND, _ARM_INNER, _SIDE, _FOOT, _LEG_INNER)
    half = tuple(point for line in lines for point in smooth(line)[:-1])
    return (*half, (0.0, CROTCH), *reversed(mirrored(half[1:])))


def across_trunk(share: float, y: float) -> Point:
    """A point of the trunk at height y: 0 is the middle line, 1 the side, -1 the other side."""
    return share * at_height(_side(), y), y


def across_leg(share: float, y: float) -> Point:
    """A point of a leg or foot at height y: 0 is the inside, 1 the outside."""
    inside, outside = at_height(_inside_of_leg(), y), at_height(_side(), y)
    return inside + share * (outside - inside), y


def across_arm(share: float, down: float) -> Point:
    """A point of an arm, `down` along it from the shoulder joint (0) to the fingertips (88): 0 is the inside, 1 the outside."""
    (x0, y0), (x1, y1) = _SHOULDER_JOINT, _FINGERTIP
    length = hypot(x1 - x0, y1 - y0)
    right, below = (x1 - x0) / length, (y1 - y0) / length
    inside, outside = at_height(_inside_of_arm(), down), at_height(_outside_of_arm(), down)
    out = inside + share * (outside - inside)
    return x0 + right * down + below * out, y0 + below * down - right * out


def _along_arm(line: Polygon) -> Polygon:
    """The line as (outwards, down the arm)."""
    (x0, y0), (x1, y1) = _SHOULDER_JOINT, _FINGERTIP
    length = hypot(x1 - x0, y1 - y0)
    right, below = (x1 - x0) / length, (y1 - y0) / length
    return tuple(((x - x0) * below - (y - y0) * right, (x - x0) * right + (y - y0) * below) for x, y in line)


@cache
def _side() -> Polygon:
    return (*smooth(_SIDE)[:-1], *(point for point in smooth(_FOOT)[:18]))


@cache
def _inside_of_leg() -> Polygon:
    return (*reversed(smooth(_LEG_INNER)), *reversed(smooth(_FOOT)[30:-1]))


@cache
def _outside_of_arm() -> Polygon:
    return _along_arm((*smooth(_ARM_OUTER)[:-1], *smooth(_HAND)[:24]))


@cache
def _inside_of_arm() -> Polygon:
    # The thumb leaves the hand: its tip, where the line turns up again, is not the inside of the palm.
    return _along_arm((*reversed(smooth(_ARM_INNER)), (34.2, 106.0), (34.4, 111.0), (37.2, 117.2), (39.8, 126.0)))
