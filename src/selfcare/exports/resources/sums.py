"""What cannot wait, and the sum: flags for alarm answers, and how much of what was asked was done, by which rule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from selfcare.day.questions import urgency
from selfcare.exports.resources import elements as el
from selfcare.faces.letter import said_counts
from selfcare.facts.kinds import Answered, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.tables.index import Index

_RULE: Final = (
    "Of what the schedule in force asked in days and weeks that have ended: done, played, partly and reported sessions, "
    "each period capped at what it asked. Held days and days stopped for safety were not asked."
)


def flags(index: Index) -> Iterator[Resource]:
    """Each answer for the emergency number, or for the therapist the same day; inactive once the patient was seen.

    By whom, and what they said, are the patient's own words, and name another person: they go with the notes.
    """
    seen = {body.answered: body for _, body in index.history.of(Seen)}
    first, last = index.material.first, index.report.last
    for fact, body in index.history.of(Answered):
        level = urgency(body.yes) if body.yes else None
        if level not in ("emergency", "today") or not first <= dt.date.fromisoformat(body.day) <= last:
            continue
        word = seen.get(fact.id)
        after = _seen(word, words=index.material.notes)
        yield el.begun("Flag", "alarm", fact.id) | {
            "status": "inactive" if word else "active",
            "category": [{"coding": [el.coding("flag-category", "safety", "Safety")]}],
            "code": el.concept(level, f"{level.upper()} answer before a session: {', '.join(body.yes)}{after}"),
            "subject": el.reference("Patient", "patient", index.material.patient),
            "period": {"start": el.moment(fact.at, fact.offset)},
            "author": el.reference("Patient", "patient", index.material.patient),
        }


def _seen(word: Seen | None, *, words: bool) -> str:
    if word is None:
        return ". Not yet seen by anyone"
    return f". Seen by {word.by}: {word.said}" if words else ". Seen by someone since"


def adherence(index: Index) -> Resource:
    """The share of what was asked, capped; where none is printed, why. The counts are components.

    That of all days is one and the same whenever it is made; that of some days is called by them.
    """
    report = index.report
    counts = report.counts
    routine = report.assignments[-1].routine if report.assignments else None
    days = "all" if index.material.everything else f"{index.material.first}|{report.last}"
    made = el.begun("Observation", "adherence", f"{index.material.patient}|{days}")
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
        "subject": el.reference("Patient", "patient", index.material.patient),
        "effectivePeriod": el.period(index.material.first, report.last),
        **value,
        "note": [{"text": el.said(f"{said_counts(report, routine)} {_RULE} {report.why_no_share}")}],
        "device": el.reference("Device", "device", _program()),
        "component": [el.counted(code, words, number, "{sessions}") for code, words, number in performed],
    }


def _program() -> str:
    from selfcare import __version__

    return f"selfcare {__version__}"
