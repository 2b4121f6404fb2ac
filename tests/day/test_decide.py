"""The day: what is asked, held back and blocked, each with its reason."""

from __future__ import annotations

import datetime as dt

import pytest

from adherence.worlds import CALF, rx, told
from selfcare.day.decide import Day, decide
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Fact, KeptOff, NeedledAt
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.building import parse_checked

OFFSET = 60
THIGH = (
    CALF.replace('"calf"', '"thigh"', 1)
    .replace('region = "calf"', 'region = "front of thigh"')
    .replace('"left"', '"each"')
)


def at(words: str) -> Moment:
    """A wall-clock time at home."""
    return Moment(local_ms(dt.datetime.fromisoformat(words), OFFSET), OFFSET)


def day_of(story: str, text: str, when: str) -> Day:
    """The day of a story, at that time."""
    found = decide(told(story, {"A": text}).history(), at(when))
    assert found is not None
    return found


def test_nothing_is_in_force_before_a_loading() -> None:
    """No routine, no day; and none before its start or after its end."""
    assert decide(History([]), at("2026-11-23 09:00")) is None
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }", start="2026-11-25", end="2026-11-26")})
    assert [decide(world.history(), at(f"2026-11-{day} 09:00")) is None for day in (24, 25, 26, 27)] == [
        True,
        False,
        False,
        True,
    ]


@pytest.mark.parametrize(
    ("schedule", "when", "expected"),
    [
        ("{ per_day = 2 }", "2026-11-23 12:00", (2, 0, True, None)),
        ("{ per_day = 2 }", "2026-11-24 12:00", (2, 1, True, None)),
        ("{ per_day = 1 }", "2026-11-24 12:00", (1, 1, False, "2026-11-25")),
        ("{ per_week = 3 }", "2026-11-24 12:00", (3, 1, False, "2026-11-25")),
        ("{ per_week = 3 }", "2026-11-25 12:00", (3, 1, True, None)),
        ("{ per_week = 1 }", "2026-11-25 12:00", (1, 1, False, "2026-11-30")),
        ('{ days = ["mon", "thu"] }', "2026-11-25 12:00", (0, 0, False, "2026-11-26")),
    ],
)
def test_what_is_due(schedule: str, when: str, expected: tuple[int, int, bool, str | None]) -> None:
    """One session on Tuesday morning, then the day is looked at."""
    due = day_of("2026-11-23 08:00 load A\n2026-11-24 09:00 done", rx(schedule), when).due
    assert due is not None
    next_day = due.next_day.isoformat() if due.next_day else None
    assert (due.asked, due.done, due.open_now, next_day) == expected


def test_the_least_gap_is_elapsed_time() -> None:
    """Four hours after the last session began, the next may come; not a minute before."""
    text = rx("{ per_day = 2 }").replace("format = 1\n", 'format = 1\nmin_gap = "4h"\n')
    story = "2026-11-23 08:00 load A\n2026-11-23 09:00 done"
    early = day_of(story, text, "2026-11-23 12:59").due
    late = day_of(story, text, "2026-11-23 13:00").due
    assert early is not None
    assert late is not None
    assert (early.wait_until, late.wait_until) == (at("2026-11-23 13:00").at, None)


@pytest.mark.parametrize(
    ("needled", "hours_later", "held"),
    [
        (("calf", "left"), 1, ["calf left"]),
        (("calf", "right"), 1, []),
        (("calf", None), 1, ["calf left"]),
        (("calf", "left"), 23, ["calf left"]),
        (("calf", "left"), 24, []),
        (("outer thigh", "right"), 1, ["thigh right"]),  # pressed with the front of the thigh
        (("shoulder blade", "left"), 1, []),
    ],
)
def test_hands_stay_off_a_needled_place(needled: tuple[str, str | None], hours_later: int, held: list[str]) -> None:
    """For the hours that the therapist sets, wherever it is, its side and its neighbours; then it goes on."""
    text = rx("{ per_day = 1 }", exercises=CALF + THIGH, keep_off="24h")
    world = told("2026-11-23 08:00 load A", {"A": text})
    when = at("2026-11-23 10:00")
    fact = world.facts[-1]._replace(id="n", at=when.at, body=NeedledAt(when.at, *needled))  # type: ignore[arg-type]
    found = decide(History([*world.facts, fact]), when._replace(at=when.at + hours_later * 3_600_000))
    assert found is not None
    assert [f"{one.exercise} {one.side}" for one in found.held] == held
    played = [f"{one.exercise.id} {side}" for one in found.exercises for side in one.sides]
    assert sorted(played + held) == ["calf left", "thigh left", "thigh right"]


def test_without_hours_a_needled_place_is_held_until_the_therapist_decides() -> None:
    """A place never foreseen is held; no number is made up."""
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }")})
    when = at("2026-11-23 10:00")
    fact = world.facts[-1]._replace(id="n", at=when.at, body=NeedledAt(when.at, "calf", "left"))
    found = decide(History([*world.facts, fact]), at("2026-12-23 10:00"))
    assert found is not None
    assert [(one.exercise, one.until) for one in found.held] == [("calf", None)]


