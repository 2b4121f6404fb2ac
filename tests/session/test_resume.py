"""A session that was cut off at any moment, and goes on: what was done counts, and no law of safety is weaker for it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import worlds
from selfcare.day.decide import Day, decide
from selfcare.facts.history import History
from selfcare.facts.kinds import Fact, Settled
from selfcare.facts.moment import Moment
from selfcare.facts.recount import sessions
from selfcare.routine.model import Discomfort, Exercise, Move, Press, Roll
from selfcare.session import intents
from selfcare.session.events import Continued, Cued, ExerciseOver, SetOver, SetStarted, StopAnswered
from selfcare.session.plan import How, plan_session
from selfcare.session.record import to_body
from selfcare.session.resume import WITHIN_MS, band_was_on, cut_off, may_continue, resumed, trail
from selfcare.session.steps import Plan, SetName
from session import laws
from session.laws import NAMING, ceilings, is_band, open_at, place_of
from worlds import DEVICES, EAST, NOON, PROCEED, Moves, Trace, play, routine

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.session.events import Event
    from selfcare.session.player import Playhead

BANDS = tuple(device for device in DEVICES if device.load == "stays on")
HOLD_GOOD = (
    laws.the_clock_is_the_time_that_passed,
    laws.events_come_when_they_are_due,
    laws.a_playhead_stays_within_its_step,
    laws.held_time_is_clock_time_without_pauses,
    laws.a_set_is_over_once_before_the_next_starts,
    laws.a_set_says_how_it_ended,
    laws.a_band_is_never_longer_on,
    laws.a_band_is_wound_anew_after_a_pause,
    laws.a_pause_ends_a_band_set,
    laws.a_band_comes_off_before_anything_else,
    laws.nothing_starts_before_the_stop_questions,
    laws.numbers_do_not_rate_while_a_set_is_held,
    laws.no_phantom_cue,
    laws.a_pause_is_quiet,
    laws.nobody_is_locked_in,
)


CLEAR = Moves(0, "now", PROCEED)


def written(plan: Plan, events: Sequence[Event], since: int = 0) -> list[Fact]:
    """The facts of events, as the log keeps them."""
    bodies = [body for event in events if (body := to_body(event, plan, NAMING)) is not None]
    return [Fact(f"{since + n:06}", NOON + since + n, EAST, None, "P200", body) for n, body in enumerate(bodies)]


class Story(NamedTuple):
    """A session of a day that was cut off: all that happened is in the log, to the last fact."""

    plan: Plan
    first: Trace
    facts: list[Fact]

    @classmethod
    def told(cls, day: Day, moves: list[Moves], kept: int = 256) -> Story:
        """Of the beats of these moves `kept` of 256 parts happen."""
        plan = plan_session(day.routine, day, None, How())
        whole = play(plan, [CLEAR, CLEAR, *moves])
        first = Trace(plan, whole.beats[: max(1, len(whole.beats) * kept // 256)])
        return cls(plan, first, written(plan, first.events))

    def rest(self) -> tuple[Plan, Playhead] | None:
        """How it goes on, from what the log holds; None where there is nothing to go on with."""
        history = History(self.facts)
        session = cut_off(history)
        return None if session is None else resumed(self.plan, trail(history, session, self.plan))


stories = st.builds(Story.told, worlds.days(), worlds.wishes, st.integers(40, 255))
band_stories = st.builds(Story.told, worlds.days(BANDS), worlds.wishes, st.integers(40, 255))


def holds_good(story: Story, moves: list[Moves]) -> None:
    """Every law that a session has from its first step, and those between its two parts."""
    found = story.rest()
    assume(found is not None)
    assert found is not None
    rest, head = found
    second = play(rest, [CLEAR, *moves], start=head)
    for law in HOLD_GOOD:
        law(second)
    allowed = ceilings(story.plan)
    held = open_at(story.first.head, story.plan)
    for event in story.first.events:
        if isinstance(event, SetOver):
            held[place_of(story.plan, event.set)] += event.held
    for beat in second.beats:
        for event in beat.events:
            if isinstance(event, SetOver):
                held[place_of(story.plan, event.set)] += event.held
        for place, time in (held + open_at(beat.after, story.plan)).items():
            assert time <= allowed[place], place
    begun = [event.set for event in story.first.events if isinstance(event, SetStarted)]
    if begun and is_band(story.plan, begun[-1].exercise):
        again = [event.set for event in second.events if isinstance(event, SetStarted)]
        assert begun[-1]._replace(repetition=0) not in [name._replace(repetition=0) for name in again]
    whole = {event.set for event in story.first.events if isinstance(event, SetOver) and event.how == "whole"}
    first_again = next((event.set for event in second.events if isinstance(event, SetStarted)), None)
    assert first_again not in whole
    starts = Counter([*begun, *(event.set for event in second.events if isinstance(event, SetStarted))])
    (session,) = sessions(History([*story.facts, *written(story.plan, second.events, len(story.facts))]))
    counted = {SetName(r.exercise, r.side, r.set, r.repetition): r.attempts for r in session.repetitions}
    assert counted == starts
    answers = [event.yes for event in second.events if isinstance(event, StopAnswered)]
    gone_on = [event for event in second.events if isinstance(event, Continued)]
    assert len(gone_on) == (answers == [()])


@given(stories, worlds.wishes)
def test_whatever_is_wanted_after_it_was_cut_off(story: Story, moves: list[Moves]) -> None:
    """No ceiling of the two parts together, no set before the stop questions, nothing done twice, nothing lost."""
    holds_good(story, moves)


@given(band_stories, worlds.wishes)
def test_a_band_set_is_never_continued(story: Story, moves: list[Moves]) -> None:
    """The set that was cut off in a band is given up; the next has its band wound anew."""
    holds_good(story, moves)


@given(stories, worlds.greed)
def test_greed_gains_nothing_by_closing_the_window(story: Story, moves: list[Moves]) -> None:
    """More time, again and back after it was cut off: what was held before counts."""
    holds_good(story, moves)


ROLLS = Exercise(id="calf", device="foam roller", region="calf", side="each", roll=Roll(time=30, sets=2))
HOLDS = Exercise(
    id="thigh", device="massage ball", region="quadriceps", side="left", hold=Press(time=20, release=5, times=3)
)
BAND = Exercise(id="ankle", device="floss band", region="ankle", side="left", move=Move(time=60, sets=2))


def left_at(exercises: tuple[Exercise, ...], seconds: int, *more: Moves) -> Story:
    """The session of someone who followed the guide for so long, when the power went."""
    day = decide(History([]), Moment(NOON, EAST), file=(routine(*exercises), "made"))
    assert day is not None
    return Story.told(day, [*[Moves(1000, "now", PROCEED)] * seconds, *more])


@pytest.mark.parametrize(
    ("exercises", "seconds", "next_set"),
    [
        ((ROLLS,), 5, "calf left 1 1"),  # getting ready: nothing was begun
        ((ROLLS,), 35, "calf left 1 1"),  # in the middle of the first set: from its beginning
        ((ROLLS,), 55, "calf left 2 1"),  # in the rest after it: the next
        ((ROLLS,), 85, "calf left 2 1"),
        ((ROLLS,), 120, "calf right 1 1"),
        ((HOLDS,), 50, "thigh left 1 2"),
        ((BAND, ROLLS), 40, "ankle left 2 1"),  # with the band on: that set is given up
        ((BAND, ROLLS), 135, "calf left 1 1"),
    ],
)
def test_it_goes_on_from_that_set(exercises: tuple[Exercise, ...], seconds: int, next_set: str) -> None:
    """The set that was cut off begins anew; what was whole is not done again; a set with a band is given up."""
    found = left_at(exercises, seconds).rest()
    assert found is not None
    rest, head = found
    second = play(rest, [CLEAR, *[Moves(1000, "now", PROCEED)] * 60], start=head)
    started = next(event.set for event in second.events if isinstance(event, SetStarted))
    assert f"{started.exercise} {started.side} {started.set} {started.repetition}" == next_set
    said = [event.cue.say for event in second.events if isinstance(event, Cued) and event.cue.kind == "get ready"]
    assert said[0].startswith("Get ready to go on.")


@pytest.mark.parametrize(("exercises", "on"), [((BAND,), True), ((ROLLS,), False)])
def test_a_band_may_still_be_on(exercises: tuple[Exercise, ...], *, on: bool) -> None:
    """Cut off in a set with a band: it must be said first that the band comes off. On a roller there is none."""
    story = left_at(exercises, 40)
    history = History(story.facts)
    session = cut_off(history)
    assert session is not None
    assert band_was_on(story.plan, trail(history, session, story.plan)) is on


def test_a_place_that_is_held_back_since_is_no_part_of_the_rest() -> None:
    """Needled or named after it was cut off: what was held there before has no ceiling in the rest, and nothing falls over."""
    story = left_at((ROLLS, HOLDS), 55)
    session = cut_off(History(story.facts))
    assert session is not None
    free = tuple(one for one in story.plan.steps if one.place is None or one.place[0] != "calf")
    ceilings = {place: most for place, most in story.plan.ceilings.items() if place[0] != "calf"}
    later = story.plan._replace(steps=free, ceilings=ceilings)
    rest, head = resumed(later, trail(History(story.facts), session, later))
    second = play(rest, [CLEAR, *[Moves(1000, "now", PROCEED)] * 60], start=head)
    assert {event.set.exercise for event in second.events if isinstance(event, SetStarted)} == {"thigh"}


def test_within_the_hour_only() -> None:
    """Sixty minutes after the last fact it may still go on, a moment later not; nor where the clock was set back."""
    session = cut_off(History(left_at((ROLLS,), 35).facts))
    assert session is not None
    last = session.last_at
    found = [may_continue(session, Moment(at, EAST)) for at in (last, last + WITHIN_MS, last + WITHIN_MS + 1, last - 1)]
    assert found == [True, True, False, False]


def test_the_first_number_above_the_cap_counts_on() -> None:
    """Above the cap before it was cut off, and above it again after: the exercise ends, as it would have."""
    quads = ROLLS._replace(discomfort=Discomfort(max=5, aim=3))
    found = left_at((quads,), 52, Moves(0, "now", intents.Rate(8))).rest()
    assert found is not None
    rest, head = found
    assert dict(head.above_max) == {"calf": 1}
    again = [CLEAR, *[Moves(1000, "now", None)] * 51, Moves(0, "now", intents.Rate(8))]
    assert any(isinstance(event, ExerciseOver) for event in play(rest, again, start=head).events)


@pytest.mark.parametrize(("settled", "outcome"), [(None, "partly"), ("finished", "partly"), ("discarded", "nothing")])
def test_what_the_patient_decides_settles_it(settled: Literal["finished", "discarded"] | None, outcome: str) -> None:
    """Finished where it stands it counts as it is; discarded it counts as nothing, and every set of it stays in the log."""
    facts = left_at((ROLLS,), 60).facts
    if settled:
        facts.append(facts[-1]._replace(id="z", at=facts[-1].at + 1, body=Settled("s1", settled, "the phone rang")))
    history = History(facts)
    (session,) = sessions(history)
    assert (session.cut_off, session.outcome) == (settled is None, outcome)
    assert (cut_off(history) is None) == (settled is not None)
    assert len(session.repetitions) == 1


def test_time_that_was_added_counts_where_the_end_is_unknown() -> None:
    """Cut off in a set that had been given more time: all of it may have been held, and counts towards the ceiling."""
    ball = Exercise(id="calf", device="massage ball", region="calf", side="left", hold=Press(time=60))
    more = [Moves(0, "now", intents.MoreTime())] * 3
    found = left_at((ball,), 30, *more, Moves(40_000, "now", None)).rest()
    assert found is not None
    _, head = found
    assert dict(head.used) == {("calf", "left", "massage ball"): 90_000}
