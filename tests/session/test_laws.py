"""Whatever is pressed, and whenever: every law of `laws.py` on routines, days and people that hypothesis makes up."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import worlds
from selfcare.session import intents
from selfcare.session.events import Cued, Over, Refused, SetOver
from selfcare.session.player import advance, begin, current, length, press
from selfcare.session.steps import MORE_CHANGE, MORE_WORK, Cue, Plan
from session.laws import LAWS
from worlds import DEVICES, Moves, Trace, left_alone, play

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.facts.kinds import Hand, SetEnd

BANDS = tuple(device for device in DEVICES if device.load == "stays on")


def every_law(trace: Trace) -> None:
    """Hold a trace against all laws."""
    for law in LAWS:
        law(trace)


@given(worlds.plans(), worlds.wishes)
def test_whatever_is_wanted(plan: Plan, moves: list[Moves]) -> None:
    """No row of wishes, sensible or not, at any moments, breaks a law."""
    every_law(play(plan, moves))


@given(worlds.plans(devices=BANDS), worlds.wishes)
def test_whatever_is_wanted_in_a_band(plan: Plan, moves: list[Moves]) -> None:
    """The same where everything is done in a band that stays on."""
    every_law(play(plan, moves))


@given(worlds.plans(screened=True), worlds.greed)
def test_whatever_greed_wants(plan: Plan, moves: list[Moves]) -> None:
    """Someone who wants more, and again, and back, for as long as there is more, passes no ceiling and lengthens no band."""
    every_law(play(plan, moves))


@given(worlds.plans(), worlds.keys)
def test_whatever_key_is_pressed(plan: Plan, moves: list[Moves]) -> None:
    """Through `keyed`: no key of any keyboard raises, and all laws hold."""
    every_law(play(plan, moves))


@pytest.mark.prove
def test_ten_thousand_rows_of_keys(record_property: Callable[[str, object], None]) -> None:
    """The same, ten rows for each of a thousand plans."""
    tried = pressed = 0

    @given(worlds.plans(), st.lists(worlds.keys, min_size=10, max_size=10))
    def rows_of_keys(plan: Plan, rows: list[list[Moves]]) -> None:
        nonlocal tried, pressed
        for moves in rows:
            every_law(play(plan, moves))
            tried += 1
            pressed += len(moves)

    rows_of_keys()
    assert tried >= 10_000
    record_property("figure", f"{tried} rows of keys ({pressed} moves) at the player: {len(LAWS)} laws held in each")


@given(worlds.plans(), worlds.wishes, st.integers(0, 256))
def test_how_time_is_cut_does_not_matter(plan: Plan, moves: list[Moves], cut: int) -> None:
    """Every wait in one piece or in two: the same events and the same playhead."""
    whole, parts = play(plan, moves), play(plan, moves, cut)
    assert whole.events == parts.events
    assert whole.head == parts.head


@given(worlds.plans(screened=True, attended=False), st.lists(st.integers(1, 60_000), max_size=40))
def test_left_alone_in_any_pieces(plan: Plan, pieces: list[int]) -> None:
    """A session left alone is the same in one piece and in many."""
    head, events = begin(plan)
    for piece in pieces:
        head, more = advance(plan, head, piece)
        events += more
    start, said = begin(plan)
    once, more = advance(plan, start, sum(pieces))
    assert (once, said + more) == (head, events)


# --- left alone ---


@given(worlds.plans(screened=True, attended=False))
def test_left_alone_every_step_is_whole(plan: Plan) -> None:
    """Nobody presses a key: every set is held for all its time, in order, and the session takes what the plan says.

    Each side of an exercise gets sets x repetitions x seconds, left and right alike; each planned cue is said once, at its
    time in its step, in order.
    """
    trace = left_alone(plan)
    over = [event for event in trace.events if isinstance(event, SetOver)]
    asked = [step for step in plan.steps if step.set is not None]
    ends: dict[bool, SetEnd] = {True: "ceiling reached", False: "whole"}
    assert [(one.set, one.held, one.how) for one in over] == [(s.set, s.length, ends[s.open_ended]) for s in asked]
    assert trace.head.state == "ended"
    assert trace.head.clock == plan.length
    assert [event for event in trace.events if isinstance(event, Over)] == [Over(plan.length, "ran to the end", 0)]
    held: Counter[tuple[str, Hand]] = Counter()
    for event in over:
        held[event.set.exercise, event.set.side] += event.held
    sides: dict[str, set[int]] = {}
    for row in plan.asked:
        time = held[row.exercise, row.side]
        sides.setdefault(row.exercise, set()).add(time)
        assert row.seconds is None or time == row.sets * row.repetitions * row.seconds * 1000
    assert all(len(times) == 1 for times in sides.values())
    planned: list[tuple[int, Cue]] = []
    began = 0
    for step in plan.steps:
        planned += [(began + cue.time(step.length or 0), cue) for cue in step.cues]
        began += step.length or 0
    assert [(event.t, event.cue) for event in trace.events if isinstance(event, Cued)] == planned


# --- cues ---


@given(worlds.plans())
def test_a_planned_cue_has_its_time(plan: Plan) -> None:
    """A cue falls in its step, could be said whole before the step ends, and never into the next cue; none is empty."""
    for step in plan.steps:
        times = [(cue.time(step.length or 0), cue) for cue in step.cues]
        assert times == sorted(times, key=lambda pair: pair[0])
        for (first, cue), (second, _) in pairwise(times):
            assert first + cue.estimate <= second
        for time, cue in times:
            assert cue.say.strip()
            assert time >= 0
            if step.length is None:
                assert time == 0
            else:
                assert time + cue.estimate <= step.length, step


# --- more time ---


@given(worlds.plans(screened=True), worlds.wishes)
def test_more_time_on_a_change_or_rest(plan: Plan, moves: list[Moves]) -> None:
    """One key adds 15 s to any rest, change or getting ready, again and again: only a band's release is not lengthened."""
    for beat in play(plan, moves).beats[::5]:
        head, step = beat.after, current(plan, beat.after)
        if head.state != "running" or step.length is None or step.set is not None:
            continue
        for _ in range(3):
            extra = head.extra
            head, events = press(plan, head, intents.MoreTime())
            assert [type(event) for event in events] == ([Refused] if step.band_on else [])
            assert head.extra == (extra if step.band_on else extra + MORE_CHANGE)
            assert length(plan, head) == step.length + head.extra


