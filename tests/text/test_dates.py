"""Days and times as people say them."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.text.dates import day_said, days_said, time_said
from selfcare.text.errors import UsageRefused

TODAY = dt.date(2026, 11, 24)  # a Tuesday
NOW = dt.datetime(2026, 11, 24, 9, 30)  # noqa: DTZ001 - wall time


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("", (2026, 11, 24)),
        ("today", (2026, 11, 24)),
        ("Yesterday", (2026, 11, 23)),
        ("3 days ago", (2026, 11, 21)),
        ("1 day ago", (2026, 11, 23)),
        ("fri", (2026, 11, 20)),
        ("friday", (2026, 11, 20)),
        ("tue", (2026, 11, 24)),
        ("last tuesday", (2026, 11, 17)),
        ("20 nov", (2026, 11, 20)),
        ("nov 20", (2026, 11, 20)),
        ("20. November", (2026, 11, 20)),
        ("24 dec", (2025, 12, 24)),
        ("24 dec 2026", (2026, 12, 24)),
        ("2026-11-01", (2026, 11, 1)),
        ("5.12.", (2025, 12, 5)),
        ("20.11", (2026, 11, 20)),
        ("05.12.2026", (2026, 12, 5)),
        ("20/11", (2026, 11, 20)),
        ("11/20/2026", (2026, 11, 20)),
        ("11/11", (2026, 11, 11)),
    ],
)
def test_a_day_is_understood(words: str, day: tuple[int, int, int]) -> None:
    """A weekday or a day without its year is the last one: people speak of what was."""
    assert day_said(words, TODAY) == dt.date(*day)


@pytest.mark.parametrize(
    ("words", "day"),
    [("fri", (2026, 11, 27)), ("24 dec", (2026, 12, 24)), ("1 jan", (2027, 1, 1)), ("tomorrow", (2026, 11, 25))],
)
def test_ahead_it_is_the_next_one(words: str, day: tuple[int, int, int]) -> None:
    """A therapist who previews speaks of what comes."""
    assert day_said(words, TODAY, ahead=True) == dt.date(*day)


@pytest.mark.parametrize("words", ["12/05", "5/12/2026"])
def test_a_day_that_is_another_elsewhere_is_not_guessed(words: str) -> None:
    """The fifth of December or the twelfth of May: both are named, and how to say which."""
    with pytest.raises(UsageRefused, match=r"12 May.*5 December|5 December.*12 May"):
        day_said(words, TODAY)


@pytest.mark.parametrize(
    "words", ["someday", "30.2.", "13/13", "31 feb", "32", "2026-13-01", "fr", "99999 days ago", "29 feb"]
)
def test_an_unknown_day_is_refused_in_a_sentence(words: str) -> None:
    """Never a guess, never a traceback."""
    with pytest.raises(UsageRefused, match=r"\w"):
        day_said(words, TODAY)


@pytest.mark.parametrize(
    ("words", "time"),
    [
        ("now", NOW),
        ("8:05", dt.datetime(2026, 11, 24, 8, 5)),  # noqa: DTZ001 - wall time
        ("yesterday 15:00", dt.datetime(2026, 11, 23, 15)),  # noqa: DTZ001 - same
        ("3 pm", dt.datetime(2026, 11, 24, 15)),  # noqa: DTZ001 - same
        ("at 3:10 p.m.", dt.datetime(2026, 11, 24, 15, 10)),  # noqa: DTZ001 - same
        ("yesterday 12am", dt.datetime(2026, 11, 23)),  # noqa: DTZ001 - same
        ("yesterday at 15.00", dt.datetime(2026, 11, 23, 15)),  # noqa: DTZ001 - same
        ("2 hours ago", dt.datetime(2026, 11, 24, 7, 30)),  # noqa: DTZ001 - same
        ("fri", dt.datetime(2026, 11, 20, 12)),  # noqa: DTZ001 - same
    ],
)
def test_a_time_is_understood(words: str, time: dt.datetime) -> None:
    """A day alone means its noon."""
    assert time_said(words, NOW, TODAY) == time


@given(st.text(max_size=30))
def test_nothing_typed_breaks_it(words: str) -> None:
    """Whatever is typed gives a day or a sentence."""
    for said in (
        partial(day_said, words, TODAY),
        partial(day_said, words, TODAY, ahead=True),
        partial(time_said, words, NOW, TODAY),
    ):
        with suppress(UsageRefused):
            assert isinstance(said(), dt.date)


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("today", "2026-11-24", None),
        ("tomorrow", "2026-11-25", None),
        ("fri", "2026-11-27", None),
        ("mon fri", "2026-11-30", "2026-12-04"),
        ("mon to fri", "2026-11-30", "2026-12-04"),
        ("from fri until mon", "2026-11-27", "2026-11-30"),
        ("3 dec 10 dec", "2026-12-03", "2026-12-10"),
        ("3 dec - 10 dec", "2026-12-03", "2026-12-10"),
        ("dec 3 to dec 10", "2026-12-03", "2026-12-10"),
        ("28 dec to 3 jan", "2026-12-28", "2027-01-03"),
        ("20 nov to 22 nov", "2026-11-20", "2026-11-22"),
        ("20 nov", "2026-11-20", None),
        ("20 nov today", "2026-11-20", "2026-11-24"),
        ("3 days ago yesterday", "2026-11-21", "2026-11-23"),
        ("10 days ago to 3 days ago", "2026-11-14", "2026-11-21"),
        ("tomorrow for a week", "2026-11-25", "2026-12-01"),
        ("next week", "2026-11-30", "2026-12-06"),
        ("5.12. to 8.12.", "2026-12-05", "2026-12-08"),
        ("for 3 days", "2026-11-24", "2026-11-26"),
        ("3 dec for 2 weeks", "2026-12-03", "2026-12-16"),
        ("2026-12-03 2026-12-03", "2026-12-03", "2026-12-03"),
    ],
)
def test_days_off_are_understood(words: str, first: str, last: str | None) -> None:
    """A weekday is the next one; a day without its year the nearest, since days off are told before and after."""
    expected = dt.date.fromisoformat(first), last and dt.date.fromisoformat(last)
    assert days_said(words, TODAY) == expected


@pytest.mark.parametrize(
    "words",
    ["", "someday", "5 dec 3 dec", "2026-12-05 2026-12-01", "2031-01-01", "for 0 days", "fri someday", "to fri"],
)
def test_days_off_that_are_none_are_refused(words: str) -> None:
    """Never a guess, never a traceback; an empty word is no day here."""
    with pytest.raises(UsageRefused, match=r"\w"):
        days_said(words, TODAY)


@given(st.text(max_size=40))
def test_no_words_for_days_are_a_traceback(words: str) -> None:
    """Whatever is typed: two days in order, or a sentence."""
    with suppress(UsageRefused):
        first, last = days_said(words, TODAY)
        assert last is None or first <= last
