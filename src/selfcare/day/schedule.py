"""The schedule as the therapist wrote it: which week a day lies in, which line asks it, how much."""

from __future__ import annotations

import datetime as dt
from math import lcm
from typing import TYPE_CHECKING

from selfcare.routine.durations import in_weeks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.routine.model import Hold, Routine, ScheduleLine

DAYS = 7
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def week(routine: Routine, day: dt.date) -> int:
    """The routine's own week: days 1 to 7 from its start are week 1."""
    return (day - routine.start).days // 7 + 1


def week_start(routine: Routine, day: dt.date) -> dt.date:
    """First day of the routine's week that the day lies in."""
    return routine.start + dt.timedelta(days=7 * (week(routine, day) - 1))


def line(routine: Routine, day: dt.date) -> ScheduleLine | None:
    """The line of the schedule for that day's week; None when none names it."""
    return next((one for one in routine.schedule if in_weeks(one.weeks, week(routine, day))), None)


def names(entry: ScheduleLine, day: dt.date) -> bool:
    """Whether the line asks anything on this weekday; without `days` it names them all."""
    return not entry.days or WEEKDAYS[day.weekday()] in entry.days


def most(entry: ScheduleLine) -> int:
    """The most sessions of one day that a line asks, or lets fill its week."""
    return entry.per_day or 1


def week_asks(days: Iterable[tuple[ScheduleLine, int]]) -> int:
    """What a week asks, of its named days, each with its line and the room it has (0: not open).

    The sum over the days of N x room / days that the line names, rounded down once, and never more than the room.
    """
    known = [(entry, room, most(entry) * (len(set(entry.days)) or DAYS)) for entry, room in days]
    whole = lcm(*(parts for _, _, parts in known)) if known else 1
    share = sum((entry.per_week or 0) * room * (whole // parts) for entry, room, parts in known) // whole
    return min(share, sum(room for _, room, _ in known))


def held(routine: Routine, day: dt.date) -> Hold | None:
    """The therapist's hold on that day."""
    return next((one for one in routine.holds if one.start <= day and (one.end is None or day <= one.end)), None)
