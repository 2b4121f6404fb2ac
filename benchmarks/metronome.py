"""A cue each second for three minutes through the real loop, log and full screen, at the terminal that it is started in.

As a program (`python -m benchmarks.metronome play|wait FOLDER`) it leaves in FOLDER/late.json how late each second was, in
milliseconds. `play`: when its cue was handed to the ears. `wait`: when a process that does nothing else woke up for it.
"""

from __future__ import annotations

import datetime as dt
import json
import select
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.day.decide import decide
from selfcare.faces.lines import Lines
from selfcare.faces.screen.face import Screen
from selfcare.faces.screen.look import Look
from selfcare.facts.history import History
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import World, play
from selfcare.log.store import Log
from selfcare.routine.model import Contact, Defaults, Discomfort, Exercise, Roll, Routine
from selfcare.session.events import Cued
from selfcare.session.plan import How, plan_session
from selfcare.session.record import Naming
from selfcare.session.steps import Cue, Screening

if TYPE_CHECKING:
    from selfcare.session.events import Event
    from selfcare.session.steps import Plan

SETS = 3
EACH = 60
SECONDS = SETS * EACH

_ns = time.monotonic_ns


class Clock(SessionClock):
    """The session's clock. It remembers when the loop first looked at it: the plan's time is counted from there."""

    zero = 0

    def monotonic_ms(self) -> int:
        """As the real one."""
        self.zero = self.zero or _ns()
        return super().monotonic_ms()


class Ears:
    """Ears that note how late each cue reaches them."""

    def __init__(self, clock: Clock) -> None:
        """Of the session that this clock is of."""
        self.clock = clock
        self.late: list[float] = []

    def __call__(self, event: Event) -> None:
        """Note a cue; what belongs to the very beginning waits for nothing."""
        if isinstance(event, Cued) and event.t:
            self.late.append((_ns() - self.clock.zero) / 1e6 - event.t)

    def is_on(self, name: str) -> bool | None:  # noqa: ARG002 - as the protocol has it
        """There is neither voice nor tones."""
        return None

    def switch(self, name: str) -> bool | None:  # noqa: ARG002 - same
        """There is neither."""
        return None

    def fell_silent(self) -> tuple[str, ...]:
        """Nothing does."""
        return ()


def metronome() -> Plan:
    """Sets of rolling on end; at each second a cue, which the screen shows while it is said: "Second 17."."""
    calf = Exercise("calf", "foam roller", "calf", "left", roll=Roll(EACH, SETS, stroke=4), get_ready=0, rest=0)
    routine = Routine(
        *(1, "metronome", "Metronome", "P001", "Anna Berg, physiotherapist", dt.date(2020, 1, 6)),
        contact=Contact("555 0134", "112", "Anna"),
        exercise=(calf,),
        defaults=Defaults(discomfort=Discomfort(5, 3)),
    )
    day = decide(History([]), now(), file=(routine, "metronome"))
    assert day is not None
    plan = plan_session(routine, day, Screening("asked", soreness=True), How(attended=False))
    steps = []
    began = 0
    for step in plan.steps:
        seconds = range(EACH) if step.kind == "work" else range(step.kind == "finish")
        cues = (Cue("half", "start", 1000 * one, f"Second {began // 1000 + one}.", 0) for one in seconds)
        steps.append(step._replace(cues=tuple(cues), words=""))
        began += step.length or 0
    assert began == SECONDS * 1000
    return plan._replace(steps=tuple(steps))


def played(folder: Path) -> list[float]:
    """How late each cue was handed over."""
    plan, clock = metronome(), Clock()
    ears = Ears(clock)
    name = Naming(new_id(), "2020-01-06", "metronome", "full", from_file=True, how="command line")
    with Log.open(folder / "home", write=True) as log, Input(sys.stdin.fileno()) as keys:
        face = Screen(plan, sys.stdout, Look())
        play(
            plan,
            name,
            "P001",
            World(clock, now, new_id, log.append, keys, face, lambda: Lines(plan, sys.stdout, "terminal"), ears),
        )
    return ears.late


def waited() -> list[float]:
    """How late a process is that only waits, by deadlines that do not move."""
    zero = _ns()
    late = []
    for second in range(1, SECONDS + 1):
        due = zero + second * 1_000_000_000
        while (left := due - _ns()) > 0:
            select.select([], [], [], left / 1e9)
        late.append((_ns() - due) / 1e6)
    return late


def main(does: str, folder: Path) -> None:
    """Do it, and leave what came of it."""
    late = played(folder) if does == "play" else waited()
    (folder / "late.json").write_text(json.dumps(late))


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
