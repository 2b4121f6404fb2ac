"""What may have been sent before and is no more: sent again under its name, entered in error."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING

from selfcare.exports.resources import elements as el
from selfcare.exports.resources.sessions import BEYOND, SESSION, results
from selfcare.facts.kinds import Reported

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.resources.sessions import Named
    from selfcare.exports.tables.index import Index
    from selfcare.facts.recount import Session


def withdrawn(index: Index, known: Sequence[Named]) -> Iterator[Resource]:
    """The results of sessions that were denied or discarded, and the occasions of which there may have been more.

    Where something was taken back, denied, discarded or moved, as many fewer may be beyond what was asked, on any day of
    its period. Of what was asked there may be fewer, too: on a day that was stopped for safety (there what was done was
    asked), and in what still runs (what is open again has not happened).
    """
    denied = [one for one in index.sessions if _denied(index, one)]
    for one in denied:
        yield from results(index, one, None)
    gone = [*(dt.date.fromisoformat(one.body.day) for one in denied), *_reported_no_more(index)]
    held = Counter(("beyond" if one.occasion.result in BEYOND else "asked", one.occasion.first) for one in known)
    for (what, day), fewer in sorted(_fewer(index, known, gone).items()):
        for number in range(held[what, day] + 1, held[what, day] + fewer + 1):
            yield _occasion(index, f"{index.material.patient}|{what}|{day}|{number}", day)


def _denied(index: Index, one: Session) -> bool:
    return one.outcome == "nothing" and bool(
        one.repetitions and (one.id in index.corrected or one.settled or one.confirmed)
    )


def _reported_no_more(index: Index) -> Iterator[dt.date]:
    """The days that were reported and are no more."""
    day_now = {fact.id: body.day for fact, body in index.history.of(Reported)}
    for fact in index.history.recorded:
        if isinstance(fact.body, Reported) and day_now.get(fact.id) != fact.body.day:
            yield dt.date.fromisoformat(fact.body.day)


def _fewer(index: Index, known: Sequence[Named], gone: Sequence[dt.date]) -> Counter[tuple[str, dt.date]]:
    """How many fewer there may be, by what and day."""
    # A week of one text may reach round days of another: a day may lie in several.
    spans = {(one.first, one.last) for one in index.report.occasions if one.result not in BEYOND}
    spans |= {(day, day) for day in gone}
    fewer_asked = {one.first for one in index.report.occasions if one.result in ("blocked", "open")}
    played = {one.occasion.day for one in known if one.occasion.day} | set(gone)
    played = {day for day in played if index.material.first <= day <= index.report.last}
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


def _occasion(index: Index, name: str, day: dt.date) -> Resource:
    return el.begun("Procedure", "occasion", name) | {
        "status": "entered-in-error",
        "code": SESSION,
        "subject": el.reference("Patient", "patient", index.material.patient),
        "performedDateTime": day.isoformat(),
    }
