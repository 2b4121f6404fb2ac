from __future__ import annotations

import signal
import sys
import termios
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded
from selfcare.facts.kinds import Rated, SessionBegun, SessionEnded, SetEnded
from selfcare.home.clock import SessionClock
from selfcare.live.playing import BEAT
from selfcare.log.integrity import check_integrity

if TYPE_CHECKING:
    from pathlib import Path

LONG = HEAD + exercise("Calf", "calf", "roll = { time = 60 }", side="left")
SHORT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
HELD_MS = 700
SLACK_MS = 900
BY_CTRL_C = (130, -signal.SIGINT)
"""A shell says 130 of both. Python ends itself by the signal when Ctrl-C came within an `exec` or `eval` of its own, as
making a dataclass is one, however it was caught."""


def begun(program: Program) -> SessionClock:
    """Go through the questions into the first set, where there is a terminal; a clock that starts with the set."""
    if program.terminal >= 0:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("3\r")
    program.hears("Begin|Go\\.|Roll")
    return SessionClock()


def interrupted(home: Path, held_ms: int) -> None:
    """The log tells to the second how long the set was held, and when the session was interrupted."""
    (set_over,) = kept(home, SetEnded)
    (session,) = kept(home, SessionEnded)
    assert (set_over.how, session.how) == ("interrupted", "interrupted")
    assert abs(set_over.held - held_ms) < SLACK_MS
    assert set_over.held <= set_over.t == session.t
    assert check_integrity(home) == []


