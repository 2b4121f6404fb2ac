"""Made worlds for the proofs: routines, days, plans, and people who press keys at any moment.

A routine is any that reading would accept, in the pieces that matter to a session: every device and dose, sides, sets,
releases, no rest at all, places and weeks, a gentler dose. What a person does is a row of moves: a wait, then a key or a
wish. `PROCEED` is the key of someone who follows the guide; without it random keys would hardly leave the questions.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from hypothesis import strategies as st

from selfcare.day.decide import Day, decide
from selfcare.facts.history import History
from selfcare.facts.kinds import Fact, KeptOff
from selfcare.facts.moment import Moment
from selfcare.routine.devices import Device, device_names, find_device
from selfcare.routine.model import (
    AboveMax,
    Allow,
    Contact,
    Defaults,
    Discomfort,
    Dose,
    Exercise,
    Gentler,
    Move,
    Press,
    Reps,
    Roll,
    Routine,
    Screened,
    Side,
    Stop,
    UntilFaded,
)
from selfcare.routine.regions import REGIONS, find_region
from selfcare.session import intents
from selfcare.session.keys import keyed
from selfcare.session.plan import How, plan_session
from selfcare.session.player import Playhead, advance, begin, current, length, next_change, press, waits
from selfcare.session.steps import Plan, Screening

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.session.events import Event
    from selfcare.session.intents import Intent

START = dt.date(2026, 11, 23)
NOON = 1_795_431_600_000
"""2026-11-23 at 11:00 UTC: noon at the place of all tests, 60 minutes east."""
EAST = 60
DAY_MS = 86_400_000
CONTACT = Contact(phone="555 0134", emergency="112", name="Anna")
DEVICES = tuple(device for name in device_names() if (device := find_device(name)))
PLACES = tuple(region.name for region in REGIONS if region.keep_off is None)
NEAR = ("calf", "soleus", "quadriceps", "upper back", "between the shoulder blades")
"""A few places, so that exercises meet on one; "soleus" is another name of the calf."""

Proceed: TypeAlias = Literal["proceed"]
PROCEED: Proceed = "proceed"


# --- routines ---


def routine(*exercises: Exercise, defaults: Defaults | None = None, stop: Stop | None = None) -> Routine:
    """A routine of these exercises, beginning on `START`. Errors of the evidence are set aside: what is tried is the player."""
    return Routine(
        format=1,
        id="made",
        title="Made",
        patient="P200",
        by="Anna Berg, physiotherapist",
        start=START,
        contact=CONTACT,
        exercise=exercises,
        defaults=defaults or Defaults(discomfort=Discomfort(max=6, aim=4)),
        stop=stop or Stop(),
        allow=tuple(Allow(code, "tried here") for code in ("PR04", "FL02", "FL04", "RG01", "RG02", "PC01")),
    )


def found_by_therapist(*flags: str) -> Screened:
    """What the therapist found when asking about the patient's health."""
    return Screened(START, flags)


seconds = st.sampled_from([10, 1, 3, 8, 19, 20, 30, 45, 60, 90, 120, 300])
few = st.sampled_from([1, 2, 3])
changing = st.sampled_from([20, 0, 1, 5, 8, 15, 40])
discomforts = st.sampled_from([Discomfort(6, 4), Discomfort(5), Discomfort(0, 0), Discomfort(10, 3)])


def doses(word: str) -> st.SearchStrategy[Dose]:
    """Doses of one word of the file."""
    made: dict[str, st.SearchStrategy[Dose]] = {
        "roll": st.builds(Roll, time=seconds, sets=few, stroke=st.sampled_from([None, 3, 2.5])),
        "hold": st.builds(Press, time=seconds, release=st.sampled_from([0, 1, 5]), times=few, sets=few),
        "move": st.builds(Move, time=seconds, sets=few),
        "until_faded": st.builds(UntilFaded, ceiling=seconds, sets=few),
        "reps": st.builds(Reps, times=few, sets=few, ceiling=st.sampled_from([None, 10, 60])),
    }
    return made[word]


no_gentler: tuple[Literal["skip"] | None, ...] = (None, "skip")
gentlers = st.one_of(
    st.sampled_from(no_gentler),
    st.builds(
        Gentler,
        sets=st.sampled_from([None, 1]),
        time=st.sampled_from([None, 5, 30]),
        times=st.sampled_from([None, 1, 2]),
        release=st.sampled_from([None, 0, 10]),
        stroke=st.sampled_from([None, 2, 5]),
        ceiling=st.sampled_from([None, 10]),
        discomfort=st.sampled_from([None, Discomfort(3, 1)]),
    ),
)


