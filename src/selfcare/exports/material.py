"""What every format is given: the history, what was counted from it, and the log's own lines. Nothing here asks the time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, TypeAlias

from selfcare.adherence.asked import WEEK
from selfcare.adherence.report import AdherenceReport, adherence
from selfcare.adherence.trend import Trend, trends
from selfcare.day.in_force import assignments
from selfcare.day.questions import urgency
from selfcare.facts.codec import many_from_json
from selfcare.facts.kinds import WORDS, Answered, Corrected, Rated, SessionBegun

if TYPE_CHECKING:
    from selfcare.day.in_force import Assignment
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Body, Fact
    from selfcare.facts.moment import Moment

_AT_ONCE = 1000
STRETCH = 182
"""Days that are in memory at a time, and the weeks before them: half a year of three sessions a day is 10 MB."""
_LATELY = 42
"""Days: as far as a day's own decision looks back."""

Stream: TypeAlias = tuple[str, Iterator[bytes]]
"""A file to be: its name, and its bytes piece by piece. Each is used up before the next is taken.

A name that comes again goes on with its file: where there are years of days, tables are written some days at a time.
"""


class Material:
    """Everything that may be written down of one patient. `first` and `last` are the days that it covers.

    `lines` gives the canonical JSON of each fact that belongs to these days, in export order; the log must be open while
    they are read. The history and what is counted from it are read when a format first asks for them: ten years are not
    held in memory for a format that writes line by line.
    """

    def __init__(
        self,
        read: Callable[[], History],
        period: tuple[dt.date | None, dt.date | None],
        as_of: Moment,
        patient: str,
        lines: Callable[[], Iterator[str]],
        span: tuple[dt.date, dt.date] | None = None,
        told: Callable[[], History] | None = None,
        *,
        notes: bool = False,
        days: Callable[[dt.date | None, dt.date | None], History] | None = None,
        apart: Callable[[int], bool] | None = None,
        stretch: int = STRETCH,
    ) -> None:
        """`span`: the first day of which anything is written down and today, where they are known without reading it all.

        `told`: the history as far as it holds every answer with a yes, where it can be had without the rest.
        `notes`: the patient's own words go too, where a format leaves them out unless asked.
        `days`: reads the history as far as some days are counted by it, where less than all can be read: so many at a time
        as `stretch` says.
        `apart`: whether the first so many letters of each session's id tell it from all others, where that is known.
        """
        self._days = days
        self._apart = apart
        self._stretch = dt.timedelta(days=stretch)
        self._told = told or (lambda: self.history)
        self._read = read
        self._period = period
        self.as_of = as_of
        self._lines = lines
        self._span = span
        self.patient = patient
        self.notes = notes

    @property
    def everything(self) -> bool:
        """Whether it covers all days: none was named as the first or the last."""
        return self._period == (None, None)

    @cached_property
    def history(self) -> History:
        """All that is needed to count these days."""
        return self._read()

    @cached_property
    def told(self) -> History:
        """The history as far as it holds every answer to the stop questions with a yes, and by whom one was seen."""
        return self._told()

    @cached_property
    def assignments(self) -> tuple[Assignment, ...]:
        """What was loaded and when it was in force."""
        return assignments(self.told)

    def of_kinds(self, *kinds: type[Body]) -> Iterator[Fact]:
        """The facts of these kinds, of all days, as they were recorded and in that order, some in memory at a time."""
        words = [f'"kind":"{WORDS[kind]}"' for kind in kinds]  # within a text its quotes would be escaped
        lines = (line for line in self._lines() if any(word in line for word in words))
        return (fact for _, fact in _facts(lines) if isinstance(fact.body, kinds))

    @cached_property
    def lately(self) -> History:
        """The history as far as it says what is known now: of the patient's health, of needles, of the last weeks."""
        return self.history if self._days is None else self._days(self.last - dt.timedelta(days=_LATELY), None)

    def parts(self) -> Iterator[tuple[dt.date | None, dt.date | None]]:
        """The days it covers cut into stretches, first and last included, None at either end; one where all must be read.

        Where an exercise begins after so many sessions, each day is counted by all before it.
        """
        waits = any(one.after for each in self.assignments for one in each.routine.exercise)
        begin: dt.date | None = None
        if self._days is not None and not waits:
            following = self.first + self._stretch
            while following <= self.last:
                yield begin, following - dt.timedelta(days=1)
                begin, following = following, following + self._stretch
        yield begin, None

    def part(self, first: dt.date | None, last: dt.date | None) -> tuple[History, AdherenceReport]:
        """The history of one stretch, and the report by which each of its days is counted as in the report of all.

        A week belongs to the day on which it begins, so the week before is in it, too.
        """
        if self._days is None or first is last is None:
            return self.history, self.report
        before = None if first is None else first - dt.timedelta(days=WEEK)
        since = max((day for day in (before, self._period[0]) if day is not None), default=None)
        until = min((day for day in (last, self._period[1]) if day is not None), default=None)
        history = self._days(since, until)
        return history, adherence(history, (since, until), self.as_of)

    def tells_apart(self, letters: int) -> bool:
        """Whether the first so many letters of each session's id tell it from all others in the log."""
        if self._apart is not None:
            return self._apart(letters)
        names = {body.session for _, body in self.history.of(SessionBegun)}
        return len({name[:letters] for name in names}) == len(names)

    @cached_property
    def report(self) -> AdherenceReport:
        """What was asked and done."""
        return adherence(self.history, self._period, self.as_of)

    @cached_property
    def trends(self) -> tuple[Trend, ...]:
        """How soreness moved."""
        start = self.report.assignments[0].routine.start if self.report.assignments else self.first
        return trends(self.history, start, self._period)

    @cached_property
    def first(self) -> dt.date:
        """The first day that it covers."""
        return self._period[0] or (self._span[0] if self._span else _earliest(self.history, self.report))

    @cached_property
    def last(self) -> dt.date:
        """The last day that it covers."""
        return min(self._period[1] or self._span[1], self._span[1]) if self._span else self.report.last

    def lines(self) -> Iterator[str]:
        """Each fact of these days, as it was written."""
        if self.everything:
            return self._lines()
        return _selected(self._lines(), self.history, self.report, self._period)