@pytest.mark.parametrize("ending", ["Ctrl-C", signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_signal_ends_the_session_and_gives_the_terminal_back(tmp_path: Path, ending: str | signal.Signals) -> None:
    """Interrupted, logged to the second, exit code 128 + n; the terminal as it was, and nothing of a traceback."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        before = termios.tcgetattr(program.terminal)
        clock = begun(program)
        assert termios.tcgetattr(program.terminal) != before
        program.listens(HELD_MS)
        if isinstance(ending, signal.Signals):
            program.sends(ending)
        else:
            program.types("\x03")
        held = clock.monotonic_ms()
        program.hears("Interrupted.")
        assert program.ends() == 128 + (ending if isinstance(ending, signal.Signals) else signal.SIGINT)
        assert termios.tcgetattr(program.terminal) == before
        assert "Traceback" not in program.heard
    interrupted(home, held)
    assert [one.score for one in kept(home, Rated)] == [3]


def test_a_closed_terminal_ends_the_session(tmp_path: Path) -> None:
    """The window is closed: a hang-up. It is logged to the second, and the process does not stay."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        clock = begun(program)
        program.listens(HELD_MS)
        program.close()
        held = clock.monotonic_ms()
        assert program.ends() == 128 + signal.SIGHUP
    interrupted(home, held)


@pytest.mark.parametrize("ending", [signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_signal_ends_a_session_without_a_terminal(tmp_path: Path, ending: signal.Signals) -> None:
    """The same at a pipe, with nothing on stderr."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start", "--screened", terminal=False) as program:
        clock = begun(program)
        program.listens(HELD_MS)
        program.sends(ending)
        held = clock.monotonic_ms()
        assert program.ends() == 128 + ending
        assert (program.errors, program.heard.splitlines()[-1].split()[-1]) == (b"", "Interrupted.")
    interrupted(home, held)


def test_a_closed_pipe_ends_the_session(tmp_path: Path) -> None:
    """Nobody reads any more: known at the next line. The set that ended before it was said counts as whole."""
    home = loaded(tmp_path / "home", SHORT)
    with Program(home, "start", "--screened", terminal=False) as program:
        begun(program)
        program.close()
        assert program.ends() == 128 + signal.SIGPIPE
        assert program.errors == b""
    (set_over,) = kept(home, SetEnded)
    (session,) = kept(home, SessionEnded)
    assert (set_over.how, set_over.held) == ("whole", 1_000)
    # What followed at the same moment was the session's end, which is not unmade.
    assert (session.how, session.t) == ("ran to the end", 1_000)


def test_a_closed_pipe_within_the_session(tmp_path: Path) -> None:
    """The session is interrupted at the line that nobody read."""
    home = loaded(tmp_path / "home", SHORT + exercise("Thigh", "quadriceps", "roll = { time = 60 }"))
    with Program(home, "start", "--screened", terminal=False) as program:
        begun(program)
        program.close()
        assert program.ends() == 128 + signal.SIGPIPE
        assert program.errors == b""
    (set_over,) = kept(home, SetEnded)
    (session,) = kept(home, SessionEnded)
    assert (set_over.how, set_over.held) == ("whole", 1_000)
    assert session.how == "interrupted"
    assert 1_000 <= session.t < 1_000 + SLACK_MS


def test_a_stopped_process_credits_nothing_and_asks(tmp_path: Path) -> None:
    """Stopped for 2.5 s in a hold whose next cue is far away: paused, the time is not held, and a key goes on."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start", SELFCARE_READER="1") as program:
        begun(program)
        program.listens(300)
        program.sends(signal.SIGSTOP)
        assert program.listens(2_500) == ""
        program.sends(signal.SIGCONT)
        program.hears("Paused.")
        program.types("q")
        program.hears("Kept:")
        assert program.ends() == 0
    (set_over,) = kept(home, SetEnded)
    assert set_over.how == "stopped"
    assert set_over.held <= 300 + BEAT


SHELL = ("sh", "-mc", '"$@"; echo "shell has it"; read -r word; fg', "sh", sys.executable)


def test_ctrl_z_pauses_and_gives_the_terminal_back_meanwhile(tmp_path: Path) -> None:
    """The shell gets its terminal as it was; brought back by fg it is paused, and takes its keys again."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start", before=SHELL) as program:
        before = termios.tcgetattr(program.terminal)
        begun(program)
        program.types("\x1a")
        program.hears("shell has it")
        assert termios.tcgetattr(program.terminal) == before
        program.types("\n")
        program.hears("Paused.")
        program.types("q")
        program.hears("Kept:")
        assert program.ends() == 0
        assert termios.tcgetattr(program.terminal) == before
    (set_over,) = kept(home, SetEnded)
    assert set_over.held < SLACK_MS


def test_a_process_stopped_where_nobody_can_press_a_key_does_not_wait_for_one(tmp_path: Path) -> None:
    """Without a terminal a pause would last for ever, and keep every other session out: it is interrupted instead."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start", "--screened", terminal=False) as program:
        begun(program)
        program.sends(signal.SIGSTOP)
        program.listens(2_500)
        program.sends(signal.SIGCONT)
        program.hears("Interrupted.")
        assert program.ends() == 0
    (set_over,) = kept(home, SetEnded)
    assert set_over.held <= BEAT + SLACK_MS


@pytest.mark.parametrize("loading", ["typer", "selfcare.cli.at_hand", "selfcare.session.player"])
def test_ctrl_c_while_it_starts_is_no_traceback(tmp_path: Path, loading: str) -> None:
    """Before anything is asked: 130 as a shell has it, nothing begun, nothing said but what Python told of its imports."""
    home = loaded(tmp_path / "home", SHORT)
    with Program(home, "start", before=(sys.executable, "-X", "importtime")) as program:
        program.hears(rf"\| +{loading}\b")
        program.sends(signal.SIGINT)
        assert program.ends() in BY_CTRL_C
        assert "Traceback" not in program.heard
    assert kept(home, SessionBegun) == []


def test_ctrl_c_reaches_the_program_also_where_the_tests_ignore_it(tmp_path: Path) -> None:
    """Run in the background, by nohup or by a CI that ignores Ctrl-C, the tests start a program that does not."""
    home = loaded(tmp_path / "home", LONG)
    ours = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        with Program(home, "start", before=(sys.executable, "-X", "importtime")) as program:
            program.hears(r"\| +typer\b")
            program.sends(signal.SIGINT)
            assert program.ends() in BY_CTRL_C
    finally:
        signal.signal(signal.SIGINT, ours)
