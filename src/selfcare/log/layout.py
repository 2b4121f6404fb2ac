"""The log's file: how it is made, opened and known again. One that is not ours, or newer, is left alone."""

from __future__ import annotations

import os
import sqlite3  # noqa: TID251 - this is its one address
from contextlib import closing
from typing import TYPE_CHECKING

from selfcare.home import system
from selfcare.log.recounts import CREATE as RECOUNTS
from selfcare.log.refusals import damaged, newer, not_ours, understood
from selfcare.log.upgrades import LOOK_BACK, upgrade

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from selfcare.log.upgrades import Upgrade

    Connect = Callable[..., sqlite3.Connection]

APPLICATION_ID = int.from_bytes(b"sc.l")
"""Stands in the file's header, so that no other program's database is taken for a log."""

SQLITE = sqlite3.sqlite_version
BUSY_MS = 5000

# `json` is the fact, and `sum` its check sum. Kind, day and session are read out of it for look-up only; day is what the body
# itself says.
CREATE = f"""
    CREATE TABLE facts (
        id TEXT NOT NULL PRIMARY KEY,
        at INTEGER NOT NULL,
        patient TEXT NOT NULL,
        kind TEXT NOT NULL,
        day TEXT,
        session TEXT,
        json TEXT NOT NULL,
        sum INTEGER
    ) STRICT;
    CREATE INDEX facts_in_order ON facts (at, id);
    CREATE INDEX facts_by_session ON facts (session);
    CREATE INDEX corrections ON facts (kind) WHERE kind = 'correction';
    {LOOK_BACK}
    {RECOUNTS}
    PRAGMA application_id = {APPLICATION_ID:d};
"""

_MAGIC = b"SQLite format 3\0"
_FAR = 1000  # versions ahead: a log so new there will not be, and a flipped bit mostly makes one
_HEADER = 100  # bytes; the fields are those of sqlite.org/fileformat.html, section 1.3


def open_to_read(path: Path, upgrades: Sequence[Upgrade]) -> sqlite3.Connection:
    """A connection that cannot write. An older log is brought up to date in memory only."""
    _check_header(path, len(upgrades) + 1)
    connection = _read_only(path)
    try:
        version = _checked_version(connection, path, len(upgrades) + 1)
        if version <= len(upgrades):
            copy = sqlite3.connect(":memory:", isolation_level=None)
            connection.backup(copy)
            connection.close()
            connection = copy
            upgrade(connection, version, upgrades)
    except BaseException:
        connection.close()
        raise
    return connection


