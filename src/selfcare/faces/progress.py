"""How it goes, for the patient: their goal, what was kept, what moved. Counts only, and no word against rest."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.adherence.measured import measured
from selfcare.adherence.weeks import first_week, record_weeks, scores_of
from selfcare.faces.counting import sentence, so_far
from selfcare.faces.measures import series_lines
from selfcare.faces.naming import counted, number, place, short
from selfcare.faces.noted import noted
from selfcare.faces.paragraph import wrapped
from selfcare.faces.words import date, minutes, soreness
from selfcare.facts.kinds import WORST_PLACE, Reported
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.adherence.report import AdherenceReport
    from selfcare.adherence.trend import Trend, Week
    from selfcare.adherence.weeks import RecordWeek
    from selfcare.faces.screen.record import Record
    from selfcare.facts.history import History
    from selfcare.routine.model import Routine

WEEK = 7
_NOTHING = "Nothing here yet. Save the file from your therapist, then type: selfcare load"
_DEMO = "To try it first, type: selfcare demo"
_NOT_BEGUN = "Nothing done yet. Begin when it suits you: type selfcare, then Enter."
_REST = "Rest days are part of it. Nothing has to be made up for."


def progress_lines(
    history: History, report: AdherenceReport, trends: Sequence[Trend], routine: Routine | None
) -> list[str]:
    """The lines. `routine` is the text in force, or None when none is; never a percentage."""
    if not report.assignments:
        return [_NOTHING, _DEMO]
    routine = routine or report.assignments[-1].routine
    name = short(routine.therapist)
    said = [f'Your goal: "{visible(routine.goal)}"'] if routine.goal else []
    kept = _kept(history, report)
    if not kept:
        said += [_nothing(report)]
        return _lines([*said, *so_far(report.running, therapist=name), *_noted(history, report)])
    said.append(kept)
    said += so_far(report.running, therapist=name)
    if report.has_schedule and (report.counts.asked or _beside(report)):
        said.append(sentence(report.counts, voice="patient", therapist=name))
        said += _by_week(record_weeks(report, first_week(report.assignments)))
    if report.counts.away or report.counts.held or report.counts.blocked:
        said.append(_REST)
    if _first_week(report):
        said.append("This is your first week. How soreness moves is shown from the second week on.")
    elif trends:
        said.append("Soreness before sessions, the middle score of each week, from 0 (none) to 10 (worst imaginable):")
        said += [_trend(one, name) for one in trends]
    else:
        said.append("Soreness before sessions: not asked so far.")
    said += series_lines(measured(history, (report.first, report.last)), name)
    said += [*_noted(history, report), *_sore_today(scores_of(history, report.last))]
    return _lines(said)


def _noted(history: History, report: AdherenceReport) -> list[str]:
    items = noted(history, report.first, report.last)
    return [f"Soreness that you noted besides: {'; '.join(items)}."] if items else []


def record_of(
    history: History, report: AdherenceReport, trends: Sequence[Trend], routine: Routine | None
) -> Record | None:
    """The same as a picture; None when there is nothing to draw yet."""
    from selfcare.faces.screen.record import Record

    if not report.assignments or not _kept(history, report):
        return None
    routine = routine or report.assignments[-1].routine
    name = short(routine.therapist)
    told = []
    if report.has_schedule and (report.counts.asked or _beside(report)):
        told.append(sentence(report.counts, voice="patient", therapist=name))
    told += series_lines(measured(history, (report.first, report.last)), name)
    rest = [_REST] if report.counts.away or report.counts.held or report.counts.blocked else []
    told += [" ".join([*so_far(report.running, therapist=name), *rest])]
    return Record(
        goal=short(routine.goal, _GOAL) if routine.goal else "",
        kept=_kept_short(history, report),
        weeks=record_weeks(report, first_week(report.assignments)),
        trends=tuple(trends),
        moved=tuple(_moved_short(one, name) for one in trends),
        scores=scores_of(history, report.last),
        told=tuple(told),
    )


_GOAL = 120
"""Columns that a goal may take on a wide terminal (design)."""


def _lines(said: list[str]) -> list[str]:
    return [line for one in said for line in wrapped(one, then="  ")]


def _nothing(report: AdherenceReport) -> str:
    earlier = report.first is not None and report.first > min(one.received for one in report.assignments)
    return f"Nothing done so far since {date(report.first)}." if earlier and report.first else _NOT_BEGUN


class _Kept(NamedTuple):
    """What was done, whatever it was: sessions with the guide and without it, days, and the guide's own milliseconds."""

    guided: int
    reported: int
    days: int
    clock: int
    in_part: bool


