"""What a screen remembers is what the events told, whoever asks, and the times it shows are those of the player."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from selfcare.session import times
from selfcare.session.events import Cued, ExerciseOver, Paused, Refused, Scored, SetOver
from selfcare.session.player import Playhead, advance, current, length
from selfcare.session.view import NOTICE_MS, View, fold, noted
from worlds import keys, left_alone, plans, play, wishes

if TYPE_CHECKING:
    from selfcare.session.steps import Plan
    from worlds import Moves

moves = st.one_of(wishes, keys)


@given(plans(), moves)
def test_the_view_tells_what_happened(plan: Plan, wanted: list[Moves]) -> None:
    """The caption is what was said last, sets are counted, the last score stands until the next set, typed is cleared."""
    trace, view = play(plan, wanted), View()
    for beat in trace.beats:
        for event in beat.events:
            view = fold(noted(view, "", "7", beat.after.clock), event)
            if isinstance(event, Cued | Paused | Refused | ExerciseOver):
                assert view.caption == event.cue.say
            if isinstance(event, Scored) and event.score is not None:
                assert view.given is not None
                assert (view.given.what, view.given.score) == (event.what, event.score)
    assert view.sets == sum(isinstance(event, SetOver) for event in trace.events)


@given(plans(), moves)
def test_the_same_events_give_the_same_view(plan: Plan, wanted: list[Moves]) -> None:
    """However the time is cut, the view at the end is the same."""

    def folded(cut: int) -> View:
        view = View()
        for beat in play(plan, wanted, cut).beats:
            for event in beat.events:
                view = fold(view, event)
        return view

    assert folded(0) == folded(100)


def test_a_notice_stays_until_something_takes_its_place() -> None:
    """It outlives a draw without one; what is typed, or another notice, takes its place."""
    view = noted(View(), "Voice off", "", 1_000)
    assert noted(view, "", "", 2_000).notice == "Voice off"
    assert noted(view, "", "5", 2_000).notice == ""
    assert noted(view, "Voice on", "", 2_000).notice == "Voice on"
    assert noted(view, "", "", 1_000 + 2 * NOTICE_MS).notice == "Voice off"


@given(plans(), moves)
def test_times_add_up(plan: Plan, wanted: list[Moves]) -> None:
    """What is left never is less than nothing, a share never more than the whole, and nothing is left at the end."""
    for beat in play(plan, wanted).beats:
        head = beat.after
        left, total = times.left_in_step(plan, head), length(plan, head)
        assert left is None or (total is not None and 0 <= left <= total)
        assert times.left_in_session(plan, head) >= (left or 0) * (head.state != "ended")
        for share in (times.step_share(plan, head), times.session_share(plan, head), times.breath(plan, head)):
            assert 0 <= share.part <= share.whole
        if head.state == "ended":
            assert times.left_in_session(plan, head) == 0


@given(plans(attended=False, screened=True))
def test_left_alone_the_time_left_is_the_plan_s(plan: Plan) -> None:
    """At the beginning all of it, at the end none."""
    trace = left_alone(plan)
    first = trace.beats[0].after
    assert times.left_in_session(plan, first) == plan.length
    assert times.left_in_session(plan, trace.head) == 0


@given(plans(), moves)
def test_the_set_in_hand_is_of_the_exercise_in_hand(plan: Plan, wanted: list[Moves]) -> None:
    """In a hold it is that set; in every other step of an exercise one of its sets."""
    for beat in play(plan, wanted).beats:
        step, one = current(plan, beat.after), times.set_in_hand(plan, beat.after)
        if step.set is not None:
            assert one == step.set
        elif step.exercise is not None:
            assert one is not None
            assert one.exercise == step.exercise
        else:
            assert one is None


@given(st.integers(0, 10**6), st.sampled_from([0.5, 2.5, 3, 30]))
def test_a_stroke_goes_forth_and_back(at: int, seconds: float) -> None:
    """It begins at the beginning, is at the other end after one stroke, and moves by a millisecond a millisecond."""
    here, next_one = (times.stroke(Playhead(at=one), seconds) for one in (at, at + 1))
    one_way = round(seconds * 1000)
    assert here.length == one_way
    assert 0 <= here.at <= one_way
    assert abs(next_one.at - here.at) == 1
    assert times.stroke(Playhead(at=0), seconds) == times.Stroke(0, one_way, forth=True)
    assert times.stroke(Playhead(at=one_way), seconds).at == one_way


@given(st.integers(1, 10**6))
def test_the_next_second_is_where_a_countdown_changes(left: int) -> None:
    """Just before it the same second is shown; at it another."""
    wait = times.until_second(left)
    assert 1 <= wait <= 1000
    assert times.whole_seconds(left - wait + 1) == times.whole_seconds(left)
    assert times.whole_seconds(left - wait) == times.whole_seconds(left) - 1


@given(plans(attended=False, screened=True))
def test_a_breath_fills_and_empties(plan: Plan) -> None:
    """Empty when a hold begins, full when its release begins."""
    for index, step in enumerate(plan.steps):
        if step.kind in ("work", "release"):
            share = times.breath(plan, Playhead(step=index))
            assert share.part == (share.whole if step.kind == "release" else 0)
            later, _ = advance(plan, Playhead(step=index, open=step.set), 1)
            assert times.breath(plan, later).whole == share.whole or later.step != index
