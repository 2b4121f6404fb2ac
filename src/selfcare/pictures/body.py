"""A body, front and back: its outline, the shapes of each region and side, and the lines that make it a body."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal, TypeAlias

from selfcare.pictures.curve import Polygon, mirrored, smooth
from selfcare.pictures.places import Place, places
from selfcare.routine.regions import find_region

View: TypeAlias = Literal["front", "back"]

# These show in both views, and are told better from behind: a hand reaches there, or a device lies there.
_BEST_FROM_BEHIND: Final = frozenset({"hip", "top of the shoulder", "elbow", "head"})


def view_for(region: str) -> View:
    """The view that shows the region best, by any of its names; the front for a name that nobody knows."""
    place = _place(region)
    if not (place.front or place.front_middle):
        return "back" if place.back or place.back_middle else "front"
    known = find_region(region)
    behind = known is not None and known.name in _BEST_FROM_BEHIND
    return "back" if behind else "front"


def shapes(region: str, side: str, view: View) -> tuple[Polygon, ...]:
    """The region's shapes in that view; empty when it is not seen there, or when nobody knows the name.

    `side` is the patient's: left, right, middle; both and each light both. Seen from the front, the patient's left is on the
    viewer's right. A region that has only a middle shows it for every side, a paired one shows both halves for "middle".
    """
    place = _place(region)
    half, middle = (place.front, place.front_middle) if view == "front" else (place.back, place.back_middle)
    if side == "middle" and middle:
        return middle
    if not (place.front or place.back):
        return middle
    right_half = half
    left_half = tuple(mirrored(shape) for shape in half)
    if side == "left":
        return right_half if view == "front" else left_half
    if side == "right":
        return left_half if view == "front" else right_half
    return left_half + right_half


def lit_shapes(lit: frozenset[tuple[str, str]], view: View) -> tuple[Polygon, ...]:
    """The shapes of all (region, side) pairs that this view shows, in an order that does not depend on the set's."""
    return tuple(shape for region, side in sorted(lit) for shape in shapes(region, side, view))


@cache
def lines(view: View) -> tuple[Polygon, ...]:
    """Open lines inside the outline: collarbones, kneecaps, navel in front; shoulder blades, spine and folds behind."""
    halves, middle = (_FRONT_HALF, _FRONT_MIDDLE) if view == "front" else (_BACK_HALF, _BACK_MIDDLE)
    right = tuple(smooth(line) for line in halves)
    return right + tuple(mirrored(line) for line in right) + tuple(smooth(line) for line in middle)


_FRONT_HALF: Final = (
    ((2.6, 37.4), (9, 36.6), (17, 36)),  # collarbone
    ((1.4, 54), (5, 57.4), (11, 57.6), (16, 54.6), (18.6, 50)),  # lower edge of the chest
    ((7.4, 137.6), (10.6, 136), (13.8, 137.6)),  # kneecap
    ((7.6, 145.4), (10.6, 147.4), (13.6, 145.4)),
    ((15.6, 96), (8, 103), (2.4, 107.6)),  # groin
    ((2.6, 11.8), (4, 11.2), (5.6, 11.8)),  # eye
)
_FRONT_MIDDLE: Final = (((-2.6, 19.6), (0, 20.6), (2.6, 19.6)), ((0, 79.4), (0, 81.4)))
_BACK_HALF: Final = (
    ((8, 43), (9.4, 51), (12, 58), (16, 54)),  # inner edge of the shoulder blade
    ((1.4, 107), (5, 111), (11, 111.6), (17, 108.6)),  # fold of the buttock
    ((7.6, 143), (10.8, 144.4), (14, 143)),  # hollow of the knee
)
_BACK_MIDDLE: Final = (((0, 33), (0, 60), (0, 90)), ((0, 96), (0, 106)))


def _place(region: str) -> Place:
    known = find_region(region)
    return places().get(known.name, Place()) if known else Place()