@st.composite
def exercises(draw: st.DrawFn, number: int, devices: Sequence[Device] = DEVICES) -> Exercise:
    """One exercise that its device and its place can take."""
    device = draw(st.sampled_from(devices))
    word = draw(st.sampled_from(sorted(device.doses)))
    dose = draw(doses(word))
    place = draw(st.sampled_from([*NEAR, *PLACES]))
    found = find_region(place)
    assert found is not None
    sides: list[Side] = ["each", "left", "right"] if found.sides == "paired" else ["middle", "each", "left", "right"]
    named: dict[str, Dose] = {"hold" if word == "hold" else word: dose}
    return Exercise(
        id=f"e{number}",
        device=draw(st.sampled_from([device.name, *device.names])),
        region=place,
        side=draw(st.sampled_from(sides)),
        title=draw(
            st.sampled_from(
                [None, "Calf on the ball", "A name as long as a therapist may write it: " + "on and on, " * 30]
            )
        ),
        spot=draw(st.sampled_from([None, "the most tender point"])),
        gentler=draw(gentlers),
        weeks=draw(st.sampled_from([None, None, None, "1", "2-4", "2-"])),
        get_ready=draw(st.none() | changing),
        change_side=draw(st.none() | changing),
        change_place=draw(st.sampled_from([None, None, "wait", 0, 10, 40])),
        rest=draw(st.none() | changing),
        discomfort=draw(st.none() | discomforts),
        say=draw(st.sampled_from([None, "Slowly, and breathe out."])),
        **named,  # type: ignore[arg-type]  # one dose under its own word
    )


@st.composite
def routines(draw: st.DrawFn, devices: Sequence[Device] = DEVICES) -> Routine:
    """Any routine: one to four exercises, all times of changing, all that may follow on too much discomfort."""
    return routine(
        *[draw(exercises(number, devices)) for number in range(1, draw(st.integers(1, 4)) + 1)],
        defaults=Defaults(
            get_ready=draw(changing),
            change_side=draw(changing),
            change_place=draw(st.sampled_from(["wait", 0, 10, 40])),
            rest=draw(changing),
            discomfort=draw(discomforts),
        ),
        stop=Stop(AboveMax(draw(st.booleans()), draw(st.sampled_from(["end exercise", "end session"])))),
    )


# --- days and plans ---


def fact(body: KeptOff, at: int) -> Fact:
    """A fact that was recorded at that moment."""
    return Fact(f"f{at}", at, EAST, None, "P200", body)


@st.composite
def days(draw: st.DrawFn, devices: Sequence[Device] = DEVICES) -> Day:
    """A day of a routine: some week, either dose, perhaps a place that the patient keeps off."""
    now = Moment(NOON + draw(st.sampled_from([0, 8])) * DAY_MS, EAST)
    asked = draw(routines(devices))
    off = draw(st.sampled_from([None, None, None, *NEAR]))
    side = draw(st.sampled_from(["both", "left"]))
    history = History([fact(KeptOff(now.day().isoformat(), "skin", off, side), now.at - 1)] if off else [])  # type: ignore[arg-type]
    day = decide(history, now, dose=draw(st.sampled_from(["full", "full", "gentler"])), file=(asked, "made"))
    assert day is not None
    return day


@st.composite
def plans(
    draw: st.DrawFn,
    *,
    attended: bool | None = None,
    screened: bool | None = None,
    devices: Sequence[Device] = DEVICES,
) -> Plan:
    """The plan of such a day: attended or left alone, with the stop questions or after them."""
    day = draw(days(devices))
    how = How(draw(st.booleans()) if attended is None else attended, slower=draw(st.booleans()))
    asked_before = draw(st.booleans()) if screened is None else screened
    return plan_session(day.routine, day, Screening("asked") if asked_before else None, how)


# --- people ---


class Moves(NamedTuple):
    """A wait, then something wanted: an intent, a key, `PROCEED` or nothing. `after` is what the wait is counted from."""

    wait: int
    after: Literal["now", "the next change", "the end of the step"]
    wants: Intent | str | None


WAITS: tuple[tuple[int, Literal["now", "the next change", "the end of the step"]], ...] = (
    *[(wait, "now") for wait in (0, 0, 0, 0, 0, 1, 500, 1_000, 2_999, 3_000, 5_000, 12_345, 30_000, 90_000, 200_000)],
    *[(wait, "the next change") for wait in (0, -1, 1)],
    *[(wait, "the end of the step") for wait in (0, 0, 0, -1, 1, -500, -2_000)],
)
WISHES: tuple[Intent | Proceed | None, ...] = (
    None,
    *[PROCEED] * 14,
    *[intents.Pause()] * 3,
    intents.GoOn(),
    intents.GoOn(),
    intents.EaseOff(),
    intents.Skip(),
    intents.Skip(),
    intents.Done(),
    *[intents.Back()] * 3,
    *[intents.Restart()] * 2,
    *[intents.MoreTime()] * 4,
    intents.Rate(0),
    intents.Rate(5),
    *[intents.Rate(9)] * 3,
    intents.Answer(yes=()),
    intents.Answer(score=3),
    intents.Answer(share="part", left_out=("e1",)),
    intents.WaitForMe(),
)
LAST_WISHES: tuple[Intent, ...] = (
    intents.Stop("too painful"),
    intents.Stop("numb or tingling"),
    intents.Interrupt(),
    intents.Answer(yes=("a place",)),
)
"""They end a session; rare, or most would be short."""
KEYS: tuple[str, ...] = (
    *[PROCEED] * 16,
    *["space", "n", "b", "r", "m", "g", "enter"] * 3,
    *["x", "e", "p", "a", "-", "backspace", "left", "right", "up", "down", "=", "+", "1", "2", "7", "9", "0"],
    *["9", "enter", "9", "enter", "z", "", "²", "٣", "é", "f1", "h", "w", "v", "t"],
)
LAST_KEYS = ("q", "escape", "u", "d", "4")


