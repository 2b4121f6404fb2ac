"""The dose of one exercise today: as written, or the gentler one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias

from selfcare.day.phases import in_phase
from selfcare.day.schedule import week
from selfcare.facts.kinds import Asked
from selfcare.routine.devices import find_device
from selfcare.routine.model import DOSES, Discomfort, Dose, Exercise, Gentler, Press, Reps, UntilFaded
from selfcare.routine.regions import find_region

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from selfcare.facts.kinds import Hand
    from selfcare.routine.model import Defaults, Routine

DoseName: TypeAlias = Literal["full", "gentler"]


class Prescribed(NamedTuple):
    """One exercise as it is asked today: which sides, which dose, how much it may hurt."""

    exercise: Exercise
    sides: tuple[Hand, ...]
    dose: Dose
    discomfort: Discomfort


def sides_of(exercise: Exercise) -> tuple[Hand, ...]:
    """The sides in the order in which they are done: left before right."""
    return ("left", "right") if exercise.side == "each" else (exercise.side,)


def prescribed(exercise: Exercise, defaults: Defaults, name: DoseName) -> Prescribed | None:
    """The exercise at that dose; None when the gentler dose skips it. Without a gentler dose, the dose as written."""
    discomfort = exercise.discomfort or defaults.discomfort
    assert discomfort is not None  # reading refuses an exercise without a max
    dose = exercise.dose
    if name == "gentler" and exercise.gentler == "skip":
        return None
    if name == "gentler" and isinstance(exercise.gentler, Gentler):
        less: dict[str, Any] = {
            key: value for key, value in exercise.gentler._asdict().items() if value is not None and key in dose._fields
        }
        dose = dose._replace(**less)
        discomfort = exercise.gentler.discomfort or discomfort
    return Prescribed(exercise, sides_of(exercise), dose, discomfort)


def asked_rows(asked: Prescribed) -> Iterator[Asked]:
    """What the log says was asked of it: a row for each side, region and device by the tool's own names."""
    exercise, dose = asked.exercise, asked.dose
    kind = next(word for word, made in DOSES.items() if isinstance(dose, made)).replace("_", " ")
    repetitions = dose.times if isinstance(dose, Press) else 1
    seconds = None if isinstance(dose, UntilFaded | Reps) else dose.time
    region, device = find_region(exercise.region), find_device(exercise.device)
    assert region is not None, exercise.region  # reading refuses an unknown one
    assert device is not None, exercise.device
    for side in asked.sides:
        yield Asked(exercise.id, side, region.name, device.name, kind, dose.sets, repetitions, seconds)


def full_rows(routine: Routine, day: dt.date, scores: Sequence[int]) -> list[Asked]:
    """What a session of that day asks at the dose as written, with nothing held back, after sessions with these scores."""
    number = week(routine, day)
    found = [
        prescribed(exercise, routine.defaults, "full")
        for exercise in routine.exercise
        if in_phase(exercise, number, scores)
    ]
    return [row for asked in found if asked for row in asked_rows(asked)]
