"""The weeks that `progress` and `report` tell of when no day was named."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.text.dates import day_said
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.day.in_force import Assignment

USUAL = 12
"""Weeks: about as long as a therapist looks back between two visits (design)."""


def last_weeks(known: Sequence[Assignment], last: dt.date, weeks: int) -> tuple[dt.date | None, None]:
    """The period of the last weeks before a day; from the beginning when the first routine was not in force before them."""
    since = last - dt.timedelta(days=7 * weeks)
    return (since if since > known[0].first else None), None


def whole_weeks(begins: dt.date, today: dt.date, weeks: int) -> tuple[dt.date | None, None]:
    """The period of so many weeks, the one that runs included, each whole; from the beginning when there are no more.

    `begins` is the first day of week 1.
    """
    running = begins + dt.timedelta(days=(today - begins).days // 7 * 7)
    since = running - dt.timedelta(days=7 * (weeks - 1))
    return (since if since > begins else None), None


def first_read(known: Sequence[Assignment], first: dt.date | None) -> dt.date | None:
    """The first day that is read for a letter of a period: None, all of it, when that reaches back to the first routine.

    For then the letter holds what was before it, too: an answer at a session from a file, before anything was loaded.
    """
    return None if first is None or first <= min(one.received for one in known) else first


def of_a_letter(
    known: Sequence[Assignment], today: dt.date, since: str | None, until: str | None
) -> tuple[dt.date | None, dt.date | None]:
    """The period of a letter, as `--since` and `--until` name it; else the last weeks before today.

    Raises:
        UsageRefused: a day is none, or the last lies before the first.
    """
    last = today if until is None else min(day_said(until, today), today)
    first = day_said(since, today) if since is not None else last_weeks(known, last, USUAL)[0] if known else None
    if first is not None and first > last:
        raise UsageRefused(f"{first} lies after {last}: --since is the first day, --until the last, up to today.")
    return first, None if until is None else last
