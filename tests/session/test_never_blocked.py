"""The law: whatever a patient answers, rates, loads, needles, withdraws, resumes or plays, nothing that is blocked is played.

A life is a row of steps through the tool's public calls: `decide`, `plan_session`, the player, `resumed`. What is blocked is
told by `Patient`, a model of its own, written from the words of docs/safety.md and not from the code: it knows no rule, no
finding and no neighbour of a place. It knows less than the tool (it lets through where it is not sure), so that whatever it
calls blocked is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcare.day.decide import decide
from selfcare.facts.history import History
from selfcare.facts.kinds import (
    Answered,
    Body,
    ConditionSaid,
    ConditionWithdrawn,
    DayEnds,
    Fact,
    HealthAsked,
    KeptOff,
    Loaded,
    NeedledAt,
    Rated,
    Seen,
    TextKept,
)
from selfcare.facts.moment import Moment
from selfcare.routine.building import fingerprint, parse_checked
from selfcare.session.events import SetStarted
from selfcare.session.plan import How, plan_session
from selfcare.session.player import Playhead
from selfcare.session.record import Naming, to_body
from selfcare.session.resume import cut_off, may_continue, resumed, trail
from selfcare.session.steps import Screening
from worlds import EAST, NOON, Moves, play, wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.routine.model import Exercise, Routine
    from selfcare.session.steps import Plan

HOUR = 3_600_000
DAY = 24 * HOUR

HEAD = """
format = 1
id = "law"
title = "Law"
patient = "P014"
by = "Anna Berg, physiotherapist"
start = 2026-11-01
contact = { phone = "555 0134", emergency = "112" }
schedule = [{ per_day = 2 }]
[defaults]
discomfort = { aim = 3, max = 5 }
get_ready = 0
change_side = 0
change_place = 0
rest = 1
[stop]
worse_next_morning = { by = 2, then = "gentler" }
"""
EXERCISES = """
[[exercise]]
id = "roll"
device = "foam roller"
region = "calf"
side = "each"
roll = { time = 8 }
[[exercise]]
id = "ball"
device = "massage ball"
region = "buttock"
side = "left"
hold = { time = 5 }
gentler = { time = 3 }
[[exercise]]
id = "gun"
device = "percussion massager"
region = "front of the thigh"
side = "right"
move = { time = 5 }
[[exercise]]
id = "floss"
device = "floss band"
region = "ankle"
side = "left"
move = { time = 5 }
[[exercise]]
id = "stretch"
device = "stretch band"
region = "forearm"
side = "each"
hold = { time = 5, times = 2 }
"""
HARD = EXERCISES.replace("hold = { time = 5 }", "hold = { time = 5 }\ndiscomfort = { aim = 4, max = 9 }")
"""An error of the text itself (PR04): nothing of it is played."""


def written(screened: str = "", needling: str = 'keep_off = "24h"', exercises: str = EXERCISES) -> str:
    """A routine, with what stands in [screened] and [needling]."""
    asked = f"[screened]\non = 2026-11-01\n{screened}\n" if screened else ""
    return f"{HEAD}[needling]\n{needling}\n{asked}{exercises}"


def clearing(*names: str) -> str:
    """The line that clears these."""
    return "cleared = [" + ", ".join(f'{{ flag = "{name}", why = "judged" }}' for name in names) + "]"


CLEARS = written(clearing("clot", "anticoagulant", "cancer"))
TEXTS = (
    written(),
    written(needling=""),
    written("flags = []"),
    written('flags = ["dvt", { flag = "fracture", region = "calf", side = "left" }]'),
    written('flags = ["latex_allergy", { flag = "open_wound", region = "forearm", side = "both" }]'),
    CLEARS,
    written(clearing("fracture", "pacemaker", "varicose_veins", "latex_allergy")),
    written(exercises=HARD),
)
ROUTINES = tuple(map(parse_checked, TEXTS))
MARKS = tuple(fingerprint(text.encode()) for text in TEXTS)
TOO_HARD = TEXTS.index(written(exercises=HARD))

# --- the words of docs/safety.md ---

STOPS = {"clot", "dvt", "anticoagulant", "bleeding_disorder", "uncontrolled_hypertension", "cancer"}
PLACES = {
    *("fracture", "open_wound", "inflammation", "osteomyelitis", "myositis_ossificans"),
    *("sensory_loss", "pacemaker", "recent_surgery", "varicose_veins", "vascular_disease"),
}
DEVICES = {
    "latex_allergy": {"floss band", "stretch band"},
    "varicose_veins": {"floss band"},
    "vascular_disease": {"floss band"},
    "sensory_loss": {"floss band"},
    "neuropathy": {"floss band"},
    "pacemaker": {"percussion massager"},
    "recent_surgery": {"percussion massager"},
}
AFTER_CLEARING = {"anticoagulant": {"massage ball", "percussion massager"}}
CAUTIONS = {"osteoporosis", "pregnancy", "diabetes", "hypertension", "anaemia"}
ALARMS = {"breath or chest", "head or neck", "saddle, bladder or dark urine", "leg or fever"}
NAMES = sorted(STOPS | PLACES | set(DEVICES) | CAUTIONS)


class Named(NamedTuple):
    """A condition as somebody named it."""

    name: str
    region: str | None
    side: str | None
    at: int
    by_patient: bool = True
    judged: bool = False


class Patient:
    """What is blocked, kept by hand. Nothing of it ever becomes less but by a text, a `Seen`, or the hours."""

    def __init__(self) -> None:
        """Nobody said anything."""
        self.named: list[Named] = []
        self.first_loaded: dict[int, int] = {}
        self.alarm: str | None = None
        self.needled: list[tuple[int, str, str | None]] = []
        self.kept_off: list[tuple[str, str, str]] = []

    def cleared(self, one: Named) -> bool:
        """Whether any text that was first loaded after it was named clears it."""
        texts = [number for number, at in self.first_loaded.items() if at > one.at]
        return any(f'flag = "{one.name}", why' in TEXTS[number] for number in texts)

    def why_blocked(self, exercise: Exercise, side: str, text: int, now: int, today: str) -> str | None:  # noqa: C901 - as the page says it
        """Why that exercise on that side of that text is not to be played at that moment; None: it may be, or who knows."""
        if self.alarm is not None:
            return "an alarm answer, and nobody has seen the patient"
        if text == TOO_HARD:
            return "an error of the text"
        for one in [*self.named, *flags_of(text)]:
            if one.judged or (one.by_patient and self.cleared(one)):
                if exercise.device in AFTER_CLEARING.get(one.name, ()):
                    return f"{one.name}, cleared for light pressure only"
                continue
            if one.name in STOPS:
                return one.name
            if one.name in PLACES and (one.region is None or touches(one.region, one.side, exercise, side)):
                return f"{one.name} {one.region}"
            if exercise.device in DEVICES.get(one.name, ()):
                return f"{one.name} and the {exercise.device}"
        for at, region, where in self.needled:
            if at <= now < at + DAY and touches(region, where, exercise, side):
                return f"needled {region}"
        for day, region, where in self.kept_off:
            if day == today and touches(region, where, exercise, side):
                return f"kept off {region}"
        return None


def flags_of(text: int) -> list[Named]:
    """What stands as a flag in that text, read by eye."""
    found = {
        TEXTS.index(CLEARS): [Named("anticoagulant", None, None, 0, by_patient=False, judged=True)],
        3: [Named("dvt", None, None, 0, by_patient=False), Named("fracture", "calf", "left", 0, by_patient=False)],
        4: [
            Named("latex_allergy", None, None, 0, by_patient=False),
            Named("open_wound", "forearm", "both", 0, by_patient=False),
        ],
    }
    return found.get(text, [])


def touches(region: str, where: str | None, exercise: Exercise, side: str) -> bool:
    """Whether it is the very place."""
    return region == exercise.region and (where in (None, "both") or side in (where, "middle"))


# --- a life ---


class Life:
    """A log, a patient, a clock that may be set back, and what was played."""

    def __init__(self) -> None:
        """Born with one text loaded."""
        self.facts: list[Fact] = []
        self.at = NOON
        self.patient = Patient()
        self.played = self.kept = self.sessions = 0
        self.load(0)

    @property
    def today(self) -> str:
        """The day by the calendar, where days end at midnight."""
        return Moment(self.at, EAST).local.date().isoformat()

    def write(self, *bodies: Body) -> list[Fact]:
        """Keep facts of this moment."""
        made: list[Fact] = []
        for body in bodies:
            self.at += 1
            made.append(Fact(f"{len(self.facts) + len(made):06}", self.at, EAST, None, "P014", body))
        self.facts += made
        return made

    def load(self, number: int) -> None:
        """Load a text, a new one or one that was loaded before."""
        self.write(TextKept(MARKS[number], "law.toml", TEXTS[number]), Loaded(MARKS[number]))
        self.patient.first_loaded.setdefault(number, self.at)

    def name(self, name: str, region: str | None, side: str | None) -> None:
        """Name a condition."""
        self.write(ConditionSaid(name, region, side))  # type: ignore[arg-type]  # a side
        self.patient.named = [one for one in self.patient.named if one[:3] != (name, region, side)]
        self.patient.named.append(Named(name, region, side, self.at))

    def withdraw(self, name: str, region: str | None, side: str | None) -> None:
        """Take it back. It blocks on, but for a caution, which never did."""
        self.write(ConditionWithdrawn(name, region, side))  # type: ignore[arg-type]  # a side

    def answer_no(self, text: int) -> None:
        """No to every question of the long form."""
        self.write(HealthAsked(MARKS[text], "asked", None, (), tuple(f"Q{n:02}" for n in range(1, 13))))

    def alarm(self, word: str) -> None:
        """Answer a stop question with an alarm."""
        (fact,) = self.write(Answered(f"a{self.at}", self.today, "asked", (word,)))
        self.patient.alarm = self.patient.alarm or fact.id

    def seen(self, *, by_anyone: bool) -> None:
        """Say who saw the patient: of the oldest alarm that stands, or of an answer that never was."""
        alarms = [fact for fact in self.facts if isinstance(fact.body, Answered) and set(fact.body.yes) & ALARMS]
        told = {fact.body.answered for fact in self.facts if isinstance(fact.body, Seen)}
        left = [fact.id for fact in alarms if fact.id not in told]
        if by_anyone and left:
            self.write(Seen(left[0], "Dr. Lund", "All is well"))
            left = left[1:]
        else:
            self.write(Seen("no such answer", "Dr. Lund", "All is well"))
        self.patient.alarm = left[0] if left else None

    def needle(self, region: str, side: str | None) -> None:
        """Tell of needles, just now."""
        self.patient.needled.append((self.at, region, side))
        self.write(NeedledAt(self.at, region, side))  # type: ignore[arg-type]  # a side

    def keep_off(self, region: str, side: str) -> None:
        """Name a place at the stop questions."""
        self.write(KeptOff(self.today, "skin", region, side))  # type: ignore[arg-type]  # a side
        self.patient.kept_off.append((self.today, region, side))

    def end_days_at(self, minutes: int) -> None:
        """Let days end at another hour."""
        self.write(DayEnds(minutes))

    def rate(self, score: int) -> None:
        """Say how sore it is this morning."""
        self.write(Rated("soreness", "morning", self.today, score, "worst place"))

    def play(self, text: int, moves: Sequence[Moves], *, gentle: bool) -> None:
        """Play what is in force or a file, as `start` does: go on where it was cut off, else begin."""
        history = History(self.facts)
        now = Moment(self.at, EAST)
        going_on = cut_off(history)
        if going_on is not None and may_continue(going_on, now):
            text = MARKS.index(going_on.body.text)
        else:
            going_on = None
        self.sessions += 1
        day = decide(history, now, dose="gentler" if gentle else "full", file=(ROUTINES[text], MARKS[text]))
        assert day is not None
        if day.blocked or day.off or day.hold or not day.exercises:
            self.kept += 1
            return
        plan: Plan = plan_session(day.routine, day, Screening("asked"), How(attended=True))
        head = Playhead()
        session = f"s{len(self.facts)}"
        if going_on is not None:
            plan, head = resumed(plan, trail(history, going_on, plan))
            session = going_on.id
        trace = play(plan, moves, start=head)
        for event in trace.events:
            if isinstance(event, SetStarted):
                self.played += 1
                exercise = exercise_of(ROUTINES[text], event.set.exercise)
                why = self.patient.why_blocked(exercise, event.set.side, text, self.at, self.today)
                assert why is None, f"{exercise.id} {event.set.side} was played in spite of: {why}"
        self.kept += bool(day.held)
        naming = Naming(session, day.date.isoformat(), day.text, day.dose, not day.assigned, "asked")
        bodies = [body for event in trace.events if (body := to_body(event, plan, naming)) is not None]
        self.write(*(body for body in bodies if not isinstance(body, Answered)))


def exercise_of(routine: Routine, ident: str) -> Exercise:
    """The exercise of that id."""
    return next(one for one in routine.exercise if one.id == ident)


places = st.sampled_from(["calf", "buttock", "front of the thigh", "ankle", "forearm"])
hands = st.sampled_from(["left", "right", "both", None])
texts = st.sampled_from([*range(len(TEXTS))])


@st.composite
def conditions(draw: st.DrawFn) -> tuple[str, str | None, str | None]:
    """A condition, with a place or without."""
    name = draw(st.sampled_from(NAMES))
    place = draw(places | st.none()) if name in PLACES else None
    return name, place, draw(hands) if place else None


WAITS = (0, 60_000, 20 * 60_000, 3 * HOUR, 11 * HOUR, DAY, 2 * DAY, 9 * DAY, -2 * HOUR)


@st.composite
def steps(draw: st.DrawFn) -> Callable[[Life], None]:  # noqa: C901 - one arm for each thing that can happen
    """One thing that happens."""
    match draw(st.sampled_from("ppppppppccccwwllllnkkrrasssfoed")):
        case "p":
            text, moves, gentle = draw(texts), draw(wishes), draw(st.booleans())
            return lambda life: life.play(text, moves, gentle=gentle)
        case "c":
            named = draw(conditions())
            return lambda life: life.name(*named)
        case "w":
            named = draw(conditions())
            index = draw(st.integers(0, 3))
            return lambda life: life.withdraw(
                *(life.patient.named[-index - 1][:3] if index < len(life.patient.named) else named)
            )
        case "l":
            number = draw(texts)
            return lambda life: life.load(number)
        case "n":
            region, side = draw(places), draw(hands)
            return lambda life: life.needle(region, side)
        case "k":
            region, side = draw(places), draw(st.sampled_from(["left", "right", "both"]))
            return lambda life: life.keep_off(region, side)
        case "r":
            score = draw(st.integers(0, 10))
            return lambda life: life.rate(score)
        case "a":
            word = draw(st.sampled_from(sorted(ALARMS)))
            return lambda life: life.alarm(word)
        case "s":
            by_anyone = draw(st.sampled_from([True, True, False]))
            return lambda life: life.seen(by_anyone=by_anyone)
        case "f" | "o":
            number = draw(texts)
            return lambda life: life.answer_no(number)
        case _:
            minutes = draw(st.sampled_from([0, 180]))
            return lambda life: life.end_days_at(minutes)


lives = st.lists(st.tuples(st.sampled_from(WAITS), steps()), min_size=3, max_size=14)


def lived(life_steps: Sequence[tuple[int, Callable[[Life], None]]]) -> Life:
    """A life, step by step; a playing at its end, so that none is without."""
    life = Life()
    for wait, step in life_steps:
        life.at = max(NOON, life.at + wait)
        step(life)
    return life


def the_law_holds(examples: int) -> None:
    """Live so many lives. Most of them must meet a block and play something, or nothing was shown."""
    count = {"lives": 0, "played": 0, "blocked": 0, "both": 0}

    @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
    @given(lives)
    def law(life_steps: Sequence[tuple[int, Callable[[Life], None]]]) -> None:
        life = lived(life_steps)
        count["lives"] += 1
        count["played"] += bool(life.played)
        count["blocked"] += bool(life.kept)
        count["both"] += bool(life.played and life.kept)

    law()
    assert count["lives"] >= examples
    assert count["played"] * 5 > count["lives"], count
    assert count["blocked"] * 5 > count["lives"], count
    assert count["both"] * 20 > count["lives"], count


def test_nothing_blocked_is_ever_played() -> None:
    """A hundred lives."""
    the_law_holds(100)


@pytest.mark.prove
def test_nothing_blocked_is_ever_played_in_ten_thousand_lives() -> None:
    """Ten thousand."""
    the_law_holds(10_000)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_without_a_block_all_of_it_is_played(number: int) -> None:
    """The law would be cheap to keep by playing nothing: what the model lets through is played where nothing was said."""
    day = decide(History([]), Moment(NOON, EAST), file=(ROUTINES[number], MARKS[number]))
    assert day is not None
    free = {(one.exercise.id, side) for one in day.exercises for side in one.sides}
    sides = {"each": ("left", "right")}
    for one in ROUTINES[number].exercise:
        for side in sides.get(one.side, (one.side,)):
            assert ((one.id, side) in free) == (Patient().why_blocked(one, side, number, NOON, "") is None)
