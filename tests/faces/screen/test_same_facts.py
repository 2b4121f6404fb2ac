"""The same keys at the same moments leave the same facts in the log, whichever face shows the session."""

from __future__ import annotations

import io
import itertools
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from selfcare.faces.lines import Lines
from selfcare.faces.screen.face import Screen
from selfcare.faces.screen.look import Look
from selfcare.facts.moment import Moment
from selfcare.live.input import Received
from selfcare.live.playing import Face, World, play
from selfcare.session.record import Naming
from worlds import EAST, KEYS, LAST_KEYS, NOON, PROCEED, plans

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.kinds import Fact
    from selfcare.session.steps import Plan

NAME = Naming("session", "2026-11-23", "text", "full", from_file=False, how="asked")
FOLLOWING = ("n", "enter", "enter", "g", "-", "a")
"""What somebody presses who goes on through questions and waiting steps."""
pressed = st.lists(
    st.tuples(
        st.sampled_from([1, 400, 1_000, 5_300, 20_000, 61_000]),
        st.sampled_from([*FOLLOWING * 4, *(key for key in KEYS if key != PROCEED), LAST_KEYS[0]]),
    ),
    min_size=8,
    max_size=40,
)


class Person:
    """A clock, and a person who presses keys after these waits, and then closes the window."""

    def __init__(self, keys: Sequence[tuple[int, str]]) -> None:
        self.time = 0
        self.moments = list(itertools.accumulate(wait for wait, _ in keys))
        self.keys = [key for _, key in keys]

    def monotonic_ms(self) -> int:
        """The time that went by."""
        return self.time

    def suspended_ms(self) -> int:
        """It never sleeps."""
        return 0

    def now(self) -> Moment:
        """The same time on the wall."""
        return Moment(NOON + self.time, EAST)

    def wait(self, timeout_ms: int | None) -> Received:
        """What comes next: a key at its moment, or the time-out."""
        if not self.keys:
            return Received(ending=1)
        if timeout_ms is not None and self.time + timeout_ms < self.moments[0]:
            self.time += timeout_ms
            return Received()
        self.time = self.moments.pop(0)
        return Received((self.keys.pop(0),))

    def stand(self) -> None:
        """Nobody leaves it standing here."""


def written(plan: Plan, keys: Sequence[tuple[int, str]], face: Face) -> list[Fact]:
    """The facts of a session that is shown by that face."""
    person, ids = Person(keys), itertools.count()
    facts: list[Fact] = []
    world = World(person, person.now, lambda: f"f{next(ids)}", facts.extend, person, face, lambda: face)
    play(plan, NAME, "P200", world)
    return facts


def screen(plan: Plan, look: Look) -> Screen:
    """A full screen on a made terminal."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=80, height=24, _environ={})
    return Screen(plan, out, look, console)


@given(plans(attended=True), pressed)
def test_every_face_leaves_the_same_facts(plan: Plan, keys: list[tuple[int, str]]) -> None:
    """Full screen, still or moving, countdown, pipe and reader: no face holds a rule, and none is waited for."""
    facts = written(plan, keys, Lines(plan, io.StringIO(), "pipe"))
    assert written(plan, keys, Lines(plan, io.StringIO(), "terminal")) == facts
    assert written(plan, keys, Lines(plan, io.StringIO(), "reader")) == facts
    assert written(plan, keys, screen(plan, Look())) == facts
    assert written(plan, keys, screen(plan, Look(motion="reduced", flash=False, unicode=False))) == facts
