"""What every format is given: the history, what was counted from it, and the log's own lines. Nothing here asks the time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple, TypeAlias

from selfcare.adherence.report import AdherenceReport, adherence
from selfcare.adherence.trend import Trend, trends
from selfcare.facts.codec import to_json
from selfcare.facts.history import History  # noqa: TC001 - named tuples keep their hints readable at run time
from selfcare.facts.kinds import Corrected, Rated
from selfcare.facts.moment import Moment  # noqa: TC001 - same

Stream: TypeAlias = tuple[str, Iterator[bytes]]
"""A file to be: its name, and its bytes piece by piece. Each is used up before the next is taken."""


class Material(NamedTuple):
    """Everything that may be written down of one patient. `first` and `last` are the days that it covers.

    `lines` gives the canonical JSON of each fact that belongs to these days, in export order; the log must be open while
    they are read.
    """

    history: History
    report: AdherenceReport
    trends: tuple[Trend, ...]
    lines: Callable[[], Iterator[str]]
    patient: str
    first: dt.date
    last: dt.date


def gather(
    history: History,
    period: tuple[dt.date | None, dt.date | None],
    as_of: Moment,
    patient: str,
    lines: Callable[[], Iterator[str]],
) -> Material:
    """The material of the days of `period` (None: all there is), as of a moment."""
    report = adherence(history, period, as_of)
    if period != (None, None):
        lines = partial(_selected, history, report, period)
    first = period[0] or _earliest(history, report)
    start = report.assignments[0].routine.start if report.assignments else first
    return Material(history, report, trends(history, start, period), lines, patient, first, report.last)


def _selected(
    history: History, report: AdherenceReport, period: tuple[dt.date | None, dt.date | None]
) -> Iterator[str]:
    """The facts of the sessions of those days, whole, with every text, loading and correction that they need."""
    sessions = {one.id for one in report.sessions}
    first, last = (day.isoformat() if day else None for day in period)
    kept: set[str] = set()
    for fact in history.recorded:
        body = fact.body
        session, day = getattr(body, "session", None), getattr(body, "day", None)
        if isinstance(body, Corrected):
            wanted = body.replaces in kept
        elif session is not None:
            wanted = session in sessions
        else:
            wanted = day is None or ((first is None or first <= day) and (last is None or day <= last))
        if wanted:
            kept.add(fact.id)
            yield to_json(fact)


def folder_name(material: Material) -> str:
    """The folder of an export, by code and days: "selfcare-P014-2026-11-23-to-2026-12-20".

    What is no Latin letter, digit, dot, dash or underscore in the code becomes a dash: it must be a name on every system.
    """
    code = re.sub(r"[^A-Za-z0-9._-]+", "-", material.patient).strip(".-") or "patient"
    return f"selfcare-{code[:40]}-{material.first.isoformat()}-to-{material.last.isoformat()}"


def _earliest(history: History, report: AdherenceReport) -> dt.date:
    """The first day of which anything is written down, at the latest the last day covered."""
    days = [one.received for one in report.assignments]
    days += [one.day or one.first for one in report.occasions]
    days += [dt.date.fromisoformat(one.body.day) for one in report.sessions]
    days += [dt.date.fromisoformat(body.day) for _, body in history.of(Rated)]
    return min([*days, report.last])
