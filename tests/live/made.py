"""A made world for the loop: a clock that moves only while the loop waits, keys at their moments, and all that came of it.

Nothing of the loop is replaced but what it is handed: the clock, the input, the log, a face, the ears.
"""

from __future__ import annotations

import io
import signal
from collections import deque
from itertools import count, cycle
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from rich.console import Console

from selfcare.faces.lines import Lines
from selfcare.faces.screen.face import Screen
from selfcare.faces.screen.look import Look
from selfcare.facts.moment import Moment
from selfcare.live.input import Received
from selfcare.live.playing import Played, World, play
from selfcare.session import intents
from selfcare.session.events import StepBegan
from selfcare.session.keys import Pressed, keyed
from selfcare.session.player import Playhead, advance, begin, press
from session.laws import NAMING
from worlds import EAST, NOON, PROCEED, Beat, Moves, Trace, proceeding_key, waited

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.facts.kinds import Fact
    from selfcare.live.playing import Face, Hearing
    from selfcare.session.events import Event
    from selfcare.session.steps import Plan

Order: TypeAlias = 'list[tuple[Literal["kept", "heard", "seen"], object]]'
"""What was written, heard and seen, in the order in which it was."""


class At(NamedTuple):
    """What comes at a moment of the made clock; `asleep` is how long the computer slept before it came."""

    at: int
    received: Received = Received()
    asleep: int = 0


class MadeTime:
    """The clock and the input of the loop. Time passes in `wait` only: to the timeout, or to what comes before it."""

    def __init__(self, row: Sequence[At], late: Sequence[int] = (0,), standing: int = 0) -> None:
        """`late`: so late comes each tick in turn; `standing`: so long the process stands after Ctrl-Z. Milliseconds."""
        self.now = 0
        self.slept = 0
        self.stood = 0
        self._row = deque(row)
        self._late = cycle(late)
        self._standing = standing

    def monotonic_ms(self) -> int:
        """The made time."""
        return self.now

    def suspended_ms(self) -> int:
        """What was slept of it."""
        return self.slept

    def wait(self, timeout_ms: int | None) -> Received:
        """What comes next, at the latest after the timeout and the lateness of this tick."""
        due = None if timeout_ms is None else self.now + timeout_ms + next(self._late)
        coming = self._row[0] if self._row else None
        if coming is not None and (due is None or coming.at <= due):
            self._row.popleft()
            self.now = max(self.now, coming.at)
            self.slept += coming.asleep
            return coming.received
        assert due is not None, "Nothing comes any more, and it waits for ever."
        self.now = due
        return Received()

    def stand(self) -> None:
        """The process stands."""
        self.stood += 1
        self.now += self._standing


class Done(NamedTuple):
    """What came of a session: how it ended, what was written, and in which order what was written, heard and seen."""

    played: Played
    facts: list[Fact]
    order: Order
    shown: list[tuple[Playhead, str, str]]
    switched: list[tuple[str, bool]]

    @property
    def events(self) -> list[Event]:
        """The events that a face was told, in order."""
        return [what for how, what in self.order if how == "seen"]  # type: ignore[misc]  # as they were put in

    @property
    def notices(self) -> list[str]:
        """All that was told beside the events."""
        return [notice for _, _, notice in self.shown if notice]


class Watched:
    """A face, and what it was told."""

    def __init__(self, face: Face, order: Order) -> None:
        self.face = face
        self.order = order
        self.shown: list[tuple[Playhead, str, str]] = []

    def event(self, event: Event, head: Playhead) -> None:
        """Keep and hand on."""
        self.order.append(("seen", event))
        self.face.event(event, head)

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """Keep and hand on."""
        self.shown.append((head, typed, notice))
        self.face.show(head, typed, notice)

    def next_frame(self, head: Playhead) -> int | None:
        """As the face says."""
        return self.face.next_frame(head)

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """Hand on."""
        self.face.switches(voice, tones, wait)

    def enter(self) -> None:
        """Hand on."""
        self.face.enter()

    def leave(self) -> None:
        """Hand on."""
        self.face.leave()


class MadeEars:
    """Ears that keep what they were asked to sound; `silent`: both fell silent, each says so once."""

    def __init__(self, order: Order | None = None, *, silent: bool = False) -> None:
        self.order = order
        self._on = {"voice": True, "tones": True}
        self._troubles = ("No voice: it fell silent. The screen goes on.", "No tones, too.") if silent else ()

    def __call__(self, event: Event) -> None:
        """Keep it."""
        if self.order is not None:
            self.order.append(("heard", event))

    def is_on(self, name: str) -> bool | None:
        """Whether it is on."""
        return self._on[name]

    def switch(self, name: str) -> bool | None:
        """Turn it over."""
        self._on[name] = not self._on[name]
        return self._on[name]

    def fell_silent(self) -> tuple[str, ...]:
        """What fell silent, once; it is off from then on."""
        troubles, self._troubles = self._troubles, ()
        if troubles:
            self._on = dict.fromkeys(self._on, False)
        return troubles


