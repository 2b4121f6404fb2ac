"""The bundle by rules of our own, and by the report: nothing is lost, nothing is said that the log does not hold."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from hypothesis import given, settings
from hypothesis import strategies as st

from adherence.worlds import World, rx, told
from exports.made import TEXTS, files, hostile, material, periods, stories
from selfcare.exports.material import Material
from selfcare.exports.resources.bundle_rules import wrong
from selfcare.facts.history import moment
from selfcare.facts.kinds import (
    Answered,
    Away,
    Confirmed,
    Corrected,
    Loaded,
    Measured,
    Note,
    Rated,
    Reported,
    Seen,
    SessionBegun,
)

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


@settings.get_profile("costly")
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
    found = [one for one in found if one["status"] != "entered-in-error"]
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


@settings.get_profile("costly")
@given(stories(), st.data())
def test_nothing_vanishes(world: World, data: st.DataObject) -> None:
    """What was sent before the patient denied a session, or took a report back, is sent again: changed, or in error.

    Not where that changes which text was in force: of a day on which one was loaded (docs/fhir.md says so).
    """
    before = ids(bundle(material(world)))
    loadings = {moment(fact).day() for fact in world.facts if isinstance(fact.body, Loaded)}
    for fact in world.facts[:]:
        same_day = moment(fact).day() in loadings
        if isinstance(fact.body, Confirmed | Reported) and not same_day and data.draw(st.booleans()):
            said = fact.body._replace(share="none") if isinstance(fact.body, Confirmed) else None
            world.add(dt.datetime.fromisoformat("2026-12-12 09:00"), Corrected(fact.id, said))
    after = bundle(material(world))
    assert before - ids(after) == set()
    assert wrong(after) == []


def test_denied() -> None:
    """A session that the patient denies afterwards: the day was missed, and its results were entered in error."""
    story = "2026-11-23 07:00 load daily\n20:00 done as one"
    (result,) = (one for one in of_kind(bundle(material(told(story, TEXTS))), "Observation") if "partOf" in one)
    found = bundle(material(told(f"{story}\n21:00 corrects-word one none", TEXTS)))
    (denied,) = (one for one in of_kind(found, "Observation") if one["id"] == result["id"])
    assert (result["status"], denied["status"]) == ("final", "entered-in-error")
    assert [one["status"] for one in of_kind(found, "Procedure")].count("not-done") == 17


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
    world.add(dt.datetime.fromisoformat("2026-11-24 21:00"), Away("2026-11-25", "2026-11-26", marked))
    alarm = world.add(dt.datetime.fromisoformat("2026-11-27 08:00"), Answered("q", "2026-11-27", "asked", ("one leg",)))
    world.add(dt.datetime.fromisoformat("2026-11-28 08:00"), Seen(alarm.id, marked, marked))
    made = material(world)
    assert not [one for one in everything(bundle(made)) if "private" in one]
    (flag,) = of_kind(bundle(made), "Flag")
    assert (flag["status"], flag["code"]["text"]) == (
        "inactive",
        "TODAY answer before a session: one leg. Seen by someone since",
    )
    history = world.history()
    asked = Material(lambda: history, (None, None), made.report.as_of, "P014", lambda: iter(()), notes=True)
    told_of = [one for one in everything(bundle(asked)) if "private" in one]
    assert len(told_of) == 3
    assert all(letter >= " " or letter == "\n" for one in told_of for letter in one)


def with_notes(world: World, until: str = "2026-11-28") -> dict[str, Any]:
    """The bundle of a world, with the patient's own words."""
    made = material(world, until)
    return bundle(Material(lambda: made.history, (None, None), made.report.as_of, "P014", lambda: iter(()), notes=True))


def test_notes_have_their_place() -> None:
    """A word about a session stands at that session, one about a day at what the day asked, any other at the plan."""
    world = told("2026-11-23 07:00 load daily\n20:00 done\n2026-11-24 20:00 done as one\n21:00 done as two", TEXTS)
    second = world.named["two"].body
    assert isinstance(second, SessionBegun)
    evening = dt.datetime.fromisoformat("2026-11-25 21:00")
    world.add(evening, Note("2026-11-24", "of the second", second.session))
    world.add(evening, Note("2026-11-23", "of the very first day"))
    world.add(evening, Note("2026-11-25", "of a missed day"))
    world.add(dt.datetime.fromisoformat("2026-11-28 09:00"), Note("2026-11-28", "of a day that is not over"))
    found = with_notes(world)
    placed = {
        note["text"]: (one["resourceType"], one.get("category", {}).get("text"), one["status"])
        for kind in ("Procedure", "CarePlan")
        for one in of_kind(found, kind)
        for note in one.get("note", ())
    }
    assert placed == {
        "of the second": ("Procedure", "extra", "completed"),
        "of the very first day": ("Procedure", "done", "completed"),
        "of a missed day": ("Procedure", "missed", "not-done"),
        "of a day that is not over": ("CarePlan", None, "active"),
    }


def test_measures() -> None:
    """A measure has its unit and side; what was asked and not answered has a reason, not a number."""
    world = told("2026-11-23 07:00 load daily", TEXTS)
    evening = dt.datetime.fromisoformat("2026-11-23 21:00")
    world.add(evening, Measured("2026-11-23", "knee to wall", 95, "left"))
    world.add(evening, Measured("2026-11-23", "activity", None, None, "stairs"))
    knee, activity = (one for one in of_kind(bundle(material(world)), "Observation") if "measure" in code_of(one))
    assert (knee["valueQuantity"]["value"], knee["valueQuantity"]["code"]) == (9.5, "cm")
    assert [one["code"] for one in knee["bodySite"]["coding"]] == ["ankle-L", "ANKL", "L"]
    assert (activity["code"]["text"], "valueQuantity" in activity) == ("activity: stairs", False)


def test_of_another_day() -> None:
    """A score that was given later is of the day it is about, and says when it was entered."""
    world = told("2026-11-23 07:00 load daily", TEXTS)
    world.add(dt.datetime.fromisoformat("2026-11-25 08:00"), Rated("soreness", "before", "2026-11-23", 4, "calf"))
    (one,) = (each for each in of_kind(bundle(material(world)), "Observation") if code_of(each) == "soreness-before")
    assert (one["effectiveDateTime"], one["issued"]) == ("2026-11-23", "2026-11-25T08:00:00+01:00")


def test_a_plan_that_never_began() -> None:
    """A text that another replaced before its first day was revoked, not completed."""
    late = rx("{ per_day = 1 }", start="2026-12-07", ident="late")
    world = told("2026-11-23 07:00 load late\n2026-11-24 07:00 load daily", {**TEXTS, "late": late})
    plans = of_kind(bundle(material(world)), "CarePlan")
    assert [one["status"] for one in plans] == ["revoked", "active"]


def test_how_long_and_how_often() -> None:
    """An order says the seconds of a session on one side, and how often, with units."""
    orders = of_kind(bundle(material(told("2026-11-23 07:00 load weekly", TEXTS))), "ServiceRequest")
    wanted = {"duration": 120, "durationUnit": "s", "frequency": 3, "period": 1, "periodUnit": "wk"}
    assert [one["occurrenceTiming"]["repeat"] for one in orders] == [wanted]
