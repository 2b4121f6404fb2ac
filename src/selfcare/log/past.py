"""The past of one patient, read as far as it matters: for today, for some days, for some entries.

What decides today looks back in two ways. Texts, loadings, needlings, answers with a yes and the like hold until something
ends them, so they are always read, however old. Sessions, reports and scores matter to their own week, to the gap after
the last one, and to the day on which a text was loaded; of ten years of them no more is read.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.facts.history import History, moment
from selfcare.facts.kinds import Loaded
from selfcare.log.selection import Near
from selfcare.routine.durations import waiting_ms

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.facts.kinds import Fact
    from selfcare.facts.moment import Moment
    from selfcare.log.store import Log

LOOK_BACK = 42
"""Days that are read for today. The farthest look is that for the morning's place (27 days) and for how sore a needled place
was (a week, a week and two weeks); the rest is room for a clock that moved."""
AROUND = 16
"""Days that are read on either side of a report's own. A week of which one day lies in them is then whole, and so is what a
morning of it is compared with."""
_FIRST_DAY, _LAST_DAY = "0001-01-01", "9999-12-31"
_LAST_MOMENT = 2**62


class Past:
    """What an open log remembers of the patient whose log it is. `owner` is None while there is no fact at all."""

    def __init__(self, log: Log) -> None:
        """Read what holds however old it is."""
        self._log = log
        self.owner = log.owner()
        self._standing = self._own(log.standing())
        self._known = History(self._standing)
        self._corrected = log.corrected_sessions(self._standing)

    def loadings(self) -> History:
        """The history by which it is known which text was in force on which day."""
        return self._with(Near(days=self._days_of_loading()))

    def recent(self, now: Moment, then: Moment | None = None, *, whole: bool = False) -> History:
        """The history by which the day at `now`, or at another moment, is decided: the same decision as by all of it.

        The last session is in it too, however old, and so is each that a text was loaded after on the same day. Where an
        exercise begins after so many sessions, these are counted: everything is read, as with `whole`.
        """
        if whole or self._waits_for_sessions():
            return self._with(Near(days=((_FIRST_DAY, _LAST_DAY),)))
        early = now if then is None or now.at < then.at else then
        earliest = early.local.date() - dt.timedelta(days=LOOK_BACK)
        latest = self._log.latest_session(self.owner, self._corrected) if self.owner is not None else None
        return self._with(
            Near(
                days=((earliest.isoformat(), _LAST_DAY), *self._days_of_loading()),
                moments=((early.at - max(self._longest_gap(), LOOK_BACK * 86_400_000), _LAST_MOMENT),),
                sessions=frozenset() if latest is None else frozenset({latest}),
            )
        )

    def days(self, first: dt.date | None, last: dt.date | None) -> History:
        """The history by which these days are counted: the same counts as by all of it. None: from its beginning, to its end."""
        around = dt.timedelta(days=AROUND)
        early = first is None or first - dt.date.min < around or self._waits_for_sessions()
        begin = _FIRST_DAY if early or first is None else (first - around).isoformat()
        end = _LAST_DAY if last is None or dt.date.max - last < around else (last + around).isoformat()
        return self._with(Near(days=((begin, end), *self._days_of_loading())))

    def entries(self, first: int, last: int) -> History:
        """The history of the entries that were first recorded from one moment to another (UTC milliseconds)."""
        near = Near(moments=((first, last),), sessions=self._corrected)
        return History(self._beside(self._log.near(near)), self._known)

    def _with(self, near: Near) -> History:
        near = near._replace(sessions=near.sessions | self._corrected)
        facts, counted = self._log.near_counted(near, self.owner)
        return History(self._beside(facts), self._known, counted)

    def _beside(self, near: Iterable[Fact]) -> Iterable[Fact]:
        """What holds however old it is, and these, each once."""
        return {fact.id: fact for fact in (*self._standing, *self._own(near))}.values()

    def _own(self, facts: Iterable[Fact]) -> list[Fact]:
        return [fact for fact in facts if fact.patient == self.owner]

    def _days_of_loading(self) -> tuple[tuple[str, str], ...]:
        """The days on which a text was received: whether something was played before it decides when it is in force."""
        days = {moment(fact).day(self._known.day_ends(fact.at)).isoformat() for fact, _ in self._known.of(Loaded)}
        return tuple((day, day) for day in sorted(days))

    def _waits_for_sessions(self) -> bool:
        routines = (self._known.routine(body.text) for _, body in self._known.of(Loaded))
        return any(exercise.after for routine in routines if routine for exercise in routine.exercise)

    def _longest_gap(self) -> int:
        """The longest gap between two sessions that any text asks for, in milliseconds."""
        routines = (self._known.routine(body.text) for _, body in self._known.of(Loaded))
        return max((waiting_ms(one.min_gap) or 0 for one in routines if one and one.min_gap), default=0)
