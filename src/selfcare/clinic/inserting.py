"""The facts of one file into the tables, inside a transaction that the caller keeps or undoes."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, insert, select, text, update  # noqa: TID251 - this room is its one address

from selfcare.clinic.tables import FACTS, PATIENTS
from selfcare.facts.codec import from_json
from selfcare.facts.kinds import WORDS, SessionBegun
from selfcare.log.rows import filed
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection  # noqa: TID251 - same

    from selfcare.clinic.opened import Kept

_AT_ONCE = 1000

_NEW_PATIENT = text("INSERT INTO caseload_patients (code, facts) VALUES (:code, 0) ON CONFLICT DO NOTHING")
_ITS_PATIENT = select(PATIENTS.c.number, PATIENTS.c.facts).where(PATIENTS.c.code == bindparam("code"))


class Added(NamedTuple):
    """What a file brought: how many facts were new, how many known; how many sessions began in the new ones, and their days."""

    patient: str
    first_time: bool
    new: int
    known: int
    sessions: int
    days: tuple[str, str] | None


def add_all(connection: Connection, stream: Iterator[Kept]) -> Added:
    """Write what is new of these facts, all of which must be of one patient.

    Raises:
        FileRefused: one of them is there already with other content.
    """
    some = list(islice(stream, _AT_ONCE))
    code = some[0].fact.patient
    number, before = _patient(connection, code)
    tally = _Tally()
    while some:
        _insert(connection, number, code, some, tally, look=before > 0 or tally.total > 0)
        some = list(islice(stream, _AT_ONCE))
    if tally.new:
        grown = {"facts": PATIENTS.c.facts + tally.new}
        connection.execute(update(PATIENTS).where(PATIENTS.c.number == number).values(grown))
    return Added(code, not before, tally.new, tally.known, tally.sessions, tally.days)


class _Tally:
    """What a file brought so far."""

    def __init__(self) -> None:
        self.new = 0
        self.known = 0
        self.sessions = 0
        self.days: tuple[str, str] | None = None

    @property
    def total(self) -> int:
        return self.new + self.known

    def count(self, kind: str, day: str | None) -> None:
        self.new += 1
        if kind == WORDS[SessionBegun] and day is not None:
            self.sessions += 1
            first, last = self.days or (day, day)
            self.days = min(first, day), max(last, day)


def _patient(connection: Connection, code: str) -> tuple[int, int]:
    """The number of that patient, and how many facts are kept; nobody else adds to them until the transaction ends."""
    connection.execute(_NEW_PATIENT, {"code": code})
    number, facts = connection.execute(_ITS_PATIENT.with_for_update(), {"code": code}).one()
    return number, facts


def _insert(connection: Connection, number: int, code: str, some: Sequence[Kept], tally: _Tally, *, look: bool) -> None:
    """Write what is new of these facts; `look`: some may be there already."""
    texts: dict[str, str] = {}
    if look:
        ids = [one.fact.id for one in some]
        found = select(FACTS.c.id, FACTS.c.json).where(FACTS.c.patient == number, FACTS.c.id.in_(ids))
        texts = {row[0]: row[1] for row in connection.execute(found)}
    rows = []
    for fact, kept in some:
        if (before := texts.get(fact.id)) is not None:
            if before != kept and from_json(before) != fact:
                raise FileRefused(
                    f"It says something else than the caseload under the id {visible(fact.id[:60])} of "
                    f"{visible(code[:60])}: one of the two was changed by somebody. Nothing was taken in."
                )
            tally.known += 1
            continue
        texts[fact.id] = kept
        row = filed(fact, kept)
        tally.count(row.kind, row.day)
        rows.append(row._asdict() | {"patient": number})
    if rows:
        connection.execute(insert(FACTS), rows)