def open_to_write(path: Path, upgrades: Sequence[Upgrade], connect: Connect = sqlite3.connect) -> sqlite3.Connection:
    """A connection that writes, to a log that is made or brought up to date if need be. The caller holds the lock.

    `connect` opens what is written to, as `sqlite3.connect` does.
    """
    if not path.exists():
        _make(path, len(upgrades) + 1, connect)
    _check_header(path, len(upgrades) + 1)
    # Closing a connection that may write can change the file; so it is first recognised by one that may not.
    with closing(_read_only(path)) as reader:
        version = _checked_version(reader, path, len(upgrades) + 1)
        if version <= len(upgrades):
            _back_up(reader, path.with_name(f"log.before-upgrade-{len(upgrades) + 1}.sqlite3"))
    connection = connect(path, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        _make_durable(connection)
        if version <= len(upgrades):
            upgrade(connection, version, upgrades)
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")  # so that the header tells the new version
    except BaseException:
        connection.close()
        raise
    return connection


def _make(path: Path, version: int, connect: Connect) -> None:
    """Make an empty log: aside, so that under its name there is never half of one."""
    aside = path.with_name("log.new.sqlite3")
    aside.unlink(missing_ok=True)
    os.close(system.open_private(aside, new=True))
    with closing(connect(aside, isolation_level=None)) as connection:
        connection.executescript(f"BEGIN; {CREATE} PRAGMA user_version = {version:d}; COMMIT")
    aside.replace(path)
    system.sync_folder(path.parent)


def _make_durable(connection: sqlite3.Connection) -> None:
    """WAL and FULL lost no commit in 300 simulated power cuts; NORMAL did. Where WAL cannot be had: TRUNCATE."""
    connection.execute("PRAGMA foreign_keys = ON")
    if system.FULL_FSYNC:
        connection.execute("PRAGMA fullfsync = ON")
        connection.execute("PRAGMA checkpoint_fullfsync = ON")
    try:
        (mode,) = connection.execute("PRAGMA journal_mode = WAL").fetchone()
    except sqlite3.OperationalError:
        mode = "none"
    if mode != "wal":
        connection.execute("PRAGMA journal_mode = TRUNCATE")
    connection.execute("PRAGMA synchronous = FULL")


def _read_only(path: Path) -> sqlite3.Connection:
    uri = f"{path.absolute().as_uri()}?mode=ro"
    connection = sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
    try:
        connection.execute("PRAGMA schema_version").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if error.sqlite_errorcode == sqlite3.SQLITE_READONLY_ROLLBACK:
            # Without WAL, a writer that died left half a commit; who may only read cannot take it back.
            with closing(sqlite3.connect(path, timeout=BUSY_MS / 1000)) as mending:
                mending.execute("SELECT 1 FROM sqlite_schema").fetchone()
            return sqlite3.connect(uri, uri=True, timeout=BUSY_MS / 1000, isolation_level=None)
        if error.sqlite_errorcode & 0xFF in {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY} and not _beside(path):
            # A WAL log in a folder that may not be written, such as a mounted backup: nobody else can be writing it.
            return sqlite3.connect(f"{uri}&immutable=1", uri=True, isolation_level=None)
        raise
    except BaseException:
        connection.close()
        raise
    return connection


def _check_header(path: Path, newest: int) -> None:
    """Refuse, by its first bytes alone, a file that is not ours, newer, or cut short: SQLite never opens it."""
    pending = _beside(path)
    with path.open("rb") as file:
        header = file.read(_HEADER)
        size = os.fstat(file.fileno()).st_size
    if len(header) < _HEADER or not header.startswith(_MAGIC) or _number(header, 68) != APPLICATION_ID:
        raise not_ours(path)
    _check_version(_number(header, 60), path, newest)
    # SQLite reads zeroes where part of a page is missing. With changes pending beside it, a file may be about to grow.
    page_size = int.from_bytes(header[16:18])
    if size < _number(header, 28) * (65_536 if page_size == 1 else page_size) and not pending and not _beside(path):
        raise damaged(path, "its end is missing")


def _number(header: bytes, at: int) -> int:
    return int.from_bytes(header[at : at + 4])


def _beside(path: Path) -> bool:
    """Whether changes lie beside the file that are not in it yet."""
    for end in ("-wal", "-journal"):
        try:
            if path.with_name(path.name + end).stat().st_size:
                return True
        except FileNotFoundError:
            continue
    return False


def _checked_version(connection: sqlite3.Connection, path: Path, newest: int) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    _check_version(version, path, newest)
    if version < 1 or not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'facts'").fetchone():
        raise not_ours(path)
    last = connection.execute("SELECT json FROM facts ORDER BY rowid DESC LIMIT 1").fetchone()
    if last:
        understood(last[0], path)  # a newer one is met here, before anything is written after it
    return int(version)


def _check_version(version: int, path: Path, newest: int) -> None:
    if version > newest + _FAR:
        raise damaged(path, f"its version cannot be {version}")
    if version > newest:
        raise newer(path)


def write_copy(reader: sqlite3.Connection, path: Path) -> None:
    """Write all of the log, as it is at one moment, into that empty file, which then stands alone: no WAL beside it."""
    with closing(sqlite3.connect(path, isolation_level=None)) as copy:
        reader.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")


def _back_up(reader: sqlite3.Connection, path: Path) -> None:
    """Write all of the log into a file of its own, whole or not at all."""
    aside = path.with_name(f"{path.name}.part")
    aside.unlink(missing_ok=True)
    descriptor = system.open_private(aside, new=True)  # VACUUM INTO takes an empty file, and with it its mode
    try:
        reader.execute("VACUUM INTO ?", (str(aside),))
        system.sync(descriptor)
    finally:
        os.close(descriptor)
    aside.replace(path)
    system.sync_folder(path.parent)
