"""What must be read first: emergency answers lead every export, with who saw the patient and what was said."""

from __future__ import annotations

import datetime as dt

import pytest

from adherence.worlds import CALF, rx, told
from exports.made import TEXTS, described, files, material, table, used_up
from selfcare.exports import formats, streams
from selfcare.facts.codec import from_json
from selfcare.facts.kinds import Answered, ConditionSaid, ConditionWithdrawn, Seen

STORY = "2026-11-23 09:00 load daily\n2026-11-24 08:00 answers emergency as bad\n2026-11-25 20:00 done"
SEEN = f"{STORY}\n2026-11-26 09:00 seen bad"


def written(story: str, name: str, since: dt.date | None = None) -> dict[str, bytes]:
    """The files of an export, in their order."""
    found = streams(name, material(told(story, TEXTS), since=since))
    assert found is not None
    return used_up(found)


@pytest.mark.parametrize("name", formats())
def test_an_emergency_is_the_first_file_of_every_format(name: str) -> None:
    """First as it is written and first in a list of files, whatever days are asked for; without one there is no such file."""
    # A calendar is the whole plan: it takes no days.
    for since in (None,) if name == "ics" else (None, dt.date(2026, 12, 10)):
        made = written(STORY, name, since)
        assert next(iter(made)) == "READ-FIRST.txt" == min(made)
        said = made["READ-FIRST.txt"].decode()
        assert said.startswith("EMERGENCY: patient P014 answered yes")
        assert "2026-11-24 08:00, breath or chest." in said
        assert "Not yet seen by anyone" in said
    assert "READ-FIRST.txt" not in written("2026-11-23 09:00 load daily\n2026-11-24 08:00 answers fever", name)


@pytest.mark.parametrize("name", formats())
def test_it_tells_who_saw_the_patient_and_what_was_said(name: str) -> None:
    """It stays there after it."""
    said = written(SEEN, name)["READ-FIRST.txt"].decode()
    assert "Seen by Anna, told on 2026-11-26: go on" in said
    assert "Not yet seen" not in said


def test_the_first_table_has_them_too() -> None:
    """alarms.csv, the first resource of the description; the emergencies first, then those for the therapist."""
    story = f"{SEEN}\n2026-11-20 08:00 answers leg"
    made = files(material(told(story, TEXTS)))
    assert next(iter(made)) == "alarms.csv" == min(name for name in made if name.endswith(".csv"))
    assert next(iter(described(made))) == "alarms"
    first, second = table(made, "alarms")
    assert (first["urgency"], first["answered_yes"], first["seen_day"]) == (
        "emergency",
        "breath or chest",
        "2026-11-26",
    )
    assert (first["seen_by"], first["said"]) == ("Anna", "go on")
    assert (second["urgency"], second["seen_by"]) == ("today", "")


def test_facts_of_some_days_hold_the_alarms_of_all() -> None:
    """In the order of recording, and canonical as ever: what reads the file back needs to know of nothing else."""
    data = written(SEEN, "jsonl", dt.date(2026, 12, 10))["facts.jsonl"].decode()
    facts = [from_json(line) for line in data.splitlines()]
    assert [one.at for one in facts] == sorted(one.at for one in facts)
    assert any(isinstance(one.body, Answered) for one in facts)
    assert any(isinstance(one.body, Seen) for one in facts)


def test_what_was_set_aside_and_what_stands_is_a_table() -> None:
    """Each allow with its reason, each that sets nothing aside, what waits for the patient's health, what was cleared."""
    allow = (
        'allow = [{ rule = "PR04", why = "Used to it" }, { rule = "FR99", why = "x" }, { rule = "FR04", why = "y" }, '
        '{ rule = "CI04", why = "z" }]\n'
    )
    hard = CALF.replace("max = 5", "max = 9")
    cleared = '[screened]\non = 2026-11-23\nflags = ["clot"]\ncleared = [{ flag = "clot", why = "Ten years ago" }]\n'
    texts = {"A": allow + rx(None, exercises=hard), "B": rx(None, exercises=hard), "C": rx(None) + cleared}
    story = "2026-11-23 09:00 load A\n2026-11-24 09:00 load B\n2026-11-25 09:00 load C"
    found = table(files(material(told(story, texts))), "rules")
    told_of = [(one["loaded_day"], one["state"], one["rule"], one["exercise"], one["reason"]) for one in found]
    assert told_of == [
        ("2026-11-23", "set aside", "PR04", "calf", "Used to it"),
        ("2026-11-23", "sets nothing aside", "FR99", "", "x"),
        ("2026-11-23", "sets nothing aside", "FR04", "", "y"),
        ("2026-11-23", "not known here", "CI04", "", "z"),
        ("2026-11-24", "stands", "PR04", "calf", ""),
        ("2026-11-25", "condition cleared", "clot", "", "Ten years ago"),
    ]
    assert {one["by"] for one in found} == {"Anna Berg, physiotherapist"}


def test_every_condition_is_a_table_with_what_became_of_it() -> None:
    """Named, taken back, cleared, and what each alone holds back: that first. Of all days, and of therapist and patient."""
    flags = """[screened]
on = 2026-11-23
flags = ["hypertension", { flag = "fracture", region = "calf", side = "left" }]
cleared = [{ flag = "clot", why = "Ten years ago" }]
"""
    world = told("2026-11-23 09:00 load A\n2026-11-25 09:00 load B", {"A": rx(None), "B": rx(None) + flags})
    for day, body in (
        (24, ConditionSaid("clot")),
        (24, ConditionSaid("pregnancy")),
        (26, ConditionSaid("cancer")),
        (26, ConditionWithdrawn("pregnancy")),
        (27, ConditionWithdrawn("cancer")),
    ):
        world.add(dt.datetime(2026, 11, day, 12), body)  # noqa: DTZ001 - the world's own place
    made = files(material(world, since=dt.date(2026, 12, 10)))
    assert [one for one in made if one.endswith(".csv")][:2] == ["alarms.csv", "conditions.csv"]
    names = ("condition", "region", "side", "named_by", "named_day", "taken_back_day", "cleared", "holds_back")
    assert [tuple(one[name] for name in names) for one in table(made, "conditions")] == [
        ("fracture", "calf", "left", "therapist", "", "", "", "place"),
        ("cancer", "", "", "patient", "2026-11-26", "2026-11-27", "", "routine"),
        ("hypertension", "", "", "therapist", "", "", "", ""),
        ("clot", "", "", "patient", "2026-11-24", "", "Ten years ago", ""),
        ("pregnancy", "", "", "patient", "2026-11-24", "2026-11-26", "", ""),
    ]
    assert [(one["state"], one["rule"]) for one in table(made, "rules") if one["state"] == "stands"][-1] == (
        "stands",
        "Q10",
    )
    nobody = files(material(told("2026-11-23 09:00 load A", {"A": rx(None)})))
    assert table(nobody, "conditions") == []
    assert "not to say that there is none" in described(nobody)["conditions"]["description"]
