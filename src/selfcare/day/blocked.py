"""Answers that keep the whole routine off, and until when."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.questions import Urgency, urgency
from selfcare.facts.history import moment
from selfcare.facts.kinds import Answered, Seen

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.facts.history import History


class Blocked(NamedTuple):
    """The whole routine is off: since which answer, how fast to act, and whether the patient must first be seen."""

    answered: str
    day: str
    urgency: Urgency
    ids: tuple[str, ...]


def blocked_on(history: History, day: dt.date) -> Blocked | None:
    """The answer that keeps the whole routine off on that day.

    Fever lasts for its day. After an answer for the emergency number or for the therapist the same day, the routine stays
    off until the patient has said by whom they were seen (the fact `seen`); the day on which that is said is open again.
    """
    word = day.isoformat()
    seen = {body.answered: fact for fact, body in reversed(history.of(Seen))}  # the first time it was said
    for fact, body in history.of(Answered):
        level = urgency(body.yes)
        if level in (None, "place") or body.day > word:
            continue
        if level == "rest":
            if body.day == word:
                return Blocked(fact.id, body.day, level, body.yes)
            continue
        cleared = seen.get(fact.id)
        if cleared is None or moment(cleared).day(history.day_ends(cleared.at)).isoformat() > word:
            return Blocked(fact.id, body.day, level, body.yes)
    return None
