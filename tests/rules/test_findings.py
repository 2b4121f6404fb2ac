"""What a finding holds back, how it is set aside, and what the single rules do at their edges."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from rules.cases import load
from selfcare.adherence.trend import WOBBLE, trends
from selfcare.facts.health import Condition, Health, screened
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Fact, NeedledAt
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.model import Allow, Routine
from selfcare.routine.reading import read_routine
from selfcare.rules import check, standing
from selfcare.rules.reports import ERRORS, within_error
from selfcare.rules.shelf import RULES

if TYPE_CHECKING:
    from selfcare.rules.findings import Finding

NOW = Moment(local_ms(dt.datetime(2026, 11, 26, 7, tzinfo=dt.UTC), 60), 60)
HEAD = """
format = 1
id = "case"
title = "Case"
patient = "P014"
by = "Anna Berg, physiotherapist"
start = 2026-11-23
contact = { phone = "555 0134", emergency = "112" }
"""
REST = """
[defaults]
discomfort = { aim = 3, max = 5 }
[stop]
worse_next_morning = { by = 2, then = "gentler" }
"""


def routine(exercises: str, top: str = "", tables: str = "") -> Routine:
    """A routine of these exercises: `device, region, side, more` a line."""
    text = HEAD + top + REST + tables
    for number, line in enumerate(exercises.strip().splitlines(), 1):
        device, region, side, more = (word.strip() for word in line.split(",", 3))
        text += f'[[exercise]]\nid = "e{number}"\ndevice = "{device}"\nregion = "{region}"\nside = "{side}"\n'
        text += more.replace(";", "\n") + "\n"
    return read_routine(text.encode(), "case.toml")


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The rules that fired."""
    return [one.rule for one in findings]


def only(findings: tuple[Finding, ...], code: str) -> Finding:
    """The one finding of that rule."""
    (found,) = (one for one in findings if one.rule == code)
    return found


PLAIN = "foam roller, calf, left, roll = { time = 60 }\nmassage ball, buttock, each, hold = { time = 20 }"


def test_a_plain_routine_meets_nothing() -> None:
    """No rule speaks up without a reason."""
    assert check(routine(PLAIN)) == ()


@pytest.mark.parametrize("code", [code for code, rule in RULES.items() if "error" in rule.severity])
def test_an_error_stands_and_holds_something_back(code: str) -> None:
    """Every error of every rule holds back at least one exercise and side, until it is allowed."""
    case = load(code, "fires")
    found = [one for one in case.findings() if one.rule == code and one.severity == "error"]
    if code == "RG02":
        assert not found  # its case is the milder one; see below
        return
    assert standing(found) == tuple(found)
    exercises = case.routine.exercise
    assert any(one.holds(exercise, "left") for one in found for exercise in exercises) or code == "DN01"
    assert standing(one._replace(allowed="why", by="Anna") for one in found) == ()


def test_a_massager_on_an_organ_is_an_error() -> None:
    """The same place is a warning for a ball and an error for a massager."""
    gun = check(routine("massage gun, kneecap, left, move = { time = 60 }"))
    assert only(gun, "RG02").severity == "error"
    ball = check(routine("massage ball, kneecap, left, hold = { time = 20 }"))
    assert only(ball, "RG02").severity == "warning"
    assert codes(check(routine("floss band, ankle joint, left, move = { time = 60 }"))) == []


@pytest.mark.parametrize("code", ["PR04", "FL02", "RG01", "PC01", "AD03", "PR01"])
def test_errors_of_the_routine_itself_hold_the_whole_session(code: str) -> None:
    """They keep a session from starting, whatever else is in it."""
    found = [one for one in load(code, "fires").findings() if one.rule == code]
    assert {one.scope for one in found} == {"routine"}


def test_a_wound_holds_back_its_place_and_side_only() -> None:
    """What presses it, by region or nearby, on its side or on both; nothing else."""
    plan = routine(
        "foam roller, calf, each, roll = { time = 60 }\n"
        "foam roller, hamstrings, each, roll = { time = 60 }\n"
        "massage ball, hip, right, hold = { time = 20 }"
    )
    health = Health((Condition("open_wound", "buttock", "right"), Condition("fracture", "calf", "left")))
    found = standing(check(plan, health))
    held = {
        (exercise.id, side)
        for exercise in plan.exercise
        for side in ("left", "right")
        if any(one.holds(exercise, side) for one in found)
    }
    assert held & {("e1", "left"), ("e1", "right"), ("e2", "left"), ("e2", "right")} == {("e1", "left")}
    assert ("e3", "right") in held


def test_a_wound_without_its_place_holds_everything() -> None:
    """Where it is not known, no place is known to be free."""
    (found,) = standing(check(routine(PLAIN), Health((Condition("open_wound"),))))
    assert found.scope == "routine"
    assert "region" in found.remedy


