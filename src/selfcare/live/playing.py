"""The loop: wait for the sooner of a key and the next change, tell the player how much time went by, log, then show.

Deadlines, not ticks: what passes is read from the clock each time, so that a late tick never stretches a hold.
"""

from __future__ import annotations

import signal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from selfcare.facts.kinds import Fact
from selfcare.session import intents
from selfcare.session.events import StepBegan
from selfcare.session.keys import keyed
from selfcare.session.player import Playhead, advance, begin, next_change, press
from selfcare.session.record import Naming, to_body

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.facts.moment import Moment
    from selfcare.live.input import Received
    from selfcare.session.events import Event
    from selfcare.session.player import Events
    from selfcare.session.steps import Plan

LATE = 2_000
"""Milliseconds. A tick that comes so late means that the process or the computer slept: pause and ask (design)."""

BEAT = 1_000
"""Milliseconds. A running session looks at its clock at least so often: of the time during which the process was stopped no
more than this can be taken for time held, however far away the next cue is. It costs 0.13 s of CPU a minute."""


class Face(Protocol):
    """Whoever shows a session. It draws; it holds no rule."""

    def event(self, event: Event, head: Playhead) -> None:
        """Something happened."""

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """Time went by, or something was typed."""

    def next_frame(self, head: Playhead) -> int | None:
        """Milliseconds until it wants to show again; None when nothing would change."""


class Clock(Protocol):
    """The session's own clock."""

    def monotonic_ms(self) -> int:
        """Milliseconds that only grow."""

    def suspended_ms(self) -> int:
        """Milliseconds that the computer slept."""


class Waiting(Protocol):
    """Where keys and signals come from."""

    def wait(self, timeout_ms: int | None) -> Received:
        """What comes next."""


class World(NamedTuple):
    """What the loop may touch, each given from outside."""

    clock: Clock
    now: Callable[[], Moment]
    new_id: Callable[[], str]
    write: Callable[[Sequence[Fact]], None]
    input: Waiting
    face: Face
    attended: bool = True
    """Whether anybody can press a key."""


class Played(NamedTuple):
    """How it ended, and the signal that ended it, if one did."""

    head: Playhead
    signal: int | None


def play(plan: Plan, name: Naming, patient: str, world: World) -> Played:
    """Play a session to its end. Every fact is on the disk before its event is shown."""
    loop = _Loop(plan, name, patient, world)
    return loop.run()


class _Loop:
    def __init__(self, plan: Plan, name: Naming, patient: str, world: World) -> None:
        self.plan = plan
        self.name = name
        self.patient = patient
        self.world = world
        self.typed = ""
        self.ended_by: int | None = None

    def run(self) -> Played:
        world = self.world
        head, events = begin(self.plan)
        head = self._took_place(head, events)
        last = world.clock.monotonic_ms()
        slept = world.clock.suspended_ms()
        while head.state != "ended":
            change = next_change(self.plan, head)
            frame = world.face.next_frame(head)
            waits = [one for one in (change, frame, BEAT if change is not None else None) if one is not None]
            received = world.input.wait(min(waits) if waits else None)
            now = world.clock.monotonic_ms()
            elapsed, last = now - last, now
            late = bool(waits) and elapsed > min(waits) + LATE
            was_away = late or received.continued or world.clock.suspended_ms() - slept > LATE
            if was_away:
                slept = world.clock.suspended_ms()
                elapsed = min([elapsed, *waits])
            head, events = advance(self.plan, head, elapsed)
            head = self._took_place(head, events)
            if was_away:
                # Where nobody can press a key, a pause would last for ever, and keep every other session out.
                head = self._do(head, intents.Pause() if world.attended else intents.Interrupt())
            head = self._received(head, received)
        return Played(head, self.ended_by)

    def _received(self, head: Playhead, received: Received) -> Playhead:
        notice = ""
        if received.ending is not None:
            self.ended_by = received.ending
            return self._do(head, intents.Interrupt())
        for key in received.keys:
            result = keyed(key, self.typed, self.plan, head)
            self.typed, notice = result.text, result.notice
            if result.intent is not None:
                head = self._do(head, result.intent)
        if head.state != "ended" and not self._show(partial(self.world.face.show, head, self.typed, notice)):
            head = self._do(head, intents.Interrupt())
        return head

    def _do(self, head: Playhead, intent: intents.Intent) -> Playhead:
        head, events = press(self.plan, head, intent)
        return self._took_place(head, events)

    def _took_place(self, head: Playhead, events: Events) -> Playhead:
        """Log first, then show. One transaction for all that happened at once."""
        bodies = [body for event in events if (body := to_body(event, self.plan, self.name)) is not None]
        if bodies:
            at = self.world.now()
            self.world.write([Fact(self.world.new_id(), *at, self.patient, body) for body in bodies])
        for event in events:
            if isinstance(event, StepBegan):
                self.typed = ""  # a number that was begun belongs to the step in which it was typed
            if not self._show(partial(self.world.face.event, event, head)):
                # Nobody sees it any more: the window or the pipe is closed.
                self.ended_by = self.ended_by or getattr(signal, "SIGPIPE", signal.SIGTERM)
                if head.state != "ended":
                    head, more = press(self.plan, head, intents.Interrupt())
                    return self._took_place(head, more)
                return head
        return head

    def _show(self, draw: Callable[[], None]) -> bool:
        try:
            draw()
        except OSError:
            self.ended_by = self.ended_by or getattr(signal, "SIGPIPE", signal.SIGTERM)
            return False
        return True
