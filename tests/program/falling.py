"""A session at a real terminal whose picture fails at a moment: a program of its own, for the law of what then happens.

All of it is the real thing, keys, clock, log and terminal; only the face is one that raises, handed in as any face is.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import AtHand
from selfcare.cli.stage import Stage
from selfcare.day.decide import decide
from selfcare.faces.screen.face import Screen
from selfcare.faces.screen.look import Look
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import World, play
from selfcare.log.store import Log
from selfcare.session.plan import How, plan_session
from selfcare.session.record import Naming
from selfcare.session.steps import Screening

if TYPE_CHECKING:
    from selfcare.session.player import Playhead

FAILS_AT = 2_000
"""Milliseconds of the session."""


class Falling(Screen):
    """A full screen that cannot draw what comes after two seconds."""

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """Draw it, or fail."""
        if head.clock >= FAILS_AT:
            raise ZeroDivisionError
        super().show(head, typed, notice)


def main() -> None:
    """Play what is loaded, the questions behind it."""
    at_hand = AtHand()
    day = decide(at_hand.history, at_hand.now)
    assert day is not None
    plan = plan_session(day.routine, day, Screening("asked", soreness=True), How())
    stage = Stage(at_hand.settings, None, attended=True)
    name = Naming("falls", day.date.isoformat(), day.text, day.dose, from_file=False, how="asked")
    with Log.open(at_hand.folder, write=True) as log, Input(sys.stdin.fileno()) as keys:
        face = Falling(plan, sys.stdout, Look())
        world = World(SessionClock(), now, new_id, log.append, keys, face, lambda: stage.plain(plan))
        play(plan, name, day.routine.patient, world)


if __name__ == "__main__":
    main()
