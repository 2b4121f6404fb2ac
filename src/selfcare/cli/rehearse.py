"""A session that is only tried: the same player, faces and sound, and nothing of it is written."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import attended, say
from selfcare.cli.stage import Stage, Wanted
from selfcare.home.clock import SessionClock, new_id, now
from selfcare.live.input import Input
from selfcare.live.playing import LATE, Played, World, play
from selfcare.live.rehearsing import FastClock, FastInput
from selfcare.session.player import Playhead
from selfcare.session.record import Naming

if TYPE_CHECKING:
    from selfcare.home.settings import Settings
    from selfcare.session.steps import Plan

MARK = "Rehearsal: nothing is kept"


def rehearse(plan: Plan, settings: Settings, wanted: Wanted | None, *, speed: int = 1, mark: str = MARK) -> Played:
    """Play a plan as the patient hears and sees it, `speed` seconds of it in each; nothing is logged."""
    with Stage(settings, wanted, attended=attended(), mark=mark) as stage:
        say(f"{mark}.")
        return _played(plan, stage, speed)


def try_out(plan: Plan, stage: Stage) -> Played:
    """The same on a stage that stands already."""
    return _played(plan, stage, 1)


def _played(plan: Plan, stage: Stage, speed: int) -> Played:
    stage.prepare(plan)
    name = Naming("rehearsal", "", "", "full", from_file=True, how="asked")
    with Input(sys.stdin.fileno() if stage.attended else None) as keys:
        world = World(
            FastClock(SessionClock(), speed),
            now,
            new_id,
            lambda _facts: None,
            FastInput(keys, speed),
            face=stage.face(plan),
            plain=lambda: stage.plain(plan),
            ears=stage.ears,
            switched=lambda _what, _on: None,  # what is tried leaves no trace
            attended=stage.attended,
            late=LATE * speed,
        )
        return play(plan, name, "rehearsal", world, Playhead(wait=stage.attended and stage.settings.wait))
