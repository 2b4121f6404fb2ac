"""How a day is laid out in time."""

from __future__ import annotations

import pytest

from selfcare.day.decide import Day, decide
from selfcare.day.questions import STOP_QUESTIONS
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Body, Fact, HeldBack, KeptOff, SessionBegun
from selfcare.facts.moment import Moment
from selfcare.routine.model import Defaults, Discomfort, Exercise, Gentler, Move, Press, Reps, Roll, Routine, UntilFaded
from selfcare.routine.regions import find_region
from selfcare.session.phrases import WARNING, stop_screen
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Plan, Screening
from worlds import DAY_MS, EAST, NOON, routine

Row = tuple[str, int | None]
"""A step: its kind, and its seconds; None where it waits for a key."""

ROLL = Exercise("quads", "foam roller", "quadriceps", "each", roll=Roll(60, sets=3))
HOLD = Exercise("calf", "massage ball", "calf", "left", hold=Press(10, release=5, times=3))
BAND = Exercise("ankle", "floss band", "ankle", "left", move=Move(120, sets=2), rest=60)
ALONE = How(attended=False)
SLOWER = How(slower=True)


def day_of(asked: Routine, *bodies: Body, days: int = 0, dose: str = "full") -> Day:
    """The day of a routine, so many days after its start, after these facts."""
    now = Moment(NOON + days * DAY_MS, EAST)
    facts = [Fact(f"{number}", now.at - 1, EAST, None, "P200", body) for number, body in enumerate(bodies)]
    day = decide(History(facts), now, dose="gentler" if dose == "gentler" else "full", file=(asked, "made"))
    assert day is not None
    return day


def laid(*exercises: Exercise, how: How | None = None, defaults: Defaults | None = None) -> Plan:
    """The plan of a routine's first day, its stop questions answered."""
    asked = routine(*exercises, defaults=defaults)
    return plan_session(asked, day_of(asked), Screening("asked"), how)


