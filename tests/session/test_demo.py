"""The minute of trying out: a plan like any other, that asks for no device and presses nothing."""

from __future__ import annotations

from hypothesis import given

import worlds
from selfcare.routine.devices import find_device
from selfcare.session.demo import demo_plan
from selfcare.session.events import Cued, Over, SetOver
from session import laws
from worlds import Moves, left_alone, play

MINUTE = 60_000


def test_it_takes_a_minute_and_ends_by_itself() -> None:
    """From get ready to the last word: one minute, three fists, both sides, a rest in which to type a number."""
    plan = demo_plan()
    trace = left_alone(plan)
    assert plan.length == MINUTE
    assert [(event.set.side, event.how) for event in trace.events if isinstance(event, SetOver)] == [
        ("left", "whole"),
        ("right", "whole"),
        ("right", "whole"),
    ]
    assert [event.how for event in trace.events if isinstance(event, Over)] == ["ran to the end"]
    assert any(step.asks_discomfort for step in plan.steps)


def test_it_needs_no_device() -> None:
    """No device of the shelf, and no place that is pressed."""
    plan = demo_plan()
    assert all(find_device(one.device) is None for one in plan.exercises.values())
    assert all(step.place is None for step in plan.steps)


def test_every_word_has_its_time() -> None:
    """No cue is talked over by the next."""
    said = [event for event in left_alone(demo_plan()).events if isinstance(event, Cued)]
    ends = [event.t + event.cue.estimate for event in said]
    assert all(end <= after.t for end, after in zip(ends, said[1:], strict=False))


@given(worlds.keys)
def test_whatever_key_is_pressed(moves: list[Moves]) -> None:
    """No key raises, and time and order hold as in any session."""
    trace = play(demo_plan(), moves)
    for law in (
        laws.the_clock_is_the_time_that_passed,
        laws.held_time_is_clock_time_without_pauses,
        laws.a_set_is_over_once_before_the_next_starts,
        laws.nobody_is_locked_in,
        laws.no_phantom_cue,
    ):
        law(trace)
