"""A damaged log: what can be read is saved, nothing is made up, the loss is named, the old file stays."""

from __future__ import annotations

import datetime as dt
import os
import sqlite3  # noqa: TID251 - logs are spoiled here
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from another import another
from log.made import made, seen, session, written
from selfcare.facts import kinds
from selfcare.home.paths import log_file
from selfcare.log.integrity import check_integrity
from selfcare.log.locks import hold_session
from selfcare.log.refusals import NewerLog
from selfcare.log.rescue import Remains, remains, replace_log
from selfcare.log.store import Log
from selfcare.text.errors import HeldBack, LogUnreadable

DAY = dt.date(2026, 3, 14)
BODIES = [
    kinds.TextKept("0" * 64, "quick.toml", "# a long text\n" * 900),
    *session("a", "2026-01-01", sets=30),
    *session("b", "2026-01-02", sets=30),
    *session("c", "2026-01-03", sets=30),
]
FACTS = made(*BODIES, first=600)
PAGE = 4096


def lost(found: Remains) -> int:
    """Return how many facts are named as lost."""
    return sum(found.lost.values()) + sum(found.about.values())


def saved(folder: Path) -> Remains:
    """Save what can be read; the log then is sound and can be written, and the damaged file lies beside it unchanged."""
    damaged = log_file(folder).read_bytes()
    found = remains(folder)
    kept = replace_log(folder, found.facts, DAY)
    assert kept.read_bytes() == damaged
    assert check_integrity(folder) == []
    with Log.open(folder, write=True) as log:
        assert log.facts() == found.facts
        log.append(made(kinds.Back("2026-03-14"), first=1900))
    assert set(found.facts) <= set(FACTS), "nothing is made up"
    return found


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_one_flipped_bit_costs_one_fact_at_the_most(data: st.DataObject) -> None:
    """Wherever it is: in a fact, in what leads to it, in the file's header. What it cost is named."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        content = bytearray(log_file(folder).read_bytes())
        content[data.draw(st.integers(0, len(content) - 1))] ^= 1 << data.draw(st.integers(0, 7))
        log_file(folder).write_bytes(content)
        try:
            found = saved(folder)
        except NewerLog:
            return
        assert len(FACTS) - len(found.facts) == lost(found) <= 1


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_what_lies_before_the_cut_is_saved(data: st.DataObject) -> None:
    """Of a truncated log every fact that lies whole in what is left."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        size = log_file(folder).stat().st_size
        cut = data.draw(st.integers(0, size - 1))
        there = {
            fact
            for fact in FACTS
            if f'"id":"{fact.id}"'.encode() in log_file(folder).read_bytes()[: max(0, cut - 2000)]
        }
        os.truncate(log_file(folder), cut)
        found = saved(folder)
        assert there - {FACTS[0]} <= set(found.facts)
        assert lost(found) <= len(FACTS) - len(found.facts)


