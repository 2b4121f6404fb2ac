"""What the patient said or measured in numbers, an Observation each: soreness, discomfort, and the measures asked for."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from selfcare.exports.resources import elements as el
from selfcare.facts.history import moment
from selfcare.facts.kinds import Corrected, Measured, Rated
from selfcare.routine.measures import find_measure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material
    from selfcare.exports.resources.elements import Resource
    from selfcare.facts.kinds import Fact
    from selfcare.routine.measures import Measure

_PAIN: Final = el.coding(el.LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
"""It asks for pain: our question asks "How sore or painful", at rest, 0 none to 10 worst imaginable."""
_WORDS: Final = {
    "soreness": "0 none, 10 worst imaginable",
    "discomfort": "0 none, 10 cannot bear it",
    "pain in motion": "0 no pain, 10 worst imaginable",
    "activity": "0 not at all, 10 as well as before the trouble",
}
_PLACES: Final = {"knee to wall": "ankle", "hand behind back": "shoulder"}
"""The joint that a measure of one side is about."""


def scores(material: Material) -> Iterator[Resource]:
    """Each number of these days. One that was taken back stays, and says so; what was asked and not answered has no value."""
    first, last = material.first, material.last
    for fact in material.of_kinds(Rated, Measured):
        said = material.told.corrections.get(fact.id)
        body = fact.body
        taken_back = False
        if said is not None:
            correction = said[-1].body
            assert isinstance(correction, Corrected)
            body = fact.body if correction.body is None else correction.body
            taken_back = correction.body is None
        if isinstance(body, Rated | Measured) and first <= dt.date.fromisoformat(body.day) <= last:
            status = "entered-in-error" if taken_back else "corrected" if said else "final"
            made = _said(material, fact, body.day, status)
            if isinstance(body, Rated):
                yield made | _score(body)
            elif (measure := find_measure(body.what)) is not None:
                yield made | _measure(body, measure)


def _said(material: Material, fact: Fact, day: str, status: str) -> Resource:
    """What all have in common. What is of another day than that on which it was entered has that day and no hour."""
    same_day = moment(fact).day(material.told.day_ends(fact.at)).isoformat() == day
    patient = el.reference("Patient", "patient", material.patient)
    return el.begun("Observation", "score", fact.id) | {
        "status": status,
        "category": el.category("survey"),
        "subject": patient,
        "effectiveDateTime": el.moment(fact.at, fact.offset) if same_day else day,
        "issued": el.moment(fact.at, fact.offset),
        "performer": [patient],
    }


def _score(body: Rated) -> Resource:
    code = "-".join([body.what, *body.when.replace(",", "").split()])
    return {
        "code": el.concept(code, f"{body.what}, {body.when}", *([_PAIN] if body.what == "soreness" else [])),
        **_value(body.score, "{score}"),
        "bodySite": el.site(body.region, body.side),
        "referenceRange": _range(body.what),
    }


def _measure(body: Measured, measure: Measure) -> Resource:
    scored = measure.unit == "of 10"
    value = None if body.value is None else body.value / 10
    if value is not None and value == int(value):
        value = int(value)
    code = f"measure-{measure.typed}"
    place = _PLACES.get(measure.name)
    error = f" Error {measure.error:g} {measure.unit} with trained raters; larger at home." if measure.error else ""
    return el.without_empty(
        {
            "code": el.concept(code, f"{measure.name}: {body.about}" if body.about else measure.name),
            **_value(value, "{score}" if scored else "cm"),
            "bodySite": (el.site(place, body.side) if place else el.marked(body.side)) if body.side else None,
            "note": [{"text": f"Taken by the patient at home.{error}"}],
            "referenceRange": _range(measure.name) if scored else None,
        }
    )


def _value(number: float | None, unit: str) -> Resource:
    if number is None:
        return {"dataAbsentReason": el.absent(el.ASKED_DECLINED)}
    return {"valueQuantity": el.quantity(number, unit)}


def _range(name: str) -> list[Resource]:
    """The two ends of a scale of ten, in words: no normal range."""
    return [{"low": el.quantity(0, "{score}"), "high": el.quantity(10, "{score}"), "text": _WORDS[name]}]
