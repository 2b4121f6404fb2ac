"""Other programs: started here and nowhere else. An argument list, never a shell; a group of its own; its output to null.

Nothing here raises for what a program does, or waits longer than it was told.
"""

from __future__ import annotations

import shutil
import subprocess  # noqa: TID251 - this is its one address
from contextlib import suppress
from threading import Lock
from typing import TYPE_CHECKING

from selfcare.home import environment, system

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TEXT_LIMIT = 4_096
"""Bytes that a program may be handed: a pipe takes so many at once, whether or not anybody reads them."""
_REAP_MS = 500
"""A killed program is gone in less than a millisecond, but one that hangs in the kernel is not waited for."""


def find(name: str) -> str | None:
    """Where the program lies; None when there is none of that name on the PATH. Nothing is run to find out."""
    return shutil.which(name)


class Program:
    """One that was started. Whoever started it waits for it or ends it; `kill` may come from another thread."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        self._process = process
        self._lock = Lock()

    def wait(self, within_ms: int) -> int | None:
        """Its exit code, at the latest after that time; None when it still runs then. Negative: a signal ended it."""
        ended = system.ended_within(self._process.pid, within_ms) if self._process.returncode is None else True
        if ended is None:
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(within_ms / 1000)
        with self._lock:
            return self._process.poll()

    def kill(self) -> None:
        """End it and all that it started, without waiting."""
        with self._lock:
            if self._process.poll() is None:
                system.kill_group(self._process.pid)

    def close(self) -> None:
        """End it if it still runs."""
        if self._process.stdin is not None:
            with suppress(OSError):
                self._process.stdin.close()
        self.kill()
        self.wait(_REAP_MS)


def start(
    words: Sequence[str], *, text: str = "", more: Mapping[str, str] | None = None, held: bool = False
) -> Program | None:
    """Start a program: its name and arguments, the text on its standard input, and `more` in its environment.

    `held`: its standard input stays open until it is closed or this process ends, however it ends. None when it cannot be
    started.
    """
    data = text.encode()[:TEXT_LIMIT]
    try:
        process = subprocess.Popen(  # noqa: S603 - an argument list of ours or of the user's own settings; no shell
            words,
            stdin=subprocess.PIPE if data or held else subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=environment.for_a_program(more) if more else None,
            **system.detached(),
        )
    except (OSError, ValueError):
        return None
    if process.stdin is not None and not held:
        with suppress(OSError):  # it may have ended without reading
            process.stdin.write(data)
        with suppress(OSError):
            process.stdin.close()
    return Program(process)


def run(words: Sequence[str], within_ms: int, *, text: str = "", more: Mapping[str, str] | None = None) -> int | None:
    """Run a program to its end: its exit code; None when it could not be started, or was ended for taking too long."""
    program = start(words, text=text, more=more)
    if program is None:
        return None
    code = program.wait(within_ms)
    program.close()
    return code
