"""What differs between machines in sound: which programs speak and play, how they are called, how a voice is added.

Only Linux has been run. macOS and Windows follow their manuals. Nothing here runs a program.
"""

from __future__ import annotations

import math
import re
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from selfcare.cues.channel import Wishes

    Find = Callable[[str], str | None]

FULL = 100
"""The volume at which nothing is taken away."""
_LANGUAGE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")
"""A language, not the name of a voice: macOS and Windows then choose the voice themselves."""


class Call(NamedTuple):
    """A program to be started: its words, the text on its standard input, and what is added to its environment."""

    words: tuple[str, ...]
    text: str = ""
    more: Mapping[str, str] = {}


class Engine(NamedTuple):
    """What makes speech. In `words`, {file} and {text} are replaced; a text that is not among them is on its input.

    `kind` and `version` say which it is; without {file} it speaks by itself. `loud`: the volume is in what it makes.
    """

    kind: str
    words: tuple[str, ...]
    version: str = ""
    loud: bool = True
    in_environment: bool = False

    @property
    def writes(self) -> bool:
        """Whether it writes a file that is then played."""
        return self.in_environment or any("{file}" in word for word in self.words)

    def call(self, text: str, file: Path | None = None) -> Call:
        """How it is called for that text. No text becomes an option, a shell's word or an engine's command."""
        said = speakable(text)
        if self.in_environment:
            return Call(self.words, "", {"SELFCARE_SAY": said, "SELFCARE_FILE": str(file)})
        by_argument = any("{text}" in word for word in self.words)
        argument = f" {said}" if said.startswith("-") else said
        # The file first: a text in which {file} stands stays as it is.
        words = tuple(word.replace("{file}", str(file)).replace("{text}", argument) for word in self.words)
        return Call(words, "" if by_argument else said)


def speakable(text: str) -> str:
    """The text on one line, without control characters, and without "[[", which opens a command in two of the engines."""
    clean = "".join(one if one.isprintable() else " " for one in text)
    return re.sub(r"\[\[+", "[", clean).strip()


def engine(wishes: Wishes, find: Find, platform: str = sys.platform) -> Engine | None:
    """The user's own command, else the system's voice; None when neither is there."""
    if wishes.voice_command:
        program = find(wishes.voice_command[0])
        return Engine("command", (program, *wishes.voice_command[1:]), loud=False) if program else None
    rate, language = str(wishes.rate), wishes.language
    named = None if _LANGUAGE.fullmatch(language) else language
    if platform == "darwin":
        words = ("say", "-o", "{file}", "--data-format=LEI16@22050", "-r", rate, *(("-v", named) if named else ()))
        program = find(words[0])
        return Engine("say", (program, *words[1:], "-f", "-"), loud=False) if program else None
    if platform == "win32":
        program = find("powershell") or find("pwsh")
        words = ("-NoProfile", "-NonInteractive", "-Command", _windows_script(wishes, named))
        return Engine("System.Speech", (program, *words), in_environment=True) if program else None
    for name in ("espeak-ng", "espeak"):
        if program := find(name):
            amplitude = str(round(wishes.volume * 1.25))  # of 200; at 80 its own normal loudness
            words = ("-v", language, "-s", rate, "-a", amplitude, "-z", "-b", "1", "--stdin", "-w", "{file}")
            return Engine(name, (program, *words))
    return None


def _windows_script(wishes: Wishes, named: str | None) -> str:
    """PowerShell that speaks into a file. Text, file and voice come by the environment, so that none of them is a script."""
    # System.Speech has 21 rates; ten steps are three times the speed, and 0 is about 180 words a minute.
    rate = max(-10, min(10, round(10 * math.log(wishes.rate / 180, 3))))
    choice = f"try {{ $s.SelectVoice({_quoted(named)}) }} catch {{ }};" if named else ""
    return (
        "Add-Type -AssemblyName System.Speech; $s = New-Object System.Speech.Synthesis.SpeechSynthesizer; "
        f"$s.Rate = {rate}; $s.Volume = {wishes.volume}; {choice} "
        "$s.SetOutputToWaveFile($env:SELFCARE_FILE); $s.Speak($env:SELFCARE_SAY); $s.Dispose()"
    )


def _quoted(word: str) -> str:
    """A PowerShell string in which nothing is replaced. It knows five quotes, and a doubled one is that quote."""
    return "'" + re.sub("(['\u2018-\u201b])", r"\1\1", word) + "'"


class Player(NamedTuple):
    """What plays a file: its words before the file, and the option for the volume with the number that means full."""

    program: str
    before: tuple[str, ...] = ()
    option: str = ""
    full: float = 1

    def words(self, file: Path, volume: int = FULL) -> tuple[str, ...]:
        """How it is called; a volume below 100 is asked for where the player has an option for it."""
        louder = tuple(self._asked(volume).split(" ")) if volume < FULL and self.option else ()
        return (self.program, *self.before, *louder, str(file))

    def _asked(self, volume: int) -> str:
        asked = self.full * volume / FULL
        return f"{self.option}{round(asked) if self.full > 1 else f'{asked:.2f}'}"


_PLAYERS = (
    Player("paplay", ("--client-name=selfcare", "--latency-msec=20"), "--volume=", 65_536),
    Player("pw-play", (), "--volume="),
    Player("aplay", ("-q",)),
    Player("play", ("-q",), "-v "),
    Player("afplay", (), "-v "),
)


def players(find: Find, platform: str = sys.platform) -> tuple[Player, ...]:
    """The players that this machine has, the quickest first.

    On Windows our own interpreter in a process of its own: PowerShell takes half a second to start.
    """
    if platform == "win32":
        script = "import sys, winsound; winsound.PlaySound(sys.argv[1], winsound.SND_FILENAME | winsound.SND_NODEFAULT)"
        return (Player(sys.executable, ("-I", "-S", "-c", script)),)
    found = ((one, find(one.program)) for one in _PLAYERS)
    return tuple(one._replace(program=program) for one, program in found if program)


_INSTALLERS = (
    ("apt", "sudo apt install"),
    ("dnf", "sudo dnf install"),
    ("zypper", "sudo zypper install"),
    ("pacman", "sudo pacman -S"),
    ("apk", "sudo apk add"),
)


def how_to_add(wishes: Wishes, find: Find, platform: str = sys.platform) -> str:
    """The one sentence with the one command that adds a voice; empty where there is one that can be heard."""
    if wishes.voice_command and not find(wishes.voice_command[0]):
        return "No voice: the program of the setting voice_command is not there. It is changed by: selfcare settings"
    speaks = engine(wishes, find, platform)
    plays = bool(players(find, platform)) or (speaks is not None and not speaks.writes)
    if speaks and plays:
        return ""
    if platform in {"darwin", "win32"}:
        return "No voice: the system's own speech program is not where it belongs."
    # The package of the players is named alike in all of them but two.
    wanted = " ".join([*([] if speaks else ["espeak-ng"]), *([] if plays else ["pulseaudio-utils"])])
    install = next((words for name, words in _INSTALLERS if find(name)), None)
    if install is None:
        return f"No voice: install {' and '.join(wanted.split())}."
    return f"No voice is installed. To add one: {install} {wanted}"
