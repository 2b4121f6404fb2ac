"""What the tables look up, each made once: ten years hold 200,000 sets, and no row may search them."""

from __future__ import annotations

import datetime as dt
from functools import cache
from typing import TYPE_CHECKING

from selfcare.day.dose import full_rows
from selfcare.day.phases import scores_that_matter
from selfcare.day.schedule import week
from selfcare.facts.recount import sessions

if TYPE_CHECKING:
    from selfcare.adherence.report import Occasion
    from selfcare.exports.material import Material
    from selfcare.facts.history import History
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Routine

_SHORT = 12
"""Hex digits of an id that are shown: among a million ids two agree once in 560 exports; then all are shown whole."""
_EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class Index:
    """Sessions, their occasions and names, and the routines, of one material; or of one stretch of its days.

    `occasions` are those of these days. `sessions` are those of the days covered, and those that fill an occasion of a week
    that began in them, by day and beginning.
    """

    def __init__(self, material: Material, days: tuple[dt.date | None, dt.date | None] = (None, None)) -> None:
        """Go through everything once. `days`: the first and the last of the stretch, None at either end."""
        self.material = material
        self.days = days
        self.history, self.report = material.part(*days)
        self.occasions = [one for one in self.report.occasions if self.holds(one.day or one.first)]
        self.occasion_of: dict[str, Occasion] = {
            one.session.id: one for one in self.occasions if one.session is not None
        }
        listed = {one.id: one for one in self.report.sessions if self.holds(dt.date.fromisoformat(one.body.day))}
        listed |= {one.session.id: one.session for one in self.occasions if one.session is not None}
        self.sessions: list[Session] = sorted(
            listed.values(), key=lambda one: (one.body.day, one.begun.at, one.begun.id)
        )
        self.listed = frozenset(listed)
        self.all_sessions = sessions(self.history)
        self.corrected = _corrected_sessions(self.history)
        self._digits = _SHORT if material.tells_apart(_SHORT) else None
        self._routines: dict[str, Routine | None] = {}
        self._full: dict[tuple[str, int | dt.date], int] = {}

    def holds(self, day: dt.date) -> bool:
        """Whether the stretch holds that day."""
        first, last = self.days
        return (first is None or first <= day) and (last is None or day <= last)

    def covers(self, day: dt.date) -> bool:
        """Whether the material, of which it may be a stretch, covers that day."""
        return self.material.first <= day <= self.material.last

    def name(self, session: str) -> str:
        """A session's name in the tables. It has a letter first, lest a spreadsheet take it for a number."""
        return f"s-{session[: self._digits]}"

    def routine(self, text: str) -> Routine | None:
        """The routine of a text; None when the log does not hold it."""
        if text not in self._routines:
            self._routines[text] = self.history.routine(text)
        return self._routines[text]

    def full_sets(self, text: str, day: dt.date) -> int | None:
        """How many sets that text asks on that day at the dose as written; None when the log does not hold it."""
        routine = self.routine(text)
        if routine is None:
            return None
        waits = any(one.after for one in routine.exercise)  # then it may become another from one day to the next
        key = (text, day if waits else week(routine, day))
        if key not in self._full:
            scores = scores_that_matter(self.history, self.all_sessions, routine, day)
            self._full[key] = sum(row.sets for row in full_rows(routine, day, scores))
        return self._full[key]


def stamp(at: int, offset: int) -> dt.datetime:
    """A moment of the log (UTC milliseconds, offset in minutes) with its offset, cut to the second."""
    return (_EPOCH + dt.timedelta(seconds=at // 1000)).astimezone(_place(offset))


def seconds(milliseconds: int) -> float:
    """Seconds to one decimal, halves up."""
    return (milliseconds + 50) // 100 / 10


@cache
def _place(offset: int) -> dt.timezone:
    return dt.timezone(dt.timedelta(minutes=offset))


def _corrected_sessions(history: History) -> frozenset[str]:
    """Sessions of which any fact was corrected or taken back."""
    found = (
        getattr(fact.body, "session", None)
        for fact in (*history.recorded, *history.facts)
        if fact.id in history.corrections
    )
    return frozenset(one for one in found if one is not None)
