"""`export` with the options of one format: the patient's own words leave only where they were asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.real import HEAD, exercise, loaded, ran

if TYPE_CHECKING:
    from pathlib import Path

TEXT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


def test_notes_are_asked_for(tmp_path: Path) -> None:
    """`export fhir` leaves them out, with `--with-notes` they are in; no other format takes the word."""
    home = loaded(tmp_path / "home", TEXT)
    assert ran(home, "note", "the left one was stiffer").code == 0
    plain, told = tmp_path / "plain", tmp_path / "told"
    for folder, words in ((plain, ()), (told, ("--with-notes",))):
        folder.mkdir()
        assert ran(home, "export", "fhir", "--to", str(folder), *words).code == 0
    (without,), (with_notes,) = (list(folder.glob("*/bundle.json")) for folder in (plain, told))
    assert "stiffer" not in without.read_text()
    assert "stiffer" in with_notes.read_text()
    refused = ran(home, "export", "csv", "--with-notes")
    assert (refused.code, refused.out) == (2, "")
    assert "--with-notes goes with fhir alone" in refused.err
