"""The morning's question: one number, asked once a day, where somebody is there to answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.cli.at_hand import ask, attended, say
from selfcare.day.mornings import NOON_H
from selfcare.faces.mornings import question, question_of_both
from selfcare.faces.words import soreness
from selfcare.facts.kinds import Rated
from selfcare.text.numbers import whole

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.day.decide import Day

_WORST = 10
_TRIES = 3
_MORNING_AND_NOW = 2


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


def ask_both(day: Day, at_hand: AtHand, session: str, patient: str | None = None) -> bool:
    """Ask for this morning's score and the one before the session on one line; whether they were written down."""
    place = day.asks_morning
    if place is None or not attended():
        return False
    say(question_of_both(place))
    for _ in range(_TRIES):
        answer = ask("Type both, such as 3 4, or one for both, and Enter; - for no answer: ")
        if answer is None:
            return False
        scores = _both(answer)
        if scores is not None:
            morning, now = scores
            rated = Rated("soreness", "before", day.date.isoformat(), now, place, None, session)
            at_hand.record(rated, patient=patient)
            record(morning, place, at_hand, patient)  # last, so that `undo` takes back what chose the day's dose
            said = ["no answer" if one is None else soreness(one) for one in scores]
            say(f"Soreness this morning: {said[0]}. Now: {said[1]}. Wrong? selfcare undo")
            return True
        say("Two numbers from 0 to 10 with a blank between, or one, then Enter.")
    return False


def _both(answer: str) -> tuple[int | None, int | None] | None:
    """The two scores of a line, None in place of one that was not answered; None: it says neither."""
    words = answer.replace(",", " ").split() or ["-"]
    scores = [None if one == "-" else whole(one) for one in words]
    wrong = any(one != "-" and (score is None or score > _WORST) for one, score in zip(words, scores, strict=True))
    return None if wrong or len(scores) > _MORNING_AND_NOW else (scores[0], scores[-1])


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
