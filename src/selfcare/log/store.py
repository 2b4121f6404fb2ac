"""The log: facts in, facts out."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from selfcare.facts.kinds import WORDS, SessionEnded
from selfcare.home.files import cannot
from selfcare.home.paths import log_file
from selfcare.home.system import make_private_folder
from selfcare.log import selection
from selfcare.log.layout import open_to_read, open_to_write, write_copy
from selfcare.log.locks import WriterLock
from selfcare.log.recounts import keep
from selfcare.log.refusals import all_understood, as_text, in_sentences
from selfcare.log.rows import row_of
from selfcare.log.upgrades import UPGRADES
from selfcare.text.errors import LogUnreadable, OurFault, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import sqlite3  # noqa: TID251 - this is its one address
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

    from selfcare.facts.kinds import Fact
    from selfcare.facts.recount import Counted
    from selfcare.log.rows import Row
    from selfcare.log.selection import Kept, Moments, Near
    from selfcare.log.upgrades import Upgrade

    OpenToWrite = Callable[[Path, Sequence[Upgrade]], sqlite3.Connection]

Answer = TypeVar("Answer")

_ENDED = WORDS[SessionEnded]
_ALL = "SELECT json, sum FROM facts ORDER BY at, id"
_ALL_OF = "SELECT json, sum FROM facts WHERE :patient IS NULL OR patient = :patient ORDER BY at, id"


class Merged(NamedTuple):
    """How many facts were new to the log, and how many it held already."""

    new: int
    known: int


class Log:
    """One patient's log, or an empty one where there is none yet. To be closed; best used with `with`."""

    def __init__(self, path: Path, connection: sqlite3.Connection | None, writer: WriterLock | None) -> None:
        """Take over an open connection; `Log.open` makes one."""
        self._path = path
        self._connection = connection
        self._writer = writer

    @classmethod
    def open(
        cls,
        folder: Path,
        *,
        write: bool,
        upgrades: Sequence[Upgrade] = UPGRADES,
        open_to_write: OpenToWrite = open_to_write,
    ) -> Log:
        """The log in this folder. To write, folder and log are made if need be; to read, nothing ever is.

        `open_to_write` is handed the file and the upgrades.

        Raises:
            LogUnreadable: it is something else, damaged, or newer; the file is left as it is.
            OurFault: the system refuses; the sentence says how to mend it.
        """
        path = log_file(folder)
        if not write:
            return cls.read(path, upgrades=upgrades)
        with in_sentences(path, "write"):
            _refuse_strange(path)
        try:
            make_private_folder(folder)
        except OSError as error:
            raise cannot("write into", folder, error) from error
        writer = WriterLock(folder)
        try:
            with writer.held(), in_sentences(path, "write"):
                return cls(path, open_to_write(path, upgrades), writer)
        except BaseException:
            writer.close()
            raise

    @classmethod
    def read(cls, path: Path, *, upgrades: Sequence[Upgrade] = UPGRADES) -> Log:
        """The log of that very file, such as a backup, to be read; an empty one where there is no file.

        Raises:
            LogUnreadable, OurFault: as `open`.
        """
        with in_sentences(path, "read"):
            _refuse_strange(path)
            return cls(path, open_to_read(path, upgrades) if path.exists() else None, None)

    def append(self, facts: Sequence[Fact]) -> None:
        """Write the facts, all or none; when this returns they are on the disk. What is there already stays as it is.

        Raises:
            LogUnreadable: the log holds one of these ids with other content; nothing was written.
            OurFault: a fact could not be read back, or the system refuses; nothing was written.
        """
        self._write([row_of(fact) for fact in facts])

    def merge(self, facts: Iterable[Fact]) -> Merged:
        """Take in facts from elsewhere, all or none, in any order, one in memory at a time; they are told apart by id.

        Raises:
            UsageRefused: one belongs to another patient than the log, or than the first of them; nothing was written.
            LogUnreadable, OurFault: as `append`. What the facts themselves raise while they are read undoes all, too.
        """
        return self._write(row_of(fact) for fact in _of_one(self.owner(), facts))

    def _write(self, rows: Iterable[Row]) -> Merged:
        if self._writer is None or self._connection is None:
            raise OurFault("This log was opened only to be read.")
        connection, new, known = self._connection, 0, 0
        ended: set[tuple[str, str]] = set()
        with self._writer.held(), in_sentences(self._path, "write"):
            connection.execute("BEGIN IMMEDIATE")
            try:
                for row in rows:
                    done = connection.execute("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING", row)
                    if done.rowcount:
                        new += 1
                        if row.kind == _ENDED and row.session is not None:
                            ended.add((row.session, row.patient))
                    else:
                        self._check_same(row)
                        known += 1
                keep(connection, ended)
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:  # SQLite has ended it by itself when the disk is full
                    connection.execute("ROLLBACK")
                raise
        return Merged(new, known)

    def facts(self) -> list[Fact]:
        """All facts in export order."""
        return self._understood(lambda connection: connection.execute(_ALL))

    def standing(self) -> list[Fact]:
        """The facts that hold however old they are, every correction, and what each of these replaces; in no order."""
        facts = self._understood(selection.standing)
        more = self._understood(lambda connection: iter(selection.replaced(connection, facts)[0]))
        return list({fact.id: fact for fact in (*facts, *more)}.values())

    def near(self, what: Near) -> list[Fact]:
        """Every session, whole, of which a fact or a correction is near, and each near fact of none; in no order."""
        return self._understood(lambda connection: selection.near(connection, what))

    def near_counted(self, what: Near, patient: str | None) -> tuple[list[Fact], dict[str, Counted]]:
        """The same of that patient, but for the sets of sessions that were counted already: these as they were counted."""
        found: dict[str, Counted] = {}
        return self._understood(lambda connection: selection.near(connection, what, patient, found)), found

    def corrected_sessions(self, facts: Sequence[Fact]) -> frozenset[str]:
        """The sessions whose beginning, or a set, one of the corrections among these facts replaces."""
        return self._asked(lambda connection: selection.replaced(connection, facts)[1], frozenset())

    def latest_session(self, patient: str, corrected: frozenset[str]) -> str | None:
        """The session of that patient that began last, but for these."""
        return self._asked(lambda connection: selection.latest_session(connection, patient, corrected), None)

    def owner(self) -> str | None:
        """The code of the patient for whom a routine was loaded first; before any loading, of whom the first fact is."""
        return self._asked(selection.owner, None)

    def first_day(self) -> str | None:
        """The first day that any fact names, an ISO word; None when none does."""
        return self._asked(selection.first_day, None)

    def tells_sessions_apart(self, patient: str, letters: int) -> bool:
        """Whether the first so many letters of each session's id tell it from every other of that patient."""
        return self._asked(lambda connection: selection.tell_apart(connection, patient, letters), nothing=True)

    def entry_moments(self, patient: str) -> Moments:
        """When each entry of that patient was first recorded."""
        return self._asked(lambda connection: selection.entry_moments(connection, patient), selection.Moments([], []))

    def lines(self, patient: str | None = None) -> Iterator[str]:
        """Each fact's canonical JSON in export order, without line ends, as it was written; one in memory at a time.

        `patient` leaves out what belongs to another code.
        """
        if self._connection is None:
            return
        with in_sentences(self._path, "read"):
            for row in self._connection.execute(_ALL_OF, {"patient": patient}):
                yield as_text(row, self._path)

    def copy(self, path: Path) -> None:
        """Write all of it into an empty file, as it is at one moment; whoever writes meanwhile is not held up for long.

        Raises:
            LogUnreadable, OurFault: as `open`; the file is then of no use.
        """
        if self._connection is not None:
            with in_sentences(path, "write"):
                write_copy(self._connection, path)

    def close(self) -> None:
        """Let go of the file."""
        connection, self._connection = self._connection, None
        writer, self._writer = self._writer, None
        if writer:
            # The last writer to close brings the WAL home, which is a writing too. With another one stuck, SQLite's own
            # locks must do.
            with suppress(OurFault), writer.held():
                if connection:
                    connection.close()
            writer.close()
        if connection:
            connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _asked(self, question: Callable[[sqlite3.Connection], Answer], nothing: Answer) -> Answer:
        """What the log answers; `nothing` where there is none."""
        if self._connection is None:
            return nothing
        with in_sentences(self._path, "read"):
            return question(self._connection)

    def _understood(self, question: Callable[[sqlite3.Connection], Iterator[Kept]]) -> list[Fact]:
        nothing: list[Kept] = []
        rows = self._asked(lambda connection: list(question(connection)), nothing)
        return list(all_understood(rows, self._path))

    def _check_same(self, row: Row) -> None:
        assert self._connection is not None
        (text,) = self._connection.execute("SELECT json FROM facts WHERE id = ?", (row.id,)).fetchone()
        if text != row.json:
            raise LogUnreadable(
                f"The log already holds the fact {visible(row.id[:60])} with other content. Nothing was written."
            )


def _refuse_strange(path: Path) -> None:
    """A link that leads nowhere hides a log, and is no reason to begin a new one; a pipe would be waited for, for ever."""
    if path.is_symlink() and not path.exists():
        raise LogUnreadable(
            f"The log {visible(str(path))} is a link that leads nowhere. Is a disk missing? Put it back, or take the link away."
        )
    if path.exists() and not (path.is_file() or path.is_dir()):
        raise LogUnreadable(f"Where the log should be, {visible(str(path))}, is no file. Move that away.")


def _of_one(patient: str | None, facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts, as long as they are that patient's; without one, the first one's."""
    for fact in facts:
        patient = fact.patient if patient is None else patient
        if fact.patient != patient:
            raise UsageRefused(
                f"Here is something of the patient {visible(fact.patient[:60])}, but this log is of "
                f"{visible(patient[:60])}. Nothing was taken in."
            )
        yield fact
