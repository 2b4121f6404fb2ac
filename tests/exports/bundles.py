"""Rules of our own for a bundle: what no validator looks at, each as a sentence about what is wrong."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_STATUS = {
    "CarePlan": {"active", "completed"},
    "ServiceRequest": {"active", "completed"},
    "Procedure": {"completed", "stopped", "not-done"},
    "Observation": {"final", "corrected", "entered-in-error"},
    "Flag": {"active", "inactive"},
}
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_TIMES = {"start", "end", "performedDateTime", "effectiveDateTime", "issued", "timestamp"}
_UNITS = {"s", "%", "{score}", "{sets}", "{repetitions}", "{sessions}"}
_SUBJECT = {"CarePlan", "ServiceRequest", "Procedure", "Observation", "Flag"}


def wrong(bundle: dict[str, Any]) -> list[str]:
    """Every way in which the bundle breaks our rules, in order."""
    return list(_wrong(bundle))


def _wrong(bundle: dict[str, Any]) -> Iterator[str]:
    found = [entry["resource"] for entry in bundle["entry"]]
    names = [f"{one['resourceType']}/{one['id']}" for one in found]
    yield from (f"{name} stands twice" for name in set(names) if names.count(name) > 1)
    for entry, one, name in zip(bundle["entry"], found, names, strict=True):
        if not entry["fullUrl"].endswith(f"/{name}"):
            yield f"{name}: its fullUrl names another"
        if not _ID.fullmatch(one["id"]):
            yield f"{name}: no id of R4"
        if one["resourceType"] in _STATUS and one.get("status") not in _STATUS[one["resourceType"]]:
            yield f"{name}: no status of ours"
        if one["resourceType"] in _SUBJECT and not str(one.get("subject", {}).get("reference")).startswith("Patient/"):
            yield f"{name}: it is about nobody"
        if not one.get("identifier"):
            yield f"{name}: no identifier, so that sending it twice would make two"
        if [each["code"] for each in one.get("meta", {}).get("security", ())] != ["PSEUDED"]:
            yield f"{name}: not marked as pseudonymous"
        yield from _inside(one, name, set(names))
        yield from _of_its_kind(one, name)


def _inside(one: Any, name: str, names: set[str], key: str = "") -> Iterator[str]:
    if one in ({}, [], "", None):
        yield f"{name}: {key} is empty"
    elif isinstance(one, dict):
        for word, inner in one.items():
            if word == "reference" and inner not in names:
                yield f"{name}: {inner} is not in the bundle"
            if word in _TIMES and not (_MOMENT.fullmatch(str(inner)) or _DAY.fullmatch(str(inner))):
                yield f"{name}: {word} {inner!r} is neither a day nor a moment with its offset"
            yield from _inside(inner, name, names, word)
        if one.get("system") == "http://unitsofmeasure.org" and (one["code"] not in _UNITS or one["value"] < 0):
            yield f"{name}: {one} is no quantity of ours"
        if {"start", "end"} <= set(one) and str(one["end"])[:10] < str(one["start"])[:10]:
            yield f"{name}: it ends before it starts"
    elif isinstance(one, list):
        for inner in one:
            yield from _inside(inner, name, names, key)


def _of_its_kind(one: dict[str, Any], name: str) -> Iterator[str]:
    match one["resourceType"]:
        case "Procedure":
            if (one.get("status") != "completed") != ("statusReason" in one):
                yield f"{name}: a reason belongs to what was not done whole, and to nothing else"
            if not {"performedDateTime", "performedPeriod"} & set(one):
                yield f"{name}: no time"
        case "Observation":
            yield from _observed(one, name)
        case "CarePlan" if one.get("intent") != "plan":
            yield f"{name}: not a plan"
        case "ServiceRequest" if not one.get("basedOn"):
            yield f"{name}: of no plan"
        case "Patient" if {"name", "birthDate", "telecom", "address", "gender"} & set(one):
            yield f"{name}: more of the patient than the code"


def _observed(one: dict[str, Any], name: str) -> Iterator[str]:
    if not {"effectiveDateTime", "effectivePeriod"} & set(one):
        yield f"{name}: no time"
    if "component" not in one and ("valueQuantity" in one) == ("dataAbsentReason" in one):
        yield f"{name}: a value, or why there is none"
    value = one.get("valueQuantity", {})
    if value.get("code") == "{score}" and not 0 <= value["value"] <= 10:
        yield f"{name}: a score beyond its scale"
    if value.get("code") == "{score}" and "bodySite" not in one:
        yield f"{name}: a score of no place"
