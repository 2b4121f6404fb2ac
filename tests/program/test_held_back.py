"""The evidence at the patient's side, in the real program: what an error of the routine keeps off, by every way in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, plain, ran
from selfcare.facts.kinds import Loaded, Reported, SessionBegun

if TYPE_CHECKING:
    from pathlib import Path

THIGH = exercise("Thigh", "quadriceps", "roll = { time = 30 }")
CALF = exercise("Calf", "calf", "roll = { time = 2 }", "left")
FINE = HEAD + THIGH
TOO_HARD = FINE.replace("max = 5", "max = 9")
ALLOWED = TOO_HARD.replace("schedule =", 'allow = [{ rule = "PR04", why = "Used to it" }]\nschedule =')
CLOT = '\n[screened]\non = 2020-01-06\nflags = ["clot"]\n'
WOUND = '\n[screened]\non = 2020-01-06\nflags = [{ flag = "open wound", region = "thigh" }]\n'


@pytest.mark.parametrize("words", [(), ("--gentle",), ("quick",), ("too-hard.toml",)])
def test_no_session_starts_by_any_way_in(tmp_path: Path, words: tuple[str, ...]) -> None:
    """As assigned, at the gentler dose, by its name, or as a file: exit 69, why, whom to ring, and the line to add."""
    (tmp_path / "too-hard.toml").write_text(TOO_HARD)
    home = loaded(tmp_path / "home", TOO_HARD if "too-hard.toml" not in words else FINE)
    done = ran(home, "start", "--screened", *words)
    assert done.code == 69
    assert "Thigh: as it is written, it may hurt more than was ever tested (rule PR04)." in done.out
    assert "Ring Anna 555 0134, and say: rule PR04." in done.out
    assert '\n  allow = [{ rule = "PR04", why = "your reason" }]\n' in done.out
    assert "Anna must change or allow something first (PR04)" in done.err
    assert kept(home, SessionBegun) == []


def test_the_line_to_add_sets_aside_no_more_than_is_held_back(tmp_path: Path) -> None:
    """A wound: in the exercise that presses it, where the line opens that exercise. A clot: the flag itself, and no rule."""
    home = loaded(tmp_path / "home", FINE.replace("\n[[exercise]]", f"{WOUND}\n[[exercise]]", 1))
    why = ran(home, "why").out
    line = 'allow = [{ rule = "CI01", why = "your reason" }]'
    assert f'Or, with a reason, in the [[exercise]] with id "thigh":\n  {line}\n' in why
    assert "at the top of the file" not in why
    clot = loaded(tmp_path / "other", FINE.replace("\n[[exercise]]", CLOT + "\n[[exercise]]", 1))
    held = ran(clot, "start", "--screened")
    assert held.code == 69
    assert "allow = " not in held.out + ran(clot, "why").out
    assert 'cleared = [{ flag = "clot", why = "your reason" }]\n' in held.out


def test_today_says_it_before_anybody_is_on_the_floor(tmp_path: Path) -> None:
    """Within ten lines, with the number to ring; and why tells the rest."""
    home = loaded(tmp_path / "home", TOO_HARD)
    told = ran(home, "today").out
    assert "Not to be done yet. Anna must change or allow something in it first." in told
    assert "Fetch" not in told
    assert len(told.splitlines()) <= 10
    why = ran(home, "why").out
    assert "No session: the evidence holds all of it back until Anna changes or allows it" in why
    assert "Set a max of 8 or less." in why


def test_at_a_terminal_nothing_is_asked_before_it_is_said(tmp_path: Path) -> None:
    """From bare selfcare by Enter: the reason stands there once, and no stop question is asked."""
    home = loaded(tmp_path / "home", TOO_HARD)
    with Program(home) as program:
        program.hears("d did it without the guide")
        assert "Enter start" not in program.heard
        program.types("\r")
        program.hears("No session now")
        assert program.ends() == 69
        assert program.heard.count("Not to be done yet") == 1
        assert "none of these" not in program.heard.lower()


def test_what_was_done_can_still_be_said(tmp_path: Path) -> None:
    """The patient's word is kept whatever the file says."""
    home = loaded(tmp_path / "home", TOO_HARD)
    assert ran(home, "done").code == 0
    assert len(kept(home, Reported)) == 1


def test_load_takes_it_in_and_says_what_will_be_held_back(tmp_path: Path) -> None:
    """The file is kept, exit 0; nothing tells the patient to begin. An allow with a reason opens it."""
    (tmp_path / "new.toml").write_text(TOO_HARD)
    home = plain(tmp_path / "home")
    done = ran(home, "load", "new.toml")
    assert done.code == 0
    assert len(kept(home, Loaded)) == 1
    assert "Not to be done yet." in done.out
    assert "Ring Anna 555 0134, and say: rule PR04." in done.out
    assert "begins today" not in done.out
    (tmp_path / "new.toml").write_text(ALLOWED)
    done = ran(home, "load", "new.toml")
    assert "begins today" in done.out
    assert "Not to be done" not in done.out
    assert "Fetch" in ran(home, "today").out


def test_load_names_the_warnings_and_holds_nothing_back(tmp_path: Path) -> None:
    """A warning of the evidence is shown at each load, by its code, until the therapist allows it with a reason."""
    (tmp_path / "new.toml").write_text(FINE)
    home = plain(tmp_path / "home")
    done = ran(home, "load", "new.toml")
    assert "a remark for Anna to read; nothing is held back for it: AD02." in done.out
    assert "begins today" in done.out
    (tmp_path / "new.toml").write_text(
        FINE.replace("schedule =", 'allow = [{ rule = "AD02", why = "By phone" }]\nschedule =')
    )
    assert "remark" not in ran(home, "load", "new.toml").out


def test_a_condition_holds_back_its_place_and_the_rest_is_played(tmp_path: Path) -> None:
    """`load`, `today`, `preview` and the session say the same."""
    (tmp_path / "new.toml").write_text(HEAD + WOUND + THIGH + CALF)
    home = plain(tmp_path / "home")
    done = ran(home, "load", "new.toml").out
    assert "Part of it is held back until Anna decides; the rest is played:" in done
    assert "  Thigh, each side: a wound or a broken bone was named for this place (rule CI01)." in done
    held = "Held back until Anna decides: Thigh, each side (a wound or a broken bone was"
    assert held in ran(home, "today").out
    assert held in ran(home, "preview").out
    assert ran(home, "start", "--screened").code == 0
    (begun,) = kept(home, SessionBegun)
    assert {one.exercise for one in begun.asked} == {"calf"}
    assert {(one.exercise, one.side) for one in begun.held} == {("thigh", "left"), ("thigh", "right")}
    assert all("CI01" in one.why for one in begun.held)


def test_preview_shows_a_file_as_the_patient_will_meet_it(tmp_path: Path) -> None:
    """At the desk, on any day: held back, by which rule, and what to write; exit 69."""
    (tmp_path / "new.toml").write_text(TOO_HARD)
    home = plain(tmp_path / "home")
    shown = ran(home, "preview", "new.toml", "--on", "2026-12-01")
    assert shown.code == 69
    assert "Nothing of it is played until you change or allow something in it." in shown.out
    assert "For Anna, PR04: Set a max of 8 or less." in shown.out
