"""A case: one routine with its names resolved, and what is known of the patient's health and history."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple, assert_never

from selfcare.facts.kinds import Answered, NeedledAt
from selfcare.facts.moment import local_ms
from selfcare.routine.devices import find_device
from selfcare.routine.durations import week_range
from selfcare.routine.model import DOSES, Discomfort, Dose, Exercise, Move, Press, Reps, Roll, Routine, UntilFaded
from selfcare.routine.regions import find_region

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.facts.health import Health
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.text.spans import Path

HOUR_MS = 3_600_000
_DAYS = 7
_REP = 15
"""Seconds for a repetition without a ceiling, as the model says."""


class Given(NamedTuple):
    """One exercise: its number from 0, its device and places by the tool's own names, how much it may hurt at most."""

    number: int
    exercise: Exercise
    device: str
    region: str
    places: frozenset[str]
    word: str
    discomfort: Discomfort | None

    @property
    def name(self) -> str:
        """What the patient calls it."""
        return self.exercise.name

    @property
    def target(self) -> int:
        """The discomfort to work at: the aim, else the max; 0 when neither was written."""
        if self.discomfort is None:
            return 0
        return self.discomfort.max if self.discomfort.aim is None else self.discomfort.aim

    def at(self, *steps: str | int) -> Path:
        """The path of something in this exercise."""
        return ("exercise", self.number, *steps)

    @property
    def seconds_at(self) -> Path:
        """The path of the seconds of its dose."""
        return self.at(self.word, "ceiling" if self.word in ("until_faded", "reps") else "time")

    @property
    def level_at(self) -> Path:
        """The path of the discomfort that holds for it."""
        return self.at("discomfort") if self.exercise.discomfort else ("defaults", "discomfort")


class Total(NamedTuple):
    """What one session gives one place on one side with one device, in the fullest week."""

    region: str
    seconds: int
    given: tuple[Given, ...]

    @property
    def path(self) -> Path:
        """The seconds of the last exercise that adds to it."""
        return self.given[-1].seconds_at

    @property
    def lead(self) -> str:
        """The sum, in words."""
        name, several = self.given[-1].name, len(self.given) > 1
        return f"{name}: {self.seconds} s a side in a session" + (
            f", {len(self.given)} exercises together" if several else ""
        )


class Needling(NamedTuple):
    """A needled place: UTC milliseconds or the routine's local time, its regions, its side, where it is written."""

    local: dt.datetime | None
    at: int | None
    regions: tuple[str, ...]
    side: str | None
    path: Path


class Case:
    """What the rules look at. `health` and `history` are None while nobody knows; `asks`: see `check`."""

    def __init__(
        self, routine: Routine, health: Health | None, history: History | None, now: Moment | None, *, asks: bool
    ) -> None:
        """Resolve the names."""
        self.routine = routine
        self.health = health
        self.history = history
        self.now = now
        self.asks = asks
        self.given = tuple(_given(number, one, routine) for number, one in enumerate(routine.exercise))

    def with_device(self, device: str) -> tuple[Given, ...]:
        """The exercises with that device."""
        return tuple(one for one in self.given if one.device == device)

    @cached_property
    def turns(self) -> tuple[int, ...]:
        """The weeks in which a session may become another: the first, and where an exercise comes or goes."""
        found = {1}
        for one in self.given:
            first, last = weeks_of(one.exercise)
            found |= {first} | ({last + 1} if last is not None else set())
        return tuple(sorted(found))

    def totals(self, device: str) -> Iterator[Total]:
        """For each place that is treated with the device, the fullest side of the fullest week."""
        for region in dict.fromkeys(one.region for one in self.with_device(device)):
            best = Total(region, 0, ())
            for week in self.turns:
                for hand in ("left", "right", "middle"):
                    found = tuple(
                        one
                        for one in self.with_device(device)
                        if one.region == region and _in_week(one.exercise, week) and _on(one.exercise, hand)
                    )
                    seconds = sum(side_seconds(one.exercise.dose) for one in found)
                    if seconds > best.seconds:
                        best = Total(region, seconds, found)
            if best.given:
                yield best

    def needlings(self) -> tuple[Needling, ...]:
        """Every needled place that the routine or the patient tells of."""
        found = [
            Needling(one.at, None, tuple(map(_region, (one.region, *one.also))), one.side, ("needling", "done", number))
            for number, one in enumerate(self.routine.needling.done)
        ]
        if self.history is not None:
            found += [
                Needling(None, body.when, (_region(body.region),), body.side, ("needling",))
                for _, body in self.history.of(NeedledAt)
            ]
        return tuple(found)

    def fresh(self, needling: Needling, hours: int) -> bool:
        """Whether it is so recent. At the desk, where it is not known when a session is played: on the first day."""
        if self.now is not None and self.history is not None:
            at = self._ms(needling)
            return at <= self.now.at < at + hours * HOUR_MS
        if needling.local is None:
            return True
        first = dt.datetime.combine(self.routine.start, dt.time())
        return needling.local.replace(tzinfo=None) > first - dt.timedelta(hours=hours)

    def asked_since(self, needling: Needling) -> bool:
        """Whether breath and chest were asked about since: by the stop questions; at the desk, by the therapist."""
        if self.history is None or self.now is None:
            screened = self.routine.screened
            return screened is not None and (needling.local is None or screened.on >= needling.local.date())
        return self.asks or any(fact.at >= self._ms(needling) for fact, _ in self.history.of(Answered))

    def _ms(self, needling: Needling) -> int:
        assert self.now is not None
        if needling.at is not None:
            # What was told has happened: a clock that was set back does not take it back.
            return min(needling.at, self.now.at)
        assert needling.local is not None
        return local_ms(needling.local, self.now.offset)


def weeks_of(exercise: Exercise) -> tuple[int, int | None]:
    """First and last week of an exercise; without a last, on and on."""
    return week_range(exercise.weeks) or (1, None)


def one_go(dose: Dose) -> int:
    """Seconds without a break: of one set, or of one hold; holds without a release run together."""
    match dose:
        case Press():
            return dose.time if dose.release else dose.time * dose.times
        case Roll() | Move():
            return dose.time
        case UntilFaded():
            return dose.ceiling
        case Reps():
            return dose.ceiling or _REP * dose.times
    assert_never(dose)


def side_seconds(dose: Dose) -> int:
    """Seconds of a session on one side: sets times the seconds of each."""
    return dose.sets * (dose.time * dose.times if isinstance(dose, Press) else one_go(dose))


def sessions_a_week(routine: Routine) -> Iterator[tuple[int, int]]:
    """The number of each line of the schedule from 0, and how many sessions a week it asks."""
    for number, line in enumerate(routine.schedule):
        yield number, line.per_week if line.per_week is not None else (line.per_day or 1) * (len(line.days) or _DAYS)


def _in_week(exercise: Exercise, week: int) -> bool:
    first, last = weeks_of(exercise)
    return first <= week and (last is None or week <= last)


def _on(exercise: Exercise, hand: str) -> bool:
    return exercise.side == hand or (exercise.side == "each" and hand != "middle")


def _given(number: int, exercise: Exercise, routine: Routine) -> Given:
    device = find_device(exercise.device)
    word = next(word for word in DOSES if getattr(exercise, word) is not None)
    return Given(
        number,
        exercise,
        device.name if device else exercise.device,
        _region(exercise.region),
        frozenset(map(_region, (exercise.region, *exercise.also))),
        word,
        exercise.discomfort or routine.defaults.discomfort,
    )


def _region(name: str) -> str:
    found = find_region(name)
    return found.name if found else name
