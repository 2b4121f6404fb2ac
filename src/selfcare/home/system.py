"""What differs between Linux, macOS and Windows: locks, folder modes, syncing, clocks, the zone's name, started programs.

All of it is here but for which programs speak and play, which `cues.sounding.machine` says. Only Linux has been run. macOS
and Windows follow their manuals.
"""

from __future__ import annotations

import os
import signal
import sys
import time
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

if TYPE_CHECKING:
    from pathlib import Path

# A macOS disk keeps what fsync gave it in its own memory; only F_FULLFSYNC empties that too.
FULL_FSYNC: bool = sys.platform == "darwin"

# time.monotonic moves in steps of 15 ms on Windows before Python 3.13.
COARSE_MONOTONIC: bool = sys.platform == "win32" and sys.version_info < (3, 13)

_STEP_MS = 20  # between two tries for a lock: a hundredth of what a person notices, and 250 tries in 5 s


def boot_ns() -> int | None:
    """The clock that goes on while the computer sleeps: its lead over time.monotonic is the time slept. Linux only."""
    if sys.platform == "linux":
        return time.clock_gettime_ns(time.CLOCK_BOOTTIME)
    return None


def make_private_folder(folder: Path) -> None:
    """Make the folder for this user alone, its parents as the system likes them. One that exists stays as it is."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


def open_private(path: Path, *, new: bool) -> int:
    """Open a file to read and write, made for this user alone if it is not there; `new`: it must not be there.

    Gives the file descriptor, which a started program does not inherit.
    """
    flags = os.O_RDWR | os.O_CREAT | (os.O_EXCL if new else 0) | getattr(os, "O_BINARY", 0)
    return os.open(path, flags, 0o600)


def sync(descriptor: int) -> None:
    """Return when what was written to the file is on the disk."""
    if sys.platform == "darwin":
        fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
    else:
        os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Return when the folder's names are on the disk. Windows cannot open a folder, and writes its names through."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def lock(descriptor: int, *, wait_ms: int = 0) -> bool:
    """Lock an open file for this descriptor alone; False when another held it all the while.

    The kernel frees the lock when the descriptor is closed, also by kill -9.
    """
    for tries_left in range(wait_ms // _STEP_MS, -1, -1):
        if _locked_now(descriptor):
            return True
        if tries_left:
            # No system can wait for a lock up to a deadline. Loaded only here, when another writer is met.
            from threading import Event

            Event().wait(_STEP_MS / 1000)
    return False


def unlock(descriptor: int) -> None:
    """Free the lock that `lock` took."""
    if sys.platform == "win32":
        os.lseek(descriptor, 0, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_UN)


def _locked_now(descriptor: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, 0, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            # Not lockf: its lock is lost when any other descriptor of the same file is closed.
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def zone_link() -> str | None:
    """The zone's name as the system's own clock setting tells it, such as "Europe/Vienna"; None where it does not."""
    if sys.platform == "win32":
        return None
    try:
        target = os.readlink("/etc/localtime")  # noqa: PTH115 - the clock needs no pathlib, which costs 10 ms to import
    except OSError:
        return None
    return target.partition("/zoneinfo/")[2] or None


class Terminal:
    """Single keys from a terminal, without Enter and without echo; gives the terminal back as it was."""

    def __init__(self, descriptor: int) -> None:
        """Nothing is changed until `raw`."""
        self.descriptor = descriptor
        self._before: list[object] | None = None

    def raw(self) -> None:
        """Keys come singly from now on. Ctrl-C and Ctrl-Z stay signals."""
        if sys.platform == "win32":
            return
        import termios
        import tty

        if self._before is None:
            self._before = termios.tcgetattr(self.descriptor)
        tty.setcbreak(self.descriptor, termios.TCSANOW)

    def restore(self) -> None:
        """The terminal as it was before `raw`; a terminal that is gone is no error."""
        if sys.platform == "win32" or self._before is None:
            return
        import contextlib
        import termios

        with contextlib.suppress(termios.error):
            termios.tcsetattr(self.descriptor, termios.TCSANOW, self._before)  # type: ignore[arg-type]  # as tcgetattr gave it
        self._before = None


def wait_readable(descriptors: list[int], timeout_ms: int | None) -> list[int]:
    """Which of the descriptors can be read, at the latest after the timeout; None waits for as long as it takes.

    On Windows only the keyboard (descriptor 0) can be waited for, by looking each 20 ms.
    """
    if sys.platform == "win32":
        from threading import Event

        tries = None if timeout_ms is None else max(1, timeout_ms // _STEP_MS)
        while tries is None or tries > 0:
            if msvcrt.kbhit():
                return [0]
            Event().wait(_STEP_MS / 1000)
            tries = None if tries is None else tries - 1
        return []
    import select

    ready, _, _ = select.select(descriptors, [], [], None if timeout_ms is None else timeout_ms / 1000)
    return ready


def read_keys(descriptor: int) -> bytes:
    """What was typed, as bytes; none when the terminal is gone."""
    if sys.platform == "win32":
        return msvcrt.getwch().encode("utf-8", "replace")
    try:
        return os.read(descriptor, 64)
    except OSError:
        return b""


def detached() -> dict[str, Any]:
    """How a program is started so that nothing of it reaches us: no key, no signal of our terminal, no window.

    It leads a group of its own, which `kill_group` ends as a whole.
    """
    if sys.platform == "win32":
        return {"creationflags": 0x0000_0200 | 0x0800_0000}  # CREATE_NEW_PROCESS_GROUP, CREATE_NO_WINDOW
    return {"start_new_session": True}


def kill_group(leader: int) -> None:
    """End a program that was started `detached`, with all that it started; one that is gone is no error.

    On Windows only the program itself.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            os.kill(leader, 15)  # TerminateProcess, whatever the number
        return
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def ended_within(pid: int, timeout_ms: int) -> bool | None:
    """Whether our child ended, at the latest after the timeout, without looking again and again; Linux only.

    None where the system cannot tell.
    """
    if sys.platform != "linux":
        return None
    try:
        descriptor = os.pidfd_open(pid)
    except OSError:  # a kernel before 5.3, or no descriptor left
        return None
    import select

    try:
        watch = select.poll()
        watch.register(descriptor, select.POLLIN)
        return bool(watch.poll(timeout_ms))
    finally:
        os.close(descriptor)


def writable_now(descriptor: int) -> bool:
    """Whether a byte can be written without waiting, as far as the system tells; on Windows always."""
    if sys.platform == "win32":
        return True
    import select

    try:
        return bool(select.select([], [descriptor], [], 0)[1])
    except (OSError, ValueError):
        return False


def hold_awake(*, on: bool) -> bool:
    """Ask Windows not to sleep, and not to darken the screen, while this thread lives; False on every other system."""
    if sys.platform == "win32":
        import ctypes

        wanted = 0x8000_0000 | (0x0000_0003 if on else 0)  # ES_CONTINUOUS; ES_SYSTEM_REQUIRED, ES_DISPLAY_REQUIRED
        return bool(ctypes.windll.kernel32.SetThreadExecutionState(wanted))
    return False
