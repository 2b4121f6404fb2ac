"""The law: whatever a patient does, on one machine or on two, nothing that is blocked is played.

A life (`law_life`) is a row of steps through the tool's public calls: answers, ratings, texts, needles, withdrawals, dates,
resuming, files, and imports from another machine. What is blocked is told by `law_patient`, a model of its own.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from selfcare.day.decide import decide
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from session.law_life import Life
from session.law_patient import ALARMS, NAMES, PLACES, Patient
from session.law_texts import MARKS, ROUTINES, TEXTS
from worlds import EAST, NOON, wishes

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

HOUR = 3_600_000
DAY = 24 * HOUR

places = st.sampled_from(["calf", "buttock", "front of the thigh", "ankle", "forearm"])
hands = st.sampled_from(["left", "right", "both", None])
texts = st.sampled_from([*range(len(TEXTS))])


@st.composite
def conditions(draw: st.DrawFn) -> tuple[str, str | None, str | None]:
    """A condition, with a place or without."""
    name = draw(st.sampled_from(NAMES))
    place = draw(places | st.none()) if name in PLACES else None
    return name, place, draw(hands) if place else None


WAITS = (0, 60_000, 20 * 60_000, 3 * HOUR, 11 * HOUR, DAY, 2 * DAY, 9 * DAY, -2 * HOUR)
AHEAD = (0, 0, -HOUR, HOUR, -9 * DAY, 2 * DAY)
"""How far the clock of the other machine is ahead."""


@st.composite
def steps(draw: st.DrawFn) -> Callable[[Life], None]:  # noqa: C901 - one arm for each thing that can happen
    """One thing that happens on one machine."""
    match draw(st.sampled_from("ppppppppccccwwllllnnkkrraasssffed")):
        case "p":
            text, moves, gentle = draw(texts), draw(wishes), draw(st.booleans())
            return lambda life: life.play(text, moves, gentle=gentle)
        case "c":
            named = draw(conditions())
            return lambda life: life.name_condition(*named)
        case "w":
            named = draw(conditions())
            index = draw(st.integers(0, 3))

            def withdraw(life: Life) -> None:
                known = life.patient.named()
                life.withdraw(*(known[-index - 1][:3] if index < len(known) else named))

            return withdraw
        case "l":
            number = draw(texts)
            return lambda life: life.load(number)
        case "n":
            region, side = draw(places), draw(hands)
            return lambda life: life.needle(region, side)
        case "k":
            region, side = draw(places), draw(st.sampled_from(["left", "right", "both"]))
            return lambda life: life.keep_off(region, side)
        case "r":
            score = draw(st.integers(0, 10))
            return lambda life: life.rate(score)
        case "a":
            word = draw(st.sampled_from(sorted(ALARMS)))
            return lambda life: life.alarm(word)
        case "s":
            by_anyone = draw(st.sampled_from([True, True, False]))
            return lambda life: life.seen(by_anyone=by_anyone)
        case "f":
            number = draw(texts)
            return lambda life: life.answer_no(number)
        case _:
            minutes = draw(st.sampled_from([0, 180]))
            return lambda life: life.end_days_at(minutes)


@st.composite
def imports(draw: st.DrawFn) -> Callable[[Life], None]:
    """What was written down on the other machine is taken in: all, an older file of it, the same again, or one made by hand."""
    if draw(st.sampled_from("iiih")) == "h":
        number, other_word = draw(st.integers(0, 9)), draw(st.booleans())
        return lambda life: life.take_in_made(number, other_word=other_word)
    ahead, there = draw(st.sampled_from(AHEAD)), draw(st.lists(st.tuples(st.sampled_from(WAITS), steps()), max_size=4))
    tells_it_too, older = draw(st.booleans()), draw(st.integers(0, 3))

    def taken_in(life: Life) -> None:
        other = life.other(ahead)
        if tells_it_too:
            other.take_in(life.export())
        for wait, step in there:
            other.at += wait
            step(other)
        other.export()
        life.take_in(other.exports[max(0, len(other.exports) - 1 - older)])

    return taken_in


lives = st.lists(
    st.tuples(st.sampled_from(WAITS), st.one_of(steps(), steps(), steps(), steps(), imports())), min_size=3, max_size=14
)


def lived(life: Life, life_steps: Sequence[tuple[int, Callable[[Life], None]]]) -> None:
    """A life, step by step."""
    for wait, step in life_steps:
        life.at = max(NOON, life.at + wait)
        step(life)


def the_law_holds(examples: int) -> None:
    """Live so many lives. Most of them must meet a block and play something, or nothing was shown."""
    count = {"lives": 0, "played": 0, "blocked": 0, "both": 0, "taken in": 0}

    with TemporaryDirectory() as folder:

        @settings(max_examples=examples, deadline=None, suppress_health_check=list(HealthCheck))
        @given(lives)
        def law(life_steps: Sequence[tuple[int, Callable[[Life], None]]]) -> None:
            with closing(Life(Path(folder))) as life:
                lived(life, life_steps)
            both = [one for one in (life, life.elsewhere) if one is not None]
            played, kept = any(one.played for one in both), any(one.kept for one in both)
            count["lives"] += 1
            count["played"] += played
            count["blocked"] += kept
            count["both"] += played and kept
            count["taken in"] += bool(life.taken_in and life.sessions)

        law()
    assert count["lives"] >= examples
    assert count["played"] * 5 > count["lives"], count
    assert count["blocked"] * 5 > count["lives"], count
    assert count["both"] * 20 > count["lives"], count
    assert count["taken in"] * 10 > count["lives"], count


def test_nothing_blocked_is_ever_played() -> None:
    """A hundred lives."""
    the_law_holds(100)


@pytest.mark.prove
def test_nothing_blocked_is_ever_played_in_ten_thousand_lives() -> None:
    """Ten thousand."""
    the_law_holds(10_000)


@pytest.mark.parametrize("number", range(len(TEXTS)))
def test_without_a_block_all_of_it_is_played(number: int) -> None:
    """The law would be cheap to keep by playing nothing: what the model lets through is played where nothing was said."""
    day = decide(History([]), Moment(NOON, EAST), file=(ROUTINES[number], MARKS[number]))
    assert day is not None
    free = {(one.exercise.id, side) for one in day.exercises for side in one.sides}
    sides = {"each": ("left", "right")}
    for one in ROUTINES[number].exercise:
        for side in sides.get(one.side, (one.side,)):
            assert ((one.id, side) in free) == (Patient().why_blocked(one, side, number, NOON, "") is None)
