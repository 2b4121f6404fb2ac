"""Whatever a patient switches, loads or takes back: all that was written down before is still there, as it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.real import HEAD, exercise, loaded, ran
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
OTHER = HEAD + exercise("Thigh", "quadriceps", "roll = { time = 1 }", side="left")


def lines(home: Path) -> list[str]:
    """Return every fact, as it was written."""
    with Log.open(home, write=False) as log:
        return list(log.lines())


def test_a_new_routine_and_every_switch_keep_the_log(tmp_path: Path) -> None:
    """Another routine without the exercise, sound and face off and on again, an undo: each only adds to the log."""
    home = loaded(tmp_path / "home", QUICK)
    assert ran(home, "start", "--screened").code == 0
    assert ran(home, "sore", "calf", "0", "left").code == 0
    (tmp_path / "other.toml").write_text(OTHER)
    for words in (
        f"load {tmp_path / 'other.toml'}",
        "settings set voice no",
        "settings set reader yes",
        "settings unset reader",
        "settings unset voice",
        "undo",
    ):
        before = lines(home)
        assert ran(home, *words.split()).code == 0, words
        assert set(before) <= set(lines(home)), words
        if words.startswith("settings"):
            assert lines(home) == before
    assert any('"score":0' in line for line in lines(home))
