"""What SQLite refuses, as a sentence with its exit code: never a traceback."""

from __future__ import annotations

import errno
import sqlite3  # noqa: TID251 - this is its one address
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selfcare.facts.codec import UnknownFact, many_from_json
from selfcare.home.files import cannot
from selfcare.log.sums import sum_of
from selfcare.text.errors import LogUnreadable, OurFault
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from selfcare.facts.kinds import Fact
from selfcare.text.errors import SelfcareError

_DAMAGED = "It was left as it is. To save what can be read of it and go on, type: selfcare restore"


@contextmanager
def in_sentences(path: Path, do: str) -> Iterator[None]:
    """Turn what SQLite or the system refuses into sentences. `do` is "read" or "write"."""
    try:
        yield
    except sqlite3.Error as error:
        raise _sentence(error, path, do) from error
    except UnicodeDecodeError as error:  # Python could not even read SQLite's own message about the damage
        raise damaged(path, "a name in it is no text") from error
    except OSError as error:
        raise cannot(do, path, error) from error


def not_ours(path: Path) -> LogUnreadable:
    """The refusal of a file that is something else."""
    return LogUnreadable(
        f"{visible(str(path))} is no log of selfcare, or its beginning is damaged. It was left as it is. To save what can be "
        "read of it, type: selfcare restore. Or move it away, and a new log begins."
    )


def damaged(path: Path, why: str) -> LogUnreadable:
    """The refusal of a log of ours that cannot be read whole."""
    return LogUnreadable(f"The log {visible(str(path))} is damaged: {visible(why)}. {_DAMAGED}")


class NewerLog(LogUnreadable):
    """A later selfcare wrote the log: it is sound, and nothing may be done about it."""


def newer(path: Path) -> NewerLog:
    """The refusal of a log that a later selfcare wrote."""
    return NewerLog(
        f"The log {visible(str(path))} was written by a newer selfcare. It was left as it is: update selfcare."
    )


def as_text(kept: tuple[object, object], path: Path) -> str:
    """A row's JSON; the refusal of the log when it is not what its sum says, which only damage can make of it."""
    text, beside = kept
    if not isinstance(text, str) or sum_of(text) != beside:
        raise damaged(path, "a fact in it is not as it was written")
    return text


def understood(text: object, path: Path) -> Fact:
    """The fact of a row's JSON, whose sum is not looked at; the refusal of the log when this selfcare does not know it."""
    return next(_understood([text if isinstance(text, str) else ""], path))


def all_understood(rows: Iterable[tuple[object, object]], path: Path) -> Iterator[Fact]:
    """The fact of each JSON with its sum, in their order; the refusal of the log at the first that is not sound or known."""
    return _understood([as_text(row, path) for row in rows], path)


def _understood(texts: Sequence[str], path: Path) -> Iterator[Fact]:
    try:
        yield from many_from_json(texts)
    except UnknownFact as error:
        raise LogUnreadable(
            f"The log {visible(str(path))} holds a fact that this selfcare cannot read: {visible(str(error))}. "
            "It was left as it is. If a newer selfcare wrote it, update this one."
        ) from None


def _sentence(error: sqlite3.Error, path: Path, do: str) -> SelfcareError:
    # The low byte is the kind; the rest tells which variety of it. A row that is no UTF-8 comes without any code.
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code == sqlite3.SQLITE_NOTADB:
        return not_ours(path)
    if code == sqlite3.SQLITE_CORRUPT:
        return damaged(path, str(error))
    if code == sqlite3.SQLITE_FULL:
        return cannot(do, path, OSError(errno.ENOSPC, ""))
    if code in (sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_AUTH):
        return cannot(do, path, OSError(errno.EACCES, ""))
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return busy(path)
    return OurFault(f"Cannot {do} the log {visible(str(path))}: {visible(str(error))}.")


def busy(path: Path) -> OurFault:
    """The refusal to wait any longer for another writer."""
    return OurFault(
        f"Another selfcare has been writing to {visible(str(path))} for five seconds, so nothing was written. "
        "Let it finish, then try again."
    )
