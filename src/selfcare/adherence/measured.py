"""How a measure moved: its first and its last value, and whether the change is more than is known of its error."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.measuring import measure_name
from selfcare.facts.kinds import Measured
from selfcare.routine.measures import find_measure

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.routine.measures import Measure


class Reading(NamedTuple):
    """One value that was given, in tenths of the unit, and its day."""

    day: dt.date
    value: int


class Series(NamedTuple):
    """The values of one measure, side and motion, by day. `moved` is None with one value, or where no error is known."""

    name: str
    measure: Measure
    readings: tuple[Reading, ...]
    unanswered: int
    moved: Literal["better", "worse", "within error"] | None

    @property
    def change(self) -> int:
        """The last value less the first, in tenths."""
        return self.readings[-1].value - self.readings[0].value


def measured(history: History, period: tuple[dt.date | None, dt.date | None]) -> tuple[Series, ...]:
    """Every measure that was taken in these days, in the order in which it first was."""
    first, last = period
    found: dict[tuple[str, str | None, str | None], list[Measured]] = {}
    for _, body in history.of(Measured):
        day = dt.date.fromisoformat(body.day)
        if (first is None or first <= day) and (last is None or day <= last):
            found.setdefault((body.what, body.side, body.about), []).append(body)
    return tuple(_series(*key, bodies) for key, bodies in found.items())


def _series(what: str, side: str | None, about: str | None, bodies: list[Measured]) -> Series:
    measure = find_measure(what)
    assert measure is not None  # a log holds no other
    given = [Reading(dt.date.fromisoformat(one.day), one.value) for one in bodies if one.value is not None]
    readings = tuple(sorted(given, key=lambda one: one.day))
    moved: Literal["better", "worse", "within error"] | None = None
    if len(readings) > 1 and measure.error is not None:
        change = readings[-1].value - readings[0].value
        # A change as large as the error counts, as it does with soreness.
        if abs(change) < round(measure.error * 10):
            moved = "within error"
        else:
            moved = "better" if (change > 0) == (measure.better == "more") else "worse"
    return Series(measure_name(what, side, about), measure, readings, len(bodies) - len(given), moved)
