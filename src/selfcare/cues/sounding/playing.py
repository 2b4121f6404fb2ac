"""One daemon thread for each channel that sounds by programs: it takes turns, plays, and notices when nothing can be heard.

Whoever asks never waits: a request is put down under a lock that nobody holds for longer than a few microseconds.
"""

from __future__ import annotations

from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple

from selfcare.cues.sounding.turns import Request, interrupts, queued
from selfcare.home import programs

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from selfcare.cues.sounding.machine import Player

FAILURES = 2
"""So many in a row, and the channel falls silent and says so (`platform.md`)."""
SLACK_MS = 2_000
"""A player may take so much longer than the sound lasts, then it hangs and is killed (design)."""
_CLOSING_S = 2.0


class Turn:
    """The right to sound, until it is taken back."""

    def __init__(self, request: Request, changed: Condition) -> None:
        self.request = request
        self.cut = False
        self._changed = changed
        self._program: programs.Program | None = None

    def take_back(self) -> None:
        """Stop what sounds, at once. To be called with the lock held."""
        self.cut = True
        if self._program is not None:
            self._program.kill()
        self._changed.notify_all()

    def wait(self, milliseconds: int) -> bool:
        """Let so much time go by; whether the turn is still ours."""
        with self._changed:
            if milliseconds > 0:
                self._changed.wait_for(lambda: self.cut, milliseconds / 1000)
            return not self.cut

    def follow(self, program: programs.Program, within_ms: int) -> int | None:
        """Its exit code when it ends; None when it was killed for taking longer, or because the turn was taken back."""
        with self._changed:
            self._program = program
            if self.cut:
                program.kill()
        code = program.wait(within_ms)
        with self._changed:
            self._program = None
        program.close()
        return None if self.cut else code


class Sounding:
    """The thread that plays what is asked for, by `perform`.

    `perform` gives True for what was heard, False for what failed, None for what was dropped or cut short.
    """

    def __init__(self, name: str, perform: Callable[[Turn], bool | None]) -> None:
        self.trouble = ""
        self._name = name
        self._perform = perform
        self._changed = Condition()
        self._waiting: tuple[Request, ...] = ()
        self._turn: Turn | None = None
        self._failures = 0
        self._closed = False
        self._thread: Thread | None = None

    def begin(self) -> None:
        """Start the thread, forget any trouble."""
        with self._changed:
            self.trouble, self._failures = "", 0
            if self._thread is None and not self._closed:
                thread = Thread(target=self._work, name=self._name, daemon=True)
                try:
                    thread.start()
                except RuntimeError:  # the system allows no more threads
                    self.trouble = f"No {self._name}: the system allows no more threads. The screen goes on."
                    return
                self._thread = thread

    @property
    def failing(self) -> bool:
        """Whether what was asked for last could not be heard."""
        return bool(self._failures or self.trouble or self._closed)

    def ask(self, request: Request) -> None:
        """Put it down, and return at once."""
        with self._changed:
            if self._closed or self.trouble or self._thread is None:
                return
            running = self._turn.request if self._turn and not self._turn.cut else None
            if running is not None and (running.what, running.kind) == (request.what, request.kind):
                return  # it is just being said
            self._waiting = queued(self._waiting, request)
            if running is not None and self._turn and interrupts(request, running):
                self._turn.take_back()
            self._changed.notify_all()

    def hush(self, *kinds: str) -> None:
        """Drop what waits and stop what sounds: everything, or only requests of those kinds."""
        with self._changed:
            self._waiting = tuple(one for one in self._waiting if kinds and one.kind not in kinds)
            if self._turn and (not kinds or self._turn.request.kind in kinds):
                self._turn.take_back()

    def finish(self, within_ms: int) -> bool:
        """Wait until all was heard; whether it was, within that time. Only for moments in which no time is measured."""
        with self._changed:
            return self._changed.wait_for(lambda: self._turn is None and not self._waiting, within_ms / 1000)

    def close(self) -> None:
        """Fall silent for good; no child is left."""
        self.hush()
        with self._changed:
            self._closed = True
            thread = self._thread
            self._changed.notify_all()
        if thread is not None:
            thread.join(_CLOSING_S)

    def _work(self) -> None:
        while (turn := self._next()) is not None:
            try:
                heard = None if turn.cut else self._perform(turn)
            except (OSError, ValueError):  # the disk; words that no program can be handed
                heard = False
            self._over(turn, heard=None if turn.cut else heard)

    def _next(self) -> Turn | None:
        with self._changed:
            self._changed.wait_for(lambda: self._closed or bool(self._waiting))
            if self._closed:
                return None
            self._turn = Turn(self._waiting[0], self._changed)
            self._waiting = self._waiting[1:]
            return self._turn

    def _over(self, turn: Turn, *, heard: bool | None) -> None:
        with self._changed:
            if turn is self._turn:
                self._turn = None
            if heard is not None:
                self._failures = 0 if heard else self._failures + 1
            if self._failures >= FAILURES and not self.trouble:
                self.trouble = f"No {self._name}: the player failed twice. The screen goes on."
                self._waiting = ()
            self._changed.notify_all()


class Sound(NamedTuple):
    """A file that is ready, and how long it lasts."""

    file: Path
    length_ms: int


class Loudspeaker:
    """The players of this machine: the first that works is kept."""

    def __init__(self, players: Sequence[Player], slack_ms: int = SLACK_MS) -> None:
        self._players = list(players)
        self._slack_ms = slack_ms

    def play(self, sound: Sound, turn: Turn, volume: int = 100) -> bool | None:
        """Play it to its end: True; None when the turn was taken back, False when it could not be heard."""
        for _ in range(len(self._players)):
            program = programs.start(self._players[0].words(sound.file, volume))
            code = turn.follow(program, sound.length_ms + self._slack_ms) if program else 127
            if turn.cut:
                return None
            if code == 0:
                return True
            self._players.append(self._players.pop(0))
            if code is None:
                return False  # it hung: the moment is over, whichever player comes next
        return False
