"""What a patient is shown before anything is shared, and what to do with the file afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.faces.naming import counted, listed, short
from selfcare.faces.words import date_from, ring
from selfcare.facts import kinds
from selfcare.facts.kinds import WORDS
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from selfcare.facts.kinds import Body
    from selfcare.log.sharing.leaving import Leaving
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

_WORDED: Final[dict[str, str]] = {
    WORDS[kinds.Note]: "Note",
    WORDS[kinds.Reported]: "To what you did without the guide",
    WORDS[kinds.Away]: "Reason for days off",
    WORDS[kinds.Settled]: "Reason why a session does not count",
    WORDS[kinds.Seen]: "By whom you were seen, and what was said",
}
_SHOWN: Final = 12
"""Words of the patient that are shown, the newest (design); `history` has all of them."""


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


def words_lines(leaving: Leaving, *, notes: bool) -> list[str]:
    """Each word of the patient's own that leaves, and what stays."""
    lines = []
    if leaving.files:
        lines.append(f"The routine goes as your therapist wrote it: {listed([short(name) for name in leaving.files])}.")
    if not notes:
        stay = leaving.stay
        lines.append(
            f"Not in it: {counted(stay, 'note')} of yours." if stay else "You wrote no note, so none stays here."
        )
    if leaving.said:
        lines.append(f"{'In it' if notes else 'Still in it'}, in your words:")
        lines += [f'  {_WORDED[one.kind]}: "{visible(one.words)}"' for one in leaving.said[-_SHOWN:]]
        if (more := len(leaving.said) - _SHOWN) > 0:
            lines.append(f"  and {more} older. All of them: selfcare history")
    if leaving.kinds[WORDS[kinds.Corrected]]:
        lines.append("What you corrected or took back is in it, too, as it was first written.")
    return lines


def after_lines(routine: Routine, mark: str) -> list[str]:
    """What to do with the file."""
    name = visible(routine.therapist)
    return [
        f"Send that file to {name}, with an e-mail for example. It goes nowhere by itself.",
        f"If {name} asks whether it was you, read this out: {mark}",
        f"What cannot wait, tell by telephone: {visible(ring(routine.contact, routine))}.",
    ]
