"""alarms.csv: a row for each answer that kept the whole routine off until somebody was asked. The first table to read."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from selfcare.day.questions import urgency
from selfcare.exports.tables.columns import Patient, Table
from selfcare.exports.tables.index import stamp
from selfcare.facts.history import moment
from selfcare.facts.kinds import Answered, Seen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index
    from selfcare.facts.history import History


class AlarmRow(NamedTuple):
    """One row a yes at the stop questions by which somebody had to be rung, the emergencies first; of all days.

    Until the patient has said by whom they were seen, the routine stays off.
    """

    patient: Patient
    urgency: Annotated[Literal["emergency", "today"], "emergency: ring the emergency number now. today: the therapist."]
    day: Annotated[dt.date, "The patient's day on which it was answered."]
    answered_at: Annotated[dt.datetime, "When it was answered, local time with the offset from UTC."]
    answered_yes: Annotated[str, 'What was answered with yes, by id, "; " between them.']
    seen_day: Annotated[dt.date | None, "The day on which the patient said by whom they were seen; empty: not yet."]
    seen_by: Annotated[str | None, "By whom, in the patient's word; empty as above."]
    said: Annotated[str | None, "What was said there, in the patient's word; empty as above."]


def alarms(history: History, patient: str) -> list[AlarmRow]:
    """Every such answer, the emergencies first, each kind in the order of time."""
    seen = {body.answered: (fact, body) for fact, body in reversed(history.of(Seen))}  # the first time it was said
    found = []
    for fact, body in history.of(Answered):
        level = urgency(body.yes)
        if level not in ("emergency", "today"):
            continue
        told = seen.get(fact.id)
        found.append(
            AlarmRow(
                patient=patient,
                urgency="emergency" if level == "emergency" else "today",
                day=dt.date.fromisoformat(body.day),
                answered_at=stamp(fact.at, fact.offset),
                answered_yes="; ".join(body.yes),
                seen_day=moment(told[0]).day(history.day_ends(told[0].at)) if told else None,
                seen_by=told[1].by if told else None,
                said=told[1].said if told else None,
            )
        )
    return sorted(found, key=lambda one: one.urgency != "emergency")


def rows(index: Index) -> Iterator[AlarmRow]:
    """All of them, whatever days are covered: an emergency is never cut."""
    yield from alarms(index.material.told, index.material.patient)


ALARMS = Table("alarms", "Answers by which somebody had to be rung", AlarmRow, rows, by_days=False)
