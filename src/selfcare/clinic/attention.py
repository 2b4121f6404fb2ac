"""Who needs attention first, and why: a patient's figures from their history, and the reasons that the limits make of them.

No formula stands here. What was asked and done is `adherence()`, how soreness moved is `trends()`, what happened for safety
is `safety_events()`.
"""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from selfcare.adherence.report import FILLED, adherence
from selfcare.adherence.trend import trends
from selfcare.day.in_force import in_force
from selfcare.faces.naming import counted, opening, short
from selfcare.faces.safety import ALARMS, safety_events
from selfcare.faces.sums import said_trend
from selfcare.faces.words import date_from
from selfcare.facts.history import moment
from selfcare.facts.moment import DAY_ENDS_DEFAULT

if TYPE_CHECKING:
    from selfcare.adherence.report import AdherenceReport
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment

LOOK_BACK = 12
"""Weeks over which soreness is followed and what was missed is looked for, as in `report` (design)."""
_EVENTS_SHOWN = 3
_WORSE, _FEWER, _SILENT = len(ALARMS), len(ALARMS) + 1, len(ALARMS) + 2
_LAST = _SILENT + 1


class Limits(NamedTuple):
    """From when on something is a reason. All are the clinic's own decision.

    `safety_days`: how long a stop or an alarm answer is told. `weeks`: how many weeks are held against as many before.
    `fewer`: by how many percentage points less of what was asked is fewer. `silent_days`: days without anything heard.
    """

    safety_days: int
    weeks: int
    fewer: int
    silent_days: int


class Done(NamedTuple):
    """Of what some weeks asked, days off left out, how much was done, played, partly done or reported."""

    filled: int
    asked: int

    def said(self) -> str:
        """The two numbers."""
        return f"{self.filled} of {self.asked}" if self.asked else "nothing asked"


class Figures(NamedTuple):
    """What the list tells of one patient on one day of theirs. `day_ends` is the minute at which their day ends.

    `safety` pairs the place of a kind of event among all kinds with its sentence. `missed`: something that was asked after
    the day of which anything was `heard` last was not done.
    """

    day: str
    day_ends: int
    title: str
    state: str
    heard: str | None
    recent: Done
    before: Done
    safety: tuple[tuple[int, str], ...]
    worse: tuple[str, ...]
    missed: bool


class Reason(NamedTuple):
    """Why a patient needs attention; the lower the rank the sooner."""

    rank: int
    words: str


def figures(history: History, as_of: Moment, limits: Limits) -> Figures:
    """The figures as of a moment: the same history, moment and limits give the same."""
    day_ends = history.day_ends(as_of.at)
    today = as_of.day(day_ends)
    report = adherence(history, (begins(today, limits), None), as_of)
    known = report.assignments
    current = in_force(known, today)
    shown = (current or known[-1]).routine if known else None
    span = dt.timedelta(weeks=limits.weeks)
    heard = moment(history.recorded[-1]).day(history.day_ends(history.recorded[-1].at)) if history.recorded else None
    return Figures(
        day=today.isoformat(),
        day_ends=day_ends,
        title=short(shown.title) if shown else "no routine",
        state=_state(report, today) if current is None else "",
        heard=heard.isoformat() if heard else None,
        recent=done(report, today - span, today),
        before=done(report, today - 2 * span, today - span),
        safety=tuple(_safety(history, today - dt.timedelta(days=limits.safety_days), today)),
        worse=tuple(
            said_trend(one)
            for one in trends(history, known[0].first if known else today, (report.first, report.last))
            if one.moved == "worse"
        ),
        missed=any(
            one.result == "missed" and not one.so_far and (heard is None or one.last > heard)
            for one in report.occasions
        ),
    )


def begins(today: dt.date, limits: Limits) -> dt.date:
    """The first day that is looked at."""
    return today - dt.timedelta(weeks=max(LOOK_BACK, 2 * limits.weeks))


def done(report: AdherenceReport, first: dt.date, end: dt.date) -> Done:
    """What the report counts of the days and weeks that began from `first` on and before `end`, and have ended."""
    found = Counter(one.result for one in report.occasions if first <= one.first < end and not one.so_far)
    filled = sum(found[result] for result in FILLED)
    return Done(filled, filled + found["missed"])