def rows(plan: Plan) -> list[Row]:
    """The steps of the session itself, without its questions and its end."""
    return [
        (step.kind, None if step.length is None else step.length // 1000)
        for step in plan.steps
        if step.kind not in ("question", "finish")
    ]


def said(plan: Plan, kind: str) -> list[str]:
    """What is said in the steps of a kind."""
    return [cue.say for step in plan.steps if step.kind == kind for cue in step.cues]


# --- rests and changes ---


def test_rest_is_between_sets_only() -> None:
    """No rest before the first set, after the last, or beside a change of side, which happens once."""
    side: list[Row] = [("work", 60), ("rest", 30), ("work", 60), ("rest", 30), ("work", 60)]
    assert rows(laid(ROLL)) == [("get ready", 20), *side, ("change side", 15), *side]


def test_no_rest_at_all() -> None:
    """0 is a value: no rest, no change of side, no getting ready, and the first words of each set say what is new."""
    bare = ROLL._replace(rest=0, change_side=0, get_ready=0)
    assert rows(laid(bare)) == [("work", 60)] * 6
    first = [step.cues[0].say for step in laid(bare).steps if step.kind == "work"]
    assert [words.split(".")[0] for words in first] == [
        "Begin: roll slowly", "Set 2 of 3", "Set 3 of 3", "Right", "Set 2 of 3", "Set 3 of 3",
    ]  # fmt: skip


PLACES: tuple[tuple[str, How, int | None, Row | None], ...] = (
    ("attended, it waits for a key", How(), None, ("change place", None)),
    ("nobody can press one: 20 s", ALONE, None, ("change place", 20)),
    ("a time is a time", How(), 40, ("change place", 40)),
    ("for everybody", ALONE, 40, ("change place", 40)),
    ("slower: twice as long", SLOWER, 40, ("change place", 80)),
    ("0: no step", How(), 0, None),
)


@pytest.mark.parametrize(("law", "how", "wanted", "row"), PLACES)
def test_changing_place(law: str, how: How, wanted: int | None, row: Row | None) -> None:
    """Another device or another place: one step before the next exercise's getting ready."""
    plan = laid(ROLL._replace(side="left", roll=Roll(60)), HOLD._replace(change_place=wanted), how=how)
    changes = [one for one in rows(plan) if one[0] == "change place"]
    assert changes == ([row] if row else []), law
    assert [kind for kind, _ in rows(plan)][:2] == ["get ready", "work"]


def test_what_to_fetch_is_said_when_the_device_changes() -> None:
    """Another device is named with the next exercise; the same device is not fetched again."""
    assert "Fetch your massage ball." in said(laid(ROLL, HOLD), "change place")[0]
    same = laid(HOLD, HOLD._replace(id="other", region="quadriceps"))
    assert "Fetch" not in said(same, "change place")[0]


def test_the_same_place_needs_no_change_of_place() -> None:
    """The same device on the same place, under another of its names: get ready again, no more."""
    plan = laid(HOLD, HOLD._replace(id="again", region="soleus", device="ball"))
    assert [kind for kind, _ in rows(plan)].count("get ready") == 2
    assert "change place" not in [kind for kind, _ in rows(plan)]


def test_get_ready_once_for_each_exercise() -> None:
    """Each exercise has its own getting ready, once, with its own time where it says one."""
    plan = laid(ROLL, HOLD._replace(get_ready=5))
    assert [row for row in rows(plan) if row[0] == "get ready"] == [("get ready", 20), ("get ready", 5)]


def test_slower_doubles_changes_and_not_the_dose() -> None:
    """`pace = "slower"` doubles getting ready and the changes; work, releases and rests stay as written."""
    exercises = (ROLL, HOLD._replace(change_place=40), BAND)
    usual, slower = laid(*exercises), laid(*exercises, how=SLOWER)
    changes = {"get ready", "change side", "change place"}
    doubled = [(kind, time * 2 if time and kind in changes else time) for kind, time in rows(usual)]
    assert rows(slower) == doubled
    assert slower.asked == usual.asked
    assert slower.ceilings == usual.ceilings


# --- doses ---


def test_press_and_let_go() -> None:
    """Repetitions with a release between them, none after the last; without a release they run together."""
    assert rows(laid(HOLD)) == [
        ("get ready", 20),
        ("work", 10),
        ("release", 5),
        ("work", 10),
        ("release", 5),
        ("work", 10),
        ("come off", 10),
    ]
    together = rows(laid(HOLD._replace(hold=Press(10, times=3))))
    assert together == [("get ready", 20), *[("work", 10)] * 3, ("come off", 10)]
    names = [step.set for step in laid(HOLD).steps if step.set]
    assert names == [("calf", "left", 1, 1), ("calf", "left", 1, 2), ("calf", "left", 1, 3)]


def test_a_band_is_wound_and_taken_off_for_each_set() -> None:
    """Put on and take off wait for a key, unattended for 20 s; the rest comes when the band is off."""
    one: list[Row] = [("put on", None), ("work", 120), ("take off", None)]
    assert rows(laid(BAND)) == [("get ready", 20), *one, ("rest", 60), *one]
    assert rows(laid(BAND, how=ALONE))[1:4] == [("put on", 20), ("work", 120), ("take off", 20)]
    assert said(laid(BAND), "put on")[0] == "Wind the band on: ankle, left side. Press a key when it is on."
    assert said(laid(BAND, how=ALONE), "take off")[0] == "Take the band off."
    pressed = laid(BAND._replace(move=None, hold=Press(10, release=5, times=2)))
    assert [step.kind for step in pressed.steps if step.band_on] == ["work", "release", "work"]


OPEN: tuple[tuple[UntilFaded | Reps, int], ...] = (
    (UntilFaded(90), 90),
    (Reps(10, ceiling=60), 60),
    (Reps(10), 150),
)


@pytest.mark.parametrize(("dose", "ceiling"), OPEN)
def test_an_open_end_lasts_to_its_ceiling(dose: UntilFaded | Reps, ceiling: int) -> None:
    """The length of an open-ended step is its ceiling; without one, 15 s for each repetition. It asks no seconds."""
    named = {"reps": dose} if isinstance(dose, Reps) else {"until_faded": dose}
    plan = laid(Exercise("open", "stretch band", "calf", "left", **named))
    work = [step for step in plan.steps if step.kind == "work"]
    assert [(step.length, step.open_ended) for step in work] == [(ceiling * 1000, True)]
    assert plan.asked[0].seconds is None
    assert [cue.say for cue in work[0].cues][-1] == "Ten more seconds at the most."


def test_the_gentler_dose() -> None:
    """Fewer sets, less time, less discomfort where it says so; left out where it says "skip"; else as written."""
    asked = routine(
        ROLL._replace(gentler=Gentler(sets=1, time=30, discomfort=Discomfort(4, 2))),
        HOLD._replace(gentler=Gentler(times=2, release=0)),
        BAND._replace(gentler="skip"),
        Exercise("more", "foam roller", "hamstrings", "left", roll=Roll(40)),
    )
    plan = plan_session(asked, day_of(asked, dose="gentler"), Screening("asked"), How())
    work = [(step.exercise, (step.length or 0) // 1000) for step in plan.steps if step.kind == "work"]
    assert work == [("quads", 30), ("quads", 30), ("calf", 10), ("calf", 10), ("more", 40)]
    assert (plan.exercises["quads"].max, plan.exercises["quads"].aim) == (4, 2)
    assert plan.exercises["calf"].max == 6
    assert [(row.exercise, row.side, row.sets, row.repetitions) for row in plan.asked] == [
        ("quads", "left", 1, 1), ("quads", "right", 1, 1), ("calf", "left", 1, 2), ("more", "left", 1, 1),
    ]  # fmt: skip


WEEKS: tuple[tuple[int, str], ...] = ((0, "one"), (6, "one"), (7, "two"), (27, "two"), (28, "five"), (400, "five"))


@pytest.mark.parametrize(("days", "exercise"), WEEKS)
def test_weeks(days: int, exercise: str) -> None:
    """An exercise is planned in its own weeks; days 1 to 7 are week 1."""
    asked = routine(
        *[HOLD._replace(id=name, weeks=weeks) for name, weeks in (("one", "1"), ("two", "2-4"), ("five", "5-"))]
    )
    plan = plan_session(asked, day_of(asked, days=days), Screening("asked"))
    assert list(plan.exercises) == [exercise]


# --- held back, blocked ---


def test_a_held_back_place_is_left_out_and_listed() -> None:
    """What presses a place that the patient named is absent, side by side, and listed with its reason."""
    asked = routine(ROLL, HOLD)
    kept = KeptOff(day_of(asked).date.isoformat(), "numb or tingling", "front of thigh", "left")
    plan = plan_session(asked, day_of(asked, kept), Screening("asked"))
    assert {step.set[:2] for step in plan.steps if step.set} == {("quads", "right"), ("calf", "left")}
    assert plan.held == (HeldBack("quads", "left", "today you named: numb or tingling"),)
    assert [(row.exercise, row.side) for row in plan.asked] == [("quads", "right"), ("calf", "left")]
    assert "change side" not in [kind for kind, _ in rows(plan)]


def test_a_blocked_day_has_no_work() -> None:
    """After an answer that keeps the whole routine off, nothing is asked and nothing can be held."""
    asked = routine(ROLL)
    fever = Answered("s0", day_of(asked).date.isoformat(), "asked", ("fever or unwell",))
    plan = plan_session(asked, day_of(asked, fever), None)
    assert rows(plan) == []
    assert plan.asked == ()
    assert [step.question.what for step in plan.steps if step.question] == ["stop"]


# --- questions ---


def test_questions_stand_before_and_after() -> None:
    """The stop questions first, then soreness; after the end, how much was done, and soreness again."""
    asked = routine(HOLD)
    plan = plan_session(asked, day_of(asked), None)
    assert [(s.question.what, s.question.when) for s in plan.steps if s.question] == [
        ("stop", "before"), ("soreness", "before"), ("share", "after"), ("soreness", "after"),
    ]  # fmt: skip
    assert {s.question.region for s in plan.steps if s.question and s.question.what == "soreness"} == {"calf"}
    two = laid(ROLL, HOLD)
    assert {s.question.region for s in two.steps if s.question and s.question.what == "soreness"} == {"worst place"}


def test_nobody_is_asked_when_nobody_is_there() -> None:
    """Unattended: no soreness, no discomfort, no share; nothing waits but the stop questions, if they are not answered."""
    plan = laid(ROLL, HOLD, BAND, how=ALONE)
    assert not any(step.question or step.asks_discomfort for step in plan.steps)
    assert [step.kind for step in plan.steps if step.length is None] == ["finish"]
    asked = routine(ROLL)
    unanswered = plan_session(asked, day_of(asked), None, ALONE)
    assert [step.question.what for step in unanswered.steps if step.question] == ["stop"]


def test_discomfort_is_asked_after_the_first_set() -> None:
    """Attended, once for each side: in the first rest, or where there is one set only in what comes after it.

    After the last set of all that is the time to come off.
    """
    asks = [number for number, step in enumerate(rest_and_change(laid(ROLL))) if step]
    assert asks == [0, 3]
    single = laid(ROLL._replace(roll=Roll(60)))
    assert [step.kind for step in single.steps if step.asks_discomfort] == ["change side", "come off"]
    before = laid(HOLD._replace(hold=Press(10)), ROLL._replace(side="left"))
    assert [step.kind for step in before.steps if step.asks_discomfort] == ["change place", "rest"]


def rest_and_change(plan: Plan) -> list[bool]:
    """Of each rest and change, whether discomfort is asked in it."""
    return [step.asks_discomfort for step in plan.steps if step.kind in ("rest", "change side")]


def test_the_second_session_of_a_day_is_asked_shortly() -> None:
    """After a session that day: "Still none of these?"."""
    asked = routine(HOLD)
    today = day_of(asked).date.isoformat()
    day = day_of(asked, SessionBegun("s0", today, "made", "full", ()))
    plan = plan_session(asked, day, None)
    assert plan.steps[0].question is not None
    assert plan.steps[0].question.again
    assert plan.steps[0].cues[0].say.startswith("Still none of these?")


def test_the_stop_screen_is_short() -> None:
    """At most five lines, none over a line of a screen; the questions said in 20 s at 175 words per minute, all in 23 s."""
    assert len(STOP_QUESTIONS) <= 5
    assert all(len(one.words) <= 76 for one in STOP_QUESTIONS)
    assert len(" ".join(one.words for one in STOP_QUESTIONS).split()) * 60 / 175 <= 20
    assert len(stop_screen().split()) * 60 / 175 <= 23
    assert stop_screen().endswith("n, none of these.")
    assert "Enter" not in stop_screen()


# --- words ---


@pytest.mark.parametrize("exercise", [ROLL, HOLD, BAND, ROLL._replace(roll=Roll(5))])
def test_the_warning_is_said_once_in_each_exercise(exercise: Exercise) -> None:
    """Come off first, the key can wait: in the first set, or while getting ready where the set is short."""
    heard = [cue.say for step in laid(exercise).steps for cue in step.cues if WARNING in cue.say]
    assert len(heard) == 1


def test_the_hint_of_a_device_is_said_once() -> None:
    """The device's hint comes with the first exercise that uses it."""
    twice = laid(ROLL._replace(get_ready=60), ROLL._replace(id="back", region="hamstrings", get_ready=60))
    hints = [words for words in said(twice, "get ready") if "Lower yourself slowly" in words]
    assert len(hints) == 1


def test_a_ceiling_is_the_device_s_or_what_was_prescribed() -> None:
    """Region, side and device: 300 s for the roller, more only where more was prescribed; two exercises share it."""
    more = laid(
        ROLL._replace(roll=Roll(120, sets=3), side="left"), ROLL._replace(id="again", side="left", roll=Roll(60))
    )
    thigh = find_region("quadriceps")
    assert thigh is not None
    assert more.ceilings == {(thigh.name, "left", "foam roller"): 420_000}
    assert laid(ROLL).ceilings == {(thigh.name, side, "foam roller"): 300_000 for side in ("left", "right")}
