"""The caseload's store: facts of many patients in, each patient's history out. SQLite and PostgreSQL by the same statements."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple, Self

from sqlalchemy import (  # noqa: TID251 - this room is its one address
    select,
    text,
)

from selfcare.clinic import believing, senders, upgrades
from selfcare.clinic.engines import absent, engine_of, make_private, reading, refuse_strange, writing
from selfcare.clinic.inserting import DamagedRow, add_all
from selfcare.clinic.kept import Kept, not_as_written
from selfcare.clinic.refusals import in_sentences
from selfcare.clinic.tables import FIGURES, PATIENTS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from sqlalchemy import URL, Connection, Engine  # noqa: TID251 - same

    from selfcare.clinic.believing import Sender, Standing
    from selfcare.clinic.inserting import Added
    from selfcare.clinic.opened import Arriving
    from selfcare.facts.history import History
    from selfcare.log.sharing.payload import Header


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
            return Kept(connection, self.url, patient.number).history(since)

    def lines(self, patient: Patient) -> Iterator[str]:
        """Each fact's canonical JSON in export order, without line ends."""
        with self._reading() as connection:
            texts = Kept(connection, self.url, patient.number).lines()
        yield from texts

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
            raise not_as_written(self.url) from None

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        assert self._engine is not None
        with in_sentences(self.url), reading(self._engine) as connection:
            yield connection
