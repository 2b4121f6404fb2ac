"""How a folder and its files stand: whose they are, who may read them, whether they can be written, how much room is left.

Nothing is written to find out. On Windows, where files have no such owners and modes, only the room is looked at.
"""

from __future__ import annotations

import os
import shlex
import shutil
import stat
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path


_FOLDER = (0o700, 0o022, "u+rwx", "go-w")
_FILE = (0o600, 0o077, "u+rw", "go=")
"""The mode that is needed, what must not be in it, and how either is mended."""


class Wrong(NamedTuple):
    """What is wrong with a path, and the command that mends it."""

    path: Path
    what: str
    command: str


def wrong_with(folder: Path, files: Iterable[Path]) -> Iterator[Wrong]:
    """What is wrong with the folder and with those of the files that are there."""
    for path in (folder, *files):
        try:
            status = path.lstat()
        except FileNotFoundError:
            continue
        except OSError as error:
            yield Wrong(path, f"cannot be looked at: {error.strerror}", _own(folder))
            return
        if path == folder and not path.is_dir():
            yield Wrong(path, "is a file where a folder should be", f"mv {quoted(path)} {quoted(path)}.aside")
            return
        wrong = list(_wrong(path, status, folder))
        yield from wrong
        if wrong and path == folder:
            return  # what is in it can be seen when that is mended


def cannot_be_written(folder: Path) -> bool:
    """Whether the folder, or where it is not there the one it would be made in, lets nothing be written."""
    return not os.access(nearest(folder), os.W_OK | os.X_OK)


def free_bytes(folder: Path) -> int:
    """The room on the folder's disk."""
    return shutil.disk_usage(nearest(folder)).free


def nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that is there."""
    while not os.path.lexists(folder) and folder != folder.parent:
        folder = folder.parent
    return folder


def quoted(path: Path) -> str:
    """A path as it can be typed."""
    return shlex.quote(str(path))


def _wrong(path: Path, status: os.stat_result, folder: Path) -> Iterator[Wrong]:
    if os.name == "nt" or stat.S_ISLNK(status.st_mode):
        return
    mode = stat.S_IMODE(status.st_mode)
    # A folder of the user's own choosing may be looked into: its files are closed. It may not be written by others.
    needed, bad, yours, theirs = _FOLDER if stat.S_ISDIR(status.st_mode) else _FILE
    if status.st_uid != os.geteuid():
        yield Wrong(path, "belongs to another user", _own(folder))
    elif mode & needed != needed:
        yield Wrong(path, "may not be read and written by you", f"chmod {yours} {quoted(path)}")
    elif mode & bad:
        yield Wrong(path, "is open to others", f"chmod {theirs} {quoted(path)}")


def _own(folder: Path) -> str:
    return f'sudo chown -R "$(id -un)" {quoted(folder)}'
