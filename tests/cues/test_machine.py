"""What each system's programs are told: argument lists in which no text is a command. macOS and Windows by their manuals."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cues.made import wishes
from selfcare.cues.sounding import machine

if TYPE_CHECKING:
    from collections.abc import Callable

FILE = Path("/c/a.wav")


def having(*names: str) -> Callable[[str], str | None]:
    """A machine with these programs."""
    return lambda name: f"/bin/{name}" if name in names else None


def test_espeak_ng_before_espeak() -> None:
    """On Linux espeak-ng speaks, else espeak; the text is on its input, the volume in what it makes."""
    made = machine.engine(wishes(rate=120, volume=80, language="de"), having("espeak", "espeak-ng"), "linux")
    assert made
    words = ("/bin/espeak-ng", *["-v", "de", "-s", "120", "-a", "100", "-z", "-b", "1", "--stdin", "-w", "/c/a.wav"])
    assert made.call("-Change side.", FILE) == machine.Call(words, "-Change side.")
    assert made.writes
    assert made.loud
    other = machine.engine(wishes(), having("espeak"), "linux")
    assert other
    assert other.words[0] == "/bin/espeak"
    assert machine.engine(wishes(), having("say"), "linux") is None


def test_say_on_macos() -> None:
    """The system's own voice, a language's or the named one; the text on its input."""
    made = machine.engine(wishes(), having("say"), "darwin")
    assert made
    words = ("/bin/say", *["-o", "/c/a.wav", "--data-format=LEI16@22050", "-r", "160", "-f", "-"])
    assert made.call("Hold.", FILE) == machine.Call(words, "Hold.")
    named = machine.engine(wishes(language="Anna Premium"), having("say"), "darwin")
    assert named
    assert named.words[6:8] == ("-v", "Anna Premium")


def test_system_speech_on_windows() -> None:
    """Text and file come by the environment; a voice's name is quoted; the rate is among its 21."""
    made = machine.engine(wishes(language="Anna's", rate=80), having("powershell"), "win32")
    assert made
    call = made.call("$(rm) '; rm", FILE)
    assert call.more == {"SELFCARE_SAY": "$(rm) '; rm", "SELFCARE_FILE": str(FILE)}
    assert "rm" not in " ".join(call.words)
    assert "SelectVoice('Anna''s')" in call.words[-1]
    assert "$s.Rate = -7" in call.words[-1]


def test_the_users_own_command() -> None:
    """{file} and {text} are replaced wherever they stand, in no text of a cue, and a text never becomes an option."""
    made = machine.engine(wishes(voice_command=("tts", "--to={file}", "{text}")), having("tts"), "linux")
    assert made
    assert made.call("-rf {file} {text}", FILE).words == ("/bin/tts", "--to=/c/a.wav", " -rf {file} {text}")
    assert made.writes
    speaks = machine.engine(wishes(voice_command=("tts", "-q")), having("tts"), "linux")
    assert speaks
    assert not speaks.writes
    assert speaks.call("Hold.") == machine.Call(("/bin/tts", "-q"), "Hold.")
    assert machine.engine(wishes(voice_command=("tts",)), having("espeak-ng"), "linux") is None


@given(st.text())
def test_no_text_is_a_command_of_the_engine(text: str) -> None:
    """What is handed over is one line without control characters and without a speech program's own brackets."""
    said = machine.speakable(text)
    assert "[[" not in said
    assert said.isprintable()


def test_players_in_order_of_speed() -> None:
    """Those that are there, the quickest first, each with its own option for the volume."""
    found = machine.players(having("aplay", "play", "paplay", "pw-play", "afplay"), "linux")
    assert [Path(one.program).name for one in found] == ["paplay", "pw-play", "aplay", "play", "afplay"]
    assert [one.words(FILE, 50)[-2] for one in found] == ["--volume=32768", "--volume=0.50", "-q", "0.50", "0.50"]
    assert all(one.words(FILE)[-1] == str(FILE) for one in found)
    assert not machine.players(having(), "linux")
    (own,) = machine.players(having(), "win32")
    assert "winsound" in own.before[-1]


@pytest.mark.parametrize(
    ("programs", "sentence"),
    [
        (("apt", "paplay"), "No voice is installed. To add one: sudo apt install espeak-ng"),
        (("dnf", "paplay"), "No voice is installed. To add one: sudo dnf install espeak-ng"),
        (("apt",), "No voice is installed. To add one: sudo apt install espeak-ng pulseaudio-utils"),
        (("espeak-ng", "apt"), "No voice is installed. To add one: sudo apt install pulseaudio-utils"),
        ((), "No voice: install espeak-ng and pulseaudio-utils."),
        (("espeak-ng", "paplay"), ""),
    ],
)
def test_how_a_voice_is_added(programs: tuple[str, ...], sentence: str) -> None:
    """One sentence with the one command of this system; nothing where there is a voice."""
    assert machine.how_to_add(wishes(), having(*programs), "linux") == sentence


def test_a_command_that_is_not_there_is_said() -> None:
    """Who named a program of their own hears that it is not there, not how to install another."""
    assert "voice_command" in machine.how_to_add(wishes(voice_command=("tts",)), having("espeak-ng", "paplay"), "linux")
