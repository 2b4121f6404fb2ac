"""A worse morning: what it is compared with, what the therapist's rule makes of the day, what it never decides."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import CALF, EAST, World, rx, told
from selfcare.day.decide import Day, decide
from selfcare.facts.kinds import NeedledAt, Rated
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.building import parse_checked
from selfcare.routine.model import WorseNextMorning

GENTLER = CALF + "gentler = { sets = 1 }\n"


def text(
    rule: str | None, *, schedule: str = "{ per_day = 1 }", exercises: str = GENTLER, keep_off: str = "24h"
) -> str:
    """A routine with that rule for a worse morning."""
    stop = "" if rule is None else f"[stop]\nworse_next_morning = {{ {rule} }}\n"
    return rx(schedule, exercises=stop + exercises, keep_off=keep_off)


def at(words: str) -> Moment:
    """A wall-clock time at home."""
    return Moment(local_ms(dt.datetime.fromisoformat(words), EAST), EAST)


def evening(world: World, when: str, before: int | None, *, region: str = "calf") -> None:
    """A session, done, with that score before it."""
    local = dt.datetime.fromisoformat(when)
    begun = world.play(local, share="all")
    session = begun.body.session  # type: ignore[union-attr]  # it begins a session
    world.add(local, Rated("soreness", "before", world.day(local), before, region, None, session), 1)


def morning(world: World, when: str, score: int | None, *, region: str = "calf") -> None:
    """That morning's score."""
    local = dt.datetime.fromisoformat(when)
    world.add(local, Rated("soreness", "morning", world.day(local), score, region))


def day_after(rule: str | None, before: int | None, score: int | None, when: str = "2026-11-24 09:00") -> Day:
    """The day after one session."""
    world = told("2026-11-23 08:00 load A", {"A": text(rule)})
    evening(world, "2026-11-23 20:00", before)
    morning(world, "2026-11-24 07:00", score)
    found = decide(world.history(), at(when))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("rule", "before", "score", "expected"),
    [
        ('by = 2, then = "gentler"', 3, 5, ("gentler", None)),
        ('by = 2, then = "gentler"', 3, 4, ("full", None)),
        ('by = 3, then = "gentler"', 3, 5, ("full", None)),
        ('by = 2, then = "rest"', 3, 5, ("full", ("worse morning",))),
        ('by = 2, then = "rest"', 3, 4, ("full", None)),
        ('then = "rest"', 3, 5, ("full", ("worse morning",))),  # 2 without a number
        (None, 3, 10, ("full", None)),  # no rule: shown, decides nothing (Q22)
        ('by = 1, then = "rest"', None, 10, ("full", None)),  # nothing to compare with
        ('by = 1, then = "rest"', 3, None, ("full", None)),  # not answered is not 10, and not 0
    ],
)
def test_what_a_morning_makes_of_its_day(
    rule: str | None, before: int | None, score: int | None, expected: tuple[str, tuple[str, ...] | None]
) -> None:
    """The therapist's limit against the score before the last session: the gentler dose, or rest, or nothing."""
    found = day_after(rule, before, score)
    assert (found.dose, found.blocked.ids if found.blocked else None) == expected


@given(st.integers(1, 10), st.sampled_from(["gentler", "rest"]), st.integers(0, 10), st.integers(0, 10))
def test_the_limit_is_the_therapists(by: int, then: str, before: int, score: int) -> None:
    """Whatever the numbers: it is worse from `by` points on, and not below."""
    found = day_after(f'by = {by}, then = "{then}"', before, score)
    fires = score - before >= by
    assert (found.dose == "gentler") == (fires and then == "gentler")
    assert (found.blocked is not None) == (fires and then == "rest")


def test_it_is_over_with_its_day() -> None:
    """A day of rest is one day; on the next the dose is as written, until that morning says otherwise."""
    assert day_after('then = "rest"', 3, 9, "2026-11-25 09:00").blocked is None
    assert day_after('then = "gentler"', 3, 9, "2026-11-25 09:00").dose == "full"


def test_a_clock_that_is_set_back_does_not_take_it_back() -> None:
    """What was told has happened."""
    assert day_after('then = "rest"', 3, 9, "2026-11-23 23:00").blocked is not None
    assert day_after('then = "gentler"', 3, 9, "2026-11-23 23:00").dose == "gentler"


def test_only_the_same_place_is_compared() -> None:
    """A sore shoulder says nothing about the calf of yesterday."""
    world = told("2026-11-23 08:00 load A", {"A": text('then = "rest"')})
    evening(world, "2026-11-23 20:00", 2)
    morning(world, "2026-11-24 07:00", 9, region="shoulder")
    found = decide(world.history(), at("2026-11-24 09:00"))
    assert found is not None
    assert found.blocked is None


