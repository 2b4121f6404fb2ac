"""docs/safety.md is complete and true: each row of who may decide what is a test here, and no rule or question is missing."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from selfcare.day.decide import Day, decide
from selfcare.day.long_form import ALL_IDS, LONG_FORM, is_due
from selfcare.day.questions import SLIP, STOP_QUESTIONS, all_questions
from selfcare.facts.history import History
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Body,
    ConditionSaid,
    ConditionWithdrawn,
    Corrected,
    Fact,
    HealthAsked,
    KeptOff,
    Loaded,
    NeedledAt,
    Rated,
    Seen,
    SessionBegun,
    SessionEnded,
    SetBegun,
    SetEnded,
    TextKept,
)
from selfcare.facts.moment import Moment
from selfcare.routine.building import fingerprint, parse_checked
from selfcare.routine.conditions import FLAGS
from selfcare.routine.regions import REGIONS
from selfcare.rules.shelf import RULES
from session.law_texts import EXERCISES, HARD, written
from worlds import DAY_MS, EAST, NOON

if TYPE_CHECKING:
    from collections.abc import Callable

PAGE = (Path(__file__).parents[1] / "docs" / "safety.md").read_text("utf-8")
HOUR = 3_600_000
TODAY = "2026-11-23"


def section(title: str) -> str:
    """The text under that heading, up to the next of its level or above."""
    level = title.split(" ", maxsplit=1)[0]
    found = re.search(rf"^{re.escape(title)}\n(.*?)(?=^#{{2,{len(level)}}} |\Z)", PAGE, re.MULTILINE | re.DOTALL)
    assert found is not None
    return found[1]


def rows(title: str) -> list[list[str]]:
    """The rows of the table under that heading, without its head."""
    lines = [line for line in section(title).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


# --- a log in a few words ---


def log(*steps: str | Body) -> History:
    """A log that begins at noon: a text is one that is loaded, anything else a fact; a second between them."""
    facts: list[Fact] = []
    for step in steps:
        mark = fingerprint(step.encode()) if isinstance(step, str) else ""
        bodies = (TextKept(mark, "law.toml", step), Loaded(mark)) if isinstance(step, str) else (step,)
        for body in bodies:
            facts.append(Fact(f"f{len(facts)}", NOON + 1000 * len(facts), EAST, None, "P014", body))
    return History(facts)


def day(history: History, later: int = HOUR, file: str | None = None) -> Day:
    """The day so many milliseconds after noon, of what is in force or of a file."""
    played = (parse_checked(file), fingerprint(file.encode())) if file else None
    found = decide(history, Moment(NOON + later, EAST), file=played)
    assert found is not None
    return found


def played(found: Day) -> set[str]:
    """What may be played: exercise and side; nothing where the whole routine is off."""
    if found.blocked or found.off or found.hold:
        return set()
    return {f"{one.exercise.id} {side}" for one in found.exercises for side in one.sides}


PLAIN = written()
ALL = {"roll left", "roll right", "ball left", "gun right", "floss left", "stretch left", "stretch right"}
CLEARS = written('cleared = [{ flag = "clot", why = "judged" }]')


def answered(*yes: str) -> Answered:
    """An answer before a session."""
    return Answered("s1", TODAY, "asked", yes)


# --- one test for each row ---


def until_seen(word: str) -> None:
    """Off for as long as it takes, until both were said; taken back, it is off again."""
    alarm = log(PLAIN, answered(word))
    assert all(played(day(alarm, later)) == set() for later in (HOUR, 40 * DAY_MS))
    (fact, _) = alarm.of(Answered)[0]
    seen = (PLAIN, answered(word), Seen(fact.id, "Dr. Lund", "All is well"))
    assert played(day(log(*seen))) == ALL
    assert played(day(log(*seen, Corrected("f3", None)))) == set()
    assert played(day(log(PLAIN, answered(word), Seen("another", "Dr. Lund", "All is well")))) == set()


def emergency() -> None:
    """Each of the three."""
    for one in STOP_QUESTIONS:
        if one.urgency == "emergency":
            until_seen(one.id)


def one_leg() -> None:
    """The line, and its detail."""
    until_seen("leg or fever")
    until_seen("one leg")


def fever() -> None:
    """Off today, open tomorrow."""
    history = log(PLAIN, answered("leg or fever", "fever or unwell"))
    assert (played(day(history)), played(day(history, DAY_MS))) == (set(), ALL)


def a_place() -> None:
    """The place, for the day; without a place every one; a slip none."""
    named = log(PLAIN, answered("a place", "skin"), KeptOff(TODAY, "skin", "calf", "left"))
    assert (ALL - played(day(named)), played(day(named, DAY_MS))) == ({"roll left"}, ALL)
    assert played(day(log(PLAIN, answered("a place")))) == set()
    assert played(day(log(PLAIN, answered("a place", SLIP)))) == ALL


def needled() -> None:
    """For the therapist's hours; without them until they are set; what was told wrong is taken back."""
    told = log(PLAIN, NeedledAt(NOON, "calf", "left"))
    assert (ALL - played(day(told)), played(day(told, DAY_MS + HOUR))) == ({"roll left"}, ALL)
    unset = log(written(needling=""), NeedledAt(NOON, "calf", "left"))
    assert ALL - played(day(unset, 60 * DAY_MS)) == {"roll left"}
    assert played(day(log(PLAIN, NeedledAt(NOON, "calf", "left"), Corrected("f2", None)))) == ALL


