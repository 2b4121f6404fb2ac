"""The patient's own words, where they are asked for: each goes once, to the session, day or plan that it belongs to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from selfcare.day.in_force import in_force
from selfcare.exports.resources import elements as el
from selfcare.facts.kinds import Note, Reported

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfcare.adherence.report import Occasion
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import Fact


class Notes:
    """Annotations by what they belong to. Empty, unless the material has notes.

    A note of a session stands at its Procedure; one of a day at the first occasion of that day, else at the first of the
    week that asked that day too; where there is none, at the plan that was in force, or the last one.
    """

    def __init__(self, index: Index, occasions: Sequence[Occasion]) -> None:
        """Give each note of these days its place; `occasions` are those that become a Procedure."""
        self._of_occasion: dict[int, list[Resource]] = defaultdict(list)
        self._of_plan: dict[int, list[Resource]] = defaultdict(list)
        if not index.material.notes:
            return
        patient = el.reference("Patient", "patient", index.material.patient)
        by_session = {one.session.id: number for number, one in enumerate(occasions) if one.session is not None}
        known = index.report.assignments
        for fact, day, words, session in _written(index):
            note = {"authorReference": patient, "time": el.moment(fact.at, fact.offset), "text": el.said(words)}
            belongs = by_session[session] if session in by_session else _of_day(occasions, day)
            if belongs is not None:
                self._of_occasion[belongs].append(note)
            elif known:
                current = in_force(known, day) or known[-1]
                self._of_plan[known.index(current)].append(note)

    def of_occasion(self, number: int) -> list[Resource]:
        """The notes of the occasion at that place of the sequence."""
        return self._of_occasion[number]

    def of_plan(self, number: int) -> list[Resource]:
        """The notes of no occasion, of the days of the assignment at that place."""
        return self._of_plan[number]


def _written(index: Index) -> Iterable[tuple[Fact, dt.date, str, str | None]]:
    """What was written, of which day and session, of the days covered."""
    found = [(fact, body.day, body.words, body.session) for fact, body in index.history.of(Note)]
    found += [(fact, body.day, body.note, None) for fact, body in index.history.of(Reported) if body.note]
    first, last = index.material.first, index.report.last
    for fact, day, words, session in sorted(found, key=lambda one: (one[0].at, one[0].id)):
        if first <= dt.date.fromisoformat(day) <= last:
            yield fact, dt.date.fromisoformat(day), words, session


def _of_day(occasions: Sequence[Occasion], day: dt.date) -> int | None:
    numbered = list(enumerate(occasions))
    of_day = (n for n, one in numbered if (one.day or (one.first if one.first == one.last else None)) == day)
    of_week = (n for n, one in numbered if one.day is None and one.first <= day <= one.last)
    return next(of_day, None) or next(of_week, None)
