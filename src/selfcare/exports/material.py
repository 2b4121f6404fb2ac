"""What every format is given: the history, what was counted from it, and the log's own lines. Nothing here asks the time."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from selfcare.adherence.report import AdherenceReport, adherence
from selfcare.adherence.trend import Trend, trends
from selfcare.facts.history import History  # noqa: TC001 - named tuples keep their hints readable at run time
from selfcare.facts.kinds import Rated
from selfcare.facts.moment import Moment  # noqa: TC001 - same

Stream: TypeAlias = tuple[str, Iterator[bytes]]
"""A file to be: its name, and its bytes piece by piece. Each is used up before the next is taken."""


class Material(NamedTuple):
    """Everything that may be written down of one patient. `first` and `last` are the days that it covers.

    `lines` gives each fact's canonical JSON in export order, of all facts, whichever days are covered; the log must be
    open while they are read.
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
    first = period[0] or _earliest(history, report)
    start = report.assignments[0].routine.start if report.assignments else first
    return Material(history, report, trends(history, start, period), lines, patient, first, report.last)


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
