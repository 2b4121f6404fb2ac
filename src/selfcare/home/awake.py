"""Keep the computer awake while a session plays, where the system offers it. Where it does not, nothing happens."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING

from selfcare.home import programs, system

if TYPE_CHECKING:
    from collections.abc import Iterator


def ways(own_process: int) -> tuple[tuple[str, ...], ...]:
    """The programs that keep a computer awake while they run, with their arguments; only one is on any machine.

    Each ends by itself when we do, however we end: `cat` at the end of its input, caffeinate with the process it watches.
    """
    return (
        ("systemd-inhibit", "--what=idle:sleep", "--who=selfcare", "--why=A session is playing", "--mode=block", "cat"),
        ("caffeinate", "-d", "-i", "-w", str(own_process)),
    )


@contextmanager
def kept_awake() -> Iterator[None]:
    """The computer does not fall asleep inside. It costs no waiting and never fails."""
    program = None
    if not system.hold_awake(on=True):
        words = next((words for words in ways(os.getpid()) if programs.find(words[0])), None)
        program = programs.start(words, held=True) if words else None
    try:
        yield
    finally:
        if program:
            program.close()
        system.hold_awake(on=False)
