"""A moment as the log keeps it: UTC milliseconds, the offset of the place, the zone's name where the system tells it."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

DAY_ENDS_DEFAULT = 240
"""Minutes after midnight at which a day ends: 04:00 (design)."""

_MINUTE_MS = 60_000
_EPOCH = dt.datetime(1970, 1, 1)  # noqa: DTZ001 - local wall time on purpose; the offset is added by hand


class Moment(NamedTuple):
    """`at` is in milliseconds of UTC since 1970, `offset` in minutes east of it."""

    at: int
    offset: int
    zone: str | None = None

    @property
    def local(self) -> dt.datetime:
        """The wall clock's date and time at that place, without an offset."""
        return _EPOCH + dt.timedelta(milliseconds=self.at + self.offset * _MINUTE_MS)

    def day(self, day_ends: int = DAY_ENDS_DEFAULT) -> dt.date:
        """The day it belongs to, when a day ends `day_ends` minutes after midnight."""
        return (self.local - dt.timedelta(minutes=day_ends)).date()


def day_over(day: dt.date, day_ends: int, offset: int) -> int:
    """UTC milliseconds at which that day is over, at a place `offset` minutes east."""
    midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
    return local_ms(midnight, offset) + day_ends * _MINUTE_MS


def local_ms(local: dt.datetime, offset: int) -> int:
    """UTC milliseconds of a wall-clock time; its own offset if it carries one, else `offset` in minutes."""
    own = local.utcoffset()
    minutes = offset if own is None else round(own.total_seconds() / 60)
    return round((local.replace(tzinfo=None) - _EPOCH).total_seconds() * 1000) - minutes * _MINUTE_MS
