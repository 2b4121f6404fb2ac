"""All channels together: the voice after the tone, the bell where nothing else is heard, each silence said once."""

from __future__ import annotations

import os
import pty
from typing import TYPE_CHECKING

import pytest

from cues.made import FAILS, FINE, cue, engine, player, wishes
from home.made_programs import SOON_MS, until
from selfcare.cues import bell
from selfcare.cues.bell import Bell
from selfcare.cues.ears import Ears, ears
from selfcare.cues.sounding.playing import Loudspeaker
from selfcare.cues.tone import Tone
from selfcare.cues.voice import Voice
from selfcare.session.events import Cued, Event, Halted, Paused, StepBegan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Terminal:
    """A terminal, and what rang at it."""

    def __init__(self) -> None:
        self.near, far = pty.openpty()
        os.set_blocking(self.near, False)
        self.stream = os.fdopen(far, "w")

    def rings(self) -> int:
        """How often it rang since the last look."""
        try:
            return os.read(self.near, 4_096).count(b"\a")
        except BlockingIOError:
            return 0

    def close(self) -> None:
        """Gone."""
        self.stream.close()
        os.close(self.near)


@pytest.fixture
def terminal() -> Iterator[Terminal]:
    """A terminal of our own."""
    made = Terminal()
    yield made
    made.close()


def together(folder: Path, text: str, terminal: Terminal) -> Ears:
    """Voice and tones over one player, and a bell."""
    loudspeaker = [player(folder, "plays", text)]
    speaks = Voice(engine(folder), Loudspeaker(loudspeaker), (), folder / "sounds", volume=80)
    tones = Tone(Loudspeaker(loudspeaker), folder / "sounds", volume=80)
    rings = Bell(terminal.stream, always=False)
    speaks.on = tones.on = rings.on = True
    return Ears(speaks, tones, rings, wanted=True)


CHANGES: list[Event] = [
    Cued(0, cue("begin", "")),
    Cued(0, cue("change side", "")),
    Cued(0, cue("rest", "")),
    Cued(0, cue("end", "")),
    Paused(0, cue("come off", "")),
    Halted(0, "dizzy or unwell", None),
]


@pytest.mark.parametrize("event", CHANGES)
def test_the_bell_rings_for_a_change(terminal: Terminal, event: Event) -> None:
    """A change, the end, a pause, a stop ring once; nothing else does, and where it is not needed nothing."""
    rings = Bell(terminal.stream, always=True)
    rings(event)
    assert terminal.rings() == 0
    rings.on = True
    rings(event)
    assert terminal.rings() == 1
    for other in (StepBegan(0, 0), Cued(0, cue("half", "")), Cued(0, cue("last three", ""))):
        rings(other)
    assert terminal.rings() == 0
    quiet = Bell(terminal.stream, always=False)
    quiet.on = True
    quiet(event)
    assert terminal.rings() == 0


def test_a_terminal_that_takes_nothing(terminal: Terminal) -> None:
    """A full or closed terminal is not waited for."""
    rings = Bell(terminal.stream, always=True)
    rings.on = True
    for _ in range(100_000):
        rings(CHANGES[0])
    terminal.stream.close()
    rings(CHANGES[0])


def test_the_settings_of_the_bell(terminal: Terminal, tmp_path: Path) -> None:
    """no: never, until switched on; yes: always; a pipe has none."""
    never = bell.channel(wishes(bell="no"), tmp_path, terminal.stream)
    always = bell.channel(wishes(bell="yes"), tmp_path, terminal.stream)
    assert never
    assert always
    for one in (never, always):
        one(CHANGES[0])
    assert terminal.rings() == 1
    with (tmp_path / "pipe").open("w") as pipe:
        assert bell.channel(wishes(), tmp_path, pipe) is None


def test_the_bell_takes_over(tmp_path: Path, terminal: Terminal) -> None:
    """While something is heard the bell is silent; when both fell silent it rings, and each silence is said once."""
    both = together(tmp_path, FAILS, terminal)
    assert both.voice
    assert both.voice.after_tone
    told: list[str] = []

    def silent() -> bool:
        both(Cued(len(told), cue("begin", "Begin.")))
        both.finish(SOON_MS)
        told.extend(both.fell_silent())
        return len(told) == 2

    assert until(silent)
    assert sorted(told) == [
        "No tones: the player failed twice. The screen goes on.",
        "No voice: the player failed twice. The screen goes on.",
    ]
    assert both.fell_silent() == ()
    assert both.is_on("voice") is both.is_on("tones") is False, "nobody is told that they hear what they do not"
    terminal.rings()
    both(Cued(1_000, cue("begin", "Begin.")))
    assert terminal.rings() == 1
    assert both.switch("voice") is True, "it is tried once more"
    both.close()


def test_switches(tmp_path: Path, terminal: Terminal) -> None:
    """Each is switched alone; with tones off the voice does not wait for them; chosen silence does not ring."""
    both = together(tmp_path, FINE, terminal)
    assert both.voice
    assert both.switch("tones") is False
    assert not both.voice.after_tone
    assert both.switch("voice") is False
    both(Cued(0, cue("begin", "Begin.")))
    assert terminal.rings() == 0
    assert both.switch("tones") is True
    both(Cued(1, cue("begin", "Begin.")))
    assert terminal.rings() == 0
    both.close()
    alone = Ears(None, None, both.bell, wanted=True)
    assert alone.switch("voice") is None
    alone(Cued(2, cue("begin", "Begin.")))
    assert terminal.rings() == 1


@pytest.mark.parametrize(
    ("said", "reader", "far", "on"),
    [
        ("auto", False, False, True),
        ("auto", True, False, False),
        ("auto", False, True, False),
        ("yes", True, True, True),
        ("no", False, False, False),
    ],
)
def test_when_the_voice_is_on(
    tmp_path: Path, terminal: Terminal, monkeypatch: pytest.MonkeyPatch, *, said: str, reader: bool, far: bool, on: bool
) -> None:
    """By itself where one is found, but not over a screen reader's, nor in a room where nobody is; else as asked."""
    player(tmp_path, "paplay", FINE)
    player(tmp_path, "espeak-ng", FAILS)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    monkeypatch.delenv("PULSE_SERVER", raising=False)
    monkeypatch.setenv("SSH_TTY", "/dev/pts/1" if far else "")
    monkeypatch.setenv("SSH_CONNECTION", "")
    made = ears(wishes(voice=said, reader=reader), tmp_path / "sounds", terminal.stream)
    assert made.voice
    assert made.tones
    assert made.voice.on is on
    assert made.tones.on
    made(Cued(0, cue("begin", "Begin.")))
    assert terminal.rings() == (1 if far else 0)
    made.close()
