"""Programs watched at terminals of their own: when each second was drawn, and the CPU time from the first of them on."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import sys
import termios
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.running import surroundings

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator, Sequence

_clock = time.perf_counter  # noqa: TID251 - to measure is what this package is for

APART_S = 0.18
"""Of which no whole number is a quarter of a second, at which pacers move."""
TICK_S = 1 / os.sysconf("SC_CLK_TCK")


class Shown(NamedTuple):
    """A program at a terminal of `size` columns and rows.

    `mark` finds in what it writes which second it draws: minutes, if any, and seconds, up or down.
    """

    name: str
    words: tuple[str, ...]
    size: tuple[int, int]
    mark: re.Pattern[bytes]
    home: Path


class Seen(NamedTuple):
    """When each second was drawn first, in milliseconds; CPU seconds a minute, None where the system does not tell."""

    drawn: dict[int, float]
    cpu: float | None

    @property
    def late(self) -> list[float]:
        """How late each was, beside the one that came soonest: nobody outside knows when it was due."""
        against = [at - 1000 * second for second, at in self.drawn.items()]
        return [one - min(against) for one in against]


class _Watched:
    def __init__(self, shown: Shown) -> None:
        self.mark = shown.mark
        self.child, self.screen = _begun(shown)
        self.drawn: dict[int, float] = {}
        self.rest = b""
        self.first: int | None = None
        self.cpu: list[float | None] = []

    def read(self) -> bool:
        """Take what it wrote; whether it goes on."""
        at = _clock() * 1000
        try:
            data = os.read(self.screen, 65_536)
        except OSError:  # the other end is closed
            return False
        for minutes, seconds in self.mark.findall(self.rest + data):
            shown = 60 * int(minutes or 0) + int(seconds)
            self.first = shown if self.first is None else self.first
            if abs(shown - self.first) not in self.drawn:  # the same second may be drawn again, when a flash is over
                self.drawn[abs(shown - self.first)] = at
                self.cpu.append(_cpu_s(self.child))
        self.rest = (self.rest + data)[-32:]
        return bool(data)


def watched(all_shown: Sequence[Shown], at_most: int) -> list[Seen]:
    """All of them side by side, until each is over or has drawn more seconds than that.

    One begins after the other, so that their seconds do not fall into one moment: each would wait for the others' drawing.
    """
    coming, running = list(all_shown), []
    going: dict[int, _Watched] = {}
    begins = _clock()
    try:
        while coming or going:
            if coming and _clock() >= begins:
                running.append(_Watched(coming.pop(0)))
                going[running[-1].screen] = running[-1]
                begins = _clock() + APART_S
            left = max(0, begins - _clock()) if coming else 60
            for screen in select.select(list(going), [], [], left)[0]:
                if not going[screen].read() or len(going[screen].drawn) > at_most:
                    del going[screen]
    finally:
        for one in running:
            _ended(one.child)
            os.close(one.screen)
    return [Seen(one.drawn, _a_minute(one)) for one in running]


@contextmanager
def busy(count: int) -> Iterator[None]:
    """So many processes that do nothing but compute; they end with this one, however it ends."""
    code = f"import os\nwhile os.getppid() == {os.getpid()}:\n for _ in range(1_000_000): pass"
    children = [os.posix_spawn(sys.executable, (sys.executable, "-c", code), {}) for _ in range(count)]
    try:
        yield
    finally:
        for child in children:
            _ended(child)


def _begun(shown: Shown) -> tuple[int, int]:
    columns, rows = shown.size
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    child = os.fork()
    if not child:
        os.close(near)
        os.login_tty(far)
        plain = {name: value for name, value in surroundings(shown.home).items() if name != "NO_COLOR"}
        os.execve(shown.words[0], shown.words, {**plain, "TERM": "xterm-256color"})  # noqa: S606 - no shell is wanted
    os.close(far)
    return child, near


def _a_minute(one: _Watched) -> float | None:
    first, last, times = one.cpu[0], one.cpu[-1], list(one.drawn.values())
    return None if first is None or last is None else (last - first) / (times[-1] - times[0]) * 60_000


def _cpu_s(child: int) -> float | None:
    try:
        fields = Path(f"/proc/{child}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return (int(fields[11]) + int(fields[12])) * TICK_S


def _ended(child: int) -> None:
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