def _selected(
    lines: Iterator[str], history: History, report: AdherenceReport, period: tuple[dt.date | None, dt.date | None]
) -> Iterator[str]:
    """The facts of the sessions of those days, whole, with every text, loading and correction that they need, and alarms."""
    sessions = {one.id for one in report.sessions}
    begun = {body.session for _, body in history.of(SessionBegun)}  # an answer may have kept one from beginning
    first, last = (day.isoformat() if day else None for day in period)
    kept: set[str] = set()
    for line, fact in _facts(lines):
        body = fact.body
        session, day = getattr(body, "session", None), getattr(body, "day", None)
        if isinstance(body, Corrected):
            wanted = body.replaces in kept
        elif isinstance(body, Answered) and urgency(body.yes) in ("emergency", "today"):
            wanted = True  # whatever its day: after it nothing is played until somebody was seen
        elif session in begun:
            wanted = session in sessions
        else:
            wanted = day is None or ((first is None or first <= day) and (last is None or day <= last))
        if wanted:
            if fact.id in history.corrections:
                kept.add(fact.id)
            yield line


def _facts(lines: Iterator[str]) -> Iterator[tuple[str, Fact]]:
    """Each line with its fact, some of them in memory at a time."""
    while some := list(islice(lines, _AT_ONCE)):
        yield from zip(some, many_from_json(some), strict=True)


def folder_name(material: Material) -> str:
    """The folder of an export, by code and days: "selfcare-P014-2026-11-23-to-2026-12-20"."""
    return f"selfcare-{code_in_names(material.patient)}-{material.first.isoformat()}-to-{material.last.isoformat()}"


def code_in_names(patient: str) -> str:
    """The code as it stands in the names of files.

    What is no Latin letter, digit, dot, dash or underscore in it becomes a dash: it must be a name on every system.
    """
    return (re.sub(r"[^A-Za-z0-9._-]+", "-", patient).strip(".-") or "patient")[:40]


def _earliest(history: History, report: AdherenceReport) -> dt.date:
    """The first day of which anything is written down, at the latest the last day covered."""
    days = [one.received for one in report.assignments]
    days += [one.day or one.first for one in report.occasions]
    days += [dt.date.fromisoformat(one.body.day) for one in report.sessions]
    days += [dt.date.fromisoformat(body.day) for _, body in history.of(Rated)]
    return min([*days, report.last])
