"""What the evidence holds back at the patient's side, as narrowly as it says; and that it costs nothing where nothing stands."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import worlds
from adherence.worlds import CALF, rx, told
from rules.cases import CASES, load
from selfcare.day.decide import Day, decide
from selfcare.day.evidence import standing_now
from selfcare.facts.health import FLAGS, Condition, Health
from selfcare.facts.history import History
from selfcare.facts.kinds import ConditionSaid, NeedledAt
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.building import fingerprint, parse_checked
from selfcare.routine.reading import read_routine
from selfcare.rules import check, standing
from selfcare.rules.quick import may_stand
from selfcare.rules.shelf import RULES
from selfcare.session.plan import plan_session

if TYPE_CHECKING:
    from selfcare.routine.model import Routine

NOON = Moment(local_ms(dt.datetime(2026, 11, 24, 12), 60), 60)  # noqa: DTZ001 - wall time; the offset is beside it
SHIPPED = sorted(Path("routines").glob("*.toml"))
BALL = '\n[[exercise]]\nid = "ball"\ndevice = "massage ball"\nregion = "buttock"\nside = "each"\nhold = { time = 20 }\n'
BALL += "discomfort = { aim = 3, max = 5 }\n"


def day(text: str, *, file: str | None = None, top: str = "") -> Day:
    """The day at noon of a text that was loaded the day before, or of a file beside it."""
    world = told("2026-11-23 08:00 load A", {"A": top + text})
    chosen = None if file is None else (read_routine(file.encode(), "file.toml"), fingerprint(file.encode()))
    found = decide(History(world.facts), NOON, file=chosen)
    assert found is not None
    return found


def calf(exercises: str = CALF) -> str:
    """A text with these exercises."""
    return rx("{ per_day = 1 }", exercises=exercises)


def screened(flags: str, cleared: str = "") -> str:
    """What the therapist found, as a table in the file."""
    return f"\n[screened]\non = 2026-11-23\nflags = [{flags}]\n{f'cleared = [{cleared}]' if cleared else ''}\n"


def of_the_text() -> list[str]:
    """Rules whose case is an error of the text alone."""
    return [code for code, rule in RULES.items() if rule.severity[-1] == "error" and not rule.needs and code != "RG02"]


@pytest.mark.parametrize("code", of_the_text())
def test_an_error_of_the_routine_itself_keeps_all_of_it_off(code: str) -> None:
    """Nothing is left to play, in the plan neither; each exercise says by which rule; allowed, it is played."""
    routine = load(code, "fires").routine
    found = decide(History([]), NOON, file=(routine, "made"))
    assert found is not None
    assert code in {one.rule for one in found.off}
    assert found.exercises == ()
    assert {one.rule for one in found.held} == {found.standing[0].rule}
    assert all(step.set is None for step in plan_session(routine, found, None).steps)
    line = found.off[0].line
    if line is not None:
        allowed = routine._replace(allow=parse_checked(f"{line}\n{calf()}").allow)
        free = decide(History([]), NOON, file=(allowed, "made"))
        assert free is not None
        assert free.standing == ()
        assert free.exercises


def test_every_error_says_to_the_patient_why() -> None:
    """In words without a code, not in those for the therapist; what is no error says nothing."""
    for rule in RULES.values():
        assert bool(rule.plain) == ("error" in rule.severity)
        assert rule.code not in rule.plain
        assert not rule.plain.endswith(".")


@given(worlds.routines(), st.lists(st.builds(Condition, st.sampled_from(sorted(FLAGS))), max_size=1))
def test_what_the_quick_look_lets_through_the_rules_let_through(routine: Routine, conditions: list[Condition]) -> None:
    """Over random routines, with nothing set aside."""
    bare, health = routine._replace(allow=()), Health(tuple(conditions))
    assert may_stand(bare, health) or standing(check(bare, health)) == ()


def test_the_quick_look_over_every_case_and_every_shipped_routine() -> None:
    """It lets through nothing that a rule holds, and every shipped routine that has neither band nor massager."""
    for path in sorted(CASES.glob("*/*")):
        case = load(path.parent.name, path.stem)
        found = [one for one in standing(check(case.routine, case.health)) if not one.rule.startswith("DN")]
        assert may_stand(case.routine, case.health) or not found
    looked = [may_stand(parse_checked(path.read_text("utf-8")), None) for path in SHIPPED]
    assert not all(looked)


def test_a_wound_holds_back_its_place_and_side_alone() -> None:
    """The other side, and what does not press it, are played."""
    text = calf(CALF.replace('"left"', '"each"') + BALL) + screened(
        '{ flag = "open wound", region = "calf", side = "left" }'
    )
    found = day(text)
    assert [(one.exercise, one.side, one.rule) for one in found.held] == [("calf", "left", "CI01")]
    assert [(one.exercise.id, one.sides) for one in found.exercises] == [
        ("calf", ("right",)),
        ("ball", ("left", "right")),
    ]
    assert found.off == ()


def test_a_condition_goes_as_far_as_its_rule() -> None:
    """Blood thinners: everything; cleared: the ball alone. A clot: everything; cleared: nothing."""
    light = calf(CALF.replace("max = 5", "max = 3") + BALL)
    assert day(light + screened('"blood thinners"')).off
    judged = day(light + screened('"blood thinners"', '{ flag = "blood thinners", why = "GP agrees" }'))
    assert {one.exercise for one in judged.held} == {"ball"}
    assert [one.exercise.id for one in judged.exercises] == ["calf"]
    assert day(calf() + screened('"clot"')).off
    assert not day(calf() + screened('"clot"', '{ flag = "clot", why = "Ten years ago" }')).standing


def test_a_file_meets_what_was_found_of_the_patient() -> None:
    """A file that was not loaded is judged by the flags of the text in force; it cannot set them aside or clear them."""
    file = 'allow = [{ rule = "CI02", why = "x" }, { rule = "CI04", why = "x" }]\n' + calf(CALF + BALL)
    assert not day(calf(), file=file).standing
    band = calf(
        '\n[[exercise]]\nid = "band"\ndevice = "floss band"\nregion = "knee"\nside = "left"\n'
        "move = { time = 60 }\ndiscomfort = { max = 5 }\n"
    )
    assert {one.exercise for one in day(calf() + screened('"latex"'), file=band + CALF).held} == {"band"}
    assert {one.rule for one in day(calf() + screened('"clot"'), file=file).off} == {"CI02"}
    clears = file + screened('"clot"', '{ flag = "clot", why = "x" }')
    assert day(calf() + screened('"clot"'), file=clears).off
    allows = 'allow = [{ rule = "CI02", why = "Ten years ago" }]\n' + calf() + screened('"clot"')
    assert not day(allows, file=file).standing
    # Its own flags hold as well, and its own errors.
    assert day(calf(), file=calf() + screened('"clot"')).off
    assert day(calf(), file=calf(CALF.replace("max = 5", "max = 9"))).off


def test_what_the_therapist_found_last_holds_before_its_text_is_in_force() -> None:
    """A newer file after today's session is in force from tomorrow; the clot that it names holds today."""
    story = "2026-11-24 07:00 load A\n07:10 done\n08:00 load B"
    world = told(story, {"A": calf(), "B": calf() + screened('"clot"')})
    found = decide(History(world.facts), NOON)
    assert found is not None
    assert found.routine.screened is None
    assert [one.rule for one in found.off] == ["CI02"]


