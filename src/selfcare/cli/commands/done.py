"""Done without the guide, in the patient's word."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import NO_ROUTINE, AtHand, say
from selfcare.day.in_force import assignments, in_force
from selfcare.faces.words import date, date_from
from selfcare.facts.kinds import Reported
from selfcare.text.dates import day_said
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible


def command(
    when: list[str] | None = typer.Argument(
        None, metavar="[DAY]", help='"yesterday", "fri", "20 nov"; today without it.'
    ),
    part: list[str] = typer.Option([], "--part", help="Only this exercise (its id or title); may be given again."),
    note: str | None = typer.Option(None, "--note", help="A word to your therapist."),
) -> None:
    """You did it without the guide. It is kept as your word, beside what the guide counted."""
    at_hand = AtHand()
    day = day_said(" ".join(when or []), at_hand.today)
    if day > at_hand.today:
        raise UsageRefused(f"{date(day)} has not come yet.")
    known = assignments(at_hand.history)
    if not known:
        raise NotFound(NO_ROUTINE)
    current = in_force(known, day)
    if current is None:
        first = min(one.first for one in known)
        begins = f" The first begins on {date_from(first, day)}." if first > day else ""
        raise UsageRefused(f"No routine is in force on {date(day)}.{begins} Nothing was noted.")
    chosen = []
    for word in part:
        found = next(
            (one for one in current.routine.exercise if word.casefold() in (one.id, one.name.casefold())), None
        )
        if found is None:
            names = ", ".join(one.id for one in current.routine.exercise)
            raise UsageRefused(f"This routine has no exercise {visible(word)!r}. It has: {names}.")
        chosen.append(found.id)
    at_hand.record(Reported(day.isoformat(), current.text, tuple(chosen), note))
    what = f"part of {visible(current.routine.title)}" if chosen else visible(current.routine.title)
    say(f"Noted: {what}, done without the guide on {date(day)}. Wrong? selfcare undo")
