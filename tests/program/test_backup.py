"""backup and restore, as a patient types them."""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from log.made import seen
from program.real import HEAD, Program, exercise, kept, loaded, plain, ran
from selfcare.facts.kinds import Loaded, Rated
from selfcare.home.paths import log_file
from selfcare.log.integrity import check_file, check_integrity

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


def sore(home: Path, *scores: int) -> None:
    """Enter scores."""
    for score in scores:
        assert ran(home, "sore", "calf", str(score), "left").code == 0


def scores(home: Path) -> list[int | None]:
    """Return the scores that are in the log."""
    return [one.score for one in kept(home, Rated)]


def backed_up(home: Path, folder: Path) -> Path:
    """Make a backup, and return the file that it names."""
    folder.mkdir(exist_ok=True)
    before = set(folder.iterdir())
    done = ran(home, "backup", str(folder))
    assert (done.code, done.err) == (0, "")
    (path,) = set(folder.iterdir()) - before
    assert f"Written, and read back: {path}\n" in done.out
    return path


def test_a_backup_is_one_sound_file_for_its_owner(tmp_path: Path) -> None:
    """Its name tells code and day, a second one has a number, neither is overwritten; the log is as it was."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3)
    before = seen(home)
    first = backed_up(home, tmp_path / "stick")
    content = first.read_bytes()
    second = backed_up(home, tmp_path / "stick")
    assert seen(home) == before
    assert first.name.startswith("selfcare-T001-")
    assert second.name == f"{first.stem}-2.sqlite3"
    assert first.read_bytes() == content
    assert check_file(first) == check_file(second) == []
    assert stat.S_IMODE(first.stat().st_mode) == 0o600


def test_a_restored_backup_is_the_log_again(tmp_path: Path) -> None:
    """On a new computer, with nothing there: the same export, to the byte."""
    home, new = loaded(tmp_path / "home", QUICK), tmp_path / "new"
    sore(home, 3, 4)
    path = backed_up(home, tmp_path / "stick")
    done = ran(new, "restore", str(path), "--yes")
    assert (done.code, done.err) == (0, "")
    for one in home, new:
        (tmp_path / one.name / "out").mkdir()
        assert ran(one, "export", "jsonl", "--to", str(one / "out")).code == 0
    (first,), (second,) = (list((one / "out").rglob("facts.jsonl")) for one in (home, new))
    assert first.read_bytes() == second.read_bytes()


def test_a_restore_shows_the_difference_and_drops_nothing_newer(tmp_path: Path) -> None:
    """What is only in the log and only in the backup, with days; without a yes nothing; with it, both are there."""
    home, other = loaded(tmp_path / "home", QUICK), tmp_path / "other"
    ran(other, "restore", str(backed_up(home, tmp_path / "stick")), "--yes")
    sore(home, 3)
    path = backed_up(home, tmp_path / "stick")
    sore(other, 7, 8)
    before = seen(other)
    refused = ran(other, "restore", str(path))
    assert refused.code == 2
    assert "Only in your log: 2 facts of " in refused.out
    assert "Only in the backup: 1 fact of " in refused.out
    assert "--yes" in refused.err
    assert seen(other) == before
    done = ran(other, "restore", str(path), "--yes")
    assert (done.code, done.err) == (0, "")
    assert sorted(scores(other)) == [3, 7, 8]  # type: ignore[type-var]
    again = ran(other, "restore", str(path))
    assert again.code == 0
    assert "holds all that this backup holds" in again.out


@pytest.mark.parametrize(("typed", "after"), [("\r", [7]), ("y\r", [7]), ("yes\r", [3, 7])])
def test_at_a_terminal_a_typed_yes_is_asked(tmp_path: Path, typed: str, after: list[int]) -> None:
    """Anything else leaves the log as it is."""
    home, other = loaded(tmp_path / "home", QUICK), tmp_path / "other"
    ran(other, "restore", str(backed_up(home, tmp_path / "stick")), "--yes")
    sore(home, 3)
    path = backed_up(home, tmp_path / "stick")
    sore(other, 7)
    with Program(other, "restore", str(path)) as program:
        program.hears("Type yes")
        program.types(typed)
        assert program.ends() == 0
        assert ("Nothing was changed" in program.heard) == (after == [7])
    assert sorted(scores(other)) == after  # type: ignore[type-var]


def test_another_patients_backup_is_refused(tmp_path: Path) -> None:
    """Both codes are told, and nothing is mixed."""
    home = loaded(tmp_path / "home", QUICK)
    other = plain(tmp_path / "other")
    (tmp_path / "other.toml").write_text(QUICK.replace("T001", "T002"))
    assert ran(other, "load", str(tmp_path / "other.toml")).code == 0
    path = backed_up(home, tmp_path / "stick")
    before = seen(other)
    done = ran(other, "restore", str(path), "--yes")
    assert done.code == 2
    assert "T001" in done.err
    assert "T002" in done.err
    assert seen(other) == before
    os.truncate(log_file(other), 9000)
    done = ran(other, "restore", str(path), "--yes")
    assert done.code == 2
    assert seen(other)["log.sqlite3"][0] == before["log.sqlite3"][0][:9000]


@pytest.mark.parametrize("how", ["cut", "flipped", "other", "newer", "absent", "folder"])
def test_a_backup_that_is_of_no_use_is_refused(tmp_path: Path, how: str) -> None:
    """Damaged, something else, of a newer selfcare, not there: a sentence, and the log is as it was."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3)
    path = backed_up(home, tmp_path / "stick")
    content = path.read_bytes()
    match how:
        case "cut":
            os.truncate(path, 9000)
        case "flipped":
            path.write_bytes(content.replace(b'"score":3', b'"score":7'))
        case "other":
            path.write_bytes(b"Liebe Anna,\n" * 500)
        case "newer":
            path.write_bytes(content[:60] + (50).to_bytes(4) + content[64:])
        case "absent":
            path.unlink()
        case _:
            path = path.parent
    before = seen(home)
    done = ran(home, "restore", str(path), "--yes")
    assert done.code == (66 if how in ("absent", "folder") else 74)
    assert "Traceback" not in done.err
    assert seen(home) == before