def a_condition_of_the_patients() -> None:
    """Taken back, answered no, an older file: it holds; a newer routine with its reason clears it."""
    clot = ConditionSaid("clot")
    no = HealthAsked("x", "asked", None, (), ALL_IDS)
    assert played(day(log(PLAIN, clot))) == set()
    assert played(day(log(PLAIN, clot, ConditionWithdrawn("clot"), no))) == set()
    assert played(day(log(CLEARS, clot, PLAIN, CLEARS))) == set()
    assert played(day(log(PLAIN, clot, CLEARS))) == ALL
    assert ALL - played(day(log(PLAIN, ConditionSaid("fracture", "calf", "left")))) == {"roll left"}
    assert ALL - played(day(log(PLAIN, ConditionSaid("latex_allergy")))) == {
        "floss left",
        "stretch left",
        "stretch right",
    }


def a_condition_of_the_therapists() -> None:
    """The patient's no does not count; a newer screening does, an older file does not."""
    flagged, anew = written('flags = ["dvt"]'), written("flags = []")
    assert played(day(log(flagged, ConditionWithdrawn("dvt")))) == set()
    assert played(day(log(PLAIN, flagged, PLAIN))) == set()
    assert played(day(log(flagged), file=PLAIN)) == set()
    assert played(day(log(flagged, anew))) == ALL
    assert played(day(log(flagged, written('flags = ["dvt"]\ncleared = [{ flag = "dvt", why = "judged" }]')))) == ALL


def a_caution() -> None:
    """It holds nothing, named or taken back."""
    assert played(day(log(PLAIN, ConditionSaid("osteoporosis")))) == ALL
    assert played(day(log(PLAIN, ConditionSaid("osteoporosis"), ConditionWithdrawn("osteoporosis")))) == ALL


def an_error() -> None:
    """Nothing is played until it is changed, or allowed with a reason."""
    hard = written(exercises=HARD)
    assert played(day(log(hard))) == set()
    allowed = hard.replace("format = 1", 'format = 1\nallow = [{ rule = "PR04", why = "used to it" }]', 1)
    assert played(day(log(hard, allowed))) == ALL
    assert played(day(log(hard, PLAIN))) == ALL


def a_warning() -> None:
    """An hour on a roller is told at the desk, and played."""
    assert played(day(log(written(exercises=EXERCISES.replace("time = 8", "time = 900"))))) == ALL


def a_worse_morning() -> None:
    """Sorer by the limit: the gentler dose, or rest, as it was written; one point less: nothing."""
    row = Asked("roll", "left", "calf", "foam roller", "roll", 1, 1, 8)
    yesterday = (
        SessionBegun("s0", "2026-11-22", fingerprint(PLAIN.encode()), "full", (row,)),
        Rated("soreness", "before", "2026-11-22", 2, "worst place", None, "s0"),
        SetBegun("s0", "roll", "left", 1, 1, 0),
        SetEnded("s0", "roll", "left", 1, 1, 8000, 8000, 8000, "whole"),
        SessionEnded("s0", "ran to the end", 8000, 0),
    )
    three, four = (Rated("soreness", "morning", TODAY, number, "worst place") for number in (3, 4))
    assert day(log(PLAIN, *yesterday, four)).dose == "gentler"
    assert day(log(PLAIN, *yesterday, three)).dose == "full"
    rest = PLAIN.replace('then = "gentler"', 'then = "rest"')
    assert played(day(log(rest, *yesterday, four))) == set()


def the_gentler_dose() -> None:
    """Asked for, it is taken; it holds for less, and no exercise is added by it."""
    history = log(PLAIN)
    gentle = decide(history, Moment(NOON + HOUR, EAST), dose="gentler")
    assert gentle is not None
    assert gentle.dose == "gentler"
    assert played(gentle) <= ALL
    times = {one.exercise.id: getattr(one.dose, "time", 0) for one in gentle.exercises}
    assert times["ball"] < next(
        getattr(one.dose, "time", 0) for one in day(history).exercises if one.exercise.id == "ball"
    )


