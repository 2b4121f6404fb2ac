"""Who may write, and who may play: two lock files beside the log. The kernel frees both, also after kill -9."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selfcare.home import system
from selfcare.home.files import cannot
from selfcare.home.paths import log_file, log_lock, session_lock
from selfcare.log.refusals import busy
from selfcare.text.errors import HeldBack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

WAIT_MS = 5000
"""How long a second writer waits: a commit takes 5 ms at its worst, so who waits so long meets something stuck."""


class WriterLock:
    """The right to write to one log, taken for each writing and given back after it.

    SQLite's own locking is not enough: before 3.51.3 two writers who reset the WAL at once could lose a commit.
    """

    def __init__(self, folder: Path, wait_ms: int = WAIT_MS) -> None:
        self._wait_ms = wait_ms
        self._log = log_file(folder)
        self._path = log_lock(folder)
        try:
            self._descriptor = system.open_private(self._path, new=False)
        except OSError as error:
            raise cannot("write", self._path, error) from error

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; raise the sentence of `busy` when another writer holds it all the while."""
        try:
            taken = system.lock(self._descriptor, wait_ms=self._wait_ms)
        except OSError as error:
            raise cannot("lock", self._path, error) from error
        if not taken:
            raise busy(self._log)
        try:
            yield
        finally:
            system.unlock(self._descriptor)

    def close(self) -> None:
        """Give the file back."""
        os.close(self._descriptor)


@contextmanager
def hold_session(folder: Path) -> Iterator[None]:
    """Hold the right to play a session with this log.

    Raises:
        HeldBack: another process holds it.
    """
    path = session_lock(folder)
    try:
        system.make_private_folder(folder)
        descriptor = system.open_private(path, new=False)
    except OSError as error:
        raise cannot("write", path, error) from error
    try:
        try:
            taken = system.lock(descriptor)
        except OSError as error:
            raise cannot("lock", path, error) from error
        if not taken:
            raise HeldBack("A session is already playing in another window. Finish or stop it there first.")
        yield
    finally:
        os.close(descriptor)


def session_plays(folder: Path) -> bool:
    """Whether a session plays with this log right now. Nothing is made, and nobody is kept from playing, by looking."""
    path = session_lock(folder)
    if not path.exists():
        return False
    try:
        descriptor = system.open_private(path, new=False)
    except OSError:
        return False  # who cannot open it cannot play either; who tries is told why
    try:
        return not system.lock(descriptor)
    except OSError:
        return False
    finally:
        os.close(descriptor)
