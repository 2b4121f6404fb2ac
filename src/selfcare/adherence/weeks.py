"""The record week by week: what of each day became of what was asked, and how much of each week was done."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.adherence.asked import WEEK
from selfcare.adherence.report import FILLED, Occasion, Result
from selfcare.day.schedule import week_start
from selfcare.facts.kinds import Rated

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.adherence.report import AdherenceReport
    from selfcare.day.in_force import Assignment
    from selfcare.facts.history import History

GAP_DAYS = 14
"""Days without a session after which it counts as left off (design; the format has no field for it)."""


class RecordWeek(NamedTuple):
    """One week: its number (1 is the one in which the first text came into force), its first day, and its seven days.

    A day holds the outcome of each of its occasions, in order; none: nothing was asked, or nothing yet. `asked` and
    `filled` count the occasions of the days and weeks that begin in it and have ended, `extra` what was more;
    `running` those of the day or week that runs, with what was done of it so far.
    """

    number: int
    first: dt.date
    days: tuple[tuple[Result, ...], ...]
    asked: int
    filled: int
    extra: int
    running: tuple[int, int]
    sets: tuple[int, int]
    """Sets done, of those asked in the sessions that were played."""


class Figures(NamedTuple):
    """Initiation, persistence: None where there is nothing to count. Days as they are, first and last.

    `initiation` is days from receipt to the first session; `lasted` days from the first session to the last one before a
    gap of more than `GAP_DAYS`, both included; `left_off`: there was such a gap. Extra sessions and reported ones are
    among them; what was not assigned is not.
    """

    received: dt.date | None
    begun: dt.date | None
    initiation: int | None
    lasted: int | None
    last: dt.date | None
    left_off: bool


def first_week(known: Sequence[Assignment]) -> dt.date:
    """The first day of week 1: of the routine's own week in which the first text came into force."""
    first = min(known, key=lambda one: one.first)
    return week_start(first.routine, first.first)


def record_weeks(report: AdherenceReport, begins: dt.date) -> tuple[RecordWeek, ...]:
    """Every week of the report from its first day to the one that runs; `begins` is the first day of week 1."""
    first = max(report.first or begins, begins)
    at = (first - begins).days // WEEK
    until = (report.last - begins).days // WEEK
    days = _days(report)
    return tuple(_week(report, begins, number, days) for number in range(at, until + 1))


def _days(report: AdherenceReport) -> dict[dt.date, list[Result]]:
    """The outcomes of each day. Of "N a week" a day shows what was done on it, or why it was not open, never a miss."""
    found: dict[dt.date, list[Result]] = {}
    for one in report.occasions:
        day = one.day or (one.first if one.first == one.last else None)
        if day is not None:
            found.setdefault(day, []).append(one.result)
    for period in (*report.ended, *(period for period, _ in report.running)):
        if period.per == "week":
            for asked in period.days:
                quiet: Result | None = "away" if asked.off else None if asked.state == "open" else asked.state
                if quiet is not None and asked.day not in found and asked.day <= report.last:
                    found[asked.day] = [quiet]
    return found


def _week(report: AdherenceReport, begins: dt.date, number: int, days: dict[dt.date, list[Result]]) -> RecordWeek:
    first = begins + dt.timedelta(days=WEEK * number)
    last = first + dt.timedelta(days=WEEK - 1)
    inside = [one for one in report.occasions if first <= one.first <= last]
    ended = [one for one in inside if not one.so_far]
    filled = sum(one.result in FILLED for one in ended)
    missed = sum(one.result in ("missed", "away") for one in ended)
    running = [(period.asked, done) for period, done in report.running if first <= period.first <= last]
    return RecordWeek(
        number + 1,
        first,
        tuple(tuple(days.get(first + dt.timedelta(days=day), ())) for day in range(WEEK)),
        asked=filled + missed,
        filled=filled,
        extra=sum(one.result == "extra" for one in ended),
        running=(sum(max(asked, done) for asked, done in running), sum(done for _, done in running)),
        sets=_sets(ended),
    )


def _sets(occasions: Sequence[Occasion]) -> tuple[int, int]:
    played = [one.session for one in occasions if one.session is not None and one.result in FILLED]
    return sum(one.sets for one in played), sum(one.sets_asked for one in played)


def figures(history: History, report: AdherenceReport) -> Figures:
    """Initiation and persistence, of a report over the whole record."""
    days = {one.day for one in report.occasions if one.day is not None and one.result != "not assigned"}
    received = min((one.received for one in report.assignments), default=None)
    done = sorted(day for day in days if received is None or received <= day)
    if received is None or not done:
        return Figures(received, None, None, None, None, left_off=False)
    last = done[0]
    for day in done:
        if (day - last).days > GAP_DAYS:
            break
        last = day
    today = report.as_of.day(history.day_ends(report.as_of.at))
    return Figures(
        received,
        done[0],
        (done[0] - received).days,
        (last - done[0]).days + 1,
        last,
        left_off=last != done[-1] or (today - last).days > GAP_DAYS,
    )


def scores_of(history: History, day: dt.date) -> tuple[tuple[str, str | None, int], ...]:
    """The last soreness at rest that was given on a day, for each region and side, the sorest first."""
    found: dict[tuple[str, str | None], int] = {}
    for _, body in history.of(Rated):
        if body.what == "soreness" and body.day == day.isoformat() and body.score is not None:
            found[body.region, body.side] = body.score
    return tuple((*where, score) for where, score in sorted(found.items(), key=lambda one: (-one[1], str(one[0]))))
