"""measures.csv: a row for each measure that was asked and taken, or not answered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from selfcare.exports.tables.columns import Patient, Table
from selfcare.exports.tables.index import stamp
from selfcare.facts.kinds import Measured
from selfcare.routine.measures import MeasureName, find_measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index


class MeasureRow(NamedTuple):
    """One row a measure that was taken by the patient. Asked and not answered: a row with no value."""

    patient: Patient
    measure: Annotated[str, 'The measure: "m-" and the id of its fact in the log.']
    day: Annotated[dt.date, "The patient's day it belongs to."]
    recorded_at: Annotated[dt.datetime, "When it was recorded, local time with the offset from UTC."]
    what: Annotated[MeasureName, "What was measured."]
    about: Annotated[str | None, "The motion or activity, in the therapist's words; empty where there is none."]
    side: Annotated[Literal["left", "right"] | None, "The side; empty where it has none."]
    value: Annotated[float | None, "The value in its unit, to a tenth; empty: asked and not answered."]
    unit: Annotated[Literal["of 10", "cm"], "cm, or a number from 0 to 10."]
    better: Annotated[Literal["more", "less"], "Which way it gets better."]
    error: Annotated[
        float | None,
        "What is known of its error, in its unit, from trained raters; larger at home; empty: no figure is known.",
    ]
    answered: Annotated[bool, "no: asked and not answered."]
    corrected: Annotated[bool, "yes: it stands as it was corrected afterwards."]


def rows(index: Index) -> Iterator[MeasureRow]:
    """The measures of the days covered, by day, then in the order of recording."""
    for fact, body in sorted(index.history.of(Measured), key=lambda one: one[1].day):
        day, measure = dt.date.fromisoformat(body.day), find_measure(body.what)
        if measure is None or not (index.covers(day) and index.holds(day)):
            continue
        yield MeasureRow(
            index.material.patient,
            f"m-{fact.id}",
            day,
            stamp(fact.at, fact.offset),
            measure.name,
            body.about,
            body.side,
            None if body.value is None else body.value / 10,
            measure.unit,
            measure.better,
            None if measure.error is None else float(measure.error),
            body.value is not None,
            fact.id in index.history.corrections,
        )


MEASURES = Table("measures", "Measures taken by the patient", MeasureRow, rows, key=("measure",))