def _state(report: AdherenceReport, today: dt.date) -> str:
    """Why no routine is in force today."""
    if not report.assignments:
        return "no routine was loaded"
    last = report.assignments[-1]
    if last.first > today:
        return f"begins on {date_from(last.first, today)}"
    return f"ended on {date_from(last.routine.end, today)}" if last.routine.end else ""


def _safety(history: History, first: dt.date, last: dt.date) -> list[tuple[int, str]]:
    by_kind, _ = safety_events(history, first, last)
    found = []
    for rank, kind in enumerate(ALARMS):
        events = by_kind[kind]
        left = len(events) - _EVENTS_SHOWN
        said = "; ".join(one.words for one in events[-_EVENTS_SHOWN:])
        if events:
            found.append((rank, f"{kind}: {said}{f'; and {left} earlier' if left > 0 else ''}."))
    return found


def reasons(found: Figures, limits: Limits) -> tuple[Reason, ...]:
    """Why the patient needs attention, the most urgent reason first; none: nothing stands out."""
    said = [Reason(rank, words) for rank, words in found.safety]
    said += [Reason(_WORSE, f"Soreness is worse: {one}.") for one in found.worse]
    if _fewer(found, limits):
        said.append(
            Reason(
                _FEWER,
                f"Fewer than before: {found.recent.said()} in the last {_weeks(limits)}, {found.before.said()} in the "
                f"{_weeks(limits)} before.",
            )
        )
    silent = _silent_days(found)
    if silent is not None and found.missed and not found.state and silent >= limits.silent_days:
        assert found.heard is not None
        today, heard = dt.date.fromisoformat(found.day), dt.date.fromisoformat(found.heard)
        said.append(Reason(_SILENT, f"Silent: nothing since {date_from(heard, today)}, {counted(silent, 'day')}."))
    return tuple(said)


def urgency(why: tuple[Reason, ...]) -> tuple[int, ...]:
    """By this patients are ordered: the most urgent reason first, then the next."""
    return (*sorted(one.rank for one in why), _LAST)


def headline(code: str, found: Figures, limits: Limits) -> str:
    """The patient in a line: the code, the routine, what was done, when something was entered last."""
    parts = [f"{found.recent.said()} in the last {_weeks(limits)}"] if not found.state else [opening(found.state)]
    if found.heard is not None:
        heard = date_from(dt.date.fromisoformat(found.heard), dt.date.fromisoformat(found.day))
        parts.append(f"last entry {heard}")
    return f"{short(code)}, {found.title}: {'; '.join(parts)}."


def _fewer(found: Figures, limits: Limits) -> bool:
    recent, before = found.recent, found.before
    if not (recent.asked and before.asked):
        return False
    return (
        100 * (before.filled * recent.asked - recent.filled * before.asked)
        >= limits.fewer * before.asked * recent.asked
    )


def _silent_days(found: Figures) -> int | None:
    if found.heard is None:
        return None
    return max(0, (dt.date.fromisoformat(found.day) - dt.date.fromisoformat(found.heard)).days)


def _weeks(limits: Limits) -> str:
    return "week" if limits.weeks == 1 else f"{limits.weeks} weeks"


def of_the_day(found: Figures, as_of: Moment) -> bool:
    """Whether figures that were kept are of the day that it is for the patient."""
    return as_of.day(found.day_ends).isoformat() == found.day


def to_json(found: Figures) -> str:
    """The figures, to be kept."""
    return json.dumps(found._asdict(), ensure_ascii=False)


def from_json(text: str) -> Figures | None:
    """The figures that were kept; None when they are of another make, or damaged."""
    try:
        data: dict[str, Any] = json.loads(text)
        made = Figures(
            **{
                **data,
                "day_ends": int(data.get("day_ends", DAY_ENDS_DEFAULT)),
                "recent": Done(*data["recent"]),
                "before": Done(*data["before"]),
                "safety": tuple((int(rank), str(words)) for rank, words in data["safety"]),
                "worse": tuple(map(str, data["worse"])),
            }
        )
        dt.date.fromisoformat(made.day)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return made
