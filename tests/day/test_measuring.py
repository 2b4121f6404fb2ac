"""Which measures are due, and how they moved."""

from __future__ import annotations

import datetime as dt

import pytest

from adherence.worlds import World, rx
from selfcare.adherence.measured import measured
from selfcare.day.measuring import asked_measures
from selfcare.facts.kinds import Measured
from selfcare.routine.building import parse_checked

TEXT = rx("{ per_day = 1 }") + '[[measure]]\nwhat = "knee to wall"\nside = "each"\nevery = "7d"\n'
ROUTINE = parse_checked(TEXT)


def world(*values: tuple[str, int | None], what: str = "knee to wall", side: str | None = "left") -> World:
    """Values of one measure, each with its day."""
    made = World()
    for day, value in values:
        made.add(dt.datetime.fromisoformat(f"{day} 09:00"), Measured(day, what, value, side))  # type: ignore[arg-type]
    return made


@pytest.mark.parametrize(
    ("day", "due"),
    [("2026-11-22", []), ("2026-11-23", ["right"]), ("2026-11-29", ["right"]), ("2026-11-30", ["left", "right"])],
)
def test_due_so_long_after_it_was_taken(day: str, due: list[str]) -> None:
    """Each side for itself; never before the routine begins; not answered counts as asked."""
    history = world(("2026-11-23", None)).history()
    found = asked_measures(history, ROUTINE, dt.date.fromisoformat(day))
    assert [one.side for one in found if one.due] == due


@pytest.mark.parametrize(
    ("what", "first", "last", "moved"),
    [
        ("knee to wall", 80, 98, "within error"),
        ("knee to wall", 80, 99, "better"),
        ("knee to wall", 99, 80, "worse"),
        ("fingertip to floor", 200, 155, "better"),
        ("fingertip to floor", 200, 156, "within error"),
        ("fingertip to floor", 155, 200, "worse"),
        ("pain in motion", 60, 40, "better"),
        ("pain in motion", 60, 50, "within error"),
        ("activity", 30, 90, None),
        ("hand behind back", 100, 113, "better"),
    ],
)
def test_a_change_counts_from_the_error_on(what: str, first: int, last: int, moved: str | None) -> None:
    """Below it nothing is claimed; of an activity alone no error is known, and no verdict is given."""
    history = world(("2026-11-30", last), ("2026-11-23", first), ("2026-11-25", None), what=what).history()
    (series,) = measured(history, (None, None))
    assert (series.change, series.moved, series.unanswered) == (last - first, moved, 1)


def test_one_value_is_no_change() -> None:
    """And the days asked for are the days counted."""
    history = world(("2026-11-23", 80), ("2026-11-30", 120)).history()
    (series,) = measured(history, (dt.date(2026, 11, 24), None))
    assert (len(series.readings), series.moved) == (1, None)
