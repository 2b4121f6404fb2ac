"""Answers that keep the whole routine off, and until when."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.in_force import assignments
from selfcare.day.mornings import WORSE, mornings
from selfcare.day.questions import URGENCIES, Urgency, urgency
from selfcare.facts.answers import standing_answers
from selfcare.facts.history import moment
from selfcare.facts.kinds import Seen
from selfcare.facts.moment import day_over

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact
    from selfcare.routine.model import Routine


class Blocked(NamedTuple):
    """The whole routine is off: since which answer or score, how fast to act, and by which answers."""

    answered: str
    day: str
    urgency: Urgency
    ids: tuple[str, ...]


class Spell(NamedTuple):
    """The days that one answer keeps off: ISO words, from `first` to before `open_again`; None: until the patient was seen."""

    blocked: Blocked
    first: str
    open_again: str | None
    over: int | None = None
    """Where it lasts for its day: when that was to end as days ended when it was answered, UTC milliseconds."""

    def covers(self, day: str) -> bool:
        """Whether that day, an ISO word, is kept off."""
        return self.first <= day and (self.open_again is None or day < self.open_again)


def spells(history: History, file: Routine | None = None) -> list[Spell]:
    """What every answer keeps off, and every morning for which the therapist wrote rest (`file`: see `mornings`).

    Fever lasts for its day, and so does a worse morning. After an answer for the emergency number or for the therapist
    the same day, the routine stays off until the patient has said by whom they were seen (the fact `seen`); the day on
    which that is said is open again.
    """
    seen = {body.answered: fact for fact, body in reversed(history.of(Seen))}  # the first time it was said
    found = []
    for fact, body in standing_answers(history):
        level = urgency(body.yes) if body.yes else None
        if level is None or level == "place":
            continue
        cleared = seen.get(fact.id)
        over = None
        if level == "rest":
            over = _over(history, fact, body.day)
            open_again: str | None = _day_after(body.day)
        else:
            open_again = moment(cleared).day(history.day_ends(cleared.at)).isoformat() if cleared else None
        found.append(Spell(Blocked(fact.id, body.day, level, body.yes), body.day, open_again, over))
    for one in mornings(history, assignments(history), file):
        if one.then == "rest":
            rest = Blocked(one.fact.id, one.day, "rest", (WORSE,))
            found.append(Spell(rest, one.day, _day_after(one.day), _over(history, one.fact, one.day)))
    return sorted(found, key=lambda spell: spell.first)


def _over(history: History, fact: Fact, day: str) -> int:
    return day_over(dt.date.fromisoformat(day), history.day_ends(fact.at), fact.offset)


def _day_after(day: str) -> str:
    return (dt.date.fromisoformat(day) + dt.timedelta(days=1)).isoformat()


def blocked_now(known: list[Spell], day: dt.date, at: int) -> Blocked | None:
    """The answer that keeps the routine off today, and at this moment (UTC milliseconds).

    Neither a clock set back nor another end of the day opens it.

    What must be seen first blocks until it was; a fever's day is over when a later one has come. Of several the most
    urgent, then the earliest.
    """
    word = day.isoformat()
    off = [
        spell.blocked
        for spell in known
        if spell.open_again is None or word < spell.open_again or (spell.over is not None and at < spell.over)
    ]
    return min(off, key=lambda one: URGENCIES.index(one.urgency), default=None)


def blocked_on(known: list[Spell], day: dt.date) -> Blocked | None:
    """The answer that keeps the whole routine off on that day; the earliest, when there are several."""
    word = day.isoformat()
    return next((spell.blocked for spell in known if spell.covers(word)), None)
