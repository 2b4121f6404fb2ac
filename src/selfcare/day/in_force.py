"""Which text was in force on which day. Order is the order of loading; `revision` is a label for people."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.history import moment
from selfcare.facts.kinds import Loaded, Reported, SessionBegun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.history import History
    from selfcare.routine.model import Routine


class Assignment(NamedTuple):
    """A loading: the text, the day it was received, the first day it is in force, and the place's offset in minutes."""

    text: str
    routine: Routine
    received: dt.date
    first: dt.date
    offset: int


def assignments(history: History) -> tuple[Assignment, ...]:
    """Every loading that changed something, in order.

    A text is in force from the day it is loaded if nothing assigned was played or reported yet that day, else from the
    next; never before its `start`. The same text again changes nothing.
    """
    found: list[Assignment] = []
    for fact, body in history.of(Loaded):
        routine = history.routine(body.text)
        if routine is None or (found and found[-1].text == body.text):
            continue
        received = moment(fact).day(history.day_ends(fact.at))
        later = _played_before(history, found, received, fact.at)
        first = received + dt.timedelta(days=1) if later else received
        found.append(Assignment(body.text, routine, received, max(first, routine.start), fact.offset))
    return tuple(found)


def _played_before(history: History, known: Sequence[Assignment], day: dt.date, at: int) -> bool:
    """Whether a set of what is assigned was begun, or it was reported, of that day and before that moment."""
    if in_force(known, day) is None:
        return False
    word, texts = day.isoformat(), {one.text for one in known}
    played = history.begun_before(at)
    return any(
        body.day == word and body.session in played and body.text in texts and not body.from_file
        for _, body in history.of(SessionBegun)
    ) or any(body.day == word and fact.at < at and body.text in texts for fact, body in history.of(Reported))


def in_force(known: Sequence[Assignment], day: dt.date) -> Assignment | None:
    """The assignment of that day: the one loaded last whose first day has come, unless it has ended."""
    latest = next((one for one in reversed(known) if one.first <= day), None)
    if latest is None or (latest.routine.end is not None and day > latest.routine.end):
        return None
    return latest
