"""The full screen at a real terminal: its keys, its size, what becomes of the terminal however a session ends."""

from __future__ import annotations

import re
import signal
import sys
import termios
from pathlib import Path

import pytest

from program.real import HEAD, exercise, kept, loaded
from program.terminal import Terminal, on_screen
from program.test_signals import HELD_MS, SHELL, SLACK_MS, interrupted
from selfcare.facts.kinds import EasedOff, SetEnded, Stopped
from selfcare.home.clock import SessionClock

LONG = HEAD + exercise("Calf", "calf", "roll = { time = 60, stroke = 3 }", side="left")
IN_THE_SET = "0:0[0-3] .* 1:00"
CUT = re.compile(r"\x1b\[[0-9;?]*\x1b")
"""A control sequence that breaks off and begins anew."""


def at_home(folder: Path, text: str = LONG) -> Path:
    """A home that takes the full screen, with that routine."""
    return on_screen(loaded(folder / "home", text))


def into_the_set(one: Terminal) -> SessionClock:
    """Through the questions, by the keys that the screen names; a clock that starts with the set."""
    one.sees("n +none of these")
    one.types("n")
    one.sees("now, at rest")
    one.types("3")
    one.sees("3, mild. Enter keeps it")
    one.types("\r")
    one.sees(IN_THE_SET)
    assert one.has_the_screen()
    return SessionClock()


def test_the_keys_of_a_set_do_what_the_screen_says(tmp_path: Path) -> None:
    """More time, again, wait for me, another key pauses, go on, next: each is named on the screen, and seen to be done."""
    home = at_home(tmp_path)
    with Terminal(home, "start") as one:
        into_the_set(one)
        one.sees("any other key pauses n next b back r again m more time")
        one.types("m")
        one.sees("0:0[0-9] .* 1:10")
        one.types("w")
        one.sees("w wait for me on")
        one.types("7z")
        one.sees("Take your time.")
        one.sees("g +go on")
        one.types("g")
        one.sees("0:0[0-9] .* 1:[01]0")
        one.types("r")
        one.sees("0:01 .* 1:00")
        one.types("n")
        one.sees("How much discomfort was that, 0 to 10")
    ends = kept(home, SetEnded)
    assert [(end.exercise, end.how) for end in ends][-1] == ("calf", "skipped")


@pytest.mark.parametrize(
    ("key", "named", "reason"),
    [
        ("p", "too painful", "too painful"),
        ("u", "numb or tingling", "numb or tingling"),
        ("d", "dizzy or unwell", "dizzy or unwell"),
        ("q", "end for today", "ended for today"),
    ],
)
def test_the_keys_of_a_pause_do_what_the_screen_says(tmp_path: Path, key: str, named: str, reason: str) -> None:
    """Each reason has its key on the screen, and is the reason in the log; the terminal is back before it is told what to do."""
    home = at_home(tmp_path)
    with Terminal(home, "start") as one:
        into_the_set(one)
        one.types(" ")
        one.sees(rf"^ {key} +{named}")
        one.types("e")
        one.sees("any other key pauses")
        one.types("\x1b")
        one.sees(rf"^ {key} +{named}")
        one.types(key)
        one.hears("Kept:" if key == "q" else "Press a key when you have read this.")
        assert not one.has_the_screen()
        one.types(" ")
        assert one.ends() == 0
    assert [stop.reason for stop in kept(home, Stopped)] == [reason]
    assert len(kept(home, EasedOff)) == 1


def fills(one: Terminal, columns: int, rows: int) -> bool:
    """Whether the frame stands there in that size: the time left in its corner, keys on the last row."""
    shown = one.rows
    corner = shown[0][: columns - 1].endswith("left") and shown[0][columns - 1] == " "
    return len(shown) == rows and corner and shown[-1].startswith((" v voice off", " any other key pauses"))


def test_another_size_is_drawn_at_that_size(tmp_path: Path) -> None:
    """80 x 24, 140 x 40, 60 x 18 and back, in a set and in a pause, in which nothing else would be drawn; nothing is held up."""
    home = at_home(tmp_path)
    with Terminal(home, "start") as one:
        clock = into_the_set(one)
        for columns, rows in (140, 40), (60, 18), (80, 24):
            one.resizes(columns, rows)
            one.until(lambda size=(columns, rows): fills(one, *size), f"a frame of {columns} x {rows}")  # type: ignore[misc]  # of the default
        held = clock.monotonic_ms()
        one.types(" ")
        one.sees("p +too painful")
        for columns, rows in (140, 40), (60, 18):
            one.resizes(columns, rows)
            one.sees("PAUSED|p +too painful")
            one.until(lambda size=(columns, rows): fills(one, *size), f"a frame of {columns} x {rows}")  # type: ignore[misc]  # same
            assert all(re.search(rf"^ {key} +[a-z]", "\n".join(one.rows), re.MULTILINE) for key in "gepudq")
        one.types("q")
        assert one.ends() == 0
    (end,) = kept(home, SetEnded)
    assert abs(end.held - held) < SLACK_MS