def test_a_file_meets_the_rest_of_the_day_and_brings_its_own_rule() -> None:
    """Neither a file without a rule opens a day of rest, nor does one with a rule go unheard."""
    other = parse_checked(rx("{ per_day = 1 }", ident="other"))
    strict = parse_checked(rx("{ per_day = 1 }", ident="other"))
    strict = strict._replace(stop=strict.stop._replace(worse_next_morning=WorseNextMorning(2, "rest")))
    for rule, file, blocked in (('then = "rest"', other, True), (None, strict, True), (None, other, False)):
        world = told("2026-11-23 08:00 load A", {"A": text(rule)})
        evening(world, "2026-11-23 20:00", 3)
        morning(world, "2026-11-24 07:00", 8)
        found = decide(world.history(), at("2026-11-24 09:00"), file=(file, "f" * 64))
        assert found is not None
        assert (found.blocked is not None) == blocked


@pytest.mark.parametrize(("hours", "expected"), [(-1, "gentler"), (1, "full"), (71, "full"), (72, "gentler")])
def test_after_needling_its_score_is_shown_and_chooses_nothing(hours: int, expected: str) -> None:
    """Within 72 hours of the needles at that place; a score before them, or later, chooses as always."""
    world = told("2026-11-20 08:00 load A", {"A": rx("{ per_day = 1 }", start="2026-11-20", exercises=GENTLER)})
    world = told("2026-11-20 08:00 load A", {"A": text('then = "gentler"').replace("2026-11-23", "2026-11-20")})
    evening(world, "2026-11-23 20:00", 3)
    morning(world, "2026-11-24 07:00", 8)
    world.add(
        dt.datetime.fromisoformat("2026-11-24 08:00"), NeedledAt(at("2026-11-24 07:00").at - hours * 3_600_000, "calf")
    )
    found = decide(world.history(), at("2026-11-24 09:00"))
    assert found is not None
    assert (found.dose, found.morning.score if found.morning else None) == (expected, 8)


def test_a_needled_place_elsewhere_changes_nothing() -> None:
    """Needles in the shoulder do not make the calf's score unheard."""
    world = told("2026-11-23 08:00 load A", {"A": text('then = "gentler"')})
    evening(world, "2026-11-23 20:00", 3)
    morning(world, "2026-11-24 07:00", 8)
    world.add(dt.datetime.fromisoformat("2026-11-24 08:00"), NeedledAt(at("2026-11-24 06:00").at, "shoulder", "left"))
    found = decide(world.history(), at("2026-11-24 09:00"))
    assert found is not None
    assert found.dose == "gentler"


@pytest.mark.parametrize(
    ("story", "schedule", "expected"),
    [
        ("", "{ per_day = 1 }", None),  # nothing was played yet: nothing to compare with
        ("2026-11-23 20:00 done", "{ per_day = 1 }", "calf"),
        ("2026-11-23 20:00 done", None, "calf"),  # a session yesterday
        ("2026-11-22 20:00 done", None, None),  # neither a session yesterday nor a schedule
        ("2026-11-22 20:00 done", "{ per_week = 3 }", "calf"),
        ("2026-11-24 07:00 done", "{ per_day = 1 }", None),  # today's session is no session of yesterday
        ("2026-11-23 20:00 done\n2026-11-24 07:00 rated 3 morning", "{ per_day = 1 }", None),
        ("2026-11-23 20:00 done\n2026-11-24 07:00 rated - morning", "{ per_day = 1 }", None),  # never twice a day
        ("2026-11-23 20:00 done\n2026-11-23 07:00 rated 3 morning", "{ per_day = 1 }", "calf"),  # yesterday's
    ],
)
def test_when_it_is_asked(story: str, schedule: str | None, expected: str | None) -> None:
    """Once a day, after something was played; never where there is nothing to compare with."""
    world = told(f"2026-11-20 08:00 load A\n{story}", {"A": rx(schedule, start="2026-11-20")})
    found = decide(world.history(), at("2026-11-24 09:00"))
    assert found is not None
    assert found.asks_morning == expected


def test_two_worse_mornings_running_are_to_be_told() -> None:
    """Not one; not two with a better one between; until a newer routine is there, and for a week at the most."""
    world = told("2026-11-23 08:00 load A", {"A": text(None)})
    evening(world, "2026-11-23 20:00", 3)
    for day, score, expected in ((24, 6, 0), (25, 3, 0), (26, 6, 0), (27, 6, 1)):
        morning(world, f"2026-11-{day} 07:00", score)
        found = decide(world.history(), at(f"2026-11-{day} 09:00"))
        assert found is not None
        assert len(found.tell) == expected
    late = decide(world.history(), at("2026-12-04 09:00"))
    assert late is not None
    assert late.tell == ()
    world.load(dt.datetime.fromisoformat("2026-11-27 10:00"), text('then = "gentler"'))
    newer = decide(world.history(), at("2026-11-27 11:00"))
    assert newer is not None
    assert newer.tell == ()
