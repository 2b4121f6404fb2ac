"""Files that a person asked for by name: nothing of anybody else's is ever overwritten, and each is there whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from itertools import count
from typing import TYPE_CHECKING

from selfcare.home.system import open_private, sync, sync_folder
from selfcare.text.errors import NotFound, OurFault, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

_HEAD = 4096
"""Bytes at the beginning of a file by which we know our own."""
_FULL = "Make some room on it, or choose another folder"
_CLOSED = "Choose a folder that you may write in"
_WHY = {
    errno.ENOSPC: ("the disk is full", _FULL),
    errno.EDQUOT: ("your share of the disk is full", _FULL),
    errno.EROFS: ("the disk can only be read", _CLOSED),
    errno.EACCES: ("you have no permission", _CLOSED),
    errno.EPERM: ("you have no permission", _CLOSED),
    errno.ENAMETOOLONG: ("its name is too long", "Choose a shorter one"),
}


def must_be_free(path: Path) -> None:
    """Return if a file of that name could be made.

    Raises:
        UsageRefused: something of that name is there.
        NotFound: the folder is not there.
    """
    if os.path.lexists(path):
        raise _taken(path)
    if not path.parent.is_dir():
        raise NotFound(f"There is no folder {visible(str(path.parent))}. Make it first, or choose another.")


def write_new(path: Path, data: bytes) -> None:
    """Write a file that is not there yet, for this user alone.

    Raises:
        UsageRefused: something of that name is there, or came there in the meantime.
        NotFound: the folder is not there.
        OurFault: the system refuses; the sentence says why.
    """
    must_be_free(path)
    aside = _written_aside(path, data)
    try:
        _link(aside, path)
    except FileExistsError:
        raise _taken(path) from None
    except OSError as error:
        raise _cannot(path, error) from None
    finally:
        aside.unlink(missing_ok=True)
    _sync_folder(path)


def write_numbered(path: Path, write: Callable[[Path], None]) -> Path:
    """Write a file that is not there yet, for this user alone, and give it: where its name is taken it has "-2", "-3" ...

    `write` is handed an empty file beside it; what it raises is raised, and nothing stays.

    Raises:
        NotFound: the folder is not there.
        OurFault: the system refuses; the sentence says why.
    """
    aside = _written_aside(path, b"")
    try:
        write(aside)
        with aside.open("rb+") as file:
            sync(file.fileno())
        for number in count(1):
            target = path if number == 1 else path.with_stem(f"{path.stem}-{number}")
            with suppress(FileExistsError):
                _link(aside, target)
                _sync_folder(target)
                return target
    except OSError as error:
        raise _cannot(path, error) from None
    finally:
        aside.unlink(missing_ok=True)
    raise AssertionError  # count() has no end


def write_again(path: Path, data: bytes, ours: Callable[[bytes], bool]) -> None:
    """Write a file that is not there yet, or that we wrote before: `ours` tells it by its first 4 kB.

    Raises:
        UsageRefused: something else of that name is there.
        NotFound: the folder is not there.
        OurFault: the system refuses; the sentence says why.
    """
    if not os.path.lexists(path):
        write_new(path, data)
        return
    if not path.is_file() or not ours(_head(path)):
        raise _taken(path)
    aside = _written_aside(path, data)
    try:
        aside.replace(path)
    except OSError as error:
        aside.unlink(missing_ok=True)
        raise _cannot(path, error) from None
    _sync_folder(path)


def _taken(path: Path) -> UsageRefused:
    return UsageRefused(
        f"There is something called {visible(str(path))} already. It stays as it is; choose another name."
    )


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEAD)
    except OSError as error:
        raise _cannot(path, error) from None


def _written_aside(path: Path, data: bytes) -> Path:
    aside = path.with_name(f".{path.name[:100]}.{os.urandom(6).hex()}")
    try:
        descriptor = open_private(aside, new=True)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                sync(file.fileno())
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _cannot(path, error) from None
    return aside


def _link(aside: Path, path: Path) -> None:
    """Give the file its name, unless it is taken. Where a disk knows no links (a stick), asked first is all there is."""
    try:
        os.link(aside, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError from None
        aside.rename(path)


def _sync_folder(path: Path) -> None:
    try:
        sync_folder(path.parent)
    except OSError as error:
        raise _cannot(path, error) from None


def _cannot(path: Path, error: OSError) -> NotFound | OurFault:
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(f"There is no folder {visible(str(path.parent))}. Make it first, or choose another.")
    unknown = error.strerror or "the system gave no reason", "Look at it, then try again"
    why, mend = _WHY.get(error.errno or 0, unknown)
    return OurFault(f"Cannot write {visible(str(path))}: {why}. {mend}.")
