"""ratings.csv: a row for each score that was asked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Literal, NamedTuple

from selfcare.exports.tables.columns import Patient, Table
from selfcare.exports.tables.index import stamp
from selfcare.facts.kinds import AnySide, Rated, When

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

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
    """The ratings of the days covered, and of the sessions listed, by day, then in the order of recording.

    One that was given in a session stands on the session's day.
    """
    played = {one.id: dt.date.fromisoformat(one.body.day) for one in index.all_sessions}
    found = []
    for fact, body in index.history.of(Rated):
        day = next(filter(index.covers, _days(body, played)), dt.date.max)
        if index.holds(day) and (day < dt.date.max or body.session in index.listed):
            found.append((day, fact, body))
    for _, fact, body in sorted(found, key=lambda one: one[0]):
        yield RatingRow(
            index.material.patient,
            f"r-{fact.id}",
            dt.date.fromisoformat(body.day),
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


def _days(body: Rated, played: Mapping[str, dt.date]) -> Iterator[dt.date]:
    if body.session is not None and body.session in played:
        yield played[body.session]
    yield dt.date.fromisoformat(body.day)


RATINGS = Table("ratings", "Soreness and discomfort", RatingRow, rows, key=("rating",))
