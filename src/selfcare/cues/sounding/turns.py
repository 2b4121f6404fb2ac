"""Whose turn it is to sound: the newest, but safety first. Pure.

A request is what one cue asks for. Of the same moment all are heard, one after the other ("That was the last set." and
then the question); a later moment takes the place of what was not yet heard, unless that is more urgent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from selfcare.session.steps import CueKind

ORDINARY, TIMED, SAFETY = 1, 2, 3
WAITING_AT_MOST = 4
"""So many requests wait at the most; the oldest and least urgent goes (design)."""

_RANKS: dict[CueKind, int] = {
    "last three": TIMED,
    "refused": TIMED,
    "come off": SAFETY,
    "take off": SAFETY,
    "ease off": SAFETY,
    "stop": SAFETY,
    "end": SAFETY,
    "count in": SAFETY,
}
"""The last three seconds are never swallowed by a phrase; what keeps someone safe is never swallowed by anything."""


class Request(NamedTuple):
    """What is to sound: the words, or a tone's name. `at` in session milliseconds, `step` counted from the beginning."""

    what: str
    kind: CueKind
    at: int
    step: int
    within_ms: int = 0
    """At the most so long it is expected to take."""

    @property
    def rank(self) -> int:
        """How urgent it is."""
        return _RANKS.get(self.kind, ORDINARY)


def queued(waiting: tuple[Request, ...], new: Request) -> tuple[Request, ...]:
    """What waits, now that `new` was asked for: first what came before it and stays, then `new`."""
    if any((one.what, one.at) == (new.what, new.at) for one in waiting):
        return waiting
    kept = [one for one in waiting if one.at == new.at or (one.rank > new.rank and not _past(one, new))]
    while len(kept) >= WAITING_AT_MOST:
        kept.remove(min(kept, key=lambda one: one.rank))
    return (*kept, new)


def interrupts(new: Request, running: Request) -> bool:
    """Whether what sounds now is cut short for `new`."""
    if new.at == running.at:
        return False
    if running.rank == SAFETY:
        return new.rank == SAFETY
    return new.rank >= max(running.rank, TIMED) or _past(running, new)


def _past(old: Request, new: Request) -> bool:
    """Whether its step is over, and with it all that it had to say, but for what keeps someone safe."""
    return new.step > old.step and old.rank < SAFETY
