"""The routines that ship with the tool: read, covered by the evidence, and heard in time."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest

from selfcare.day.decide import Day
from selfcare.day.dose import Prescribed, prescribed
from selfcare.routine.building import build
from selfcare.routine.devices import Device, device_names, find_device
from selfcare.routine.durations import in_weeks, waiting_ms
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.model import Dose, Exercise, Gentler, Move, Press, Reps, Roll, Routine, UntilFaded
from selfcare.routine.reading import read_routine
from selfcare.routine.regions import Region, find_region, pressed
from selfcare.session.plan import plan_session
from selfcare.session.steps import Plan, Screening
from selfcare.text.diagnostics import for_eyes

FOLDER = Path(__file__).parents[1] / "routines"
FILES = sorted(FOLDER.glob("*.toml"))
# Filled without checks, so that one bad file fails its own law and not the collection of all of them.
ROUTINES = {path.stem: build(Routine, tomllib.loads(path.read_text("utf-8"))) for path in FILES}
WEEKS = range(1, 13)
SIDES = {"each": ("left", "right")}


class Given(NamedTuple):
    """One exercise of one shipped routine, with its names resolved."""

    routine: Routine
    exercise: Exercise
    device: Device
    region: Region

    @property
    def dose(self) -> Dose:
        """The dose as written."""
        return self.exercise.dose


def _given() -> list[Given]:
    found = []
    for routine in ROUTINES.values():
        for exercise in routine.exercise:
            device, region = find_device(exercise.device), find_region(exercise.region)
            assert device is not None, (routine.id, exercise.device)
            assert region is not None, (routine.id, exercise.region)
            found.append(Given(routine, exercise, device, region))
    return found


GIVEN = _given()
every_exercise = pytest.mark.parametrize("given", GIVEN, ids=[f"{one.routine.id}, {one.exercise.id}" for one in GIVEN])
every_routine = pytest.mark.parametrize("routine", ROUTINES.values(), ids=ROUTINES.keys())


def seconds_of_one(dose: Dose) -> int:
    """Seconds of one press without a break; of an open end, its ceiling."""
    match dose:
        case UntilFaded():
            return dose.ceiling
        case Reps():
            assert dose.ceiling is not None, "a shipped routine writes its ceilings"
            return dose.ceiling
        case _:
            return dose.time


def seconds_of_side(dose: Dose) -> int:
    """Seconds on one side in a session, at the most."""
    return seconds_of_one(dose) * dose.sets * (dose.times if isinstance(dose, Press) else 1)


def total(routine: Routine, device: str, region: str, side: str, week: int) -> int:
    """Seconds that one session of that week prescribes for a place."""
    return sum(
        seconds_of_side(one.dose)
        for one in GIVEN
        if one.routine.id == routine.id
        and (one.device.name, one.region.name) == (device, region)
        and side in SIDES.get(one.exercise.side, (one.exercise.side,))
        and in_weeks(one.exercise.weeks, week)
    )


def plan(routine: Routine) -> Plan:
    """The whole session of a routine, every exercise of every phase in it, after the stop questions."""
    asked = [prescribed(exercise, routine.defaults, "full") for exercise in routine.exercise]
    day = Day(
        date=dt.date(2026, 11, 23),
        routine=routine,
        text="",
        assigned=True,
        week=1,
        dose="full",
        exercises=tuple(one for one in asked if isinstance(one, Prescribed)),
        held=(),
        skipped=(),
        blocked=None,
        hold=None,
        due=None,
        again=False,
    )
    return plan_session(routine, day, Screening("asked"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_file_reads_without_a_problem(path: Path) -> None:
    """What ships is accepted as it stands."""
    try:
        routine = read_routine(path.read_bytes(), path.name)
    except RoutineInvalid as refused:
        pytest.fail(for_eyes(refused.problems, refused.name, refused.text))
    assert routine == ROUTINES[path.stem]


def test_there_are_enough_and_every_device_is_covered() -> None:
    """At least nine routines ship, and together they use every device on the shelf."""
    assert len(ROUTINES) >= 9
    assert {one.device.name for one in GIVEN} == set(device_names())


def test_every_side_dose_and_way_of_asking_is_shown() -> None:
    """Together they show what the format can say, so that each thing has an example to copy."""
    assert {one.exercise.side for one in GIVEN} == {"left", "right", "each", "middle"}
    assert {type(one.dose) for one in GIVEN} == {Roll, Press, Move, UntilFaded, Reps}
    lines = [line for routine in ROUTINES.values() for line in routine.schedule]
    assert any(line.per_week for line in lines)
    assert any((line.per_day or 1) > 1 for line in lines)
    assert any(line.days for line in lines)
    assert any(line.weeks for line in lines)
    assert any(routine.min_gap for routine in ROUTINES.values())
    assert any(one.exercise.weeks for one in GIVEN)
    assert any(one.exercise.gentler == "skip" for one in GIVEN)
    assert any(isinstance(one.exercise.gentler, Gentler) for one in GIVEN)


@every_routine
def test_a_file_is_named_like_its_id(routine: Routine) -> None:
    """The file's name is the routine's id, so that `start ROUTINE` and the file agree."""
    assert routine is ROUTINES[routine.id]


@every_routine
def test_every_routine_says_whom_to_ring_and_when_to_stop(routine: Routine) -> None:
    """Whom to ring, what to do when it stops, how the next morning counts, hours after needling, and how often."""
    assert routine.contact.phone
    assert routine.contact.emergency
    assert routine.therapist == "Anna"
    assert routine.stop.words
    assert routine.stop.worse_next_morning is not None
    assert routine.needling.keep_off is not None
    assert (waiting_ms(routine.needling.keep_off) or 0) >= 24 * 3_600_000
    assert routine.schedule
    assert routine.end is None, "a routine that ships stays playable"
    assert not routine.allow


@every_routine
def test_no_session_has_more_than_three_exercises(routine: Routine) -> None:
    """Fewer than four exercises are kept better (Bachmann 2018)."""
    for week in WEEKS:
        assert 1 <= sum(in_weeks(exercise.weeks, week) for exercise in routine.exercise) <= 3


@every_exercise
def test_no_place_that_is_never_pressed(given: Given) -> None:
    """No shipped exercise presses a place to keep off, nor what the therapist adds to it."""
    assert given.region.keep_off is None
    for name in pressed(given.exercise.region, given.exercise.also):
        place = find_region(name)
        assert place is not None
        assert place.keep_off is None


@every_exercise
def test_devices_stay_where_they_may(given: Given) -> None:
    """No roller on the lower back or across a spine, no massager near the neck, no floss band off a limb, no deep ball."""
    place = given.region.name
    match given.device.name:
        case "foam roller":
            assert place != "lower back"
            assert given.exercise.side != "middle", "it would lie on the vertebrae"
        case "percussion massager":
            assert place not in {"back of the neck", "upper trapezius", "jaw"}
        case "floss band":
            assert place in {"ankle", "calf", "shin", "knee", "quadriceps", "elbow", "forearm", "wrist", "hand"}
        case "massage ball":
            assert place != "deep buttock"
        case _:
            pass


@every_exercise
def test_what_presses_next_to_the_spine_says_beside_it(given: Given) -> None:
    """FR07: off the vertebrae. Where a place reaches the middle, the file says where to press, and that it is not the spine."""
    if given.region.sides != "either" or given.device.name == "stretch band":
        return
    assert given.exercise.side != "middle"
    assert "beside the spine" in f"{given.exercise.say} {given.exercise.spot}"
    assert "spine" in (given.exercise.avoid or "")


@every_exercise
def test_the_side_is_one_that_the_place_has(given: Given) -> None:
    """A place that comes in pairs has no middle, and one in the middle has no sides."""
    match given.region.sides:
        case "paired":
            assert given.exercise.side != "middle"
        case "midline":
            assert given.exercise.side == "middle"
        case "either":
            pass


@every_exercise
def test_discomfort_stays_low(given: Given) -> None:
    """Never above 7, worked at 5 or less, in the gentler dose too: harder gained nothing (Grabow 2018)."""
    meant = [given.exercise.discomfort or given.routine.defaults.discomfort]
    if isinstance(given.exercise.gentler, Gentler) and given.exercise.gentler.discomfort:
        meant.append(given.exercise.gentler.discomfort)
    for discomfort in meant:
        assert discomfort is not None
        assert discomfort.max <= 7
        assert discomfort.aim is not None
        assert discomfort.aim <= min(5, discomfort.max)


@every_exercise
def test_the_dose_lies_within_the_evidence(given: Given) -> None:
    """Each device's doses lie inside what the file's comments cite."""
    dose, one, side = given.dose, seconds_of_one(given.dose), seconds_of_side(given.dose)
    match given.device.name:
        case "foam roller":
            assert isinstance(dose, Roll)
            assert 30 <= one <= 120, "Behm 2020"
            assert 1 <= dose.sets <= 3, "Behm 2020"
            assert dose.stroke is not None
            assert 2 <= dose.stroke <= 4, "Behm 2020"
        case "massage ball":
            assert one <= 90, "Wilke 2018"
            if "buttock" in pressed(given.exercise.region, given.exercise.also):
                aimed = given.exercise.discomfort or given.routine.defaults.discomfort
                assert one <= 30, "design; Cho 2019 (title only)"
                assert aimed is not None
                assert aimed.aim is not None
                assert aimed.aim <= 4, "design; Cho 2019 (title only)"
        case "percussion massager":
            assert isinstance(dose, Move)
            assert side <= 180, "Cheatham 2021"
            assert given.exercise.head in {"ball", "flat"}, "design; Therabody, Werner 2020"
            assert given.exercise.speed
            assert "hz" not in given.exercise.speed.casefold(), "said as the patient can set it"
        case "floss band":
            assert one <= 120, "Appl Sci 2021"
            assert given.exercise.stretch is not None
            assert 50 <= given.exercise.stretch <= 90, "Cheatham & Baker 2024, second-hand"
        case "stretch band":
            if isinstance(dose, Press):
                assert 10 <= one <= 30, "ACSM 2021"
                assert side >= 60, "Garber 2011, second-hand"
            else:
                assert isinstance(dose, Reps)
        case other:
            pytest.fail(f"no law for {other}")


@every_routine
def test_floss_bands_stay_under_eight_minutes(routine: Routine) -> None:
    """All sets of all sides together take less than 8 min (Cheatham & Baker 2024, opinion, second-hand)."""
    flossed = [one for one in GIVEN if one.routine.id == routine.id and one.device.name == "floss band"]
    assert sum(seconds_of_side(one.dose) * len(SIDES.get(one.exercise.side, ("",))) for one in flossed) < 480


@every_exercise
def test_what_is_prescribed_stays_below_the_devices_ceiling(given: Given) -> None:
    """In no week does a session give one place and side more than the device's ceiling."""
    for side in SIDES.get(given.exercise.side, (given.exercise.side,)):
        for week in WEEKS:
            asked = total(given.routine, given.device.name, given.region.name, side, week)
            assert asked <= given.device.session_ceiling_s


