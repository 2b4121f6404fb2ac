"""Programs made for a test, and waiting for what they do: with a deadline, never by sleeping."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from selfcare.home.clock import SessionClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SOON_MS = 5_000


def until(true: Callable[[], bool], within_ms: int = SOON_MS) -> bool:
    """Look until it is true, at the latest until the deadline; whether it became so."""
    clock = SessionClock()
    while not true():
        if clock.monotonic_ms() > within_ms:
            return False
    return True


def script(folder: Path, name: str, text: str) -> str:
    """A program of the shell, to be started by its path."""
    file = folder / name
    file.write_text(f"#!/bin/sh\n{text}\n")
    file.chmod(0o700)
    return str(file)


def alive(pid: int) -> bool:
    """Whether a process is there and has not ended."""
    with suppress(OSError):
        os.kill(pid, 0)
        with open(f"/proc/{pid}/stat") as file:  # noqa: PTH123 - gone between two looks as likely as not
            return file.read().rpartition(")")[2].split()[0] != "Z"
    return False