def _done(history: History, report: AdherenceReport) -> _Kept:
    """From whatever moment the report begins."""
    outcomes = [one.outcome for one in report.sessions]
    played = [one for one, outcome in zip(report.sessions, outcomes, strict=True) if outcome != "nothing"]
    reported = [
        body
        for _, body in history.of(Reported)
        if (report.first is None or report.first.isoformat() <= body.day) and body.day <= report.last.isoformat()
    ]
    days = {one.body.day for one in played} | {body.day for body in reported}
    clock = sum(one.ended.t - one.ended.paused for one in played if one.ended)
    return _Kept(len(played), len(reported), len(days), clock, "partly" in outcomes)


def _kept(history: History, report: AdherenceReport) -> str:
    """What was done, each kind by its name; empty when nothing was."""
    found = _done(history, report)
    parts = []
    if found.guided:
        whole = ", whole or in part" if found.in_part else ""
        took = f", {minutes(found.clock)}" if found.clock else ""
        parts.append(f"{counted(found.guided, 'session')} with the guide{whole}{took}")
    if found.reported:
        # "it" is the guide only where the guide was named before.
        alone = f"{counted(found.reported, 'session')} without the guide"
        parts.append(f"{found.reported} without it" if parts else alone)
    since = f" since {date(report.first)}" if report.first else ""
    return f"What you have done{since}: {'; '.join(parts)}; on {counted(found.days, 'day')}." if parts else ""


def _kept_short(history: History, report: AdherenceReport) -> str:
    """The same on one line of a picture, which shows what was whole and what in part."""
    found = _done(history, report)
    guided = f"{counted(found.guided, 'session')} with the guide" if found.guided else ""
    more = (
        ""
        if not found.reported
        else f"{found.reported} without"
        if guided
        else f"{counted(found.reported, 'session')} without the guide"
    )
    since = f" since {date(report.first)}" if report.first else ""
    return f"Kept{since}: {', '.join(part for part in (guided, more) if part)}, on {counted(found.days, 'day')}."


def _by_week(weeks: Sequence[RecordWeek]) -> list[str]:
    """Each week, what was kept of what was asked; one alone says no more than the sum."""
    asked = [one for one in weeks if one.asked or one.filled]
    if len(asked) < 2:  # noqa: PLR2004 - one week is no row of weeks
        return []
    return [f"Week by week: {'; '.join(f'week {one.number}, {one.filled} of {one.asked}' for one in asked)}."]


def _sore_today(scores: Sequence[tuple[str, str | None, int]]) -> list[str]:
    named = [
        f"{'worst place' if region == WORST_PLACE else place(region, side)} {soreness(score)}"
        for region, side, score in scores
    ]
    return [f"Sore today: {'; '.join(named)}."] if named else []


def _beside(report: AdherenceReport) -> int:
    counts = report.counts
    return counts.held + counts.blocked + counts.extra + counts.not_assigned


def _first_week(report: AdherenceReport) -> bool:
    first = min(one.first for one in report.assignments)
    return (report.last - first).days < WEEK


def _trend(trend: Trend, therapist: str) -> str:
    where = "Your worst place" if trend.region == WORST_PLACE else place(trend.region, trend.side).capitalize()
    scored = [one for one in trend.weeks if one.median is not None]
    blank = sum(one.unanswered for one in trend.weeks)
    unanswered = f" {blank} not answered, which is fine." if blank else ""
    if not scored:
        return f"{where}: asked, not answered so far."
    if len(scored) == 1:
        return f"{where}: {_week(scored[0])}. One week so far, so nothing to compare yet.{unanswered}"
    said = f"{where}: {', '.join(map(_week, scored))}. {_moved(trend, therapist)}"
    return f"{said}{unanswered}"


def _week(week: Week) -> str:
    median = week.median or 0
    none = ", no soreness," if median == 0 else ""
    return f"{number(median)}{none} in week {week.number} ({counted(week.readings, 'score')})"


def _moved(trend: Trend, therapist: str) -> str:
    points = number(abs(trend.change or 0))
    if trend.moved == "better":
        return f"That is {points} points better."
    if trend.moved == "worse":
        return f"That is {points} points more. {therapist} will want to hear it."
    return "About the same: scores go up and down a little from day to day."


def _moved_short(trend: Trend, therapist: str) -> str:
    """The same where the picture shows the weeks."""
    scored = [one for one in trend.weeks if one.median is not None]
    if not scored:
        return "asked, not answered so far"
    if len(scored) == 1:
        return "one week so far"
    points = number(abs(trend.change or 0))
    moved = {"better": f"{points} points better", "worse": f"{points} points more; {therapist} will want to hear it"}
    return moved.get(trend.moved or "", "about the same")
