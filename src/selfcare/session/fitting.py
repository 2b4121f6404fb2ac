"""Cues that fit into their step: what there is no time to say is shown, and never said into the next cue."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.session import phrases
from selfcare.session.steps import Cue, Step

if TYPE_CHECKING:
    from selfcare.session.steps import CueKind

SECOND = 1_000
LAST_THREE_FROM = 8 * SECOND
"""The last three seconds are said in steps of 8 s and more (design)."""


def fitting(
    length: int, said: list[str], kind: CueKind, *, last_three: bool, optional: list[Cue], rate: int = phrases.RATE
) -> tuple[Cue, ...]:
    """The cues of a timed step: the longest of `said` that ends in time, then what of `optional` finds a gap.

    The last three seconds are never talked over; a cue that could not end before the next is not planned. `rate` is the
    voice's, in words a minute.
    """
    counting = last_three and length >= LAST_THREE_FROM
    cues = [Cue("last three", "end", -3 * SECOND, "Three, two, one.", 2_500)] if counting else []
    room = length - (3 * SECOND if counting else 0)
    opening = next((words for words in said if phrases.estimate(words, rate) <= room), "")
    if opening:
        cues.append(Cue(kind, "start", 0, opening, phrases.estimate(opening, rate)))
    for cue in optional:
        start = cue.time(length)
        end = start + cue.estimate
        clear = all(end <= other.time(length) or other.time(length) + other.estimate <= start for other in cues)
        if clear and start >= 0 and end <= length:
            cues.append(cue)
    return tuple(sorted(cues, key=lambda cue: cue.time(length)))


def saying_first(steps: list[Step], words: str, rate: int) -> list[Step]:
    """Where no time is given for the change, the first words of the set must say what is new."""
    at = next(number for number, step in enumerate(steps) if step.set is not None)
    step = steps[at]
    opening = next((cue for cue in step.cues if cue.kind == "begin"), None)
    rest = [cue for cue in step.cues if cue is not opening]
    said = [f"{words} {opening.say}"] if opening else []
    cues = fitting(step.length or 0, [*said, words], "begin", last_three=False, optional=rest, rate=rate)
    return [*steps[:at], step._replace(cues=cues), *steps[at + 1 :]]


def shown_first(steps: list[Step], words: str) -> list[Step]:
    """Where no time is given to get ready, all that is to be known stands at the first set."""
    at = next(number for number, step in enumerate(steps) if step.set is not None)
    return [*steps[:at], steps[at]._replace(words=words), *steps[at + 1 :]]
