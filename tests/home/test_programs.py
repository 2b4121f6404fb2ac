"""Other programs are started in one way: no shell, a group of their own, and nobody waits for them longer than was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from home.made_programs import SOON_MS, alive, script, until
from selfcare.home import programs
from selfcare.home.awake import kept_awake, ways
from selfcare.home.clock import SessionClock

if TYPE_CHECKING:
    from pathlib import Path


def test_its_exit_code(tmp_path: Path) -> None:
    """What a program ended with is what is given, and a program that is not there is None."""
    assert programs.run((script(tmp_path, "seven", "exit 7"),), SOON_MS) == 7
    assert programs.run((str(tmp_path / "not there"),), SOON_MS) is None
    assert programs.run(("with\0nul",), SOON_MS) is None


def test_no_argument_is_a_command(tmp_path: Path) -> None:
    """Arguments and text arrive as they are, whatever a shell would make of them."""
    nasty = "-x; touch here $(touch there) 'a' \"b\" `c`\n*"
    words = (script(tmp_path, "keep", f'printf %s "$1" >"{tmp_path}/argument"; cat >"{tmp_path}/input"'), nasty)
    assert programs.run(words, SOON_MS, text=nasty) == 0
    assert (tmp_path / "argument").read_text() == nasty
    assert (tmp_path / "input").read_text() == nasty
    assert {one.name for one in tmp_path.iterdir()} == {"keep", "argument", "input"}


def test_more_in_its_environment(tmp_path: Path) -> None:
    """What is added to the environment is there beside ours."""
    words = (script(tmp_path, "tell", f'printf %s "$MORE $PATH" >"{tmp_path}/told"'),)
    assert programs.run(words, SOON_MS, more={"MORE": "a b"}) == 0
    assert (tmp_path / "told").read_text().startswith("a b /")


def test_one_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    """At its time limit a program ends, and with it what it started, even if they ignore every polite signal."""
    hang = script(tmp_path, "hang", f"trap '' TERM INT HUP\nsleep 1000 & echo $! >{tmp_path}/child.new\n"
                  f"mv {tmp_path}/child.new {tmp_path}/child; wait")  # fmt: skip
    clock = SessionClock()
    program = programs.start((hang,))
    assert program
    assert until((tmp_path / "child").exists)
    child = int((tmp_path / "child").read_text())
    assert program.wait(50) is None
    assert alive(child)
    program.close()
    assert program.wait(0) == -9
    assert until(lambda: not alive(child))
    program.kill()  # once more is no error
    assert clock.monotonic_ms() < SOON_MS


def test_one_that_floods_stops_nobody(tmp_path: Path) -> None:
    """Whatever a program writes goes nowhere and fills nothing."""
    flood = script(tmp_path, "flood", "yes | head -c 9000000; yes | head -c 9000000 >&2")
    assert programs.run((flood,), SOON_MS) == 0


def test_one_that_does_not_read_stops_nobody(tmp_path: Path) -> None:
    """The longest text is handed over at once to a program that never reads it."""
    program = programs.start((script(tmp_path, "deaf", "exec sleep 1000"),), text="x" * 100_000)
    assert program
    program.close()
    assert program.wait(0) == -9


def test_a_held_input_ends_with_us(tmp_path: Path) -> None:
    """A program whose input is held runs until it is let go, and then by itself to its end."""
    program = programs.start((script(tmp_path, "wait", f'cat; touch "{tmp_path}/ended"'),), held=True)
    assert program
    assert program.wait(100) is None
    program.close()
    assert program.wait(SOON_MS) is not None


@pytest.mark.parametrize("number", range(2))
def test_the_computer_is_kept_awake(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """While it is to stay awake the system's own program runs, and not a moment longer."""
    name = ways(1)[number][0]
    script(
        tmp_path,
        name,
        f'echo $$ >"{tmp_path}/new"; PATH=/bin:/usr/bin; mv "{tmp_path}/new" "{tmp_path}/pid"; exec sleep 1000',
    )
    monkeypatch.setenv("PATH", str(tmp_path))
    with kept_awake():
        assert until((tmp_path / "pid").exists)
        pid = int((tmp_path / "pid").read_text())
        assert alive(pid)
    assert not alive(pid)


@pytest.mark.parametrize("text", [None, "exit 1"])
def test_awake_or_not_it_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    """Where there is no such program, or it refuses, nothing is said and nothing fails."""
    if text:
        script(tmp_path, "systemd-inhibit", text)
    monkeypatch.setenv("PATH", str(tmp_path))
    with kept_awake():
        pass
