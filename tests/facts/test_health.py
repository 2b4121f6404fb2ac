"""What is known of a patient's health: who named it, what clears it, and what does not."""

from __future__ import annotations

import pytest

from selfcare.facts.health import Condition, Health, known
from selfcare.facts.history import History
from selfcare.facts.kinds import Body, ConditionSaid, ConditionWithdrawn, Fact, HealthAsked, Loaded, TextKept
from selfcare.routine.building import fingerprint, parse_checked
from selfcare.routine.conditions import CAUTIONS, FLAGS

HEAD = """
format = 1
id = "case"
title = "Case"
patient = "P014"
by = "Anna Berg, physiotherapist"
start = 2026-11-23
contact = { phone = "555 0134", emergency = "112" }
"""
CALF = """
[[exercise]]
id = "calf"
device = "foam roller"
region = "calf"
side = "each"
roll = { time = 60 }
discomfort = { aim = 3, max = 5 }
"""


def text(screened: str = "") -> str:
    """A routine, with what stands in its [screened]."""
    table = f"[screened]\non = 2026-11-23\n{screened}\n" if screened else ""
    return HEAD + table + CALF


PLAIN = text()
CLEARS = text('cleared = [{ flag = "blood clot", why = "Ten years ago" }]')
FLAGGED = text('flags = ["dvt"]')


def log(*steps: str | Body) -> History:
    """A log: a text is one that is loaded, anything else a fact; each a minute after the one before."""
    facts: list[Fact] = []
    for number, step in enumerate(steps):
        if isinstance(step, str):
            mark = fingerprint(step.encode())
            bodies: tuple[Body, ...] = (TextKept(mark, "case.toml", step), Loaded(mark))
        else:
            bodies = (step,)
        facts += [Fact(f"f{number}{n}", 60_000 * (number + 1), 60, None, "P014", one) for n, one in enumerate(bodies)]
    return History(facts)


def open_names(history: History, played: str, *told: str) -> list[str]:
    """The conditions that are open when that text is played."""
    health = known(history, parse_checked(played), tuple(map(parse_checked, told)))
    return [one.name for one in (health or Health()).conditions if one.cleared is None]


CLOT = ConditionSaid("clot")


def test_nobody_asked_is_not_nothing_found() -> None:
    """None, until somebody asked or said something."""
    assert known(log(PLAIN), parse_checked(PLAIN)) is None
    assert known(log(PLAIN, HealthAsked("x", "asked")), parse_checked(PLAIN)) == Health()
    assert known(log(PLAIN), parse_checked(text("flags = []"))) == Health()


def test_a_newer_text_clears_with_its_reason() -> None:
    """What the patient named is cleared, with the reason; and stays known."""
    health = known(log(PLAIN, CLOT, CLEARS), parse_checked(CLEARS))
    assert health is not None
    (one,) = health.conditions
    assert (one.name, one.by, one.cleared) == ("clot", "patient", "Ten years ago")


@pytest.mark.parametrize(
    ("steps", "played", "told"),
    [
        ((CLEARS, CLOT), CLEARS, CLEARS),  # written before the answer
        ((CLEARS, CLOT, PLAIN, CLEARS), CLEARS, CLEARS),  # an old file, loaded again
        ((PLAIN, CLOT), CLEARS, PLAIN),  # a file that was never loaded
        ((PLAIN, CLOT, CLEARS), PLAIN, PLAIN),  # loaded, and not in force yet
        ((PLAIN, CLOT, CLEARS, CLOT), CLEARS, CLEARS),  # named anew since
        ((PLAIN, CLOT, ConditionWithdrawn("clot")), PLAIN, PLAIN),  # taken back by the patient alone
        ((PLAIN, CLOT, HealthAsked("x", "asked", None, (), ("Q01",))), PLAIN, PLAIN),  # a later no
    ],
)
def test_what_does_not_clear(steps: tuple[str | Body, ...], played: str, told: str) -> None:
    """Nothing that a patient can do opens what stops: only a newer text of the therapist's."""
    assert open_names(log(*steps), played, told) == ["clot"]


@pytest.mark.parametrize("name", FLAGS)
def test_only_a_caution_ends_when_the_patient_takes_it_back(name: str) -> None:
    """What stops or skips is marked as taken back, and holds."""
    health = known(log(PLAIN, ConditionSaid(name), ConditionWithdrawn(name)), parse_checked(PLAIN))
    assert health is not None
    assert [one.withdrawn is not None for one in health.open(name)] == ([] if name in CAUTIONS else [True])


def test_the_therapists_flags_outlive_an_older_file() -> None:
    """Loading the file before again, or playing it, takes no flag away; a newer screening does."""
    assert open_names(log(PLAIN, FLAGGED), FLAGGED, FLAGGED) == ["dvt"]
    assert open_names(log(PLAIN, FLAGGED, PLAIN), PLAIN, PLAIN) == ["dvt"]
    assert open_names(log(FLAGGED), PLAIN, FLAGGED) == ["dvt"]
    assert open_names(log(FLAGGED, text("flags = []")), text("flags = []"), text("flags = []")) == []


def test_a_file_brings_its_own_flags() -> None:
    """What the therapist wrote in a file counts when it is played, loaded or not."""
    assert open_names(log(PLAIN), FLAGGED, PLAIN) == ["dvt"]


def test_another_place_is_another_condition() -> None:
    """Each is named, withdrawn and told by itself."""
    here, there = ConditionSaid("fracture", "calf", "left"), ConditionSaid("fracture", "forearm", "right")
    health = known(log(PLAIN, here, there, ConditionWithdrawn("fracture", "calf", "left")), parse_checked(PLAIN))
    assert health is not None
    assert [(one.region, one.withdrawn is None) for one in health.conditions] == [("calf", False), ("forearm", True)]


def test_a_therapists_flag_that_the_patient_takes_back_is_marked() -> None:
    """It holds, and whoever looks sees that the patient disagrees."""
    health = known(log(FLAGGED, ConditionWithdrawn("dvt")), parse_checked(FLAGGED))
    assert health == Health((Condition("dvt", withdrawn=120_000),))
