"""At most fifteen lines to paste into an e-mail: what a therapist takes in within a minute, safety first.

What happened for safety is never cut. Of the rest each part tells its first item before any tells its second; what finds
no room is counted, and the export has it all.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from selfcare.adherence.measured import measured
from selfcare.day.dose import prescribed
from selfcare.day.long_form import NOT_CLEARED, held_by_answers
from selfcare.faces.counting import sentence, so_far
from selfcare.faces.measures import series_short
from selfcare.faces.naming import counted, exercise, number, place, short, span
from selfcare.faces.noted import noted
from selfcare.faces.paragraph import WIDTH, columns, shortened, wrapped
from selfcare.faces.safety import safety_lines
from selfcare.faces.words import date
from selfcare.facts.health import known
from selfcare.facts.kinds import Note, Reported, SessionBegun
from selfcare.rules import check
from selfcare.rules.overrides import overrides
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selfcare.adherence.report import AdherenceReport, Occasion, Shares
    from selfcare.adherence.trend import Trend, Week
    from selfcare.day.days_off import Off
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Rated, SetEnd
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Routine

LINES = 15
_NOTE = 70
"""Columns of a note (design)."""
_WEEKS_SHOWN = 4
_BEFORE_SHOWN = 84
"""Days: twelve weeks, as far as a letter usually looks back (design)."""
_LEFT_OUT_SHOWN = 3
_ENDS: dict[SetEnd, str] = {
    "skipped": "skipped",
    "discomfort": "ended above the max",
    "band off": "band taken off",
}
"""How a set ends that is not played as asked, without a stop of the session."""


class Section(NamedTuple):
    """One part of the letter: what it is called when it finds no room, how it begins, and its items."""

    name: str
    lead: str
    items: tuple[str, ...]
    rank: int
    """Who comes first when there is little room."""


def report_lines(
    history: History, report: AdherenceReport, trends: Sequence[Trend], routine: Routine | None
) -> list[str]:
    """The letter. `routine` is the text in force; the same report gives the same lines."""
    head = [_head(history, report, routine)]
    counts = wrapped(said_counts(report, routine)) + wrapped(said_shares(report))
    safety = safety_lines(history, first_day(report), report.last, LINES - len(head) - len(counts) - 1)
    room = LINES - len(head) - len(safety) - len(counts)
    return head + safety + counts + _filling(list(sections(history, report, trends, routine)), room)


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


# --- room ---


def _filling(sections: list[Section], room: int) -> list[str]:
    """The sections in their order, in at most `room` lines: by rank the first item of each, then more while it helps."""
    whole = [line for one in sections for line in _drawn(one, len(one.items))]
    if len(whole) <= room:
        return whole
    by_rank = sorted(sections, key=lambda one: one.rank)
    lines = _first_items(by_rank, room - 1)
    free = room - 1 - sum(lines.values())
    growing = [one for one in lines if _shown(one, lines[one]) < len(one.items)]
    while free and growing:
        for one in tuple(growing):
            if free:
                lines[one] += 1
                free -= 1
            if _shown(one, lines[one]) == len(one.items):
                growing.remove(one)
    shown = {one: _shown(one, lines[one]) if one in lines else 0 for one in sections}
    drawn = [line for one, count in shown.items() if count for line in _drawn(one, count)]
    cut = sum(len(one.items) - count for one, count in shown.items())
    named = ", ".join(f"{one.name} {len(one.items)}" for one, count in shown.items() if not count)
    closing = f"… and {cut} more in the export{f', of them {named}' if named else ''}."
    return [*drawn, shortened(closing, WIDTH)]


def _first_items(by_rank: list[Section], room: int) -> dict[Section, int]:
    """The sections whose first item finds room, each with its lines."""
    lines: dict[Section, int] = {}
    for one in by_rank:
        least = len(_drawn(one, 1))
        if least <= room - sum(lines.values()):
            lines[one] = least
    return lines


def _shown(section: Section, room: int) -> int:
    """How many of the items can be told in so many lines; one at the least."""
    count = len(section.items)
    return next((shown for shown in range(count, 0, -1) if len(_drawn(section, shown)) <= room), 1)


def _drawn(section: Section, shown: int) -> list[str]:
    """The section with its first items; the others are counted."""
    left = len(section.items) - shown
    more = f" … and {left} more" if left else ""
    return wrapped(f"{section.lead}: {'; '.join(section.items[:shown])}{more}.", then="  ")


# --- head, counts, shares ---


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
