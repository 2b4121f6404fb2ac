"""The correction of an entry: what it takes to say something else, or to take it back. Both stay in the log."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, get_args

from selfcare.facts.entering import WORST
from selfcare.facts.kinds import (
    WORST_PLACE,
    Away,
    Back,
    Body,
    Confirmed,
    Corrected,
    Measured,
    NeedledAt,
    Note,
    Rated,
    Reported,
    Seen,
    Settled,
    Share,
)
from selfcare.facts.moment import Moment
from selfcare.routine.measures import find_measure
from selfcare.routine.regions import find_region

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.facts.entries import Entry, Part
    from selfcare.facts.recount import Session

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
    "all of it, part of it, none of it; and each score.",
    "loaded": "A routine that was loaded stays in the log. To follow another one, load it.",
    "stop questions": "An answer to the questions before a session stays in the log. "
    "If it was a slip, tell your therapist.",
    "kept off": "A place that you named before a session is left out for that day. "
    "If it was a slip, tell your therapist.",
    "condition": "A condition stays in the log. That you have it no longer is said with selfcare health remove.",
    "condition withdrawn": "That stays in the log. That you have it after all is said with selfcare health add.",
    "seen": "Who saw you cannot be changed. Take it back, and say it again.",
}
_SCORES = ("before", "after", "discomfort")
"""What was scored in a session, by the word that `fix` takes."""
_GONE = "Entry {} was taken back already. To have it again, enter it again."


def undoable(session: Session | None, body: Body | None, parts: Sequence[Part]) -> bool:
    """Whether there is something to take back: a fact of their own word; of a session a word or a score."""
    return type(body) in _UNDOABLE if session is None else last_word(parts) is not None


def last_word(parts: Sequence[Part]) -> Part | None:
    """Of a session what the patient said last and did not take back yet: all or part of it, a score, what becomes of it."""
    said = [part for part in parts if isinstance(part.now, Confirmed | Settled | Rated)]
    return max(said, key=lambda part: (part.fact.at, part.fact.id), default=None)


def taken_back(entry: Entry) -> Corrected:
    """The correction that takes the entry back, of a session what was said last; it stays, and is shown as taken back.

    Raises:
        ValueError: it cannot be taken back; the message is a sentence for the patient.
    """
    if entry.session is None and entry.body is None:
        raise ValueError(_GONE.format(entry.number))
    part = entry.parts[0] if entry.session is None else last_word(entry.parts)
    if part is None or not entry.undoable:
        raise ValueError(_STAYS.get(entry.kind, f"Entry {entry.number} cannot be taken back."))
    return Corrected(part.fact.id, None)


def corrected(entry: Entry, **changes: object) -> Corrected | Confirmed:
    """What to record so that the entry says something else, by the names of its fields; None is "no answer" or "none".

    A score takes `score`, `region`, `side`, `day`; a report `day`, `part`, `note`; a needling `when` (UTC
    milliseconds), `region`, `side`; a measure `value` (tenths), `side`, `day`; days off `first`, `last`, `why`; back
    `day`; a note `words`, `day`. A session takes one of `share` (with `left_out`: exercise ids; alone it means part),
    `before` and `after` (soreness), `discomfort`; with a score, `which` says where several were given: a place, an
    exercise, or its hour. Days are dates or their ISO words. A session that nobody confirmed yet has nothing to be
    replaced: what comes back is then the confirmation itself.

    Raises:
        ValueError: the entry has no such field, or the value does not fit; the message is a sentence for the patient.
    """
    if not changes:
        raise ValueError("Nothing to change was named.")
    if entry.session is None and entry.body is None:
        raise ValueError(_GONE.format(entry.number))
    allowed = changeable(entry.session, entry.body, list(entry.parts))
    if not allowed:
        raise ValueError(_STAYS.get(entry.kind, f"Entry {entry.number} cannot be changed."))
    asked = [name for name in changes if not (name == "which" and entry.session is not None)]
    unknown = next((name for name in asked if name not in allowed), None)
    if unknown is not None:
        raise ValueError(f"Entry {entry.number} has no {unknown!r} to change. It has: {', '.join(allowed)}.")
    if entry.session is not None:
        return _session_corrected(entry, entry.session, changes)
    return _replaced(entry.parts[0], changes)


def changeable(session: Session | None, body: Body | None, parts: Sequence[Part]) -> tuple[str, ...]:
    """The names of what can be changed."""
    if session is None:
        return _FIELDS.get(type(body), ()) if body is not None else ()
    return ("share", "left_out", *(name for name in _SCORES if _scored(parts, name)))


def _scored(parts: Sequence[Part], name: str) -> list[Part]:
    """The scores of a session by that word, but those taken back."""
    when = "while pressing" if name == "discomfort" else name
    return [part for part in parts if isinstance(part.now, Rated) and part.now.when == when]


def _names(part: Part, entry: Entry) -> set[str]:
    """What one may call a score of a session: its place, its exercise, its hour."""
    one = part.now
    assert isinstance(one, Rated)
    titles = [each.name for each in entry.routine.exercise if each.id == one.exercise] if entry.routine else []
    names = [name for name in (one.region, one.exercise, *titles) if name is not None]
    sided = [f"{name} {one.side}" for name in names if one.side is not None]
    hour = f"{Moment(part.fact.at, entry.offset).local:%H:%M}"
    return {name.casefold() for name in (*names, *sided, hour)}


def _which(entry: Entry, name: str, word: object) -> Part:
    """The one score that is meant.

    Raises:
        ValueError: none or several are.
    """
    found = [part for part in _scored(entry.parts, name) if not word or str(word).casefold() in _names(part, entry)]
    if len(found) == 1:
        return found[0]
    there = _scored(entry.parts, name)
    said = ", ".join(f"{_place(part)} at {Moment(part.fact.at, entry.offset).local:%H:%M}" for part in there)
    raise ValueError(
        f"There are several scores by the word {name}: {said}. Say which, by its place, its exercise or its hour."
        if len(there) > 1
        else f"There is one score by the word {name}: {said}."
    )


def _place(part: Part) -> str:
    assert isinstance(part.now, Rated)
    return f"{part.now.exercise or part.now.region}{f' {part.now.side}' if part.now.side else ''}"


def _session_corrected(entry: Entry, session: Session, changes: dict[str, object]) -> Corrected | Confirmed:
    scored = [name for name in changes if name in _SCORES]
    if scored:
        if len(changes.keys() - {"which"}) > 1:
            raise ValueError("One thing at a time: a score before, after or while pressing, or how much was done.")
        return _replaced(_which(entry, scored[0], changes.get("which")), {"score": changes[scored[0]]})
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
