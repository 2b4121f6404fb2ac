"""Why today is as it is."""

from __future__ import annotations

from selfcare.cli.at_hand import AtHand, say
from selfcare.day.decide import decide
from selfcare.faces.why import why_lines


def command() -> None:
    """Why today is as it is: the text in force, the dose, each exercise, what is held back; each with its day."""
    at_hand = AtHand()
    current = at_hand.assignment()
    day = decide(at_hand.history, at_hand.now)
    assert day is not None  # an assignment is in force
    say(*why_lines(day, at_hand.history, current, at_hand.now.offset))
