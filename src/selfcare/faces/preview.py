"""A session as it will be heard: clock, step, side, words. For the therapist at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import opening
from selfcare.faces.paragraph import paragraphs, wrapped
from selfcare.faces.standing import for_therapist, reason
from selfcare.faces.today import held_back
from selfcare.faces.words import clock, date, date_from, minutes, week
from selfcare.session.phrases import dose
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.day.decide import Day
    from selfcare.session.steps import Plan, Step


def preview_lines(day: Day, plan: Plan, offset: int) -> list[str]:
    """Every step with the clock's offset from get ready, and every cue in it; no line is wider than 79 columns."""
    routine = day.routine
    lines = [f"{visible(routine.title)} on {date(day.date)}{week(day.week)}, {day.dose} dose."]
    if routine.start > day.date:
        lines[0] += f" It begins on {date_from(routine.start, day.date)}."
    if day.off:
        lines.append("Nothing of it is played until you change or allow something in it.")
    else:
        lines.append(f"About {minutes(plan.length)}, steps that wait for a key not counted.")
    for one in day.exercises:
        limit = f"discomfort {f'aim {one.discomfort.aim}, ' if one.discomfort.aim is not None else ''}max {one.discomfort.max}"
        lines.append(f"  {opening(visible(one.exercise.name))}: {dose(one.dose)}; {limit}.")
    lines += [f"Left out at the gentler dose: {visible(name)}." for name in day.skipped]
    if day.standing:
        lines += [f"  {reason(one, routine)}" for one in day.standing]
        lines += for_therapist(day.standing, routine)
    if not day.off:
        lines += held_back(day.held, offset, routine.therapist, most=len(day.held))
    lines += _defaults(day)
    lines.append("")
    lines = paragraphs(lines)
    at = 0
    for step in plan.steps:
        lines += _step(step, at, plan)
        at += step.length or 0
    return lines


def _step(step: Step, at: int, plan: Plan) -> list[str]:
    if step.question is not None:
        return wrapped(f"{step.question.when}: {visible(step.question.words)}", "   ask  ", " " * 8)
    length = f"{step.length // 1000} s" if step.length is not None else "waits for a key"
    if step.kind == "finish":
        length = "end"
    side = f", {step.set.side}" if step.set and step.set.side != "middle" else ""
    name = f", {visible(plan.exercises[step.exercise].name)}" if step.exercise else ""
    open_end = ", at the most" if step.open_ended else ""
    lines = wrapped(f"{step.kind}{name}{side} ({length}{open_end})", f"{clock(at):>6}  ", " " * 8)
    if step.words and all(step.words != cue.say for cue in step.cues):
        shown = f"shows, as there is no time to say all of it: {visible(step.words)}"
        lines += wrapped(shown, f"{clock(at):>6}    ", " " * 12)
    for cue in step.cues:
        when = clock(at + cue.time(step.length or 0))
        lines += wrapped(f"says: {visible(cue.say)}", f"{when:>6}    ", " " * 12)
    return lines


def _defaults(day: Day) -> list[str]:
    """What the file does not say, and the tool took: each marked, so that nothing is hidden."""
    routine = day.routine
    shipped = {field: value for field, value in type(routine.defaults)()._asdict().items() if field != "discomfort"}
    lines = []
    for field, value in shipped.items():
        users = [
            one.exercise.name
            for one in day.exercises
            if getattr(one.exercise, field) is None and getattr(routine.defaults, field) == value
        ]
        if users:
            unit = "" if value == "wait" else " s"
            lines.append(f"  default (ours, design): {field} = {value}{unit}")
    lines += [
        f"  default: {visible(one.exercise.name)} has no gentler dose; a bad day asks the same"
        for one in day.exercises
        if one.exercise.gentler is None
    ]
    if not routine.stop.worse_next_morning:
        lines.append("  default: no rule for a worse morning")
    lines.append(
        "  default: a rating above max once eases off, twice ends the exercise"
        if routine.stop.above_max == type(routine.stop.above_max)()
        else f"  above max: {routine.stop.above_max.then}"
    )
    if not routine.needling.keep_off:
        lines.append("  default: after needling, a place is kept off until you decide")
    return lines
