"""Days off, as a person enters them: away, back, and what today and start make of them."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Away, Back, Rated, SessionBegun
from selfcare.facts.moment import Moment
from selfcare.home.clock import now

if TYPE_CHECKING:
    from pathlib import Path

RULE = 'worse_next_morning = { by = 2, then = "rest" }\n'
TEXT = HEAD.replace("[stop]\n", f"[stop]\n{RULE}") + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a routine in force since today."""
    return loaded(tmp_path / "home", TEXT)


def day(ahead: int) -> str:
    """The day so many days from today, as it is at noon."""
    at = now().at
    return (Moment(at, (12 - at // 3_600_000 % 24) * 60).day() + dt.timedelta(days=ahead)).isoformat()


def test_a_day_off_is_said_and_nothing_is_asked_on_it(home: Path) -> None:
    """The first screen names the days off and the way back; it has no list of exercises, no morning and no key to start."""
    said = ran(home, "away", "today", "for", "3", "days", "--why", "travel").out
    assert said.startswith("Noted: 3 days off, ")
    assert kept(home, Away) == [Away(day(0), day(2), "travel")]
    with Program(home) as program:
        program.hears("Your days off \\(travel\\) last until ")
        program.hears("selfcare back")
        program.hears("To ring: Anna")
        assert program.ends() == 0
    assert "Calf" not in program.heard
    assert "Your days off: from" in ran(home, "why").out
    assert "Days off: " in ran(home, "report").out


def test_a_session_on_a_day_off_needs_a_typed_yes(home: Path) -> None:
    """`start` says so and goes on only on a typed yes; in a pipe it does not begin."""
    ran(home, "away", "today")
    refused = ran(home, "start", "--screened")
    assert (refused.code, kept(home, SessionBegun)) == (69, [])
    assert "until you say that you are back" in refused.out
    with Program(home, "start") as program:
        program.hears("A session counts all the same.")
        program.hears("Type yes to do it all the same: ")
        program.types("yes\r")
        program.hears("n none of these")
        program.types("q")
        program.ends()


def test_back_ends_days_off_without_an_end(home: Path) -> None:
    """Without an end they run until `back`, which is then the first day that is none."""
    ran(home, "away", day(-2))
    assert "Your days off" in ran(home, "today").out
    assert ran(home, "back").out.startswith("Noted: back on ")
    assert kept(home, Back) == [Back(day(0))]
    assert "Your days off" not in ran(home, "today").out


def test_back_shortens_days_off_that_were_to_last_longer(home: Path) -> None:
    """A correction, so that both are kept: what was planned, and what it became."""
    ran(home, "away", day(0), day(5))
    ran(home, "back", "tomorrow")
    assert (kept(home, Away), kept(home, Back)) == ([Away(day(0), day(0))], [])
    assert "Until then it said: Days off: " in " ".join(ran(home, "history", "2").out.split())


def test_back_on_the_first_day_takes_them_back(home: Path) -> None:
    """No day is left of them."""
    ran(home, "away", day(0), day(5))
    assert "are taken back" in ran(home, "back").out
    assert kept(home, Away) == []


def test_back_from_days_that_have_not_begun_names_them(home: Path) -> None:
    """They are there, so it is not said that there are none; the line that is shown takes them back."""
    ran(home, "away", day(3), day(5))
    done = ran(home, "back")
    assert (done.code, len(kept(home, Away))) == (66, 1)
    words = " ".join(done.err.split()).partition("To take them back: selfcare ")[2].split()
    assert ran(home, *words).code == 0
    assert kept(home, Away) == []


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("away 2020-01-06 2020-01-04", 2, "lies before the first"),
        ("away 2019-12-01 2019-12-24", 2, "lies before your routine"),
        ("away 2098-01-01", 2, "more than a year ahead"),
        ("away someday", 2, "names no days that I know"),
        ("away today for 0 days", 2, "names no day"),
        ("back", 66, "no days off to come back from"),
        ("back someday", 2, "no day that I know"),
    ],
)
def test_days_that_make_no_sense_are_refused(home: Path, words: str, code: int, said: str) -> None:
    """One sentence, and nothing is noted."""
    done = ran(home, *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in " ".join(done.err.split())
    assert kept(home, Away) + kept(home, Back) == []


def test_what_is_noted_already_is_not_noted_twice(home: Path) -> None:
    """Neither the same days nor some of them; `away` alone lists what is noted."""
    ran(home, "away", day(1), day(5))
    again = ran(home, "away", day(2), day(3))
    assert (again.code, len(kept(home, Away))) == (2, 1)
    assert "That is noted already." in again.err
    assert ran(home, "away").out.startswith("Days off: ")


def test_the_morning_is_asked_again_after_the_days_off(home: Path) -> None:
    """A day off is left alone; who plays all the same is asked, because the answer may change the dose."""
    assert kept(home, Rated) == []
    ran(home, "away", "today")
    assert ran(home, "morning", "3").code == 0
    assert [one.when for one in kept(home, Rated)] == ["morning, recalled"]
