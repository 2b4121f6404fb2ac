"""Sound beside the full screen: switches that are remembered, and channels that fail are named and move nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, kept, loaded, ran
from program.terminal import Terminal, on_screen
from selfcare.facts.history import History
from selfcare.facts.kinds import SetBegun, SetEnded
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

LONG = HEAD + exercise("Calf", "calf", "roll = { time = 60 }", side="left")
HEARD = 'voice = "yes"\nvoice_command = ["true", "{text}"]\ntones = true\nbell = "no"\n'
HOLDS_MS = 3_000
SLACK_MS = 900
TWICE = HEAD + exercise(
    "Sole", "sole", "hold = { time = 3, release = 1, times = 2 }", side="left", device="massage ball"
)


def players(folder: Path, exit_code: int) -> str:
    """A PATH on which each player of sound ends at once with that code, as it does where there is no audio device."""
    bin_ = folder / "players"
    bin_.mkdir()
    for name in ("paplay", "pw-play", "aplay", "play"):
        (bin_ / name).write_text(f"#!/bin/sh\nexit {exit_code}\n")
        (bin_ / name).chmod(0o700)
    return f"{bin_}:/usr/bin:/bin"


def into_the_set(one: Terminal, seconds: str) -> None:
    """Through the questions, whether or not it asks to be heard."""
    one.sees("n +none of these|y yes, l louder, n no sound:")
    if "louder" in "\n".join(one.rows):
        one.types("n")
    one.sees("n +none of these")
    one.types("n")
    one.sees("now, at rest")
    one.types("-")
    one.sees(seconds)


def test_what_is_switched_in_a_session_is_so_in_the_next(tmp_path: Path) -> None:
    """v, t and w: said, shown on the line of keys, written into the settings file, and on the first frame of the next session."""
    home = on_screen(loaded(tmp_path / "home", LONG), HEARD)
    path = players(tmp_path, 0)
    with Terminal(home, "start", PATH=path) as one:
        into_the_set(one, "0:0[0-3] .* 1:00")
        one.sees("v voice on t tones on w wait for me off")
        for key, said in ("v", "Voice off."), ("t", "Tones off."), ("w", "Wait for me: on."):
            one.types(key)
            one.sees(f"! {said}")
        one.sees("v voice off t tones off w wait for me on")
        one.types(" ")
        one.sees("q +end for today")
        one.types("q")
        assert one.ends() == 0
    text = (home / "settings.toml").read_text()
    assert 'voice = "no"\n' in text
    assert "tones = false\n" in text
    assert "wait = true\n" in text
    assert 'voice_command = ["true", "{text}"]\n' in text
    with Terminal(home, "start", PATH=path) as one:
        one.sees("Still none of these")
        one.sees("v voice off t tones off")
        one.types("n")
        one.sees("now, at rest")
        one.types("-")
        one.sees("w wait for me on")
        one.types("t")
        one.sees("v voice off t tones on")
    assert "tones = true\n" in (home / "settings.toml").read_text()
    assert ran(home, "settings", "wait", PATH=path).code == 0


FAILING = {
    "a voice that fails": ('voice = "yes"\nvoice_command = ["false", "{text}"]\ntones = false\n', 0, "v voice off"),
    "a voice that hangs, and no audio device": (
        'voice = "yes"\nvoice_command = ["sleep", "600", "{file}"]\ntones = true\n',
        1,
        "v voice off t tones off",
    ),
}


@pytest.mark.parametrize("how", FAILING)
def test_a_channel_that_fails_is_named_and_moves_nothing(tmp_path: Path, how: str) -> None:
    """Why is said, its switch stands as off; each hold takes its seconds by the wall clock, to the log, too."""
    settings, code, shown = FAILING[how]
    home = on_screen(loaded(tmp_path / "home", TWICE), settings + 'bell = "no"\n')
    with Terminal(home, "start", PATH=players(tmp_path, code)) as one:
        into_the_set(one, "1 of 2")
        one.sees("How much discomfort was that")
        one.types(" ")
        one.sees("q +end for today")
        one.types("g")
        one.sees(shown)
        one.types(" ")
        one.sees("q +end for today")
        one.types("q")
        assert one.ends() == 0
        assert re.search("No (voice|tones): [a-z ]+ failed twice. The screen goes on.", one.heard)
    assert [(end.t - HOLDS_MS, end.held, end.how) for end in kept(home, SetEnded)] == [
        (begun.t, HOLDS_MS, "whole") for begun in kept(home, SetBegun)
    ]
    with Log.open(home, write=False) as log:
        history = History(log.facts())
    begun = [fact.at for fact, _ in history.of(SetBegun)]
    ended = [fact.at for fact, _ in history.of(SetEnded)]
    assert len(begun) == 2
    assert all(abs(over - at - HOLDS_MS) < SLACK_MS for at, over in zip(begun, ended, strict=True))


def test_a_voice_that_is_not_there_is_said_once_before_the_session(tmp_path: Path) -> None:
    """The program of the setting is not there: one sentence that names the setting, no switch for it, and the session goes on."""
    home = on_screen(
        loaded(tmp_path / "home", LONG),
        'voice = "yes"\nvoice_command = ["no-such-voice"]\ntones = false\nbell = "no"\n',
    )
    with Terminal(home, "start", PATH=players(tmp_path, 0)) as one:
        into_the_set(one, "0:0[0-3] .* 1:00")
        assert one.heard.count("No voice: the program of the setting voice_command is not there.") == 1
        one.sees("t tones off w wait for me off")
        one.types("v")
        one.sees("! There is no voice on this computer.")