@every_exercise
def test_the_gentler_dose_is_less(given: Given) -> None:
    """Every exercise has a gentler dose: left out, or fewer seconds on each side."""
    assert given.exercise.gentler is not None
    gentler = prescribed(given.exercise, given.routine.defaults, "gentler")
    if gentler is None:
        return
    if isinstance(given.dose, Reps):
        assert isinstance(gentler.dose, Reps)
        assert gentler.dose.times * gentler.dose.sets < given.dose.times * given.dose.sets
        assert seconds_of_side(gentler.dose) <= seconds_of_side(given.dose)
    else:
        assert seconds_of_side(gentler.dose) < seconds_of_side(given.dose)


@every_exercise
def test_what_to_do_and_to_avoid_is_heard_before_it_starts(given: Given) -> None:
    """`say` and `avoid` are short enough to be spoken in the time to get ready."""
    assert given.exercise.say
    assert given.exercise.avoid
    ready = [
        step for step in plan(given.routine).steps if step.kind == "get ready" and step.exercise == given.exercise.id
    ]
    heard = " ".join(cue.say for step in ready for cue in step.cues)
    assert given.exercise.say in heard
    assert given.exercise.avoid in heard


@every_routine
def test_every_number_of_a_dose_has_its_source_beside_it(routine: Routine) -> None:
    """A line that sets a dose, a pressure, a wait or a schedule says where its number comes from, or design."""
    words = (
        *("roll", "hold", "move", "until_faded", "reps", "stretch", "speed", "head", "discomfort", "gentler"),
        *("keep_off", "get_ready", "change_side", "change_place", "rest", "worse_next_morning", "schedule", "min_gap"),
    )
    text = (FOLDER / f"{routine.id}.toml").read_text("utf-8")
    for number, line in enumerate(text.splitlines(), 1):
        if line.split(" = ")[0] in words and not line.endswith("["):
            assert "  # " in line, f"{routine.id}, line {number}: {line}"


def test_the_first_session_has_begun_wherever_a_clock_stands() -> None:
    """`make session` plays it also where the clock is years behind: no computer with a Python of 3.11 was before it."""
    assert ROUTINES["first-session"].start < dt.date(2022, 10, 24), "before Python 3.11 was there"


def test_the_first_session_takes_two_to_three_minutes() -> None:
    """The newcomer's routine: both sides, one device, nothing waits for a key; with time for the last number three minutes."""
    routine = ROUTINES["first-session"]
    assert [exercise.side for exercise in routine.exercise] == ["each", "each"]
    assert {find_device(exercise.device) for exercise in routine.exercise} == {find_device("massage ball")}
    steps = [step for step in plan(routine).steps if step.kind not in {"question", "finish"}]
    assert all(step.length is not None for step in steps)
    assert sum(step.length or 0 for step in steps) == 180_000
