"""What `load` asks and tells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Loaded

if TYPE_CHECKING:
    from pathlib import Path

THIGH = exercise("Thigh", "quadriceps", "roll = { time = 30 }")
BEFORE = HEAD + THIGH
OTHER_ID = BEFORE.replace('id = "thigh"', 'id = "quads"')
OTHER_NAME = OTHER_ID.replace('title = "Thigh"', 'title = "Front of the leg"')


def with_new(tmp_path: Path, text: str) -> Path:
    """Return a home with the routine loaded, and beside it the new file."""
    (tmp_path / "new.toml").write_text(text)
    return loaded(tmp_path / "home", BEFORE)


def test_another_id_alone_is_the_same_exercise(tmp_path: Path) -> None:
    """Without a terminal nobody is told that what they do is new and also no longer; the log keeps the pair."""
    home = with_new(tmp_path, OTHER_ID)
    done = ran(home, "load", "new.toml")
    assert done.code == 0
    assert "Thigh has another id now (quads, before: thigh). It counts as the same exercise." in done.out
    assert "Nothing changes in what you do." in done.out
    assert "New:" not in done.out
    assert "No longer:" not in done.out
    assert kept(home, Loaded)[-1].renamed == (("thigh", "quads"),)


def test_another_name_that_nobody_was_asked_about_is_said(tmp_path: Path) -> None:
    """Where it is not plain nothing is taken for granted, and the line says what was not asked."""
    home = with_new(tmp_path, OTHER_NAME)
    done = ran(home, "load", "new.toml")
    assert "Nobody could be asked here whether Front of the leg is the former Thigh." in done.out
    assert kept(home, Loaded)[-1].renamed == ()


def test_a_renamed_exercise_is_asked_about_by_one_key(tmp_path: Path) -> None:
    """One key, without Enter; a key that is neither y nor n asks again; then it is told as renamed, not as new."""
    home = with_new(tmp_path, OTHER_NAME)
    with Program(home, "load", "new.toml") as program:
        program.hears(r"Is Front of the leg the former Thigh, renamed\? y or n:")
        program.types("x")
        program.hears(r"Is Front of the leg the former Thigh, renamed\? y or n:")
        program.types("y")
        program.hears("Thigh is called Front of the leg now.")
        program.hears("l for later:")
        program.types("l\r")
        assert program.ends() == 0
        assert "No longer" not in program.heard
    assert kept(home, Loaded)[-1].renamed == (("thigh", "quads"),)


def test_the_first_load_asks_about_a_screen_reader_by_one_key(tmp_path: Path) -> None:
    """No Enter is needed, for none is named."""
    home = tmp_path / "home"
    (tmp_path / "first.toml").write_text(BEFORE)
    with Program(home, "load", "first.toml") as program:
        program.hears(r"Do you use a screen reader, .*\? y or n:")
        program.types("y")
        program.hears("l for later:")
        program.types("l\r")
        assert program.ends() == 0
    assert "reader = true" in (home / "settings.toml").read_text()
