"""The bundle by rules of our own, and by the report: nothing is lost, nothing is said that the log does not hold."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given

from adherence.worlds import World, told
from exports.bundles import wrong
from exports.made import TEXTS, files, hostile, material, periods, stories
from selfcare.exports.material import Material
from selfcare.facts.kinds import Note, Rated, Reported

if TYPE_CHECKING:
    from collections.abc import Iterable

STORY = """
2026-11-23 07:00 load daily
20:00 60 rated 6
20:05 done
2026-11-24 20:00 rated -
20:05 partly
2026-11-26 20:00 reported
2026-12-03 20:00 answers leg
"""


def bundle(made: Material) -> dict[str, Any]:
    """The bundle, as any reader of JSON has it."""
    found: dict[str, Any] = json.loads(files(made, "fhir")["bundle.json"])
    return found


def of_kind(found: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    """Its resources of one kind, in order."""
    return [entry["resource"] for entry in found["entry"] if entry["resource"]["resourceType"] == kind]


def code_of(one: dict[str, Any]) -> str:
    """Our own code of it."""
    found: str = one["code"]["coding"][0]["code"]
    return found


@given(stories(), periods)
def test_own_rules(world: World, period: tuple[dt.date | None, dt.date | None]) -> None:
    """No bundle breaks a rule of ours, and the same log gives the same bytes."""
    made = material(world, since=period[0], last=period[1])
    assert wrong(bundle(made)) == []
    assert files(made, "fhir") == files(made, "fhir")


@given(stories())
def test_every_occasion(world: World) -> None:
    """Completed, stopped and not done are, in number, what the report says was asked; what is beyond is marked so."""
    made = material(world)
    counts, found = made.report.counts, of_kind(bundle(made), "Procedure")
    running = Counter(one.result for one in made.report.occasions if one.so_far)
    asked = Counter(one["status"] for one in found if one["category"]["coding"][0]["code"] == "asked")
    whole = sum(running[word] for word in ("done", "played", "reported"))
    assert asked["completed"] == counts.done + counts.played + counts.reported + whole
    assert asked["stopped"] == counts.partly + running["partly"]
    assert asked["not-done"] == counts.missed + counts.away
    beyond = Counter(one["category"]["coding"][0]["code"] for one in found)
    assert beyond["extra"] == counts.extra + running["extra"]
    assert beyond["not-assigned"] == counts.not_assigned + running["not assigned"]
    adherence = next(one for one in of_kind(bundle(made), "Observation") if code_of(one) == "adherence")
    sums = {one["code"]["coding"][0]["code"]: one["valueQuantity"]["value"] for one in adherence["component"]}
    assert (sums["sessions-performed"], sums["sessions-scheduled"]) == (counts.filled, counts.asked)
    assert ("valueQuantity" in adherence) == (made.report.shares is not None)


@given(stories())
def test_every_score(world: World) -> None:
    """Each score is there once with its value; what was asked and not answered has a reason and no number."""
    made = material(world)
    found = [one for one in of_kind(bundle(made), "Observation") if code_of(one).startswith(("soreness", "discomfort"))]
    said = [one.get("valueQuantity", {}).get("value") for one in found if one["status"] != "entered-in-error"]
    assert said == [body.score for _, body in world.history().of(Rated)]
    assert all(
        one["dataAbsentReason"]["coding"][0]["code"] == "asked-declined" for one in found if "valueQuantity" not in one
    )


def test_weekly() -> None:
    """A missed occasion of an "N a week" stretch is a procedure that was not done, with that stretch as its period."""
    made = material(told("2026-11-23 07:00 load weekly\n2026-11-24 20:00 done", TEXTS), "2026-12-01")
    missed = [one for one in of_kind(bundle(made), "Procedure") if one["status"] == "not-done"]
    assert [one["performedPeriod"] for one in missed] == [{"start": "2026-11-23", "end": "2026-11-29"}] * 2


def ids(found: dict[str, Any]) -> set[str]:
    """Kinds and ids."""
    return {f"{one['resource']['resourceType']}/{one['resource']['id']}" for one in found["entry"]}


def test_filled_afterwards() -> None:
    """What was missed keeps its id when it is reported afterwards: sent again, it replaces what the receiver has."""
    before = told("2026-11-23 07:00 load daily\n20:00 done", TEXTS)
    after = told("2026-11-23 07:00 load daily\n20:00 done", TEXTS)
    day = after.loaded
    after.add(dt.datetime.fromisoformat("2026-11-27 20:00"), Reported("2026-11-25", day or ""))
    one, other = bundle(material(before, "2026-11-28")), bundle(material(after, "2026-11-28"))
    assert ids(one) == ids(other)
    status = Counter(each["status"] for each in of_kind(other, "Procedure"))
    assert status == Counter(each["status"] for each in of_kind(one, "Procedure")) + Counter(completed=1) - Counter(
        {"not-done": 1}
    )


def test_taken_back() -> None:
    """A score that was taken back stays under its name, as entered in error; a corrected one has its new value."""
    world = told(STORY + "2026-12-04 20:00 rated 3 as wrong\n20:10 takes-back wrong", TEXTS)
    found = [one for one in of_kind(bundle(material(world)), "Observation") if one["status"] == "entered-in-error"]
    assert [one["valueQuantity"]["value"] for one in found] == [3]


def test_alarm_first() -> None:
    """An alarm answer stands before everything else, active until the patient says by whom they were seen."""
    first = bundle(material(told(STORY, TEXTS)))["entry"][0]["resource"]
    assert (first["resourceType"], first["status"]) == ("Flag", "active")
    assert "not yet seen" in first["code"]["text"].lower()


def everything(found: Any) -> Iterable[str]:
    """Every text in it."""
    if isinstance(found, dict):
        for one in found.values():
            yield from everything(one)
    elif isinstance(found, list):
        for one in found:
            yield from everything(one)
    elif isinstance(found, str):
        yield found


@given(hostile)
def test_notes_stay(words: str) -> None:
    """The patient's own words leave only where they are asked for; then no control character goes with them."""
    world = told("2026-11-23 07:00 load daily", TEXTS)
    marked = f"private {words} private"
    world.add(dt.datetime.fromisoformat("2026-11-23 20:00"), Reported("2026-11-23", world.loaded or "", (), marked))
    world.add(dt.datetime.fromisoformat("2026-11-23 21:00"), Note("2026-11-23", marked))
    made = material(world)
    assert not [one for one in everything(bundle(made)) if "private" in one]
    history = world.history()
    asked = Material(lambda: history, (None, None), made.report.as_of, "P014", lambda: iter(()), notes=True)
    told_of = [one for one in everything(bundle(asked)) if "private" in one]
    assert told_of
    assert all(letter >= " " or letter == "\n" for one in told_of for letter in one)
