"""A patient shares, the therapist adds: by the real commands, with what may have happened to the file between them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, loaded, ran
from selfcare.log.sharing.identity import identity
from selfcare.log.sharing.signing import mark, public_part, signing_key

if TYPE_CHECKING:
    from pathlib import Path

    from program.real import Ran

TEXT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


@pytest.fixture
def clinic(tmp_path: Path) -> Path:
    """A therapist's home with a key in it."""
    home = tmp_path / "clinic"
    assert ran(home, "clinic", "key").code == 0
    return home


def patient(clinic: Path, name: str, code: str = "T001") -> Path:
    """A patient's home with a routine that carries the clinic's key, and a number."""
    text = TEXT.replace("T001", code).replace("start = ", f'send_to = "{identity(clinic).to_public()}"\nstart = ')
    home = loaded(clinic.parent / name, text, code)
    assert ran(home, "sore", "calf", "3", "left").code == 0
    return home


def shared(home: Path, *words: str) -> Path:
    """What that patient shares now."""
    before = set(home.parent.glob("*.age"))
    assert ran(home, "share", "--yes", *words).code == 0
    (new,) = set(home.parent.glob("*.age")) - before
    return new


def added(clinic: Path, *words: str | Path) -> Ran:
    """What `clinic add` says."""
    return ran(clinic, "clinic", "add", *map(str, words))


def test_from_the_patients_words_to_the_therapists_list(clinic: Path) -> None:
    """What was shared is added; the patient stands in the list; a folder of shared files will do, too."""
    home = patient(clinic, "home")
    path = shared(home)
    said = added(clinic, path)
    assert (said.code, said.err) == (0, "")
    assert "T001, new to the caseload" in said.out
    assert f"Its mark, {mark(public_part(signing_key(home)))}, is believed from now on" in said.out
    assert "T001" in ran(clinic, "clinic", "--all").out
    ran(home, "note", "stairs go better")
    shared(home)
    assert "1 new fact" in added(clinic, clinic.parent).out


def test_a_damaged_file_is_refused_and_the_others_are_taken_in(clinic: Path) -> None:
    """One byte changed, cut short, for another therapist, of a stranger: a sentence for each, and a code; the rest is there."""
    one, two = shared(patient(clinic, "one")), shared(patient(clinic, "two", "T002"))
    whole = one.read_bytes()
    torn, changed = clinic.parent / "torn.age", clinic.parent / "changed.age"
    torn.write_bytes(whole[:-1])
    changed.write_bytes(whole[:-20] + bytes([whole[-20] ^ 1]) + whole[-19:])
    other = clinic.parent / "other clinic"
    ran(other, "clinic", "key")
    theirs = shared(patient(other, "three", "T003"))
    said = added(clinic, torn, changed, theirs, two)
    assert said.code == 65
    text = " ".join(said.out.split())
    assert text.count("changed or cut short on its way") == 2
    assert "sealed for another key than yours" in text
    assert "T002, new to the caseload" in text
    assert "3 files refused" in text
    assert "There is no patient T001" in ran(clinic, "clinic", "key", "T001").err


def test_another_computer_is_refused_until_its_mark_was_heard(clinic: Path) -> None:
    """A new computer of the patient, or somebody else: the therapist asks, and then says so; and can take it back."""
    first = patient(clinic, "first")
    assert added(clinic, shared(first)).code == 0
    second = patient(clinic, "second")
    path = shared(second)
    refused = added(clinic, path)
    assert refused.code == 65
    text = " ".join(refused.out.split())
    assert "another computer signed it than before" in text
    (heard,) = re.findall(
        r"Only if it is ((?: ?[0-9a-f]{4}){4}), add the file once more, with --accept (\w+) behind", text
    )
    assert heard == (mark(public_part(signing_key(second))), heard[0].replace(" ", ""))
    assert added(clinic, path, "--accept", heard[1]).code == 0
    known = ran(clinic, "clinic", "key", "T001")
    assert mark(public_part(signing_key(first))) in known.out
    assert heard[0] in known.out
    gone = ran(clinic, "clinic", "key", "T001", "--forget", heard[1])
    assert f"{heard[0]} signs are refused from now on" in gone.out
    again = added(clinic, path)
    assert again.code == 65
    assert "a computer signed it that you no longer believe" in " ".join(again.out.split())


def test_without_the_key_it_says_where_to_look(clinic: Path) -> None:
    """On another computer of the clinic."""
    path = shared(patient(clinic, "home"))
    refused = added(clinic.parent / "elsewhere", path)
    assert refused.code == 65
    assert "clinic-key.txt" in refused.out
