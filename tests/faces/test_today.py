"""The first screen and the preview, as lines."""

from __future__ import annotations

import pytest

from selfcare.day.decide import decide
from selfcare.faces.paragraph import WIDTH, columns, paragraphs
from selfcare.faces.preview import preview_lines
from selfcare.faces.today import MOST_LINES, today_lines
from selfcare.faces.words import week
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from selfcare.routine.reading import read_routine
from selfcare.session.plan import plan_session
from selfcare.session.steps import Screening

NOW = Moment(1_795_500_000_000, 60)
HEAD = """
format = 1
id = "wordy"
title = "Evening hips after a day at the desk"
patient = "P001"
by = "Anna Berg, physiotherapist"
start = 2026-11-23
contact = { name = "Anna", phone = "555 0134", hours = "Monday to Friday, 8 to 5, and Saturday until noon", emergency = "112" }
schedule = [{ per_day = 2 }]
defaults = { get_ready = 120, discomfort = { aim = 3, max = 5 } }
needling = { keep_off = "24h", done = [{ at = 2026-11-23T18:00:00, region = "sole", side = "left" }] }
"""
WORDS = "Roll from just below the hip to a hand's width above the knee, as slowly as you can bear it, and breathe. " * 4


def exercise(number: int, region: str, title: str = "") -> str:
    """An exercise whose words fill several lines."""
    named = f'title = "{title}"\n' if title else ""
    return (
        f'[[exercise]]\nid = "e{number}"\ndevice = "massage ball"\nregion = "{region}"\nside = "each"\n{named}'
        f'hold = {{ time = 20, release = 10, times = 3, sets = 2 }}\nsay = "{WORDS.strip()}"\n'
    )


TEXT = HEAD + "".join(
    exercise(number, region, title)
    for number, (region, title) in enumerate(
        (
            ("sole", ""),
            ("calf", "The back of the lower leg, with the ball"),
            ("hip", ""),
            ("forearm", "The soft inner side of the forearm, on a table"),
            ("buttock", "The fleshy outer part of the buttock, lying down"),
        )
    )
)


def both() -> tuple[list[str], list[str]]:
    """The lines of `today` and of `preview`."""
    routine = read_routine(TEXT.encode(), "wordy.toml")
    day = decide(History([]), NOW, file=(routine, "0" * 64))
    assert day is not None
    assert day.held
    plan = plan_session(routine, day, Screening("asked"))
    return today_lines(day, plan, NOW.offset), preview_lines(day, plan_session(routine, day, None), NOW.offset)


def test_no_line_is_wider_than_the_narrowest_terminal() -> None:
    """In a pipe, too: whoever reads with their ears has no use for a line of several hundred characters."""
    for lines in both():
        assert [line for line in lines if columns(line) > WIDTH] == []


def test_the_first_screen_stays_within_ten_lines() -> None:
    """However much is asked: whom to ring is the last of at most ten lines, and what finds no room is counted."""
    lines, _ = both()
    assert len(lines) <= MOST_LINES
    assert "Emergency: 112." in " ".join(lines[-2:])
    assert any(line.startswith("  and ") and line.endswith(" more") for line in lines)


def test_nothing_said_is_lost_in_the_wrapping() -> None:
    """The preview holds every word of the therapist, in order."""
    _, lines = both()
    assert WORDS.strip() in " ".join(" ".join(line.split()) for line in lines)


def test_a_line_begins_with_a_capital() -> None:
    """An exercise without a title is called by its region, with a capital where a line begins."""
    for lines in both():
        assert any(line.startswith("  Sole") for line in lines)
        assert [line for line in lines if line.startswith(("  sole", "  hip"))] == []


def test_weeks_are_told_from_the_first_to_the_last_of_a_year() -> None:
    """No week 0 and none below; after a year nobody counts them."""
    assert [week(number) for number in (-5, 0, 1, 52, 53)] == ["", "", ", week 1", ", week 52", ""]


@pytest.mark.parametrize("indent", ["", "  ", "      "])
def test_a_paragraph_keeps_its_indent(indent: str) -> None:
    """The first line keeps it, the others go on four columns further in, and the words are the same."""
    lines = paragraphs([indent + WORDS.strip(), ""])
    assert lines.pop() == ""
    assert lines[0].startswith(indent + "Roll")
    assert all(line.startswith(f"{indent}    ") and line[len(indent) + 4] != " " for line in lines[1:])
    assert " ".join(" ".join(lines).split()) == WORDS.strip()
