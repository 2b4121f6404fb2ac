"""What was asked and what became of it: a Procedure for every occasion, and in it what each exercise and side came to."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from selfcare.day.in_force import in_force
from selfcare.exports.resources import elements as el
from selfcare.exports.resources.plans import plan_name
from selfcare.exports.tables.index import seconds
from selfcare.facts.recount import COMPLETE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from selfcare.adherence.report import Occasion, Result
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import Asked
    from selfcare.facts.recount import Session

_STATUS: Final[dict[Result, str]] = {
    "done": "completed",
    "played": "completed",
    "reported": "completed",
    "partly": "stopped",
    "missed": "not-done",
    "away": "not-done",
}
_BEYOND: Final[tuple[Result, ...]] = ("extra", "not assigned")


def procedures(index: Index, *, notes: bool) -> Iterator[Resource]:
    """One for each occasion that was asked and is over or filled, and one for each session beyond; then its results.

    What was held or stopped for safety was not asked: it is in the sum, not here; what is still open has not happened.
    An occasion keeps its name when it is filled, or corrected, afterwards: what a receiver holds of it is then replaced.
    """
    count: Counter[tuple[dt.date, dt.date]] = Counter()
    for one in index.report.occasions:
        if one.result in _BEYOND:
            name = f"{index.material.patient}|beyond|{one.session.id if one.session else _nth(count, one)}"
        elif one.result in _STATUS:
            name = f"{index.material.patient}|asked|{_nth(count, one)}"
        else:
            continue
        yield _procedure(index, one, name, notes=notes)
        if one.session is not None:
            yield from _results(index, one, one.session, name)


def _nth(count: Counter[tuple[dt.date, dt.date]], one: Occasion) -> str:
    count[one.first, one.last] += 1
    return f"{one.first}|{one.last}|{count[one.first, one.last]}"


def _procedure(index: Index, one: Occasion, name: str, *, notes: bool) -> Resource:
    made = el.begun("Procedure", "occasion", name)
    status = _STATUS.get(one.result, "completed")
    if status == "completed" and one.session is not None and one.session.outcome == "partly":
        status = "stopped"
    patient = el.reference("Patient", "patient", index.material.patient)
    based = _based_on(index, one.text, one.day or one.first)
    return made | el.without_empty(
        {
            "basedOn": [based] if based and one.result != "not assigned" else [],
            "status": status,
            "statusReason": {"text": el.said(_why(one))} if status != "completed" else None,
            "category": el.concept("asked" if one.result in _STATUS else "-".join(one.result.split()), one.result),
            "code": el.concept("session", "Home session of self-myofascial release"),
            "subject": patient,
            **_performed(one),
            "performer": [{"actor": patient}],
            "note": [{"text": el.said(one.reason)}] if notes and one.result == "reported" and one.reason else [],
        }
    )


def _why(one: Occasion) -> str:
    word = "days off" if one.result == "away" else one.result
    # A reported one's reason is the patient's note, and it is never not done.
    return f"{word}: {one.reason}" if one.reason else word


def _performed(one: Occasion) -> Resource:
    """When: what was played to the second; reported, its day; not done, the day that asked it, or the stretch of a week."""
    if one.session is not None:
        begun, end = one.session.begun, max(one.session.last_at, one.session.begun.at)
        if one.session.ended is not None:
            end = begun.at + one.session.ended.t
        return {"performedPeriod": {"start": el.moment(begun.at, begun.offset), "end": el.moment(end, begun.offset)}}
    if one.day is not None:
        return {"performedDateTime": one.day.isoformat()}
    if one.first == one.last:
        return {"performedDateTime": one.first.isoformat()}
    return {"performedPeriod": el.period(one.first, one.last)}


def _based_on(index: Index, text: str, day: dt.date) -> Resource | None:
    """The loading of that text that was in force then; the last before, where a correction moved it."""
    known = index.report.assignments
    current = in_force(known, day)
    if current is None or current.text != text:
        current = next((one for one in reversed(known) if one.text == text), None)
    if current is None:
        return None
    return el.reference("CarePlan", "assignment", plan_name(index.material, known.index(current), current))


def _results(index: Index, one: Occasion, session: Session, name: str) -> Iterator[Resource]:
    begun = session.begun
    status = "corrected" if session.id in index.corrected else "final"
    for row, done in zip(session.body.asked, session.sets_by_row(), strict=True):
        made = el.begun("Observation", "result", f"{name}|{row.exercise}|{row.side}")
        reps = [rep for rep in session.repetitions if (rep.exercise, rep.side) == (row.exercise, row.side)]
        yield made | el.without_empty(
            {
                "partOf": [el.reference("Procedure", "occasion", name)],
                "status": status,
                "category": el.category("activity"),
                "code": el.concept("exercise-result", "Sets and seconds of one exercise on one side"),
                "subject": el.reference("Patient", "patient", index.material.patient),
                "effectivePeriod": _performed(one)["performedPeriod"],
                "issued": el.moment(max(session.last_at, begun.at), begun.offset),
                "performer": [el.reference("Patient", "patient", index.material.patient)],
                "dataAbsentReason": None if reps else el.absent(el.NOT_PERFORMED),
                "bodySite": el.site(row.region, row.side),
                "component": _components(
                    row, done, sum(rep.held for rep in reps), sum(_whole(rep.how) for rep in reps)
                ),
            }
        )


def _whole(how: str) -> bool:
    return how in COMPLETE


def _components(row: Asked, done: int, held: int, whole: int) -> list[Resource]:
    found = [
        el.counted("sets-asked", "Sets asked", row.sets, "{sets}"),
        el.counted("sets-done", "Sets done", done, "{sets}"),
        el.counted("repetitions-played", "Repetitions played as asked", whole, "{repetitions}"),
        el.counted("held", "Seconds held, all attempts", seconds(held), "s"),
    ]
    if row.seconds is not None:
        asked = row.sets * row.repetitions * row.seconds
        found.insert(3, el.counted("seconds-asked", "Seconds asked", asked, "s"))
    return found