def test_a_damaged_log_is_saved_and_the_next_command_works(tmp_path: Path) -> None:
    """The command that meets it names the way; what can be read goes on, the damaged file is kept, the loss is named."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3)
    content = log_file(home).read_bytes()
    spoiled = content.replace(b'"score":3', b'"score":7')
    assert spoiled != content
    log_file(home).write_bytes(spoiled)
    met = ran(home, "today")
    assert met.code == 74
    assert "selfcare restore" in met.err
    assert ran(home, "backup", str(tmp_path)).code == 74
    assert list(tmp_path.iterdir()) == [home]
    done = ran(home, "restore", "--yes")
    assert (done.code, done.err) == (0, "")
    assert "Lost: 1 fact of " in done.out
    assert check_integrity(home) == []
    assert scores(home) == []
    assert len(kept(home, Loaded)) == 1
    (damaged,) = home.glob("log.damaged-*.sqlite3")
    assert damaged.read_bytes() == spoiled
    assert ran(home, "today").code == 0
    sore(home, 4)
    assert scores(home) == [4]


def test_what_a_damaged_log_lost_comes_from_a_backup(tmp_path: Path) -> None:
    """Both together: what can still be read, and what the backup holds beside it."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3)
    path = backed_up(home, tmp_path / "stick")
    sore(home, 5)
    log_file(home).write_bytes(log_file(home).read_bytes().replace(b'"score":3', b'"score":7'))
    done = ran(home, "restore", str(path), "--yes")
    assert (done.code, done.err) == (0, "")
    assert "Only in the backup: 1 fact of " in done.out
    assert sorted(scores(home)) == [3, 5]  # type: ignore[type-var]


def test_nothing_that_can_be_read_is_no_log(tmp_path: Path) -> None:
    """A stranger's file in the log's place is not replaced by an empty log."""
    home = tmp_path / "home"
    home.mkdir()
    log_file(home).write_bytes(b"Liebe Anna,\n" * 500)
    done = ran(home, "restore", "--yes")
    assert done.code == 74
    assert log_file(home).read_bytes() == b"Liebe Anna,\n" * 500


@pytest.mark.parametrize("words", ["restore", "backup ."])
def test_where_there_is_no_log_nothing_is_made(tmp_path: Path, words: str) -> None:
    """Neither a folder nor a file."""
    assert ran(tmp_path / "home", *words.split()).code == (66 if "backup" in words else 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such device")
def test_a_backup_that_does_not_fit_leaves_nothing(tmp_path: Path) -> None:
    """The stick is full: a sentence, no half of a file, and the log is as it was."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3)
    before = seen(home)
    program = (
        "import resource, sys; from selfcare.__main__ import main; "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000)); sys.exit(main(sys.argv[1:]))"
    )
    (tmp_path / "stick").mkdir()
    done = ran(home, "backup", str(tmp_path / "stick"), python=("-c", program))
    assert done.code == 70
    assert "Traceback" not in done.err
    assert list((tmp_path / "stick").iterdir()) == []
    assert seen(home) == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on a file's size")
@pytest.mark.parametrize("room", [0, 4_096, 20_000, 36_000])
def test_a_log_that_cannot_be_saved_for_want_of_room_stays_as_it_is(tmp_path: Path, room: int) -> None:
    """Wherever the writing breaks off: a sentence, the damaged log is untouched, and with room it is saved after all."""
    home = loaded(tmp_path / "home", QUICK)
    sore(home, 3, 4)
    spoiled = log_file(home).read_bytes().replace(b'"score":3', b'"score":7')
    log_file(home).write_bytes(spoiled)
    program = (
        "import resource, sys; from selfcare.__main__ import main; "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({room}, {room})); sys.exit(main(sys.argv[1:]))"
    )
    done = ran(home, "restore", "--yes", python=("-c", program))
    assert done.code == 70
    assert "Traceback" not in done.err
    assert log_file(home).read_bytes() == spoiled
    assert list(home.glob("log.damaged-*")) == []
    assert ran(home, "restore", "--yes").code == 0
    assert scores(home) == [4]
    assert not (home / "log.rescue").exists()


def test_a_refusal_at_a_terminal_is_broken_between_words(tmp_path: Path) -> None:
    """The command that it names can be read, and typed."""
    home = loaded(tmp_path / "home", QUICK)
    os.truncate(log_file(home), 9000)
    with Program(home, "today") as program:
        assert program.ends() == 74
        lines = program.heard.replace("\r", "").splitlines()
        assert all(len(line) < 80 or str(home) in line for line in lines)
        assert len(lines) > 1
        assert "selfcare restore" in " ".join(lines)
