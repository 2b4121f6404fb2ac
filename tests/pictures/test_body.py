"""Laws of the drawn body: every region has its place, inside the outline, and left mirrors right."""

from __future__ import annotations

import pytest

from selfcare.pictures.body import View, lines, lit_shapes, shapes, view_for
from selfcare.pictures.curve import Point, Polygon, bounds, mirrored
from selfcare.pictures.outline import HEIGHT, outline
from selfcare.pictures.places import places
from selfcare.pictures.tools import device_shapes
from selfcare.routine.devices import device_names
from selfcare.routine.regions import REGIONS, Region

VIEWS: tuple[View, View] = ("front", "back")
SIDES = {"paired": ("left", "right"), "either": ("left", "right", "middle"), "midline": ("middle",)}
NAMED = [pytest.param(region, side, id=f"{region.name}, {side}") for region in REGIONS for side in SIDES[region.sides]]
EDGE = 0.35
"""A shape may touch the outline: both are drawn in straight pieces, which part by a third of a unit of 200."""


def holds(shape: Polygon, point: Point) -> bool:
    """Whether the point lies inside the shape."""
    x, y = point
    inside = False
    for (x0, y0), (x1, y1) in zip(shape, (*shape[1:], shape[0]), strict=True):
        if (y0 > y) != (y1 > y) and x < x0 + (x1 - x0) * (y - y0) / (y1 - y0):
            inside = not inside
    return inside


def beside(shape: Polygon, point: Point) -> bool:
    """Whether the point lies within `EDGE` of the shape's outline."""
    x, y = point
    for (x0, y0), (x1, y1) in zip(shape, (*shape[1:], shape[0]), strict=True):
        length = (x1 - x0) ** 2 + (y1 - y0) ** 2
        part = min(1.0, max(0.0, ((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / length)) if length else 0.0
        if (x - x0 - part * (x1 - x0)) ** 2 + (y - y0 - part * (y1 - y0)) ** 2 <= EDGE**2:
            return True
    return False


def rounded(found: tuple[Polygon, ...]) -> set[frozenset[tuple[float, float]]]:
    """The shapes without an order, and without the last bits of their numbers."""
    return {frozenset((round(x, 6) + 0.0, round(y, 6) + 0.0) for x, y in shape) for shape in found}


def test_the_shelf_of_places_is_the_list_of_regions() -> None:
    """No region is forgotten, and none is drawn that nobody can name."""
    assert set(places()) == {region.name for region in REGIONS}


@pytest.mark.parametrize(("region", "side"), NAMED)
def test_every_region_is_seen_in_its_view(region: Region, side: str) -> None:
    """Each region and side has a shape in the view that shows it best, with some area."""
    found = shapes(region.name, side, view_for(region.name))
    assert found
    for shape in found:
        left, top, right, bottom = bounds((shape,))
        assert right - left > 1
        assert bottom - top > 1


@pytest.mark.parametrize(("region", "side"), NAMED)
@pytest.mark.parametrize("view", VIEWS)
def test_no_region_leaves_the_body(region: Region, side: str, view: View) -> None:
    """Each point of each shape lies inside the outline or on it."""
    body = outline()
    for shape in shapes(region.name, side, view):
        outside = [point for point in shape if not holds(body, point) and not beside(body, point)]
        assert not outside


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("region", REGIONS, ids=lambda region: region.name)
def test_left_mirrors_right(region: Region, view: View) -> None:
    """The two sides of a region are each other's mirror image, and what crosses the middle is its own."""
    if region.sides != "midline":
        left, right = shapes(region.name, "left", view), shapes(region.name, "right", view)
        assert rounded(left) == rounded(tuple(mirrored(shape) for shape in right))
        assert rounded(shapes(region.name, "both", view)) == rounded(left + right)
    for shape in shapes(region.name, "middle", view):
        left_edge, _, right_edge, _ = bounds((shape,))
        assert abs(left_edge + right_edge) < EDGE or region.sides == "paired"


@pytest.mark.parametrize("region", [one for one in REGIONS if one.sides != "midline"], ids=lambda region: region.name)
def test_the_patients_left_is_on_the_viewers_right_only_from_the_front(region: Region) -> None:
    """Seen from the front, the patient's left is to the viewer's right; from behind, to the viewer's left."""
    for view in VIEWS:
        sign = 1 if view == "front" else -1
        for shape in shapes(region.name, "left", view):
            assert all(sign * x > -EDGE for x, _ in shape)


def test_a_region_is_found_by_any_of_its_names() -> None:
    """The clinical name lights what the everyday name lights; a name that nobody knows lights nothing."""
    assert shapes("Quadriceps", "left", "front") == shapes("front of the thigh", "left", "front") != ()
    assert shapes("nowhere", "left", "front") == ()
    assert view_for("nowhere") == "front"


def test_each_view_tells_what_the_other_hides() -> None:
    """The calf is seen from behind, the shin from the front."""
    assert view_for("calf") == "back"
    assert shapes("calf", "left", "front") == ()
    assert view_for("shin") == "front"
    assert shapes("shin", "left", "back") == ()


def test_the_body_has_the_proportions_of_one() -> None:
    """Seven and a half heads; shoulders wider than hips, hips wider than the waist; hands at the middle of the thigh."""
    body = outline()
    left, top, right, bottom = bounds((body,))
    assert (top, bottom) == pytest.approx((0, HEIGHT), abs=EDGE)
    assert left == pytest.approx(-right)
    trunk = [(x, y) for x, y in body if 0 < x < 25]
    waist = min(x for x, y in trunk if 70 < y < 82)
    hips = max(x for x, y in trunk if 96 < y < 110)
    shoulders = max(x for x, y in body if y < 50)
    assert waist < hips < shoulders
    assert 0.3 * HEIGHT < right - left < 0.5 * HEIGHT


@pytest.mark.parametrize("view", VIEWS)
def test_the_inner_lines_stay_inside(view: View) -> None:
    """No line of the drawing leaves the body."""
    body = outline()
    assert all(holds(body, point) for line in lines(view) for point in line)


@pytest.mark.parametrize("device", device_names())
@pytest.mark.parametrize(("region", "side"), NAMED)
def test_every_device_lies_at_every_region(region: Region, side: str, device: str) -> None:
    """A device on the shelf has a drawing that reaches the lit place; the other view shows neither."""
    lit = frozenset({(region.name, side)})
    view = view_for(region.name)
    left, top, right, bottom = bounds(lit_shapes(lit, view))
    found = device_shapes(lit, device, view)
    assert found
    x0, y0, x1, y1 = bounds(found)
    assert x0 <= right
    assert x1 >= left
    assert y0 <= bottom
    assert y1 >= top


def test_no_two_devices_look_the_same() -> None:
    """Five devices, five drawings; an unknown one has none."""
    lit = frozenset({("calf", "left")})
    assert len({device_shapes(lit, device, "back") for device in device_names()}) == len(device_names())
    assert device_shapes(lit, "broom", "back") == ()
    assert device_shapes(lit, "foam roller", "front") == ()
