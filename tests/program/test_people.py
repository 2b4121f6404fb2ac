"""Several people in one house: each has a log and settings of their own, and no command touches another's."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.cli.table import COMMANDS
from selfcare.facts.kinds import Loaded, Rated

if TYPE_CHECKING:
    from pathlib import Path

CALF = exercise("Calf", "calf", "roll = { time = 1 }", side="left")
EVAS = HEAD.replace("T001", "E002").replace('"Quick"', '"Secret of Eva"') + CALF
NOBODYS = HEAD.replace("T001", "N003").replace('"Quick"', '"Secret of nobody"') + CALF


@pytest.fixture
def house(tmp_path: Path) -> Path:
    """A house of Ben, Eva, and somebody who is not named."""
    home = loaded(tmp_path / "home", NOBODYS, "N003")
    (home / "people").mkdir()
    loaded(home / "people" / "Ben", HEAD + CALF)
    loaded(home / "people" / "Eva", EVAS, "E002")
    return home


def content(home: Path, *names: str) -> dict[str, str]:
    """What lies in the folders of these people (None is the one who is not named): each file's bytes and time."""
    folders = [home / "people" / name for name in names]
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    files += [path for path in home.iterdir() if path.is_file()]
    return {str(path): f"{hashlib.sha256(path.read_bytes()).hexdigest()} {path.stat().st_mtime_ns}" for path in files}


WORDS = {
    "start": "--screened",
    "sore": "calf 2 left",
    "load": "ben.toml",
    "note": "a word",
    "needled": "calf left",
    "fix": "1 score 3",
    "away": "today",
    "morning": "3",
    "check": "ben.toml",
    "explain": "FR01",
    "handout": "ben.toml",
    "preview": "ben.toml",
    "new": "--template foam-roller-thigh --out new.toml",
    "export": "jsonl",
    "send": "fhir --to http://127.0.0.1:9 --yes",
    "import": "nowhere.jsonl",
    "settings": "set rate 150",
    "demo": "--it-takes-a-minute",
}


def test_no_command_touches_another_persons_log(house: Path) -> None:
    """Every command of the table, for Ben: Eva's files and the unnamed one's keep bytes and time, and nothing of them is said."""
    (house.parent / "ben.toml").write_text(HEAD + CALF)
    before = content(house, "Eva")
    for one in COMMANDS:
        words = WORDS.get(one.word, "").split()
        done = ran(house, one.word, *words, "--person", "Ben")
        assert content(house, "Eva") == before, one.word
        assert "Secret" not in done.out + done.err, one.word
        assert "Traceback" not in done.err, one.word
    assert len(kept(house / "people" / "Ben", Rated)) >= 1
    assert (house / "people" / "Ben" / "settings.toml").read_text() != (house / "settings.toml").read_text()


def test_who_is_in_use_is_shown_where_there_are_several(house: Path) -> None:
    """On stderr, so that what is written for programs stays clean; whatever capitals the name is typed with."""
    for words in (("today", "--person", "ben"), ("--person=BEN", "today"), ("--person", "Ben")):
        done = ran(house, *words)
        assert (done.code, done.err) == (0, "Person: Ben\n")
        assert done.out.startswith("Quick, ")
    assert ran(house, "today").err == "Person: nobody named (others: Ben, Eva)\n"
    assert ran(house, "today", SELFCARE_PERSON="Eva").out.startswith("Secret of Eva, ")
    assert ran(house, "today", "--person", "Ben", SELFCARE_PERSON="Eva").out.startswith("Quick, ")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("today --person Bne", 66, "nobody called Bne here. Known: Ben, Eva. Did you mean: selfcare --person Ben?"),
        ("today --person", 2, "Write one name after --person"),
        ("today --person Ben --person Eva", 2, "Write one name after --person"),
        ("today --person ../Eva", 2, "cannot be a name here"),
        ("today --person .", 2, "cannot be a name here"),
        ("today --person con", 2, "cannot be a name here"),
    ],
)
def test_a_name_that_is_none_is_refused(house: Path, words: str, code: int, said: str) -> None:
    """One sentence with who there is; no folder is made."""
    before = sorted(house.rglob("*"))
    done = ran(house, *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in " ".join(done.err.split())
    assert sorted(house.rglob("*")) == before


def test_a_new_person_begins_with_load(tmp_path: Path) -> None:
    """A folder of their own is made below the data folder; then nobody's name must be left out."""
    home = tmp_path / "home"
    (tmp_path / "ben.toml").write_text(HEAD + CALF)
    assert ran(home, "load", "ben.toml", "--person", "Ben").code == 0
    assert [path.name for path in home.iterdir()] == ["people"]
    assert len(kept(home / "people" / "Ben", Loaded)) == 1
    refused = ran(home, "today")
    assert (refused.code, refused.err) == (2, "Whose? Known: Ben. Write: selfcare --person Ben\n")
    assert ran(home, "today", "--person", "Ben").err == ""


def test_at_a_terminal_a_new_name_is_asked_about(house: Path) -> None:
    """One key; n begins nothing."""
    (house.parent / "new.toml").write_text(HEAD.replace("T001", "A004") + CALF)
    with Program(house, "load", "new.toml", "--person", "Anna") as program:
        program.hears("nobody called Anna here. Known: Ben, Eva. Begin for Anna\\? y or n: ")
        program.types("n")
        program.hears("Nothing was begun.")
        assert program.ends() == 66
    assert not (house / "people" / "Anna").exists()


@pytest.mark.parametrize(("code", "whose"), [("E002", "Eva's here"), ("N003", "the person's who is not named here")])
def test_another_persons_routine_is_refused_by_its_code(house: Path, code: str, whose: str) -> None:
    """Whether Ben has a log already, with both codes, or begins one, with whose it is; for load and for import."""
    (house.parent / "hers.toml").write_text(HEAD.replace("T001", code) + CALF)
    refused = ran(house, "load", "hers.toml", "--person", "Ben")
    assert (refused.code, f"for patient {code}; the log here is T001's" in refused.err) == (65, True)
    fresh = ran(house, "load", "hers.toml", "--person", "Carl")
    assert fresh.code == 65
    assert f"patient {code}, whose log is {whose}" in " ".join(fresh.err.split())
    name = ("--person", "Eva") if code == "E002" else ()
    assert ran(house, "export", "jsonl", *name).code == 0
    (made,) = house.parent.glob("selfcare-*")
    taken = ran(house, "import", str(made), "--person", "Carl")
    assert (taken.code, f"whose log is {whose}" in " ".join(taken.err.split())) == (65, True)
    assert not (house / "people" / "Carl" / "log.sqlite3").exists()
