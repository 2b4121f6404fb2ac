"""Laws of the pacers: exactly as wide as asked, they move with the fraction and never back, and hold at the ends."""

from __future__ import annotations

import pytest

from selfcare.pictures.pacer import against, breath, track

STEPS = [step / 400 for step in range(401)]


def marker(line: str) -> float:
    """Where the middle of the marker is, in cells."""
    if "O" in line:
        return line.index("O") + 0.5
    return line.index("▐") + 1.5 if "▐" in line else line.index("██") + 1


def full(cells: str) -> float:
    """How much is full, in cells."""
    eighths = " ▏▎▍▌▋▊▉█"
    low = " ▁▂▃▄▅▆▇█"
    return sum(1.0 if one in "█#" else max(eighths.find(one), low.find(one), 0) / 8 for one in cells)


@pytest.mark.parametrize("unicode", [True, False])
@pytest.mark.parametrize("columns", [*range(1, 12), 40, 79])
@pytest.mark.parametrize("fraction", [-1.0, 0.0, 0.3, 1.0, 7.5])
def test_every_line_is_exactly_as_wide_as_asked(columns: int, fraction: float, *, unicode: bool) -> None:
    """Whatever the fraction, also beyond its ends."""
    assert len(track(columns, fraction, unicode=unicode)) == columns
    assert len(against(columns, fraction, "2:00", unicode=unicode)) == columns
    for rows in (1, 2, 5):
        assert [len(row) for row in breath(columns, rows, fraction, unicode=unicode)] == [columns] * rows
    if not unicode:
        assert (track(columns, fraction, unicode=False) + against(columns, fraction, "2:00", unicode=False)).isascii()
        assert "".join(breath(columns, 3, fraction, unicode=False)).isascii()


@pytest.mark.parametrize("unicode", [True, False])
def test_the_marker_travels_the_whole_track(*, unicode: bool) -> None:
    """From one end to the other, never backwards, and within half a cell (a cell without Unicode) of where it should be."""
    found = [marker(track(40, step, unicode=unicode)) for step in STEPS]
    assert found == sorted(found)
    reach = found[-1] - found[0]
    assert reach == (36 if unicode else 37)
    allowed = 0.26 if unicode else 0.51
    assert all(abs(at - found[0] - step * reach) < allowed for at, step in zip(found, STEPS, strict=True))


def test_the_bar_is_exact_to_an_eighth() -> None:
    """Elapsed against a ceiling: within a sixteenth of a cell, and full only at the ceiling."""
    room = 40 - len("┃ 2:00")
    for step in STEPS:
        assert abs(full(against(40, step, "2:00", unicode=True)[:room]) - step * room) <= 1 / 16 + 1e-9
    assert against(40, 1, "2:00", unicode=True) == "█" * room + "┃ 2:00"


def test_a_label_gives_way_to_its_bar() -> None:
    """Where the bar would be shorter than the label there is only the bar."""
    assert "12:00" not in against(8, 0.5, "12:00", unicode=True)
    assert "12:00" in against(20, 0.5, "12:00", unicode=True)


@pytest.mark.parametrize("unicode", [True, False])
def test_a_breath_fills_from_below_and_keeps_its_shape(*, unicode: bool) -> None:
    """It grows with the fraction; empty and full have the same outline, and nothing is full above what is empty."""
    amounts = [sum(full(row) for row in breath(16, 5, step, unicode=unicode)) for step in STEPS]
    assert amounts == sorted(amounts)
    assert amounts[0] == 0
    outlines = {
        tuple(row.index(row.strip()[0]) for row in breath(16, 5, step, unicode=unicode)) for step in (0, 0.4, 1)
    }
    assert len(outlines) == 1
    assert breath(16, 5, 1, unicode=unicode) == breath(16, 5, 1, unicode=unicode)[::-1]
