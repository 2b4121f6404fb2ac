"""The sums of a report in words, as the letter, the page, the bundle and the caseload say them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from selfcare.faces.counting import sentence, so_far
from selfcare.faces.naming import counted, number, place
from selfcare.faces.words import date

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.adherence.report import AdherenceReport, Occasion, Shares
    from selfcare.adherence.trend import Trend, Week
    from selfcare.routine.model import Routine

_WEEKS_SHOWN = 4
_BEFORE_SHOWN = 84
"""Days: twelve weeks, as far as a letter usually looks back (design)."""


def outcomes(occasions: Iterable[Occasion]) -> Counter[str]:
    """What was done where nothing is asked, by what it came to."""
    return Counter(
        "not assigned" if one.result == "not assigned" else one.session.outcome if one.session else "reported"
        for one in occasions
    )


def said_counts(report: AdherenceReport, routine: Routine | None, done: Counter[str] | None = None) -> str:
    """What was asked and what became of it. `done`: the outcomes of its occasions, where they were counted already."""
    name = routine.therapist if routine else "the therapist"
    if not report.assignments:
        said = "No routine was loaded."
        if report.counts.not_assigned:
            said += f" Done without one: {counted(report.counts.not_assigned, 'session')}."
        return said
    if not report.has_schedule:
        done = outcomes(report.occasions) if done is None else done
        words = ("done", "played", "partly", "reported", "not assigned")
        parts = ", ".join(f"{word} {done[word]}" for word in words if done[word] or word == "done")
        return f"The routine has no schedule, so nothing is counted as asked: {parts}."
    said = sentence(report.counts, voice="therapist", therapist=name)
    if report.not_received:
        said += f" Received on {date(report.assignments[0].first)}: {_before(report.not_received)} not counted."
    return " ".join([said, *so_far(report.running, therapist=name)])


def _before(days: int) -> str:
    """Days before it was received; so many that nobody looks back on them go without their number."""
    if days > _BEFORE_SHOWN:
        return "what lies before it is"
    return f"the {counted(days, 'day')} before it {'is' if days == 1 else 'are'}"


def said_shares(report: AdherenceReport) -> str:
    """The percentages, or why there are none."""
    if not report.has_schedule:
        return "No percentage: without a schedule there is nothing to take it of."
    if report.shares is None:
        return f"No percentage: {report.why_no_share}."
    return _percentages(report.shares)


def _percentages(shares: Shares) -> str:
    said = (
        f"Of what was asked: done only {number(shares.done_only)} %; done, played, reported and partly "
        f"{number(shares.capped)} % (capped), {number(shares.uncapped)} % with extra (uncapped)"
    )
    if shares.without_off is not None:
        said += f", {number(shares.without_off)} % without days off"
    return f"{said}."


def said_trend(trend: Trend) -> str:
    """A region's weeks, and whether it moved."""
    said = [_week(one, first=index == 0) for index, one in enumerate(trend.weeks)]
    if len(said) > _WEEKS_SHOWN:
        between = len(said) - _WEEKS_SHOWN
        said = [said[0], f"{counted(between, 'week')} in the export", *said[1 - _WEEKS_SHOWN :]]
    return f"{place(trend.region, trend.side)} {', '.join(said)}{_moved(trend)}"


def _week(week: Week, *, first: bool) -> str:
    if week.median is None:
        return f"not answered in week {week.number} ({week.unanswered})"
    readings = counted(week.readings, "reading") if first else str(week.readings)
    unanswered = f", {week.unanswered} not answered" if week.unanswered else ""
    return f"{number(week.median)} in week {week.number} ({readings}{unanswered})"


def _moved(trend: Trend) -> str:
    if trend.change is None or trend.moved is None:
        return ""
    if trend.moved == "within wobble":
        return ": within day-to-day wobble (below 2 points; Childs 2005)"
    points = abs(trend.change)
    return f": {number(points)} {'point' if points == 1 else 'points'} {trend.moved}"
