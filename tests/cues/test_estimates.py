"""What is planned can be said in time: each phrase, made by espeak-ng at the default rate, against the plan's estimate."""

from __future__ import annotations

import datetime as dt
import shutil
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cues.made import wishes
from selfcare.cues.sounding import machine, notes, waves
from selfcare.cues.sounding.phrases import COUNTED, Phrases
from selfcare.day.decide import Day
from selfcare.day.dose import Prescribed, prescribed
from selfcare.routine.building import build
from selfcare.routine.model import Routine
from selfcare.session.phrases import RATE, estimate
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Cue, Screening

if TYPE_CHECKING:
    from collections.abc import Iterator

TOP = Path(__file__).parents[2]
FILES = sorted([*(TOP / "routines").glob("*.toml"), *(TOP / "tests" / "prescriptions").glob("*.toml")])
FLOOR = 400
"""Of 32,768: the root mean square of a phrase is well above, that of silence 0. espeak-ng's is about 3,000."""
MINUTE_MS = 60_000


def cues_of(file: Path) -> Iterator[Cue]:
    """Every cue that a routine can plan: both doses, keys or none, both paces, asked once or again."""
    routine = build(Routine, tomllib.loads(file.read_text("utf-8")))
    for dose in ("full", "gentler"):
        asked = [prescribed(exercise, routine.defaults, dose) for exercise in routine.exercise]
        day = Day(
            date=dt.date(2026, 11, 23),
            routine=routine,
            text="",
            assigned=True,
            week=1,
            dose=dose,
            exercises=tuple(one for one in asked if isinstance(one, Prescribed)),
            held=(),
            skipped=(),
            blocked=None,
            hold=None,
            due=None,
            again=False,
        )
        for again in (False, True):
            for how in (How(), How(slower=True), How(attended=False), How(attended=False, slower=True)):
                plan = plan_session(
                    routine, day._replace(again=again), None if how.attended else Screening("asked"), how
                )
                for step in plan.steps:
                    yield from step.cues
                for exercise in plan.exercises.values():
                    yield Cue("come off", "start", 0, exercise.come_off, estimate(exercise.come_off))


def in_time(files: list[Path], rate: int, folder: Path) -> int:
    """How many phrases were made; each is sound, and over within its estimate, its tone included."""
    engine = machine.engine(wishes(rate=rate), shutil.which)
    assert engine, "espeak-ng must be installed to try what is said"
    cues = dict.fromkeys(cue for file in files for cue in cues_of(file))
    phrases = Phrases(engine, (), folder / "sounds")
    phrases.begin()
    phrases.prepare(cue.say for cue in cues)
    assert phrases.ready(MINUTE_MS)
    assert phrases.trouble == ""
    for cue in cues:
        sound = phrases.sound(cue.say, 0)
        assert sound, cue
        # The count hangs three seconds before the end: at a rate of one's own it must be over when they are.
        of_that_rate = 3_000 if cue.say == COUNTED else estimate(cue.say, rate)
        allowed = cue.estimate if rate == RATE else of_that_rate
        assert notes.lead_ms(cue.kind) + sound.length_ms <= allowed, cue
        samples = waves.read(sound.file)
        assert samples
        loudness = (sum(value * value for value in samples.values[::7]) / len(samples.values[::7])) ** 0.5
        assert loudness > FLOOR, cue
    phrases.close()
    return len({cue.say for cue in cues})


@pytest.mark.sound
def test_a_sample_is_said_in_time(tmp_path: Path) -> None:
    """The newcomer's routine, at the default rate."""
    assert in_time([TOP / "routines" / "first-session.toml"], 160, tmp_path) >= 15


@pytest.mark.sound
@pytest.mark.prove
@pytest.mark.parametrize("rate", [160, 100, 300])
def test_every_phrase_is_said_in_time(tmp_path: Path, rate: int) -> None:
    """All routines that ship and all prescriptions of the tests, at the default rate, a slow and the fastest one."""
    assert in_time(FILES, rate, tmp_path) > 120
