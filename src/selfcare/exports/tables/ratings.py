"""ratings.csv: a row for each score that was asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from selfcare.exports.tables.columns import Patient, Table
from selfcare.exports.tables.index import stamp
from selfcare.facts.kinds import AnySide, Rated, When

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index


class RatingRow(NamedTuple):
    """One row a score that was asked. Not asked: no row. Asked and not answered: a row with no score. 0: a row with 0."""

    patient: Patient
    rating: Annotated[str, 'The rating: "r-" and the id of its fact in the log.']
    day: Annotated[dt.date, "The patient's day it belongs to."]
    recorded_at: Annotated[dt.datetime, "When it was recorded, local time with the offset from UTC."]
    session: Annotated[
        str | None,
        "The session it was asked in, empty when in none. It is no row of sessions when the patient left before it began.",
    ]
    exercise: Annotated[str | None, "The exercise it was asked at; empty when at none."]
    what: Annotated[
        Literal["soreness", "discomfort"], "soreness: at rest, now. discomfort: while pressing. Never to be added up."
    ]
    when: Annotated[
        When,
        "Before or after a session; in the morning, said before noon or recalled after it; now (the patient's own wish); "
        "or while pressing.",
    ]
    region: Annotated[str, "The place of the body."]
    side: Annotated[AnySide | None, "The side; empty when none was named."]
    score_0_10: Annotated[
        int | None,
        "0 (none) to 10 (soreness: worst imaginable; discomfort: cannot bear it); empty: asked and not answered.",
        range(11),
    ]
    answered: Annotated[bool, "no: asked and not answered."]
    corrected: Annotated[bool, "yes: the score stands as it was corrected afterwards."]


def rows(index: Index) -> Iterator[RatingRow]:
    """The ratings of the days covered, and of the sessions listed, in the order of recording."""
    first, last = index.material.first, index.material.last
    for fact, body in index.history.of(Rated):
        day = dt.date.fromisoformat(body.day)
        if not first <= day <= last and body.session not in index.listed:
            continue
        yield RatingRow(
            index.material.patient,
            f"r-{fact.id}",
            day,
            stamp(fact.at, fact.offset),
            None if body.session is None else index.name(body.session),
            body.exercise,
            body.what,
            body.when,
            body.region,
            body.side,
            body.score,
            body.score is not None,
            fact.id in index.history.corrections,
        )


RATINGS = Table("ratings", "Soreness and discomfort", RatingRow, rows, key=("rating",))
