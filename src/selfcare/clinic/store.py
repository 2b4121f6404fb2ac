"""The caseload's store: facts of many patients in, each patient's history out. SQLite and PostgreSQL by the same statements."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Self

from sqlalchemy import (  # noqa: TID251 - this room is its one address
    inspect,
    select,
    text,
)

from selfcare.clinic import upgrades
from selfcare.clinic.engines import absent, alone, engine_of, make_private, reading, refuse_strange, writing
from selfcare.clinic.inserting import add_all
from selfcare.clinic.refusals import damaged, in_sentences
from selfcare.clinic.tables import FACTS, FIGURES, PATIENTS, VERSION
from selfcare.facts.codec import UnknownFact, many_from_json
from selfcare.facts.history import History, moment
from selfcare.facts.kinds import WORDS, Corrected, Loaded, MoreTime, SessionBegun, SetBegun, SetEnded
from selfcare.log.past import AROUND
from selfcare.log.sums import sum_of
from selfcare.text.errors import LogUnreadable
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import URL, Connection, Engine  # noqa: TID251 - same

    from selfcare.clinic.inserting import Added
    from selfcare.clinic.opened import Kept
    from selfcare.facts.kinds import Fact

_OF_SETS = tuple(WORDS[kind] for kind in (SetBegun, MoreTime, SetEnded))
"""The kinds that nine in ten facts are of. Who counts some weeks reads them of these weeks alone."""


class Patient(NamedTuple):
    """A patient of the caseload, and how many facts are kept of them."""

    number: int
    code: str
    facts: int


class Caseload:
    """An open caseload, or an empty one where there is none yet. To be closed; best used with `with`."""

    def __init__(self, url: URL, engine: Engine | None) -> None:
        """Take over an engine; `Caseload.open` makes one."""
        self.url = url
        self._engine = engine

    @classmethod
    def open(cls, url: URL, *, write: bool) -> Caseload:
        """The caseload at that URL. To write, its tables are made or brought up to date; to read, nothing ever is made.

        Raises:
            LogUnreadable: it is something else, damaged, or newer; it is left as it is.
            OurFault: the system or the server refuses; the sentence says how to mend it.
        """
        refuse_strange(url)
        if not write and absent(url):
            return cls(url, None)
        if write:
            make_private(url)
        engine = engine_of(url)
        try:
            with in_sentences(url):
                there = _up_to_date(engine, url, make=write)
        except BaseException:
            engine.dispose()
            raise
        if not there:
            engine.dispose()
        return cls(url, engine if there else None)

    def add(self, kept: Iterable[Kept]) -> Added:
        """Take in the facts of one patient's file, all or none, in any order; they are told apart by patient and id.

        Raises:
            FileRefused: it holds a fact that the caseload holds with other content.
            OurFault: the store refuses. What the file itself raises while it is read undoes all, too.
        """
        assert self._engine is not None
        with in_sentences(self.url), writing(self._engine) as connection:
            return add_all(connection, iter(kept))

    def patients(self) -> list[Patient]:
        """All patients, by their codes."""
        if self._engine is None:
            return []
        with self._reading() as connection:
            rows = connection.execute(select(PATIENTS.c.number, PATIENTS.c.code, PATIENTS.c.facts))
            return sorted((Patient(*row) for row in rows), key=lambda one: one.code)

    def history(self, patient: Patient, since: dt.date | None = None) -> History:
        """All that is known of the patient; or enough of it to count the days from `since` on: the same counts as by all."""
        with self._reading() as connection:
            facts = _understood(_rows(connection, patient, FACTS.c.kind.not_in(_OF_SETS)), self)
            rest = History(facts)
            wanted = None if since is None or _waits_for_sessions(rest) else _sessions_near(rest, since)
            if wanted is None:
                facts += _understood(_rows(connection, patient, FACTS.c.kind.in_(_OF_SETS)), self)
            elif wanted:
                some = FACTS.c.kind.in_(_OF_SETS) & FACTS.c.session.in_(wanted)
                facts += _understood(_rows(connection, patient, some), self)
        return History(facts, rest)

    def lines(self, patient: Patient) -> Iterator[str]:
        """Each fact's canonical JSON in export order, without line ends."""
        with self._reading() as connection:
            found = select(FACTS.c.json, FACTS.c.sum).where(FACTS.c.patient == patient.number)
            for row in connection.execute(found.order_by(FACTS.c.at, FACTS.c.id)):
                yield self.as_text((row[0], row[1]))

    def as_text(self, kept: tuple[str, int]) -> str:
        """A row's JSON; the refusal of the caseload when it is not what its sum says, which only damage can make of it."""
        if sum_of(kept[0]) != kept[1]:
            raise damaged(self.url, "a fact in it is not as it was written")
        return kept[0]

    def figures(self) -> dict[int, tuple[str, str]]:
        """What was kept of earlier lists, by patient's number: its stamp and its JSON."""
        if self._engine is None:
            return {}
        with self._reading() as connection:
            rows = connection.execute(select(FIGURES.c.patient, FIGURES.c.stamp, FIGURES.c.json))
            return {number: (stamp, json) for number, stamp, json in rows}

    def keep_figures(self, found: Mapping[int, tuple[str, str]]) -> None:
        """Keep them for the next list, in place of what was kept of these patients."""
        if self._engine is None or not found:
            return
        rows = [{"patient": number, "stamp": stamp, "json": json} for number, (stamp, json) in found.items()]
        replace = text(
            "INSERT INTO caseload_figures (patient, stamp, json) VALUES (:patient, :stamp, :json) "
            "ON CONFLICT (patient) DO UPDATE SET stamp = excluded.stamp, json = excluded.json"
        )
        with in_sentences(self.url), writing(self._engine) as connection:
            connection.execute(replace, rows)

    def close(self) -> None:
        """Let go of the store."""
        if self._engine is not None:
            self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        assert self._engine is not None
        with in_sentences(self.url), reading(self._engine) as connection:
            yield connection


