"""The loop on a made clock: whoever shows it and whatever sounds, the same keys leave the same facts.

The yardstick is the pure player, told the same keys at the same times without any loop: the laws that hold for it hold for
the loop, because what comes of both is the same, event for event.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import worlds
from live.made import FACES, Deaf, Done, MadeEars, MadeTime, by_hand, done, screen
from selfcare.faces.screen.look import Look
from selfcare.live.playing import LATE
from selfcare.session.record import to_body
from session.laws import LAWS, NAMING, the_record_adds_up

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import TypeAlias

    from live.made import Order
    from selfcare.facts.kinds import Body
    from selfcare.live.playing import Hearing
    from selfcare.session.steps import Plan
    from worlds import Moves, Trace

MakeEars: TypeAlias = "Callable[[Order], Hearing]"
EARS: dict[str, MakeEars | None] = {
    "none": None,
    "on": MadeEars,
    "silent": lambda order: MadeEars(order, silent=True),
    "deaf": Deaf,
}
short = worlds.keys.map(lambda moves: moves[:25])
looks = st.tuples(
    st.builds(Look, motion=st.sampled_from(["reduced", "reduced", "full"]), color=st.booleans(), unicode=st.booleans()),
    st.sampled_from([(80, 24), (40, 12), (30, 8)]),
)
lateness = st.lists(st.sampled_from([0, 0, 1, 40, 250, 999, LATE - 1]), min_size=1, max_size=7)


def bodies(trace: Trace) -> list[Body]:
    """What the pure player's events leave in the log."""
    return [body for event in trace.events if (body := to_body(event, trace.plan, NAMING)) is not None]


def same_as_by_hand(trace: Trace, one: Done) -> None:
    """The loop's events, facts and end are those of the pure player."""
    assert one.events == trace.events
    assert [fact.body for fact in one.facts] == bodies(trace)
    assert one.played.head == trace.head


@settings.get_profile("costly")
@given(worlds.plans(attended=True), short)
def test_every_face_and_every_ear_leaves_the_same_facts(plan: Plan, moves: list[Moves]) -> None:
    """Ids, times and all: the same facts through the screen, the three kinds of lines, and whatever sounds or does not."""
    trace, row = by_hand(plan, moves)
    first = done(plan, row, FACES["pipe"])
    same_as_by_hand(trace, first)
    for name, face in FACES.items():
        for ears in EARS.values() if name == "pipe" else (MadeEars,):
            other = done(plan, row, face, ears=ears)
            assert other.facts == first.facts
            assert other.played == first.played


@given(worlds.plans(), short, lateness)
def test_a_late_tick_moves_nothing(plan: Plan, moves: list[Moves], late: list[int]) -> None:
    """However late each tick comes, up to two seconds: the same events, at the times that the plan says, no hold stretched."""
    trace, row = by_hand(plan, moves)
    same_as_by_hand(trace, done(plan, row, FACES["terminal"], time=MadeTime(row, late)))


def every_law_through_the_loop(
    plan: Plan, moves: list[Moves], late: Sequence[int], look: tuple[Look, tuple[int, int]]
) -> None:
    """No traceback on the full screen, with ears; what comes of it is the player's, of which every law holds."""
    trace, row = by_hand(plan, moves)
    out = io.StringIO()
    one = done(plan, row, lambda plan: screen(plan, *look, out), ears=MadeEars, time=MadeTime(row, late))
    assert out.getvalue().endswith("\x1b[?25h\x1b[?1049l")
    same_as_by_hand(trace, one)
    for law in LAWS:
        law(trace)
    the_record_adds_up(trace, one.events)


@settings.get_profile("costly")
@given(worlds.plans(attended=True), short, lateness, looks)
def test_whatever_key_is_pressed_at_the_full_screen(
    plan: Plan, moves: list[Moves], late: list[int], look: tuple[Look, tuple[int, int]]
) -> None:
    """Any keys at any moments: every law holds, nothing raises, and the terminal is given back."""
    every_law_through_the_loop(plan, moves, late, look)


@pytest.mark.prove
def test_ten_thousand_rows_of_keys_through_the_loop(record_property: Callable[[str, object], None]) -> None:
    """Ten rows of any keys for each of a thousand plans, one of them at the full screen: no traceback, and the player's events.

    Of these every law holds for ten thousand rows in `session/test_laws.py`; at the full screen all are held once more.
    """
    tried = drawn = 0

    @settings(max_examples=1000)
    @given(worlds.plans(attended=True), looks, st.lists(st.tuples(worlds.keys, lateness), min_size=10, max_size=10))
    def rows_of_keys(plan: Plan, look: tuple[Look, tuple[int, int]], rows: list[tuple[list[Moves], list[int]]]) -> None:
        nonlocal tried, drawn
        (first, first_late), *others = rows
        every_law_through_the_loop(plan, first, first_late, look)
        for number, (moves, late) in enumerate(others):
            trace, row = by_hand(plan, moves)
            face = FACES[("pipe", "terminal", "reader")[number % 3]]
            one = done(plan, row, face, ears=MadeEars, time=MadeTime(row, late))
            same_as_by_hand(trace, one)
            the_record_adds_up(trace, one.events)
        tried += len(rows)
        drawn += 1

    rows_of_keys()
    assert tried >= 10_000
    record_property(
        "figure", f"{tried} rows of keys through the loop, {drawn} of them at the full screen: no traceback"
    )


@given(worlds.plans(attended=True), short)
def test_log_first_then_speak_then_show(plan: Plan, moves: list[Moves]) -> None:
    """Whatever is heard or seen is in the log by then, and heard before it is seen."""
    _, row = by_hand(plan, moves)
    kept: list[object] = []
    heard: list[object] = []
    seen: list[object] = []
    for how, what in done(plan, row, FACES["pipe"], ears=MadeEars).order:
        {"kept": kept, "heard": heard, "seen": seen}[how].append(what)
        if how == "heard":
            said = [body for event in heard if (body := to_body(event, plan, NAMING)) is not None]  # type: ignore[arg-type]
            assert said == kept[: len(said)]
        if how == "seen":
            assert heard[len(seen) - 1] == what
    assert heard == seen