def test_a_signal_cuts_nothing_of_a_frame(tmp_path: Path) -> None:
    """Signals while the terminal takes a frame slowly: all of it arrives, also where Python was told not to buffer."""
    home = at_home(tmp_path)
    with Terminal(home, "start", size=(300, 90), PYTHONUNBUFFERED="1") as one:
        one.hears(r"\?1049h")
        until = SessionClock()
        while until.monotonic_ms() < HELD_MS:
            one.sends(signal.SIGWINCH)
            one.listens(1)
        one.types("n")
        while until.monotonic_ms() < 3 * HELD_MS:
            one.sends(signal.SIGWINCH)
            one.listens(1)
        one.sees("now, at rest")
        one.types("q")
        one.ends()
        assert CUT.findall(one.heard) == []


def test_ctrl_z_gives_the_terminal_back_until_fg(tmp_path: Path) -> None:
    """The shell has its own screen, cursor and keys meanwhile; brought back it is paused, drawn whole, and goes on."""
    home = at_home(tmp_path)
    with Terminal(home, "start", before=SHELL) as one:
        before = termios.tcgetattr(one.terminal)
        clock = into_the_set(one)
        one.types("\x1a")
        one.sees("shell has it")
        held = clock.monotonic_ms()
        assert not one.has_the_screen()
        assert termios.tcgetattr(one.terminal) == before
        one.listens(HELD_MS)
        assert not one.has_the_screen()
        one.types("\n")
        one.sees("u +numb or tingling")
        assert one.has_the_screen()
        assert "shell has it" not in "\n".join(one.rows)
        one.types("g")
        one.sees("any other key pauses")
        one.types(" ")
        one.sees("u +numb or tingling")
        one.types("q")
        one.hears("Kept:")
        assert one.ends() == 0
        assert not one.has_the_screen()
        assert termios.tcgetattr(one.terminal) == before
    (end,) = kept(home, SetEnded)
    assert end.how == "stopped"
    assert abs(end.held - held) < SLACK_MS


@pytest.mark.parametrize("ending", ["Ctrl-C", signal.SIGTERM, signal.SIGHUP], ids=str)
def test_a_signal_gives_the_screen_back(tmp_path: Path, ending: str | signal.Signals) -> None:
    """The shell's screen, cursor and keys are as before, nothing of a frame stays, and the log is true to the second."""
    home = at_home(tmp_path)
    with Terminal(home, "start") as one:
        before = termios.tcgetattr(one.terminal)
        clock = into_the_set(one)
        one.listens(HELD_MS)
        if isinstance(ending, signal.Signals):
            one.sends(ending)
        else:
            one.types("\x03")
        held = clock.monotonic_ms()
        assert one.ends() == 128 + (ending if isinstance(ending, signal.Signals) else signal.SIGINT)
        assert termios.tcgetattr(one.terminal) == before
        assert not one.has_the_screen()
        assert "Traceback" not in one.heard
        assert "more time" not in "\n".join(one.rows)
    interrupted(home, held)


def test_a_lost_connection_is_an_interruption(tmp_path: Path) -> None:
    """The other end of the terminal is gone: nobody can be shown anything, the process goes, the log is true to the second."""
    home = at_home(tmp_path)
    with Terminal(home, "start") as one:
        clock = into_the_set(one)
        one.listens(HELD_MS)
        one.close()
        held = clock.monotonic_ms()
        assert one.ends() == 128 + signal.SIGHUP
    interrupted(home, held)


def test_a_picture_that_fails_gives_the_terminal_back_and_goes_on_in_lines(tmp_path: Path) -> None:
    """An exception in the midst of a set: screen and cursor are given back, the next lines are plain, keys work, all is kept."""
    home = at_home(tmp_path, HEAD + exercise("Calf", "calf", "roll = { time = 3, stroke = 3 }", side="left"))
    script = str(Path(__file__).parent / "falling.py")
    with Terminal(home, before=(sys.executable, script)) as one:
        before = termios.tcgetattr(one.terminal)
        one.until(lambda: one.screen.alternate, "the full screen")
        one.sees("The picture failed .ZeroDivisionError.; plain lines go on.")
        assert not one.has_the_screen()
        assert termios.tcgetattr(one.terminal) != before
        one.sees("Calf, left: done, 3 s.")
        one.sees("Choose: a all of it")
        one.types("a")
        one.sees("now, at rest")
        one.types("2\r")
        assert one.ends() == 0
        assert termios.tcgetattr(one.terminal) == before
        assert "Traceback" not in one.heard
    assert [(end.held, end.how) for end in kept(home, SetEnded)] == [(3_000, "whole")]
