from __future__ import annotations

import random  # noqa: TID251 - the instants are drawn from a seed that is printed
import re
import shutil
import signal
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, NamedTuple

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Rated, SessionBegun, SessionEnded, SetBegun, SetEnded
from selfcare.log.integrity import check_integrity
from selfcare.log.locks import hold_session

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SEED = 20261123
AT_ONCE = 16
ROUTINE = (
    HEAD
    + exercise("Calf", "calf", "roll = { time = 1, sets = 2 }")
    + exercise("Sole", "sole", "hold = { time = 1, release = 1, times = 2, sets = 2 }", device="massage ball")
    + exercise("Thigh", "quadriceps", "roll = { time = 2, sets = 1 }\nget_ready = 1", side="left")
)
LENGTH_MS = 22_000
"""Start-up and all of that routine."""

_SET_OVER = re.compile(
    r"^ *\d+:\d\d  (\w+)(?:, (left|right))?(?:, set (\d+) of \d+)?(?:, (\d+) of \d+)?: [^:]*, (\d+) s\.$", re.MULTILINE
)


class Kill(NamedTuple):
    """One kill: after so many sets were announced (none: at the start), so many milliseconds later."""

    after_sets: int
    later_ms: float


class Killed(NamedTuple):
    """What a kill met: sets announced, those of them that the log lacks, and whether a session was open."""

    announced: int
    lost: int
    playing: bool


def drawn(random_instants: random.Random, count: int, sets: int, length_ms: int) -> list[Kill]:
    """Half fall anywhere; half within some ms of the next commit, where the write to the disk is under way."""
    kills = []
    for number in range(count):
        if number % 2:
            # Each step lasts 1 s: that long after a set was announced, the next facts are written.
            kills.append(Kill(random_instants.randint(1, sets), 1000 + random_instants.uniform(-4, 8)))
        else:
            kills.append(Kill(0, random_instants.uniform(0, length_ms)))
    return kills


def killed(template: Path, home: Path, kill: Kill) -> Killed:
    """Play, kill, and hold the log against what was said; then use it again."""
    shutil.copytree(template, home)
    with Program(home, "start", "--screened", terminal=False) as program:
        for _ in range(kill.after_sets):
            program.hears(r": [^:\n]*, \d+ s\.\n")
        program.listens(round(kill.later_ms))
        program.sends(signal.SIGKILL)
        assert program.ends() in (-signal.SIGKILL, 0)
        said = [_name(*found) for found in _SET_OVER.findall(program.heard)]
    written = [(one.exercise, one.side, one.set, one.repetition, one.held // 1000) for one in kept(home, SetEnded)]
    lost = [one for one in said if one not in written]
    assert len(written) - len(said) in (0, 1), "the log is at most one set ahead of what was said"
    assert len(kept(home, SetBegun)) - len(written) in (0, 1), "one set is held at a time"
    assert check_integrity(home) == []
    _goes_on(home)
    return Killed(len(said), len(lost), bool(kept(home, SessionBegun)) and not kept(home, SessionEnded))


def _name(exercise: str, side: str, number: str, repetition: str, held: str) -> tuple[str, str, int, int, int]:
    return exercise.lower(), side or "middle", int(number or 1), int(repetition or 1), int(held)


def _goes_on(home: Path) -> None:
    """The lock is free, the next command writes, and history tells what was done."""
    with hold_session(home):
        pass
    noted = ran(home, "sore", "calf", "2", "left")
    assert (noted.code, noted.err) == (0, "")
    assert kept(home, Rated)[-1].score == 2
    history = ran(home, "history")
    assert (history.code, history.err) == (0, "")
    assert "calf left" in history.out
    assert ("Quick:" in history.out) == bool(kept(home, SessionBegun))


def run_kills(
    tmp_path: Path, count: int, *, sets: int, length_ms: int, record_property: Callable[[str, object], None]
) -> None:
    """Kill so many sessions, each in its own home, some at once; none of them may have lost a set."""
    template = loaded(tmp_path / "template", ROUTINE)
    kills = drawn(random.Random(SEED), count, sets, length_ms)  # noqa: S311 - repeatable, not secret
    with ThreadPoolExecutor(AT_ONCE) as pool:
        homes = [tmp_path / f"home-{number}" for number in range(count)]
        results = list(pool.map(killed, [template] * count, homes, kills))
    announced, lost = sum(one.announced for one in results), sum(one.lost for one in results)
    playing = sum(one.playing for one in results)
    kills_of = f"{count} kills (seed {SEED}, {playing} in an open session)"
    record_property("figure", f"{kills_of}: {announced} sets announced, {lost} lost")
    assert lost == 0
    assert announced
    assert playing


def test_a_few_kills_lose_no_set(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """What was announced as finished is in the log, sound, and the next command works: 5 kills, see the proof below."""
    run_kills(tmp_path, 5, sets=2, length_ms=4_000, record_property=record_property)


@pytest.mark.prove
def test_two_hundred_kills_lose_no_set(tmp_path: Path, record_property: Callable[[str, object], None]) -> None:
    """Kill -9 at 200 instants, half of them aimed at a commit: every set announced before is in the log as ended."""
    run_kills(tmp_path, 200, sets=11, length_ms=LENGTH_MS, record_property=record_property)
