"""The facts of one file into the tables, inside a transaction that the caller keeps or undoes."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, text, update  # noqa: TID251 - this room is its one address

from selfcare.clinic.engines import poured
from selfcare.clinic.packing import OF_SETS, ids, lines, packed
from selfcare.clinic.tables import FACTS, PATIENTS, SETS
from selfcare.facts.codec import from_json
from selfcare.facts.kinds import SessionBegun
from selfcare.log.rows import filed
from selfcare.log.sums import sum_of
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - same

    from selfcare.clinic.opened import Arriving
    from selfcare.facts.kinds import Fact

_AT_ONCE = 20_000
"""Facts that wait in memory for one writing: more than a year has."""

_LONGEST_NAME = 200

_NEW_PATIENT = text("INSERT INTO caseload_patients (code, facts) VALUES (:code, 0) ON CONFLICT DO NOTHING")
_ITS_PATIENT = select(PATIENTS.c.number, PATIENTS.c.facts).where(PATIENTS.c.code == bindparam("code"))
_IN_ORDER = itemgetter(0, 1)


class DamagedRow(Exception):
    """A row is not as it was written."""


class Added(NamedTuple):
    """What a file brought: how many facts were new, how many known; how many sessions began in the new ones, and their days."""

    patient: str
    first_time: bool
    new: int
    known: int
    sessions: int
    days: tuple[str, str] | None


def add_all(connection: Connection, arriving: Arriving) -> Added:
    """Write what is new of these facts, all of which must be of one patient.

    Raises:
        FileRefused: one of them is there already with other content, or has a name that cannot be kept.
        DamagedRow: what is there of the patient cannot be read.
    """
    adding: _Adding | None = None
    for fact, kept in arriving.facts:
        if adding is None:
            adding = _Adding(connection, fact.patient, arriving.name)
            arriving.known.texts = set(adding.there.values())
        adding.take(fact, kept)
    assert adding is not None  # an empty file was refused as it was read
    return adding.done(arriving.known.met)


class _Adding:
    """One file on its way into the tables. `there` is the text of each fact that is kept, by its id."""

    def __init__(self, connection: Connection, code: str, name: str) -> None:
        """From now on nobody else adds to this patient, until the transaction ends."""
        self._name = name
        self._refuse_long(code)
        self._connection = connection
        self._code = code
        connection.execute(_NEW_PATIENT, {"code": code})
        self._patient, self._before = connection.execute(_ITS_PATIENT.with_for_update(), {"code": code}).one()
        self._pieces: dict[str, int] = defaultdict(int)
        self.there: dict[str, str] = self._kept() if self._before else {}
        self._rows: list[tuple[object, ...]] = []
        self._sets: dict[str, list[tuple[int, str, Fact, str]]] = defaultdict(list)
        self._waiting = self._new = self._known = self._sessions = 0
        self._days: tuple[str, str] | None = None

    def take(self, fact: Fact, kept: str) -> None:
        """Write this fact soon, if it is new."""
        before = self.there.setdefault(fact.id, kept)
        if before is not kept:
            if before != kept and from_json(before) != fact:
                raise FileRefused(
                    f"{self._name} says something else than the caseload under the id {visible(fact.id[:60])} of "
                    f"{visible(self._code[:60])}: one of the two was changed by somebody. Nothing was taken in."
                )
            self._known += 1
            return
        body = fact.body
        self._refuse_long(fact.id)
        if isinstance(body, OF_SETS):
            if body.session not in self._sets:
                self._refuse_long(body.session)
                if self._waiting >= _AT_ONCE:
                    self._write()
            self._sets[body.session].append((fact.at, fact.id, fact, kept))
        else:
            row = filed(fact, kept)
            self._rows.append((self._patient, row.id, row.at, row.kind, row.day, row.session, kept, row.sum))
            if isinstance(body, SessionBegun):
                self._sessions += 1
                first, last = self._days or (body.day, body.day)
                self._days = min(first, body.day), max(last, body.day)
        self._new += 1
        self._waiting += 1

    def done(self, met: int) -> Added:
        """Write the rest, and tell what the file brought; `met` lines more were known before they were read."""
        self._write()
        if self._new:
            grown = {"facts": PATIENTS.c.facts + self._new}
            self._connection.execute(update(PATIENTS).where(PATIENTS.c.number == self._patient).values(grown))
        return Added(self._code, not self._before, self._new, self._known + met, self._sessions, self._days)

    def _write(self) -> None:
        pieces = []
        for session, some in sorted(self._sets.items()):
            some.sort(key=_IN_ORDER)
            self._pieces[session] += 1
            pieces.append((self._patient, session, self._pieces[session], *packed([one[2:] for one in some])))
        poured(self._connection, FACTS, sorted(self._rows, key=_IN_ORDER))
        poured(self._connection, SETS, pieces)
        self._rows, self._waiting = [], 0
        self._sets.clear()

    def _kept(self) -> dict[str, str]:
        """What is there, read whole once: cheaper than to ask for each of a year's facts."""
        found = select(FACTS.c.id, FACTS.c.json, FACTS.c.sum).where(FACTS.c.patient == self._patient)
        there: dict[str, str] = {}
        for name, kept, beside in self._connection.execute(found):
            if sum_of(kept) != beside:
                raise DamagedRow
            there[name] = kept
        of_sets = select(SETS.c.session, SETS.c.number, SETS.c.packed, SETS.c.sum).where(
            SETS.c.patient == self._patient
        )
        for session, number, together, beside in self._connection.execute(of_sets):
            self._pieces[session] = max(self._pieces[session], number)
            texts = lines(together, beside)
            if texts is None:
                raise DamagedRow
            there.update(zip(ids(texts), texts, strict=True))
        return there

    def _refuse_long(self, name: str) -> None:
        """Return if it can be looked up by in every store: PostgreSQL keeps no NUL, and no long name in an index."""
        if len(name) > _LONGEST_NAME or "\x00" in name:
            raise FileRefused(
                f"{self._name} has an id, or a patient's code, that cannot be kept: {visible(name[:60])}. Nothing was taken in."
            )
