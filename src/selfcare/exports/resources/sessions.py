"""What was asked and what became of it: a Procedure for every occasion, and in it what each exercise and side came to."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.day.in_force import in_force
from selfcare.exports.resources import elements as el
from selfcare.exports.resources.plans import plan_name
from selfcare.exports.tables.index import seconds
from selfcare.facts.recount import COMPLETE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.adherence.report import Occasion, Result
    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.resources.notes import Notes
    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import Asked
    from selfcare.facts.recount import Session

SESSION: Final = el.concept("session", "Home session of self-myofascial release")
_STATUS: Final[dict[Result, str]] = {
    "done": "completed",
    "played": "completed",
    "reported": "completed",
    "partly": "stopped",
    "missed": "not-done",
    "away": "not-done",
}
BEYOND: Final[tuple[Result, ...]] = ("extra", "not assigned")
_FAR: Final = dt.date.max


class Named(NamedTuple):
    """An occasion that becomes a Procedure, and what it is called by."""

    occasion: Occasion
    name: str


def named(index: Index) -> list[Named]:
    """What was asked and is over or filled, and what was done beyond.

    What was held or stopped for safety was not asked: it is in the sum, not here; what is still open has not happened.
    An occasion is called by the first day of its period and a number, those that are filled first: it keeps its name when
    it is filled, or corrected, afterwards, and what a receiver holds of it is then replaced. Of a stretch of days, those
    that it holds, called as among all: the week before is in its report.
    """
    count: Counter[str] = Counter()
    names: dict[int, str] = {}
    wanted = [one for one in index.report.occasions if one.result in _STATUS or one.result in BEYOND]
    for number, one in sorted(enumerate(wanted), key=lambda each: (each[1].first, each[1].day or _FAR)):
        what = f"{index.material.patient}|{'beyond' if one.result in BEYOND else 'asked'}|{one.first}"
        count[what] += 1
        names[number] = f"{what}|{count[what]}"
    return [Named(one, names[number]) for number, one in enumerate(wanted) if index.holds(one.day or one.first)]


def procedures(index: Index, known: list[Named], notes: Notes) -> Iterator[Resource]:
    """A Procedure for each occasion, then what each exercise and side of its session came to."""
    for one in known:
        yield _procedure(index, one, notes.of_occasion(one.name))
        if one.occasion.session is not None:
            yield from results(index, one.occasion.session, el.reference("Procedure", "occasion", one.name))


def _procedure(index: Index, named: Named, notes: list[Resource]) -> Resource:
    one = named.occasion
    made = el.begun("Procedure", "occasion", named.name)
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
            "code": SESSION,
            "subject": patient,
            **_performed(one),
            "performer": [{"actor": patient}],
            "note": notes,
        }
    )


def _why(one: Occasion) -> str:
    """In our words: why there were days off is the patient's own word, and goes with none of this."""
    if one.result == "away":
        return "days off"
    # A reported one's reason is the patient's note, and it is never not done.
    return f"{one.result}: {one.reason}" if one.reason else one.result


def _performed(one: Occasion) -> Resource:
    """When: what was played to the second; reported, its day; not done, the day that asked it, or the stretch of a week."""
    if one.session is not None:
        return {"performedPeriod": _played(one.session)}
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


def _played(session: Session) -> Resource:
    begun, end = session.begun, max(session.last_at, session.begun.at)
    if session.ended is not None:
        end = begun.at + session.ended.t
    return {"start": el.moment(begun.at, begun.offset), "end": el.moment(end, begun.offset)}


def results(index: Index, session: Session, part_of: Resource | None) -> Iterator[Resource]:
    """Called by session, exercise and side: they stay what they are whichever occasion the session fills. `None`: none."""
    begun = session.begun
    status = "corrected" if session.id in index.corrected else "final"
    patient = el.reference("Patient", "patient", index.material.patient)
    for row, done in zip(session.body.asked, session.sets_by_row(), strict=True):
        made = el.begun("Observation", "result", f"{session.id}|{row.exercise}|{row.side}")
        reps = [rep for rep in session.repetitions if (rep.exercise, rep.side) == (row.exercise, row.side)]
        yield made | el.without_empty(
            {
                "partOf": [part_of] if part_of else [],
                "status": status if part_of else "entered-in-error",
                "category": el.category("activity"),
                "code": el.concept("exercise-result", "Sets and seconds of one exercise on one side"),
                "subject": patient,
                "effectivePeriod": _played(session),
                "issued": el.moment(max(session.last_at, begun.at), begun.offset),
                "performer": [patient],
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
