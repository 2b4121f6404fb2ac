"""A band that stays on is worse than a timer that stops: what each key does while one is wound."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.day.decide import decide
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from selfcare.routine.model import AboveMax, Exercise, Move, Press, Roll, Stop
from selfcare.session import intents
from selfcare.session.events import (
    Cued,
    Event,
    ExerciseOver,
    Halted,
    Over,
    Paused,
    Refused,
    Resumed,
    Scored,
    SetOver,
    SetStarted,
)
from selfcare.session.plan import plan_session
from selfcare.session.player import Playhead, advance, begin, current, press
from selfcare.session.steps import Plan, Screening
from worlds import EAST, NOON, routine

if TYPE_CHECKING:
    from selfcare.session.intents import Intent

ROLLED = Exercise("calf", "foam roller", "calf", "left", roll=Roll(30), change_place=10)
MOVED = Exercise("ankle", "floss band", "ankle", "left", move=Move(120, sets=2), get_ready=0, change_place=10)
PRESSED = Exercise(
    "ankle", "floss band", "ankle", "left", hold=Press(30, release=10, times=3), get_ready=0, change_place=10
)
ON, OFF, ANSWER = intents.GoOn(), intents.GoOn(), intents.Answer(yes=())
GO_ON, PAUSE, BACK, RESTART, MORE = (
    intents.GoOn(),
    intents.Pause(),
    intents.Back(),
    intents.Restart(),
    intents.MoreTime(),
)


def laid(*exercises: Exercise, stop: Stop | None = None) -> Plan:
    """An attended plan after its stop questions."""
    asked = routine(*exercises, stop=stop)
    day = decide(History([]), Moment(NOON, EAST), file=(asked, "made"))
    assert day is not None
    return plan_session(asked, day, Screening("asked"))


def after(plan: Plan, *wants: Intent | int) -> tuple[Playhead, list[Event]]:
    """What the last of these waits and wishes gives. Milliseconds."""
    head, events = begin(plan)
    for want in wants:
        head, events = advance(plan, head, want) if isinstance(want, int) else press(plan, head, want)
    return head, list(events)


def kind(plan: Plan, head: Playhead) -> str:
    """The kind of step that the playhead is in, and whether it is paused."""
    return f"{current(plan, head).kind}{', paused' if head.state == 'paused' else ''}"


def words(events: list[Event]) -> list[str]:
    """What is said, in order."""
    return [e.cue.say for e in events if isinstance(e, Cued | Paused | Refused | ExerciseOver)]


WIND = "Wind the band on: ankle, left side. Press a key when it is on."
TAKE_OFF = "Take the band off."


def test_a_pause_ends_the_set_and_going_on_winds_anew() -> None:
    """Paused, the band comes off; going on leads to winding it, then to the whole set; what was held is kept."""
    plan = laid(MOVED)
    head, events = after(plan, ANSWER, ON, 50_000, PAUSE)
    assert [(e.how, e.held) for e in events if isinstance(e, SetOver)] == [("band off", 50_000)]
    assert words(events) == [TAKE_OFF]
    head, events = after(plan, ANSWER, ON, 50_000, PAUSE, 60_000, GO_ON)
    assert isinstance(events[0], Resumed)
    assert (kind(plan, head), words(events)) == ("put on", [WIND])
    head, events = after(plan, ANSWER, ON, 50_000, PAUSE, 60_000, GO_ON, ON)
    assert (head.at, head.held, sum(head.used.values())) == (0, 0, 50_000)
    assert isinstance(events[-2], SetStarted)


def test_a_release_presses_too() -> None:
    """Between two holds the band is on: no more time, and a pause there takes it off and begins the set again."""
    plan = laid(PRESSED)
    assert words(after(plan, ANSWER, ON, 35_000, MORE)[1]) == ["A set with the band on is never made longer."]
    head, events = after(plan, ANSWER, ON, 35_000, PAUSE)
    assert (kind(plan, head), words(events)) == ("release, paused", [TAKE_OFF])
    head, events = after(plan, ANSWER, ON, 35_000, PAUSE, GO_ON, ON)
    assert head.open == ("ankle", "left", 1, 1)


def test_back_and_restart_wait_until_it_is_off() -> None:
    """Both pause first and say "Take the band off"; only the next key leads to winding it again."""
    plan = laid(MOVED)
    for key, how in ((RESTART, "restarted"), (BACK, "restarted")):
        head, events = after(plan, ANSWER, ON, 50_000, key)
        assert (kind(plan, head), words(events)) == ("put on, paused", [TAKE_OFF])
        assert [(e.how, e.held) for e in events if isinstance(e, SetOver)] == [(how, 50_000)]
        head, events = after(plan, ANSWER, ON, 50_000, key, 60_000, GO_ON)
        assert (kind(plan, head), words(events)) == ("put on", [WIND])
        assert head.open is None


def test_back_to_another_device_waits_until_it_is_off() -> None:
    """From the band to the roller: not in three seconds, and not with the roller's words."""
    plan = laid(ROLLED, MOVED)
    start = (ANSWER, 60_000, ON, 10_000)
    assert kind(plan, after(plan, *start)[0]) == "work"
    head, events = after(plan, *start, BACK)
    assert (kind(plan, head), words(events)) == ("work, paused", [TAKE_OFF])
    assert current(plan, head).exercise == "calf"
    assert advance(plan, head, 60_000)[1] == ()
    head, events = after(plan, *start, BACK, GO_ON)
    assert head.counting_in == 3_000
    head, events = after(plan, *start, BACK, GO_ON, 3_000)
    assert head.open == ("calf", "left", 1, 1)