def _up_to_date(engine: Engine, url: URL, *, make: bool) -> bool:
    """Whether there is a caseload, after making or upgrading it where need be."""
    with reading(engine) as connection:
        version = _version(connection)
    if version is None and not make:
        return False
    if version is None or version < upgrades.NEWEST:
        with writing(engine) as connection:
            alone(connection)
            upgrades.upgrade(connection)
    elif version > upgrades.NEWEST:
        raise LogUnreadable(
            f"The caseload {visible(str(url.database))} was written by a newer selfcare. It was left as it is: update selfcare."
        )
    return True


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION}")).scalar()  # noqa: S608 - our own word
    return found


def _rows(connection: Connection, patient: Patient, which: object) -> list[tuple[str, int]]:
    found = select(FACTS.c.json, FACTS.c.sum).where(FACTS.c.patient == patient.number, which)  # type: ignore[arg-type]
    return [(kept, beside) for kept, beside in connection.execute(found)]


def _understood(rows: Sequence[tuple[str, int]], caseload: Caseload) -> list[Fact]:
    try:
        return list(many_from_json([caseload.as_text(row) for row in rows]))
    except UnknownFact as error:
        raise damaged(caseload.url, str(error)) from None


def _waits_for_sessions(known: History) -> bool:
    """Whether an exercise of any text begins after so many sessions: then all of them are counted."""
    routines = (known.routine(body.text) for _, body in known.of(Loaded))
    return any(exercise.after for routine in routines if routine for exercise in routine.exercise)


def _sessions_near(known: History, since: dt.date) -> list[str]:
    """The sessions of these days and of some before them, and of each day on which a text was loaded.

    By what was recorded and by what was corrected: a session that was moved is of both days.
    """
    begin = (since - dt.timedelta(days=AROUND)).isoformat()
    loadings = {moment(fact).day(known.day_ends(fact.at)).isoformat() for fact, _ in known.of(Loaded)}
    found = set()
    for fact in known.recorded:
        body = fact.body.body if isinstance(fact.body, Corrected) else fact.body
        if isinstance(body, SessionBegun) and (body.day >= begin or body.day in loadings):
            found.add(body.session)
    return sorted(found)
