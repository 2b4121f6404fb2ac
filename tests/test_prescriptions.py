"""Thirteen prescriptions of daily practice: each is read as a file, planned, and played whole on a made clock."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import groupby, pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfcare.day.decide import Day, decide
from selfcare.facts.history import History
from selfcare.facts.kinds import Body, Fact, Loaded, NeedledAt, SessionBegun, SetBegun, SetEnded, TextKept
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.building import fingerprint
from selfcare.routine.reading import read_routine
from selfcare.session import intents
from selfcare.session.events import Cued, ExerciseOver, Halted, Over, SetOver, StepBegan
from selfcare.session.plan import How, plan_session
from selfcare.session.player import Playhead, advance, begin, current, length, press, waits
from selfcare.session.steps import Plan, Screening
from worlds import EAST, Beat, Trace, left_alone, proceeds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.day.dose import DoseName
    from selfcare.routine.model import Routine
    from selfcare.session.intents import Intent

FOLDER = Path(__file__).with_name("prescriptions")
FILES = {path.stem[:2]: path for path in sorted(FOLDER.glob("*.toml"))}
MINUTE = 60_000
HOUR = 60 * MINUTE
Times = list[tuple[str, int]]
"""Kinds of steps with how long they took, seconds; the same kind in a row stands once, its times added."""


# --- reading, deciding, playing ---


def read(number: str) -> Routine:
    """The routine of a prescription."""
    return read_routine(FILES[number].read_bytes(), FILES[number].name)


def at(day: str, clock: str = "12:00") -> Moment:
    """A moment of local time."""
    return Moment(local_ms(dt.datetime.fromisoformat(f"{day}T{clock}"), EAST), EAST)


def history(number: str, *facts: tuple[Moment, Body]) -> History:
    """The prescription, received on the evening before its start, and what happened since."""
    data = FILES[number].read_bytes()
    sha, eve = fingerprint(data), at("2026-11-22", "20:00")
    kept: list[tuple[Moment, Body]] = [(eve, TextKept(sha, "p.toml", data.decode())), (eve, Loaded(sha)), *facts]
    return History([Fact(f"{order:04}", when.at, EAST, None, "P200", body) for order, (when, body) in enumerate(kept)])


def day_of(number: str, now: Moment, *facts: tuple[Moment, Body], dose: DoseName = "full") -> Day:
    """What the prescription asks at that moment."""
    day = decide(history(number, *facts), now, dose=dose)
    assert day is not None
    return day


def played(number: str, now: Moment, session: str) -> list[tuple[Moment, Body]]:
    """A session of that moment, of which one set was played."""
    exercise = read(number).exercise[0]
    sha = fingerprint(FILES[number].read_bytes())
    return [
        (now, SessionBegun(session, now.day().isoformat(), sha, "full", ())),
        (now._replace(at=now.at + MINUTE), SetBegun(session, exercise.id, "left", 1, 1, 0)),
        (
            now._replace(at=now.at + 2 * MINUTE),
            SetEnded(session, exercise.id, "left", 1, 1, 60_000, 60_000, 60_000, "whole"),
        ),
    ]


def planned(number: str, *, attended: bool = True, dose: DoseName = "full", now: Moment | None = None) -> Plan:
    """Its plan on its first day."""
    day = day_of(number, now or at("2026-11-23"), dose=dose)
    return plan_session(day.routine, day, Screening("asked"), How(attended=attended))


def guided(plan: Plan, wants: Iterable[tuple[int, Intent]] = ()) -> Trace:
    """Someone follows the guide to the end and takes 5 s for each key; at the clock's `wants` they press something else."""
    head, events = begin(plan)
    beats = [Beat(Playhead(), 0, None, head, events)]
    wanted = list(wants)

    def step(elapsed: int, intent: Intent | None) -> None:
        nonlocal head
        after, came = advance(plan, head, elapsed) if intent is None else press(plan, head, intent)
        beats.append(Beat(head, elapsed, intent, after, came))
        head = after

    while head.state != "ended":
        waiting, total = waits(plan, head), length(plan, head)
        left = 5_000 if waiting or total is None else total - head.at + head.counting_in
        if wanted and head.clock + left >= wanted[0][0]:
            step(wanted[0][0] - head.clock, None)
            step(0, wanted.pop(0)[1])
            continue
        step(left, None)
        if waiting:
            step(0, proceeds(plan, head))
    return Trace(plan, tuple(beats))


def sets(trace: Trace) -> list[SetOver]:
    """What was held."""
    return [event for event in trace.events if isinstance(event, SetOver)]


