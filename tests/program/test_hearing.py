"""The first session asks whether it is heard from the floor, by the real program with made players and speech programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cues.made import FAILS, FINE, engine, played, player
from home.made_programs import script
from program.real import HEAD, Program, exercise, loaded

if TYPE_CHECKING:
    from pathlib import Path

ROUTINE = HEAD + exercise("Calf", "calf", "roll = { time = 1, sets = 1 }", side="left")
ASKED = "Can you hear me from the floor"


@pytest.fixture
def machine(tmp_path: Path) -> Path:
    """A folder for the programs that a machine has: so far, none."""
    folder = tmp_path / "programs"
    folder.mkdir()
    return folder


def speaks(machine: Path, plays: str = FINE) -> None:
    """Give the machine a voice, and a player that does so."""
    made = engine(machine).words[0]
    script(machine, "espeak-ng", f'while [ "$1" != "-w" ]; do shift; done; exec "{made}" "$2"')
    player(machine, "paplay", plays)


def home(tmp_path: Path) -> Path:
    """A home with a routine, plain lines and sound as it is shipped."""
    made = loaded(tmp_path / "home", ROUTINE)
    (made / "settings.toml").write_text('face = "lines"\n')
    return made


def start(home: Path, machine: Path) -> Program:
    """Start a session on that machine."""
    return Program(home, "start", PATH=f"{machine}:/bin:/usr/bin" if any(machine.iterdir()) else str(machine))


def test_without_any_sound_it_says_so_once(tmp_path: Path, machine: Path) -> None:
    """No voice: one sentence with what adds it, and no word of tones where there are none; the next start says nothing of it."""
    where = home(tmp_path)
    with start(where, machine) as program:
        said = program.hears("any of these today")
        assert said.count("No voice: install espeak-ng and pulseaudio-utils.") == 1
        assert "The screen guides you." in said
        assert "Tones" not in said
        assert ASKED not in said
        program.hears("Your answer: ")
        program.types("n")
        program.hears("Your number: ")
        program.types("-")
        program.hears("Get ready")
        program.types(" ")
        program.hears("g go on")
        program.types("q")
        assert program.ends() == 0
    with start(where, machine) as program:
        assert "No voice" not in program.hears("Still none of these today")


def test_louder_and_heard(tmp_path: Path, machine: Path) -> None:
    """It is said, and asked; l says it louder and is remembered, y goes on to the session."""
    speaks(machine)
    where = home(tmp_path)
    with start(where, machine) as program:
        program.hears(ASKED)
        program.hears("y yes, l louder, n no sound: ")
        program.types("l")
        program.hears("y yes, l louder, n no sound: ")
        program.types("y")
        program.hears("any of these today")
    assert len(played(machine)) >= 2, "once more, louder"
    assert "volume = 100" in (where / "settings.toml").read_text()


def test_not_heard_the_screen_carries_it(tmp_path: Path, machine: Path) -> None:
    """n: it is said that all that is said stands on the screen, and how to try it again."""
    speaks(machine)
    with start(home(tmp_path), machine) as program:
        program.hears("n no sound: ")
        program.types("n")
        program.hears("Then the screen carries it: .* selfcare demo")
        program.hears("any of these today")


def test_a_machine_that_plays_nothing_asks_nothing(tmp_path: Path, machine: Path) -> None:
    """Nobody is asked whether they heard what could not be played."""
    speaks(machine, FAILS)
    with start(home(tmp_path), machine) as program:
        said = program.hears("any of these today")
        assert "No sound could be played here. The screen carries it" in " ".join(said.split())
        assert "y yes" not in said


def test_a_tone_alone_is_asked_about_as_a_tone(tmp_path: Path, machine: Path) -> None:
    """Where nothing speaks nobody is told that something is being said."""
    player(machine, "paplay", FINE)
    where = home(tmp_path)
    (where / "settings.toml").write_text('face = "lines"\nvoice = "no"\n')
    with start(where, machine) as program:
        said = program.hears("y yes, l louder, n no sound: ")
        assert "Can you hear this tone from the floor?" in said
        assert "being said" not in said
        assert len(played(machine)) == 1
