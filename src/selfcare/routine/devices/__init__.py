"""The shelf of devices: one small module each; a module's name, with blanks for underscores, is the device's name in a file.

Nothing lists them by hand: a new device is a new module with one `DEVICE`.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Literal, NamedTuple, TypeAlias

Load: TypeAlias = Literal["hand", "stays on"]
"""hand: coming off ends it at once. stays on: the timer's stop does not take it off (a wound band)."""


class Device(NamedTuple):
    """What the tool must know of a device. Names on screen are the patient's; `doses` are the words a routine may use."""

    name: str
    names: tuple[str, ...]
    doses: frozenset[str]
    fields: frozenset[str]
    load: Load
    session_ceiling_s: int
    """Seconds on one region and side in a session that the patient cannot pass by own keys, unless more was prescribed."""
    ceiling_source: str
    fetch: str
    """What to fetch, on the first screen."""
    verb: str
    """What the body does with it, as the guide says it: "roll", "press"."""
    hint: str
    """Said at the first set with this device."""
    come_off: str
    """Said first, whenever the session is paused or stopped."""


@cache
def device_names() -> tuple[str, ...]:
    """The names of all devices on the shelf, without loading any."""
    return tuple(sorted(module.name.replace("_", " ") for module in iter_modules(__path__)))


def find_device(name: str) -> Device | None:
    """The device of that name, by any of its names; None when there is none."""
    wanted = " ".join(name.casefold().replace("-", " ").replace("_", " ").split())
    if wanted in device_names():
        return _load(wanted)
    return next((device for device in map(_load, device_names()) if wanted in device.names), None)


def _load(name: str) -> Device:
    found: Device = import_module(f"{__name__}.{name.replace(' ', '_')}").DEVICE
    return found
