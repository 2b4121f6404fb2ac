"""The words of a session, all in one place, so that they can be read aloud and mended.

Digits in a phrase are few: it is heard, not read. How long a phrase takes was measured (espeak-ng 1.51, all phrases of the
routines in this repository, 80 to 300 words a minute): a character, a stop between two sentences, a comma and a digit have
each their time, in inverse proportion to the rate. The estimate is an upper one, about a tenth above what was measured.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.day.questions import STOP_QUESTIONS
from selfcare.routine.model import Dose, Move, Press, Reps, Roll, UntilFaded

if TYPE_CHECKING:
    from selfcare.facts.kinds import Hand

WARNING = "If it goes sharp or numb, come off first; the key can wait."
SORENESS = "How sore or painful is it now, at rest? 0 none, 10 worst imaginable"
SHARE = "Did you do it? a all of it, p part of it, n none of it"
WAITING = "Press a key when you are ready."
AGAIN = "Still none of these? n, none; or its number."
OTHER = "Any other of these? n, none; or its number."


RATE = 160
"""Words a minute, where nothing else is said."""
_TONE = 425
"""Milliseconds that the longest tone takes, after which the voice begins."""
_BEGINNING, _CHARACTER, _STOP, _COMMA, _DIGIT = 350, 58, 400, 250, 150


def estimate(words: str, rate: int = RATE) -> int:
    """At the most so many milliseconds from the cue until it is said, its tone first, at that rate of words a minute."""
    said = _BEGINNING + _CHARACTER * len(words) + _COMMA * words.count(",")
    said += _STOP * sum(words.count(f"{stop} ") for stop in ".:;?!") + _DIGIT * sum(one.isdigit() for one in words)
    return _TONE + said * RATE // rate


def stop_screen() -> str:
    """The stop questions as they are said before a session."""
    lines = [f"{one.key}, {one.words}." for one in STOP_QUESTIONS]
    return "Any of these today? " + " ".join(lines) + " n, none of these."


def breath_lead(place: str) -> str:
    """Why the question about breath leads, within three days of needles near the lung."""
    return f"Breath first: the {place} was needled less than 3 days ago"


def length(seconds: int) -> str:
    """A time as people say it: "45 seconds", "2 minutes", "1 minute 30"."""
    minutes, rest = divmod(seconds, 60)
    if not minutes:
        return f"{rest} second{'s' if rest != 1 else ''}"
    whole = f"{minutes} minute{'s' if minutes != 1 else ''}"
    return f"{whole} {rest}" if rest else whole


def dose(asked: Dose) -> str:
    """A dose in words: "3 sets of 1 minute"."""
    sets = f"{asked.sets} sets of " if asked.sets > 1 else ""
    match asked:
        case Roll():
            return f"{sets}{length(asked.time)}"
        case Press():
            each = f"hold {length(asked.time)}"
            if asked.times > 1:
                each += f", {asked.times} times" + (f", release {length(asked.release)}" if asked.release else "")
            return f"{asked.sets} sets: {each}" if asked.sets > 1 else each
        case Move():
            return f"{sets}{length(asked.time)} of movement"
        case UntilFaded():
            return f"{sets}hold until it has clearly faded, {length(asked.ceiling)} at the most"
        case Reps():
            return f"{asked.sets} sets of {asked.times}" if asked.sets > 1 else f"{asked.times} times"


def stretch(percent: int) -> str:
    """How far a band is drawn out, as its user would say it."""
    known = {
        0: "its own length",
        25: "a quarter again its length",
        50: "half again its length",
        100: "twice its length",
    }
    if percent in known:
        return known[percent]
    tenths = round(percent / 10)
    return f"about {tenths} tenths again its length"


def side(hand: Hand) -> str:
    """The side as it is said; a middle is not said."""
    return "" if hand == "middle" else f"{hand} side"


def begin(asked: Dose, verb: str) -> str:
    """The first word of a set."""
    match asked:
        case Roll(stroke=stroke):
            return f"Begin: roll, {seconds(stroke)} each way." if stroke is not None else "Begin: roll slowly."
        case Press():
            return "Hold."
        case UntilFaded():
            return "Hold until it has clearly faded, then press n."
        case Reps():
            return f"Begin: {asked.times} times, at your own pace. Press n when done."
        case _:
            return f"Begin: {verb}."


def seconds(value: float) -> str:
    """Seconds of a stroke: "3 seconds", "2.5 seconds"."""
    return f"{value:g} second{'s' if value != 1 else ''}"


def joined(*parts: str) -> str:
    """Sentences in a row; an empty one leaves no gap, and each ends with a stop."""
    kept = [part.strip() for part in parts if part.strip()]
    return " ".join(part[0].upper() + part[1:] + ("" if part[-1] in ".!?" else ".") for part in kept)