def test_a_blood_thinner_goes_in_two_steps() -> None:
    """Not cleared: everything. Cleared: the ball. Allowed in the exercise: nothing. Light and by roller: no finding."""
    plan = routine(PLAIN)
    taken = only(check(plan, Health((Condition("anticoagulant"),))), "CI04")
    assert (taken.exercises, taken.scope) == (("e2",), "routine")
    cleared = only(check(plan, Health((Condition("anticoagulant", cleared="GP agrees"),))), "CI04")
    assert (cleared.scope, cleared.device, cleared.stands) == ("device", "massage ball", True)
    assert [cleared.holds(one, "left") for one in plan.exercise] == [False, True]
    ball = plan.exercise[1]._replace(allow=(Allow("CI04", "GP agrees to the ball too"),))
    plan = plan._replace(exercise=(plan.exercise[0], ball))
    assert standing(check(plan, Health((Condition("anticoagulant", cleared="GP agrees"),)))) == ()


def test_at_the_desk_conditions_are_judged_by_what_was_screened() -> None:
    """Flags by any of their names, with their places; cleared ones are cleared; no `screened` is not knowing."""
    top = """
[screened]
on = 2026-11-23
flags = ["Blood thinners", { flag = "open wound", region = "Wade", side = "left" }, "DVT"]
cleared = [{ flag = "dvt", why = "Ten years ago" }]
"""
    plan = routine(PLAIN, tables=top.replace("Wade", "back of lower leg"))
    assert screened(plan) == Health(
        (
            Condition("anticoagulant"),
            Condition("open_wound", "calf", "left"),
            Condition("dvt", cleared="Ten years ago"),
        )
    )
    assert {"CI01", "CI04"} <= set(codes(check(plan))) <= {"CI01", "CI04"}
    assert only(check(plan), "CI01").path == ("exercise", 0, "region")
    assert screened(routine(PLAIN)) is None


def test_health_that_is_given_is_all_there_is() -> None:
    """On the patient's machine the caller says what is known; the file's flags are not added again."""
    plan = routine(PLAIN, tables='[screened]\non = 2026-11-23\nflags = ["dvt"]\n')
    assert codes(check(plan)) == ["CI02"]
    assert check(plan, Health()) == ()


def test_an_allow_is_kept_and_told() -> None:
    """In the exercise for that one, at the top for all; the finding stays, with the reason and the name."""
    lines = "foam roller, calf, left, roll = { time = 200 }\nfoam roller, hamstrings, left, roll = { time = 200 }"
    one = routine(lines.replace("}\n", '}; allow = [{ rule = "FR01", why = "a year" }]\n', 1))
    found = [finding for finding in check(one) if finding.rule == "FR01"]
    assert [(finding.allowed, finding.by) for finding in found] == [("a year", "Anna Berg"), (None, "Anna Berg")]
    both = routine(lines, top='allow = [{ rule = "FR01", why = "both" }]\n')
    assert [finding.allowed for finding in check(both)] == ["both", "both"]


def test_what_is_set_once_for_all_is_allowed_one_by_one() -> None:
    """The common discomfort concerns each exercise without its own: allowing it in one leaves it for the others."""
    plan = routine(
        'foam roller, calf, left, roll = { time = 60 }; allow = [{ rule = "PR04", why = "used to it" }]\n'
        "foam roller, hamstrings, left, roll = { time = 60 }"
    )
    assert plan.defaults.discomfort is not None
    plan = plan._replace(defaults=plan.defaults._replace(discomfort=plan.defaults.discomfort._replace(max=10)))
    allowed, rest = check(plan)
    assert (allowed.exercises, allowed.allowed) == (("e1",), "used to it")
    assert (rest.exercises, rest.stands) == (("e2",), True)


def test_a_sum_is_allowed_in_any_of_its_exercises() -> None:
    """Two exercises together are too long: one allow is enough."""
    lines = 'massage gun, calf, each, move = { time = 160 }; allow = [{ rule = "PC03", why = "short of a run" }]\n'
    (found,) = check(routine(lines + "massage gun, calf, left, move = { time = 150 }"))
    assert (found.rule, found.severity, found.allowed) == ("PC03", "warning", "short of a run")
    assert "310 s" in found.message


def test_phases_are_not_added_up() -> None:
    """Two exercises in different weeks never meet in a session."""
    lines = 'massage gun, calf, left, weeks = "1"; move = { time = 160 }\n'
    assert check(routine(lines + 'massage gun, calf, left, weeks = "2-"; move = { time = 160 }')) == ()


def test_an_allow_that_sets_nothing_aside_is_told_at_its_place() -> None:
    """For no rule, and for one that does not fire there; never where it needs the patient's health, or what is not known."""
    allow = 'allow = [{ rule = "FR99", why = "x" }, { rule = "FR04", why = "x" }, { rule = "CI01", why = "x" }]\n'
    plan = routine(PLAIN, top=allow)
    assert [(one.rule, one.path, one.severity) for one in check(plan)] == [
        ("AL01", ("allow", 0, "rule"), "warning"),
        ("AL02", ("allow", 1, "rule"), "warning"),
    ]
    assert codes(check(plan, Health())) == ["AL01", "AL02"]
    history = routine(PLAIN, top='allow = [{ rule = "DN03", why = "x" }]\n')
    assert check(history) == ()
    assert codes(check(history, Health(), History([]), NOW)) == ["AL02"]


