"""What cannot wait, and the sum: flags for alarm answers, and how much of what was asked was done, by which rule.

The sum is added up from stretches of days, so that no more than one of them is in memory.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Final

from selfcare.adherence.report import counts_of, named_and_free, shares_of
from selfcare.day.questions import urgency
from selfcare.exports.resources import elements as el
from selfcare.faces.sums import outcomes, said_counts
from selfcare.facts.kinds import Answered, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.adherence.asked import Period
    from selfcare.adherence.report import AdherenceReport, Result
    from selfcare.exports.material import Material
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.tables.index import Index

_RULE: Final = (
    "Of what the schedule in force asked in days and weeks that have ended: done, played, partly and reported sessions, "
    "each period capped at what it asked. Held days and days stopped for safety were not asked."
)


def flags(material: Material) -> Iterator[Resource]:
    """Each answer for the emergency number, or for the therapist the same day; inactive once the patient was seen.

    By whom, and what they said, are the patient's own words, and name another person: they go with the notes.
    """
    seen = {body.answered: body for _, body in material.told.of(Seen)}
    first, last = material.first, material.last
    for fact, body in material.told.of(Answered):
        level = urgency(body.yes) if body.yes else None
        if level not in ("emergency", "today") or not first <= dt.date.fromisoformat(body.day) <= last:
            continue
        word = seen.get(fact.id)
        after = _seen(word, words=material.notes)
        yield el.begun("Flag", "alarm", fact.id) | {
            "status": "inactive" if word else "active",
            "category": [{"coding": [el.coding("flag-category", "safety", "Safety")]}],
            "code": el.concept(level, f"{level.upper()} answer before a session: {', '.join(body.yes)}{after}"),
            "subject": el.reference("Patient", "patient", material.patient),
            "period": {"start": el.moment(fact.at, fact.offset)},
            "author": el.reference("Patient", "patient", material.patient),
        }


def _seen(word: Seen | None, *, words: bool) -> str:
    if word is None:
        return ". Not yet seen by anyone"
    return f". Seen by {word.by}: {word.said}" if words else ". Seen by someone since"


class Sum:
    """What stretch after stretch comes to."""

    def __init__(self) -> None:
        """Nothing so far."""
        self._results: Counter[Result] = Counter()
        self._outcomes: Counter[str] = Counter()
        self._named, self._free = 0, 0
        self._running: list[tuple[Period, int]] = []
        self._report: AdherenceReport | None = None
        self._not_received = 0

    def add(self, index: Index) -> None:
        """One stretch more, in order: what it holds, and the days and weeks that begin in it."""
        report = index.report
        if self._report is None:
            self._not_received = report.not_received
        self._report = report._replace(occasions=(), ended=(), sessions=())
        self._results.update(one.result for one in index.occasions if not one.so_far)
        self._outcomes.update(outcomes(index.occasions))
        named, free = named_and_free(one for one in report.ended if index.holds(one.first))
        self._named += named
        self._free += free
        self._running += [one for one in report.running if index.holds(one[0].first)]

    def observation(self, material: Material) -> Resource:
        """The share of what was asked, capped; where none is printed, why. The counts are components.

        That of all days is one and the same whenever it is made; that of some days is called by them.
        """
        assert self._report is not None  # there is one stretch at the least
        counts, known = counts_of(self._results), material.assignments
        today = material.as_of.day(material.told.day_ends(material.as_of.at))
        shares, why = shares_of(counts, self._named, self._free, known, today)
        whole = self._report._replace(
            counts=counts,
            not_received=self._not_received,
            running=tuple(self._running),
            shares=shares,
            why_no_share=why,
        )
        return _adherence(material, whole, self._outcomes)


def _adherence(material: Material, report: AdherenceReport, done: Counter[str]) -> Resource:
    counts = report.counts
    routine = report.assignments[-1].routine if report.assignments else None
    days = "all" if material.everything else f"{material.first}|{material.last}"
    made = el.begun("Observation", "adherence", f"{material.patient}|{days}")
    value: Resource = (
        {"valueQuantity": el.quantity(report.shares.capped, "%")}
        if report.shares
        else {"dataAbsentReason": el.absent("not-applicable")}
    )
    performed = [
        ("sessions-performed", "Done, played, partly and reported", counts.filled),
        ("sessions-scheduled", "Asked", counts.asked),
        ("done", "Done, confirmed by the patient", counts.done),
        ("missed", "Missed", counts.missed),
        ("days-off", "Days off in the patient's word", counts.away),
        ("held", "Held by the therapist, not asked", counts.held),
        ("stopped-for-safety", "Stopped for safety, not asked", counts.blocked),
        ("extra", "More than asked", counts.extra),
    ]
    return made | {
        "status": "final",
        "category": el.category("activity"),
        "code": el.concept("adherence", "Sessions done of sessions asked"),
        "subject": el.reference("Patient", "patient", material.patient),
        "effectivePeriod": el.period(material.first, material.last),
        **value,
        "note": [{"text": el.said(f"{said_counts(report, routine, done)} {_RULE} {report.why_no_share}")}],
        "device": el.reference("Device", "device", _program()),
        "component": [el.counted(code, words, number, "{sessions}") for code, words, number in performed],
    }


def _program() -> str:
    from selfcare import __version__

    return f"selfcare {__version__}"
