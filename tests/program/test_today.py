"""From the first screen into a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import SessionBegun

if TYPE_CHECKING:
    from pathlib import Path

ONCE = HEAD + (
    exercise("Calf", "calf", "roll = { time = 60, sets = 2 }", side="left").replace('"skip"', "{ sets = 1 }")
)


@pytest.mark.parametrize(("key", "times"), [("\r", 1), ("g", 2)])
def test_what_stands_on_the_screen_is_not_said_again(tmp_path: Path, key: str, times: int) -> None:
    """Enter goes straight to the questions; the gentler dose is another thing, so that its lines are shown."""
    home = loaded(tmp_path / "home", ONCE)
    with Program(home) as program:
        program.hears("q quit: ")
        program.types(key)
        program.hears("n none of these")
        assert program.heard.count("To ring: Anna 555 0134") == times
        assert program.heard.count("Gentler dose.") == times - 1
        program.types("q")
        program.ends()


def test_a_wrong_key_asks_again_instead_of_leaving(tmp_path: Path) -> None:
    """A question mark is answered: nobody is back at the shell without a word."""
    with Program(loaded(tmp_path / "home", ONCE)) as program:
        program.hears("q quit: ")
        program.types("?")
        program.hears("That key is none of them. .*q quit: ")
        program.types("q")
        assert program.ends() == 0


@pytest.mark.parametrize(("words", "meant"), [("help", "--help"), ("? sore", "sore --help"), ("help sore", "sore -h")])
def test_who_asks_for_help_gets_help(tmp_path: Path, words: str, meant: str) -> None:
    """And not the advice to look at their health."""
    asked, wanted = ran(tmp_path, *words.split()), ran(tmp_path, *meant.split())
    assert (asked.code, asked.out) == (0, wanted.out)


def test_the_patients_pace_is_in_the_minutes(tmp_path: Path) -> None:
    """`slower` doubles the changes: the first screen says the minutes that it will take, as start does."""
    home = loaded(tmp_path / "home", ONCE.replace("rest = 1", "rest = 60").replace("get_ready = 0", "get_ready = 60"))
    normal = ran(home, "today").out
    (home / "settings.toml").write_text('pace = "slower"\n')
    slower = ran(home, "today").out
    assert "About 4 minutes" in normal
    assert "About 5 minutes" in slower


@pytest.mark.parametrize("words", ["--gentle", "--dose gentler"])
def test_the_gentler_dose_goes_by_both_names(tmp_path: Path, words: str) -> None:
    """`start` and `preview` take `--gentle` and `--dose gentler`, and refuse a dose that is none."""
    text = ONCE.replace("time = 60", "time = 1")
    home = loaded(tmp_path / "home", text)
    assert "gentler dose" in ran(home, "preview", *words.split()).out
    assert ran(home, "start", "--screened", *words.split()).code == 0
    assert [one.dose for one in kept(home, SessionBegun)] == ["gentler"]
    for command in ("start", "--screened"), ("preview",):
        refused = ran(home, *command, "--dose", "gentle")
        assert (refused.code, "full or gentler" in refused.err) == (2, True)