def _decoded(data: bytes, usual: Sequence[Intent | str | None], last: Sequence[Intent | str | None]) -> list[Moves]:
    """Two bytes a move: zero is no wait and nothing wanted, so that hypothesis shrinks towards stillness."""
    moves = []
    for first, second in zip(data[::2], data[1::2], strict=False):
        wants = last[second % len(last)] if second >= 252 else usual[second % len(usual)]
        moves.append(Moves(*WAITS[first % len(WAITS)], wants))
    return moves


GREED: tuple[Intent | Proceed | None, ...] = (
    None,
    *[PROCEED] * 6,
    *[intents.MoreTime()] * 5,
    *[intents.Restart()] * 3,
    *[intents.Back()] * 3,
    intents.Pause(),
    intents.Skip(),
)
wishes = st.binary(min_size=40, max_size=160).map(lambda data: _decoded(data, WISHES, LAST_WISHES))
greed = st.binary(min_size=60, max_size=240).map(lambda data: _decoded(data, GREED, GREED[-2:]))
keys = st.binary(min_size=80, max_size=240).map(lambda data: _decoded(data, (None, *KEYS), LAST_KEYS))


# --- what comes of it ---


class Beat(NamedTuple):
    """One call of the player: time, or a wish."""

    before: Playhead
    elapsed: int
    wants: Intent | None
    after: Playhead
    events: tuple[Event, ...]


class Trace(NamedTuple):
    """Everything that came of a plan and a row of moves."""

    plan: Plan
    beats: tuple[Beat, ...]

    @property
    def head(self) -> Playhead:
        """Where it ended."""
        return self.beats[-1].after

    @property
    def events(self) -> list[Event]:
        """All events in order."""
        return [event for beat in self.beats for event in beat.events]


def waited(plan: Plan, head: Playhead, move: Moves) -> int:
    """The milliseconds of a move's wait, from there."""
    if move.after == "now":
        return move.wait
    if move.after == "the next change":
        return max(0, (next_change(plan, head) or 0) + move.wait)
    total = length(plan, head)
    return max(0, (total or 0) - head.at + head.counting_in + move.wait) if total else 0


def proceeds(plan: Plan, head: Playhead) -> Intent | None:
    """What someone who follows the guide wants at this moment."""
    question = current(plan, head).question
    if head.state == "paused":
        return intents.GoOn()
    if question is not None:
        return intents.Answer(share="all") if question.what == "share" else intents.Answer(yes=())
    return intents.GoOn() if waits(plan, head) else None


def proceeding_key(plan: Plan, head: Playhead) -> str | None:
    """The same, as a key."""
    question = current(plan, head).question
    if head.state == "paused":
        return "g"
    if question is not None:
        return {"stop": "n", "soreness": "-", "share": "a"}[question.what]
    return "enter" if waits(plan, head) else None


def play(plan: Plan, moves: Sequence[Moves], cut: int = 0, start: Playhead | None = None) -> Trace:
    """Play a plan. Each wait is cut in two at `cut` of 256 parts: it must make no difference. `start`: it was cut off."""
    head, events = begin(plan, start)
    beats = [Beat(start or Playhead(), 0, None, head, events)]
    typed = ""
    for move in moves:
        elapsed = waited(plan, head, move)
        first = elapsed * cut // 256
        for part in (first, elapsed - first):
            after, events = advance(plan, head, part)
            beats.append(Beat(head, part, None, after, events))
            head = after
        intent: Intent | None
        if isinstance(move.wants, str) and move.wants != PROCEED:
            typed, intent, *_ = keyed(move.wants, typed, plan, head)
        elif move.wants == PROCEED:
            typed, intent = "", proceeds(plan, head)
        else:
            assert not isinstance(move.wants, str)
            intent = move.wants
        if intent is not None:
            after, events = press(plan, head, intent)
            beats.append(Beat(head, 0, intent, after, events))
            head = after
    return Trace(plan, tuple(beats))


def left_alone(plan: Plan) -> Trace:
    """Nobody is there: all the time that the plan takes, in one piece."""
    return play(plan, [Moves(plan.length, "now", None)])
