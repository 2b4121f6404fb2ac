"""What is due at this very moment: times of day, the least gap, what was done, and what keeps it silent."""

from __future__ import annotations

import datetime as dt

import pytest

from adherence.worlds import rx, told
from day.test_decide import at
from selfcare.day.decide import decide
from selfcare.day.reminding import DueNow, due_now, times_named
from selfcare.routine.building import parse_checked

ONCE = "{ per_day = 1 }"
TIMES = "{ per_day = 2, at = [07:30:00, 20:00:00] }"
WEEKLY = "{ per_week = 3 }"


def due(story: str, schedule: str, when: str, *, off: bool = False, earliest: dt.time | None = None) -> DueNow | None:
    """What is due at that time of a story whose routine has that schedule."""
    history = told(f"2026-11-23 06:00 load A\n{story}", {"A": rx(schedule)}).history()
    day = decide(history, at(when))
    assert day is not None
    return due_now(day, history, at(when), off=off, earliest=earliest)


@pytest.mark.parametrize(
    ("story", "when", "expected"),
    [
        ("", "2026-11-24 07:29", None),
        ("", "2026-11-24 07:30", 1),
        ("", "2026-11-24 19:00", 1),
        ("2026-11-24 08:00 done", "2026-11-24 12:00", None),
        ("2026-11-24 08:00 done", "2026-11-24 20:00", 2),
        ("2026-11-24 08:00 done\n2026-11-24 19:59 done", "2026-11-24 20:00", None),
        ("2026-11-24 05:00 done", "2026-11-24 07:30", None),
        ("2026-11-24 20:10 done", "2026-11-24 23:00", None),
        ("2026-11-24 08:00 reported", "2026-11-24 12:00", None),
        ("", "2026-11-25 02:00", 1),
        ("", "2026-11-25 04:00", None),
    ],
)
def test_times_of_day(story: str, when: str, expected: int | None) -> None:
    """At 07:30 and 20:00: not before; once for each; a time that went by without a session is never asked for later.

    Who did both late, after 20:00, is asked for no second one; the day ends at 04:00.
    """
    found = due(story, TIMES, when)
    assert (found and found.next) == expected


def test_without_times_all_day_or_from_an_hour() -> None:
    """A line without a time of day is due until it is done; with `earliest` not before that, and only once after it."""
    assert due("", ONCE, "2026-11-24 05:00") == DueNow("day", 1, 1)
    assert due("", ONCE, "2026-11-24 17:59", earliest=dt.time(18)) is None
    assert due("", ONCE, "2026-11-24 18:00", earliest=dt.time(18)) == DueNow("day", 1, 1)
    assert due("2026-11-24 06:00 done", ONCE, "2026-11-24 18:00") is None
    twice = "{ per_day = 2 }"
    assert due("2026-11-24 06:00 done", twice, "2026-11-24 18:00", earliest=dt.time(18)) == DueNow("day", 2, 2)
    assert due("2026-11-24 06:00 done", TIMES, "2026-11-24 18:00", earliest=dt.time(18)) is None


@pytest.mark.parametrize(
    ("story", "when", "expected"),
    [
        ("", "2026-11-23 12:00", None),
        ("", "2026-11-25 12:00", None),
        ("", "2026-11-26 12:00", (1, 3)),
        ("2026-11-23 20:00 done", "2026-11-26 12:00", None),
        ("2026-11-23 20:00 done", "2026-11-27 12:00", (2, 3)),
        ("2026-11-23 20:00 done", "2026-11-29 12:00", (2, 3)),
        ("2026-11-23 20:00 done\n2026-11-24 20:00 done", "2026-11-28 12:00", (3, 3)),
        ("2026-11-23 20:00 done\n2026-11-24 20:00 done\n2026-11-25 20:00 done", "2026-11-29 12:00", None),
        ("2026-11-28 09:00 done", "2026-11-28 12:00", None),
    ],
)
def test_so_many_a_week(story: str, when: str, expected: tuple[int, int] | None) -> None:
    """It is silent while more than one of the days that are left can still be free, and on a day that had its session."""
    found = due(story, WEEKLY, when)
    assert (found and (found.next, found.asked)) == expected


