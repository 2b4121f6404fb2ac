"""The patient's own words, where they are asked for: each goes once, to the session, day or plan that it belongs to."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.in_force import in_force
from selfcare.exports.resources import elements as el
from selfcare.exports.resources.sessions import named
from selfcare.exports.tables.index import Index
from selfcare.facts.kinds import Note, Reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.exports.material import Material
    from selfcare.exports.resources.elements import Resource
    from selfcare.facts.kinds import Fact


class _Lived(NamedTuple):
    """What must be known of an occasion to give it a note."""

    name: str
    first: dt.date
    last: dt.date
    day: dt.date | None


class Notes:
    """Annotations by what they belong to. Empty, unless the material has notes.

    A note of a session stands at its Procedure; one of a day at the first occasion of that day, else at the first of the
    week that asked that day too; where there is none, at the plan that was in force, or the last one.
    """

    def __init__(self, material: Material) -> None:
        """Give each note of these days its place."""
        self._of_occasion: dict[str, list[Resource]] = defaultdict(list)
        self._of_plan: dict[int, list[Resource]] = defaultdict(list)
        if not material.notes:
            return
        occasions: list[_Lived] = []
        by_session: dict[str, str] = {}
        notes: list[tuple[Fact, dt.date, str, str | None]] = []
        for days in material.parts():
            index = Index(material, days)
            for one in named(index):
                occasions.append(_Lived(one.name, *one.occasion[:2], one.occasion.day))
                if one.occasion.session is not None:
                    by_session[one.occasion.session.id] = one.name
            notes += _written(index)
        patient = el.reference("Patient", "patient", material.patient)
        known = material.assignments
        for fact, day, words, session in sorted(notes, key=lambda one: (one[0].at, one[0].id)):
            note = {"authorReference": patient, "time": el.moment(fact.at, fact.offset), "text": el.said(words)}
            belongs = by_session[session] if session in by_session else _of_day(occasions, day)
            if belongs is not None:
                self._of_occasion[belongs].append(note)
            elif known:
                current = in_force(known, day) or known[-1]
                self._of_plan[known.index(current)].append(note)

    def of_occasion(self, name: str) -> list[Resource]:
        """The notes of the occasion of that name."""
        return self._of_occasion.get(name, [])

    def of_plan(self, number: int) -> list[Resource]:
        """The notes of no occasion, of the days of the assignment at that place."""
        return self._of_plan[number]


def _written(index: Index) -> Iterator[tuple[Fact, dt.date, str, str | None]]:
    """What was written, of which day and session, of the days of the stretch that are covered."""
    found = [(fact, body.day, body.words, body.session) for fact, body in index.history.of(Note)]
    found += [(fact, body.day, body.note, None) for fact, body in index.history.of(Reported) if body.note]
    first, last = index.material.first, index.material.last
    for fact, said, words, session in found:
        day = dt.date.fromisoformat(said)
        if first <= day <= last and index.holds(day):
            yield fact, day, words, session


def _of_day(occasions: Sequence[_Lived], day: dt.date) -> str | None:
    of_day = (one.name for one in occasions if (one.day or (one.first if one.first == one.last else None)) == day)
    of_week = (one.name for one in occasions if one.day is None and one.first <= day <= one.last)
    return next(of_day, None) or next(of_week, None)
