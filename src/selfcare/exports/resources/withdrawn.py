"""What may have been sent before and is no more: sent again under its name, entered in error."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from selfcare.exports.resources import elements as el
from selfcare.exports.resources.sessions import BEYOND, SESSION, results
from selfcare.facts.kinds import Reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.adherence.report import Result
    from selfcare.exports.material import Material
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.resources.sessions import Named
    from selfcare.exports.tables.index import Index
    from selfcare.facts.recount import Session


class _Lived(NamedTuple):
    """What is remembered of an occasion: little, for all of them are remembered."""

    first: dt.date
    last: dt.date
    result: Result
    day: dt.date | None
    sent: bool


class Withdrawn:
    """The results of sessions that were denied or discarded, and the occasions of which there may have been more.

    Where something was taken back, denied, discarded or moved, as many fewer may be beyond what was asked, on any day of
    its period. Of what was asked there may be fewer, too: on a day that was stopped for safety (there what was done was
    asked), and in what still runs (what is open again has not happened).
    """

    def __init__(self) -> None:
        """Nothing so far."""
        self._lived: list[_Lived] = []
        self._results: list[Resource] = []
        self._gone: list[dt.date] = []

    def add(self, index: Index, known: Sequence[Named]) -> None:
        """One stretch more, in order; `known` are its occasions that were sent."""
        sent = {id(one.occasion) for one in known}
        self._lived += [_Lived(one.first, one.last, one.result, one.day, id(one) in sent) for one in index.occasions]
        for one in index.sessions:
            if _denied(index, one):
                self._results += results(index, one, None)
                self._gone.append(dt.date.fromisoformat(one.body.day))

    def resources(self, material: Material) -> Iterator[Resource]:
        """All that is no more, after the last stretch."""
        yield from self._results
        gone = [*self._gone, *_reported_no_more(material)]
        held = Counter(("beyond" if one.result in BEYOND else "asked", one.first) for one in self._lived if one.sent)
        for (what, day), fewer in sorted(self._fewer(material, gone).items()):
            for number in range(held[what, day] + 1, held[what, day] + fewer + 1):
                yield _occasion(material, f"{material.patient}|{what}|{day}|{number}", day)

    def _fewer(self, material: Material, gone: Sequence[dt.date]) -> Counter[tuple[str, dt.date]]:
        """How many fewer there may be, by what and day."""
        # A week of one text may reach round days of another: a day may lie in several.
        spans = {(one.first, one.last) for one in self._lived if one.result not in BEYOND}
        spans |= {(day, day) for day in gone}
        fewer_asked = {one.first for one in self._lived if one.result in ("blocked", "open")}
        played = {one.day for one in self._lived if one.sent and one.day} | set(gone)
        played = {day for day in played if material.first <= day <= material.last}
        found: Counter[tuple[str, dt.date]] = Counter()
        for first, last in spans:
            fewer = sum(first <= day <= last for day in gone)
            if not fewer:
                continue
            for day in played:
                if first <= day <= last:
                    found["beyond", day] = max(found["beyond", day], fewer)
                    if first in fewer_asked:
                        found["asked", first] = max(found["asked", first], fewer)
        return found


def _denied(index: Index, one: Session) -> bool:
    return one.outcome == "nothing" and bool(
        one.repetitions and (one.id in index.corrected or one.settled or one.confirmed)
    )


def _reported_no_more(material: Material) -> Iterator[dt.date]:
    """The days that were reported and are no more."""
    day_now = {fact.id: body.day for fact, body in material.told.of(Reported)}
    for fact in material.told.recorded:
        if isinstance(fact.body, Reported) and day_now.get(fact.id) != fact.body.day:
            yield dt.date.fromisoformat(fact.body.day)


def _occasion(material: Material, name: str, day: dt.date) -> Resource:
    return el.begun("Procedure", "occasion", name) | {
        "status": "entered-in-error",
        "code": SESSION,
        "subject": el.reference("Patient", "patient", material.patient),
        "performedDateTime": day.isoformat(),
    }
