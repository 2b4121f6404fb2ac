"""Where each region lies: its shapes on the viewer's right half of the front and of the back, and across the middle.

A row is made of shapes laid over a part of the body, so that a region follows the outline and stays inside it. The places
are those of any anatomical chart, drawn for telling them apart from three metres, not for measuring (design).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Final, NamedTuple

from selfcare.pictures.curve import Point, Polygon, blob, mirrored, ring
from selfcare.pictures.outline import across_arm, across_leg, across_trunk


class Place(NamedTuple):
    """The shapes of one region: of the viewer's right half, and of the middle (none: the region has no middle)."""

    front: tuple[Polygon, ...] = ()
    back: tuple[Polygon, ...] = ()
    front_middle: tuple[Polygon, ...] = ()
    back_middle: tuple[Polygon, ...] = ()


_Part = Callable[[float, float], Point]


def _on(part: _Part, inner: float, outer: float, top: float, bottom: float, *, square: float) -> Polygon:
    return tuple(part(share, along) for share, along in blob(inner, outer, top, bottom, square=square))


def _leg(inner: float, outer: float, top: float, bottom: float, square: float = 2.8) -> Polygon:
    return _on(across_leg, inner, outer, top, bottom, square=square)


def _arm(inner: float, outer: float, top: float, bottom: float, square: float = 2.8) -> Polygon:
    return _on(across_arm, inner, outer, top, bottom, square=square)


def _trunk(inner: float, outer: float, top: float, bottom: float, square: float = 2.8) -> Polygon:
    return _on(across_trunk, inner, outer, top, bottom, square=square)


_TOP_OF_SHOULDER: Final = (
    (5.4, 28.6),
    (7.2, 31.6),
    (12, 33.6),
    (17.6, 35.1),
    (21, 36.6),
    (15, 38.6),
    (8, 38.4),
    (4, 35.5),
    (4.6, 30),
)
_SHOULDER: Final = (
    (22, 36.6),
    (25, 39.4),
    (27.4, 44),
    (28.4, 50),
    (28.3, 53.4),
    (26.2, 51.8),
    (23.4, 46.5),
    (21.4, 41),
)
_FRONT_OF_SHOULDER: Final = (
    (20.6, 38.4),
    (23, 41),
    (25, 46),
    (24.8, 51.5),
    (22.6, 52),
    (20.4, 48.6),
    (18.6, 44),
    (18.4, 40),
)
_BLADE: Final = ((7.6, 41.6), (13, 40), (18.6, 40.6), (20, 43.6), (17.2, 50), (13.6, 57.4), (11.4, 58.6), (9, 52))
_CHEST: Final = (
    (2.4, 43),
    (8, 41.4),
    (15, 42.2),
    (18.6, 45.6),
    (19, 50.4),
    (16, 55),
    (10, 57.4),
    (4.4, 56.4),
    (2.2, 52),
)


@cache
def places() -> dict[str, Place]:
    """All regions that the body shows, by the name they have on disk."""
    return _legs() | _hips() | _back() | _shoulders() | _arms() | _head() | _kept_off()


def _legs() -> dict[str, Place]:
    ankle = (_leg(0, 1, 183, 191.5, 4),)
    hollow = (_leg(0.1, 0.9, 138, 148),)
    return {
        "sole": Place(back=(_leg(0, 1, 192, 199.9, 4),)),
        "calf": Place(back=(_leg(0.04, 0.96, 149, 180, 2.4),)),
        "shin": Place(front=(_leg(0.22, 0.72, 149, 183),)),
        "outer lower leg": Place(front=(_leg(0.68, 1, 149, 183),), back=(_leg(0.8, 1, 149, 183),)),
        "ankle": Place(front=ankle, back=ankle),
        "knee": Place(front=(_leg(0.04, 0.96, 135.5, 148.5, 2.2),)),
        "back of the knee": Place(back=hollow),
        "head of the fibula": Place(front=(_leg(0.62, 1, 146.5, 152.5, 2),)),
        "front of the thigh": Place(front=(_leg(0.2, 0.82, 103, 135),)),
        "outer thigh": Place(front=(_leg(0.78, 1, 98, 137),), back=(_leg(0.8, 1, 98, 137),)),
        "inner thigh": Place(front=(_leg(0.0, 0.28, 109, 134),), back=(_leg(0.0, 0.22, 111, 134),)),
        "back of the thigh": Place(back=(_leg(0.12, 0.88, 112, 138),)),
    }


def _hips() -> dict[str, Place]:
    deep = ring(((4, 95.4), (9, 95.2), (15, 98.4), (17.4, 101.4), (15.6, 103.4), (10, 101.4), (5, 99.4)))
    groin = ring(((15, 96.5), (16.4, 98.4), (9.6, 105.6), (4, 110), (2.2, 108.4), (8, 102.6)))
    return {
        "front of the hip": Place(front=(ring(((9, 86), (15.6, 87.4), (18, 94), (17.6, 100), (13.4, 99.4), (9, 94))),)),
        "hip": Place(front=(_trunk(0.74, 1, 86, 106),), back=(_trunk(0.76, 1, 85, 106),)),
        "buttock": Place(back=(_trunk(0.05, 0.92, 89, 111.5, 2.5),)),
        "deep buttock": Place(back=(deep,)),
        "sciatic notch": Place(back=(blob(6.4, 11.6, 99.6, 106, square=2),)),
        "groin": Place(front=(groin,)),
    }


