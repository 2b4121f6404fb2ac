"""Laws of the body as SVG: well-formed, self-contained, titled, hatched, and the same each time."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from selfcare.pictures.svg import body_svg
from selfcare.routine.devices import device_names

LIT = frozenset({("calf", "left"), ("buttock", "right"), ("back of the neck", "middle")})
SVG = "{http://www.w3.org/2000/svg}"


@pytest.mark.parametrize("device", [None, *device_names()])
def test_it_is_one_element_that_needs_nothing_else(device: str | None) -> None:
    """Well-formed, with a title, without script, style sheet, link or anything fetched."""
    text = body_svg("back", LIT, device, width=200, title='Calf & <b>"neck"</b>')
    root = ET.fromstring(text)  # noqa: S314 - our own text
    assert root.tag == f"{SVG}svg"
    assert root.find(f"{SVG}title") is not None
    assert root.findtext(f"{SVG}title") == 'Calf & <b>"neck"</b>'
    assert root.get("width") == "200"
    assert not {element.tag for element in root.iter()} & {f"{SVG}script", f"{SVG}style", f"{SVG}a", f"{SVG}image"}
    assert "href" not in text
    assert text.count("http") == 1


def test_what_is_lit_is_hatched() -> None:
    """In print without colour the pattern tells it apart; with nothing lit the pattern fills nothing."""
    root = ET.fromstring(body_svg("back", LIT, None, width=200, title="t"))  # noqa: S314 - our own text
    key = next(element.get("id") for element in root.iter(f"{SVG}pattern"))
    group = next(element for element in root.iter(f"{SVG}g") if element.get("fill") == f"url(#{key})")
    assert len(group) == 3


def test_two_on_one_page_do_not_share_their_names() -> None:
    """Ids differ with what is drawn, and the same drawing is the same text."""
    one = body_svg("back", LIT, None, width=200, title="one")
    other = body_svg("front", LIT, None, width=200, title="one")
    ids = [{e.get("id") for e in ET.fromstring(text).iter()} - {None} for text in (one, other)]  # noqa: S314 - our own text
    assert not ids[0] & ids[1]
    assert one == body_svg("back", LIT, None, width=200, title="one")


@pytest.mark.parametrize(("view", "marked"), [("front", ["R", "L", "front"]), ("back", ["L", "R", "back"])])
def test_sides_and_view_are_written(view: str, marked: list[str]) -> None:
    """The patient's sides stand as letters from the viewer's left, the view below."""
    assert view in {"front", "back"}
    text = body_svg("front" if view == "front" else "back", frozenset(), None, width=100, title="t")
    assert [element.text for element in ET.fromstring(text).iter(f"{SVG}text")] == marked  # noqa: S314 - our own text