class Deaf(MadeEars):
    """Ears of a machine that has no channel at all."""

    def is_on(self, name: str) -> bool | None:  # noqa: ARG002 - as the protocol has it
        """None is there."""
        return None

    def switch(self, name: str) -> bool | None:  # noqa: ARG002 - same
        """None is there."""
        return None


class LogFailed(Exception):
    """What a made log raises."""


class MadeLog:
    """Keeps what is written; the write of that number fails."""

    def __init__(self, order: Order, fails_at: int | None = None) -> None:
        self.facts: list[Fact] = []
        self._order = order
        self._fails_at = fails_at
        self._writes = 0

    def __call__(self, facts: Sequence[Fact]) -> None:
        """Keep them."""
        self._writes += 1
        if self._writes == self._fails_at:
            raise LogFailed
        self.facts += facts
        self._order += [("kept", fact.body) for fact in facts]


MakeFace: TypeAlias = "Callable[[Plan], Face]"


def screen(
    plan: Plan, look: Look | None = None, size: tuple[int, int] = (80, 24), out: io.StringIO | None = None
) -> Screen:
    """The full screen on a terminal in memory, of so many columns and rows."""
    out = out or io.StringIO()
    console = Console(
        file=out, force_terminal=True, color_system="truecolor", width=size[0], height=size[1], _environ={}
    )
    return Screen(plan, out, look or Look(), console)


def lines(style: Literal["pipe", "terminal", "reader"], out: io.StringIO | None = None) -> MakeFace:
    """Plain lines in that style, in memory."""
    return lambda plan: Lines(plan, out or io.StringIO(), style)


FACES: dict[str, MakeFace] = {
    "screen": screen,
    "still screen": lambda plan: screen(plan, Look(motion="reduced", flash=False, captions=False, unicode=False)),
    "pipe": lines("pipe"),
    "terminal": lines("terminal"),
    "reader": lines("reader"),
}


def done(
    plan: Plan,
    row: Sequence[At],
    face: MakeFace = screen,
    *,
    plain: MakeFace | None = None,
    ears: Callable[[Order], Hearing] | None = None,
    time: MadeTime | None = None,
    fails_at: int | None = None,
    attended: bool = True,
    start: Playhead | None = None,
) -> Done:
    """Play a plan through the real loop, with what comes in that row."""
    order: Order = []
    time = time or MadeTime(row)
    log = MadeLog(order, fails_at)
    watched = Watched(face(plan), order)
    switched: list[tuple[str, bool]] = []
    ids = count()
    world = World(
        clock=time,
        now=lambda: Moment(NOON + time.now + time.slept, EAST),
        new_id=lambda: f"{next(ids):06}",
        write=log,
        input=time,
        face=watched,
        plain=lambda: (plain or lines("terminal"))(plan),
        ears=ears(order) if ears else None,
        switched=lambda name, on: switched.append((name, on)),
        attended=attended,
    )
    try:
        played = play(plan, NAMING, "P200", world, start)
    except LogFailed as error:
        error.add_note(repr(log.facts))
        raise
    return Done(played, log.facts, order, watched.shown, switched)


def keys(*pressed: tuple[int, str]) -> list[At]:
    """A row of keys, each with the milliseconds after the one before."""
    row, now = [], 0
    for after, key in pressed:
        now += after
        row.append(At(now, Received((key,))))
    return row


def by_hand(plan: Plan, moves: Sequence[Moves]) -> tuple[Trace, list[At]]:
    """Moves on the pure player alone, each key through `keyed`; and the same keys at the same times, for the loop.

    In the end the program is told to go.
    """
    head, events = begin(plan)
    beats = [Beat(Playhead(), 0, None, head, events)]
    row: list[At] = []
    typed, now = "", 0
    paused_by: Pressed | None = None

    def step(elapsed: int, wants: intents.Intent | None) -> None:
        nonlocal head, typed
        before = head
        head, events = advance(plan, head, elapsed) if wants is None else press(plan, head, wants)
        beats.append(Beat(before, elapsed, wants, head, events))
        if any(isinstance(event, StepBegan) for event in events):
            typed = ""

    for move in moves:
        if head.state == "ended":
            break
        elapsed = waited(plan, head, move)
        now += elapsed
        step(elapsed, None)
        wants = proceeding_key(plan, head) if move.wants == PROCEED else move.wants
        assert wants is None or isinstance(wants, str)
        row.append(At(now, Received(() if wants is None else (wants,))))
        if wants is not None and paused_by is not None and paused_by.still(wants, now):
            paused_by = Pressed(wants, now)
        elif wants is not None:
            typed, intent, *_ = keyed(wants, typed, plan, head)
            paused_by = Pressed(wants, now) if isinstance(intent, intents.Pause) else None
            if intent is not None:
                step(0, intent)
    if head.state != "ended":
        step(0, intents.Interrupt())
    row.append(At(now, Received(ending=signal.SIGTERM)))
    return Trace(plan, tuple(beats)), row
