"""One FHIR R4 Bundle (4.0.1): the prescription, every asked session with its outcome, every score, and the sum.

Pseudonymous: the patient's code and nothing else that names a person; the patient's notes only where asked for. What
became what, and what it does not claim to be: docs/fhir.md. The same log gives the same bytes.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from selfcare.exports.resources import elements as el
from selfcare.exports.resources.notes import Notes
from selfcare.exports.resources.plans import device, patient, prescriptions
from selfcare.exports.resources.scores import scores
from selfcare.exports.resources.sessions import named, procedures
from selfcare.exports.resources.sums import Sum, flags
from selfcare.exports.resources.withdrawn import Withdrawn
from selfcare.exports.tables.index import Index

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material, Stream


def render(material: Material) -> Iterator[Stream]:
    """The bundle, an entry a line."""
    yield "bundle.json", _written(material)


def resources(material: Material) -> Iterator[dict[str, Any]]:
    """Alarm answers first; then each resource after those that it refers to. Sessions are read some days at a time."""
    notes, total, gone = Notes(material), Sum(), Withdrawn()
    yield from flags(material)
    yield patient(material.patient)
    yield device()
    yield from prescriptions(material, notes)
    for days in material.parts():
        index = Index(material, days)
        known = named(index)
        yield from procedures(index, known, notes)
        total.add(index)
        gone.add(index, known)
    yield from gone.resources(material)
    yield from scores(material)
    yield total.observation(material)


def bundle(material: Material) -> dict[str, Any]:
    """The same as one value."""
    return _head(material) | {"entry": [_entry(one) for one in resources(material)]}


def _head(material: Material) -> dict[str, Any]:
    now = material.as_of
    return {"resourceType": "Bundle", "type": "collection", "timestamp": el.moment(now.at, now.offset)}


def _entry(one: dict[str, Any]) -> dict[str, Any]:
    return {"fullUrl": f"{el.BASE}{one['resourceType']}/{one['id']}", "resource": one}


def _written(material: Material) -> Iterator[bytes]:
    yield json.dumps(_head(material), ensure_ascii=False)[:-1].encode() + b', "entry": ['
    before = b"\n"
    for one in resources(material):
        yield before + json.dumps(_entry(one), ensure_ascii=False).encode("utf-8", "backslashreplace")
        before = b",\n"
    yield b"\n]}\n"
