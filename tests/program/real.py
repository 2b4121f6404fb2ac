"""The real program, in a home of its own: started at a terminal or a pipe, heard, typed to, signalled, killed.

Nothing of it is patched. Whoever waits, waits for what it says, with a deadline.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess  # noqa: TID251 - the program runs in a process of its own
import sys
import termios
from contextlib import suppress
from os import environ  # noqa: TID251 - the program gets our surroundings, but for what it listens to
from typing import TYPE_CHECKING, NamedTuple, Self, TypeVar

from program.warm import warm
from selfcare.day.long_form import ALL_IDS
from selfcare.facts.history import History
from selfcare.facts.kinds import Body, Fact, HealthAsked, Loaded, TextKept
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.log.store import Log
from selfcare.routine.building import fingerprint

if TYPE_CHECKING:
    from pathlib import Path

Kind = TypeVar("Kind", bound=Body)

DEADLINE_MS = 20_000
"""How long a test waits for words. The program needs a hundredth of it; a busy machine may need more."""

_HOUR = now().at // 3_600_000 % 24
_NOON = f"NOON{_HOUR - 12:+d}"
"""A zone where it is about noon, so that no test runs over the end of a day."""

OFFSET = (12 - _HOUR) * 60
"""How many minutes east that is."""

HEAD = """
format = 1
id = "quick"
title = "Quick"
patient = "T001"
by = "Anna Berg, physiotherapist"
language = "en"
start = 2020-01-06
contact = { name = "Anna", phone = "555 0134", emergency = "112" }
schedule = [{ per_day = 1 }]

[defaults]
get_ready = 0
change_side = 1
change_place = 1
rest = 1
discomfort = { aim = 3, max = 5 }

[needling]
keep_off = "24h"

[stop]
above_max = { ease_off_first = true, then = "end exercise" }
words = "Ring me, I would rather hear it."
"""


def exercise(name: str, region: str, dose: str, side: str = "each", device: str = "foam roller") -> str:
    """Return an exercise's table; its id is its title in small letters."""
    return f"""
[[exercise]]
id = "{name.lower()}"
title = "{name}"
device = "{device}"
region = "{region}"
side = "{side}"
{dose}
gentler = "skip"
"""


class Ran(NamedTuple):
    """What a run left: its exit code and what it wrote."""

    code: int
    out: str
    err: str


def surroundings(home: Path, **more: str) -> dict[str, str]:
    """Return the environment of a run: ours, but that everything is kept in `home`, at noon, with no one's settings."""
    ours = {name: value for name, value in environ.items() if not name.startswith("SELFCARE_") and name != "NO_COLOR"}
    return {
        **ours,
        "HOME": str(home / "user"),
        "SELFCARE_HOME": str(home),
        "TZ": _NOON,
        "TERM": "xterm",
        "COLUMNS": "80",
        "LINES": "24",
        **more,
    }


_PLAINLY = ("-m", "selfcare")


