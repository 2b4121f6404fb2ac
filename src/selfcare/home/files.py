"""Small files of our own: read up to a bound, written whole or not at all; and why that failed, in words."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from selfcare.home.system import make_private_folder, open_private, sync, sync_folder
from selfcare.text.errors import OurFault
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

_CLOSED = "Make it yours (selfcare doctor says how), or set SELFCARE_HOME to a folder of your own"
_WHY = {
    errno.ENOSPC: ("the disk is full", "Make some room on it, then try again"),
    errno.EDQUOT: ("your share of the disk is full", "Make some room on it, then try again"),
    errno.EROFS: ("the disk can only be read", "Set SELFCARE_HOME to a folder that you may write in"),
    errno.EACCES: (
        "you have no permission",
        _CLOSED,
    ),
    errno.EPERM: (
        "you have no permission",
        _CLOSED,
    ),
    errno.ENOTDIR: ("something above it is a file", "Move that away, or set SELFCARE_HOME to another folder"),
    errno.EEXIST: ("something of that name is in the way", "Move that away, or set SELFCARE_HOME to another folder"),
    errno.EISDIR: ("a folder of that name is in the way", "Move that away, or set SELFCARE_HOME to another folder"),
}


def cannot(do: str, path: Path, error: OSError) -> OurFault:
    """The sentences for a file or folder that the system refused: what did not work, why, and how to mend it."""
    unknown = error.strerror or "the system gave no reason", "Look at it, then try again"
    why, mend = _WHY.get(error.errno or 0, unknown)
    return OurFault(f"Cannot {do} {visible(str(path))}: {why}. {mend}.")


def read_bounded(path: Path, limit: int) -> bytes | None:
    """The file's bytes, of a longer one only the first `limit` + 1; None when there is no file."""
    try:
        mode = path.stat().st_mode
        if not (stat.S_ISREG(mode) or stat.S_ISDIR(mode)):
            # A pipe would be waited for, for ever.
            raise OurFault(f"Cannot read {visible(str(path))}: it is no file. Move it away, or make a file of it.")
        with path.open("rb") as file:
            return file.read(limit + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise cannot("read", path, error) from None


def write_private(path: Path, data: bytes) -> None:
    """Write the file for this user alone, its folder too if it is not there; a reader sees the old or the new, whole.

    Of a link the file it leads to is written: people keep their settings in a folder of their own and link to it.
    """
    try:
        path = path.resolve()
        make_private_folder(path.parent)
        aside = path.with_name(f".{path.name}.{os.urandom(6).hex()}")
        descriptor = open_private(aside, new=True)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                sync(file.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
    except OSError as error:
        raise cannot("write", path, error) from None
