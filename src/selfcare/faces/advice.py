"""What to do after a stop, and how fast, before anything else; then the therapist's words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.day.mornings import WORSE
from selfcare.faces.mornings import morning_line, tell_line
from selfcare.faces.words import ring

if TYPE_CHECKING:
    from selfcare.day.decide import Day
    from selfcare.day.questions import Urgency
    from selfcare.facts.kinds import StopReason
    from selfcare.routine.model import Routine


def blocked(day: Day) -> list[str]:
    """What keeps the whole routine off today, and what to do."""
    assert day.blocked is not None
    if day.blocked.ids != (WORSE,):
        seen = "Seen by someone since? selfcare start asks by whom, and what was said."
        return after_answer(day.blocked.urgency, day.routine) + ([] if day.blocked.urgency == "rest" else [seen])
    lines = [morning_line(day), f"Getting worse? Ring {ring(day.routine.contact, day.routine)}.", tell_line(day)]
    return [line for line in lines if line]


def after_answer(urgency: Urgency, routine: Routine) -> list[str]:
    """What to do after a yes at the stop questions."""
    name, contact = routine.therapist, routine.contact
    match urgency:
        case "emergency":
            lines = [f"EMERGENCY: ring {contact.emergency} now.", "Do not do this routine. Do not drive yourself."]
        case "today":
            lines = [
                f"TODAY: ring {ring(contact, routine)}.",
                f"Do not press or roll that leg. Nobody to be reached, or short of breath: ring {contact.emergency}.",
            ]
        case "rest":
            lines = [
                "Not today. Rest, and try again when you are well.",
                f"Getting worse? Ring {ring(contact, routine)}.",
            ]
        case "place":
            return [f"Noted. Tell {name} next time."]
    return lines + _own_words(routine)


def after_stop(reason: StopReason, routine: Routine) -> list[str]:
    """What to do after a session was stopped."""
    name, contact = routine.therapist, routine.contact
    match reason:
        case "too painful":
            lines = [
                f"TELL {name.upper()} next time: it was too painful.",
                f"If it stays bad, swells or bruises widely: TODAY ring {ring(contact, routine)}.",
            ]
        case "numb or tingling":
            lines = [
                f"TELL {name.upper()} next time: it went numb or tingled.",
                f"If a foot or a hand is weak, or it does not go away: TODAY ring {ring(contact, routine)}.",
            ]
        case "dizzy or unwell":
            lines = [
                "Lie down until it has passed.",
                f"Chest pain, short of breath, trouble speaking or seeing: EMERGENCY, ring {contact.emergency} now.",
                f"Otherwise TELL {name.upper()} next time.",
            ]
        case "ended for today":
            return ["Ended for today."]
    return lines + _own_words(routine)


def _own_words(routine: Routine) -> list[str]:
    return [f"{routine.therapist} says: {routine.stop.words}"] if routine.stop.words else []
