"""days.csv: a row for each occasion."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the columns are read from the hints, at run time
from typing import TYPE_CHECKING, Annotated, NamedTuple

from selfcare.adherence.report import Result  # noqa: TC001 - same
from selfcare.day.dose import DoseName  # noqa: TC001 - same
from selfcare.exports.tables.columns import Patient, Sha256, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.adherence.report import Occasion
    from selfcare.exports.tables.index import Index

_ASKED_IN_FULL: frozenset[Result] = frozenset({"missed", "away"})


class DayRow(NamedTuple):
    """One row an occasion: a session that was asked, or one beyond what was asked.

    Count rows by `outcome`, without those of `so_far` yes: that gives the sums of the report.
    """

    patient: Patient
    first_day: Annotated[dt.date, "The day that asked it; of a week its first day."]
    last_day: Annotated[dt.date, "The same day; of a week its last day."]
    day_done: Annotated[dt.date | None, "The day on which it was done; empty when nothing was."]
    outcome: Annotated[
        Result,
        "done: every set asked was played and the patient confirmed it. played: the guide ran to the end and nobody "
        "confirmed. partly: some of it. reported: done without the guide, in the patient's word. missed: none of these. "
        "away: a day off in the patient's word, still asked. held (by the therapist), blocked (by a stop answer or a "
        "needling): not asked. open: can still be done. extra, not assigned: beyond what was asked.",
    ]
    so_far: Annotated[bool, "yes: its day or week still ran when this was written, and it is in no sum."]
    sets_done: Annotated[int | None, "Sets done. Empty when sets are not known (reported) or were not asked."]
    sets_asked: Annotated[
        int | None,
        "Sets that the day's plan asked; of a missed occasion or a day off, what the dose as written asks. Empty as above.",
    ]
    reason: Annotated[
        str | None,
        "Why it was stopped, missed, off, held or blocked; of a reported one which exercises, and the patient's note.",
    ]
    entered_day: Annotated[dt.date | None, "Reported and away only: the day on which the patient entered it."]
    dose: Annotated[DoseName | None, "The dose that was played; empty when none was."]
    routine_id: Annotated[str | None, "The routine's id."]
    routine_title: Annotated[str | None, "The routine's title."]
    revision: Annotated[str | None, "The routine's revision, a label for people."]
    text_sha256: Sha256
    rule: Annotated[str | None, "What the schedule asked of that day or week; empty for what was not asked."]
    session: Annotated[str | None, "The session that filled it; a row of sessions. Empty when none did."]


def rows(index: Index) -> Iterator[DayRow]:
    """The occasions in the report's order."""
    for one in index.occasions:
        routine, session = index.routine(one.text), one.session
        done, asked = _sets(index, one)
        yield DayRow(
            patient=index.material.patient,
            first_day=one.first,
            last_day=one.last,
            day_done=one.day,
            outcome=one.result,
            so_far=one.so_far,
            sets_done=done,
            sets_asked=asked,
            reason=one.reason or None,
            entered_day=one.entered if session is None else None,
            dose=session.body.dose if session else None,
            routine_id=routine.id if routine else None,
            routine_title=routine.title if routine else None,
            revision=None if routine is None or routine.revision is None else str(routine.revision),
            text_sha256=one.text or None,
            rule=one.rule or None,
            session=index.name(session.id) if session else None,
        )


def _sets(index: Index, one: Occasion) -> tuple[int | None, int | None]:
    if one.session is not None:
        return one.session.sets, one.session.sets_asked
    if one.result in _ASKED_IN_FULL:
        asked = index.full_sets(one.text, one.first)
        return None if asked is None else 0, asked
    return None, None


DAYS = Table("days", "Occasions", DayRow, rows, refers=(("session", "sessions"),))
