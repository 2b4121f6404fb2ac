"""done: today and past days, all of it or a part, with how sore it was and a word to the therapist."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, kept, loaded, ran
from selfcare.facts.kinds import Loaded, Rated, Reported

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "".join(
    [
        HEAD,
        exercise("Calf", "calf", "roll = { time = 1 }", side="left"),
        exercise("Thigh", "quads", "roll = { time = 1 }").replace('title = "Thigh"', 'title = "Front thigh"'),
        exercise("Sole", "sole", "roll = { time = 1 }"),
    ]
)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a routine of three exercises."""
    return loaded(tmp_path / "home", TEXT)


def test_chosen_exercises_soreness_and_a_note_in_one_line(home: Path) -> None:
    """All is kept as said: what was done by id, each score with its moment and day, 0 as 0 and no answer as none."""
    done = ran(
        home, "done", "today", "--without", "front thigh", "--before", "-", "--after", "0", "--note", "On the sofa"
    )
    assert (done.code, done.err) == (0, "")
    assert "Calf and Sole of Quick, done without the guide on " in done.out
    assert "soreness before it not answered; soreness after it 0, no soreness" in " ".join(done.out.split())
    (reported,) = kept(home, Reported)
    assert (reported.part, reported.note) == (("calf", "sole"), "On the sofa")
    rated = {one.when: one for one in kept(home, Rated)}
    assert {one: rated[one].score for one in rated} == {"before": None, "after": 0}
    assert {(one.region, one.day, one.session) for one in rated.values()} == {("worst place", reported.day, None)}


def test_what_was_left_out_is_said_as_people_say_it(home: Path) -> None:
    """`without` needs no dashes."""
    assert ran(home, "done", "without", "front thigh", "and", "sole").code == 0
    assert ran(home, "done", "today", "without", "calf").code == 0
    assert [one.part for one in kept(home, Reported)] == [("calf",), ("thigh", "sole")]
    refused = ran(home, "done", "without", "hip")
    assert (refused.code, "no exercise 'hip'" in refused.err) == (2, True)


def test_one_place_is_named(home: Path) -> None:
    """Where only one place was pressed the score is of it, as after a guided session."""
    ran(home, "done", "--part", "CALF", "--part", "calf", "--after", "4")
    assert kept(home, Reported)[0].part == ("calf",)
    assert [(one.when, one.score, one.region) for one in kept(home, Rated)] == [("after", 4, "calf")]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("tomorrow", "has not come yet"),
        ("2019-12-03", "No routine is in force on Tue 3 Dec 2019"),
        ("someday", "no day that I know"),
        ("--part hip", "no exercise 'hip'. It has: calf, thigh, sole."),
        ("--without hip", "no exercise 'hip'"),
        ("--part calf --without sole", "not both"),
        ("--without calf --without thigh --without sole", "nothing was done"),
        ("--after 11", "A score is a whole number from 0 to 10"),
        ("--before bad", "not a number from 0 to 10"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_noted(home: Path, words: str, said: str) -> None:
    """Neither the report nor a score that stood beside it."""
    done = ran(home, "done", *words.split())
    assert (done.code, done.out) == (2, "")
    assert said in " ".join(done.err.split())
    assert (kept(home, Reported), kept(home, Rated), len(kept(home, Loaded))) == ([], [], 1)
