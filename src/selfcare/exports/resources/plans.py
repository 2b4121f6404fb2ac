"""Who it is about, what made it, and what the therapist prescribed."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from selfcare import __version__
from selfcare.day.dose import sides_of
from selfcare.exports.resources import elements as el
from selfcare.faces.handout import wording
from selfcare.routine.devices import find_device
from selfcare.routine.model import Move, Press, Reps, Roll, UntilFaded
from selfcare.rules import check

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.day.in_force import Assignment
    from selfcare.exports.material import Material
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.resources.notes import Notes
    from selfcare.routine.model import Dose, Exercise, Routine

_UNITS: Final = {"per_day": "d", "per_week": "wk"}


def patient(code: str) -> Resource:
    """The patient by code alone: no name, no birth date."""
    made = el.begun("Patient", "patient", code)
    anonymous = {"coding": [el.coding("v2-0203", "ANON", "Anonymous identifier")]}
    made["identifier"].append({"type": anonymous, "system": f"{el.OWN}code", "value": el.said(code)})
    return made


def device() -> Resource:
    """This program."""
    made = el.begun("Device", "device", f"selfcare {__version__}")
    return made | {
        "deviceName": [{"name": "selfcare", "type": "user-friendly-name"}],
        "version": [{"value": __version__}],
    }


def prescriptions(material: Material, notes: Notes) -> Iterator[Resource]:
    """Each text that was assigned, and in it each exercise on each side.

    A plan carries the patient's notes that belong to no session of its days.
    """
    known = material.assignments
    for number, one in enumerate(known):
        follows = known[number + 1] if number + 1 < len(known) else None
        last = follows.first - dt.timedelta(days=1) if follows else one.routine.end
        running = last is None or last >= material.last
        yield _plan(material, one, number, last, notes.of_plan(number), running=running)
        for exercise in one.routine.exercise:
            for side in sides_of(exercise):
                yield _request(material, one, number, exercise, side, running=running)


def plan_name(material: Material, number: int, one: Assignment) -> str:
    """A loading by patient, order and text: the same text may be in force twice."""
    return f"{material.patient}|{number}|{one.text}"


def _plan(
    material: Material, one: Assignment, number: int, last: dt.date | None, told: list[Resource], *, running: bool
) -> Resource:
    routine = one.routine
    never = last is not None and last < one.first  # another came before it began
    last = None if last is None else max(last, one.first)
    made = el.begun("CarePlan", "assignment", plan_name(material, number, one))
    label = str(routine.revision) if routine.revision is not None else one.text[:12]
    return made | el.without_empty(
        {
            "instantiatesUri": [f"{el.OWN}routine:{quote(routine.id, safe='')}:{quote(label, safe='')}"],
            "status": "revoked" if never else "active" if running else "completed",
            "intent": "plan",
            "title": el.said(routine.title),
            "description": el.said(" ".join(wording.schedule(routine))),
            "subject": el.reference("Patient", "patient", material.patient),
            "period": el.period(one.first, last),
            "note": [*({"text": el.said(words)} for words in _set_aside(routine)), *told],
        }
    )


def _set_aside(routine: Routine) -> Iterator[str]:
    """What the therapist allowed, with the reason: it goes wherever the routine goes."""
    for finding in check(routine):
        if finding.allowed:
            yield f"{finding.rule} set aside by {routine.therapist}: {finding.allowed}"


def _request(
    material: Material, one: Assignment, number: int, exercise: Exercise, side: str, *, running: bool
) -> Resource:
    name = plan_name(material, number, one)
    made = el.begun("ServiceRequest", "request", f"{name}|{exercise.id}|{side}")
    tool = find_device(exercise.device)
    told = [wording.dose(exercise.dose, exercise.side), exercise.spot, exercise.say, exercise.avoid]
    return made | el.without_empty(
        {
            "basedOn": [el.reference("CarePlan", "assignment", name)],
            "status": "active" if running else "completed",
            "intent": "order",
            "code": el.concept("release", f"{exercise.name}, {tool.name if tool else exercise.device}"),
            "subject": el.reference("Patient", "patient", material.patient),
            "occurrenceTiming": _timing(one.routine, exercise),
            "performer": [el.reference("Patient", "patient", material.patient)],
            "bodySite": [el.site(exercise.region, side)],
            "patientInstruction": el.said(". ".join(part for part in told if part)),
        }
    )


def _timing(routine: Routine, exercise: Exercise) -> Resource | None:
    """How often and how long, where one line says it for the whole time; else it stands in the plan's words alone."""
    if len(routine.schedule) != 1 or routine.schedule[0].weeks or exercise.weeks or exercise.after:
        return None
    line = routine.schedule[0]
    repeat: dict[str, Any] = {}
    if (long := _seconds(exercise.dose)) is not None:
        repeat |= {"duration": long, "durationUnit": "s"}
    repeat |= {"frequency": line.per_week or line.per_day or 1, "period": 1}
    repeat["periodUnit"] = _UNITS["per_week" if line.per_week else "per_day"]
    if line.days:
        repeat["dayOfWeek"] = list(line.days)
    if line.at and not line.per_week:
        repeat["timeOfDay"] = [f"{one:%H:%M:%S}" for one in sorted(line.at)]
    return {"repeat": repeat}


def _seconds(dose: Dose) -> int | None:
    """How long one session presses there, on one side; None where the end is open."""
    match dose:
        case Roll(time=time, sets=sets) | Move(time=time, sets=sets):
            return time * sets
        case Press(time=time, times=times, sets=sets):
            return time * times * sets
        case UntilFaded() | Reps():
            return None
