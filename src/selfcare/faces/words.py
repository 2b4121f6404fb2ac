"""Words that several faces share: scores, times, dates, sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.facts.moment import Moment
from selfcare.text.day_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.routine.model import Contact, Routine

_LAST_WEEK = 52


def soreness(score: int) -> str:
    """A soreness score with its anchor words: at rest, now."""
    return f"{score}, {_anchor(score, 'no soreness', 'worst imaginable')}"


def discomfort(score: int) -> str:
    """A discomfort score with its anchor words: while pressing."""
    return f"{score}, {_anchor(score, 'no discomfort', 'cannot bear it')}"


def _anchor(score: int, none: str, most: str) -> str:
    # Bands between the two published anchors are design: plain words, so that 1 is not taken for 10.
    words = (none, *["mild"] * 3, *["moderate"] * 3, *["strong"] * 3, most)
    return words[score]


def clock(milliseconds: int) -> str:
    """Minutes and seconds: "1:05"."""
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02d}"


def minutes(milliseconds: int) -> str:
    """Whole minutes as people say them, rounded up."""
    whole = -(-milliseconds // 60_000)
    return f"{whole} minute{'s' if whole != 1 else ''}"


def date(day: dt.date) -> str:
    """A day as people say it: "Mon 23 Nov"."""
    return f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]}"


def date_from(day: dt.date, today: dt.date) -> str:
    """The same as seen from today: of another year with its year, "Mon 4 Jan 2027"."""
    return date(day) if day.year == today.year else f"{date(day)} {day.year}"


def week(number: int) -> str:
    """The routine's week behind a date: ", week 3". Nothing before its first, nor after a year, when nobody counts them."""
    return f", week {number}" if 1 <= number <= _LAST_WEEK else ""


def time_of(at: int, offset: int) -> str:
    """A moment's wall clock: "Tue 24 Nov 15:10"."""
    local = Moment(at, offset).local
    return f"{date(local.date())} {local:%H:%M}"


def side(hand: str | None) -> str:
    """A side in brackets for a list; nothing for a middle."""
    return "" if hand in (None, "middle") else f"{hand}"


def ring(contact: Contact, routine: Routine) -> str:
    """Whom to ring, with the hours."""
    hours = f" ({contact.hours})" if contact.hours else ""
    return f"{routine.therapist} {contact.phone}{hours}"
