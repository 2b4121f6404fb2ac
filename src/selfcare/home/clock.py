"""Time and ids: the one address of both. What needs them is handed these functions, and asks nobody else."""

from __future__ import annotations

import os
import re
import time

from selfcare.facts.moment import Moment
from selfcare.home import environment, system

_MILLION = 1_000_000
_ZONE_NAME = re.compile(r"UTC|[A-Za-z]\w*(?:/[A-Za-z][\w+-]*)+", re.ASCII)


def now() -> Moment:
    """The wall clock, with the offset and zone of this place. It is written down, never compared."""
    at = time.time_ns() // _MILLION
    return Moment(at, round(time.localtime(at // 1000).tm_gmtoff / 60), zone_name())


def zone_name() -> str | None:
    """The zone's name from TZ, or where that is not set from the system; None for anything that is no such name.

    TZ may also be a path or a rule ("CET-1CEST"): those name no zone, and a guess would be a lie in the log.
    """
    said = environment.time_zone()
    name = system.zone_link() if said is None else said.removeprefix(":") or "UTC"
    return name if name is not None and _ZONE_NAME.fullmatch(name) else None


class SessionClock:
    """A session's own clock: milliseconds since it was made, which neither NTP nor daylight saving moves."""

    def __init__(self) -> None:
        self._began = _steady_ns()
        self._slept = _lead_ns(highest=True)

    def monotonic_ms(self) -> int:
        """Milliseconds since this clock was made. On Linux the time that the computer slept is not among them."""
        return (_steady_ns() - self._began) // _MILLION

    def suspended_ms(self) -> int:
        """Milliseconds that the computer slept since this clock was made; 0 where the system does not tell.

        Never more than it slept, however long this process was kept waiting between two readings.
        """
        return max(0, _lead_ns(highest=False) - self._slept) // _MILLION


def new_id() -> str:
    """A new random id: 32 hex digits. `secrets` calls the same source, but costs 14 ms to import."""
    return os.urandom(16).hex()


def _steady_ns() -> int:
    return time.perf_counter_ns() if system.COARSE_MONOTONIC else time.monotonic_ns()


def _lead_ns(*, highest: bool) -> int:
    """How far the clock that counts sleep is ahead: the highest or the lowest value that the readings allow."""
    before = time.monotonic_ns()
    boot = system.boot_ns()
    after = time.monotonic_ns()
    return 0 if boot is None else boot - (before if highest else after)
