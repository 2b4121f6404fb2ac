"""Laws of the big digits: as large as the room allows, exactly as wide as needed, no two alike, none that moves another."""

from __future__ import annotations

import pytest

from selfcare.pictures.digits import digits

HEIGHTS = (3, 4, 5, 6, 7, 8, 9, 11, 14, 20, 30)


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("rows", HEIGHTS)
def test_no_two_digits_look_alike(rows: int, *, unicode: bool) -> None:
    """At every height each character has its own shape, and all digits are equally wide: counting down moves nothing."""
    shapes = [digits(one, 200, rows, unicode=unicode) for one in "0123456789"]
    assert len(set(shapes)) == len(shapes)
    assert len({len(shape[0]) for shape in shapes}) == 1
    assert digits(":", 200, rows, unicode=unicode) not in shapes


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("rows", HEIGHTS)
@pytest.mark.parametrize("text", ["7", "45", "1:30", "10:00"])
def test_they_fit_and_no_larger_ones_would(text: str, rows: int, *, unicode: bool) -> None:
    """The rows are equally wide and within the room; with one column less than they need they are smaller."""
    found = digits(text, 400, rows, unicode=unicode)
    wide = len(found[0])
    assert {len(row) for row in found} == {wide}
    assert len(found) <= rows
    assert digits(text, wide, rows, unicode=unicode) == found
    assert len(digits(text, wide - 1, rows, unicode=unicode)[0]) < wide


@pytest.mark.parametrize("rows", HEIGHTS)
def test_with_blocks_all_rows_are_used(rows: int) -> None:
    """Where the width allows it the digits are as high as the room."""
    assert len(digits("8", 400, rows, unicode=True)) == rows


def test_without_room_the_text_itself_stands() -> None:
    """Too few rows or columns: the plain text, never a cut digit."""
    assert digits("1:30", 40, 2, unicode=True) == ("1:30",)
    assert digits("1:30", 6, 9, unicode=True) == ("1:30",)


def test_the_plain_ones_are_plain() -> None:
    """Without Unicode every glyph is ASCII; with it a stroke is at least two cells thick from four rows on."""
    assert all(row.isascii() for rows in HEIGHTS for row in digits("0123456789:", 400, rows, unicode=False))
    assert all("██" in row for row in digits("0", 400, 5, unicode=True)[1:-1])


@pytest.mark.parametrize("unicode", [True, False])
def test_a_strange_character_is_a_gap(*, unicode: bool) -> None:
    """What is no digit leaves a gap and breaks nothing."""
    assert {len(row) for row in digits("1 x", 100, 3, unicode=unicode)} == {
        len(digits("1 x", 100, 3, unicode=unicode)[0])
    }
