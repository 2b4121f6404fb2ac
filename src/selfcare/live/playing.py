"""The loop: wait for the sooner of a key and the next change, tell the player how much time went by, log, speak, then show.

Deadlines, not ticks: what passes is read from the clock each time, so that a late tick never stretches a hold. What the next
cue needs comes before what the next frame needs. A channel that fails is dropped, and the screen says so; a face that fails
gives way to plain lines; a log that fails ends the session.
"""

from __future__ import annotations

import signal
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from selfcare.facts.kinds import Fact
from selfcare.session import intents
from selfcare.session.events import Cued, Paused, StepBegan
from selfcare.session.keys import Pressed, keyed
from selfcare.session.player import Playhead, advance, begin, next_change, press
from selfcare.session.record import Naming, to_body

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.facts.kinds import Body
    from selfcare.facts.moment import Moment
    from selfcare.live.input import Received
    from selfcare.session.events import Event
    from selfcare.session.keys import Switch
    from selfcare.session.player import Events
    from selfcare.session.steps import Plan

LATE = 2_000
"""Milliseconds. A tick that comes so late means that the process or the computer slept: pause and ask (design)."""

TOO_LONG = 60 * 60_000
"""Milliseconds. Who comes back to a pause or a waiting step after that begins anew, with the stop questions: the session is
interrupted there, and the next start offers to finish it. An answer of yesterday lets nobody press today (design)."""

BEAT = 1_000
"""Milliseconds. A running session looks at its clock at least so often: of the time during which the process was stopped no
more than this can be taken for time held, however far away the next cue is. It costs 0.13 s of CPU a minute."""


class Face(Protocol):
    """Whoever shows a session. It draws; it holds no rule."""

    def event(self, event: Event, head: Playhead) -> None:
        """Something happened."""

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """Time went by, something was typed, or there is something to tell."""

    def next_frame(self, head: Playhead) -> int | None:
        """Milliseconds until it wants to show again; None when nothing would change."""

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """What can be heard now (None: not there), and whether changes wait for the person."""

    def enter(self) -> None:
        """Take the terminal, at the beginning and after `leave`."""

    def leave(self) -> None:
        """Give the terminal back as it was; once more is no error."""


class Hearing(Protocol):
    """All that sounds: see `selfcare.cues.ears`. It never blocks and never raises."""

    def __call__(self, event: Event) -> None:
        """Something happened."""

    def is_on(self, name: str) -> bool | None:
        """Whether "voice" or "tones" can be heard; None: there is none."""

    def switch(self, name: str) -> bool | None:
        """Turn one of them over: what it is now; None: there is none."""

    def fell_silent(self) -> tuple[str, ...]:
        """A sentence for each that fell silent since this was last asked."""


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

    def stand(self) -> None:
        """Stop the process, and come back when it is continued."""


class World(NamedTuple):
    """What the loop may touch, each given from outside."""

    clock: Clock
    now: Callable[[], Moment]
    new_id: Callable[[], str]
    write: Callable[[Sequence[Fact]], None]
    input: Waiting
    face: Face
    plain: Callable[[], Face]
    """The face that takes over from one that fails."""
    ears: Hearing | None = None
    switched: Callable[[str, bool], None] = lambda _name, _on: None
    """Remember that the person switched the voice, the tones, or the waiting."""
    attended: bool = True
    """Whether anybody can press a key."""
    late: int = LATE
    """Milliseconds of the clock after which a tick is so late that somebody must have slept."""


class Played(NamedTuple):
    """How it ended, and the signal that ended it, if one did."""

    head: Playhead
    signal: int | None


def play(plan: Plan, name: Naming, patient: str, world: World, start: Playhead | None = None) -> Played:
    """Play a session to its end. Every fact is on the disk before its event is heard or shown. `start`: it was cut off."""
    loop = _Loop(plan, name, patient, world)
    try:
        return loop.run(start or Playhead())
    finally:
        loop.face.leave()


