"""The first screen: what is due, how long it takes, what to fetch, what is held back, whom to ring. At most ten lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.day.mornings import WORSE
from selfcare.faces import advice
from selfcare.faces.mornings import morning_line, tell_line
from selfcare.faces.naming import opening, short
from selfcare.faces.paragraph import paragraphs
from selfcare.faces.words import date, date_from, minutes, ring, time_of, week
from selfcare.routine.devices import find_device
from selfcare.session.phrases import dose
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.day.days_off import Off
    from selfcare.day.decide import Day, Due, Held
    from selfcare.day.in_force import Assignment
    from selfcare.routine.model import Routine
    from selfcare.session.steps import Plan

MOST_EXERCISES = 4
MOST_HELD = 2
MOST_LINES = 10


def today_lines(day: Day, plan: Plan, offset: int) -> list[str]:
    """The lines of that day, none wider than 79 columns; `plan` is today's session, `offset` the place's, in minutes."""
    # What is asked tells fewer exercises, rather than that the number to ring leaves the screen.
    found = (_lines(day, plan, offset, most) for most in range(MOST_EXERCISES, 0, -1))
    return next((lines for lines in found if len(lines) <= MOST_LINES), _lines(day, plan, offset, 1))


def _lines(day: Day, plan: Plan, offset: int, most: int) -> list[str]:
    routine = day.routine
    resting = day.blocked is not None and day.blocked.ids == (WORSE,)
    # A rest day that the therapist wrote says nothing of what was not done.
    said = "" if resting or day.away is not None else due(day.due)
    lines = [f"{short(routine.title)}, {date(day.date)}{week(day.week)}. {said}".rstrip()]
    if routine.start > day.date:
        lines[0] += f" It is meant to begin on {date_from(routine.start, day.date)}."
    if day.blocked:
        return paragraphs([lines[0], *advice.blocked(day)])
    if day.away is not None:
        return paragraphs([lines[0], *days_off(day.away), _whom_to_ring(routine)])
    if day.hold:
        lines.append(f"{routine.therapist} has taken today out of the plan: {visible(day.hold.why)}")
    if day.off:
        from selfcare.faces.standing import off_lines  # few days need it

        return paragraphs([lines[0], *off_lines(day.off, routine), _whom_to_ring(routine)])
    if day.exercises:
        devices = dict.fromkeys(find_device(one.exercise.device) for one in day.exercises)
        fetch = ", ".join(device.fetch for device in devices if device)
        gentler = " Gentler dose." if day.dose == "gentler" else ""
        lines.append(f"About {minutes(plan.length)} with changes. Fetch {fetch}.{gentler}")
    shown = day.exercises if len(day.exercises) <= most else day.exercises[: max(1, most - 1)]
    lines += [f"  {opening(short(one.exercise.name))}{sides(one.sides)}: {dose(one.dose)}" for one in shown]
    if len(shown) < len(day.exercises):
        lines.append(f"  and {len(day.exercises) - len(shown)} more")
    lines += [
        line for line in (morning_line(day), *held_back(day.held, offset, routine.therapist), tell_line(day)) if line
    ]
    if day.measures:
        more = f" and {len(day.measures) - 1} more" if len(day.measures) > 1 else ""
        lines.append(f"To measure: {short(day.measures[0])}{more}. Type: selfcare measure")
    lines.append(_whom_to_ring(routine))
    return paragraphs(lines)


def days_off(off: Off) -> list[str]:
    """That it is a day off, until when, and how to come back or play all the same."""
    until = f"until {date(off.last)}" if off.known else "until you say that you are back"
    why = f" ({short(off.why)})" if off.why else ""
    return [
        f"Your days off{why} last {until}. Nothing has to be made up for.",
        "Back again? Type: selfcare back. To play all the same: selfcare start",
    ]


def not_now(coming: Assignment, today: dt.date) -> str:
    """That nothing is in force, and until when: the routine that was loaded last begins later, or has ended."""
    routine = coming.routine
    if coming.first > today:
        return f"{short(routine.title)} begins on {date_from(coming.first, today)}."
    ended = f" on {date_from(routine.end, today)}" if routine.end else ""
    return f"{short(routine.title)} ended{ended}. Ask {short(routine.therapist)} what comes next."


def not_now_lines(coming: Assignment, today: dt.date) -> list[str]:
    """The first screen of a day on which nothing is in force."""
    return paragraphs([not_now(coming, today), _whom_to_ring(coming.routine)])


def _whom_to_ring(routine: Routine) -> str:
    return f"To ring: {ring(routine.contact, routine)}. Emergency: {routine.contact.emergency}."


def sides(hands: tuple[str, ...]) -> str:
    """Sides behind a name: ", each side", ", left", nothing for a middle."""
    return {("left", "right"): ", each side", ("middle",): ""}.get(hands, f", {hands[0]}")


def due(what: Due | None) -> str:
    """What is asked and done, in a sentence."""
    if what is None:
        return ""
    period = "Today" if what.per == "day" else "This week"
    so_far = f"{period} {what.done} of {what.asked} done."
    if what.open_now:
        return so_far
    if what.asked == 0:
        so_far = "Nothing is asked today."
    following = f" Next: {date(what.next_day)}." if what.next_day else ""
    return f"{so_far}{following}"


def held_back(held: tuple[Held, ...], offset: int, therapist: str, *, most: int = MOST_HELD) -> list[str]:
    """What is left out now and until when: one reason after the other, at most so many."""
    by_reason: dict[tuple[str, int | None], dict[str, list[str]]] = {}
    for one in held:
        by_reason.setdefault((one.why, one.until), {}).setdefault(visible(one.name), []).append(one.side)
    lines = []
    for (why, until), places in by_reason.items():
        names = [f"{opening(name)}{sides(tuple(hands))}" for name, hands in places.items()]
        if why.startswith("today"):
            end = "today"
        else:
            end = f"until {time_of(until, offset)}" if until is not None else f"until {therapist} decides"
        lines.append(f"Held back {end}: {'; '.join(names)} ({visible(why)}).")
    if len(lines) > most:
        lines = [*lines[: most - 1], f"And {len(lines) - most + 1} more held back; see them with: selfcare preview"]
    return paragraphs(lines)
