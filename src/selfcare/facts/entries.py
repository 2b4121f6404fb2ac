"""The entries of a history, numbered for `history`, `fix` and `undo`.

An entry is what the patient would call one thing: a session with its answers and scores, or one fact of their own word.
Numbers go by the order of recording, 1 to the first, and are never given again: what is taken back keeps its number,
and a fact that is recorded later moves none.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.facts.correcting import changeable, undoable
from selfcare.facts.history import moment
from selfcare.facts.kinds import (
    WORDS,
    Answered,
    Away,
    Back,
    Body,
    ConditionSaid,
    ConditionWithdrawn,
    Confirmed,
    Corrected,
    Fact,
    KeptOff,
    Loaded,
    Measured,
    NeedledAt,
    Note,
    Rated,
    Reported,
    Seen,
    SessionBegun,
    Settled,
)
from selfcare.facts.recount import Session, sessions

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.routine.model import Routine

OF_THEIR_OWN: tuple[type[Body], ...] = (
    *(Rated, Reported, NeedledAt, Away, Back, Loaded, Note, KeptOff, Seen, Measured),
    *(ConditionSaid, ConditionWithdrawn),
)
"""The kinds of which each fact is an entry; a `Rated` only where it names no session."""

_Key: TypeAlias = tuple[Literal["session", "fact"], str]


class Change(NamedTuple):
    """A correction: when it was made (UTC milliseconds, offset in minutes), what was said before, and what since.

    `now` None takes it back.
    """

    at: int
    offset: int
    was: Body
    now: Body | None


class Part(NamedTuple):
    """One fact of an entry: as it was recorded, and what it says now; None: it was taken back."""

    fact: Fact
    now: Body | None


class Entry(NamedTuple):
    """One entry. `day` is the day it counts for, `at` when it was recorded (UTC milliseconds), `offset` in minutes.

    `kind` is the word of its main fact (see `KINDS`), or "session". `parts` are its facts, the main one first.
    `routine` is the text of a session, a loading or a report, None when the log does not hold it.
    """

    number: int
    kind: str
    day: dt.date
    at: int
    offset: int
    parts: tuple[Part, ...]
    changes: tuple[Change, ...]
    session: Session | None
    routine: Routine | None
    undoable: bool
    fixable: bool

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids of its facts."""
        return tuple(part.fact.id for part in self.parts)

    @property
    def body(self) -> Body | None:
        """What its main fact says now; None when it was taken back."""
        return self.parts[0].now

    @property
    def recorded(self) -> Body:
        """What its main fact said when it was recorded."""
        return self.parts[0].fact.body


def entries(history: History, first: int = 0, last: int | None = None, before: int = 0) -> list[Entry]:
    """Every entry, in the order of its number.

    Or only those that were first recorded from `first` to `last` (UTC milliseconds, both included), after `before` others:
    then the history need hold no more than these, each whole, with what corrects them.
    """
    played = {one.id: one for one in sessions(history)}
    now = {fact.id: fact.body for fact in history.facts}
    members: dict[_Key, list[Part]] = {}
    numbered: dict[_Key, int] = {}
    for fact in history.recorded:
        key = _key(fact)
        if key is not None:
            members.setdefault(key, []).append(Part(fact, now.get(fact.id)))
            if _earns_a_number(fact.body):
                numbered.setdefault(key, fact.at)
    asked = [key for key, at in numbered.items() if first <= at and (last is None or at <= last)]
    return [
        _entry(number, members[key], played.get(key[1]) if key[0] == "session" else None, history)
        for number, key in enumerate(asked, before + 1)
    ]


def _key(fact: Fact) -> _Key | None:
    """Which facts belong together: by what was recorded, so that no correction moves one to another entry."""
    match fact.body:
        case (
            SessionBegun(session=session)
            | Answered(session=session)
            | Confirmed(session=session)
            | Settled(session=session)
        ):
            return "session", session
        case Rated(session=session) if session is not None:
            return "session", session
        case body:
            return ("fact", fact.id) if isinstance(body, OF_THEIR_OWN) else None


def _earns_a_number(body: Body) -> bool:
    """Whether there is something to tell. "None of these" alone, before a session that never began, is not."""
    return not isinstance(body, Confirmed | Settled) and not (isinstance(body, Answered) and not body.yes)


def _entry(number: int, parts: list[Part], session: Session | None, history: History) -> Entry:
    main = next((part for part in parts if _is_main(part.fact.body, session)), parts[0])
    said = main.now or main.fact.body
    day = getattr(said, "day", None)
    recorded = moment(main.fact)
    text = getattr(said, "text", None)
    return Entry(
        number=number,
        kind="session" if session else WORDS[type(main.fact.body)],
        day=dt.date.fromisoformat(day) if day else recorded.day(history.day_ends(recorded.at)),
        at=recorded.at,
        offset=recorded.offset,
        parts=(main, *(part for part in parts if part is not main)),
        changes=_changes(parts, history),
        session=session,
        routine=history.routine(text) if isinstance(text, str) else None,
        undoable=undoable(session, main.now, parts),
        fixable=bool(changeable(session, main.now, parts)),
    )


def _is_main(body: Body, session: Session | None) -> bool:
    if session is not None:
        return isinstance(body, SessionBegun)
    return not isinstance(body, Answered | Confirmed) or (isinstance(body, Answered) and bool(body.yes))


def _changes(parts: list[Part], history: History) -> tuple[Change, ...]:
    found: list[tuple[tuple[int, str], Change]] = []
    for part in parts:
        was = part.fact.body
        for fact in history.corrections.get(part.fact.id, ()):
            said = fact.body
            if isinstance(said, Corrected):
                found.append(((fact.at, fact.id), Change(fact.at, fact.offset, was, said.body)))
                was = said.body or was
    return tuple(change for _, change in sorted(found, key=lambda one: one[0]))
