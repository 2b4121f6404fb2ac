"""Rules of our own for a bundle: what no validator looks at, each as a sentence about what is wrong.

Held before anything is sent, and by the tests for every bundle. What is given may be anything: nothing of it is trusted.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

STATUS: Final = {
    "CarePlan": {"active", "completed", "revoked"},
    "ServiceRequest": {"active", "completed"},
    "Procedure": {"completed", "stopped", "not-done", "entered-in-error"},
    "Observation": {"final", "corrected", "entered-in-error"},
    "Flag": {"active", "inactive"},
}
KINDS: Final = frozenset({*STATUS, "Patient", "Device"})
UNITS: Final = frozenset({"s", "%", "cm", "{score}", "{sets}", "{repetitions}", "{sessions}"})
_ID: Final = re.compile(r"[A-Za-z0-9.-]{1,64}")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOMENT: Final = re.compile(rf"{_DAY.pattern}T\d\d:\d\d:\d\d[+-]\d\d:\d\d")
_SPANS: Final = frozenset({"s", "d", "wk"})
_TIMES: Final = frozenset({"start", "end", "performedDateTime", "effectiveDateTime", "time"})
_PERSONAL: Final = frozenset({"name", "birthDate", "telecom", "address", "gender", "photo", "contact"})


def wrong(bundle: dict[str, Any]) -> list[str]:
    """Every way in which the bundle breaks our rules, in order."""
    return list(_wrong(bundle))


def _wrong(bundle: dict[str, Any]) -> Iterator[str]:
    if (bundle.get("resourceType"), bundle.get("type")) != ("Bundle", "collection"):
        yield "it is no Bundle of type collection"
    if not _moment(bundle.get("timestamp")):
        yield "the bundle: no timestamp"
    entries = [entry for entry in bundle.get("entry", ()) if isinstance(entry, dict)]
    found = [one if isinstance(one := entry.get("resource"), dict) else {} for entry in entries]
    names = [f"{one.get('resourceType')}/{one.get('id')}" for one in found]
    yield from (f"{name} stands twice" for name, often in Counter(names).items() if often > 1)
    patients = [name for name in names if name.startswith("Patient/")]
    if len(patients) != 1:
        yield "it is not about one patient"
    known = frozenset(names)
    for entry, one, name in zip(entries, found, names, strict=True):
        if not str(entry.get("fullUrl")).endswith(f"/{name}"):
            yield f"{name}: its fullUrl names another"
        yield from _head(one, name, patients)
        yield from _inside(one, name, known)
        yield from _of_its_kind(one, name)


def _head(one: dict[str, Any], name: str, patients: list[str]) -> Iterator[str]:
    """What every resource has: a kind, an id, a name for sending, the mark, a status, and whom it is about."""
    kind = one.get("resourceType")
    if kind not in KINDS:
        yield f"{name}: no kind of ours"
    if not _ID.fullmatch(str(one.get("id"))):
        yield f"{name}: no id of R4"
    if not _named(one):
        yield f"{name}: no identifier of its own, so that sending it twice would make two"
    if _codes(one.get("meta"), "security") != ["PSEUDED"]:
        yield f"{name}: not marked as pseudonymous"
    if kind in STATUS and str(one.get("status")) not in STATUS[kind]:
        yield f"{name}: no status of ours"
    if kind in STATUS and [_reference(one.get("subject"))] != patients:
        yield f"{name}: it is not about the patient"


def _named(one: dict[str, Any]) -> bool:
    match one.get("identifier"):
        case [{"system": str(system), "value": str(value)}, *_]:
            return system.startswith("urn:selfcare:") and value == one.get("id")
        case _:
            return False


def _reference(one: Any) -> str | None:
    found = one.get("reference") if isinstance(one, dict) else None
    return found if isinstance(found, str) else None


def _codes(one: Any, key: str) -> list[Any]:
    """The codes of a list of codings."""
    found = one.get(key) if isinstance(one, dict) else None
    return [each.get("code") for each in found if isinstance(each, dict)] if isinstance(found, list) else []


def _inside(one: Any, name: str, known: frozenset[str], key: str = "") -> Iterator[str]:
    """What holds at any depth."""
    if one in ({}, [], "", None):
        yield f"{name}: {key} is empty"
    elif isinstance(one, dict):
        for word, inner in one.items():
            if word == "reference" and inner not in known:
                yield f"{name}: {inner} is not in the bundle"
            yield from _inside(inner, name, known, word)
        yield from _times(one, name)
        yield from _amount(one, name)
        if "code" in one and "display" in one and not one.get("system"):
            yield f"{name}: a code of no system"
    elif isinstance(one, list):
        for inner in one:
            yield from _inside(inner, name, known, key)


def _times(one: dict[str, Any], name: str) -> Iterator[str]:
    """A day, or a moment with its offset; and no end before its start."""
    for word in sorted(_TIMES & set(one)):
        if not (_moment(one[word]) or _day(one[word])):
            yield f"{name}: {word} {one[word]!r} is neither a day nor a moment with its offset"
    if "issued" in one and not _moment(one["issued"]):
        yield f"{name}: {one['issued']!r} is no moment"
    for span in ("duration", "period"):
        unit = one.get(f"{span}Unit")
        if isinstance(one.get(span), int | float) and (not isinstance(unit, str) or unit not in _SPANS):
            yield f"{name}: a {span} in no unit of ours"
    if {"start", "end"} <= set(one) and str(one["end"])[:10] < str(one["start"])[:10]:
        yield f"{name}: it ends before it starts"


def _day(words: Any) -> bool:
    """A day that there is."""
    return isinstance(words, str) and _DAY.fullmatch(words) is not None and _there(dt.date, words)


def _moment(words: Any) -> bool:
    """A moment that there is, to the second and with its offset."""
    return isinstance(words, str) and _MOMENT.fullmatch(words) is not None and _there(dt.datetime, words)


def _there(kind: type[dt.date], words: str) -> bool:
    try:
        kind.fromisoformat(words)
    except ValueError:
        return False
    return True


def _amount(one: dict[str, Any], name: str) -> Iterator[str]:
    """A number with a unit is one of UCUM, of those that we use, and not below nothing."""
    if "value" not in one or isinstance(one["value"], str):
        return
    value = one["value"]
    if one.get("system") != "http://unitsofmeasure.org" or one.get("code") not in UNITS:
        yield f"{name}: {value!r} in no unit of ours"
    if isinstance(value, bool) or not isinstance(value, int | float) or value < 0:
        yield f"{name}: {value!r} is no amount"


def _of_its_kind(one: dict[str, Any], name: str) -> Iterator[str]:
    match one.get("resourceType"):
        case "Procedure":
            if (one.get("status") in ("stopped", "not-done")) != ("statusReason" in one):
                yield f"{name}: a reason belongs to what was not done whole, and to nothing else"
            if len({"performedDateTime", "performedPeriod"} & set(one)) != 1:
                yield f"{name}: not one time"
        case "Observation":
            yield from _observed(one, name)
        case "CarePlan" if one.get("intent") != "plan" or "period" not in one:
            yield f"{name}: no plan with its days"
        case "ServiceRequest" if one.get("intent") != "order" or not one.get("basedOn") or "bodySite" not in one:
            yield f"{name}: no order of a plan, for a place"
        case "Patient" if _PERSONAL & set(one):
            yield f"{name}: more of the patient than the code"
        case "Flag" if "period" not in one:
            yield f"{name}: no time"


def _observed(one: dict[str, Any], name: str) -> Iterator[str]:
    if len({"effectiveDateTime", "effectivePeriod"} & set(one)) != 1:
        yield f"{name}: not one time"
    for part in [one, *(each for each in one.get("component", ()) if isinstance(each, dict))]:
        if (part is not one or "component" not in one) and ("valueQuantity" in part) == ("dataAbsentReason" in part):
            yield f"{name}: a value, or why there is none"
    code = one.get("code")
    own = str((_codes(code, "coding") or [""])[0])
    if not own:
        yield f"{name}: no code"
    value = one.get("valueQuantity")
    number = value.get("value") if isinstance(value, dict) else None
    if own.startswith(("soreness", "discomfort")):
        if "bodySite" not in one:
            yield f"{name}: a score of no place"
        if isinstance(value, dict) and value.get("code") != "{score}":
            yield f"{name}: a score in another unit"
    most = {"{score}": 10, "%": 100}.get(str(value.get("code")) if isinstance(value, dict) else "")
    if most is not None and isinstance(number, int | float) and number > most:
        yield f"{name}: {number} is beyond its scale"
    if own.startswith("soreness") and "72514-3" not in _codes(code, "coding"):
        yield f"{name}: soreness without the code that others know"
