"""Keys and signals, as one stream: what a session waits for."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING, NamedTuple, Self

from selfcare.home import system

if TYPE_CHECKING:
    from types import FrameType, TracebackType

_NAMES = {
    b" ": "space",
    b"\r": "enter",
    b"\n": "enter",
    b"\x1b": "escape",
    b"\x7f": "backspace",
    b"\x08": "backspace",
    b"\x1b[A": "up",
    b"\x1b[B": "down",
    b"\x1b[C": "right",
    b"\x1b[D": "left",
    b"\x1bOA": "up",
    b"\x1bOB": "down",
    b"\x1bOC": "right",
    b"\x1bOD": "left",
}
_ENDING = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP", "SIGQUIT", "SIGBREAK") if hasattr(signal, name)
]


class Received(NamedTuple):
    """What came while waiting: keys in order, a signal that ends the session, whether the process had been stopped.

    `stopping`: the person wants to leave the program standing (Ctrl-Z); `Input.stand` does it.
    """

    keys: tuple[str, ...] = ()
    ending: int | None = None
    continued: bool = False
    stopping: bool = False


def key_names(data: bytes) -> tuple[str, ...]:
    """The keys of what a terminal sent. An unknown sequence is one key, so that it pauses once and types nothing."""
    if data.startswith(b"\x1b") and len(data) > 1:
        return (_NAMES.get(data, "unknown"),)
    text = data.decode("utf-8", "replace")
    return tuple(
        _NAMES.get(one.encode("utf-8", "replace"), one.lower() if one.isprintable() else "unknown") for one in text
    )


class Input:
    """Single keys and signals while a session plays; a context that gives terminal and signals back.

    Without a terminal (`descriptor` None) only signals come. A signal handler does nothing but wake the loop.
    """

    def __init__(self, descriptor: int | None) -> None:
        """`descriptor` of a terminal to read keys from, or None."""
        self._terminal = system.Terminal(descriptor) if descriptor is not None else None
        self._descriptor = descriptor
        self._seen: list[int] = []
        self._before: dict[int, object] = {}
        self._woken = -1
        self._wake = -1

    def __enter__(self) -> Self:
        """Take the terminal and the signals."""
        self._woken, self._wake = os.pipe()
        os.set_blocking(self._wake, False)
        os.set_blocking(self._woken, False)
        # A window of another size only wakes the loop, which draws anew.
        others = ("SIGTSTP", "SIGCONT", "SIGWINCH")
        watched = [*_ENDING, *(getattr(signal, name) for name in others if hasattr(signal, name))]
        for number in watched:
            self._before[number] = signal.signal(number, self._note)
        if self._terminal:
            self._terminal.raw()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Give both back."""
        if self._terminal:
            self._terminal.restore()
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # as signal.signal gave it
        os.close(self._woken)
        os.close(self._wake)

    def _note(self, number: int, _frame: FrameType | None) -> None:
        self._seen.append(number)
        try:
            os.write(self._wake, b".")
        except BlockingIOError:
            return  # the pipe is full: the loop is awake already

    def wait(self, timeout_ms: int | None) -> Received:
        """What comes next, at the latest after the timeout (nothing, then)."""
        watched = [self._woken] + ([self._descriptor] if self._descriptor is not None else [])
        ready = [] if self._seen else system.wait_readable(watched, timeout_ms)
        if self._woken in ready:
            os.read(self._woken, 512)
        seen, self._seen = self._seen, []
        ending = next((number for number in seen if number in _ENDING), None)
        continued = getattr(signal, "SIGCONT", None) in seen
        stopping = getattr(signal, "SIGTSTP", None) in seen
        if ending is None and self._descriptor in ready:
            data = system.read_keys(self._descriptor)
            if not data:
                # A dead terminal is a hang-up, never a spin.
                return Received(ending=getattr(signal, "SIGHUP", signal.SIGTERM), continued=continued)
            return Received(key_names(data), None, continued, stopping)
        return Received((), ending, continued, stopping)

    def stand(self) -> None:
        """Give the terminal back and stop, as the shell expects after Ctrl-Z; take it again when continued."""
        stop = signal.SIGTSTP
        if self._terminal:
            self._terminal.restore()
        signal.signal(stop, signal.SIG_DFL)
        os.kill(os.getpid(), stop)
        signal.signal(stop, self._note)
        self._seen = [number for number in self._seen if number != getattr(signal, "SIGCONT", None)]
        if self._terminal:
            self._terminal.raw()
