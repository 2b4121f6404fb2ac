"""At most fifteen lines to paste into an e-mail: what a therapist takes in within a minute, safety first.

What happened for safety is never cut. Of the rest each part tells its first item before any tells its second; what finds
no room is counted, and the export has it all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from selfcare.adherence.measured import measured
from selfcare.day.dose import prescribed
from selfcare.day.long_form import NOT_CLEARED, held_by_answers
from selfcare.faces.fitting import Section, filling
from selfcare.faces.measures import series_short
from selfcare.faces.naming import counted, exercise, place, short, span
from selfcare.faces.noted import noted
from selfcare.faces.paragraph import WIDTH, columns, shortened, wrapped
from selfcare.faces.safety import safety_lines
from selfcare.faces.sums import said_counts, said_shares, said_trend
from selfcare.faces.words import date
from selfcare.facts.health import known
from selfcare.facts.kinds import Note, Reported, SessionBegun
from selfcare.rules import check
from selfcare.rules.overrides import overrides
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.adherence.report import AdherenceReport, Occasion
    from selfcare.adherence.trend import Trend
    from selfcare.day.days_off import Off
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Rated, SetEnd
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Routine

LINES = 15
_NOTE = 70
"""Columns of a note (design)."""
_LEFT_OUT_SHOWN = 3
_ENDS: dict[SetEnd, str] = {
    "skipped": "skipped",
    "discomfort": "ended above the max",
    "band off": "band taken off",
}
"""How a set ends that is not played as asked, without a stop of the session."""


def report_lines(
    history: History, report: AdherenceReport, trends: Sequence[Trend], routine: Routine | None
) -> list[str]:
    """The letter. `routine` is the text in force; the same report gives the same lines."""
    head = [_head(history, report, routine)]
    counts = wrapped(said_counts(report, routine)) + wrapped(said_shares(report))
    safety = safety_lines(history, first_day(report), report.last, LINES - len(head) - len(counts) - 1)
    room = LINES - len(head) - len(safety) - len(counts)
    return head + safety + counts + filling(list(sections(history, report, trends, routine)), room)


def sections(
    history: History, report: AdherenceReport, trends: Sequence[Trend], routine: Routine | None
) -> tuple[Section, ...]:
    """All that is told beside safety and the sums, in order; what there is nothing of is left out."""
    found = (
        _missed(report),
        _partly(report),
        _days_off(report),
        _soreness(trends),
        _noted(history, report),
        _doing(report),
        _discomfort(history, report),
        _measures(history, report),
        *_rules(history, report, routine),
        _notes(history, report),
    )
    return tuple(one for one in found if one is not None)


def first_day(report: AdherenceReport) -> dt.date | None:
    """The first day of the period; None when it reaches back to the first routine, for then it holds all before it too."""
    received = min((one.received for one in report.assignments), default=None)
    return None if report.first is None or received is None or report.first <= received else report.first


def _head(history: History, report: AdherenceReport, routine: Routine | None) -> str:
    code = routine.patient if routine else next((fact.patient for fact in history.recorded), "no patient")
    first, last, now = report.first, report.last, report.as_of.local
    period = _day(last, year=True)
    if first is not None and first < last:
        period = f"{_day(first, year=first.year != last.year)} to {period}"
    as_of = f"as of {_day(now.date(), year=now.year != last.year)} {now:%H:%M}"
    start, end = f"{short(code, 20)}, ", f", {period}, {as_of}"
    title = short(routine.title, WIDTH) if routine else "no routine in force"
    return f"{start}{shortened(title, WIDTH - columns(start) - columns(end))}{end}"


def _day(day: dt.date, *, year: bool) -> str:
    said = date(day).partition(" ")[2]
    return f"{said} {day.year}" if year else said


# --- sections ---


def _missed(report: AdherenceReport) -> Section | None:
    """The days and weeks, days in a row as one span; a reason stands with its day."""
    found = Counter((one.first, one.last, one.reason) for one in _ended(report, "missed"))
    spans: list[tuple[dt.date, dt.date, str, int]] = []
    for (first, last, reason), count in found.items():
        before = spans[-1] if spans else None
        follows = before is not None and before[1] + dt.timedelta(days=1) == first == last
        if before is not None and follows and before[2:] == (reason, count) == ("", 1):
            spans[-1] = (before[0], last, "", 1)
        else:
            spans.append((first, last, reason, count))
    return Section("missed", "Missed", tuple(_missing(*one) for one in spans), 2) if spans else None


def _missing(first: dt.date, last: dt.date, reason: str, count: int) -> str:
    more = ", ".join(part for part in (str(count) if count > 1 else "", short(reason)) if part)
    return f"{span(first, last)} ({more})" if more else span(first, last)


def _partly(report: AdherenceReport) -> Section | None:
    items = tuple(_part(one, report) for one in _ended(report, "partly"))
    return Section("partly", "Partly done", items, 4) if items else None


def _part(one: Occasion, report: AdherenceReport) -> str:
    session = one.session
    assert session is not None  # only a session is partly done
    routine = next((known.routine for known in report.assignments if known.text == session.body.text), None)
    said = f"{date(one.day or one.first)} {session.sets} of {counted(session.sets_asked, 'set')}"
    if session.stopped is not None:
        at = exercise(routine, session.stopped.exercise, session.stopped.side) if session.stopped.exercise else ""
        return f"{said} ({session.stopped.reason}{f', at {at}' if at else ''})"
    if session.confirmed is not None and session.confirmed.left_out:
        names = [exercise(routine, ident, None) for ident in session.confirmed.left_out]
        more = f" and {len(names) - _LEFT_OUT_SHOWN} more" if len(names) > _LEFT_OUT_SHOWN else ""
        return f"{said} (without {', '.join(names[:_LEFT_OUT_SHOWN])}{more})"
    if session.ended is None or session.ended.how == "interrupted":
        return f"{said} (interrupted)"
    why = "; ".join(_cut_short(session, routine))
    return f"{said} ({why})" if why else said


def _cut_short(session: Session, routine: Routine | None) -> Iterator[str]:
    """Which exercises were not played as asked, by how they ended: "skipped calf right"."""
    for how, words in _ENDS.items():
        names = dict.fromkeys(
            exercise(routine, one.exercise, one.side) for one in session.repetitions if one.how == how
        )
        if names:
            more = f" and {len(names) - _LEFT_OUT_SHOWN} more" if len(names) > _LEFT_OUT_SHOWN else ""
            yield f"{words} {', '.join(list(names)[:_LEFT_OUT_SHOWN])}{more}"


def _ended(report: AdherenceReport, result: str) -> list[Occasion]:
    return [one for one in report.occasions if one.result == result and not one.so_far]


def _days_off(report: AdherenceReport) -> Section | None:
    items = tuple(_off(one) for one in report.offs)
    return Section("days off", "Days off", items, 6) if items else None


def _off(off: Off) -> str:
    said = span(off.first, off.last) if off.known else f"from {date(off.first)}, no end said yet"
    said += f" ({short(off.why)})" if off.why else ""
    return f"{said}, entered afterwards on {date(off.entered)}" if off.entered > off.first else said


def _soreness(trends: Sequence[Trend]) -> Section:
    lead = "Soreness before sessions, weekly median"
    if not trends:
        return Section("soreness", "Soreness before sessions", ("not asked in this time",), 1)
    return Section("soreness", lead, tuple(said_trend(one) for one in trends), 1)


def _measures(history: History, report: AdherenceReport) -> Section | None:
    items = tuple(series_short(one) for one in measured(history, (report.first, report.last)) if one.readings)
    return Section("measures", "Measures, first to last (values)", items, 4) if items else None


def _noted(history: History, report: AdherenceReport) -> Section | None:
    items = noted(history, first_day(report), report.last)
    return Section("soreness noted", "Soreness noted besides", items, 5) if items else None


def _doing(report: AdherenceReport) -> Section | None:
    doing = report.doing()
    if not doing:
        return None
    names = {one.id: one.name for known in report.assignments for one in known.routine.exercise}
    timed = [one for one in doing if one.seconds_asked]
    done, asked = sum(one.seconds_capped or 0 for one in timed), sum(one.seconds_asked or 0 for one in timed)
    sets = f"{sum(one.sets_done for one in doing)} of {sum(one.sets_asked for one in doing)} sets"
    items = [f"{done} of {asked} s timed, {sets}" if timed else sets]
    for one in doing if len(doing) > 1 else ():
        seconds = f"{one.seconds_capped or 0} of {one.seconds_asked} s, " if one.seconds_asked else ""
        name = place(names.get(one.exercise, one.exercise), one.side)
        items.append(f"{name} {seconds}{one.sets_done} of {counted(one.sets_asked, 'set')}")
    return Section("work", "Guided, done of prescribed", tuple(items), 5)


def _discomfort(history: History, report: AdherenceReport) -> Section:
    above, scored, blank, unknown = [], 0, 0, 0
    for session in report.sessions:
        routine = history.routine(session.body.text)
        for _, rating in session.ratings:
            if rating.what != "discomfort":
                continue
            if rating.score is None:
                blank += 1
                continue
            scored += 1
            most = _max_of(routine, session.body, rating)
            if most is None:
                unknown += 1
            elif rating.score > most:
                name = exercise(routine, rating.exercise or rating.region, rating.side)
                above.append(f"{date(dt.date.fromisoformat(session.body.day))} {name} {rating.score} (max {most})")
    blanks = f", {blank} not answered" if blank else ""
    blanks += f", {unknown} without a known max" if unknown else ""
    if above:
        lead = f"Discomfort above max, {len(above)} of {scored}{blanks}"
        return Section("discomfort", lead, tuple(above), 3)
    none = f"none of {counted(scored, 'score')} above the max{blanks}" if scored else f"not scored{blanks}"
    return Section("discomfort", "Discomfort while pressing", (none,), 9)


def _max_of(routine: Routine | None, begun: SessionBegun, rating: Rated) -> int | None:
    """The discomfort that was not to be passed, at the dose of that session."""
    found = next((one for one in routine.exercise if one.id == rating.exercise), None) if routine else None
    asked = prescribed(found, routine.defaults, begun.dose) if routine and found else None
    return asked.discomfort.max if asked else None


def _rules(history: History, report: AdherenceReport, routine: Routine | None) -> list[Section]:
    """What the evidence holds back of the text in force, and what its therapist set aside, with the reasons."""
    if routine is None:
        return []
    names = {one.id: one.name for one in routine.exercise}
    health = known(history, routine)
    found = (*check(routine, health, history, report.as_of, asks=True), *held_by_answers(health, routine))
    stands, decided = [], []
    for one in overrides(routine, found):
        named = (one.says or "").partition(NOT_CLEARED)  # what an answer holds back is called by its condition
        of = names.get(one.exercise or "") or (named[0].lower() if named[1] else "")
        said = f"{short(of)} {one.what}" if of else short(one.what)
        match one.state:
            case "stands":
                stands.append(said)
            case "sets nothing aside":
                decided.append(f"{said} sets nothing aside")
            case "condition cleared":
                decided.append(f"{said} cleared ({short(one.why or '')})")
            case _:
                decided.append(f"{said} ({short(one.why or '')})")
    therapist = short(routine.therapist)
    sections = []
    if stands:
        lead = f"Held back by a rule until {therapist} changes or allows it"
        sections.append(Section("held back by rules", lead, tuple(dict.fromkeys(stands)), 0))
    if decided:
        sections.append(Section("rules", f"Rules set aside by {therapist}", tuple(dict.fromkeys(decided)), 8))
    return sections


def _notes(history: History, report: AdherenceReport) -> Section | None:
    items = tuple(f'{date(day)} "{shortened(visible(words), _NOTE)}"' for day, words in notes(history, report))
    return Section("notes", "Notes, newest first" if len(items) > 1 else "Note", items, 7) if items else None


def notes(history: History, report: AdherenceReport) -> list[tuple[dt.date, str]]:
    """What the patient wrote down of the period's days, newest first, whole."""
    since = first_day(report)
    found = [(body.day, fact.at, body.words) for fact, body in history.of(Note)]
    found += [(body.day, fact.at, body.note) for fact, body in history.of(Reported) if body.note]
    told = ((dt.date.fromisoformat(day), words) for day, _, words in sorted(found, reverse=True))
    return [(day, words) for day, words in told if (since is None or since <= day) and day <= report.last]