class _Loop:
    def __init__(self, plan: Plan, name: Naming, patient: str, world: World) -> None:
        self.plan = plan
        self.name = name
        self.patient = patient
        self.world = world
        self.face = world.face
        self.typed = ""
        self.notice = ""
        self.told: list[tuple[Event, Playhead]] = []  # since the step began
        self.paused_by: Pressed | None = None
        self.ended_by: int | None = None

    def run(self, start: Playhead) -> Played:
        world = self.world
        self._show(lambda face: face.enter())
        self._switches(start)
        head, events = begin(self.plan, start)
        head = self._took_place(head, events)
        self._draws(head)  # at once, not when the first frame would be due
        last = world.clock.monotonic_ms()
        slept = world.clock.suspended_ms()
        while head.state != "ended":
            change = next_change(self.plan, head)
            frame = self.face.next_frame(head)
            waits = [one for one in (change, frame, BEAT if change is not None else None) if one is not None]
            received = world.input.wait(min(waits) if waits else None)
            now = world.clock.monotonic_ms()
            elapsed, last = now - last, now
            asleep = world.clock.suspended_ms() - slept
            if not waits and head.started and elapsed + asleep > TOO_LONG:
                self.notice = "That was over an hour ago. Begin anew: selfcare start"
                head = self._do(head, intents.Interrupt())
                continue
            late = bool(waits) and elapsed > min(waits) + world.late
            was_away = late or received.continued or asleep > LATE
            if was_away:
                slept = world.clock.suspended_ms()
                elapsed = min([elapsed, *waits])
            head, events = advance(self.plan, head, elapsed)
            head = self._took_place(head, events)
            if was_away or received.stopping:
                # Where nobody can press a key, a pause would last for ever, and keep every other session out.
                head = self._do(head, intents.Pause() if world.attended else intents.Interrupt())
            if received.stopping and head.state != "ended":
                self.face.leave()
                world.input.stand()
                self._show(lambda face: face.enter())
                last, slept = world.clock.monotonic_ms(), world.clock.suspended_ms()
            head = self._received(head, received, now)
        return Played(head, self.ended_by)

    def _received(self, head: Playhead, received: Received, now: int) -> Playhead:
        if received.ending is not None:
            self.ended_by = received.ending
            return self._do(head, intents.Interrupt())
        for key in received.keys:
            if self.paused_by is not None and self.paused_by.still(key, now):
                self.paused_by = Pressed(key, now)
                continue
            result = keyed(key, self.typed, self.plan, head)
            self.typed, self.notice = result.text, result.notice or self.notice
            if result.switch is not None:
                self._switch(result.switch, head)
            if result.intent is not None:
                head = self._do(head, result.intent)
            self.paused_by = Pressed(key, now) if isinstance(result.intent, intents.Pause) else None
            if isinstance(result.intent, intents.WaitForMe):
                self.notice = f"Wait for me: {'on' if head.wait else 'off'}."
                self.world.switched("wait", head.wait)
                self._switches(head)
        self._troubles(head)
        if head.state != "ended" and not self._draws(head):
            head = self._do(head, intents.Interrupt())
        self.notice = ""
        return head

    def _draws(self, head: Playhead) -> bool:
        """Show this moment, and what there is to tell; where the picture fails at it, plain lines tell that too."""
        notice, self.notice = self.notice, ""
        seen = self._show(partial(_draw, head, self.typed, notice))
        return self._draws(head) if seen and self.notice else seen

    def _do(self, head: Playhead, intent: intents.Intent) -> Playhead:
        head, events = press(self.plan, head, intent)
        return self._took_place(head, events)

    def _took_place(self, head: Playhead, events: Events) -> Playhead:
        """Log first, then speak and show. One transaction for all that happened at once."""
        bodies = [body for event in events if (body := to_body(event, self.plan, self.name)) is not None]
        if bodies:
            self._keep(bodies, events, head)
        if self.world.ears:
            for event in events:
                self.world.ears(event)
        for event in events:
            if isinstance(event, StepBegan):
                self.typed = ""  # a number that was begun belongs to the step in which it was typed
                self.told = []
            if not self._show(partial(_tell, event, head)):
                # Nobody sees it any more: the window or the pipe is closed.
                if head.state != "ended":
                    head, more = press(self.plan, head, intents.Interrupt())
                    return self._took_place(head, more)
                return head
            self.told.append((event, head))
        return head

    def _keep(self, bodies: list[Body], events: Events, head: Playhead) -> None:
        """Write what happened. A log that fails ends the session; a band that is on is told to come off all the same."""
        at = self.world.now()
        try:
            self.world.write([Fact(self.world.new_id(), *at, self.patient, body) for body in bodies])
        except Exception:
            last = press(self.plan, head, intents.Interrupt())[1]
            for event in (*events, *last):
                if isinstance(event, Cued | Paused) and event.cue.kind == "come off":
                    if self.world.ears:
                        self.world.ears(event)
                    self.face.leave()
                    self.face = self.world.plain()
                    self._show(partial(_tell, event, head))
            raise

    def _show(self, draw: Callable[[Face], None]) -> bool:
        """Whether somebody can still see it. A face that fails otherwise gives way to plain lines."""
        try:
            draw(self.face)
        except OSError:
            self.ended_by = self.ended_by or getattr(signal, "SIGPIPE", signal.SIGTERM)
            return False
        except Exception as error:  # a drawing must not cost anybody the session
            self.face.leave()
            plain = self.world.plain()
            if type(plain) is type(self.face):
                raise
            self.face = plain
            self.notice = f"The picture failed ({type(error).__name__}); plain lines go on."
            # What stood on the picture stands there no more: a question, or how to go on from a pause.
            return all(self._show(partial(_tell, *one)) for one in self.told) and self._show(draw)
        return True

    def _switch(self, which: Switch, head: Playhead) -> None:
        ears = self.world.ears
        on = ears.switch(which) if ears else None
        if on is None:
            self.notice = "No tones can sound here." if which == "tones" else "There is no voice on this computer."
            return
        self.notice = f"{which.capitalize()} {'on' if on else 'off'}."
        self.world.switched(which, on)
        self._switches(head)

    def _switches(self, head: Playhead) -> None:
        ears = self.world.ears
        voice, tones = (ears.is_on("voice"), ears.is_on("tones")) if ears else (None, None)
        self.face.switches(voice, tones, head.wait)

    def _troubles(self, head: Playhead) -> None:
        """Channels that fell silent are named on the screen, once, and stand there as off."""
        silent = self.world.ears.fell_silent() if self.world.ears else ()
        if silent:
            self.notice = " ".join(silent)
            self._switches(head)


def _tell(event: Event, head: Playhead, face: Face) -> None:
    face.event(event, head)


def _draw(head: Playhead, typed: str, notice: str, face: Face) -> None:
    face.show(head, typed, notice)
