"""The tones, as notes: told apart by rhythm as well as by pitch, so that someone who hears little can tell them.

All numbers are design: 400 to 1500 Hz, where the hearing of old people is best kept; each note swells and fades over some
milliseconds, so that it does not click. What is heard when a hold begins or goes on is over in 180 ms, any other in 425.
"""

from __future__ import annotations

import math
from array import array
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from selfcare.cues.sounding.waves import Samples

if TYPE_CHECKING:
    from selfcare.session.steps import CueKind

RATE = 22_050
EDITION = "1"
"""Raised when a note changes: the files of another edition are not played."""

_FULL = 0.5
"""The loudest note, of what the format holds, at a volume of 100."""
_SWELL_MS = 10
_FADE_MS = 35
_SECOND_PARTIAL = 0.18
_A4, _B4, _C5, _D5, _E5, _G5, _A5, _C6, _E6 = 440.0, 493.9, 523.3, 587.3, 659.3, 784.0, 880.0, 1046.5, 1318.5


class Note(NamedTuple):
    """One note: from when, how high in Hz, how long. Milliseconds."""

    at: int
    pitch: float
    length: int


NOTES: dict[str, tuple[Note, ...]] = {
    "ready": (Note(0, _C5, 75), Note(95, _E5, 80)),
    "start": (Note(0, _A5, 170),),
    "half": (Note(0, _E5, 65), Note(110, _E5, 65)),
    "last three": (Note(0, _C6, 90), Note(1_000, _C6, 90), Note(2_000, _C6, 90)),
    "count in": (Note(0, _G5, 90), Note(1_000, _G5, 90), Note(2_000, _G5, 90)),
    "change side": (Note(0, _G5, 110), Note(140, _D5, 110), Note(280, _G5, 120)),
    "change place": (Note(0, _C5, 80), Note(105, _E5, 80), Note(210, _G5, 80), Note(315, _C6, 110)),
    "release": (Note(0, _G5, 60), Note(80, _C5, 100)),
    "rest": (Note(0, _E5, 160), Note(190, _C5, 230)),
    "end": (Note(0, _C6, 90), Note(110, _G5, 90), Note(220, _C5, 200)),
    "pause": (Note(0, _A4, 105), Note(130, _A4, 50)),
    "wait": (Note(0, _E5, 120), Note(150, _A5, 170)),
    "refused": (Note(0, _B4, 150), Note(210, _B4, 150)),
    "stop": (Note(0, _D5, 140), Note(160, _B4, 60), Note(240, _A4, 180)),
}
_OF_CUES: dict[CueKind, str] = {
    "get ready": "ready",
    "begin": "start",
    "hold": "start",
    "half": "half",
    "last three": "last three",
    "count in": "count in",
    "release": "release",
    "rest": "rest",
    "change side": "change side",
    "change place": "change place",
    "wait": "wait",
    "put on": "change place",
    "take off": "stop",
    "end": "end",
    "come off": "pause",
    "ease off": "refused",
    "refused": "refused",
    "stop": "stop",
}


def of_cue(kind: CueKind) -> str:
    """The tone of a cue; empty for what is only said: a question, the warning."""
    return _OF_CUES.get(kind, "")


def length_ms(tone: str) -> int:
    """How long a tone lasts: to the end of its last note, so that a player is free before what comes next."""
    last = NOTES[tone][-1]
    return last.at + last.length


def lead_ms(kind: CueKind) -> int:
    """How long the voice waits so that the tone does not cover its first word; between counted notes it speaks."""
    tone = of_cue(kind)
    if not tone:
        return 0
    first = NOTES[tone][0]
    return first.length if kind in {"last three", "count in"} else length_ms(tone)


@cache
def _swell(length: int) -> tuple[float, ...]:
    """How loud each sample of a note is: half a cosine up, slowly sinking, half a cosine down."""
    total, up, down = (RATE * ms // 1000 for ms in (length, _SWELL_MS, min(_FADE_MS, length // 2)))
    rise = [0.5 - 0.5 * math.cos(math.pi * at / up) for at in range(up)]
    sink = [1 - 0.35 * at / total for at in range(total - up)]
    fall = [0.5 + 0.5 * math.cos(math.pi * at / down) for at in range(1, down + 1)]
    return (*rise, *sink[:-down], *(one * last for one, last in zip(sink[-down:], fall, strict=True)))


def samples(tone: str, volume: int) -> Samples:
    """The tone at that volume of 100."""
    out = array("h", bytes(2 * (RATE * length_ms(tone) // 1000)))
    loud = 32_767 * _FULL * volume / 100 / (1 + _SECOND_PARTIAL)
    for note in NOTES[tone]:
        turn = 2 * math.pi * note.pitch / RATE
        begin = RATE * note.at // 1000
        for at, swell in enumerate(_swell(note.length)[: len(out) - begin]):
            out[begin + at] = int(loud * swell * (math.sin(turn * at) + _SECOND_PARTIAL * math.sin(2 * turn * at)))
    return Samples(out, RATE)
