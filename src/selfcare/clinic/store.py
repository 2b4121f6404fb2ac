"""The caseload's store: facts of many patients in, each patient's history out. SQLite and PostgreSQL by the same statements."""

from __future__ import annotations

import datetime as dt
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Self

from sqlalchemy import (  # noqa: TID251 - this room is its one address
    select,
    text,
)

from selfcare.clinic import believing, senders, upgrades
from selfcare.clinic.engines import absent, engine_of, make_private, reading, refuse_strange, writing
from selfcare.clinic.inserting import DamagedRow, add_all
from selfcare.clinic.packing import OF_SETS, lines, sums
from selfcare.clinic.refusals import damaged, in_sentences
from selfcare.clinic.tables import FACTS, FIGURES, PATIENTS, SETS
from selfcare.facts.codec import UnknownFact, many_from_json
from selfcare.facts.history import History, moment
from selfcare.facts.kinds import Corrected, Loaded, SessionBegun
from selfcare.log.past import AROUND
from selfcare.log.sums import sum_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine  # noqa: TID251 - same

    from selfcare.clinic.believing import Sender, Standing
    from selfcare.clinic.inserting import Added
    from selfcare.clinic.opened import Arriving
    from selfcare.facts.kinds import Fact
    from selfcare.facts.recount import Counted
    from selfcare.log.sharing.payload import Header
    from selfcare.text.errors import LogUnreadable


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
                there = upgrades.up_to_date(engine, url, make=write)
        except BaseException:
            engine.dispose()
            raise
        if not there:
            engine.dispose()
        return cls(url, engine if there else None)

    def add(self, arriving: Arriving, accept: str | None = None) -> Added:
        """Take in the facts of one patient's file, all or none, in any order; they are told apart by patient and id.

        `accept` is the code of a patient whose file the therapist knows it to be.

        Raises:
            Doubted: it may be of another patient.
            FileRefused: it holds a fact that the caseload holds with other content.
            LogUnreadable: what the caseload holds of the patient is damaged.
            OurFault: the store refuses. What the file itself raises while it is read undoes all, too.
        """
        with self._writing() as connection:
            added = add_all(connection, arriving)
            believing.unsigned(senders.known(connection, added.patient), added, accept)
            return added

    def add_signed(self, arriving: Arriving, header: Header, accept: str | None = None) -> tuple[Added, Standing]:
        """The same of a file that is signed, as its header says; its key is believed once its facts are kept.

        `accept` may also be the mark of a key that the therapist heard from the patient.

        Raises:
            Doubted: another key signed it than before, or it may be of another patient.
            FileRefused, LogUnreadable, OurFault: as `add`.
        """
        with self._writing() as connection:
            added = add_all(connection, arriving)
            known = senders.known(connection, header.patient, header.key)
            standing = believing.signed(header, known, added, accept)
            senders.believe(connection, header.patient, header.key, header.shared)
            return added, standing

    def senders(self, patient: Patient) -> list[Sender]:
        """The keys by which the patient's files were signed, the newest last."""
        with self._reading() as connection:
            return senders.known(connection, patient.code)

    def forget(self, patient: Patient, mark: str) -> Sender:
        """Believe the patient's key of that mark no longer.

        Raises:
            NotFound: the patient has no such key.
            OurFault: the store refuses.
        """
        with self._writing() as connection:
            return senders.forget(connection, patient.code, mark)

    def bring(self, folder: Path) -> None:
        """Take over the keys that this computer kept for itself before the store did; its file goes once they are kept.

        Raises:
            FileRefused: that file is damaged.
            OurFault: the store or the system refuses.
        """
        before = senders.of_before(folder)
        if before is None:
            return
        with self._writing() as connection:
            senders.bring(connection, before)
        senders.put_away(folder)

    def patients(self) -> list[Patient]:
        """All patients, by their codes."""
        if self._engine is None:
            return []
        with self._reading() as connection:
            rows = connection.execute(select(PATIENTS.c.number, PATIENTS.c.code, PATIENTS.c.facts))
            return sorted((Patient(*row) for row in rows), key=lambda one: one.code)

    def history(self, patient: Patient, since: dt.date | None = None) -> History:
        """All that is known of the patient, or enough of it to count the days from `since` on: the same counts as by all.

        Sets are in it as they were counted, but for those that must be counted anew.
        """
        with self._reading() as connection:
            rest = History(_understood(self._rows(connection, patient), self))
            near = None if since is None or _waits_for_sessions(rest) else _sessions_near(rest, since)
            counted, whole = _counted(connection, patient, near)
            last = rest.recorded[-1].at if rest.recorded else 0
            whole |= {name for name, one in counted.items() if one.last_at >= last}  # what was heard last stays a fact
            whole |= self._corrected(connection, patient, rest)
            facts = _understood(self._packed(connection, patient, whole), self)
        left = {name: one for name, one in counted.items() if name not in whole}
        return History([*rest.recorded, *facts], rest, left)

    def lines(self, patient: Patient) -> Iterator[str]:
        """Each fact's canonical JSON in export order, without line ends."""
        with self._reading() as connection:
            texts = self._rows(connection, patient) + self._packed(connection, patient)
        facts = zip(_understood(texts, self), texts, strict=True)
        for _, kept in sorted(facts, key=lambda one: (one[0].at, one[0].id)):
            yield kept

    def _rows(self, connection: Connection, patient: Patient) -> list[str]:
        """The texts of all facts but those of sets."""
        rows = connection.execute(select(FACTS.c.json, FACTS.c.sum).where(FACTS.c.patient == patient.number)).all()
        if any(sum_of(kept) != beside for kept, beside in rows):
            raise self._damaged()
        return [kept for kept, _ in rows]

    def _packed(self, connection: Connection, patient: Patient, sessions: Collection[str] | None = None) -> list[str]:
        """The texts of the sets of these sessions, or of all."""
        if sessions is not None and not sessions:
            return []
        found = select(SETS.c.packed, SETS.c.sum).where(SETS.c.patient == patient.number)
        if sessions is not None:
            found = found.where(SETS.c.session.in_(sorted(sessions)))
        texts: list[str] = []
        for together, beside in connection.execute(found):
            some = lines(together, beside)
            if some is None:
                raise self._damaged()
            texts += some
        return texts

    def _corrected(self, connection: Connection, patient: Patient, rest: History) -> set[str]:
        """The sessions of whose sets one was corrected, or came of a correction: these are counted anew."""
        made = (fact.body.body for fact in rest.recorded if isinstance(fact.body, Corrected))
        named = {one.session for one in made if isinstance(one, OF_SETS)}
        elsewhere = set(rest.corrections) - {fact.id for fact in rest.recorded}
        if elsewhere:
            facts = _understood(self._packed(connection, patient), self)
            named |= {fact.body.session for fact in facts if fact.id in elsewhere and isinstance(fact.body, OF_SETS)}
        return named

    def _damaged(self) -> LogUnreadable:
        return damaged(self.url, "a fact in it is not as it was written")

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
    def _writing(self) -> Iterator[Connection]:
        assert self._engine is not None
        try:
            with in_sentences(self.url), writing(self._engine) as connection:
                yield connection
        except DamagedRow:
            raise self._damaged() from None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        assert self._engine is not None
        with in_sentences(self.url), reading(self._engine) as connection:
            yield connection