@given(worlds.plans(screened=True, attended=False), st.data())
def test_more_time_on_a_set(plan: Plan, data: st.DataObject) -> None:
    """More time makes the set longer, what hangs on its end is said again, half-way is not; or it is refused."""
    sets = [number for number, step in enumerate(plan.steps) if step.set is not None]
    assume(sets)
    wanted = data.draw(st.sampled_from(sets))
    before = sum(step.length or 0 for step in plan.steps[:wanted])
    step = plan.steps[wanted]
    assert step.length is not None
    head, events = begin(plan)
    head, events = advance(plan, head, before + data.draw(st.integers(0, step.length - 1)))
    head, events = press(plan, head, intents.MoreTime())
    refused = [event for event in events if isinstance(event, Refused)]
    if refused:
        assert head.extra == 0
        assert (
            step.band_on
            or step.open_ended
            or plan.ceilings[step.place or ("", "left", "")] < plan_total(plan, wanted) + MORE_WORK
        )
        return
    assert not step.band_on
    at = head.at
    head, events = advance(plan, head, step.length + MORE_WORK - at)
    said = Counter(event.cue.kind for event in events if isinstance(event, Cued) and event.t < head.clock)
    assert said["last three"] == sum(cue.kind == "last three" for cue in step.cues)
    halves = [cue for cue in step.cues if cue.anchor == "middle"]
    assert said["half"] == (1 if halves and halves[0].time(step.length) > at else 0)
    over = next(event for event in events if isinstance(event, SetOver))
    assert (over.held, over.how, over.asked) == (step.length + MORE_WORK, "whole", step.length)


def plan_total(plan: Plan, number: int) -> int:
    """All that the plan asks of the place of one step."""
    return sum(step.length or 0 for step in plan.steps if step.place == plan.steps[number].place)
