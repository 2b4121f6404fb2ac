"""A routine that was loaded and is not in force: it begins later, or it has ended. Told with a day as people say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, loaded, ran
from selfcare.faces.words import date_from
from selfcare.home.clock import now

if TYPE_CHECKING:
    from pathlib import Path

CALF = exercise("Calf", "calf", "roll = { time = 1 }", side="left")
TODAY = now().local.date()
FAR = dt.timedelta(days=40)
LATER, BEFORE = TODAY + FAR, TODAY - FAR
COMING = (HEAD + CALF).replace("start = 2020-01-06", f"start = {LATER}")
ENDED = (HEAD + CALF).replace("start = 2020-01-06", f"start = 2020-01-06\nend = {BEFORE}")
SAID = {
    "coming": (COMING, f"Quick begins on {date_from(LATER, TODAY)}."),
    "ended": (ENDED, f"Quick ended on {date_from(BEFORE, TODAY)}. Ask Anna what comes next."),
}


@pytest.mark.parametrize("which", SAID)
def test_today_says_so_and_all_is_well(tmp_path: Path, which: str) -> None:
    """`selfcare` and `today` tell it on their output, with whom to ring, and exit 0: a routine is there."""
    text, said = SAID[which]
    home = loaded(tmp_path / "home", text)
    for words in ((), ("today",)):
        done = ran(home, *words)
        assert (done.code, done.err) == (0, "")
        assert done.out.splitlines() == [said, "To ring: Anna 555 0134. Emergency: 112."]


@pytest.mark.parametrize("which", SAID)
def test_start_is_held_back(tmp_path: Path, which: str) -> None:
    """There is something to start, and its day is another one: 69, with the same sentence."""
    text, said = SAID[which]
    done = ran(loaded(tmp_path / "home", text), "start", "--screened")
    assert (done.code, done.out, done.err) == (69, "", f"{said}\n")


def test_done_before_it_begins_is_refused_with_the_day(tmp_path: Path) -> None:
    """Nothing is noted, and the sentence says when it can be."""
    done = ran(loaded(tmp_path / "home", COMING), "done")
    assert done.code == 2
    assert f"The first begins on {date_from(LATER, TODAY)}. Nothing was noted." in done.err


def test_preview_shows_a_loaded_routine_on_its_first_day(tmp_path: Path) -> None:
    """What begins later is heard as on its first day, and `--on` a day before says when it begins."""
    home = loaded(tmp_path / "home", COMING)
    shown = ran(home, "preview")
    assert shown.code == 0
    assert ", week 1, full dose." in shown.out.splitlines()[0]
    early = ran(home, "preview", "--on", TODAY.isoformat())
    assert f"It begins on {date_from(LATER, TODAY)}." in early.out
    assert "week" not in early.out.splitlines()[0]


def test_no_week_comes_before_the_first(tmp_path: Path) -> None:
    """A file that is played before its start says when it is meant to begin; there is no week 0, and none of -5."""
    home = tmp_path / "home"
    (tmp_path / "coming.toml").write_text(COMING)
    out = " ".join(ran(home, "start", "coming.toml", "--screened").out.split())
    assert f"It is meant to begin on {date_from(LATER, TODAY)}." in out
    assert "week" not in out


def test_a_day_of_another_year_is_said_with_its_year() -> None:
    """Told in December, "Mon 4 Jan" could be any; of this year it needs none."""
    assert date_from(dt.date(2027, 1, 4), dt.date(2026, 11, 25)) == "Mon 4 Jan 2027"
    assert date_from(dt.date(2026, 12, 4), dt.date(2026, 11, 25)) == "Fri 4 Dec"
