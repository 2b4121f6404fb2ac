"""What a patient is shown before anything is shared, and what to do with the file afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.faces.naming import counted, listed
from selfcare.faces.words import date_from, ring
from selfcare.facts import kinds
from selfcare.facts.kinds import WORDS
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from selfcare.facts.kinds import Body
    from selfcare.routine.model import Routine

_GROUPS: Final[tuple[tuple[str, tuple[type[Body], ...]], ...]] = (
    ("of your routine", (kinds.TextKept, kinds.Loaded, kinds.DayEnds)),
    (
        "of what you answered about your health",
        (
            kinds.Answered,
            kinds.KeptOff,
            kinds.Seen,
            kinds.HealthAsked,
            kinds.ConditionSaid,
            kinds.ConditionWithdrawn,
            kinds.Warned,
        ),
    ),
    (
        "of what was done: sessions and sets",
        (
            kinds.SessionBegun,
            kinds.SessionContinued,
            kinds.Settled,
            kinds.SetBegun,
            kinds.MoreTime,
            kinds.SetEnded,
            kinds.EasedOff,
            kinds.Stopped,
            kinds.SessionEnded,
            kinds.Confirmed,
            kinds.Reported,
        ),
    ),
    ("of how sore it was, or how it felt", (kinds.Rated,)),
    ("of what was measured", (kinds.Measured,)),
    ("of where you were needled", (kinds.NeedledAt,)),
    ("of days off", (kinds.Away, kinds.Back)),
    ("of what you corrected", (kinds.Corrected,)),
    ("notes in your words", (kinds.Note,)),
)
"""Every kind of fact, in the patient's words."""

_WORDED: Final[tuple[tuple[type[Body], tuple[str, str]], ...]] = (
    (kinds.Reported, ("word to what you did without the guide", "words to what you did without the guide")),
    (kinds.Away, ("reason for days off", "reasons for days off")),
    (kinds.Settled, ("reason why a session does not count", "reasons why a session does not count")),
    (kinds.Seen, ("thing that you were told when you were seen", "things that you were told when you were seen")),
)


def leaving_lines(
    found: Mapping[str, int], patient: str, days: tuple[dt.date, dt.date], today: dt.date, routine: Routine
) -> list[str]:
    """How many facts leave, of which days, of which kinds, and who can read them."""
    first, last = (date_from(day, today) for day in days)
    span = first if first == last else f"{first} to {last}"
    lines = [
        f"This is for {visible(routine.therapist)}, who alone can open it: {counted(sum(found.values()), 'fact')} of {span}.",
        "A fact is one thing that was written down. There are:",
    ]
    for name, members in _GROUPS:
        if count := sum(found.get(WORDS[one], 0) for one in members):
            lines.append(f"{count:>6} {name if count != 1 else name.replace('notes', 'note')}")
    return [*lines, f"You stand in it as {visible(patient)}, not by name."]


def words_lines(found: Mapping[str, int], worded: Mapping[str, int], stay: int, *, notes: bool) -> list[str]:
    """What becomes of the patient's own words."""
    lines = []
    if not notes:
        lines.append(
            f"Not in it: {counted(stay, 'note')} of yours." if stay else "You wrote no note, so none stays here."
        )
    if worded:
        also = "Also in it" if notes and found.get(WORDS[kinds.Note]) else "In it" if notes else "Still in it"
        parts = [counted(worded[WORDS[one]], *name) for one, name in _WORDED if worded.get(WORDS[one])]
        lines.append(f"{also}, in your words: {listed(parts)}.")
    return lines


def after_lines(routine: Routine, mark: str) -> list[str]:
    """What to do with the file."""
    name = visible(routine.therapist)
    return [
        f"Send that file to {name}, with an e-mail for example. It goes nowhere by itself.",
        f"If {name} asks whether it was you, read this out: {mark}",
        f"What cannot wait, tell by telephone: {visible(ring(routine.contact, routine))}.",
    ]
