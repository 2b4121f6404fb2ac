"""How it goes, for the patient: their goal, what was done, how soreness moved. Counts only, and no word against rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.counting import sentence, so_far
from selfcare.faces.naming import counted, number, place, short
from selfcare.faces.noted import noted
from selfcare.faces.paragraph import wrapped
from selfcare.faces.words import date, minutes
from selfcare.facts.kinds import WORST_PLACE, Reported
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.adherence.report import AdherenceReport
    from selfcare.adherence.trend import Trend, Week
    from selfcare.facts.history import History
    from selfcare.routine.model import Routine

WEEK = 7
_NOTHING = "Nothing here yet. Save the file from your therapist, then type: selfcare load"
_DEMO = "To try it first, type: selfcare demo"


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
        said += ["Nothing done yet. Begin when it suits you: type selfcare, then Enter."]
        return _lines([*said, *so_far(report.running, therapist=name), *_noted(history, report)])
    said.append(kept)
    said += so_far(report.running, therapist=name)
    if report.has_schedule and (report.counts.asked or _beside(report)):
        said.append(sentence(report.counts, voice="patient", therapist=name))
    if report.counts.away or report.counts.held or report.counts.blocked:
        said.append("Rest days are part of it. Nothing has to be made up for.")
    if _first_week(report):
        said.append("This is your first week. How soreness moves is shown from the second week on.")
    elif trends:
        said.append("Soreness before sessions, the middle score of each week, from 0 (none) to 10 (worst imaginable):")
        said += [_trend(one, name) for one in trends]
    else:
        said.append("Soreness before sessions: not asked so far.")
    return _lines([*said, *_noted(history, report)])


def _noted(history: History, report: AdherenceReport) -> list[str]:
    items = noted(history, report.first, report.last)
    return [f"Soreness that you noted besides: {'; '.join(items)}."] if items else []


def _lines(said: list[str]) -> list[str]:
    return [line for one in said for line in wrapped(one, then="  ")]


def _kept(history: History, report: AdherenceReport) -> str:
    """What was done, each kind by its name, from whatever moment the report begins; empty when nothing was."""
    outcomes = [one.outcome for one in report.sessions]
    played = [one for one, outcome in zip(report.sessions, outcomes, strict=True) if outcome != "nothing"]
    reported = [
        body
        for _, body in history.of(Reported)
        if (report.first is None or report.first.isoformat() <= body.day) and body.day <= report.last.isoformat()
    ]
    if not played and not reported:
        return ""
    days = {one.body.day for one in played} | {body.day for body in reported}
    parts = []
    if played:
        clock = sum(one.ended.t - one.ended.paused for one in played if one.ended)
        whole = ", whole or in part" if "partly" in outcomes else ""
        took = f", {minutes(clock)}" if clock else ""
        parts.append(f"{counted(len(played), 'session')} with the guide{whole}{took}")
    if reported:
        parts.append(f"{counted(len(reported), 'session')} without it" if not played else f"{len(reported)} without it")
    since = f" since {date(report.first)}" if report.first else ""
    return f"What you have done{since}: {'; '.join(parts)}; on {counted(len(days), 'day')}."


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
    said = f"{where}: {_week(scored[0])}, {_week(scored[-1])}. {_moved(trend, therapist)}"
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