def test_a_needled_place_is_free_where_the_therapist_set_the_rule_aside() -> None:
    """DN01 holds its region until hours are written; to allow it with a reason is a decision too."""
    for allow, held in (("", True), ('allow = [{ rule = "DN01", why = "I tell him each time" }]\n', False)):
        world = told("2026-11-23 08:00 load A", {"A": allow + calf()})
        needle = world.facts[-1]._replace(id="n1", at=NOON.at - 1, body=NeedledAt(NOON.at - 1, "calf", "left"))
        found = decide(History([*world.facts, needle]), NOON)
        assert found is not None
        assert bool(found.held) == held


@given(worlds.routines(), st.lists(st.builds(Condition, st.sampled_from(sorted(FLAGS))), max_size=2))
def test_nothing_is_asked_that_a_standing_error_holds(routine: Routine, conditions: list[Condition]) -> None:
    """Whatever the routine and the conditions: what is left to play is held by no error that stands."""
    text = routine._replace(allow=(), screened=worlds.found_by_therapist(*(one.name for one in conditions)))
    found = decide(History([]), NOON, file=(text, "made"))
    assert found is not None
    stands = standing_now(text, History([]), NOON)
    assert not any(one.holds(each.exercise, side) for one in stands for each in found.exercises for side in each.sides)
    assert bool(found.off) <= (not found.exercises)


def test_days_that_a_rule_keeps_off_are_blocked_and_not_missed() -> None:
    """They leave what is asked, and the reason names the rule."""
    story = "2026-11-23 08:00 load A"
    off = told(story, {"A": calf(CALF.replace("max = 5", "max = 9"))}).report("2026-11-26 12:00")
    assert (off.counts.asked, off.counts.missed, off.counts.blocked) == (0, 0, 3)
    assert {one.reason for one in off.occasions if one.result == "blocked"} == {"a rule holds it back: PR04"}
    wound = calf() + screened('{ flag = "open wound", region = "calf" }')
    assert told(story, {"A": wound}).report("2026-11-26 12:00").counts.blocked == 3
    beside = calf(CALF + BALL) + screened('{ flag = "open wound", region = "calf" }')
    assert told(story, {"A": beside}).report("2026-11-26 12:00").counts.missed == 3


def test_what_was_named_later_takes_no_day_back() -> None:
    """A clot that the patient names on Wednesday, or a file with a flag that came then, blocks from that day on."""
    world = told("2026-11-23 08:00 load A", {"A": calf()})
    at = world.at(dt.datetime.fromisoformat("2026-11-25 09:00"))
    world.facts.append(world.facts[-1]._replace(id="c1", at=at, body=ConditionSaid("clot")))
    counts = world.report("2026-11-27 12:00").counts
    assert (counts.missed, counts.blocked) == (2, 2)
    story = "2026-11-23 08:00 load A\n2026-11-25 08:00 load B"
    counts = told(story, {"A": calf(), "B": calf() + screened('"clot"')}).report("2026-11-27 12:00").counts
    assert (counts.missed, counts.blocked) == (2, 2)
