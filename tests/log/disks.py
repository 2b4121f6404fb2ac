"""A disk under the log that is watched: it fails where it is told to, or tells all that was written, to be replayed.

It stands between SQLite and the files (a VFS of apsw's), so that the log's own SQL and its own opening run as they are.
The one thing that differs: with such a disk SQLite keeps the WAL's index in memory, which needs the file to itself.
"""

from __future__ import annotations

import sqlite3  # noqa: TID251 - what apsw raises is turned into what the log expects
from contextlib import suppress
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import apsw

from selfcare.log.layout import open_to_write

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.log.upgrades import Upgrade

_NAMES = count(1)


class Operation(NamedTuple):
    """What was done to a file: "write" (data at a place), "cut" (to a length), "sync", "make" or "delete"."""

    what: str
    name: str
    at: int = 0
    data: bytes = b""


class Disk(apsw.VFS):
    """Every operation is told in `done`. From the one numbered `fails` on (or only that one: `once`) it fails, by `error`.

    `half`: of what was to be written half is there.
    """

    def __init__(
        self, fails: int | None = None, *, once: bool = True, error: int = apsw.SQLITE_FULL, half: bool = False
    ) -> None:
        self.name = f"watched {next(_NAMES)}"
        self.done: list[Operation] = []
        self.failed = 0
        self._fails, self._once, self._error, self.half = fails, once, error, half
        super().__init__(self.name, "")

    def open_to_write(self, path: Path, upgrades: Sequence[Upgrade]) -> sqlite3.Connection:
        """Open the log as it is opened, on this disk."""
        connection: Any = open_to_write(path, upgrades, self._connect)
        return connection  # type: ignore[no-any-return]

    def xOpen(self, name: Any, flags: list[int]) -> Any:  # noqa: N802 - apsw's name
        """Open a file."""
        path = name.filename() if isinstance(name, apsw.URIFilename) else name
        if path is None or not Path(path).exists():
            self.happens(Operation("make", Path(path or "").name))
        return File(self, name, flags, Path(path or "").name)

    def xDelete(self, filename: str, syncdir: bool) -> None:  # noqa: N802 - apsw's name
        """Delete a file."""
        self.happens(Operation("delete", Path(filename).name))
        super().xDelete(filename, syncdir)

    def happens(self, operation: Operation) -> None:
        """Tell it, or fail."""
        number = len(self.done)
        self.done.append(operation)
        if self._fails is not None and (number == self._fails if self._once else number >= self._fails):
            self.failed += 1
            error = apsw.exception_for(self._error)
            error.extendedresult = self._error  # type: ignore[attr-defined]
            raise error

    def _connect(self, path: Path, **_: Any) -> Any:
        return Connection(path, self.name)


class File(apsw.VFSFile):
    """A file on a watched disk."""

    def __init__(self, disk: Disk, name: Any, flags: list[int], short: str) -> None:
        self.disk, self.short = disk, short
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802 - apsw's name
        """Write."""
        try:
            self.disk.happens(Operation("write", self.short, offset, bytes(data)))
        except apsw.Error:
            if self.disk.half:
                super().xWrite(bytes(data)[: len(data) // 2], offset)
            raise
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802 - apsw's name
        """Cut it to a length."""
        self.disk.happens(Operation("cut", self.short, newsize))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802 - apsw's name
        """Wait until it is on the disk."""
        self.disk.happens(Operation("sync", self.short))
        super().xSync(flags)


class Connection:
    """apsw's connection in the shape of sqlite3's, as far as the log uses it."""

    def __init__(self, path: Path, disk: str) -> None:
        with _Turned():
            self._connection = apsw.Connection(str(path), vfs=disk)
            self._connection.execute("PRAGMA locking_mode = EXCLUSIVE")

    def execute(self, statement: str, values: Sequence[Any] = ()) -> Result:
        """Run one statement."""
        with _Turned():
            before = self._connection.total_changes()
            rows = list(self._connection.execute(statement, tuple(values)))
            return Result(rows, self._connection.total_changes() - before)

    def executescript(self, statements: str) -> None:
        """Run several."""
        self.execute(statements)

    def create_function(self, name: str, arguments: int, function: Any, *, deterministic: bool) -> None:
        """Let SQL call it."""
        self._connection.create_scalar_function(name, function, arguments, deterministic=deterministic)

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is open."""
        return self._connection.in_transaction

    def close(self) -> None:
        """Let go of the file. As with sqlite3, it is no error that the WAL could not be brought home."""
        with suppress(apsw.Error):
            self._connection.close()


class Result(list[Any]):
    """The rows of a statement."""

    def __init__(self, rows: list[Any], changes: int) -> None:
        super().__init__(rows)
        self.rowcount = changes

    def fetchone(self) -> Any:
        """Return the first."""
        return self[0] if self else None


class _Turned:
    """Turns apsw's errors into those of sqlite3."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: object) -> None:
        if isinstance(error, apsw.Error):
            turned = sqlite3.OperationalError(str(error))
            turned.sqlite_errorcode = int(getattr(error, "extendedresult", apsw.SQLITE_ERROR))
            raise turned from error
