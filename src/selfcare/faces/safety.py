"""What a therapist must see before anything else: alarm answers, stops, needlings. Gathered here, and never cut.

When there is too much of one kind for single events, it is told in a line with its number, first and last day and the
places it happened most: every event is still in the sum.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.questions import urgency
from selfcare.faces.naming import counted, exercise, place, short, span
from selfcare.faces.paragraph import WIDTH, columns, wrapped
from selfcare.faces.words import date
from selfcare.facts.history import moment
from selfcare.facts.kinds import (
    Answered,
    ConditionSaid,
    ConditionWithdrawn,
    KeptOff,
    NeedledAt,
    Seen,
    SessionBegun,
    Stopped,
)
from selfcare.facts.moment import Moment
from selfcare.routine.conditions import in_plain_words

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact

_STOPS = {
    "too painful": "Stopped, too painful",
    "numb or tingling": "Stopped, numb or tingling",
    "dizzy or unwell": "Stopped, dizzy or unwell",
}
_KINDS = (
    "EMERGENCY answer before a session",
    "TODAY answer (ring the therapist)",
    *_STOPS.values(),
    "Other answers before a session",
    "Needled, in the patient's word",
    "Conditions, in the patient's word",
)
ALARMS = _KINDS[:5]
"""The kinds after which nobody says that all is calm, the most urgent first."""
_NOT_SEEN = "not yet seen by anyone"
MOST_LINES = len(_KINDS)
"""Lines that are always enough: one for each kind."""


class Event(NamedTuple):
    """One thing that happened: its kind, its day, where or what, and more about it."""

    kind: str
    day: dt.date
    what: str
    more: str = ""

    @property
    def words(self) -> str:
        """The event without its kind."""
        return f"{date(self.day)} {self.what}{f' ({self.more})' if self.more else ''}"


def safety_lines(history: History, first: dt.date | None, last: dt.date, room: int = MOST_LINES) -> list[str]:
    """The events between two days, the most urgent kind first, in at most `room` lines (not fewer than `MOST_LINES`)."""
    by_kind, calm = safety_events(history, first, last)
    paragraphs = {kind: _in_full(kind, events) for kind, events in by_kind.items() if events}
    head = wrapped(calm) if calm else []
    while sum(map(len, paragraphs.values())) + len(head) > room:
        longest = max(paragraphs, key=lambda kind: len(paragraphs[kind]))
        paragraphs[longest] = [_in_one_line(longest, by_kind[longest])]
    return head + [line for lines in paragraphs.values() for line in lines]


def safety_events(history: History, first: dt.date | None, last: dt.date) -> tuple[dict[str, list[Event]], str]:
    """The events between two days by kind, the most urgent kind first; and the sentence to say when none is an alarm, else ""."""
    found = _events(history, first, last)
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in _KINDS}
    calm = not any(by_kind[kind] for kind in ALARMS)
    return by_kind, _calm(sum(one.kind == "ended" for one in found)) if calm else ""


def _calm(ended: int) -> str:
    if not ended:
        return "No stops, no alarm answers."
    return f"No stops for pain, numbness or dizziness, no alarm answers. Ended for today: {counted(ended, 'time')}."


def _in_full(kind: str, events: list[Event]) -> list[str]:
    return wrapped(f"{kind}: {'; '.join(one.words for one in events)}.", then="  ")


def _in_one_line(kind: str, events: list[Event]) -> str:
    line = f"{kind}: {len(events)}, {span(events[0].day, events[-1].day)}"
    for what, count in Counter(one.what for one in events).most_common():
        longer = f"{line}; {what} {count}"
        if columns(longer) > WIDTH - 1:
            break
        line = longer
    return f"{line}."


def _events(history: History, first: dt.date | None, last: dt.date) -> list[Event]:
    found = [*_answers(history), *_stops(history)]
    for fact, needled in history.of(NeedledAt):
        when = Moment(needled.when, fact.offset)
        day = when.day(history.day_ends(fact.at))
        night = " in the night after it" if when.local.date() > day else ""
        found.append(Event(_KINDS[6], day, place(needled.region, needled.side), f"at {when.local:%H:%M}{night}"))
    found += _conditions(history)
    within = [one for one in found if (first is None or first <= one.day) and one.day <= last]
    # Whatever days are asked for: an emergency after which nobody has seen the patient still stands.
    within += [one for one in found if one not in within and (one.kind, one.more) == (_KINDS[0], _NOT_SEEN)]
    return sorted(within, key=lambda one: one.day)


def _answers(history: History) -> list[Event]:
    seen = {body.answered: body for _, body in history.of(Seen)}
    found = []
    in_detail = {(body.session, body.yes[:-1]) for _, body in history.of(Answered)}
    for fact, body in history.of(Answered):
        level = urgency(body.yes)
        if not body.yes:
            continue
        what = ", ".join(short(one) for one in body.yes)
        day = dt.date.fromisoformat(body.day)
        if level in ("emergency", "today"):
            word = seen.get(fact.id)
            more = f'seen by {short(word.by, 25)}: "{short(word.said)}"' if word else _NOT_SEEN
            found.append(Event(_KINDS[0 if level == "emergency" else 1], day, what, more))
        elif (body.session, body.yes) not in in_detail:
            # An id that this version does not know is shown like the lesser ones, never passed over.
            found.append(Event(_KINDS[5], day, what))
    for _, off in history.of(KeptOff):
        found.append(Event(_KINDS[5], dt.date.fromisoformat(off.day), place(off.region, off.side), short(off.why)))
    return found


def _conditions(history: History) -> list[Event]:
    """What the patient named, and what the patient took back: that holds on until it is cleared."""
    both: list[tuple[Fact, ConditionSaid | ConditionWithdrawn]] = [
        *history.of(ConditionSaid),
        *history.of(ConditionWithdrawn),
    ]
    found = []
    for fact, body in both:
        where = f", {place(body.region, body.side)}" if body.region else ""
        more = "taken back" if isinstance(body, ConditionWithdrawn) else ""
        day = moment(fact).day(history.day_ends(fact.at))
        found.append(Event(_KINDS[7], day, f"{in_plain_words(short(body.name))}{where}", more))
    return found


def _stops(history: History) -> list[Event]:
    begun: dict[str, SessionBegun] = {body.session: body for _, body in history.of(SessionBegun)}
    found = []
    for fact, body in history.of(Stopped):
        session = begun.get(body.session)
        day = dt.date.fromisoformat(session.day) if session else moment(fact).day(history.day_ends(fact.at))
        kind = _STOPS.get(body.reason, "ended")
        routine = history.routine(session.text) if session else None
        where = exercise(routine, body.exercise, body.side) if body.exercise else "between exercises"
        found.append(Event(kind, day, where))
    return found
