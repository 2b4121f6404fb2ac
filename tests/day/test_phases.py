"""Phases as written: by week, and after enough sessions that were hardly sore; never beyond, never by itself."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import CALF, EAST, World, rx, told
from selfcare.day.decide import decide
from selfcare.facts.kinds import Corrected, Rated
from selfcare.facts.moment import Moment, local_ms

LATER = CALF.replace('"calf"', '"later"', 1)
AFTER = "after = { sessions = 3, soreness_at_most = 4 }\n"


def text(more: str = AFTER) -> str:
    """A routine of an exercise for every day and one that waits."""
    return rx("{ per_day = 1 }", exercises=CALF + LATER + more)


def played(world: World, day: int, scores: tuple[int | None, ...], hour: int = 20, **how: object) -> None:
    """A session on that day of November with these scores before it."""
    local = dt.datetime(2026, 11, 22, hour) + dt.timedelta(days=day)  # noqa: DTZ001 - wall time; World adds the offset
    begun = world.play(local, share="all", **how)  # type: ignore[arg-type]  # passed on
    session = begun.body.session  # type: ignore[union-attr]  # it begins a session
    for number, score in enumerate(scores):
        rated = Rated("soreness", "before", world.day(local), score, f"place {number}", None, session)
        world.named[f"score of {day}"] = world.add(local, rated, 1 + number)


def there(world: World, day: int, hour: int = 9) -> bool:
    """Whether the exercise that waits is in the plan of that day."""
    local = dt.datetime(2026, 11, 22, hour) + dt.timedelta(days=day)  # noqa: DTZ001 - wall time; World adds the offset
    found = decide(world.history(), Moment(local_ms(local, EAST), EAST))
    assert found is not None
    return "later" in [one.exercise.id for one in found.exercises]


def world_of(*scores: tuple[int | None, ...], more: str = AFTER) -> World:
    """One session a day from day 1 on, each with its scores."""
    world = told("2026-11-23 08:00 load A", {"A": text(more)})
    for day, each in enumerate(scores, 1):
        played(world, day, each)
    return world


@pytest.mark.parametrize(
    ("scores", "expected"),
    [
        ([(4,), (0,), (4,)], True),
        ([(4,), (4,)], False),
        ([(4,), (5,), (4,)], False),
        ([(4,), (9,), (4,), (4,)], True),  # they need not come in a row
        ([(4,), (None,), (4,)], False),  # no score, no session that counts
        ([(4,), (), (4,)], False),
        ([(4,), (1, 8), (4,)], False),  # the worst of several places
    ],
)
def test_it_begins_after_enough_sessions(scores: list[tuple[int | None, ...]], expected: bool) -> None:
    """Three with a soreness before them of 4 or less."""
    assert there(world_of(*scores), len(scores) + 1) == expected


def test_it_begins_on_the_day_after_and_not_within_the_day() -> None:
    """A second session of the same day is the plan of that day."""
    world = world_of((1,), (1,), (1,))
    assert not there(world, 3, hour=22)
    assert there(world, 4)


def test_weeks_and_sessions_must_both_be_true() -> None:
    """Enough sessions in the first week do not open the second week's exercise."""
    world = world_of((1,), (1,), (1,), more=AFTER + 'weeks = "2-"\n')
    assert not there(world, 5)
    assert there(world, 8)


def test_what_was_not_assigned_or_came_to_nothing_does_not_count() -> None:
    """A file, a session of no set, another routine's sessions."""
    for how in ({"from_file": True}, {"played": ()}):
        world = world_of((1,), (1,))
        played(world, 3, (1,), **how)
        assert not there(world, 4)


def test_it_is_counted_anew_when_a_score_is_corrected() -> None:
    """Nothing was moved on; what is counted changes with the facts, both ways."""
    world = world_of((1,), (1,), (7,))
    fact = world.named["score of 3"]
    assert isinstance(fact.body, Rated)
    assert not there(world, 4)
    world.add(dt.datetime(2026, 11, 26, 7), Corrected(fact.id, fact.body._replace(score=2)))  # noqa: DTZ001 - wall time
    assert there(world, 4)


def test_a_revision_keeps_what_was_reached_and_another_routine_does_not() -> None:
    """Sessions are counted by the routine's id."""
    world = world_of((1,), (1,), (1,))
    world.load(dt.datetime(2026, 11, 26, 7), text() + "say = 'Slowly.'\n")  # noqa: DTZ001 - wall time
    assert there(world, 4)
    world.load(dt.datetime(2026, 11, 26, 8), text().replace('id = "calves"', 'id = "other"'))  # noqa: DTZ001 - same
    assert not there(world, 4)


@given(st.lists(st.none() | st.integers(0, 10), max_size=9), st.integers(1, 6), st.integers(0, 10))
def test_the_number_is_that_of_the_words(scores: list[int | None], sessions: int, most: int) -> None:
    """Whatever was scored: it is there from the N-th score at or below the value on."""
    more = f"after = {{ sessions = {sessions}, soreness_at_most = {most} }}\n"
    world = world_of(*[(score,) for score in scores], more=more)
    enough = sum(score is not None and score <= most for score in scores) >= sessions
    assert there(world, len(scores) + 1) == enough
