"""sets.csv: a row for each repetition of each set that was begun."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, NamedTuple

from selfcare.exports.tables.columns import Patient, Table
from selfcare.exports.tables.index import seconds, stamp
from selfcare.facts.kinds import Hand, SetEnd  # noqa: TC001 - the columns are read from the hints, at run time

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import Asked
    from selfcare.facts.recount import Repetition


class SetRow(NamedTuple):
    """One row a set and repetition that was begun, all attempts at it summed. What was never begun has no row."""

    patient: Patient
    session: Annotated[str, "The session; a row of sessions."]
    day: Annotated[dt.date, "The session's day."]
    exercise: Annotated[str, "The exercise's id in the routine."]
    region: Annotated[str | None, "The place of the body; empty when the plan did not ask this exercise and side."]
    device: Annotated[str | None, "The device; empty as above."]
    kind: Annotated[str | None, "The kind of dose: roll, hold, move, until faded, reps; empty as above."]
    side: Annotated[Hand, "The side; middle for a place that has none."]
    set: Annotated[int, "Number of the set, from 1."]
    repetition: Annotated[int, "Number of the repetition in the set, from 1."]
    asked_s: Annotated[float | None, "Seconds asked; empty for an open end, which the patient ends."]
    held_s: Annotated[float, "Seconds held, all attempts together."]
    ended_how: Annotated[
        SetEnd,
        "How the best attempt ended. whole: its time ran out. patient ended it, ceiling reached: of an open end, by key, "
        "or nobody ended it. interrupted: also when no end was written.",
    ]
    complete: Annotated[bool, "yes: played as asked at least once, by the clock; the patient's word is in sessions."]
    attempts: Annotated[int, "How often it was begun."]
    began_at: Annotated[dt.datetime, "When its first attempt began, local time with the offset from UTC."]


def rows(index: Index) -> Iterator[SetRow]:
    """The repetitions of every session in the order of sessions, each in the order in which they began."""
    for one in index.sessions:
        name, day = index.name(one.id), dt.date.fromisoformat(one.body.day)
        asked = {(row.exercise, row.side): row for row in one.body.asked}
        for rep in one.repetitions:
            row = asked.get((rep.exercise, rep.side))
            yield SetRow(
                index.material.patient,
                name,
                day,
                rep.exercise,
                row.region if row else None,
                row.device if row else None,
                row.kind if row else None,
                rep.side,
                rep.set,
                rep.repetition,
                _asked(rep, row),
                seconds(rep.held),
                rep.how,
                rep.complete,
                rep.attempts,
                stamp(rep.at, one.begun.offset),
            )


def _asked(rep: Repetition, row: Asked | None) -> float | None:
    """What the set's end says was asked; of one without an end, what the plan asked."""
    if rep.asked is not None:
        return seconds(rep.asked)
    return float(row.seconds) if row and row.seconds is not None else None


SETS = Table(
    "sets",
    "Sets and repetitions",
    SetRow,
    rows,
    key=("session", "exercise", "side", "set", "repetition"),
    refers=(("session", "sessions"),),
)
