"""Ways to break a sound bundle, each by one change: what a writer of FHIR gets wrong."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable

Broken = dict[str, Any]


def of(bundle: Broken, kind: str, code: str = "") -> Broken:
    """The first resource of that kind, and of our own code that begins so."""
    for entry in bundle["entry"]:
        one: Broken = entry["resource"]
        if one["resourceType"] == kind and (not code or one["code"]["coding"][0]["code"].startswith(code)):
            return one
    raise LookupError(f"{kind} {code}")


def _without(kind: str, *names: str, code: str = "") -> Callable[[Broken], None]:
    """It loses an element."""

    def change(bundle: Broken) -> None:
        for name in names:
            of(bundle, kind, code).pop(name)

    return change


def _with(kind: str, name: str, value: Any, code: str = "") -> Callable[[Broken], None]:
    """It gets another value, or one more."""

    def change(bundle: Broken) -> None:
        of(bundle, kind, code)[name] = deepcopy(value)

    return change


def _inner(kind: str, path: str, value: Any, code: str = "") -> Callable[[Broken], None]:
    """The same deep in it: "bodySite.coding.0.code"."""

    def change(bundle: Broken) -> None:
        one: Any = of(bundle, kind, code)
        *way, last = path.split(".")
        for step in way:
            one = one[int(step) if step.isdigit() else step]
        one[int(last) if last.isdigit() else last] = deepcopy(value)

    return change


def _twice(bundle: Broken) -> None:
    bundle["entry"].append(deepcopy(bundle["entry"][-1]))


def _no_patient(bundle: Broken) -> None:
    bundle["entry"] = [one for one in bundle["entry"] if one["resource"]["resourceType"] != "Patient"]


def _other_url(bundle: Broken) -> None:
    bundle["entry"][0]["fullUrl"] = "https://selfcare.invalid/fhir/Patient/another"


def _bundle_type(bundle: Broken) -> None:
    bundle["type"] = "collections"


def _no_kind(bundle: Broken) -> None:
    of(bundle, "Procedure").pop("resourceType")


def _other_kind(bundle: Broken) -> None:
    of(bundle, "Procedure")["resourceType"] = "Treatment"


FAULTS: Final[dict[str, Callable[[Broken], None]]] = {
    "Observation without status": _without("Observation", "status", code="soreness"),
    "Observation without code": _without("Observation", "code", code="adherence"),
    "Observation, status no word of R4": _with("Observation", "status", "done", "soreness"),
    "Observation, status a number": _with("Observation", "status", 1, "soreness"),
    "Observation, status a list": _with("Observation", "status", ["final"], "soreness"),
    "Observation, an element unknown": _with("Observation", "score", 6, "soreness"),
    "Observation, two values": _with("Observation", "valueString", "six", "soreness"),
    "Observation, value a text": _inner("Observation", "valueQuantity.value", "6", "soreness"),
    "Observation, subject a text": _with("Observation", "subject", "Patient/1", "soreness"),
    "Observation, subject a list": _with("Observation", "subject", [{"reference": "Patient/1"}], "soreness"),
    "Observation, category not a list": _with("Observation", "category", {"text": "survey"}, "soreness"),
    "Observation, 31 February": _with("Observation", "effectiveDateTime", "2026-02-31", "soreness"),
    "Observation, a date as people write it": _with("Observation", "effectiveDateTime", "23.11.2026", "soreness"),
    "Observation, a time without offset": _with("Observation", "effectiveDateTime", "2026-11-23T20:00:00", "soreness"),
    "Observation, issued a day only": _with("Observation", "issued", "2026-11-23", "soreness"),
    "Observation, two times": _with("Observation", "effectivePeriod", {"start": "2026-11-23"}, "soreness"),
    "Observation, an empty list": _with("Observation", "note", [], "soreness"),
    "Observation, an empty text": _inner("Observation", "code.text", "", "soreness"),
    "Observation, an empty object": _with("Observation", "bodySite", {}, "soreness"),
    "Observation, null": _with("Observation", "bodySite", None, "soreness"),
    "Observation, a note without text": _with("Observation", "note", [{"time": "2026-11-23"}], "soreness"),
    "Observation, component without code": _inner(
        "Observation", "component.0", {"valueQuantity": {"value": 1}}, "exer"
    ),
    "Observation, a range without an end": _with(
        "Observation", "referenceRange", [{"type": {"text": "x"}}], "soreness"
    ),
    "Procedure without status": _without("Procedure", "status"),
    "Procedure without subject": _without("Procedure", "subject"),
    "Procedure, status no word of R4": _with("Procedure", "status", "missed"),
    "Procedure, performer without actor": _with("Procedure", "performer", [{"function": {"text": "self"}}]),
    "Procedure, basedOn not a list": _with("Procedure", "basedOn", {"reference": "CarePlan/1"}),
    "Procedure, category a list": _with("Procedure", "category", [{"text": "asked"}]),
    "Procedure, a performed that is none": _with("Procedure", "performedInstant", "2026-11-23T20:00:00Z"),
    "CarePlan without intent": _without("CarePlan", "intent"),
    "CarePlan without status": _without("CarePlan", "status"),
    "CarePlan, intent no word of R4": _with("CarePlan", "intent", "prescription"),
    "CarePlan, instantiatesUri not a list": _with("CarePlan", "instantiatesUri", "urn:x"),
    "CarePlan, period a text": _with("CarePlan", "period", "2026-11-23/2026-12-20"),
    "ServiceRequest without intent": _without("ServiceRequest", "intent"),
    "ServiceRequest without subject": _without("ServiceRequest", "subject"),
    "ServiceRequest, two occurrences": _with("ServiceRequest", "occurrenceDateTime", "2026-11-23"),
    "ServiceRequest, unit of time unknown": _inner("ServiceRequest", "occurrenceTiming.repeat.periodUnit", "week"),
    "ServiceRequest, frequency a fraction": _inner("ServiceRequest", "occurrenceTiming.repeat.frequency", 1.5),
    "ServiceRequest, duration without unit": _inner("ServiceRequest", "occurrenceTiming.repeat", {"duration": 60}),
    "Flag without code": _without("Flag", "code"),
    "Flag, status no word of R4": _with("Flag", "status", "open"),
    "Device, version not a list": _with("Device", "version", "0.1.0"),
    "Device, name without type": _with("Device", "deviceName", [{"name": "selfcare"}]),
    "Patient, birth date no date": _with("Patient", "birthDate", "sixties"),
    "Patient, id with a blank": _with("Patient", "id", "P 014"),
    "Bundle, type no word of R4": _bundle_type,
    "no kind": _no_kind,
    "a kind that R4 has not": _other_kind,
}
"""What R4 itself forbids: the two validators are held to it."""

OURS: Final[dict[str, Callable[[Broken], None]]] = {
    "a reference into nothing": _inner("Observation", "subject.reference", "Patient/another", "soreness"),
    "the patient is not in it": _no_patient,
    "a resource twice": _twice,
    "fullUrl of another": _other_url,
    "no identifier": _without("Observation", "identifier", code="soreness"),
    "an identifier of another kind": _inner("Observation", "identifier.0.value", "1", "soreness"),
    "not marked as pseudonymous": _inner("Patient", "meta", {"source": "urn:selfcare:export"}),
    "the patient's name": _with("Patient", "name", [{"text": "Ann Other"}]),
    "a score of 11": _inner("Observation", "valueQuantity.value", 11, "soreness"),
    "a score of no place": _without("Observation", "bodySite", code="soreness"),
    "neither a value nor why not": _without("Observation", "valueQuantity", code="soreness"),
    "a value, and why there is none": _with("Observation", "dataAbsentReason", {"text": "declined"}, "soreness"),
    "soreness in per cent": _inner("Observation", "valueQuantity.code", "%", "soreness"),
    "soreness without its LOINC code": _inner("Observation", "code.coding", [{"code": "soreness-before"}], "soreness"),
    "seconds below nothing": _inner("Observation", "component.0.valueQuantity.value", -1, "exercise"),
    "a unit that is not UCUM": _inner("Observation", "component.0.valueQuantity.system", "urn:units", "exercise"),
    "it ends before it starts": _inner("CarePlan", "period", {"start": "2026-11-23", "end": "2026-11-01"}),
    "not done, and no reason": _with("Procedure", "status", "not-done"),
    "done, and a reason why not": _with("Procedure", "statusReason", {"text": "missed"}),
    "a session of no time": _without("Procedure", "performedPeriod"),
    "a plan that is an order": _with("CarePlan", "intent", "order"),
    "an order of no plan": _without("ServiceRequest", "basedOn"),
    "an order for nobody's body": _without("ServiceRequest", "bodySite"),
    "a status that we never write": _with("Observation", "status", "preliminary", "soreness"),
}
"""What R4 lets pass, or what no validator looks at: our own rules are held to it."""
