"""WAV files: how long one lasts, and how a count is laid out so that each word falls on its second."""

from __future__ import annotations

import io
import wave
from array import array
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from pathlib import Path

_QUIET = 100
"""Of 32,768: what is below is silence before and after a word."""
_STRETCH = 44
"""Samples looked at together: 2 ms at 22,050 a second."""


class Samples(NamedTuple):
    """One channel of 16 bits, and samples a second."""

    values: array[int]
    rate: int

    @property
    def length_ms(self) -> int:
        """How long it lasts."""
        return len(self.values) * 1000 // self.rate


def length_ms(file: Path) -> int | None:
    """How long the file lasts; None for what is no WAV, or an empty one."""
    try:
        with wave.open(str(file)) as sound:
            return sound.getnframes() * 1000 // sound.getframerate() or None
    except (OSError, EOFError, wave.Error, ZeroDivisionError):
        return None


def to_wav(samples: Samples) -> bytes:
    """The bytes of a WAV file."""
    out = io.BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(samples.rate)
        sound.writeframes(samples.values.tobytes())
    return out.getvalue()


def read(file: Path) -> Samples | None:
    """The samples of a file with one channel of 16 bits; None for any other."""
    try:
        with wave.open(str(file)) as sound:
            if (sound.getnchannels(), sound.getsampwidth()) != (1, 2):
                return None
            return Samples(array("h", sound.readframes(sound.getnframes())), sound.getframerate())
    except (OSError, EOFError, wave.Error, ValueError):
        return None


def trimmed(samples: Samples) -> Samples:
    """Without the silence at both ends: espeak-ng begins with up to 53 ms of it. Nothing is left of nothing but silence."""
    values = samples.values
    stretches = range(0, len(values), _STRETCH)
    first = next((at for at in stretches if _loud(values[at : at + _STRETCH])), len(values))
    last = next((at for at in reversed(stretches) if _loud(values[at : at + _STRETCH])), 0)
    return Samples(values[first : last + _STRETCH], samples.rate)


def _loud(stretch: array[int]) -> bool:
    return max(stretch) > _QUIET or min(stretch) < -_QUIET


def spaced(words: list[Samples], every_ms: int) -> Samples | None:
    """Each word at its multiple of `every_ms`; None when one of them is longer than that, or they do not go together."""
    rates = {one.rate for one in words}
    if len(rates) != 1 or any(one.length_ms >= every_ms for one in words):
        return None
    rate = rates.pop()
    each = rate * every_ms // 1000
    out = array("h", bytes(2 * each * (len(words) - 1)))
    for number, word in enumerate(words[:-1]):
        out[number * each : number * each + len(word.values)] = word.values
    return Samples(out + words[-1].values, rate)