def test_a_band_set_is_given_up_where_the_ceiling_forbids_it_whole() -> None:
    """More than the ceiling was prescribed: nothing of it twice. After a pause the set is left, with its band off."""
    plan = laid(PRESSED._replace(hold=Press(100, release=10, times=5, sets=2)))
    head, events = after(plan, ANSWER, ON, 50_000, PAUSE, GO_ON)
    assert [type(e).__name__ for e in events][:2] == ["Resumed", "Refused"]
    assert kind(plan, head) == "rest"
    head, _ = after(plan, ANSWER, ON, 50_000, PAUSE, GO_ON, 30_000)
    assert kind(plan, head) == "put on"
    head, events = after(plan, ANSWER, ON, 50_000, RESTART)
    assert (kind(plan, head), head.state, head.held) == ("work", "running", 50_000)


def test_taking_it_off_is_left_by_its_own_key_only() -> None:
    """Back says it again; a pause comes back to it; no number that ends the exercise passes it over."""
    plan = laid(MOVED, ROLLED, stop=Stop(AboveMax(ease_off_first=False)))
    start = (ANSWER, ON, 120_000)
    assert kind(plan, after(plan, *start)[0]) == "take off"
    head, events = after(plan, *start, BACK)
    assert (kind(plan, head), words(events)) == ("take off", ["Take the band off. Press a key when it is off."])
    assert after(plan, *start, RESTART)[0] == after(plan, *start)[0]
    head, events = after(plan, *start, PAUSE, GO_ON)
    assert (kind(plan, head), words(events)) == ("take off", ["Take the band off. Press a key when it is off."])
    head, events = after(plan, *start, intents.Rate(9))
    assert (kind(plan, head), words(events)) == ("take off", ["Above 6. This exercise ends here for today."])
    head, events = after(plan, *start, PAUSE, intents.Rate(9), GO_ON)
    assert kind(plan, head) == "take off"
    head, events = after(plan, *start, intents.Rate(9), OFF)
    assert (kind(plan, head), current(plan, head).exercise) == ("change place", "calf")


def test_an_exercise_that_ends_with_the_band_on_goes_to_its_taking_off() -> None:
    """Too much discomfort between two holds: the next step is to take the band off, and then the next exercise."""
    plan = laid(PRESSED, ROLLED, stop=Stop(AboveMax(ease_off_first=False)))
    head, _ = after(plan, ANSWER, ON, 35_000, intents.Rate(9))
    assert kind(plan, head) == "take off"
    head, _ = after(plan, ANSWER, ON, 35_000, intents.Rate(9), OFF)
    assert current(plan, head).exercise == "calf"


def test_no_end_leaves_the_band_unsaid() -> None:
    """Stopped or interrupted with the band on: that it comes off is said before the session is over."""
    plan = laid(MOVED, stop=Stop(AboveMax(ease_off_first=False, then="end session")))
    held, taking_off = (ANSWER, ON, 50_000), (ANSWER, ON, 120_000)
    for start, last in (
        (held, intents.Interrupt()),
        (held, intents.Stop("too painful")),
        (taking_off, intents.Rate(9)),
        (taking_off, intents.Interrupt()),
    ):
        head, events = after(plan, *start, last)
        assert head.state == "ended"
        assert words(events) == [TAKE_OFF]
        assert isinstance(events[-1], Over)
    _, events = after(plan, *held, PAUSE, intents.Stop("too painful"))
    assert [type(e) for e in events] == [Halted, Over]


def test_what_was_paused_ends_quietly() -> None:
    """A second number above the max while paused: nothing begins, nothing is said but that; going on leads past it."""
    plan = laid(ROLLED, MOVED, stop=Stop(AboveMax(ease_off_first=False)))
    head, events = after(plan, ANSWER, 30_000, PAUSE, intents.Rate(9))
    assert (kind(plan, head), words(events)) == ("work, paused", ["Above 6. This exercise ends here for today."])
    head, events = after(plan, ANSWER, 30_000, PAUSE, intents.Rate(9), 60_000, GO_ON)
    assert (kind(plan, head), current(plan, head).exercise) == ("change place", "ankle")
    head, events = after(plan, ANSWER, 30_000, PAUSE, intents.Rate(9), intents.Rate(10))
    assert [type(e) for e in events] == [Scored]
    only = laid(ROLLED, stop=Stop(AboveMax(ease_off_first=False)))
    head, events = after(only, ANSWER, 30_000, PAUSE, intents.Rate(9), GO_ON)
    assert [e.how for e in events if isinstance(e, Over)] == ["ran to the end"]
    assert (kind(only, head)) == "question"


def test_back_passes_over_an_exercise_that_ended() -> None:
    """Ended for discomfort, an exercise is not gone back to: Back leads to the set before it."""
    plan = laid(
        ROLLED,
        ROLLED._replace(id="thigh", region="hamstrings"),
        ROLLED._replace(id="shin", region="shin"),
        stop=Stop(AboveMax(ease_off_first=False)),
    )
    start = (ANSWER, 85_000, PAUSE, intents.Rate(9), GO_ON)
    head, _ = after(plan, *start)
    assert (kind(plan, head), current(plan, head).exercise) == ("change place", "shin")
    head, _ = after(plan, *start, BACK)
    assert (kind(plan, head), current(plan, head).exercise, head.counting_in) == ("work", "calf", 3_000)
