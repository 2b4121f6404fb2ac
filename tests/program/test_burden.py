"""What a session asks of a person before it begins: screens, keys and seconds from `start` to get ready, at a terminal.

Allowed are two screens and four keys on an ordinary day. A screen is one question, or several that are answered where they
stand; the seconds are the program's own, nobody's thinking.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from program.real import HEAD, Program, exercise, kept, loaded
from program.test_morning import trained
from selfcare.day.mornings import NOON_H
from selfcare.facts.kinds import Rated
from selfcare.home.clock import now

if TYPE_CHECKING:
    from pathlib import Path

TEXT = HEAD.replace("get_ready = 0", "get_ready = 20").replace("[stop]\n", "[stop]\nworse_next_morning = { by = 2 }\n")
TEXT += exercise("Calf", "calf", "roll = { time = 60 }", side="left")
KEYS, SCREENS = 4, 2
NOW, MORNING, NONE = "now, at rest", "this morning, at rest", "none of these"


class Asked(NamedTuple):
    """What a day asks, in this order: words to wait for, and the keys to type."""

    name: str
    steps: tuple[tuple[str, str], ...]
    screens: int
    hour: int = 12
    before: tuple[str, ...] = ()


DAYS = (
    Asked("an ordinary morning", ((NONE, "n"), (NOW, "3\r")), 2, 8, ("trained",)),
    Asked(
        "an ordinary afternoon, the morning not yet told",
        ((MORNING, "3\r"), (NONE, "n"), ("as this morning, 3", "=")),
        3,
        15,
        ("trained",),
    ),
    Asked(
        "an ordinary afternoon, the morning told",
        ((NONE, "n"), ("as this morning, 3", "=")),
        2,
        15,
        ("trained", "told"),
    ),
    Asked("a first day", ((NONE, "n"), (NOW, "3\r")), 2),
    Asked("after needling", (("BREATH FIRST", "n"), (NOW, "3\r")), 2, 8, ("needled", "trained")),
)


def made(home: Path, asked: Asked) -> Path:
    """The home as that day finds it."""
    loaded(home, TEXT)
    if "trained" in asked.before:
        trained(home)
    return home


@pytest.mark.parametrize("asked", DAYS, ids=lambda one: one.name)
def test_the_burden(asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At most four keys, whatever the day, and every question answered is kept."""
    home = made(tmp_path / "home", asked)
    place = f"DAY{now().at // 3_600_000 % 24 - asked.hour:+d}"
    if "told" in asked.before:
        with Program(home, "morning", "3", TZ=place) as program:
            assert program.ends() == 0
    if "needled" in asked.before:
        with Program(home, "needled", "shoulder", "right", TZ=place) as program:
            assert program.ends() == 0
    with Program(home, "start", TZ=place) as program:
        for words, keys in asked.steps:
            program.hears(words)
            program.types(keys)
        program.hears("Get ready")
        spent = program.clock.monotonic_ms() / 1000
    pressed = sum(len(typed) for _, typed in asked.steps)
    with capsys.disabled():
        print(f"\n{asked.name}: {asked.screens} screens, {pressed} keys, {spent:.1f} s")  # noqa: T201 - it is what is measured
    assert pressed <= KEYS
    # A morning that is recalled after noon is a question of its own: the score of now is another.
    assert asked.screens <= SCREENS + (asked.steps[0][0] == MORNING)
    scores = [(one.when, one.score) for one in kept(home, Rated)]
    assert ("before", 3) in scores
    if "trained" in asked.before:
        assert ("morning" if asked.hour < NOON_H else "morning, recalled", 3) in scores
