"""`measure` at the real program: what is due, what is asked, what is noted, corrected and handed on."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Measured
from selfcare.routine.measures import MEASURES

if TYPE_CHECKING:
    from pathlib import Path

ASKED = """
[[measure]]
what = "knee to wall"
side = "each"

[[measure]]
what = "activity"
about = "Walk to the shop"
every = "14d"
"""
QUICK = HEAD + ASKED + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Return a home whose routine asks for two measures."""
    return loaded(tmp_path / "home", QUICK)


def test_what_is_due_is_told_with_how_to_take_it(home: Path) -> None:
    """In a pipe: each with its way, its unit and what is known of its error; `today` names it; taken, it is due no more."""
    done = ran(home, "measure")
    assert done.code == 0
    for words in ("Knee to wall left. Stand with", "Knee to wall right.", "Activity: Walk to the shop.", "centimetres"):
        assert words in " ".join(done.out.split())
    assert all(len(line) <= 79 for line in done.out.splitlines())
    assert "a change below 1.9 cm may be none (Powden 2015, the same trained rater); at home it is larger" in " ".join(
        done.out.split()
    )
    assert "To measure: knee to wall left and 2 more. Type: selfcare measure" in ran(home, "today").out
    for words in ("knee-to-wall 9.5 left", "knee to wall 8 right", "activity 4"):
        assert ran(home, "measure", *words.split()).out.startswith("Noted: ")
    done = ran(home, "measure")
    assert done.out.startswith("No measure is due.\n  Knee to wall left: last on ")
    assert "To measure" not in ran(home, "today").out
    assert [(one.what, one.side, one.value, one.about) for one in kept(home, Measured)] == [
        ("knee to wall", "left", 95, None),
        ("knee to wall", "right", 80, None),
        ("activity", None, 40, "Walk to the shop"),
    ]


def test_at_a_terminal_it_asks_one_after_the_other(home: Path) -> None:
    """A value that is none is asked again; a hyphen is no answer; what was given is kept when one leaves."""
    with Program(home, "measure") as program:
        program.hears(r"Knee to wall left, cm \(- no answer, q leave\): ")
        program.types("far\n")
        program.hears("is no value of knee to wall: a number from 0 to 30, such as 9.5.")
        program.hears(r"Knee to wall left, cm")
        program.types("9,5\n")
        program.hears("Noted: Knee to wall left, 9.5 cm.")
        program.hears(r"Knee to wall right, cm")
        program.types("-\n")
        program.hears("Noted: Knee to wall right, not answered.")
        program.hears("Activity: Walk to the shop, of 10")
        program.types("q\n")
        assert program.ends() == 0
    assert [one.value for one in kept(home, Measured)] == [95, None]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("knee-to-wall 9.5", "is left or right"),
        ("sit-and-reach 9.5 left", "has no side"),
        ("knee-to-wall 31 left", "is no value of knee to wall"),
        ("pain-in-motion 11", "a number from 0 to 10"),
        ("knee 3 left", "I know no measure 'knee'"),
        ("knee-to-wall left", "Write it like"),
        ("knee-to-wall 3 4 left", "Write it like"),
        ("knee-to-wall \u0663 left", "I know no measure"),
    ],
)
def test_what_makes_no_sense_is_refused(home: Path, words: str, said: str) -> None:
    """One sentence with how to write it; nothing is written."""
    done = ran(home, "measure", *words.split())
    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert kept(home, Measured) == []


def test_it_is_corrected_taken_back_and_handed_on(home: Path) -> None:
    """`fix`, `undo`, history, report, progress and the export tell the same value."""
    for words in ("knee-to-wall 8 left", "knee-to-wall 8 right", "knee-to-wall 12 left"):
        assert ran(home, "measure", *words.split()).code == 0
    done = ran(home, "fix", "4", "value", "10.5")
    assert "Measured: knee to wall left, 10.5 cm" in done.out
    assert "corrected from 12 to 10.5" in " ".join(done.out.split())
    assert ran(home, "fix", "4", "value", "40").err == "knee to wall is from 0 to 30 cm.\n"
    assert ran(home, "fix", "4", "side", "none").err == "knee to wall is left or right.\n"
    assert ran(home, "undo", "3").code == 0
    assert "knee to wall left 8 to 10.5 cm (2), better (error 1.9)" in " ".join(ran(home, "report").out.split())
    ran(home, "done")
    told = " ".join(ran(home, "progress").out.split())
    assert "Knee to wall left: 8 cm on" in told
    assert "10.5 cm on" in told
    assert "That is 2.5 cm better." in told
    assert "Knee to wall right" not in told
    assert ran(home, "export", "csv", "--to", str(home)).code == 0
    (file,) = home.glob("selfcare-*/measures.csv")
    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines()))
    assert [(row["what"], row["side"], row["value"], row["unit"], row["error"], row["corrected"]) for row in rows] == [
        ("knee to wall", "left", "8.0", "cm", "1.9", "no"),
        ("knee to wall", "left", "10.5", "cm", "1.9", "yes"),
    ]


def test_a_routine_that_asks_for_none(tmp_path: Path) -> None:
    """It is said, and nothing is asked."""
    home = loaded(tmp_path / "home", QUICK.replace(ASKED, ""))
    assert ran(home, "measure").out == "Anna asks for no measure.\n"
    assert "To measure" not in ran(home, "today").out


def test_every_measure_says_what_is_known_of_its_error() -> None:
    """A figure with whose it is, or that there is none; a unit, a bound, and words that tell how."""
    assert len({one.name for one in MEASURES}) == len(MEASURES) == 6
    for one in MEASURES:
        assert any(year.isdigit() and len(year) == 4 for year in one.source.replace(")", " ").replace(",", " ").split())
        assert one.error is None or 0 < one.error < one.most
        assert one.how.endswith((".", "?"))
        assert one.unit in ("cm", "of 10")
