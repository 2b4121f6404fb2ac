"""What the patient says and corrects: the first word and its correction are held to the same rule, and nothing is lost."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import NeedledAt, Rated, Reported
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

QUICK = (
    HEAD
    + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
    + exercise("Thigh", "quads", "roll = { time = 1 }", side="left").replace('"Thigh"', '"Front thigh"')
)
SORE, DONE, NEEDLED = 2, 3, 4  # the numbers of the entries below; 1 is the loading


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home in which three things were said."""
    at = loaded(tmp_path / "home", QUICK)
    for words in (
        ("sore", "hip", "6", "left"),
        ("done",),
        ("needled", "shoulder", "right", "--at", "00:01"),
    ):
        assert ran(at, *words).code == 0
    return at


def lines(home: Path) -> list[str]:
    """Every fact in the log."""
    with Log.open(home, write=False) as log:
        return list(log.lines("T001"))


@pytest.mark.parametrize(
    ("first", "correction", "sentence"),
    [
        (("sore", "hip", "6", "middle"), (SORE, "side", "middle"), "The hip is left or right: it has no middle."),
        (("sore", "spine", "6", "left"), (SORE, "region", "spine"), "The spine has no left side."),
        (("sore", "hipp", "6"), (SORE, "region", "hipp"), "I know no place 'hipp'. Did you mean 'hip'?"),
        (("sore", "hip", "9999"), (SORE, "score", "9999"), "A score is a whole number from 0 to 10"),
        (("sore", "hip", "11"), (SORE, "score", "11"), "A score is a whole number from 0 to 10"),
        (("done", "2199-12-31"), (DONE, "day", "2199-12-31"), "2199-12-31 has not come yet."),
        (("done", "2019-12-31"), (DONE, "day", "2019-12-31"), "No routine is in force on Tue 31 Dec 2019."),
        (("done", "--part", "hip"), (DONE, "part", "hip"), "This routine has no exercise 'hip'. It has: calf, thigh."),
        (("needled", "hip", "--at", "tomorrow"), (NEEDLED, "when", "tomorrow"), "That time has not come yet."),
        (("needled", "hip", "middle"), (NEEDLED, "region", "hip"), None),
        (("needled", "shoulder", "middle"), (NEEDLED, "side", "middle"), "The shoulder is left or right"),
    ],
)
def test_a_correction_is_refused_where_the_first_word_is(
    home: Path, first: tuple[str, ...], correction: tuple[int, str, str], sentence: str | None
) -> None:
    """One sentence, exit code 2, and the log as it was. What is no mistake in a correction is taken."""
    before = lines(home)
    refused = ran(home, *first)
    assert refused.code == 2
    assert lines(home) == before
    corrected = ran(home, "fix", *map(str, correction))
    if sentence is None:
        assert corrected.code == 0
        return
    assert sentence in refused.err.replace("\n", " ")
    assert corrected.code == 2
    assert sentence in corrected.err.replace("\n", " ")
    assert lines(home) == before


def test_place_and_side_are_corrected_together(home: Path) -> None:
    """A place without sides takes the old side away with it, when that is said."""
    assert ran(home, "fix", str(SORE), "region", "spine", "side", "-").code == 0
    (said,) = kept(home, Rated)
    assert (said.region, said.side) == ("spine", None)


def test_a_report_names_exercises_by_title_too(home: Path) -> None:
    """As they are named when it is first said; kept are their ids."""
    assert ran(home, "fix", str(DONE), "part", "Front thigh").code == 0
    (said,) = kept(home, Reported)
    assert said.part == ("thigh",)


def test_the_hour_of_a_needling_is_corrected(home: Path) -> None:
    """To one that has been."""
    before = kept(home, NeedledAt)[0].when
    assert ran(home, "fix", str(NEEDLED), "when", "yesterday 00:01").code == 0
    (said,) = kept(home, NeedledAt)
    assert said.when == before - 86_400_000


@pytest.mark.parametrize(
    ("keys", "side"), [("l", "left"), ("r", "right"), ("b", "both"), ("x-", None), ("\x1b[D", "left"), ("\r", None)]
)
def test_the_side_is_asked_by_one_key(tmp_path: Path, keys: str, side: str | None) -> None:
    """Of a place with two sides, at a terminal. Not told is not told; another key is asked again."""
    home = loaded(tmp_path / "home", QUICK)
    with Program(home, "sore", "knee", "4") as program:
        for number, key in enumerate(keys if keys[0] != "\x1b" else [keys]):
            program.hears("Which side\\?")
            program.types(key)
            if key == "x":
                program.hears("none of them")
            assert number < 2
        program.hears("Noted: knee")
        assert program.ends() == 0
    assert [(one.score, one.side) for one in kept(home, Rated)] == [(4, side)]


def test_ctrl_c_at_the_side_notes_nothing(tmp_path: Path) -> None:
    """Whoever leaves has said nothing."""
    home = loaded(tmp_path / "home", QUICK)
    with Program(home, "sore", "knee", "4") as program:
        program.hears("Which side\\?")
        program.types("\x03")
        assert program.ends() in (-signal.SIGINT, 128 + signal.SIGINT)
    assert kept(home, Rated) == []


@pytest.mark.parametrize(("words", "asked"), [("knee", True), ("lower back", False), ("spine", False)])
def test_without_a_terminal_the_side_stays_untold(tmp_path: Path, words: str, *, asked: bool) -> None:
    """Nothing waits; how to say it is told where a place is left or right."""
    home = loaded(tmp_path / "home", QUICK)
    done = ran(home, "sore", *words.split(), "4")
    assert done.code == 0
    assert ("selfcare sore knee 4 left" in done.out) is asked
    assert [one.side for one in kept(home, Rated)] == [None]


@pytest.mark.parametrize("words", [("hip left", "4"), ("hip left 4",), ("Hip", "4", "LEFT")])
def test_quotes_change_nothing(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Whoever puts quotes round a place and its side means the same."""
    home = loaded(tmp_path / "home", QUICK)
    assert ran(home, "sore", *words).code == 0
    assert ran(home, "needled", "calf left").code == 0
    assert [(one.region, one.side, one.score) for one in kept(home, Rated)] == [("hip", "left", 4)]
    assert [(one.region, one.side) for one in kept(home, NeedledAt)] == [("calf", "left")]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("report", "--since", "2199-01-01"), "--since is the first day"),
        (("report", "--since", "2026-02-01", "--until", "2026-01-01"), "--since is the first day"),
        (("history", "calf"), "Of a place: selfcare history --region calf"),
        (("history", "yesterday"), "From a day on: selfcare history --from yesterday"),
        (("sore",), "Write the place, the number from 0 to 10, and the side: selfcare sore hip 6 left"),
        (("needled",), "Write the place and the side: selfcare needled shoulder right"),
        (("export",), "Write which, such as: selfcare export html"),
        (("progress", "--weeks", "x"), "'x' is not a whole number."),
    ],
)
def test_days_and_numbers_that_are_none(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    """In words that a patient knows, with what to write: nobody need know what an int or an argument is."""
    done = ran(loaded(tmp_path / "home", QUICK), *words)
    assert done.code == 2
    assert sentence in done.err
