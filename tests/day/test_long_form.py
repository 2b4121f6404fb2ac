"""The long form: each question has the effect that the evidence says, and is asked once for each text."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from facts.test_health import CLEARS, HEAD, PLAIN, log
from selfcare.day.long_form import ALL_IDS, LONG_FORM, LongQuestion, held_by_answers, is_due
from selfcare.facts.health import Condition, Health
from selfcare.facts.kinds import HealthAsked
from selfcare.routine.building import fingerprint, parse_checked
from selfcare.routine.conditions import CAUTIONS, FLAGS
from selfcare.rules import check, standing

if TYPE_CHECKING:
    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding

DEVICES = {
    "roller": ("foam roller", "roll = { time = 60 }"),
    "ball": ("massage ball", "hold = { time = 20 }"),
    "gun": ("percussion massager", "move = { time = 60 }"),
    "floss": ("floss band", "move = { time = 60 }"),
    "stretch": ("stretch band", "hold = { time = 30, times = 2 }"),
}
PLACES = ("calf", "forearm")
EVERY = HEAD + "".join(
    f'[[exercise]]\nid = "{word}-{place}"\ndevice = "{device}"\nregion = "{place}"\nside = "left"\n{dose}\n'
    "discomfort = { aim = 3, max = 5 }\n"
    for place in PLACES
    for word, (device, dose) in DEVICES.items()
)
ROUTINE: Routine = parse_checked(EVERY)
ALL = {one.id for one in ROUTINE.exercise}
CALF = {one for one in ALL if one.endswith("calf")}
GUNS, BALLS, FLOSSES, STRETCHES = (
    {f"{word}-{place}" for place in PLACES} for word in ("gun", "ball", "floss", "stretch")
)


def standing_of(health: Health, routine: Routine = ROUTINE) -> list[Finding]:
    """The errors that stand, by rule and beyond."""
    return list(standing((*check(routine, health), *held_by_answers(health, routine))))


def held(*conditions: Condition) -> set[str]:
    """The exercises that these hold back."""
    found = standing_of(Health(conditions))
    return {one.id for one in ROUTINE.exercise if any(finding.holds(one, "left") for finding in found)}


def patients(name: str, region: str | None = None, side: str | None = None, cleared: str | None = None) -> Condition:
    """A condition that the patient named."""
    return Condition(name, region, side, cleared, "patient", 1)  # type: ignore[arg-type]  # a side


@pytest.mark.parametrize(
    ("name", "at_the_calf", "cleared"),
    [
        ("clot", ALL, set()),  # Q01
        ("anticoagulant", ALL, GUNS | BALLS),  # Q02: then light pressure, no ball, no massager
        ("bleeding_disorder", ALL, GUNS | BALLS),
        ("fracture", CALF, set()),  # Q03
        ("osteoporosis", set(), set()),  # Q04
        ("pregnancy", set(), set()),  # Q05
        ("diabetes", set(), set()),  # Q06
        ("sensory_loss", CALF | FLOSSES, set()),
        ("pacemaker", CALF | GUNS, set()),  # Q07
        ("recent_surgery", CALF | GUNS, set()),
        ("varicose_veins", CALF | FLOSSES, set()),  # Q08
        ("vascular_disease", CALF | FLOSSES, set()),
        ("uncontrolled_hypertension", ALL, set()),  # Q09
        ("cancer", ALL, set()),  # Q10
        ("latex_allergy", FLOSSES | STRETCHES, set()),  # Q11
        ("osteomyelitis", CALF, set()),  # Q12
        ("myositis_ossificans", CALF, set()),
    ],
)
def test_each_answer_has_the_effect_of_section_8(name: str, at_the_calf: set[str], cleared: set[str]) -> None:
    """Named at the left calf where it has a place; and once the therapist has cleared it."""
    option = next(one for question in LONG_FORM for one in question.options if one.name == name)
    region, side = ("calf", "left") if option.has_place else (None, None)
    assert held(patients(name, region, side)) == at_the_calf
    assert held(patients(name, region, side, "Anna agrees")) == cleared


@pytest.mark.parametrize("question", LONG_FORM, ids=lambda one: one.id)
def test_what_a_question_says_of_itself_is_so(question: LongQuestion) -> None:
    """Its effects and its rules are those that speak up for its conditions, and no other."""
    found: list[Finding] = []
    for option in question.options:
        condition = patients(option.name, "calf" if option.has_place else None, "left")
        found += [*check(ROUTINE, Health((condition,))), *held_by_answers(Health((condition,)), ROUTINE)]
        cleared = Health((condition._replace(cleared="yes"),))
        found += check(ROUTINE, cleared)
    nothing = set(check(ROUTINE, Health()))
    found = [one for one in found if one not in nothing]
    assert {one.rule for one in found} == set(question.rules)
    words = {"routine": "routine", "region": "place", "device": "device", "exercise": "device"}
    effects = {words[one.scope] if one.severity == "error" else "caution" for one in found}
    assert set(question.effects) - effects == set()
    # What is more than a caution is told as that; a device is part of the whole routine.
    assert effects - set(question.effects) <= {"caution"} | ({"device"} if "routine" in question.effects else set())


def test_a_place_that_was_not_told_may_be_anywhere() -> None:
    """The patient's own answer then holds everything; the therapist, who wrote the routine, knew the place."""
    for question in LONG_FORM:
        for option in question.options:
            if option.has_place:
                assert held(patients(option.name)) == ALL
    assert held(Condition("varicose_veins")) == FLOSSES
    assert held(Condition("recent_surgery")) == GUNS


def test_the_cautions_are_those_that_hold_nothing() -> None:
    """By the rules themselves, each condition named without a place."""
    assert {name for name in FLAGS if not held(patients(name, "calf", "left"))} == CAUTIONS


def test_every_condition_of_a_question_has_a_word() -> None:
    """No yes gets lost: each option is a word that the rules know; the ids are those of the evidence."""
    assert {one.name for question in LONG_FORM for one in question.options} <= set(FLAGS)
    assert tuple(f"Q{number:02}" for number in range(1, 13)) == ALL_IDS


def test_it_is_asked_once_for_each_text_and_when_a_text_comes_back() -> None:
    """Left for later it stays due; another text is asked about anew, and so is one that takes its place again."""
    plain, other = fingerprint(PLAIN.encode()), fingerprint(CLEARS.encode())
    answers = {mark: HealthAsked(mark, "asked", None, (), ALL_IDS) for mark in (plain, other)}
    assert is_due(log(PLAIN), plain)
    assert not is_due(log(PLAIN, answers[plain]), plain)
    assert not is_due(log(PLAIN, answers[plain], PLAIN), plain)
    assert is_due(log(PLAIN, answers[plain], CLEARS), other)
    assert is_due(log(PLAIN, answers[plain], CLEARS, answers[other], PLAIN), plain)
    assert is_due(log(), plain)
    assert not is_due(log(answers[plain]), plain)


def test_no_exercise_is_held_by_nothing() -> None:
    """A healthy patient's routine with every device meets no error, or these tests would show nothing."""
    assert standing_of(Health()) == []
