"""A fact as a row of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.codec import UnknownFact, from_json, to_json
from selfcare.facts.kinds import WORDS, Corrected
from selfcare.log.sums import sum_of
from selfcare.text.errors import OurFault
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.facts.kinds import Fact


class Row(NamedTuple):
    """A row of the table: the fact's JSON with its check sum, and what stands beside it for look-up."""

    id: str
    at: int
    patient: str
    kind: str
    day: str | None
    session: str | None
    json: str
    sum: int


def row_of(fact: Fact) -> Row:
    """The row that a fact is kept in, which it has been read back from once; OurFault when that was not the same."""
    text = to_json(fact)
    try:
        same = from_json(text) == fact
    except UnknownFact as error:
        raise OurFault(f"This fact could not be read back, so nothing was written: {visible(str(error))}.") from None
    if not same:
        raise OurFault("This fact would be read back as another, so nothing was written.")
    return filed(fact, text)


def filed(fact: Fact, text: str) -> Row:
    """The row of a fact whose canonical text is known."""
    said = fact.body.body if isinstance(fact.body, Corrected) else fact.body
    day, session = getattr(said, "day", None), getattr(said, "session", None)
    return Row(fact.id, fact.at, fact.patient, WORDS[type(fact.body)], day, session, text, sum_of(text))
