"""The entries of a history, numbered for `history`, `fix` and `undo`; and the correction that each of these makes.

An entry is what the patient would call one thing: a session with its answers and scores, or one fact of their own word.
Numbers go by the order of recording, 1 to the first, and are never given again: what is taken back keeps its number,
and a fact that is recorded later moves none.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, get_args

from selfcare.facts.entering import WORST
from selfcare.facts.history import moment
from selfcare.facts.kinds import (
    WORDS,
    WORST_PLACE,
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
    Share,
)
from selfcare.facts.recount import Session, sessions
from selfcare.routine.measures import find_measure
from selfcare.routine.regions import find_region

if TYPE_CHECKING:
    from collections.abc import Callable

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
        undoable=session is None and type(main.now) in _UNDOABLE,
        fixable=bool(_changeable(session, main.now, parts)),
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


# --- taking back and correcting ---

_UNDOABLE: tuple[type[Body], ...] = (Rated, Reported, NeedledAt, Away, Back, Note, Seen, Measured)
_FIELDS: dict[type[Body], tuple[str, ...]] = {
    Rated: ("score", "region", "side", "day"),
    Reported: ("day", "part", "note"),
    NeedledAt: ("when", "region", "side"),
    Measured: ("value", "side", "day"),
    Away: ("first", "last", "why"),
    Back: ("day",),
    Note: ("words", "day"),
}
_STAYS: dict[str, str] = {
    "session": "A session stays in the log: what the clock saw, it saw. What can be changed is your word on it: "
    "all of it, part of it, none of it.",
    "loaded": "A routine that was loaded stays in the log. To follow another one, load it.",
    "stop questions": "An answer to the questions before a session stays in the log. "
    "If it was a slip, tell your therapist.",
    "kept off": "A place that you named before a session is left out for that day. "
    "If it was a slip, tell your therapist.",
    "condition": "A condition stays in the log. That you have it no longer is said with selfcare health remove.",
    "condition withdrawn": "That stays in the log. That you have it after all is said with selfcare health add.",
    "seen": "Who saw you cannot be changed. Take it back, and say it again.",
}
_GONE = "Entry {} was taken back already. To have it again, enter it again."


def taken_back(entry: Entry) -> Corrected:
    """The correction that takes the entry back; the entry stays in the log and is shown as taken back.

    Raises:
        ValueError: it cannot be taken back; the message is a sentence for the patient.
    """
    if entry.session is None and entry.body is None:
        raise ValueError(_GONE.format(entry.number))
    if not entry.undoable:
        raise ValueError(_STAYS.get(entry.kind, f"Entry {entry.number} cannot be taken back."))
    return Corrected(entry.parts[0].fact.id, None)


def corrected(entry: Entry, **changes: object) -> Corrected | Confirmed:
    """What to record so that the entry says something else, by the names of its fields; None is "no answer" or "none".

    A score takes `score`, `region`, `side`, `day`; a report `day`, `part`, `note`; a needling `when` (UTC
    milliseconds), `region`, `side`; a measure
    `value` (tenths), `side`, `day`; days off `first`, `last`, `why`; back `day`; a note `words`, `day`. A session takes
    one of `share` (with `left_out`: exercise ids; alone it means part), `before` and `after` (soreness). Days are dates
    or their ISO words. A session that nobody confirmed yet has nothing to be replaced: what comes back is then the
    confirmation itself.

    Raises:
        ValueError: the entry has no such field, or the value does not fit; the message is a sentence for the patient.
    """
    if not changes:
        raise ValueError("Nothing to change was named.")
    if entry.session is None and entry.body is None:
        raise ValueError(_GONE.format(entry.number))
    allowed = _changeable(entry.session, entry.body, list(entry.parts))
    if not allowed:
        raise ValueError(_STAYS.get(entry.kind, f"Entry {entry.number} cannot be changed."))
    unknown = next((name for name in changes if name not in allowed), None)
    if unknown is not None:
        raise ValueError(f"Entry {entry.number} has no {unknown!r} to change. It has: {', '.join(allowed)}.")
    if entry.session is not None:
        return _session_corrected(entry, entry.session, changes)
    return _replaced(entry.parts[0], changes)


def _changeable(session: Session | None, body: Body | None, parts: list[Part]) -> tuple[str, ...]:
    """The names of what can be changed."""
    if session is None:
        return _FIELDS.get(type(body), ()) if body is not None else ()
    scored = [name for name in ("before", "after") if _soreness(parts, name)]
    return ("share", "left_out", *scored)


def _soreness(parts: list[Part] | tuple[Part, ...], when: str) -> list[Part]:
    """The soreness scores of a session at that time, but those taken back."""
    return [
        part for part in parts if isinstance(part.now, Rated) and part.now.what == "soreness" and part.now.when == when
    ]


def _session_corrected(entry: Entry, session: Session, changes: dict[str, object]) -> Corrected | Confirmed:
    scored = [name for name in changes if name in ("before", "after")]
    if scored:
        if len(changes) > 1:
            raise ValueError("One thing at a time: soreness before, soreness after, or how much was done.")
        found = _soreness(entry.parts, scored[0])
        if len(found) > 1:
            raise ValueError(f"Several places were scored {scored[0]} this session. That cannot be changed here.")
        return _replaced(found[0], {"score": changes[scored[0]]})
    before = next((part for part in reversed(entry.parts) if isinstance(part.fact.body, Confirmed)), None)
    said = before.now if before and isinstance(before.now, Confirmed) else None
    checked = next((one for one in get_args(Share) if one == changes.get("share", "part")), None)
    if checked is None:
        raise ValueError("How much was done is one of: all, part, none.")
    kept = said.left_out if said and said.share == "part" and checked == "part" else ()
    left_out = _texts(changes["left_out"]) if "left_out" in changes else kept
    if left_out and checked != "part":
        raise ValueError("Exercises can only be left out of part of a session.")
    asked = {row.exercise for row in session.body.asked}
    strange = next((one for one in left_out if one not in asked), None)
    if strange is not None:
        raise ValueError(f"This session has no exercise {strange!r}. It has: {', '.join(sorted(asked))}.")
    word = Confirmed(session.id, checked, left_out)
    if before is None:
        return word
    if word == before.now:
        raise ValueError("That is what it says already.")
    return Corrected(before.fact.id, word)


def _replaced(part: Part, changes: dict[str, object]) -> Corrected:
    body = part.now
    assert body is not None
    values: dict[str, Any] = {name: _CHECKS[name](value) for name, value in changes.items()}
    for name, value in values.items():
        if value is None and name in _NEVER_NONE:
            raise ValueError(f"There must be {_NEVER_NONE[name]}.")
    new: Body = body._replace(**values)
    if new == body:
        raise ValueError("That is what it says already.")
    if isinstance(new, Measured):
        _must_measure(new)
    return Corrected(part.fact.id, new)


def _must_measure(new: Measured) -> None:
    """Return if the measure can have that value and side."""
    measure = find_measure(new.what)
    assert measure is not None
    if new.value is not None and new.value > measure.most * 10:
        raise ValueError(f"{measure.name} is from 0 to {measure.most} {measure.unit}.")
    if (new.side is not None) != measure.sided:
        raise ValueError(f"{measure.name} {'is left or right' if measure.sided else 'has no side'}.")


def _tenths(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError("A measure is a number such as 9.5, or no answer.")


def _score(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise ValueError(f"A score is a whole number from 0 to {WORST}, or - for no answer.")


def _day(value: object) -> str | None:
    if value is None:
        return None
    try:
        return (value if isinstance(value, dt.date) else dt.date.fromisoformat(str(value))).isoformat()
    except ValueError:
        raise ValueError("A day is written as 2026-11-23.") from None


def _moment(value: object) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value >= 0):
        return value
    raise ValueError("A moment is a whole number of milliseconds.")


def _region(value: object) -> str | None:
    if value is None or value == WORST_PLACE:
        return WORST_PLACE if value else None
    found = find_region(str(value))
    if found is None:
        raise ValueError(f"There is no place called {str(value)!r} here.")
    return found.name


def _side(value: object) -> str | None:
    if value is None or value in ("left", "right", "middle", "both"):
        return None if value is None else str(value)
    raise ValueError("A side is left, right, middle or both.")


def _text(value: object) -> str | None:
    return str(value) if value else None


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    if isinstance(value, tuple | list) and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise ValueError("Exercises are named by their ids.")


_CHECKS: dict[str, Callable[[object], object]] = {
    "score": _score,
    "value": _tenths,
    "day": _day,
    "first": _day,
    "last": _day,
    "when": _moment,
    "region": _region,
    "side": _side,
    "why": _text,
    "note": _text,
    "words": _text,
    "part": _texts,
}
_NEVER_NONE = {"day": "a day", "first": "a first day", "when": "a time", "region": "a place", "words": "words"}