def days_taken_out() -> None:
    """No session on them, and again after them."""
    out = PLAIN.replace("[defaults]", 'holds = [{ start = 2026-11-23, end = 2026-11-24, why = "Away" }]\n[defaults]', 1)
    assert (played(day(log(out))), played(day(log(out), 2 * DAY_MS))) == (set(), ALL)


def questions_not_answered() -> None:
    """They are due before the first session of a text; answered or stated, they are not. The program: tests/program."""
    mark = fingerprint(PLAIN.encode())
    assert is_due(log(PLAIN), mark)
    assert not is_due(log(PLAIN, HealthAsked(mark, "command line", None, (), ALL_IDS)), mark)


def a_file() -> None:
    """It meets what was named, and clears nothing; loaded, it does."""
    history = log(PLAIN, ConditionSaid("clot"))
    assert played(day(history, file=CLEARS)) == set()
    assert not day(log(PLAIN), file=CLEARS).assigned
    needles = log(PLAIN, NeedledAt(NOON, "calf", "left"))
    assert ALL - played(day(needles, file=written(needling='keep_off = "0h"'))) == {"roll left"}


def another_machine() -> None:
    """Told there is told here, whenever it arrives; a correction made by hand opens nothing."""
    there = (answered("breath or chest"), ConditionSaid("clot"), KeptOff(TODAY, "skin", "calf", "left"))
    for one in there:
        here, brought = log(PLAIN, PLAIN), Fact("b1", NOON - HOUR, EAST, None, "P014", one)
        held = day(History([*here.recorded, brought]))
        assert played(held) < ALL
        undone = Fact("b2", NOON, EAST, None, "P014", Corrected("b1", None))
        assert played(day(History([undone, *here.recorded, brought]))) == played(held)


ROWS: dict[str, Callable[[], None]] = {
    "an emergency answer": emergency,
    "one leg swollen, hot or dark": one_leg,
    "fever or feeling unwell": fever,
    "a place named before a session": a_place,
    "a needled place": needled,
    "a condition that stops or skips, named by the patient": a_condition_of_the_patients,
    "a condition found by the therapist": a_condition_of_the_therapists,
    "a caution": a_caution,
    "an error of the routine itself": an_error,
    "a warning or something to know": a_warning,
    "a worse morning": a_worse_morning,
    "the gentler dose": the_gentler_dose,
    "days taken out": days_taken_out,
    "questions about health not answered": questions_not_answered,
    "a file that was not loaded": a_file,
    "what another machine wrote down": another_machine,
}


@pytest.mark.parametrize("row", rows("## Who may decide what"), ids=lambda row: row[0])
def test_who_may_decide_what(row: list[str]) -> None:
    """What the row says is so."""
    assert len(row) == 4
    ROWS[row[0]]()


def test_no_row_and_no_test_is_left_over() -> None:
    """Each row has its test, and each test its row."""
    assert [row[0] for row in rows("## Who may decide what")] == list(ROWS)


# --- complete ---


def test_every_rule_stands_in_the_page_as_it_is() -> None:
    """Its code, title and severity; what holds back nothing says so."""
    table = {row[0][:4]: row for row in rows("## The forty rules (section 7)")}
    assert list(table) == list(RULES)
    for code, rule in RULES.items():
        name, desk, before = table[code]
        assert name == f"{code} {rule.title}"
        assert desk.removesuffix(", in reports") == " or ".join(rule.severity)
        assert (before == "nothing") == ("error" not in rule.severity)
        assert not rule.held or before == rule.held


def test_every_question_stands_in_the_page_as_it_is() -> None:
    """Q01 to Q22; the long form with its rules, the short form with the words of the log."""
    table = {row[0][:3]: row for row in rows("## The screening questions (section 8)")}
    assert list(table) == [f"Q{number:02}" for number in range(1, 23)]
    for one in LONG_FORM:
        assert table[one.id][0] == f"{one.id} {one.words}"
        assert table[one.id][2].endswith(f"({', '.join(one.rules)})")
    told = " ".join(row[1] for row in table.values())
    assert {one for one in all_questions() if f"`{one}`" not in told} == set()


def test_every_flag_and_every_place_to_keep_off_stands_in_the_page() -> None:
    """No condition that the rules know, and no place that is never pressed, is passed over."""
    conditions, kept_off = section("## Conditions (section 2 of the evidence)"), section("### Places to keep off")
    assert [name for name in FLAGS if f"`{name}`" not in conditions] == []
    assert [one.name for one in REGIONS if one.keep_off and one.name not in kept_off] == []


def test_codes_that_the_page_names_are_there() -> None:
    """A rule that was renamed must not live on here."""
    assert set(re.findall(r"\b[A-Z]{2}\d{2}\b", PAGE)) == set(RULES)


def test_the_day_of_these_tests() -> None:
    """Noon is where the log begins, or the days above would mean nothing."""
    assert Moment(NOON, EAST).local.date() == dt.date.fromisoformat(TODAY)
