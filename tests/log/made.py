"""Made logs for the laws: what a few days write, and a folder as it looks from outside."""

from __future__ import annotations

import sqlite3  # noqa: TID251 - a log without a disk under it, for laws that are tried on a hundred of them
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.facts import kinds
from selfcare.facts.kinds import Fact
from selfcare.log.layout import CREATE
from selfcare.log.locks import WriterLock
from selfcare.log.recounts import keep
from selfcare.log.rows import row_of
from selfcare.log.store import Log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.kinds import Body

START = 1_767_225_600_000  # 2026-01-01 in UTC milliseconds


def made(*bodies: Body, first: int = 0) -> list[Fact]:
    """Return a fact of each body, a minute apart; ids count from `first`, so they order as the moments do."""
    return [
        Fact(f"{number:032x}", START + number * 60_000, 60, "Europe/Vienna", "P-17", body)
        for number, body in enumerate(bodies, first)
    ]


def session(name: str, day: str, sets: int = 2) -> list[Body]:
    """Return what one session writes."""
    return [
        kinds.Answered(name, day, "asked"),
        kinds.SessionBegun(name, day, "0" * 64, "full", ()),
        *(kinds.SetEnded(name, "calf", "left", one + 1, 1, 1000 * one, 1000, 1000, "whole") for one in range(sets)),
        kinds.SessionEnded(name, "ran to the end", 1000 * sets, 0),
        kinds.Confirmed(name, "all"),
    ]


def written(folder: Path, facts: Sequence[Fact]) -> None:
    """Write a log."""
    with Log.open(folder, write=True) as log:
        log.append(facts)


def in_memory(facts: Sequence[Fact], folder: Path | None = None, counted: int | None = None) -> Log:
    """Return an open log of the same layout that lies on no disk; to be written to, with its lock in that folder.

    The sets of every session are counted when so many of the facts are there (None: all); as they are when it ends.
    """
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.executescript(CREATE)
    some = len(facts) if counted is None else counted
    connection.executemany("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?)", map(row_of, facts[:some]))
    keep(connection, {(row.session, row.patient) for row in map(row_of, facts[:some]) if row.session is not None})
    connection.executemany("INSERT INTO facts VALUES (?,?,?,?,?,?,?,?)", map(row_of, facts[some:]))
    return Log(Path("log in memory"), connection, None if folder is None else WriterLock(folder))


def seen(folder: Path) -> dict[str, tuple[bytes, int]]:
    """Return every file of the folder that holds something: its bytes, and when it was changed.

    Left out are the locks, and what SQLite lays beside a log to read it: shared memory, and a WAL without content.
    """
    return {
        path.name: (path.read_bytes(), path.stat().st_mtime_ns)
        for path in folder.iterdir()
        if not path.name.endswith((".lock", "-shm")) and (path.stat().st_size or not path.name.endswith("-wal"))
    }