def test_a_flag_that_no_rule_knows_is_told() -> None:
    """A slip of the finger in a condition must not pass in silence."""
    plan = routine(PLAIN, tables='[screened]\non = 2026-11-23\nflags = ["osteoporsis"]\n')
    (found,) = check(plan)
    assert (found.rule, found.path) == ("HF01", ("screened", "flags", 0))
    assert "osteoporosis" in found.remedy


NEEDLED = """
[needling]
keep_off = "24h"
done = [{ at = 2026-11-23T15:10:00, region = "shoulder blade", side = "right" }]
"""


def needled(region: str, hour: int) -> History:
    """A log that tells of one needle, on 25 November at that hour, UTC."""
    at = local_ms(dt.datetime(2026, 11, 25, hour, tzinfo=dt.UTC), 60)
    return History([Fact("f1", at, 60, None, "P014", NeedledAt(at, region, "left"))])


def test_at_the_desk_breath_is_asked_by_the_therapist() -> None:
    """Needled over the lung, and nobody screened since: an error; screened on that day: none."""
    band = "stretch band, shoulder, left, reps = { times = 10 }"
    assert codes(check(routine(band, tables=NEEDLED))) == ["DN03"]
    early = "[screened]\non = 2026-11-22\n"
    assert codes(check(routine(band, tables=NEEDLED + early))) == ["DN03"]
    assert codes(check(routine(band, tables=NEEDLED + early.replace("22", "23")))) == []
    assert codes(check(routine(band, tables=NEEDLED.replace("11-23", "11-10")))) == []


def test_a_session_that_asks_needs_no_answer_before() -> None:
    """The stop questions come first in the session itself; an answer since the needle counts too."""
    plan = routine("stretch band, shoulder, left, reps = { times = 10 }", tables='[needling]\nkeep_off = "24h"\n')
    log = needled("chest", 9)
    assert codes(check(plan, Health(), log, NOW)) == ["DN03"]
    assert check(plan, Health(), log, NOW, asks=True) == ()
    answer = Fact("f2", NOW.at - 1, 60, None, "P014", Answered("s1", "2026-11-26", "asked"))
    assert check(plan, Health(), History([*log.recorded, answer]), NOW) == ()


def test_a_needled_place_without_hours_is_held_back() -> None:
    """The place, what lies near it, and nothing else."""
    plan = routine(PLAIN.replace("foam roller", "stretch band").replace("roll = { time = 60 }", "reps = { times = 9 }"))
    (found,) = standing(check(plan, Health(), needled("hip", 9), NOW))
    assert (found.rule, found.scope) == ("DN01", "region")
    assert [found.holds(one, "left") for one in plan.exercise] == [False, True]
    assert [found.holds(one, "right") for one in plan.exercise] == [False, False]


def test_older_people_hold_longer() -> None:
    """From 65 on the guidance is 30 to 60 s; without an age it is 10 to 30 s."""
    line = "stretch band, calf, left, hold = { time = 45, times = 2 }"
    age = "[screened]\non = 2026-11-23\nage = 70\n"
    assert codes(check(routine(line))) == ["ST01"]
    assert check(routine(line, tables=age)) == ()
    assert (
        "age of 70" in only(check(routine(line.replace("45, times = 2", "20, times = 3"), tables=age)), "ST01").message
    )
    weekly = routine(line.replace("45", "30"), top="schedule = [{ per_week = 1 }]\n")
    assert only(check(weekly), "ST01").path == ("schedule", 0)


def test_holds_without_a_release_are_one_hold() -> None:
    """Nothing lets go between them."""
    line = "massage ball, calf, left, hold = { time = 40, times = 3, release = 5 }"
    assert check(routine(line)) == ()
    assert codes(check(routine(line.replace("release = 5", "release = 0")))) == ["BA01"]


def test_a_short_phase_is_not_a_short_plan() -> None:
    """The weeks of a place are counted over all its exercises."""
    line = 'foam roller, hamstrings, left, purpose = "more movement"; weeks = "1-2"; roll = { time = 60 }'
    assert codes(check(routine(line))) == ["FR05"]
    assert check(routine(f"{line}\n{line.replace('1-2', '3-6')}")) == ()
    assert check(routine(f"{line}\n{line.replace('1-2', '3-')}")) == ()


def test_a_change_is_error_or_it_is_not() -> None:
    """The smallest change that is more than error, for each measure; an unknown measure is never said to be error."""
    for measure, least in ERRORS.items():
        assert within_error(measure, least - 0.1)
        assert within_error(measure, 0.1 - least)
        assert not within_error(measure, least)
        assert not within_error(measure, 0)
    assert not within_error("heel to seat", 0.1)


@pytest.mark.parametrize(("name", "told"), [("fires", True), ("near", False)])
def test_a_change_within_error_is_told_as_wobble_in_the_report(name: str, told: bool) -> None:
    """RP01 speaks in reports: they judge a change by the same number, for the same history."""
    assert ERRORS["soreness"] == WOBBLE
    case = load("RP01", name)
    assert case.history is not None
    moved = {one.moved for one in trends(case.history, case.routine.start, (None, None))}
    assert ("within wobble" in moved) == told
