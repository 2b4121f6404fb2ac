"""What the patient said in numbers: soreness at rest and discomfort while pressing, an Observation each."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from selfcare.exports.resources import elements as el
from selfcare.facts.kinds import Corrected, Rated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.resources.elements import Resource
    from selfcare.exports.tables.index import Index
    from selfcare.facts.kinds import Fact

_PAIN: Final = el.coding(el.LOINC, "72514-3", "Pain severity - 0-10 verbal numeric rating [Score] - Reported")
"""It asks for pain: our question asks "How sore or painful", at rest, 0 none to 10 worst imaginable."""
_WORDS: Final = {"soreness": "0 none, 10 worst imaginable", "discomfort": "0 none, 10 cannot bear it"}


def scores(index: Index) -> Iterator[Resource]:
    """Each score of these days. One that was taken back stays, and says so; what was asked and not answered has no value."""
    first, last = index.material.first, index.report.last
    for fact in index.history.recorded:
        said = index.history.corrections.get(fact.id)
        body = fact.body
        if said is not None:
            correction = said[-1].body
            assert isinstance(correction, Corrected)
            body = fact.body if correction.body is None else correction.body
            taken_back = correction.body is None
        else:
            taken_back = False
        if isinstance(body, Rated) and first <= dt.date.fromisoformat(body.day) <= last:
            status = "entered-in-error" if taken_back else "corrected" if said else "final"
            yield _score(index, fact, body, status)


def _score(index: Index, fact: Fact, body: Rated, status: str) -> Resource:
    made = el.begun("Observation", "score", fact.id)
    code = "-".join([body.what, *body.when.replace(",", "").split()])
    others = [_PAIN] if body.what == "soreness" else []
    value = (
        {"dataAbsentReason": el.absent(el.ASKED_DECLINED)}
        if body.score is None
        else {"valueQuantity": el.quantity(body.score, "{score}")}
    )
    patient = el.reference("Patient", "patient", index.material.patient)
    return made | {
        "status": status,
        "category": el.category("survey"),
        "code": el.concept(code, f"{body.what}, {body.when}", *others),
        "subject": patient,
        "effectiveDateTime": el.moment(fact.at, fact.offset),
        "performer": [patient],
        **value,
        "bodySite": el.site(body.region, body.side),
        "referenceRange": [
            {"low": el.quantity(0, "{score}"), "high": el.quantity(10, "{score}"), "text": _WORDS[body.what]}
        ],
    }
