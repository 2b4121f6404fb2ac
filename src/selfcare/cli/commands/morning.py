"""How sore it is this morning."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, ask, attended, say
from selfcare.cli.morning import record
from selfcare.day.decide import decide
from selfcare.day.mornings import place_of
from selfcare.faces.mornings import morning_line, question, tell_line
from selfcare.faces.words import soreness
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

CONTEXT = {"ignore_unknown_options": True}
_WORST = 10
_HOW = "Write the number from 0 to 10: selfcare morning 4"


def command(
    score: str | None = typer.Argument(None, metavar="[SCORE]", help="0 to 10, or - for no answer; asked without it."),
) -> None:
    """How sore or painful it is this morning, at rest, 0 to 10. After noon it is kept as recalled."""
    at_hand = AtHand()
    routine = at_hand.assignment().routine
    place = place_of(at_hand.history, routine, at_hand.now)
    if score is None:
        if not attended():
            raise UsageRefused(_HOW)
        say(question(place))
        score = ask("Type 0 to 10 and Enter, or - for no answer: ") or "-"
    number = whole(score)
    if score != "-" and (number is None or number > _WORST):
        raise UsageRefused(f"{score[:20]!r} is not a number from 0 to 10. {_HOW}")
    recalled = record(number, place, at_hand)
    said = "no answer" if number is None else soreness(number)
    say(f"Noted: soreness this morning{', recalled' if recalled else ''}: {said}. Wrong? selfcare undo")
    day = decide(at_hand.history, at_hand.now)
    if day is not None:
        say(*(line for line in (morning_line(day), tell_line(day)) if line))
