"""A session that was cut off: what the patient wants to become of it. Nothing of it is lost, whatever is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from selfcare.cli.at_hand import ask, ask_key, say
from selfcare.day.in_force import assignments
from selfcare.faces.naming import exercise
from selfcare.faces.words import time_of
from selfcare.facts.kinds import Settled
from selfcare.session.resume import may_continue

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.facts.recount import Session

Choice: TypeAlias = Literal["continue", "finished", "discarded", "later"]
_KEYS: dict[str, Choice] = {"c": "continue", "f": "finished", "x": "discarded", "q": "later", "escape": "later"}


def ask_what_becomes(session: Session, at_hand: AtHand) -> Choice:
    """Tell what was cut off, and ask: go on (within the hour, and while its routine is in force), finish, discard."""
    begun = session.begun
    when = time_of(begun.at, begun.offset)
    today = session.body.day == at_hand.today.isoformat()
    say(f"Your session of {when.rpartition(' ')[2] if today else when} was cut off{_where(session, at_hand)}.")
    sets = f"{session.sets} of {session.sets_asked} sets are done, and kept."
    going_on = may_continue(session, at_hand.now) and _still_asked(session, at_hand)
    choices = "c continue from that set, " if going_on else ""
    say(sets)
    while True:
        key = ask_key(f"{choices}f finish here, x discard it, q decide later: ")
        choice = _KEYS.get(key)
        if choice is None or (choice == "continue" and not going_on):
            continue
        if choice == "discarded":
            why = ask("Why does it not count? (in your words; Enter: keep it) ")
            if not why:
                continue
            at_hand.record(Settled(session.id, "discarded", why), patient=begun.patient)
            say(
                f"Discarded: it counts as not done. What was played stays in the log, for {_therapist(session, at_hand)}."
            )
        if choice == "finished":
            at_hand.record(Settled(session.id, "finished"), patient=begun.patient)
            say(f"Finished there. Kept: {session.sets} of {session.sets_asked} sets.")
        return choice


def _where(session: Session, at_hand: AtHand) -> str:
    if not session.repetitions:
        return " before the first set"
    last = max(session.repetitions, key=lambda one: one.at)
    name = exercise(at_hand.history.routine(session.body.text), last.exercise, last.side)
    asked = next((row for row in session.body.asked if (row.exercise, row.side) == (last.exercise, last.side)), None)
    number = f", set {last.set} of {asked.sets}" if asked and asked.sets > 1 else ""
    return f" {'after' if last.complete else 'in'} {name}{number}"


def _therapist(session: Session, at_hand: AtHand) -> str:
    routine = at_hand.history.routine(session.body.text)
    return routine.therapist if routine else "your therapist"


def _still_asked(session: Session, at_hand: AtHand) -> bool:
    """Whether the therapist has not sent another text since; a file that was not assigned asks nobody."""
    known = assignments(at_hand.history)
    return session.body.from_file or bool(known and known[-1].text == session.body.text)
