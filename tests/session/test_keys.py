"""Which key does what, in each state of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.day.decide import decide
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from selfcare.routine.model import Exercise, Press, Routine, UntilFaded
from selfcare.session import intents
from selfcare.session.intents import (
    Answer,
    Back,
    Done,
    EaseOff,
    GoOn,
    Intent,
    MoreTime,
    Pause,
    Rate,
    Restart,
    Skip,
    Stop,
)
from selfcare.session.keys import HOW_ON, Typed, keyed
from selfcare.session.plan import plan_session
from selfcare.session.player import Playhead, advance, begin, press
from worlds import EAST, NOON, routine

if TYPE_CHECKING:
    from selfcare.session.steps import Plan


def made(*exercises: Exercise) -> Plan:
    """An attended plan with its stop questions."""
    asked: Routine = routine(*exercises)
    day = decide(History([]), Moment(NOON, EAST), file=(asked, "made"))
    assert day is not None
    return plan_session(asked, day, None)


PLAN = made(
    Exercise("calf", "massage ball", "calf", "left", hold=Press(30, sets=2)),
    Exercise("point", "massage ball", "quadriceps", "left", until_faded=UntilFaded(60)),
)


def after(*wants: Intent | int) -> Playhead:
    """The playhead after these waits and wishes."""
    head, _ = begin(PLAN)
    for want in wants:
        head, _ = advance(PLAN, head, want) if isinstance(want, int) else press(PLAN, head, want)
    return head


ASKED = (Answer(yes=()), Answer(score=3))
"""The stop questions and the soreness of before."""
STATES: dict[str, Playhead] = {
    "stop question": after(),
    "soreness": after(Answer(yes=())),
    "getting ready": after(*ASKED),
    "a set": after(*ASKED, 25_000),
    "resting": after(*ASKED, 50_000),
    "waiting": after(*ASKED, 110_000),
    "open end": after(*ASKED, 110_000, GoOn(), 20_000),
    "paused": after(*ASKED, 25_000, Pause()),
    "counted in": after(*ASKED, 25_000, Pause(), GoOn()),
    "share": after(*ASKED, 110_000, GoOn(), 90_000),
}
QUITS = Stop("ended for today")
WRONG_SCORE = "A number from 0 to 10, then Enter."
WHICH = "Press the number of what is true today, or n for none of these."
PARTS = "a, all of it; p, part of it; n, none of it."
PAUSING = ("space", "enter", "q", "escape", "a", "z", "-", "backspace", "é", "²", "f1")

TABLE: tuple[tuple[str, str, str, Typed], ...] = (
    # --- the stop questions: never Enter, never the key that starts ---
    ("stop question", "", "n", Typed("", Answer(yes=()))),
    ("stop question", "", "1", Typed("", Answer(yes=("breath or chest",)))),
    ("stop question", "", "5", Typed("", Answer(yes=("a place",)))),
    ("stop question", "", "6", Typed("", None, WHICH)),
    ("stop question", "", "0", Typed("", None, WHICH)),
    ("stop question", "", "enter", Typed("", None, WHICH)),
    ("stop question", "", "space", Typed("", None, WHICH)),
    ("stop question", "", "g", Typed("", None, WHICH)),
    ("stop question", "", "q", Typed("", QUITS)),
    ("stop question", "", "escape", Typed("", QUITS)),
    # --- a score: typed, then Enter; 1 does not stand for 10 ---
    ("soreness", "", "7", Typed("7")),
    ("soreness", "7", "enter", Typed("", Answer(score=7))),
    ("soreness", "1", "0", Typed("10")),
    ("soreness", "10", "enter", Typed("", Answer(score=10))),
    ("soreness", "1", "1", Typed("1", None, WRONG_SCORE)),
    ("soreness", "10", "0", Typed("10", None, WRONG_SCORE)),
    ("soreness", "0", "4", Typed("4")),
    ("soreness", "0", "enter", Typed("", Answer(score=0))),
    ("soreness", "7", "backspace", Typed("")),
    ("soreness", "", "backspace", Typed("")),
    ("soreness", "", "enter", Typed("")),
    ("soreness", "", "-", Typed("", Answer(score=None))),
    ("soreness", "7", "-", Typed("", Answer(score=None))),
    ("soreness", "", "space", Typed("")),
    ("soreness", "", "²", Typed("")),
    ("soreness", "", "q", Typed("", QUITS)),
    # --- a set: numbers do nothing, nearly everything else pauses ---
    *[("a set", "", str(digit), Typed("")) for digit in range(10)],
    ("a set", "9", "enter", Typed("", Pause())),
    *[("a set", "", key, Typed("", Pause())) for key in PAUSING if key != "²"],
    ("a set", "", "n", Typed("", Skip())),
    ("a set", "", "right", Typed("", Skip())),
    ("a set", "", "x", Typed("", Skip())),
    ("a set", "", "b", Typed("", Back())),
    ("a set", "", "left", Typed("", Back())),
    ("a set", "", "r", Typed("", Restart())),
    *[("a set", "", key, Typed("", MoreTime())) for key in ("m", "=", "+", "up")],
    ("open end", "", "n", Typed("", Done())),
    ("open end", "", "right", Typed("", Done())),
    ("open end", "", "x", Typed("", Skip())),
    ("open end", "", "5", Typed("")),
    ("open end", "", "space", Typed("", Pause())),
    ("counted in", "", "7", Typed("")),
    ("counted in", "", "space", Typed("", Pause())),
    # --- rests and changes ---
    ("resting", "", "7", Typed("7")),
    ("resting", "7", "enter", Typed("", Rate(7))),
    ("resting", "7", "backspace", Typed("")),
    ("resting", "7", "-", Typed("")),
    ("resting", "", "enter", Typed("", Pause())),
    ("resting", "", "n", Typed("", Skip())),
    ("resting", "", "m", Typed("", MoreTime())),
    ("resting", "", "b", Typed("", Back())),
    ("resting", "", "space", Typed("", Pause())),
    ("getting ready", "", "n", Typed("", Skip())),
    ("getting ready", "", "q", Typed("", Pause())),
    # --- a step that waits ---
    *[("waiting", "", key, Typed("", GoOn())) for key in ("enter", "space", "n", "g", "z", "up")],
    ("waiting", "", "b", Typed("", Back())),
    ("waiting", "", "q", Typed("", Pause())),
    ("waiting", "", "escape", Typed("", Pause())),
    ("waiting", "", "6", Typed("6")),
    ("waiting", "6", "enter", Typed("", Rate(6))),
    # --- paused: without a time limit ---
    ("paused", "", "g", Typed("", GoOn())),
    ("paused", "", "e", Typed("", EaseOff())),
    ("paused", "", "p", Typed("", Stop("too painful"))),
    ("paused", "", "u", Typed("", Stop("numb or tingling"))),
    ("paused", "", "d", Typed("", Stop("dizzy or unwell"))),
    ("paused", "", "q", Typed("", QUITS)),
    ("paused", "", "escape", Typed("", QUITS)),
    ("paused", "", "8", Typed("8")),
    ("paused", "8", "enter", Typed("", Rate(8))),
    *[("paused", "", key, Typed("", None, HOW_ON)) for key in ("space", "enter", "n", "b", "r", "m", "x", "z")],
    # --- how much of it was done ---
    ("share", "", "a", Typed("", Answer(share="all"))),
    ("share", "", "n", Typed("", Answer(share="none"))),
    ("share", "", "p", Typed("p")),
    ("share", "p", "1", Typed("p1")),
    ("share", "p1", "2", Typed("p12")),
    ("share", "p", "3", Typed("p")),
    ("share", "p", "0", Typed("p")),
    ("share", "p", "²", Typed("p")),
    ("share", "p", "٣", Typed("p")),
    ("share", "p12", "backspace", Typed("p1")),
    ("share", "p", "backspace", Typed("")),
    ("share", "p2", "enter", Typed("", Answer(share="part", left_out=("point",)))),
    ("share", "p22", "enter", Typed("", Answer(share="part", left_out=("point",)))),
    ("share", "", "enter", Typed("", None, PARTS)),
    ("share", "", "space", Typed("", None, PARTS)),
    ("share", "", "q", Typed("", QUITS)),
)


@pytest.mark.parametrize(("state", "typed", "key", "does"), TABLE)
def test_what_a_key_does(state: str, typed: str, key: str, does: Typed) -> None:
    """One row: in this state, after this was typed, the key does that."""
    assert keyed(key, typed, PLAN, STATES[state]) == does


@pytest.mark.parametrize("state", sorted(set(STATES) - {"share"}))
def test_each_state_is_what_its_name_says(state: str) -> None:
    """The heads that the table stands on: kind of step, pause, count-in, open set."""
    names = {"resting": "rest", "waiting": "change place", "getting ready": "get ready", "a set": "work"}
    head = STATES[state]
    assert PLAN.steps[head.step].kind == names.get(state, PLAN.steps[head.step].kind)
    assert (head.state == "paused") == (state == "paused")
    assert bool(head.counting_in) == (state == "counted in")
    assert (head.open is not None) == (state in ("a set", "open end", "paused", "counted in"))


@given(st.sampled_from(sorted(STATES)), st.text(max_size=2), st.sampled_from(["", "1", "10"]))
def test_no_key_of_any_keyboard_raises(state: str, key: str, typed: str) -> None:
    """Whatever a terminal sends, in any state: an intent, a text, or nothing."""
    result = keyed(key, "p1" if state == "share" else typed, PLAN, STATES[state])
    assert result.intent is None or isinstance(result.intent, intents.Intent)


@pytest.mark.parametrize("state", ["a set", "open end", "resting", "getting ready"])
def test_stopping_needs_no_aim(state: str) -> None:
    """Of all keys of a keyboard only the few that steer do anything but pause; a pause stops the clock at once."""
    # At rest `-` says that the question about discomfort is not answered.
    steering = set("nxbrm=+vtw-" if state == "resting" else "nxbrm=+vtw") | set("0123456789")
    for code in range(33, 127):
        if chr(code) not in steering:
            assert keyed(chr(code), "", PLAN, STATES[state]).intent == Pause()
    head, events = press(PLAN, STATES[state], Pause())
    assert [type(event).__name__ for event in events] == ["Paused"]
    assert advance(PLAN, head, 3_600_000)[0].held == head.held
