"""What all resources share: names, codes, references and times. Plain dicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeAlias
from uuid import UUID, uuid5  # noqa: TID251 - made from a name: the same name, the same id; nothing is random here

from selfcare.exports.tables.index import stamp
from selfcare.faces.naming import place
from selfcare.routine.regions import find_region
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

Resource: TypeAlias = dict[str, Any]

OWN: Final = "urn:selfcare:"
"""Our own names: of identifiers by kind ("urn:selfcare:session"), and of codes ("urn:selfcare:codes")."""
BASE: Final = "https://selfcare.invalid/fhir/"
"""Where the resources of a bundle would stand, so that what refers to another finds it: a place that never is (RFC 2606)."""
CODES: Final = f"{OWN}codes"
_IDS: Final = UUID("6f0e6d5c-0c35-5f0b-9d41-5a3c3e6f5a11")
TERMS: Final = "http://terminology.hl7.org/CodeSystem/"
UCUM: Final = "http://unitsofmeasure.org"
LOINC: Final = "http://loinc.org"
ASKED_DECLINED: Final = "asked-declined"
NOT_PERFORMED: Final = "not-performed"

SITES: Final[dict[str, str]] = {
    "sole": "SOLE",
    "calf": "CALF",
    "shin": "SHIN",
    "outer lower leg": "LEG",
    "ankle": "ANKL",
    "knee": "KNEE",
    "front of the thigh": "THIGH",
    "outer thigh": "THIGH",
    "inner thigh": "THIGH",
    "back of the thigh": "THIGH",
    "front of the hip": "HIP",
    "hip": "HIP",
    "buttock": "BUTT",
    "deep buttock": "BUTT",
    "lower back": "BACK",
    "upper back": "BACK",
    "between the shoulder blades": "BACK",
    "side of the back": "BACK",
    "shoulder blade": "SCAPU",
    "top of the shoulder": "SHOL",
    "shoulder": "SHOL",
    "front of the shoulder": "SHOL",
    "back of the neck": "NECK",
    "chest": "CHES",
    "back of the upper arm": "ARM",
    "front of the upper arm": "ARM",
    "elbow": "ELBOW",
    "forearm": "FOREA",
    "wrist": "WRIST",
    "hand": "HAND",
    "jaw": "JAW",
}
"""HL7 table 0550 (public domain), the nearest wider place; a place that it has no word for has our own code alone."""
_LATERAL: Final = {"left": "L", "right": "R", "both": "BIL"}


def ident(kind: str, value: str) -> str:
    """The id of a resource: made from what it is, so that the same thing has the same id in every export."""
    return str(uuid5(_IDS, f"{kind}|{value}"))


def begun(kind: str, system: str, value: str) -> Resource:
    """A resource with its id, its identifier of our own, and the mark that its patient is named by a code alone.

    The identifier's value is the id: it says nothing about the patient, and has none of the characters by which a search
    takes a value apart.
    """
    own = ident(system, value)
    return {
        "resourceType": kind,
        "id": own,
        "meta": {"source": f"{OWN}export", "security": [coding("v3-ObservationValue", "PSEUDED", "pseudonymized")]},
        "identifier": [{"system": f"{OWN}{system}", "value": own}],
    }


def reference(kind: str, system: str, value: str) -> Resource:
    """A reference to another resource of the bundle."""
    return {"reference": f"{kind}/{ident(system, value)}"}


def coding(system: str, code: str, display: str | None = None) -> Resource:
    """One coding, of HL7's terminology where the system is a bare name."""
    found = {"system": system if ":" in system else f"{TERMS}{system}", "code": code}
    return {**found, "display": display} if display else found


def concept(code: str, words: str, *others: Resource) -> Resource:
    """A code of our own with its words, and the same thing by the codes of others."""
    return {"coding": [coding(CODES, code), *others], "text": said(words)}


def category(code: str) -> list[Resource]:
    """What kind of observation it is: activity, survey."""
    return [{"coding": [coding("observation-category", code)]}]


def absent(reason: str) -> Resource:
    """Why there is no value."""
    return {"coding": [coding("data-absent-reason", reason)]}


def quantity(value: float, unit: str) -> Resource:
    """A number in a UCUM unit."""
    return {"value": value, "unit": unit, "system": UCUM, "code": unit}


def counted(code: str, words: str, value: float | None, unit: str) -> Resource:
    """One component: a number, or the reason why there is none."""
    what: Resource = {"code": concept(code, words)}
    return what | (
        {"dataAbsentReason": absent("not-applicable")} if value is None else {"valueQuantity": quantity(value, unit)}
    )


def site(region: str, side: str | None) -> Resource:
    """A place: our own code ("calf-L"), the nearest of HL7's table 0550, and the side of table 0495."""
    known = find_region(region)
    name = known.name if known else said(region)
    letter = _LATERAL.get(side or "")
    own = coding(f"{OWN}place", "-".join(name.split()) + (f"-{letter}" if letter else ""))
    found = [own]
    if name in SITES:
        found.append(coding("v2-0550", SITES[name]))
    if letter:
        found.append(coding("v2-0495", letter))
    return {"coding": found, "text": said(place(name, side))}


def marked(side: str) -> Resource:
    """The side of table 0495, and nothing else of a place."""
    return {"coding": [coding("v2-0495", _LATERAL[side])], "text": side}


def moment(at: int, offset: int) -> str:
    """A moment of the log (UTC milliseconds, minutes east) with its offset, to the second."""
    return stamp(at, offset).isoformat()


def period(first: dt.date, last: dt.date | None) -> Resource:
    """Days, first and last included."""
    return {"start": first.isoformat()} | ({"end": last.isoformat()} if last else {})


def said(words: str) -> str:
    """A stranger's words: FHIR forbids control characters and empty strings."""
    return visible(words, lines=True).strip() or "-"


def without_empty(made: Mapping[str, Any]) -> Resource:
    """FHIR has no empty element: what is None or has nothing in it is left out."""
    return {name: value for name, value in made.items() if value is not None and value not in ([], {}, "")}
