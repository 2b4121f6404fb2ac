"""A yes at the stop questions is told in detail: a slip closes nothing, and nothing is closed before it was said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from program.test_session_by_keys import out_again
from selfcare.facts.kinds import KeptOff, NeedledAt, SessionBegun

if TYPE_CHECKING:
    from pathlib import Path

BOTH = HEAD + exercise("Calf", "calf", "roll = { time = 60 }")


def test_a_slip_at_the_details_closes_nothing(tmp_path: Path) -> None:
    """A key that is none of them asks again; b goes back to the questions; nothing is kept off, and the session goes on."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        for line in "5", "4":
            program.hears("n none of these")
            program.types(line)
            for key in "x", "7", "\r":
                program.hears(r"Which\? ., .(, .)?, or b for none of these:")
                program.types(key)
                program.hears("That key is none of them.")
            program.hears("Which")
            assert "Noted" not in program.heard
            program.types("b")
        program.hears("n none of these")
        program.types("5")
        program.hears(r"Which\?")
        program.types("w")
        program.hears(r"Where, and which side\? .*b for none of these:")
        program.types("b\r")
        program.hears("n none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Begin")
        assert out_again(program) == 0
    assert kept(home, KeptOff) == []
    (begun,) = kept(home, SessionBegun)
    assert [one.side for one in begun.asked] == ["left", "right"]


def test_every_place_stays_off_only_after_it_was_said(tmp_path: Path) -> None:
    """No place told: what that means is said, it is asked once more, and a place can still be named."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("n none of these")
        program.types("5")
        program.hears(r"Which\?")
        program.types("w")
        program.hears("Where, and which side")
        program.types("\r")
        program.hears("Not told where: every place stays off today.")
        program.hears("Enter again for every place")
        program.types("calf left\r")
        program.hears("Held back today: Calf, left")
        program.hears("n none of these")
        program.types("5")
        program.hears(r"Which\?")
        program.types("w")
        program.hears("Where, and which side")
        program.types("\r")
        program.hears("Enter again for every place")
        program.types("\r")
        program.hears("every place of it is held back")
        assert program.ends() == 69
    assert [(one.region, one.side) for one in kept(home, KeptOff)] == [("calf", "left"), ("every place", "both")]
    assert kept(home, SessionBegun) == []


@pytest.mark.parametrize(("line", "said"), [("5", "every place stays off today"), ("4", "until it is clear")])
def test_to_leave_at_the_details_takes_the_same_key_twice(tmp_path: Path, line: str, said: str) -> None:
    """The first q says what is off then; the second leaves it so, and nothing begins."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("n none of these")
        program.types(line)
        program.hears(r"Which\?")
        program.types("q")
        program.hears(f"{said}\\. To leave it so, press q again.")
        program.hears(r"Which\?")
        program.types("q")
        program.hears("Noted|TODAY")
        if line == "4":
            program.types(" ")
        assert program.ends() == 69
    assert kept(home, SessionBegun) == []


def test_a_time_that_is_not_understood_is_asked_again(tmp_path: Path) -> None:
    """Typed again into the questions, the 1 of 15:10 would be an answer for the emergency number."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("n none of these")
        program.types("5")
        program.hears(r"Which\?")
        program.types("e")
        program.hears("Where, and which side")
        program.types("shoulder left\r")
        program.hears("Enter: now")
        program.types("after lunch\r")
        program.hears("is no day that I know")
        program.hears("Enter: now")
        program.types("yesterday 3 pm\r")
        program.hears("The shoulder was needled on [^.]* 15:00")
        program.hears("n none of these")
        program.types("q")
    (needled,) = kept(home, NeedledAt)
    assert (needled.region, needled.side) == ("shoulder", "left")


def test_no_answer_hides_another(tmp_path: Path) -> None:
    """An emergency answer after a lesser one of the same questions: both stand in the history, the lesser in its detail."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        for keys in (("5", "b"), ("5", "w")):
            for heard, key in zip(("n none of these", "Which"), keys, strict=True):
                program.hears(heard)
                program.types(key)
        program.hears("Where, and which side")
        program.types("calf left\r")
        program.hears("n none of these")
        program.types("1")
        program.hears("EMERGENCY")
        program.types(" ")
        assert program.ends() == 69
    said = " ".join(ran(home, "history").out.split())
    assert "you answered yes to: A wound, rash, big bruise, or a red hot swelling; Breathless, chest pain" in said
    assert "taken back at once as a wrong key: A wound, rash, big bruise, numb or" in said
    assert "Breathless, chest pain" in ran(home, "history", "2").out
    report = " ".join(ran(home, "report").out.split())
    assert "breath or chest (not yet seen by anyone)" in report
    assert "a place, skin" in report
    assert "a place; " not in report
