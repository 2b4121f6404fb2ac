from __future__ import annotations

import os
import sqlite3  # noqa: TID251 - a stranger's files are made here, and ours are spoiled
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from another import BOUND, another
from log.made import made, seen, session, written
from selfcare.facts import kinds
from selfcare.home.paths import log_file
from selfcare.log.integrity import check_integrity
from selfcare.log.layout import APPLICATION_ID
from selfcare.log.selection import Near
from selfcare.log.store import Log
from selfcare.log.sums import sum_of
from selfcare.log.upgrades import UPGRADES
from selfcare.text.errors import LogUnreadable, OurFault, SelfcareError

FACTS = made(*session("a", "2026-01-01", sets=60))


def changed(folder: Path, *statements: str) -> None:
    """Change a log behind selfcare's back."""
    with closing(sqlite3.connect(log_file(folder), isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def refused(folder: Path, why: str) -> None:
    """See the log refused, to read and to write, with exit code 74, and every byte and time left as it was."""
    before = seen(folder)
    for write in (False, True):
        with pytest.raises(LogUnreadable, match=why) as caught, Log.open(folder, write=write) as log:
            log.facts()
        assert caught.value.exit_code == 74
        assert "left as it is" in caught.value.sentence or "left as it was" in caught.value.sentence
    assert check_integrity(folder) == [caught.value.sentence]
    assert seen(folder) == before


def test_a_newer_layout_is_refused(tmp_path: Path) -> None:
    """A log that a later selfcare has brought up to date waits for that one."""
    written(tmp_path, FACTS)
    changed(tmp_path, f"PRAGMA user_version = {len(UPGRADES) + 2}")
    refused(tmp_path, "newer selfcare")


def test_a_newer_layout_that_is_only_in_the_wal_is_refused(tmp_path: Path) -> None:
    """A later selfcare may have died before it could bring its changes home."""
    written(tmp_path, FACTS)
    program = """if True:
        import os, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA user_version = 99")
        print("done", flush=True)
        os._exit(1)
    """
    with another(program, str(log_file(tmp_path))) as it:
        assert it.hear() == "done"
        it.process.wait()
    assert seen(tmp_path)["log.sqlite3-wal"][0]
    refused(tmp_path, "newer selfcare")


@pytest.mark.parametrize(
    "json", ['{"format":2}', '{"at":1,"format":1,"id":"b","offset":0,"patient":"P","zone":null,"kind":"sung"}', "no"]
)
def test_a_fact_that_is_not_known_is_refused(tmp_path: Path, json: str) -> None:
    """A newer fact format, or a kind of fact that this selfcare does not know, refuses the whole log."""
    written(tmp_path, FACTS)
    changed(tmp_path, f"INSERT INTO facts VALUES ('b', 1, 'P', 'sung', NULL, NULL, '{json}', {sum_of(json)})")  # noqa: S608 - ours
    refused(tmp_path, "cannot read")


def foreign(path: Path, *statements: str) -> None:
    """Make a database of another program."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in ("CREATE TABLE songs (title TEXT)", *statements):
            connection.execute(statement)


def test_a_strangers_file_is_refused(tmp_path: Path) -> None:
    """Another program's database, text, zeroes and an empty file are no logs; nothing is put in or beside them."""
    for number, content in enumerate([b"", b"x", b"SQLite format 3\0", b"\0" * 5000, b"Liebe Anna,\n" * 500]):
        folder = tmp_path / str(number)
        folder.mkdir()
        log_file(folder).write_bytes(content)
        refused(folder, "no log of selfcare")
        assert {path.name for path in folder.iterdir()} <= {"log.sqlite3", "log.lock"}
    for name, statements in {
        "plain": ["PRAGMA user_version = 1"],
        "wal": ["PRAGMA journal_mode = WAL", "PRAGMA user_version = 1"],
        "other": ["PRAGMA application_id = 7"],
    }.items():
        folder = tmp_path / name
        folder.mkdir()
        foreign(log_file(folder), *statements)
        refused(folder, "no log of selfcare")
        assert {path.name for path in folder.iterdir()} <= {"log.sqlite3", "log.lock"}


def test_our_mark_on_a_strangers_tables_is_refused(tmp_path: Path) -> None:
    """The mark alone makes no log."""
    foreign(log_file(tmp_path), f"PRAGMA application_id = {APPLICATION_ID}", "PRAGMA user_version = 1")
    refused(tmp_path, "no log of selfcare")
    changed(tmp_path, "PRAGMA user_version = 0")
    refused(tmp_path, "no log of selfcare")


@given(st.data())
def test_a_truncated_log_is_refused(data: st.DataObject) -> None:
    """Cut short anywhere, a log is refused: SQLite alone would read zeroes for what is missing."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        size = log_file(folder).stat().st_size
        os.truncate(log_file(folder), data.draw(st.integers(0, size - 1)))
        refused(folder, "damaged|no log of selfcare")


@given(st.data())
def test_a_spoiled_log_never_gives_a_traceback(data: st.DataObject) -> None:
    """Whatever bytes are overwritten: facts, or a sentence with its exit code."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        with log_file(folder).open("r+b") as file:
            file.seek(data.draw(st.integers(0, log_file(folder).stat().st_size - 1)))
            file.write(data.draw(st.binary(min_size=1, max_size=200)))
        assert isinstance(check_integrity(folder), list)
        for write in (False, True):
            try:
                with Log.open(folder, write=write) as log:
                    log.facts()
                    log.standing()
                    log.near(Near(days=(("2026-01-01", "9999-12-31"),)))
                    list(log.lines())
                    if write:
                        log.append(made(kinds.Back("2026-01-02"), first=900))
            except SelfcareError as error:
                code = error.exit_code
            else:
                code = 0
            assert code in {0, 70, 74}


@given(st.data())
def test_a_flipped_bit_is_found(data: st.DataObject) -> None:
    """One bit that flips, wherever: the facts are as they were, or the check of the log tells that something is wrong.

    SQLite itself keeps no sums, and would read one score in the place of another.
    """
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        content = bytearray(log_file(folder).read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        log_file(folder).write_bytes(content)
        if not check_integrity(folder):
            with Log.open(folder, write=False) as log:
                assert log.facts() == FACTS


def test_another_score_in_the_place_of_a_score_is_refused(tmp_path: Path) -> None:
    """It would be as good a fact as the true one, but for its check sum: no command takes it for true."""
    (rating,) = made(kinds.Rated("soreness", "now", "2026-01-01", 3, "calf"))
    written(tmp_path, [rating])
    content = log_file(tmp_path).read_bytes()
    assert content.count(b'"score":3') == 1
    log_file(tmp_path).write_bytes(content.replace(b'"score":3', b'"score":7'))
    refused(tmp_path, "a fact in it is not as it was written")


def test_a_folder_that_cannot_be_had_gives_a_sentence(tmp_path: Path) -> None:
    """It names the place and how to mend it, with exit code 70."""
    (tmp_path / "file").write_bytes(b"")
    for folder in (tmp_path / "file", tmp_path / "file" / "below"):
        with pytest.raises(OurFault, match=r"file.*SELFCARE_HOME") as caught:
            Log.open(folder, write=True)
        assert caught.value.exit_code == 70
    folder = tmp_path / "folder"
    log_file(folder).mkdir(parents=True)
    for write in (False, True):
        with pytest.raises(OurFault, match="a folder of that name is in the way"):
            Log.open(folder, write=write)


def test_a_folder_that_may_only_be_read_can_be_read(tmp_path: Path) -> None:
    """A backup on a disk that cannot be written is read as it is; writing into it gives a sentence."""
    written(tmp_path, FACTS)
    program = """if True:
        import sys
        from pathlib import Path
        from log.made import made, session
        from selfcare.log.store import Log
        from selfcare.text.errors import SelfcareError
        with Log.open(Path(sys.argv[1]), write=False) as log:
            print(log.facts() == made(*session("a", "2026-01-01", sets=60)), flush=True)
        sys.stdin.readline()
        try:
            Log.open(Path(sys.argv[1]), write=True)
        except SelfcareError as error:
            print(error.exit_code, error.sentence, flush=True)
    """
    tmp_path.chmod(0o500)
    try:
        with another(program, str(tmp_path), before=BOUND) as it:
            assert it.hear() == "True"
            log_file(tmp_path).chmod(0o400)
            it.say("go on")
            refused = it.hear()
    finally:
        tmp_path.chmod(0o700)
    assert refused.startswith("70 ")
    assert "no permission" in refused


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit on a file's size")
def test_a_disk_that_takes_no_more_gives_a_sentence(tmp_path: Path) -> None:
    """What was committed before stays, what did not fit is not there, and the log goes on when there is room."""
    program = """if True:
        import resource, sys
        from pathlib import Path
        from log.made import made
        from selfcare.facts import kinds
        from selfcare.log.store import Log
        from selfcare.text.errors import SelfcareError
        with Log.open(Path(sys.argv[1]), write=True) as log:
            resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, resource.RLIM_INFINITY))
            done = 0
            try:
                while True:
                    log.append(made(kinds.Note("2026-01-01", "x" * 20_000), first=done))
                    done += 1
            except SelfcareError as error:
                print(error.exit_code, done, error.sentence, flush=True)
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
            log.append(made(kinds.Note("2026-01-01", "room again"), first=done))
    """
    with another(program, str(tmp_path)) as it:
        code, done, sentence = it.hear().split(" ", 2)
        assert it.process.wait() == 0
    assert code == "70"
    assert sentence.startswith("Cannot write ")
    with Log.open(tmp_path, write=False) as log:
        assert len(log.facts()) == int(done) + 1 > 1


def test_a_sound_log_has_nothing_to_report(tmp_path: Path) -> None:
    """Neither has one that is not there, and looking for it makes nothing."""
    assert check_integrity(tmp_path / "absent") == []
    assert not (tmp_path / "absent").exists()
    written(tmp_path, FACTS)
    assert check_integrity(tmp_path) == []


def test_a_fact_filed_wrongly_is_reported(tmp_path: Path) -> None:
    """What stands beside a fact for look-up is held against the fact itself."""
    written(tmp_path, FACTS)
    changed(tmp_path, "UPDATE facts SET day = '2026-01-02' WHERE id LIKE '%1'")
    reports = check_integrity(tmp_path)
    assert reports
    assert all(FACTS[1].id[:30] in report and "other words" in report for report in reports)
