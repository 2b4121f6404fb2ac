"""Done without the guide, in the patient's word."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.faces.words import date
from selfcare.facts.entering import exercise_said
from selfcare.facts.kinds import Reported
from selfcare.text.dates import day_said
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
    current = at_hand.assignment_on(day)
    chosen = tuple(exercise_said(word, current.routine) for word in part)
    at_hand.enter(Reported(day.isoformat(), current.text, chosen, note), "Nothing was noted.", current.routine)
    what = f"part of {visible(current.routine.title)}" if chosen else visible(current.routine.title)
    say(f"Noted: {what}, done without the guide on {date(day)}. Wrong? selfcare undo")