def ran(
    home: Path,
    *words: str,
    python: tuple[str, ...] = _PLAINLY,
    before: tuple[str, ...] = (),
    **more: str,
) -> Ran:
    """Run the program to its end, by the words `before` it, without a terminal.

    It is done in a process that is warm, unless it is about how the program is begun.
    """
    plainly = python == _PLAINLY and not before and not any(name.startswith("PYTHON") for name in more)
    if plainly and (process := warm()) is not None:
        code, out, err = process.run(words, surroundings(home, **more), home.parent)
        return Ran(code, out.decode(), err.decode())
    done = subprocess.run(
        [*before, sys.executable, *python, *words],
        env=surroundings(home, **more),
        cwd=home.parent,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=60,
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


PLAIN = 'face = "lines"\nvoice = "no"\ntones = false\nbell = "no"\n'
"""Settings of a home in which sessions are plain lines, and silent."""


def plain(home: Path) -> Path:
    """Return `home` with these settings."""
    home.mkdir(exist_ok=True, mode=0o700)
    (home / "settings.toml").write_text(PLAIN)
    return home


def loaded(home: Path, text: str, patient: str = "T001", *, asked: bool = True) -> Path:
    """Return a plain `home` with that routine loaded, as `selfcare load` writes it, without the cost of a process.

    The questions about health are answered: none of them is true; or, not `asked`, they were left for later.
    """
    plain(home)
    data = text.encode()
    mark = fingerprint(data)
    none = HealthAsked(mark, "asked", None, (), ALL_IDS)
    bodies: tuple[Body, ...] = TextKept(mark, "quick.toml", text), Loaded(mark), *((none,) if asked else ())
    at, offset = now().at, OFFSET
    with Log.open(home, write=True) as log:
        log.append([Fact(new_id(), at + number, offset, None, patient, body) for number, body in enumerate(bodies)])
    return home


def kept(home: Path, kind: type[Kind]) -> list[Kind]:
    """Return the facts of one kind in the log, in order."""
    with Log.open(home, write=False) as log:
        return [body for _, body in History(log.facts()).of(kind)]


class Program:
    """One run, at a terminal or at a pipe. To be used with `with`, which kills it at the end."""

    def __init__(
        self,
        home: Path,
        *words: str,
        terminal: bool = True,
        before: tuple[str, ...] = (),
        size: tuple[int, int] = (80, 24),
        **more: str,
    ) -> None:
        """Start it, by the words `before` it. At a pipe its stderr is heard apart, in `errors`; at a terminal in one.

        `size` is the terminal's, in columns and rows.
        """
        self.clock = SessionClock()
        self.heard = ""
        self.errors = b""
        self._found = 0
        command = [*(before or (sys.executable,)), "-m", "selfcare", *words]
        where = {"env": surroundings(home, **more), "cwd": home.parent}
        if terminal:
            self.descriptor, self.terminal = pty.openpty()
            self.resizes(*size)
            self.process = subprocess.Popen(  # type: ignore[call-overload]  # of **where it sees no types
                command,
                stdin=self.terminal,
                stdout=self.terminal,
                stderr=self.terminal,
                start_new_session=True,
                preexec_fn=_take_terminal_and_signals,  # noqa: PLW1509 - no thread has been started in this process
                **where,
            )
        else:
            self.terminal = -1
            self.process = subprocess.Popen(  # type: ignore[call-overload]  # same
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                preexec_fn=_take_signals,  # noqa: PLW1509 - same
                **where,
            )
            assert self.process.stdout is not None
            self.descriptor = os.dup(self.process.stdout.fileno())
            self.process.stdout.close()
        self._open = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.send_signal(signal.SIGCONT)
        self.process.wait()
        self.close()
        if self.terminal >= 0:
            os.close(self.terminal)
        if self.process.stderr is not None:
            self.process.stderr.close()

    def close(self) -> None:
        """Close our end: the window is closed, or the reader of the pipe is gone."""
        if self._open:
            os.close(self.descriptor)
        self._open = False

    def hears(self, words: str, within_ms: int = DEADLINE_MS) -> str:
        """Wait until the program says what matches `words`; what it said since the last find, that included.

        A blank in `words` is any white space: a line may be broken there.
        """
        wanted = re.compile(words.replace(" ", r"\s+"))
        until = self.clock.monotonic_ms() + within_ms
        while not (match := wanted.search(self.heard, self._found)):
            left = until - self.clock.monotonic_ms()
            assert left > 0, f"It did not say {words!r}, but: {self.heard[self._found :]!r}"
            more = self._more(left)
            assert more is not None, f"It ended and did not say {words!r}, but: {self.heard[self._found :]!r}"
        said = self.heard[self._found : match.end()]
        self._found = match.end()
        return said

    def listens(self, milliseconds: int) -> str:
        """Hear whatever comes for that long; what came."""
        before = len(self.heard)
        until = self.clock.monotonic_ms() + milliseconds
        while (left := until - self.clock.monotonic_ms()) > 0 and self._more(left) is not None:
            continue
        return self.heard[before:]

    def types(self, keys: str) -> None:
        """Press keys."""
        os.write(self.descriptor, keys.encode())

    def resizes(self, columns: int, rows: int) -> None:
        """Give the window another size; who has the terminal is told by a signal."""
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def sends(self, number: signal.Signals) -> None:
        """Send the process a signal."""
        self.process.send_signal(number)

    def ends(self, within_ms: int = DEADLINE_MS) -> int:
        """Hear it out, and wait for its end; its exit code, negative when a signal killed it."""
        until = self.clock.monotonic_ms() + within_ms
        while self.process.poll() is None:
            assert self.clock.monotonic_ms() < until, f"It does not end; it said: {self.heard[-400:]!r}"
            if not self._open or self._more(50) is None:
                with suppress(subprocess.TimeoutExpired):
                    self.process.wait(max(0, until - self.clock.monotonic_ms()) / 1000)
        while self._open and self._more(0):
            continue
        if self.process.stderr is not None:
            self.errors += self.process.stderr.read()
        return int(self.process.returncode)

    def _more(self, milliseconds: int) -> str | None:
        """What it says next, nothing when the time is over; None when it will say no more."""
        ready, _, _ = select.select([self.descriptor], [], [], milliseconds / 1000)
        if not ready:
            return ""
        data = os.read(self.descriptor, 65_536)
        self._read(data)
        text = data.decode(errors="replace")
        self.heard += text
        return text if data else None

    def _read(self, data: bytes) -> None:
        """For who wants what it says as it comes."""


def _take_terminal_and_signals() -> None:
    """The started program's terminal is its own: Ctrl-C and a closed window reach it as signals."""
    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
    _take_signals()


def _take_signals() -> None:
    """Whoever runs the tests in the background ignores Ctrl-C (`&`, nohup, some CI), and it would be handed down."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)
