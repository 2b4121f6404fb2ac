"""Which measures the therapist asks for, and which of them are due: so long after each was last taken."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.facts.kinds import Measured
from selfcare.routine.durations import waiting_ms
from selfcare.routine.measures import Measure, find_measure

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.routine.model import Routine

_DAY_MS = 86_400_000
_SIDES: tuple[Literal["left", "right"], ...] = ("left", "right")


class AskedMeasure(NamedTuple):
    """One measure to take, on one side: the day on which it was last asked and answered or not, and whether it is due."""

    measure: Measure
    side: Literal["left", "right"] | None
    about: str | None
    last: dt.date | None
    due: bool

    @property
    def name(self) -> str:
        """How it is called: "knee to wall left", "pain in motion: climbing stairs"."""
        return measure_name(self.measure.name, self.side, self.about)


def measure_name(what: str, side: str | None, about: str | None) -> str:
    """How a measure is called."""
    return f"{what}{f' {side}' if side else ''}{f': {about}' if about else ''}"


def asked_measures(history: History, routine: Routine, day: dt.date) -> tuple[AskedMeasure, ...]:
    """Every measure that the routine asks, each side for itself, in the order of the file."""
    if not routine.measure:
        return ()
    last: dict[tuple[str, str | None, str | None], str] = {}
    for _, body in history.of(Measured):
        key = (body.what, body.side, body.about)
        last[key] = max(last.get(key, ""), body.day)
    found = []
    for one in routine.measure:
        measure = find_measure(one.what)
        assert measure is not None  # reading has made sure
        days = (waiting_ms(one.every) or _DAY_MS) // _DAY_MS
        sides = _SIDES if one.side == "each" else (one.side,)
        for side in sides:
            word = last.get((one.what, side, one.about))
            taken = dt.date.fromisoformat(word) if word else None
            due = routine.start <= day and (taken is None or (day - taken).days >= days)
            found.append(AskedMeasure(measure, side, one.about, taken, due))
    return tuple(found)
