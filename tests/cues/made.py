"""What the laws of sound are tried with: wishes, cues, and programs that play, fail, hang and flood."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Literal, NamedTuple

from home.made_programs import script
from selfcare.cues.sounding.machine import Engine, Player
from selfcare.session.phrases import estimate
from selfcare.session.steps import Cue

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.session.steps import CueKind

FINE = "exit 0"
FAILS = "exit 1"
HANGS = "trap '' TERM\nsleep 1000 & wait\nsleep 1000"
FLOODS = "yes | head -c 3000000; yes | head -c 3000000 >&2"


class Wishes(NamedTuple):
    """Settings of sound, as they are shipped."""

    reader: bool = False
    voice: Literal["auto", "yes", "no"] = "yes"
    language: str = "en"
    rate: int = 160
    volume: int = 80
    voice_command: tuple[str, ...] = ()
    tones: bool = True
    bell: Literal["auto", "yes", "no"] = "auto"


def wishes(**said: object) -> Wishes:
    """The shipped settings, but for what is said."""
    return Wishes()._replace(**said)  # type: ignore[arg-type]  # each test says what fits


def cue(kind: CueKind, say: str) -> Cue:
    """A cue at the start of its step."""
    return Cue(kind, "start", 0, say, estimate(say))


def player(folder: Path, name: str, text: str) -> Player:
    """A player that does so. Each time it begins, it adds a line to `played` in its folder: the file's name."""
    kept = folder / "played"
    return Player(script(folder, name, f'for file; do :; done\nbasename "$file" .wav >>"{kept}"\n{text}'))


def played(folder: Path) -> list[str]:
    """What was begun to be played, in order."""
    file = folder / "played"
    return file.read_text().splitlines() if file.exists() else []


def engine(folder: Path, text: str = "") -> Engine:
    """A speech program: adds the text on its input to `said`, does `text`, and writes half a second of a tone."""
    code = (
        "import sys; from selfcare.cues.sounding import notes, waves; "
        "open(sys.argv[1], 'wb').write(waves.to_wav(notes.samples('half', 80)))"
    )
    words = script(
        folder, "speak", f'cat >>"{folder}/said"; echo >>"{folder}/said"\n{text}\n"{sys.executable}" -c "{code}" "$1"'
    )
    return Engine("made", (words, "{file}"))


def said(folder: Path) -> list[str]:
    """What the speech program was asked to make, in order."""
    file = folder / "said"
    return file.read_text().splitlines() if file.exists() else []
