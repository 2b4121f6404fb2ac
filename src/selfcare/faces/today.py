"""The first screen: what is due, how long it takes, what to fetch, what is held back, whom to ring. At most ten lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces import advice
from selfcare.faces.words import date, minutes, ring, time_of
from selfcare.routine.devices import find_device
from selfcare.session.phrases import dose
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.day.decide import Day, Due, Held
    from selfcare.session.steps import Plan

MOST_EXERCISES = 4


def today_lines(day: Day, plan: Plan, offset: int) -> list[str]:
    """The lines of that day; `plan` is today's session, `offset` the place's, in minutes."""
    routine = day.routine
    lines = [f"{visible(routine.title)}, {date(day.date)}, week {day.week}. {due(day.due)}".rstrip()]
    if day.blocked:
        return [lines[0], *advice.after_answer(day.blocked.urgency, routine)]
    if day.hold:
        lines.append(f"{routine.therapist} has taken today out of the plan: {visible(day.hold.why)}")
    if day.exercises:
        devices = dict.fromkeys(find_device(one.exercise.device) for one in day.exercises)
        fetch = ", ".join(device.fetch for device in devices if device)
        gentler = " Gentler dose." if day.dose == "gentler" else ""
        lines.append(f"About {minutes(plan.length)} with changes. Fetch {fetch}.{gentler}")
    shown = day.exercises if len(day.exercises) <= MOST_EXERCISES else day.exercises[: MOST_EXERCISES - 1]
    lines += [f"  {visible(one.exercise.name)}{_sides(one.sides)}: {dose(one.dose)}" for one in shown]
    if len(shown) < len(day.exercises):
        lines.append(f"  and {len(day.exercises) - len(shown)} more")
    lines += held_back(day.held, offset, routine.therapist)
    lines.append(f"To ring: {ring(routine.contact, routine)}. Emergency: {routine.contact.emergency}.")
    return lines


def _sides(sides: tuple[str, ...]) -> str:
    return {("left", "right"): ", each side", ("middle",): ""}.get(sides, f", {sides[0]}")


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


def held_back(held: tuple[Held, ...], offset: int, therapist: str) -> list[str]:
    """What is left out now and until when: one line a place, at most two."""
    by_reason: dict[tuple[str, int | None], dict[str, list[str]]] = {}
    for one in held:
        by_reason.setdefault((one.why, one.until), {}).setdefault(visible(one.name), []).append(one.side)
    lines = []
    for (why, until), places in by_reason.items():
        names = [f"{name}{_sides(tuple(sides))}" for name, sides in places.items()]
        if why.startswith("today"):
            end = "today"
        else:
            end = f"until {time_of(until, offset)}" if until is not None else f"until {therapist} decides"
        lines.append(f"Held back {end}: {'; '.join(names)} ({visible(why)}).")
    most = 2
    return lines if len(lines) <= most else [*lines[:1], f"And {len(lines) - 1} more held back; see selfcare preview."]
