"""Whether any error can stand at all, asked before the rules themselves are loaded: most days none can.

It knows no threshold: what lies far from all of them is let through here, and everything else is for `check` to judge. A
test holds it against `check` over all cases, shipped routines and random ones: it never lets through what `check` holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.devices import find_device
from selfcare.routine.regions import find_region
from selfcare.rules.places import NECK_AND_HEAD, VESSELS_AND_NERVES

if TYPE_CHECKING:
    from selfcare.facts.health import Health
    from selfcare.routine.model import Exercise, Routine

_MILD_MAX: Final = 7
_MILD_DEVICES: Final = frozenset({"foam roller", "massage ball", "stretch band"})
_DELICATE: Final = VESSELS_AND_NERVES | NECK_AND_HEAD
_DIGITS: Final = 3


def may_stand(routine: Routine, health: Health | None) -> bool:
    """False only where no error of the text or of a condition can stand. Needles are for `day.keep_off`."""
    return (
        bool(health and health.conditions)
        or any(_digits(number) < _DIGITS for number in (routine.contact.phone, routine.contact.emergency))
        or any(_may_stand(one, routine) for one in routine.exercise)
    )


def _may_stand(one: Exercise, routine: Routine) -> bool:
    level = one.discomfort or routine.defaults.discomfort
    if level is None or level.max > _MILD_MAX or (level.aim is not None and level.aim > level.max):
        return True
    device = find_device(one.device)
    if device is None or device.name not in _MILD_DEVICES:
        return True
    places = (find_region(name) for name in (one.region, *one.also))
    return any(place is None or place.name in _DELICATE for place in places)


def _digits(number: str) -> int:
    return sum(letter.isdigit() for letter in number)