def _counted(
    connection: Connection, patient: Patient, sessions: Sequence[str] | None
) -> tuple[dict[str, Counted], set[str]]:
    """Of these sessions (None: of all) what was counted of their sets, and those of which that cannot be believed."""
    found = select(SETS.c.session, SETS.c.stamp, SETS.c.counted).where(SETS.c.patient == patient.number)
    if sessions is not None:
        found = found.where(SETS.c.session.in_(sessions))
    counted: dict[str, Counted] = {}
    unread: set[str] = set()
    for session, stamp, kept in connection.execute(found):
        known = None if session in counted else sums(stamp, kept)
        if known is None:
            unread.add(session)
        else:
            counted[session] = known
    return counted, unread


def _understood(texts: Sequence[str], caseload: Caseload) -> list[Fact]:
    try:
        return list(many_from_json(texts))
    except UnknownFact as error:
        raise damaged(caseload.url, str(error)) from None


def _waits_for_sessions(known: History) -> bool:
    """Whether an exercise of any text begins after so many sessions: then all of them are counted."""
    routines = (known.routine(body.text) for _, body in known.of(Loaded))
    return any(exercise.after for routine in routines if routine for exercise in routine.exercise)


def _sessions_near(known: History, since: dt.date) -> list[str]:
    """The sessions of these days and of some before them, of each day on which a text was loaded, and the last one.

    By what was recorded and by what was corrected: a session that was moved is of both days.
    """
    begin = (since - dt.timedelta(days=AROUND)).isoformat()
    loadings = {moment(fact).day(known.day_ends(fact.at)).isoformat() for fact, _ in known.of(Loaded)}
    found: set[str] = set()
    for fact in known.recorded:
        body = fact.body.body if isinstance(fact.body, Corrected) else fact.body
        if isinstance(body, SessionBegun) and (body.day >= begin or body.day in loadings):
            found.add(body.session)
    last = getattr(known.recorded[-1].body, "session", None) if known.recorded else None
    return sorted(found | ({last} if last is not None else set()))