@settings(max_examples=settings().max_examples // 4)
@given(st.data())
def test_whatever_was_overwritten_nothing_is_made_up(data: st.DataObject) -> None:
    """Bytes of any kind, in any place."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        written(folder, FACTS)
        with log_file(folder).open("r+b") as file:
            file.seek(data.draw(st.integers(0, log_file(folder).stat().st_size - 1)))
            file.write(data.draw(st.binary(min_size=1, max_size=6000)))
        found = saved(folder)
        assert lost(found) <= len(FACTS)


def test_the_loss_is_named(tmp_path: Path) -> None:
    """A page that is gone: how many facts, of which days, and which sessions are no longer whole. The indexes know."""
    written(tmp_path, FACTS)
    content = log_file(tmp_path).read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    gone = next(number for number, page in enumerate(pages) if page[0] == 13 and page.count(b'"session":"b"') > 3)
    pages[gone] = b"\0" * PAGE
    log_file(tmp_path).write_bytes(b"".join(pages))
    found = saved(tmp_path)
    missing = [fact for fact in FACTS if fact not in found.facts]
    assert len(missing) == lost(found) > 3
    assert found.about == {}
    assert {"2026-01-02"} <= set(found.lost) <= {"2026-01-01", "2026-01-02", "2026-01-03"}
    assert found.sessions == tuple(sorted(found.lost))


def test_where_nothing_tells_the_day_it_is_that_of_the_one_before(tmp_path: Path) -> None:
    """With the indexes gone too, the gap in the numbers still tells how many."""
    written(tmp_path, FACTS)
    content = log_file(tmp_path).read_bytes()
    pages = [content[at : at + PAGE] for at in range(0, len(content), PAGE)]
    gone = next(number for number, page in enumerate(pages) if page[0] == 13 and page.count(b'"session":"b"') > 3)
    for number, page in enumerate(pages):
        if number == gone or page[0] in (2, 10):
            pages[number] = b"\0" * PAGE
    log_file(tmp_path).write_bytes(b"".join(pages))
    found = saved(tmp_path)
    assert found.lost == {}
    assert lost(found) == len(FACTS) - len(found.facts) > 3
    assert set(found.about) == {"2026-01-01"}


def test_what_is_only_in_the_wal_is_saved(tmp_path: Path) -> None:
    """A writer died before its facts came home, and then the disk lost the file's beginning."""
    written(tmp_path, FACTS[:1])
    program = """if True:
        import sys
        from pathlib import Path
        from log.test_rescue import FACTS
        from selfcare.log.store import Log
        log = Log.open(Path(sys.argv[1]), write=True)
        log.append(FACTS[1:])
        print("wrote", flush=True)
        sys.stdin.readline()
    """
    with another(program, str(tmp_path)) as it:
        assert it.hear() == "wrote"
        it.kill()
    with log_file(tmp_path).open("r+b") as file:
        file.write(b"\0" * PAGE)
    assert seen(tmp_path)["log.sqlite3-wal"][0]
    found = saved(tmp_path)
    assert found.facts == FACTS
    assert {"log.damaged-2026-03-14.sqlite3", "log.damaged-2026-03-14.sqlite3-wal"} <= {*seen(tmp_path)}


def test_a_log_of_an_older_layout_is_saved_too(tmp_path: Path) -> None:
    """It has no sums; what stands beside each fact must agree with it."""
    written(tmp_path, FACTS)
    with closing(sqlite3.connect(log_file(tmp_path), isolation_level=None)) as connection:
        connection.execute("ALTER TABLE facts DROP COLUMN sum")
        connection.execute("PRAGMA user_version = 2")
    with log_file(tmp_path).open("r+b") as file:
        file.write(b"\0" * 100)
    assert saved(tmp_path).facts == FACTS


def test_what_a_newer_selfcare_wrote_is_left_alone(tmp_path: Path) -> None:
    """Its facts may mean what this one does not know."""
    written(tmp_path, FACTS)
    text = '{"at":1,"format":2,"id":"b","offset":0,"patient":"P","zone":null,"kind":"sung"}'
    from selfcare.log.sums import sum_of

    with closing(sqlite3.connect(log_file(tmp_path), isolation_level=None)) as connection:
        connection.execute("INSERT INTO facts VALUES ('b', 1, 'P', 'sung', NULL, NULL, ?, ?)", (text, sum_of(text)))
    before = seen(tmp_path)
    with pytest.raises(NewerLog):
        remains(tmp_path)
    assert seen(tmp_path) == before


def test_a_rescue_that_was_cut_off_is_begun_anew(tmp_path: Path) -> None:
    """Also between the moving of the WAL and the new log: what was laid aside is read again."""
    written(tmp_path, FACTS[:50])
    other = tmp_path / "other"
    written(other, FACTS)
    log_file(other).rename(tmp_path / "log.damaged-2026-03-13.sqlite3")
    (tmp_path / "log.rescue").mkdir()
    (tmp_path / "log.rescue" / "log.sqlite3").write_bytes(b"half")
    with log_file(tmp_path).open("r+b") as file:
        file.write(b"\0" * PAGE)
    assert saved(tmp_path).facts == FACTS
    assert not (tmp_path / "log.rescue").exists()


def test_nobody_else_is_in_the_middle_of_something(tmp_path: Path) -> None:
    """A session that plays would go on writing into the old file: the rescue waits for its end."""
    written(tmp_path, FACTS)
    before = seen(tmp_path)
    with hold_session(tmp_path), pytest.raises(HeldBack):
        replace_log(tmp_path, FACTS, DAY)
    assert seen(tmp_path) == before


def test_two_rescues_keep_both_files(tmp_path: Path) -> None:
    """Of one day: the second has a number."""
    for number in range(2):
        written(tmp_path, FACTS)
        os.truncate(log_file(tmp_path), 9000 + number)
        with pytest.raises(LogUnreadable):
            Log.open(tmp_path, write=False)
        replace_log(tmp_path, remains(tmp_path).facts, DAY)
    assert {"log.damaged-2026-03-14.sqlite3", "log.damaged-2026-03-14-2.sqlite3"} <= {*seen(tmp_path)}
