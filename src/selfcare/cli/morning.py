"""The morning's question: one number, asked once a day, where somebody is there to answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import ask, attended, say
from selfcare.day.mornings import NOON_H
from selfcare.faces.mornings import question
from selfcare.faces.words import soreness
from selfcare.facts.kinds import Rated
from selfcare.text.numbers import whole

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.day.decide import Day

_WORST = 10
_TRIES = 3


def ask_morning(day: Day, at_hand: AtHand, patient: str | None = None) -> bool:
    """Ask for this morning's score if it is to be asked; whether something was written down."""
    if day.asks_morning is None or not attended():
        return False
    say(question(day.asks_morning))
    for _ in range(_TRIES):
        answer = ask("Type 0 to 10 and Enter, or - for no answer: ")
        if answer is None:
            return False
        if answer in ("", "-"):
            record(None, day.asks_morning, at_hand, patient)
            say("No answer. You can give it later: selfcare morning")
            return True
        score = whole(answer)
        if score is not None and score <= _WORST:
            record(score, day.asks_morning, at_hand, patient)
            say(f"Soreness this morning: {soreness(score)}. Wrong? selfcare undo")
            return True
        say("A number from 0 to 10, then Enter.")
    return False


def before_noon(at_hand: AtHand) -> bool:
    """Whether a score of now is one of this morning."""
    return at_hand.now.local < dt.datetime.combine(at_hand.today, dt.time(NOON_H))


def record(score: int | None, place: str, at_hand: AtHand, patient: str | None = None) -> bool:
    """Keep it, after noon as recalled; whether it was. None: asked, and not answered."""
    recalled = not before_noon(at_hand)
    rated = Rated("soreness", "morning, recalled" if recalled else "morning", at_hand.today.isoformat(), score, place)
    at_hand.record(rated, patient=patient)
    at_hand.forget_history()
    return recalled
