"""What a session asks of a person before it begins: screens, keys and seconds from `start` to get ready, at a terminal.

Allowed are two screens and four keys on an ordinary day. A screen is one question, or several that are answered where they
stand; the seconds are the program's own, nobody's thinking. docs/safety.md has the same figures.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from cues.made import FINE, engine, player
from home.made_programs import script
from program.real import HEAD, Program, exercise, kept, loaded
from program.test_morning import trained
from selfcare.day.mornings import NOON_H
from selfcare.facts.kinds import Rated
from selfcare.home.clock import now

TEXT = HEAD.replace("get_ready = 0", "get_ready = 20").replace("[stop]\n", "[stop]\nworse_next_morning = { by = 2 }\n")
TEXT += exercise("Calf", "calf", "roll = { time = 60 }", side="left")
PAGE = Path(__file__).parents[2] / "docs" / "safety.md"
KEYS, SCREENS = 4, 2
NOW, BOTH, NONE = "now, at rest", "this morning, and is it now", "none of these"
HEALTH, HEARD = "Are any of these true for you", "Can you hear me from the floor"


class Asked(NamedTuple):
    """What a day asks, in this order, a screen each: words to wait for, and the keys to type."""

    name: str
    screens: tuple[tuple[str, str], ...]
    hour: int = 12
    before: tuple[str, ...] = ()

    @property
    def keys(self) -> int:
        """How many are typed."""
        return sum(len(typed) for _, typed in self.screens)


DAYS = (
    Asked("an ordinary morning", ((NONE, "n"), (NOW, "3\r")), 8, ("trained",)),
    Asked(
        "an ordinary afternoon, the morning told", ((NONE, "n"), ("as this morning, 3", "=")), 15, ("trained", "told")
    ),
    Asked("an ordinary afternoon, the morning not told", ((BOTH, "3\r"), (NONE, "n")), 15, ("trained",)),
    Asked("after needling", (("BREATH FIRST", "n"), (NOW, "3\r")), 8, ("needled", "trained")),
    Asked("the first session", ((HEARD, "y"), (NONE, "n"), (NOW, "3\r")), before=("voice",)),
    Asked(
        "the first session, the questions about health left for it",
        ((HEALTH, "n\r"), (HEARD, "y"), (NONE, "n"), (NOW, "3\r")),
        before=("voice", "not asked"),
    ),
)
BEYOND = {HEARD: 1, HEALTH: 2}
"""What is asked once, and never again of the same routine: a screen more, and so many keys."""


@pytest.mark.parametrize("asked", DAYS, ids=lambda one: one.name)
def test_the_burden(asked: Asked, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """At most two screens and four keys, but for what is asked once; and every number answered is kept."""
    home = loaded(tmp_path / "home", TEXT, asked="not asked" not in asked.before)
    place, path = f"DAY{now().at // 3_600_000 % 24 - asked.hour:+d}", "/bin:/usr/bin"
    if "trained" in asked.before:
        trained(home)
    if "voice" in asked.before:
        path = f"{speaking(home, tmp_path / 'programs')}:{path}"
    for told, said_before in {"told": "morning 3", "needled": "needled shoulder right"}.items():
        if told in asked.before:
            with Program(home, *said_before.split(), TZ=place, PATH=path) as program:
                assert program.ends() == 0
    with Program(home, "start", TZ=place, PATH=path) as program:
        for said, keys in asked.screens:
            program.hears(said)
            program.types(keys)
        program.hears("Get ready")
        spent = program.clock.monotonic_ms() / 1000
    with capsys.disabled():
        print(f"\n{asked.name}: {len(asked.screens)} screens, {asked.keys} keys, {spent:.1f} s")  # noqa: T201 - it is measured
    once = [BEYOND[said] for said, _ in asked.screens if said in BEYOND]
    assert len(asked.screens) <= SCREENS + len(once)
    assert asked.keys <= KEYS + sum(once)
    assert f"| {asked.name} | {len(asked.screens)} | {asked.keys} |" in PAGE.read_text("utf-8")
    scores = [(one.when, one.score) for one in kept(home, Rated)]
    assert ("before", 3) in scores
    if "trained" in asked.before:
        assert ("morning" if asked.hour < NOON_H else "morning, recalled", 3) in scores


def speaking(home: Path, folder: Path) -> Path:
    """A machine with a voice, in a home whose sound is as it is shipped; the folder of its programs."""
    folder.mkdir()
    script(folder, "espeak-ng", f'while [ "$1" != "-w" ]; do shift; done; exec "{engine(folder).words[0]}" "$2"')
    player(folder, "paplay", FINE)
    (home / "settings.toml").write_text('face = "lines"\n')
    return folder


@pytest.mark.parametrize(
    ("typed", "morning", "before"), [(("11\r", "three\r", "2 4\r"), 2, 4), (("- 5\r",), None, 5)], ids=["both", "one"]
)
def test_two_scores_on_one_line(typed: tuple[str, ...], morning: int | None, before: int, tmp_path: Path) -> None:
    """Two when they are not the same; what is none is asked again; - is no answer, and not 0."""
    home = trained(loaded(tmp_path / "home", TEXT))
    with Program(home, "start", TZ=f"DAY{now().at // 3_600_000 % 24 - 15:+d}") as program:
        for line in typed:
            program.hears("no answer: ")
            program.types(line)
        program.hears(NONE)
        program.types("n")
        program.hears("Get ready")
    assert [(one.when, one.score) for one in kept(home, Rated)][1:] == [
        ("before", before),
        ("morning, recalled", morning),
    ]