def seconds(trace: Trace) -> Times:
    """The steps of the session itself as they were played."""
    begun = [event for event in trace.events if isinstance(event, StepBegan | Over)]
    times = [
        (trace.plan.steps[first.step].kind, (then.t - first.t) // 1000)
        for first, then in pairwise(begun)
        if isinstance(first, StepBegan) and trace.plan.steps[first.step].kind not in ("question", "finish")
    ]
    return [(kind, sum(time for _, time in group)) for kind, group in groupby(times, key=lambda one: one[0])]


def kinds(trace: Trace) -> Counter[str]:
    """How many steps of each kind were played."""
    return Counter(trace.plan.steps[event.step].kind for event in trace.events if isinstance(event, StepBegan))


def heard(trace: Trace) -> str:
    """Everything that was said."""
    return "\n".join(event.cue.say for event in trace.events if isinstance(event, Cued))


# --- all of them ---


def test_all_thirteen_are_here() -> None:
    """01 to 13, each of them read below."""
    assert list(FILES) == [f"{number:02}" for number in range(1, 14)]


@pytest.mark.parametrize("number", sorted(FILES))
def test_it_is_played_whole(number: str) -> None:
    """Left alone, and by someone who follows the guide: every set that is asked is held whole; it ends by itself."""
    for trace in (left_alone(planned(number, attended=False)), guided(planned(number))):
        asked = sum(row.sets * row.repetitions for row in trace.plan.asked)
        over = sets(trace)
        assert len(over) == asked > 0
        assert {one.how for one in over} <= {"whole", "ceiling reached"}
        assert [one.set for one in over] == [step.set for step in trace.plan.steps if step.set]
        for row in trace.plan.asked:
            held = sum(one.held for one in over if (one.set.exercise, one.set.side) == (row.exercise, row.side))
            assert row.seconds is None or held == row.sets * row.repetitions * row.seconds * 1000
        assert [event.how for event in trace.events if isinstance(event, Over)] == ["ran to the end"]
        assert trace.head.state == "ended"


# --- each in its numbers ---


def test_01_three_sets_of_a_minute_on_each_side() -> None:
    """Six sets of 60 s; 30 s of rest between, twice a side; one change of side; discomfort around 5, never above 7."""
    trace = guided(planned("01"))
    assert [(one.set.side, one.held) for one in sets(trace)] == [("left", 60_000)] * 3 + [("right", 60_000)] * 3
    side: Times = [("work", 60), ("rest", 30), ("work", 60), ("rest", 30), ("work", 60)]
    assert seconds(trace) == [("get ready", 20), *side, ("change side", 15), *side]
    thigh = trace.plan.exercises["quads"]
    assert (thigh.aim, thigh.max, thigh.stroke) == (5, 7, 3)
    assert heard(trace).count("Half-way.") == 6
    assert "3 seconds each way" in heard(trace)


def test_02_one_long_hold() -> None:
    """90 s on one point, and nothing else; more time is refused, because 90 s is the ball's ceiling."""
    trace = guided(planned("02"), [(60_000, intents.MoreTime())])
    assert seconds(trace) == [("get ready", 20), ("work", 90), ("come off", 10)]
    assert "The most tender point." in heard(trace)
    assert any(type(event).__name__ == "Refused" for event in trace.events)


def test_03_five_times_ten_and_five() -> None:
    """Three exercises, two sides, five holds of 10 s with four releases of 5 s between them."""
    trace = guided(planned("03"))
    assert kinds(trace)["work"] == 30
    assert kinds(trace)["release"] == 24
    assert [one.held for one in sets(trace)] == [10_000] * 30
    assert kinds(trace)["rest"] == 0
    assert (kinds(trace)["get ready"], kinds(trace)["change side"], kinds(trace)["change place"]) == (3, 3, 2)
    assert "Hold. 5 of 5." in heard(trace)


def test_04_the_massager_as_she_sets_it() -> None:
    """Two muscles, two sides, 120 s each; the head and the level are said, and no frequency."""
    trace = guided(planned("04"))
    assert [(one.set.exercise, one.set.side, one.held) for one in sets(trace)] == [
        ("front", "left", 120_000), ("front", "right", 120_000), ("back", "left", 120_000), ("back", "right", 120_000),
    ]  # fmt: skip
    assert "all head, level 2" in heard(trace)
    assert "Hz" not in heard(trace)


def test_05_the_band_is_off_in_the_rest() -> None:
    """Put on, 120 s, take off by key; a rest of 60 s with the band off; and the same again."""
    trace = guided(planned("05"))
    one: Times = [("put on", 5), ("work", 120), ("take off", 5)]
    assert seconds(trace) == [("get ready", 20), *one, ("rest", 60), *one]
    assert heard(trace).count("Take the band off.") == 2


def test_05_a_pause_takes_the_band_off() -> None:
    """Paused after 60 s: the set is over; the band is wound anew, and the whole set done, within 480 s."""
    trace = guided(planned("05"), [(90_000, intents.Pause())])
    assert [(one.how, one.held // 1000) for one in sets(trace)] == [("band off", 60), ("whole", 120), ("whole", 120)]
    assert kinds(trace)["put on"] == 3


def test_06_no_rest_at_all() -> None:
    """Four holds of 30 s, one after the other: no rest and no change of side, and no silence about the side."""
    trace = guided(planned("06"))
    assert seconds(trace) == [("get ready", 20), ("work", 120)]
    assert kinds(trace) == Counter({"work": 4, "get ready": 1, "question": 3, "finish": 1})
    assert "Right. Hold." in heard(trace)


WEEKS: tuple[tuple[str, str, int, int, bool], ...] = (
    # day and time, per, asked, sessions before on that day or in that week, whether one more may be done now
    ("2026-11-23 07:30", "day", 2, 0, True),
    ("2026-11-23 20:00", "day", 2, 1, True),
    ("2026-11-23 22:00", "day", 2, 2, False),
    ("2026-11-29 07:30", "day", 2, 0, True),
    ("2026-11-30 20:00", "day", 1, 0, True),
    ("2026-12-20 20:00", "day", 1, 0, True),
    ("2026-12-21 20:00", "week", 3, 0, True),
    ("2026-12-27 20:00", "week", 3, 2, True),
    ("2026-12-27 21:00", "week", 3, 3, False),
    ("2027-01-17 20:00", "week", 3, 0, True),
)


@pytest.mark.parametrize(("when", "per", "asked", "before", "more"), WEEKS)
def test_07_eight_weeks(when: str, per: str, asked: int, before: int, more: bool) -> None:
    """Twice a day in week 1, once a day in weeks 2 to 4, then three a week on any days."""
    now = at(*when.split())
    back = 24 * HOUR if per == "week" else 6 * HOUR
    facts = [fact for n in range(before) for fact in played("07", now._replace(at=now.at - (n + 1) * back), f"s{n}")]
    due = day_of("07", now, *facts).due
    assert due is not None
    assert (due.per, due.asked, due.done, due.open_now) == (per, asked, before, more)


def test_07_a_day_later_than_the_end() -> None:
    """After its end date nothing is in force; before its start neither."""
    assert decide(history("07"), at("2027-01-18")) is None
    assert decide(history("07"), at("2026-11-22", "21:00")) is None


def test_07_the_least_gap() -> None:
    """Four hours between two sessions: two hours after the first there are two hours to wait, after four none."""
    first = at("2026-11-23", "07:30")
    soon = day_of("07", at("2026-11-23", "09:30"), *played("07", first, "s1")).due
    later = day_of("07", at("2026-11-23", "11:30"), *played("07", first, "s1")).due
    assert soon is not None
    assert later is not None
    assert (soon.open_now, soon.wait_until) == (True, first.at + 4 * HOUR)
    assert (later.open_now, later.wait_until) == (True, None)


def places(day: Day) -> set[tuple[str, str]]:
    """What is asked."""
    return {(asked.exercise.id, side) for asked in day.exercises for side in asked.sides}


EVERYWHERE = {("blade", "left"), ("blade", "right"), ("calf", "left"), ("calf", "right")}
NEEDLED = ("2026-11-23", "15:10")
HOURS: tuple[tuple[str, str, set[tuple[str, str]]], ...] = (
    ("2026-11-23", "15:09", EVERYWHERE),
    ("2026-11-23", "15:10", EVERYWHERE - {("blade", "right")}),
    ("2026-11-24", "12:00", EVERYWHERE - {("blade", "right")}),
    ("2026-11-25", "03:09", EVERYWHERE - {("blade", "right")}),
    ("2026-11-25", "03:10", EVERYWHERE),
)


@pytest.mark.parametrize(("day", "clock", "asked"), HOURS)
def test_08_hands_off_for_36_hours(day: str, clock: str, asked: set[tuple[str, str]]) -> None:
    """The needled shoulder blade is left out for 36 hours to the minute, and listed; then it goes on as before."""
    found = day_of("08", at(day, clock))
    assert places(found) == asked
    assert {(one.exercise, one.side) for one in found.held} == EVERYWHERE - asked
    assert {one.until for one in found.held} <= {at(*NEEDLED).at + 36 * HOUR}
    plan = plan_session(found.routine, found, Screening("asked"), How(attended=False))
    assert {(one.set.exercise, one.set.side) for one in sets(left_alone(plan))} == asked


def test_08_wherever_it_is() -> None:
    """A needle in the left calf, told to the tool later, holds that calf as long."""
    told = at("2026-11-26", "18:00")
    needled = (told, NeedledAt(at("2026-11-26", "10:00").at, "calf", "left"))
    assert places(day_of("08", at("2026-11-27", "21:59"), needled)) == EVERYWHERE - {("calf", "left")}
    assert places(day_of("08", at("2026-11-27", "22:00"), needled)) == EVERYWHERE


def test_09_the_gentler_dose() -> None:
    """One set of 30 s instead of three of 60 s, two presses instead of five, and the band left out; less discomfort."""
    full, gentler = planned("09", attended=False), planned("09", attended=False, dose="gentler")
    assert Counter((one.set.exercise, one.held // 1000) for one in sets(left_alone(full))) == {
        ("quads", 60): 6, ("calf", 10): 10, ("hamstrings", 30): 4,
    }  # fmt: skip
    assert Counter((one.set.exercise, one.held // 1000) for one in sets(left_alone(gentler))) == {
        ("quads", 30): 2, ("calf", 10): 4,
    }  # fmt: skip
    assert day_of("09", at("2026-11-23"), dose="gentler").skipped == ("hamstrings",)
    assert (full.exercises["quads"].max, gentler.exercises["quads"].max) == (6, 4)


def test_10_until_it_fades() -> None:
    """The patient ends it after 40 s; or nobody does, and 90 s is reached. Asked are no seconds; more is refused."""
    done = guided(planned("10"), [(65_000, intents.Done())])
    assert [(one.how, one.held, one.asked) for one in sets(done)] == [("patient ended it", 40_000, None)]
    left = guided(planned("10"), [(65_000, intents.MoreTime())])
    assert [(one.how, one.held, one.asked) for one in sets(left)] == [("ceiling reached", 90_000, None)]
    assert any(type(event).__name__ == "Refused" for event in left.events)
    assert "Hold until it has clearly faded" in heard(left)


def test_11_at_own_pace() -> None:
    """3 x 10 without seconds: each set ends by key, with 45 s of rest between."""
    first, second, third = 35_000, 90_000, 150_000
    trace = guided(planned("11"), [(time, intents.Done()) for time in (first, second, third)])
    assert [(one.how, one.held // 1000, one.asked) for one in sets(trace)] == [
        ("patient ended it", 10, None), ("patient ended it", 10, None), ("patient ended it", 15, None),
    ]  # fmt: skip
    assert kinds(trace)["rest"] == 2
    assert seconds(trace)[2] == ("rest", 45)
    assert "10 times, at your own pace" in heard(trace)


def test_12_times_of_changing() -> None:
    """Once for all, and differently for one exercise: its place waits for a key, and it has no rest."""
    trace = guided(planned("12"))
    first: Times = [("work", 45), ("rest", 20), ("work", 45)]
    assert seconds(trace) == [
        ("get ready", 25), *first, ("change side", 20), *first,
        ("change place", 5), ("get ready", 5), ("work", 90), ("change side", 8), ("work", 90),
    ]  # fmt: skip
    waiting = [step.kind for step in trace.plan.steps if step.length is None and step.question is None]
    assert waiting == ["change place", "finish"]
    assert kinds(left_alone(planned("12", attended=False)))["change place"] == 1


def test_13_in_her_words() -> None:
    """What to say and to avoid is said; the first number above the max ends the session, without easing off."""
    plan = planned("13")
    assert plan.therapist == "Anna"
    calf = plan.exercises["calf"]
    assert calf.say.startswith("Heel to the hollow")
    assert calf.avoid.startswith("Stop before the hollow")
    stopped = guided(plan, [(90_000, intents.Rate(7))])
    assert [event.reason for event in stopped.events if isinstance(event, Halted)] == ["too painful"]
    assert [event.how for event in stopped.events if isinstance(event, Over)] == ["stopped"]
    assert not [event for event in stopped.events if isinstance(event, ExerciseOver)]
    assert [one.held for one in sets(stopped)] == [60_000]


HOLDS: tuple[tuple[str, bool], ...] = (
    ("2026-12-04", False), ("2026-12-05", True), ("2026-12-06", True), ("2026-12-07", False),
    ("2026-12-23", False), ("2026-12-24", True), ("2027-06-01", True),
)  # fmt: skip


@pytest.mark.parametrize(("day", "held"), HOLDS)
def test_13_days_that_she_holds(day: str, held: bool) -> None:
    """First and last day included; without an end, until a newer file."""
    assert (day_of("13", at(day)).hold is not None) == held


def test_a_second_number_above_the_max_ends_the_exercise() -> None:
    """Without words of hers: first ease off, then the exercise ends; the other side is not pressed either."""
    trace = guided(planned("01"), [(90_000, intents.Rate(8)), (180_000, intents.Rate(9))])
    assert "Ease off until it is 5 or less" in heard(trace)
    assert [event.exercise for event in trace.events if isinstance(event, ExerciseOver)] == ["quads"]
    assert [one.set.set for one in sets(trace)] == [1, 2]
    assert current(trace.plan, trace.head).kind == "question"
