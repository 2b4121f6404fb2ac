"""The schedule as the therapist wrote it: which week a day lies in, which line asks it, how much."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.routine.durations import in_weeks

if TYPE_CHECKING:
    from selfcare.routine.model import Hold, Routine, ScheduleLine

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


def held(routine: Routine, day: dt.date) -> Hold | None:
    """The therapist's hold on that day."""
    return next((one for one in routine.holds if one.start <= day and (one.end is None or day <= one.end)), None)
