"""What patient and therapist type to share a log: `clinic key`, `new`, `load`, `share`; and what comes of it."""

from __future__ import annotations

import re
import stat
from typing import TYPE_CHECKING

import pytest
from pyrage import x25519

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Away, Note, Rated
from selfcare.log.sharing.identity import FILE, identity
from selfcare.log.sharing.opening import open_shared
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.log.sharing.opening import Shared

ANNA = x25519.Identity.generate()
PLAIN = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
TEXT = PLAIN.replace("start = ", f'send_to = "{ANNA.to_public()}"\nstart = ')


def files(folder: Path) -> list[Path]:
    """The shared files in it."""
    return sorted(folder.glob("*.age"))


def opened(path: Path) -> Shared:
    """Anna's opening of it."""
    return open_shared(path.read_bytes(), ANNA)


def lines(home: Path) -> str:
    """The whole log of that home, as it is exported."""
    with Log.open(home, write=False) as log:
        return "".join(f"{line}\n" for line in log.lines())


def test_two_words_make_one_file_that_holds_the_log(tmp_path: Path) -> None:
    """It is shown, asked, written for its owner alone, and holds every fact; what to do with it is said; the code is 0."""
    home = loaded(tmp_path / "home", TEXT)
    ran(home, "sore", "calf", "3", "left")
    ran(home, "note", "stairs go better")
    with Program(home, "share") as program:
        program.hears("Write the file?")
        assert files(tmp_path) == []
        program.types("yes\n")
        assert program.ends() == 0
        said = program.heard
    for words in (
        "This is for Anna, who alone can open it",
        "1 note in your words",
        "You stand in it as T001",
        "Send that file to Anna",
    ):
        assert words in said
    (path,) = files(tmp_path)
    assert re.fullmatch(r"selfcare-T001-\d{4}-\d\d-\d\d-to-\d{4}-\d\d-\d\d\.age", path.name)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    shared = opened(path)
    assert shared.lines().read().decode() == lines(home)
    assert f"{shared.header.facts} facts" in said


def test_nothing_is_written_without_a_yes(tmp_path: Path) -> None:
    """Enter leaves it; without a terminal nobody is asked, and the sentence says how to do it."""
    home = loaded(tmp_path / "home", TEXT)
    with Program(home, "share") as program:
        program.hears("Write the file?")
        program.types("\n")
        assert program.ends() == 0
        assert "Nothing was written." in program.heard
    refused = ran(home, "share")
    assert (refused.code, "add --yes" in refused.err) == (2, True)
    assert files(tmp_path) == []
    assert not (home / "share-key.pem").exists()


def test_a_second_file_never_takes_the_place_of_the_first(tmp_path: Path) -> None:
    """It gets a number; both are signed by the same key, and the second is the newer."""
    home = loaded(tmp_path / "home", TEXT)
    assert [ran(home, "share", "--yes").code for _ in range(2)] == [0, 0]
    second, first = files(tmp_path)
    assert second.stem == f"{first.stem}-2"
    assert opened(first).header.key == opened(second).header.key
    assert opened(first).header.shared < opened(second).header.shared
    assert ran(home, "share", "--yes", "--to", "nowhere").code == 66


def test_without_notes_they_stay(tmp_path: Path) -> None:
    """No note and no correction of one leaves; what stays is told, and each word that belongs to something else is shown."""
    home = loaded(tmp_path / "home", TEXT)
    for words in (
        ["sore", "calf", "3", "left"],
        ["note", "one"],
        ["note", "two"],
        ["undo"],
        ["away", "today", "--why", "ill"],
    ):
        assert ran(home, *words).code == 0
    said = ran(home, "share", "--yes", "--without-notes").out
    assert "Not in it: 2 notes of yours." in said
    assert 'Still in it, in your words:\n  Reason for days off: "ill"\n' in said
    assert "took back is in it" not in said
    (path,) = files(tmp_path)
    shared = opened(path)
    bodies = [fact.body for fact in shared.facts()]
    assert sum(isinstance(one, (Away, Rated)) for one in bodies) == 2
    assert not any(isinstance(one, Note) for one in bodies)
    assert b"two" not in shared.lines().read()
    assert not shared.header.notes
    assert len(kept(home, Note)) == 1
    with_them = ran(home, "share", "--yes").out
    assert 'Note: "one"\n  Note: "two"\n' in with_them
    assert "What you corrected or took back is in it, too, as it was first written." in with_them


def test_some_days_take_their_routine_along(tmp_path: Path) -> None:
    """What was entered on other days stays; the text and its loading go, so that it can be read by itself."""
    home = loaded(tmp_path / "home", TEXT)
    assert ran(home, "sore", "calf", "3", "left").code == 0
    assert ran(home, "share", "--yes", "--until", "2021-01-01").code == 0
    (path,) = files(tmp_path)
    kinds = [type(fact.body).__name__ for fact in opened(path).facts()]
    assert kinds == ["TextKept", "Loaded", "HealthAsked"]
    assert ran(home, "share", "--yes", "--since", "today", "--until", "yesterday").code == 2


def test_without_a_key_it_says_what_the_therapist_must_do(tmp_path: Path) -> None:
    """By name, and what goes meanwhile."""
    refused = ran(loaded(tmp_path / "home", PLAIN), "share")
    assert (refused.code, refused.out) == (66, "")
    assert "Anna types selfcare clinic key" in refused.err
    assert ran(tmp_path / "other", "share").code == 66


def test_clinic_key_prints_a_line_that_a_routine_takes(tmp_path: Path) -> None:
    """The pair is made once, for its owner alone, and printed again as often as it is asked; `new` puts it in by itself."""
    home = tmp_path / "clinic"
    first, second = ran(home, "clinic", "key"), ran(home, "clinic", "key")
    line = f'send_to = "{identity(home).to_public()}"'
    assert first.code == second.code == 0
    assert first.out.splitlines()[-1] == second.out.splitlines()[-1] == line
    assert "is made" in first.out
    assert "is made" not in second.out
    assert "AGE-SECRET" not in first.out + second.out
    assert stat.S_IMODE((home / FILE).stat().st_mode) == 0o600
    name = ran(home, "new", "--list").out.split()[0]
    assert ran(home, "new", "--from", name, "made.toml").code == 0
    assert f"\n{line}\n" in (tmp_path / "made.toml").read_text()
    assert ran(tmp_path / "check", "check", "made.toml").code == 0


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [(PLAIN, TEXT, "can be shared with Anna now"), (TEXT, PLAIN, "can no longer be shared")],
)
def test_a_key_that_comes_or_goes_is_told_at_load(tmp_path: Path, before: str, after: str, words: str) -> None:
    """In a sentence, among what changed."""
    home = loaded(tmp_path / "home", before)
    (tmp_path / "newer.toml").write_text(after)
    assert words in ran(home, "load", "newer.toml").out


def test_another_key_is_told_at_load(tmp_path: Path) -> None:
    """Whoever sends a routine with a key of their own does not get the log unseen."""
    home = loaded(tmp_path / "home", TEXT)
    theirs = TEXT.replace(str(ANNA.to_public()), str(x25519.Identity.generate().to_public()))
    (tmp_path / "newer.toml").write_text(theirs)
    said = " ".join(ran(home, "load", "newer.toml").out.split())
    assert "sealed for another key" in said
    assert "If Anna did not tell you of it, ask on the telephone first." in said
