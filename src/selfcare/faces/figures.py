"""The therapist's figures behind `progress --detail`: initiation, implementation, persistence (Vrijens 2012), shares, doses.

Sessions, sets and seconds are counted each for themselves. What was done, played, partly done and reported is named apart.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from selfcare.adherence.weeks import GAP_DAYS
from selfcare.faces.counting import sentence
from selfcare.faces.naming import counted, exercise, short
from selfcare.faces.paragraph import paragraphs
from selfcare.faces.words import date, date_from

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from selfcare.adherence.report import AdherenceReport
    from selfcare.adherence.weeks import Figures, RecordWeek
    from selfcare.routine.model import Routine


def figures_lines(report: AdherenceReport, weeks: Sequence[RecordWeek], whole: Figures, routine: Routine) -> list[str]:
    """The lines. `whole` is of the whole record, the rest of the weeks that are told."""
    said = [
        f"For {short(routine.therapist)}:",
        *_initiation(whole, report.last),
        sentence(report.counts, voice="therapist", therapist=routine.therapist),
    ]
    said += [_shares(report), *_weeks(weeks), *_doing(report, routine)]
    return paragraphs(said)


def _initiation(whole: Figures, today: dt.date) -> Iterator[str]:
    """Days of another year say which: the first session may be long ago."""
    day = partial(date_from, today=today)
    if whole.received is None:
        return
    if whole.begun is None or whole.last is None:
        yield f"Initiation: received {day(whole.received)}, no session so far."
        return
    after = f"{counted(whole.initiation, 'day')} later" if whole.initiation else "the same day"
    yield f"Initiation: received {day(whole.received)}, first session {day(whole.begun)}, {after}."
    gap = (
        f"then a gap of more than {GAP_DAYS} days" if whole.left_off else f"no gap of more than {GAP_DAYS} days so far"
    )
    yield f"Persistence: {counted(whole.lasted or 0, 'day')}, {day(whole.begun)} to {day(whole.last)}; {gap}."


def _shares(report: AdherenceReport) -> str:
    shares = report.shares
    if shares is None:
        return f"Shares: none, because {report.why_no_share}."
    off = "" if shares.without_off is None else f"; {shares.without_off:g} % without days off"
    return (
        f"Shares of what was asked: {shares.capped:g} % capped at what each day or week asked, {shares.uncapped:g} % "
        f"uncapped, {shares.done_only:g} % done and confirmed{off}."
    )


def _weeks(weeks: Sequence[RecordWeek]) -> Iterator[str]:
    """Implementation: sessions of those asked, and sets of those that were asked in the sessions played."""
    yield "Implementation by week, days and weeks that have ended:"
    for one in weeks:
        if not (one.asked or one.filled or one.extra):
            yield f"  week {one.number}, from {date(one.first)}: nothing asked"
            continue
        extra = f", extra {one.extra}" if one.extra else ""
        done, asked = one.sets
        sets = f"; {done} of {asked} sets of the sessions played" if asked else ""
        yield f"  week {one.number}, from {date(one.first)}: {one.filled} of {one.asked} sessions{extra}{sets}"


def _doing(report: AdherenceReport, routine: Routine) -> Iterator[str]:
    found = report.doing()
    if not found:
        return
    yield "By exercise and side, done of prescribed:"
    for one in found:
        line = f"  {exercise(routine, one.exercise, one.side)}: {one.sets_done} of {one.sets_asked} sets"
        if one.seconds_asked is None:
            yield f"{line}, open-ended"
            continue
        held = f", {one.seconds_held} s held in all" if one.seconds_held != one.seconds_capped else ""
        yield f"{line}, {one.seconds_capped} of {one.seconds_asked} s{held}"
