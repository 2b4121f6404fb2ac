from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from another import another
from log.made import made, session, written
from selfcare.facts import kinds
from selfcare.home.paths import log_file
from selfcare.log.locks import WriterLock, hold_session
from selfcare.log.store import Log
from selfcare.text.errors import HeldBack, OurFault

if TYPE_CHECKING:
    from pathlib import Path

PLAYS = """if True:
    import sys
    from pathlib import Path
    from selfcare.log.locks import hold_session
    with hold_session(Path(sys.argv[1])):
        print("plays", flush=True)
        sys.stdin.readline()
    print("done", flush=True)
    sys.stdin.readline()
"""

WRITES = """if True:
    import sys
    from pathlib import Path
    from log.made import made
    from selfcare.facts import kinds
    from selfcare.log.store import Log
    folder, first, count = Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])
    with Log.open(folder, write=True) as log:
        print("open", flush=True)
        sys.stdin.readline()
        for number in range(first, first + count):
            log.append(made(kinds.Back("2026-01-01"), first=number))
        print("wrote", flush=True)
        sys.stdin.readline()
"""


def test_one_session_at_a_time(tmp_path: Path) -> None:
    """While a session plays no other begins, in this process or another; when it has ended the next may."""
    with another(PLAYS, str(tmp_path)) as it:
        assert it.hear() == "plays"
        with pytest.raises(HeldBack, match="already playing in another window") as caught, hold_session(tmp_path):
            pass
        assert caught.value.exit_code == 69
        it.say("stop")
        assert it.hear() == "done"
        with hold_session(tmp_path), pytest.raises(HeldBack), hold_session(tmp_path):
            pass
    with hold_session(tmp_path):
        pass


def test_a_session_that_was_killed_holds_nothing(tmp_path: Path) -> None:
    """The kernel frees its lock."""
    with another(PLAYS, str(tmp_path)) as it:
        assert it.hear() == "plays"
        it.kill()
        with hold_session(tmp_path):
            pass


def test_a_session_can_be_read_and_written_while_it_plays(tmp_path: Path) -> None:
    """Its lock is its own: `sore` in another window still finds the log."""
    with hold_session(tmp_path):
        written(tmp_path, made(kinds.Back("2026-01-01")))


def test_a_second_writer_waits(tmp_path: Path) -> None:
    """While one writes, what another appends is not there; it is as soon as the first lets go, and nothing is lost."""
    with another(WRITES, str(tmp_path), "0", "1") as it:
        assert it.hear() == "open"
        lock = WriterLock(tmp_path)
        with lock.held():
            it.say("go")
            with Log.open(tmp_path, write=False) as log:
                assert log.facts() == []
        assert it.hear() == "wrote"
        lock.close()
        with Log.open(tmp_path, write=False) as log:
            assert log.facts() == made(kinds.Back("2026-01-01"))


def test_nobody_waits_for_ever(tmp_path: Path) -> None:
    """After its time a writer gives up with a sentence."""
    first, second = WriterLock(tmp_path), WriterLock(tmp_path, wait_ms=40)
    with first.held(), pytest.raises(OurFault, match="Another selfcare has been writing"), second.held():
        pass
    with second.held():
        pass
    first.close()
    second.close()


def test_many_writers_lose_nothing(tmp_path: Path) -> None:
    """Four windows write at once, and a reader looks on all the while: every commit is kept, and seen in order."""
    with (
        another(WRITES, str(tmp_path), "0", "25") as one,
        another(WRITES, str(tmp_path), "25", "25") as two,
        another(WRITES, str(tmp_path), "50", "25") as three,
        another(WRITES, str(tmp_path), "75", "25") as four,
        Log.open(tmp_path, write=True) as mine,
    ):
        writers = (one, two, three, four)
        for writer in writers:
            assert writer.hear() == "open"
        for writer in writers:
            writer.say("go")
        with Log.open(tmp_path, write=False) as log:
            counts = [len(log.facts()) for _ in range(50)]
        assert counts == sorted(counts)
        mine.append(made(kinds.Back("2026-01-01"), first=100))
        assert [writer.hear() for writer in writers] == ["wrote"] * 4
    with Log.open(tmp_path, write=False) as log:
        assert log.facts() == made(*[kinds.Back("2026-01-01")] * 101)


def test_what_was_appended_survives_a_kill(tmp_path: Path) -> None:
    """A fact is on the disk when `append` returns: the writer's death takes nothing back, for readers and writers."""
    facts = made(*[kinds.Back("2026-01-01")] * 3)
    with another(WRITES, str(tmp_path), "0", "3") as it:
        assert it.hear() == "open"
        it.say("go")
        assert it.hear() == "wrote"
        it.kill()
        for write in (False, True):
            with Log.open(tmp_path, write=write) as log:
                assert log.facts() == facts


def test_half_a_commit_is_taken_back_where_wal_cannot_be_had(tmp_path: Path) -> None:
    """On a network home the journal is another; who died in the middle of a commit leaves the facts before it."""
    facts = made(*session("a", "2026-01-01", sets=200))
    written(tmp_path, facts)
    program = """if True:
        import os, sqlite3, sys
        connection = sqlite3.connect(sys.argv[1], isolation_level=None)
        connection.execute("PRAGMA journal_mode = TRUNCATE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN")
        connection.execute("UPDATE facts SET json = 'spoiled' || json")
        print("half", flush=True)
        os._exit(1)
    """
    with another(program, str(log_file(tmp_path))) as it:
        assert it.hear() == "half"
        it.process.wait()
    assert log_file(tmp_path).with_name("log.sqlite3-journal").stat().st_size
    with Log.open(tmp_path, write=False) as log:
        assert log.facts() == facts
