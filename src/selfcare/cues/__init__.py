"""The shelf of sound: one file per channel.

Nothing lists them by hand. A channel is a module here with a docstring and `channel(wishes, folder)`, which gives a
`Channel`, or None where this machine has none. Whatever several channels share is no channel: `channel` says what one is,
`ears` holds all of a session's, and the package `sounding` is how they sound.
"""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from selfcare.cues.channel import Channel, Wishes

_SHARED = frozenset({"channel", "ears"})


def channels() -> tuple[str, ...]:
    """The names of all channels on the shelf, without loading any."""
    return tuple(sorted(one.name for one in iter_modules(__path__) if not one.ispkg and one.name not in _SHARED))


def find(name: str) -> Callable[[Wishes, Path], Channel | None] | None:
    """The `channel` of that module, the only one that is loaded; None when there is none of that name."""
    if name not in channels():
        return None
    made: Callable[[Wishes, Path], Channel | None] = import_module(f"{__name__}.{name}").channel
    return made
