"""What a morning's score makes of its day, and what the therapist is to be told: a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import exercise, listed, short
from selfcare.faces.words import date, soreness, time_of
from selfcare.facts.kinds import WORST_PLACE

if TYPE_CHECKING:
    from selfcare.day.decide import Day
    from selfcare.day.keep_off import Needling
    from selfcare.day.mornings import Morning
    from selfcare.day.tell import Tell
    from selfcare.routine.model import Routine

REST = "A day of rest is part of it. Nothing has to be made up for."
_TOLD = {
    "too painful": "a stop, too painful",
    "numb or tingling": "a stop, numb or tingling",
    "dizzy or unwell": "a stop, dizzy or unwell",
    "two worse mornings": "two worse mornings running",
    "sore after needling": "sore for more than 3 days after needling",
}


def question(place: str) -> str:
    """What is asked in the morning: one number."""
    where = "" if place == WORST_PLACE else f", at your {short(place)}"
    return f"How sore or painful is it this morning, at rest{where}? 0 none, 10 worst imaginable."


def question_of_both(place: str) -> str:
    """What is asked before a session in the afternoon of a day whose morning was not told: two numbers at once."""
    where = "" if place == WORST_PLACE else f", at your {short(place)}"
    return f"How sore or painful was it this morning, and is it now, at rest{where}? 0 none, 10 worst imaginable."


def morning_line(day: Day) -> str:
    """Why today's dose is what it is, as far as the morning's score has to do with it; empty when it has nothing."""
    one, name = day.morning, day.routine.therapist
    if one is None:
        return ""
    if one.needled:
        return (
            f"This morning {soreness(one.score)}. The {one.needled} was needled; soreness is usual for about 3 days. "
            "It does not change the dose."
        )
    if not one.worse:
        return ""
    compared = f"{one.score} this morning, {one.before} before your last session"
    match one.then:
        case "rest":
            return f"Rest today: {compared}. So {name} wrote it for a worse morning. {REST}"
        case "gentler":
            return f"Gentler dose today: {compared}. So {name} wrote it for a worse morning."
        case None:
            return f"Worse: {compared}. {name} set no rule for that, so the dose stays. Tell {name}."


def scored(one: Morning) -> str:
    """The score and what it was compared with, short: "6 (before the last session 3)"."""
    return f"{one.score} (before the last session {one.before})" if one.before is not None else str(one.score)


def told(one: Tell, routine: Routine | None) -> str:
    """One thing to tell, with its place and day."""
    where = f", {exercise(routine, one.where, None)}" if one.where and one.what in _TOLD else ""
    return f"{_TOLD[one.what]}{where}, {date(one.day)}"


def tell_line(day: Day) -> str:
    """What the therapist is to be told, and how to send it; empty when there is nothing."""
    if not day.tell:
        return ""
    said = listed(list(dict.fromkeys(told(one, day.routine) for one in day.tell))[:2])
    return f"Tell {day.routine.therapist}: {said}. To send: selfcare report --message"


def breath_warning(one: Needling, offset: int, emergency: str) -> str:
    """What to watch for after needles over the lung."""
    return (
        f"The {one.name} was needled on {time_of(one.at, offset)}. For 3 days: short of breath, chest pain or a new dry "
        f"cough, ring {emergency} now. It can begin hours to two days later."
    )