def _back() -> dict[str, Place]:
    return {
        "lower back": Place(back=(_trunk(0.08, 0.72, 72, 88.5),), back_middle=(_trunk(-0.72, 0.72, 72, 88.5, 3.4),)),
        "upper back": Place(back=(_trunk(0.08, 0.8, 41, 70),), back_middle=(_trunk(-0.8, 0.8, 41, 70, 3.4),)),
        "between the shoulder blades": Place(
            back=(_trunk(0.05, 0.42, 42, 61),), back_middle=(_trunk(-0.42, 0.42, 42, 61, 3),)
        ),
        "shoulder blade": Place(back=(ring(_BLADE),)),
        "side of the back": Place(
            back=(
                ring(((18.6, 52), (18.8, 57), (17.5, 64), (16, 71), (14.4, 77.6), (11.6, 77), (12.2, 66), (14.4, 57))),
            )
        ),
    }


def _shoulders() -> dict[str, Place]:
    top = (ring(_TOP_OF_SHOULDER),)
    nape = (blob(0.4, 5.7, 22.4, 33.4),)
    return {
        "top of the shoulder": Place(
            front=(ring(((7, 31.2), (12, 33.5), (18, 35.3), (20, 37), (13, 37.6), (7.4, 35.6))),), back=top
        ),
        "back of the neck": Place(back=nape, back_middle=(blob(-5.7, 5.7, 22.4, 33.4, square=3),)),
        "shoulder": Place(front=(ring(_SHOULDER),), back=(ring(_SHOULDER),)),
        "front of the shoulder": Place(front=(ring(_FRONT_OF_SHOULDER),)),
        "chest": Place(front=(ring(_CHEST),)),
    }


def _arms() -> dict[str, Place]:
    elbow = (_arm(0.04, 0.96, 32, 41, 2.4),)
    wrist = (_arm(0, 1, 61.5, 67, 4),)
    hand = (_arm(0.06, 0.96, 67, 86, 3),)
    forearm = (_arm(0.06, 0.94, 40.5, 61),)
    return {
        "front of the upper arm": Place(front=(_arm(0.1, 0.9, 14, 33),)),
        "back of the upper arm": Place(back=(_arm(0.1, 0.94, 13, 33),)),
        "elbow": Place(front=elbow, back=elbow),
        "forearm": Place(front=forearm, back=forearm),
        "wrist": Place(front=wrist, back=wrist),
        "hand": Place(front=hand, back=hand),
    }


def _head() -> dict[str, Place]:
    face = ((4.6, 7.6), (7.8, 9), (8.4, 13), (7.6, 17.4), (5.4, 21.6), (2.4, 24.8))
    skull = ((3.4, 0.9), (6.4, 3.3), (8.2, 7), (8.3, 8.6), (4.8, 7.2))
    behind = ((3.4, 1.6), (6.4, 3.3), (8.2, 7.6), (8.3, 13), (7.4, 17.6), (4.4, 21.2))
    return {
        "jaw": Place(front=(ring(((5.6, 16.4), (7.9, 15.6), (7.3, 18.8), (5.4, 22.6), (3.4, 24.2), (4.2, 20.4))),)),
        "face": Place(front=(_half(face),), front_middle=(_whole(face),)),
        "head": Place(
            front=(_half(skull),), back=(_half(behind),), front_middle=(_whole(skull),), back_middle=(_whole(behind),)
        ),
    }


def _half(points: Polygon) -> Polygon:
    """From the middle line round to the middle line, which it touches."""
    return ring(((0.3, points[0][1]), *points, (0.3, points[-1][1])), 4)


def _whole(points: Polygon) -> Polygon:
    return ring((*points, *reversed(mirrored(points))))


def _kept_off() -> dict[str, Place]:
    armpit = (blob(16.6, 22.4, 43.6, 50.2, square=2),)
    kneecap = (_leg(0.26, 0.74, 137.5, 146.5, 2),)
    glands = (blob(2.8, 5.5, 24, 28, square=2), blob(17.4, 20.8, 45.8, 50, square=2), blob(7, 11, 101, 105, square=2))
    return {
        "front of the neck": Place(front_middle=(blob(-3, 3, 25.6, 35, square=2.4),)),
        "side of the neck": Place(
            front=(ring(((4, 25), (5.7, 24.6), (5.7, 28), (6, 30.4), (4.2, 33), (3, 30))),),
            back=(blob(4, 5.8, 24, 30),),
        ),
        "armpit": Place(front=armpit, back=armpit),
        "spine": Place(back_middle=(blob(-1.6, 1.6, 31, 91, square=4),)),
        "tailbone": Place(back_middle=(ring(((-4.4, 90.6), (4.4, 90.6), (2.4, 96), (0, 100), (-2.4, 96))),)),
        "breastbone": Place(front_middle=(blob(-2, 2, 38.5, 58, square=3),)),
        "bony point": Place(
            front=kneecap,
            front_middle=(blob(-1.9, 1.9, 37, 42, square=2),),
            back_middle=(blob(-1.9, 1.9, 32, 37, square=2),),
        ),
        "lower ribs": Place(front=(_trunk(0.3, 0.98, 58.5, 70),)),
        "belly": Place(front_middle=(_trunk(-0.72, 0.72, 66, 93, 2.4),)),
        "kidney area": Place(back=(_trunk(0.3, 0.9, 64, 76, 2.3),)),
        "swollen gland": Place(front=glands, front_middle=(blob(-2.6, 2.6, 23, 27, square=2),)),
    }
