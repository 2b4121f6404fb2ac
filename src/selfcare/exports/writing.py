"""An export on the disk: a new folder, for this user alone, there as a whole or not at all."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack
from itertools import count
from typing import IO, TYPE_CHECKING

from selfcare.home.system import open_private, sync, sync_folder
from selfcare.text.errors import NotFound, OurFault
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from selfcare.exports.material import Stream
    from selfcare.text.errors import SelfcareError

_TAKEN = frozenset({errno.EEXIST, errno.ENOTEMPTY, errno.ENOTDIR, errno.EISDIR})
_FULL = "Make some room on it, or choose a folder elsewhere"
_CLOSED = "Choose a folder that you may write in"
_WHY = {
    errno.ENOSPC: ("the disk is full", _FULL),
    errno.EDQUOT: ("your share of the disk is full", _FULL),
    errno.EROFS: ("the disk can only be read", _CLOSED),
    errno.EACCES: ("you have no permission", _CLOSED),
    errno.EPERM: ("you have no permission", _CLOSED),
    errno.ENAMETOOLONG: ("its name would be too long", "Choose a folder with a shorter name"),
}


def write(folder: Path, streams: Iterable[Stream]) -> Path:
    """Write each stream as a file of a new folder, and give the folder: where that name is taken, it has "-2", "-3" ...

    Nothing that exists is changed. Until all is written it lies beside, under a name that begins with a dot, and goes
    away again if anything fails.

    Raises:
        NotFound: the folder it should stand in is not there.
        OurFault: the system refuses; the sentence says why.
    """
    aside = folder.with_name(f".{folder.name}.{os.urandom(6).hex()}")
    try:
        aside.mkdir(mode=0o700)
        try:
            _write_files(aside, streams)
            sync_folder(aside)
            placed = _place(aside, folder)
        except BaseException:
            _remove(aside)
            raise
        sync_folder(placed.parent)
    except OSError as error:
        raise _cannot(folder.parent, error) from None
    return placed


def _write_files(folder: Path, streams: Iterable[Stream]) -> None:
    """Write them all; a name that comes again goes on with its file."""
    with ExitStack() as open_until_the_end:
        files: dict[str, IO[bytes]] = {}
        for name, pieces in streams:
            if name not in files:
                opened = os.fdopen(open_private(folder / name, new=True), "wb")
                files[name] = open_until_the_end.enter_context(opened)
            files[name].writelines(pieces)
        for file in files.values():
            file.flush()
            sync(file.fileno())


def _place(aside: Path, folder: Path) -> Path:
    """Give the finished folder its name, or the first with a number that is free."""
    for number in count(1):
        target = folder if number == 1 else folder.with_name(f"{folder.name}-{number}")
        # Asked first, because a rename would take the place of a folder that is there and empty.
        if os.path.lexists(target):
            continue
        try:
            aside.rename(target)
        except OSError as error:
            if error.errno in _TAKEN:
                continue
            raise
        return target
    raise AssertionError  # count() has no end


def _remove(aside: Path) -> None:
    for file in list(aside.iterdir()):
        file.unlink()
    aside.rmdir()


def _cannot(parent: Path, error: OSError) -> SelfcareError:
    shown = visible(str(parent.absolute()))
    if error.errno in (errno.ENOENT, errno.ENOTDIR):
        return NotFound(f"Cannot write the export into {shown}: there is no such folder. Make it, or choose another.")
    unknown = error.strerror or "the system gave no reason", "Look at it, then try again"
    why, mend = _WHY.get(error.errno or 0, unknown)
    return OurFault(f"Cannot write the export into {shown}: {why}. {mend}.")
