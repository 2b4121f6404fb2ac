"""Days off in the patient's word: which they are, how far they are known, and when they were entered."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.history import moment
from selfcare.facts.kinds import Away, Back

if TYPE_CHECKING:
    from selfcare.facts.history import History


class Off(NamedTuple):
    """A stretch of days off in the patient's word, first and last included, and when it was entered.

    `known` says whether its end is: without one, `last` is only as far as was asked. `fact` is the id of what said it.
    """

    first: dt.date
    last: dt.date
    entered: dt.date
    why: str | None
    known: bool = True
    fact: str = ""


def days_off(history: History, until: dt.date) -> list[Off]:
    """All days off. Without an end they run until the first `back` of a later day, at the latest until `until`.

    A `back` of their first day, said after them, takes them back.
    """
    backs = sorted((body.day, fact.at, fact.id) for fact, body in history.of(Back))
    found = []
    for fact, body in history.of(Away):
        first = dt.date.fromisoformat(body.first)
        back = next((dt.date.fromisoformat(one[0]) for one in backs if one > (body.first, fact.at, fact.id)), None)
        last = dt.date.fromisoformat(body.last) if body.last else (back - dt.timedelta(days=1) if back else until)
        entered = moment(fact).day(history.day_ends(fact.at))
        if first <= last:
            found.append(Off(first, last, entered, body.why, body.last is not None or back is not None, fact.id))
    return found


def off_on(offs: list[Off], day: dt.date) -> Off | None:
    """The days off that the day lies in, those that end last where there are several; None when it is none."""
    return max((one for one in offs if one.first <= day <= one.last), key=_reach, default=None)


def _reach(one: Off) -> tuple[bool, dt.date]:
    return not one.known, one.last