def test_a_held_day_of_the_week_leaves_fewer() -> None:
    """Days that the therapist took out are no days to spare."""
    text = rx(WEEKLY, holds=[("2026-11-27", "2026-11-29")])
    history = told("2026-11-23 06:00 load A", {"A": text}).history()
    day = decide(history, at("2026-11-25 12:00"))
    assert day is not None
    assert day.due is not None
    assert (day.due.asked, day.due.spare) == (1, 1)
    assert due_now(day, history, at("2026-11-25 12:00"), off=False) == DueNow("week", 1, 1)


@pytest.mark.parametrize(
    ("story", "when", "expected"),
    [
        ("away 2026-11-27 2026-11-29", "2026-11-23 12:00", (1, 3)),
        ("away 2026-11-28 2026-11-29", "2026-11-23 12:00", None),
        ("away 2026-11-28 2026-11-29", "2026-11-24 12:00", (1, 3)),
        ("away 2026-11-28", "2026-11-24 12:00", (1, 3)),
        ("away 2026-11-28\n06:31 back 2026-11-29", "2026-11-24 12:00", None),
        ("away 2026-11-25\n08:00 done", "2026-11-23 12:00", None),
        ("away 2026-11-25\n2026-11-24 06:00 back 2026-11-25", "2026-11-24 12:00", None),
        ("away 2026-11-24 2026-11-29", "2026-11-23 12:00", (1, 3)),
        ("away 2026-11-24 2026-11-26\n2026-11-23 08:00 done", "2026-11-27 12:00", (2, 3)),
        ("away 2026-11-24 2026-11-25\n2026-11-23 08:00 done", "2026-11-26 12:00", None),
        ("away 2026-11-23 2026-11-26", "2026-11-27 12:00", (1, 3)),
    ],
)
def test_days_off_ahead_leave_fewer(story: str, when: str, expected: tuple[int, int] | None) -> None:
    """Days off that are still to come are no days to spare, with an end or without; those that were taken back are."""
    found = due(f"2026-11-23 06:30 {story}", WEEKLY, when)
    assert (found and (found.next, found.asked)) == expected


@pytest.mark.parametrize("said", ["2026-11-24 05:00 answers fever", "2026-11-24 05:00 answers emergency"])
def test_blocked_is_silent(said: str) -> None:
    """After an answer that keeps the routine off, nothing is due."""
    assert due(said, ONCE, "2026-11-24 12:00") is None


def test_days_off_and_held_days_are_silent() -> None:
    """Nothing is due on a day off, nor on a day that the therapist holds, nor while every place is kept off."""
    assert due("", ONCE, "2026-11-24 12:00", off=True) is None
    for text in (rx(ONCE, holds=[("2026-11-24", None)]), rx(ONCE, keep_off="24h")):
        story = "2026-11-23 06:00 load A\n2026-11-24 11:00 needled calf left"
        history = told(story, {"A": text}).history()
        day = decide(history, at("2026-11-24 12:00"))
        assert day is not None
        assert due_now(day, history, at("2026-11-24 12:00"), off=False) is None


def test_the_least_gap() -> None:
    """Not before the gap after the last session is over."""
    text = rx(TIMES).replace("start = ", 'min_gap = "4h"\nstart = ')
    history = told("2026-11-23 06:00 load A\n2026-11-24 17:00 done", {"A": text}).history()
    found = []
    for when in ("2026-11-24 20:00", "2026-11-24 21:01"):
        day = decide(history, at(when))
        assert day is not None
        found.append(due_now(day, history, at(when), off=False))
    assert found == [None, DueNow("day", 2, 2)]


def test_all_times_at_which_something_may_become_due() -> None:
    """Those of every line of every text, each once; and the earliest, where a line names none."""
    lines = f"{TIMES}, {{ weeks = '9', per_day = 1, at = [20:00:00] }}"
    assert times_named([parse_checked(rx(lines))], dt.time(18)) == (dt.time(7, 30), dt.time(20))
    texts = [parse_checked(rx(lines)), parse_checked(rx(WEEKLY))]
    assert times_named(texts, dt.time(18)) == (dt.time(7, 30), dt.time(18), dt.time(20))
