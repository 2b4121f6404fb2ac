"""The terminal's bell: the last resort, and over ssh the only sound where the person is."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, TextIO

from selfcare.home.system import writable_now
from selfcare.session.events import Cued, Event, ExerciseOver, Halted, Paused

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.cues.channel import Wishes
    from selfcare.session.steps import CueKind

_OF_A_STEP: tuple[CueKind, ...] = (
    "begin",
    "hold",
    "release",
    "rest",
    "change side",
    "change place",
    "put on",
    "take off",
)
RINGS: frozenset[CueKind] = frozenset({*_OF_A_STEP, "wait", "end", "come off", "stop"})
"""Whatever the body must do something else for; never the last three: a bell has one sound, and would say too much."""


def channel(wishes: Wishes, folder: Path, stream: TextIO | None = None) -> Bell | None:  # noqa: ARG001 - as every channel is made
    """The bell of the terminal behind `stream` (standard output); None where that is no terminal."""
    stream = stream or sys.stdout
    if not stream.isatty():
        return None
    bell = Bell(stream, always=wishes.bell == "yes")
    bell.on = wishes.bell != "no"
    return bell


class Bell:
    """A `Channel` that rings. `needed`: nothing else can be heard, so that it rings even where it does not always."""

    name = "bell"
    trouble = ""

    def __init__(self, stream: TextIO, *, always: bool) -> None:
        self.on = False
        self.needed = False
        self._stream = stream
        self._always = always

    def __call__(self, event: Event) -> None:
        """Ring for a change, the end, a pause, a stop."""
        match event:
            case Cued(cue=cue) | Paused(cue=cue) | ExerciseOver(cue=cue):
                rings = cue.kind in RINGS
            case Halted():
                rings = True
            case _:
                rings = False
        if rings and self.on and (self._always or self.needed):
            # A terminal that takes nothing (Ctrl-S) is not waited for, and one that is gone is somebody else's news.
            with suppress(OSError, ValueError):
                if writable_now(self._stream.fileno()):
                    self._stream.write("\a")
                    self._stream.flush()

    def close(self) -> None:
        """Nothing to end."""
