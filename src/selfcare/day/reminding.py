"""Whether a session is due at this very moment: what `due` says, and a timer shows.

It speaks at the times of day that the therapist wrote, and is silent about what was let go by: a time that passed without
a session is no debt, and of "N a week" nothing is said while there are days to spare.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.schedule import line
from selfcare.facts.history import moment
from selfcare.facts.kinds import SessionBegun

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from selfcare.day.decide import Day
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Routine

_DAY_MINUTES = 24 * 60


class DueNow(NamedTuple):
    """One session is due: the number `next` of the `asked` of this day or week."""

    per: Literal["day", "week"]
    next: int
    asked: int


def due_now(day: Day, history: History, now: Moment, *, off: bool, earliest: dt.time | None = None) -> DueNow | None:
    """What is due at `now`, on a day that `decide` gave for the routine in force; None: nothing is.

    `off`: the patient has the day off. `earliest`: where the routine names no time of day, nothing is due before this.
    A session of today that began at or after the last time that has come is the one that was meant by it.
    """
    due = day.due
    if off or due is None or not day.assigned or day.blocked or day.hold or day.off or not day.exercises:
        return None
    if not due.open_now or due.wait_until is not None:
        return None
    if due.per == "week" and due.spare > due.most:
        return None
    entry = line(day.routine, day.date)
    written = entry.at if entry else ()
    times = written or ((earliest,) if earliest else ())
    if times:
        ends = history.day_ends(now.at)
        here = _minutes(now.local.time(), ends)
        come = sorted(minutes for one in times if (minutes := _minutes(one, ends)) <= here)
        done_early = bool(written) and due.today >= len(come)
        if not come or done_early or any(begun >= come[-1] for begun in _begun_today(history, day.date, ends)):
            return None
    return DueNow(due.per, due.done + 1, due.asked)


def times_named(routines: Iterable[Routine], earliest: dt.time) -> tuple[dt.time, ...]:
    """Every time of day at which something of these may become due: those they name, and `earliest` for lines without."""
    lines = [entry for routine in routines for entry in routine.schedule]
    named = {one.replace(microsecond=0) for entry in lines for one in entry.at}
    return tuple(sorted(named | ({earliest} if any(not entry.at for entry in lines) else set())))


def _minutes(time: dt.time, ends: int) -> int:
    """Minutes since the day began; days end at `ends` minutes after midnight."""
    return (time.hour * 60 + time.minute - ends) % _DAY_MINUTES


def _begun_today(history: History, day: dt.date, ends: int) -> list[int]:
    word = day.isoformat()
    return [
        _minutes(moment(fact).local.time(), ends)
        for fact, body in history.of(SessionBegun)
        if body.day == word and not body.from_file
    ]
