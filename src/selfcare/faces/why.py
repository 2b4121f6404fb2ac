"""Why today is as it is: each line names the fact or the rule behind it, with its day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.day.phases import counted as counts_so_far
from selfcare.day.phases import in_phase, scores_that_matter
from selfcare.day.schedule import line
from selfcare.faces.mornings import scored, told
from selfcare.faces.naming import counted, listed, short
from selfcare.faces.standing import for_therapist, reason
from selfcare.faces.today import due, sides
from selfcare.faces.words import date, time_of
from selfcare.facts.recount import sessions
from selfcare.session.phrases import dose
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.day.decide import Day, Held
    from selfcare.day.in_force import Assignment
    from selfcare.facts.history import History
    from selfcare.routine.model import Exercise


def why_lines(day: Day, history: History, current: Assignment, offset: int) -> list[str]:
    """The facts and the rules behind that day; `current` is the text in force, `offset` the place's, in minutes."""
    text = f"text of {date(current.received)}"
    return [
        f"Why today, {date(day.date)}, is as it is:",
        *_in_force(day, current),
        *_blocks(day),
        *_rules(day, text),
        *_dose(day, text),
        *_asked(day, history, text),
        *_exercises(day, history, text, offset),
        *(f"To tell {day.routine.therapist}: {told(one, day.routine)}." for one in day.tell),
    ]


def _in_force(day: Day, current: Assignment) -> Iterator[str]:
    routine = day.routine
    label = f", revision {short(str(routine.revision))}" if routine.revision is not None else ""
    yield (
        f"Text: {short(routine.title)}{label}, loaded on {date(current.received)}, in force since {date(current.first)}."
    )
    yield f"Week {day.week}: its weeks are counted from {date(routine.start)}."
    if routine.end:
        yield f"It ends with {date(routine.end)}."


def _blocks(day: Day) -> Iterator[str]:
    if day.hold:
        until = f" to {date(day.hold.end)}" if day.hold.end else " until a newer file"
        yield f"Taken out by {day.routine.therapist}: {date(day.hold.start)}{until} ({short(day.hold.why)})."
    if day.away is not None:
        until = f"to {date(day.away.last)}" if day.away.known else "until you say that you are back"
        why = f" ({short(day.away.why)})" if day.away.why else ""
        yield f"Your days off: from {date(day.away.first)} {until}{why}, said on {date(day.away.entered)}."
    if day.blocked is None:
        return
    since = date(dt.date.fromisoformat(day.blocked.day))
    match day.blocked.urgency:
        case "rest":
            until = "for that day"
        case _:
            until = "until you say by whom you were seen, and what was said"
    yield f"No session: {listed(day.blocked.ids)}, said on {since}; {until}."


def _rules(day: Day, text: str) -> Iterator[str]:
    if day.off:
        yield f"No session: the evidence holds all of it back until {day.routine.therapist} changes or allows it ({text})."
    yield from (f"  {reason(one, day.routine)} {short(one.lead, 79)}." for one in day.standing)
    yield from for_therapist(day.standing, day.routine)
    if any(one.until is None and one.since is not None for one in day.held):
        from selfcare.rules.shelf import RULES

        yield f"For {short(day.routine.therapist)}, DN01: {RULES['DN01'].remedy}"


def _dose(day: Day, text: str) -> Iterator[str]:
    one, routine = day.morning, day.routine
    if one is not None:
        on = f"on {time_of(one.fact.at, one.fact.offset)}"
        compared = f", before that of {date(dt.date.fromisoformat(one.session))}" if one.session else ""
        rule = (
            f"rule: worse by {one.rule.by} or more makes it {one.rule.then} ({text})"
            if one.rule
            else f"{routine.therapist} set no rule for a worse morning ({text})"
        )
        yield f"Morning score {scored(one)}{compared if one.before is not None else ''}, said {on}; {rule}."
        if one.needled:
            yield f"It chooses no dose: the {one.needled} was needled within 72 hours before."
    elif routine.stop.worse_next_morning is None:
        yield f"{routine.therapist} set no rule for a worse morning ({text})."
    if day.dose == "gentler":
        yield "Dose: gentler."
    elif one is not None and one.then == "rest":
        yield "Dose: none, a day of rest."
    else:
        yield f"Dose: as written ({text})."


def _asked(day: Day, history: History, text: str) -> Iterator[str]:
    entry = line(day.routine, day.date)
    if entry is None:
        yield (
            f"Asked: no line of the schedule is for this week ({text})."
            if day.routine.schedule
            else (f"Asked: nothing is counted, the routine has no schedule ({text}).")
        )
        return
    often = f"{entry.per_week} a week" if entry.per_week is not None else f"{entry.per_day or 1} a day"
    weeks = f" in week{'' if entry.weeks.isdigit() else 's'} {entry.weeks}" if entry.weeks else ""
    days = f" on {', '.join(entry.days)}" if entry.days else ""
    yield f"Asked: {often}{days}{weeks} ({text}). {due(day.due)}".rstrip()
    played = [one for one in sessions(history) if one.outcome != "nothing"]
    if played:
        yield f"Last session: {time_of(played[-1].begun.at, played[-1].begun.offset)}, {played[-1].outcome}."


def _exercises(day: Day, history: History, text: str, offset: int) -> Iterator[str]:
    scores = scores_that_matter(history, sessions(history), day.routine, day.date)
    there = {one.exercise.id: one for one in day.exercises}
    for exercise in day.routine.exercise:
        name = visible(exercise.name)
        held = [one for one in day.held if one.exercise == exercise.id]
        if exercise.id in there:
            asked = there[exercise.id]
            yield f"{name}{sides(asked.sides)}: {dose(asked.dose)}{_phase(exercise, scores)} ({text})."
        elif not in_phase(exercise, day.week, scores):
            yield f"{name}: not now{_phase(exercise, scores)} ({text})."
        elif not held:
            yield f"{name}: left out of the gentler dose ({text})."
        for one in held:
            yield f"{name}{sides((one.side,))}: held back {_until(one, day, offset)}; {visible(one.why)}{_since(one, offset)}."


def _phase(exercise: Exercise, scores: Sequence[int]) -> str:
    parts = [f"weeks {exercise.weeks}"] if exercise.weeks else []
    if exercise.after:
        needed = f"after {counted(exercise.after.sessions, 'session')} with soreness {exercise.after.soreness_at_most} or less"
        parts.append(f"{needed}, {counts_so_far(exercise, scores)} so far")
    return f", {'; '.join(parts)}" if parts else ""


def _until(one: Held, day: Day, offset: int) -> str:
    if one.until is not None:
        return f"until {time_of(one.until, offset)}"
    return f"until {day.routine.therapist} decides" if one.since is not None or one.rule else "today"


def _since(one: Held, offset: int) -> str:
    if one.since is not None:
        return f" ({time_of(one.since, offset)})"
    return f" ({date(dt.date.fromisoformat(one.day))})" if one.day else ""