def test_a_file_meets_the_holds_of_what_was_assigned() -> None:
    """Played without loading, with its own hours of 0: the hours in force are those of the assigned routine."""
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }", keep_off="24h")})
    when = at("2026-11-23 10:00")
    fact = world.facts[-1]._replace(id="n", at=when.at, body=NeedledAt(when.at, "calf", "left"))
    other = parse_checked(rx("{ per_day = 1 }", keep_off="0h", ident="other"))
    found = decide(History([*world.facts, fact]), at("2026-11-23 11:00"), file=(other, "f" * 64))
    assert found is not None
    assert (found.assigned, found.exercises, [one.exercise for one in found.held]) == (False, (), ["calf"])


def test_a_place_named_at_the_questions_is_left_out_that_day() -> None:
    """And only that day."""
    world = told("2026-11-23 08:00 load A", {"A": rx("{ per_day = 1 }", exercises=CALF + THIGH)})
    fact = world.facts[-1]._replace(
        id="k", at=at("2026-11-23 09:00").at, body=KeptOff("2026-11-23", "skin", "calf", "both")
    )
    history = History([*world.facts, fact])
    today, tomorrow = decide(history, at("2026-11-23 10:00")), decide(history, at("2026-11-24 10:00"))
    assert today is not None
    assert tomorrow is not None
    assert ([one.exercise for one in today.held], tomorrow.held) == (["calf"], ())


def test_the_gentler_dose_is_what_the_therapist_wrote() -> None:
    """Less where it says less, left out where it says skip, as written where it says nothing."""
    text = rx(
        "{ per_day = 1 }",
        exercises=CALF
        + "gentler = { sets = 1 }\n"
        + THIGH
        + 'gentler = "skip"\n'
        + CALF.replace('"calf"', '"third"', 1),
    )
    world = told("2026-11-23 08:00 load A", {"A": text})
    found = decide(world.history(), at("2026-11-23 10:00"), dose="gentler")
    assert found is not None
    assert [(one.exercise.id, one.dose.sets) for one in found.exercises] == [("calf", 1), ("third", 2)]
    assert found.skipped == ("front of thigh",)


def _answered(when: str, yes: tuple[str, ...]) -> Fact:
    moment = at(when)
    body = Answered("s", moment.day().isoformat(), "asked", yes)
    return Fact(f"a{moment.at}", moment.at, OFFSET, None, "P014", body)


@pytest.mark.parametrize(
    ("yes", "blocked"),
    [
        (("breath or chest",), {"2026-11-22", "2026-11-23", "2026-11-24"}),
        (("leg or fever", "one leg"), {"2026-11-22", "2026-11-23", "2026-11-24"}),
        (("leg or fever",), {"2026-11-22", "2026-11-23", "2026-11-24"}),  # not told which: as it stands
        (("leg or fever", "fever or unwell"), {"2026-11-22", "2026-11-23"}),
    ],
)
def test_an_answer_blocks_also_where_the_clock_was_set_back(yes: tuple[str, ...], blocked: set[str]) -> None:
    """What must be seen first blocks until it was; a fever, until a later day has come. An earlier clock opens neither."""
    world = told("2026-11-20 08:00 load A", {"A": rx("{ per_day = 1 }", start="2026-11-20")})
    history = History([*world.facts, _answered("2026-11-23 09:00", yes)])
    days = {day: decide(history, at(f"{day} 10:00")) for day in ("2026-11-22", "2026-11-23", "2026-11-24")}
    assert {day for day, found in days.items() if found and found.blocked} == blocked


def test_a_needling_reported_before_the_clock_was_set_back_still_holds() -> None:
    """What was reported has happened: an earlier clock does not take it back."""
    world = told("2026-11-20 08:00 load A", {"A": rx("{ per_day = 1 }", start="2026-11-20", keep_off="24h")})
    when = at("2026-11-23 10:00")
    fact = world.facts[-1]._replace(id="n", at=when.at, body=NeedledAt(when.at, "calf", "left"))
    found = decide(History([*world.facts, fact]), at("2026-11-22 10:00"))
    assert found is not None
    assert [one.exercise for one in found.held] == ["calf"]


def test_a_needling_told_by_an_earlier_text_still_holds() -> None:
    """A newer routine that says nothing of it does not make the place whole."""
    first = rx("{ per_day = 1 }", keep_off="48h").replace(
        '[needling]\nkeep_off = "48h"\n',
        '[needling]\nkeep_off = "48h"\ndone = [{ at = 2026-11-23T07:00:00, region = "calf", side = "left" }]\n',
    )
    assert "done = [" in first
    second = rx("{ per_day = 2 }", keep_off="48h")
    world = told("2026-11-23 08:00 load A\n2026-11-23 09:00 load B", {"A": first, "B": second})
    found = decide(world.history(), at("2026-11-23 10:00"))
    assert found is not None
    assert (found.due and found.due.asked, [one.exercise for one in found.held]) == (2, ["calf"])


def test_a_file_meets_the_days_that_the_therapist_holds() -> None:
    """A day taken out of the assigned plan is not played from a file either."""
    held = rx("{ per_day = 1 }", holds=[("2026-11-23", "2026-11-24")])
    world = told("2026-11-23 08:00 load A", {"A": held})
    other = parse_checked(rx("{ per_day = 1 }", ident="other"))
    found = decide(world.history(), at("2026-11-23 11:00"), file=(other, "f" * 64))
    assert found is not None
    assert found.hold is not None
