"""When to stop and whom to ring, as the page says it. Plain text.

What is asked before each session stands here in the words of `day.questions`; what is added follows section 6 of the
evidence, with its source beside it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.day.dose import sides_of
from selfcare.day.keep_off import KeepOff
from selfcare.day.questions import STOP_QUESTIONS
from selfcare.faces.handout.wording import moment, waiting
from selfcare.faces.naming import listed
from selfcare.faces.words import ring
from selfcare.routine.devices import find_device
from selfcare.routine.durations import waiting_ms
from selfcare.routine.regions import find_region
from selfcare.rules.needling import BREATH_H
from selfcare.rules.places import OVER_THE_LUNG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.day.questions import StopQuestion, Urgency
    from selfcare.routine.model import Needled, Routine


_LUNG: Final = "Short of breath, chest pain, a new dry cough or blue lips"
"""Section 6: case series and case reports of lung injury after needling (Grusche; Weagle 2021)."""


class Signs(NamedTuple):
    """Signs that ask for the same: how fast to act, in a word, what to do, and the signs."""

    word: str
    act: str
    signs: tuple[str, ...]


def stops(routine: Routine) -> tuple[Signs, ...]:
    """The three levels, the most urgent first, and what else keeps a session from being done."""
    name, contact = routine.therapist, routine.contact
    emergency = Signs(
        "EMERGENCY",
        f"ring {contact.emergency} now. Do not drive yourself.",
        tuple(_asked("emergency")),
    )
    today = Signs(
        "TODAY",
        f"ring {ring(contact, routine)}. Nobody there: ring {contact.emergency}.",
        (
            *(f"{sign}. Do not press it" for sign in _asked("today")),
            "A foot or a hand that is weak after pressing",  # Cho 2019 (title only); Shim 2013 (case)
            "A bruise that spreads; any big bruise if you take blood thinners",  # opinion
        ),
    )
    tell = Signs(
        f"TELL {name.upper()}",
        "next time. Today come off, and leave that exercise out.",
        (
            "Sharp or shooting pain, numb or tingling",  # opinion; Cho 2019 (title only)
            "Dizzy or faint: lie down until it has passed",  # opinion
            *_in_a_band(routine),
            "Worse two mornings running",  # opinion
            "Sore for more than a day and a half; after needles, for more than 3 days",  # opinion; Diciolla 2021
        ),
    )
    not_now = Signs(
        "NOT TODAY",
        "rest, or leave that place out.",
        (
            *(f"{sign}: rest until you are well" for sign in _asked("rest")),
            *(f"{sign}: leave that place out" for sign in _asked("place") if sign.startswith(("A wound", "Numb"))),
        ),
    )
    return emergency, today, tell, not_now


def _asked(urgency: Urgency) -> Iterator[str]:
    """The stop questions of that urgency; one with details as its details."""
    asked: list[StopQuestion] = [one for top in STOP_QUESTIONS for one in (top.detail or (top,))]
    return (one.words for one in asked if one.urgency == urgency)


def _in_a_band(routine: Routine) -> Iterator[str]:
    devices = (find_device(one.device) for one in routine.exercise)
    if any(device and device.load == "stays on" for device in devices):
        yield "Fingers or toes cold, white, blue or numb: band off at once"  # design, from Appl Sci 2021


def hands_off(routine: Routine) -> str:
    """How long a needled place is left alone."""
    name, keep_off = routine.therapist, routine.needling.keep_off
    if keep_off is None:
        return f"A place that was needled: leave it alone until {name} says when."
    if not waiting_ms(keep_off):
        return f"A place that was needled: {name} lets you press it at once."
    return f"A place that was needled: hands off for {waiting(keep_off)}. Then go on as before."


def breathing(routine: Routine) -> str:
    """The warning of the lung, for whenever needles come."""
    days = BREATH_H // 24
    return (
        f"{_LUNG} in the {days} days after needles in the neck, shoulder, "
        f"shoulder blade, upper back or chest: ring {routine.contact.emergency} now. It is rare, and can begin hours or "
        "days later."
    )


def needled(routine: Routine) -> list[str]:
    """What was needled last, how long it is left alone and what is left out meanwhile; and until when breath counts."""
    lines = []
    for one in _last(routine):
        keep_off, at = routine.needling.keep_off, one.at
        place = _place(one.region, one.side)
        if one.also:
            place += f"; also {listed([_named(also) for also in one.also])}"
        until = f"until {routine.therapist} says when"
        if keep_off is not None:
            until = f"until {moment(at + _waited(keep_off))}"
        meanwhile = _left_out(routine, one)
        line = f"Needled on {moment(at)}: {place}. Hands off {until}."
        if meanwhile:
            line += f" Until then leave out: {listed(meanwhile)}."
        lines.append(line)
        if {_named(name) for name in (one.region, *one.also)} & OVER_THE_LUNG:
            before, ring_now = moment(at + dt.timedelta(hours=BREATH_H)), routine.contact.emergency
            lines.append(f"{_LUNG} before {before}: ring {ring_now} now.")
    return lines


def _last(routine: Routine) -> list[Needled]:
    """The needlings that were still fresh when the last one came: those of the last visit, as a rule."""
    done = sorted(routine.needling.done, key=lambda one: one.at.replace(tzinfo=None))
    if not done:
        return []
    wait = max(_waited(routine.needling.keep_off or "0h"), dt.timedelta(hours=BREATH_H))
    newest = done[-1].at.replace(tzinfo=None)
    return [one for one in done if one.at.replace(tzinfo=None) + wait > newest]


def _left_out(routine: Routine, one: Needled) -> list[str]:
    """Exercises that press the place, each with its side if the other may be done."""
    off = KeepOff(frozenset(_named(name) for name in (one.region, *one.also)), one.side, "", None)
    found = []
    for exercise in routine.exercise:
        sides = sides_of(exercise)
        held = [side for side in sides if off.presses(exercise, side)]
        if held:
            found.append(exercise.name if len(held) == len(sides) else f"{exercise.name}, {held[0]} side")
    return found


def _place(name: str, side: str | None) -> str:
    where = {"left": ", left", "right": ", right", "both": ", both sides"}.get(side or "", "")
    return f"{_named(name)}{where}"


def _named(name: str) -> str:
    region = find_region(name)
    return region.name if region else name


def _waited(text: str) -> dt.timedelta:
    return dt.timedelta(milliseconds=waiting_ms(text) or 0)
