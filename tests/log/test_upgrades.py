from __future__ import annotations

import re
import sqlite3  # noqa: TID251 - an upgrade is handed a connection, and the backup is looked at from outside
import stat
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from log.made import made, seen, session, written
from selfcare.facts import kinds
from selfcare.home.paths import log_file
from selfcare.log.selection import Near
from selfcare.log.store import Log
from selfcare.log.upgrades import UPGRADES
from selfcare.text.errors import LogUnreadable, OurFault

if TYPE_CHECKING:
    from pathlib import Path

FACTS = made(*session("a", "2026-01-01"))
NOW = len(UPGRADES) + 1
"""The version of a log of today."""

FIRST_LAYOUT = """
    DROP INDEX facts_by_day;
    DROP INDEX facts_that_stand;
    DROP INDEX answers_with_yes;
    DROP INDEX sessions_as_entries;
    DROP INDEX facts_but_sets;
    CREATE INDEX facts_by_day ON facts (day, session) WHERE day IS NOT NULL AND session IS NOT NULL;
    ALTER TABLE facts DROP COLUMN sum;
    DROP TABLE recounts;
    PRAGMA user_version = 1;
"""
"""What makes a log of today one of version 1."""


def add_moods(connection: sqlite3.Connection) -> None:
    """Be the first upgrade that there might be."""
    connection.execute("CREATE TABLE moods (fact TEXT) STRICT")


def count_facts(connection: sqlite3.Connection) -> None:
    """Be the second, which builds on the first."""
    connection.execute("INSERT INTO moods SELECT id FROM facts")


def break_off(connection: sqlite3.Connection) -> None:
    """Be one that goes wrong in its middle."""
    connection.execute("DROP TABLE facts")
    connection.execute("SELECT nothing")


def version(path: Path) -> tuple[int, int]:
    """Return the version that a file tells, and how many facts are in it."""
    with closing(sqlite3.connect(path)) as connection:
        (number,) = connection.execute("PRAGMA user_version").fetchone()
        (count,) = connection.execute("SELECT count(*) FROM facts").fetchone()
    return number, count


def test_an_older_log_is_brought_up_to_date(tmp_path: Path) -> None:
    """Every step is taken once, in order; the facts stay; a backup of the log as it was lies beside it, 0600."""
    written(tmp_path, FACTS)
    for _ in range(2):
        with Log.open(tmp_path, write=True, upgrades=(*UPGRADES, add_moods, count_facts)) as log:
            log.append(FACTS)
            assert log.facts() == FACTS
    assert version(log_file(tmp_path)) == (NOW + 2, len(FACTS))
    with closing(sqlite3.connect(log_file(tmp_path))) as connection:
        assert connection.execute("SELECT count(*) FROM moods").fetchone() == (len(FACTS),)
    backup = tmp_path / f"log.before-upgrade-{NOW + 2}.sqlite3"
    assert version(backup) == (NOW, len(FACTS))
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {"log.lock", "log.sqlite3", backup.name}


def test_the_backup_is_a_log(tmp_path: Path) -> None:
    """Put into its place again, the older selfcare goes on with it."""
    written(tmp_path, FACTS)
    Log.open(tmp_path, write=True, upgrades=(*UPGRADES, add_moods)).close()
    with pytest.raises(LogUnreadable, match="newer selfcare"):
        Log.open(tmp_path, write=True)
    (tmp_path / f"log.before-upgrade-{NOW + 1}.sqlite3").replace(log_file(tmp_path))
    with Log.open(tmp_path, write=True) as log:
        log.append(made(kinds.Back("2026-01-02"), first=100))
        assert log.facts() == FACTS + made(kinds.Back("2026-01-02"), first=100)


def test_an_upgrade_is_whole_or_not_at_all(tmp_path: Path) -> None:
    """One that goes wrong gives a sentence, and the log is as it was; the next try begins where the first began."""
    written(tmp_path, FACTS)
    with pytest.raises(OurFault, match="nothing"):
        Log.open(tmp_path, write=True, upgrades=(*UPGRADES, add_moods, break_off))
    with Log.open(tmp_path, write=True) as log:
        assert log.facts() == FACTS
    with Log.open(tmp_path, write=True, upgrades=(*UPGRADES, add_moods, count_facts)) as log:
        assert log.facts() == FACTS


def test_reading_an_older_log_leaves_it_old(tmp_path: Path) -> None:
    """Who only reads sees it brought up to date; on the disk nothing changes."""
    written(tmp_path, FACTS)
    before = seen(tmp_path)["log.sqlite3"]
    with Log.open(tmp_path, write=False, upgrades=(*UPGRADES, add_moods, count_facts)) as log:
        assert log.facts() == FACTS
    assert seen(tmp_path)["log.sqlite3"] == before
    assert not (tmp_path / f"log.before-upgrade-{NOW + 2}.sqlite3").exists()


def test_a_new_log_is_of_today(tmp_path: Path) -> None:
    """It is made in its latest layout and needs no step, so no backup."""
    Log.open(tmp_path, write=True, upgrades=(*UPGRADES, break_off)).close()
    assert version(log_file(tmp_path)) == (NOW + 1, 0)
    assert {path.name for path in tmp_path.iterdir()} == {"log.lock", "log.sqlite3"}


def shape(path: Path) -> list[tuple[str, ...]]:
    """Return what a log is made of, in SQLite's words, blanks apart."""
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY name").fetchall()
    return [tuple(" ".join(re.sub(r"([,)])", r" \1 ", word).split()) for word in row) for row in found]


def test_an_upgraded_log_is_as_a_new_one(tmp_path: Path) -> None:
    """One of version 1 gets the very table and indexes that a new one has; read only, it answers the same before."""
    new, old = tmp_path / "new", tmp_path / "old"
    written(new, FACTS)
    written(old, FACTS)
    with closing(sqlite3.connect(log_file(old))) as connection:
        connection.executescript(FIRST_LAYOUT)
    assert version(log_file(old)) == (1, len(FACTS))
    with Log.open(old, write=False) as log:
        assert log.near(Near((("2026-01-01", "2026-01-01"),))) == FACTS
        assert log.entry_moments(FACTS[0].patient).all == [FACTS[1].at]
    assert version(log_file(old)) == (1, len(FACTS))
    Log.open(old, write=True).close()
    assert version(log_file(old)) == (NOW, len(FACTS))
    assert shape(log_file(old)) == shape(log_file(new))
