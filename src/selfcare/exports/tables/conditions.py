"""conditions.csv: a row for each condition that the therapist or the patient named, with what became of it."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the columns are read from the hints, at run time
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from selfcare.day.in_force import assignments, in_force
from selfcare.exports.tables.columns import Patient, Table
from selfcare.facts.health import known, taken_back
from selfcare.facts.moment import Moment
from selfcare.routine.conditions import in_plain_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index
    from selfcare.facts.health import Condition
    from selfcare.routine.model import Routine

_SCOPES = {"routine": "routine", "region": "place", "device": "device", "exercise": "exercise"}


class ConditionRow(NamedTuple):
    """One row a condition that somebody named, as it stands now; those that hold something back first; of all days.

    Without a row nobody named one, which is not to say that there is none.
    """

    patient: Patient
    condition: Annotated[str, "The word of the evidence, as a routine's flags have it."]
    in_words: Annotated[str, "The same in plain words."]
    region: Annotated[str | None, "Its place; empty: it has none, or none was told."]
    side: Annotated[Literal["left", "right", "middle", "both"] | None, "Its side; empty as above."]
    named_by: Annotated[
        Literal["therapist", "patient"], "therapist: a flag of the routine. patient: an answer, or health add."
    ]
    named_day: Annotated[dt.date | None, "The day on which the patient named it last; empty: only the therapist did."]
    taken_back_day: Annotated[
        dt.date | None,
        "The day on which the patient took it back; empty: not. What stops or leaves out holds all the same.",
    ]
    cleared: Annotated[str | None, "The therapist's reason for clearing it; empty: it was not cleared."]
    holds_back: Annotated[
        str | None,
        'What it alone holds back of the text in force, "; " between: routine (all of it), place (what presses it), device, '
        "exercise. Empty: nothing.",
    ]


def rows(index: Index) -> Iterator[ConditionRow]:
    """All of them, whatever days are covered."""
    history, as_of = index.material.lately, index.material.as_of
    loaded = assignments(history)
    current = in_force(loaded, as_of.day(history.day_ends(as_of.at)))
    latest = current or (loaded[-1] if loaded else None)
    routine = latest.routine if latest else None
    health = known(history, routine, [routine]) if routine else None
    found = [*(health.conditions if health else ()), *taken_back(history)]
    rows = [_row(index, one, routine, as_of) for one in found]
    yield from sorted(rows, key=lambda one: one.holds_back is None)


def _row(index: Index, one: Condition, routine: Routine | None, as_of: Moment) -> ConditionRow:
    def day(at: int | None) -> dt.date | None:
        return None if at is None else Moment(at, as_of.offset).day(index.material.lately.day_ends(at))

    return ConditionRow(
        index.material.patient,
        one.name,
        in_plain_words(one.name),
        one.region,
        one.side,
        one.by,
        day(one.at),
        day(one.withdrawn),
        one.cleared,
        _holds(one, routine) if routine else None,
    )


def _holds(one: Condition, routine: Routine) -> str | None:
    from selfcare.faces.health import held_by

    scopes = {each.scope for each in held_by(one, routine)}
    return "; ".join(word for scope, word in _SCOPES.items() if scope in scopes) or None


CONDITIONS = Table("conditions", "Conditions, and what they hold back", ConditionRow, rows, by_days=False)
