from __future__ import annotations

import os
import stat
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from another import another
from log.made import made, seen, session, written
from selfcare.facts import kinds
from selfcare.facts.codec import to_json
from selfcare.facts.kinds import Corrected, Fact
from selfcare.log.selection import Near
from selfcare.log.store import Log
from selfcare.text.errors import LogUnreadable, OurFault, UsageRefused
from strategies import facts as any_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

DAY = "2026-01-0{}"


def in_order(facts: list[Fact]) -> list[Fact]:
    """Return the facts in export order."""
    return sorted(facts, key=lambda fact: (fact.at, fact.id))


@given(st.lists(st.lists(any_facts(), max_size=5), max_size=4))
def test_what_was_appended_is_read(batches: list[list[Fact]]) -> None:
    """Every fact comes back equal, in the order of (recorded-at, id), and its line is its canonical text."""
    facts = in_order([fact for batch in batches for fact in batch])
    with TemporaryDirectory() as name:
        with Log.open(Path(name), write=True) as log:
            for batch in batches:
                log.append(batch)
            assert log.facts() == facts
        with Log.open(Path(name), write=False) as log:
            assert log.facts() == facts
            assert list(log.lines()) == [to_json(fact) for fact in facts]


def test_reading_an_absent_log_makes_nothing(tmp_path: Path) -> None:
    """There are no facts yet, and afterwards there is still no folder."""
    folder = tmp_path / "selfcare"
    with Log.open(folder, write=False) as log:
        assert (log.facts(), near(log, ("2026-01-01", "2026-12-31")), list(log.lines())) == ([], [], [])
        assert (log.owner(), log.first_day(), log.latest_session("P", frozenset())) == (None, None, None)
        assert log.entry_moments("P") == ([], [])
    assert not folder.exists()
    folder.mkdir()
    Log.open(folder, write=False).close()
    assert list(folder.iterdir()) == []


def test_reading_does_not_write(tmp_path: Path) -> None:
    """The file keeps its bytes and its time; a log opened to be read refuses to be written."""
    facts = made(*session("a", DAY.format(1)))
    written(tmp_path, facts)
    before = seen(tmp_path)["log.sqlite3"]
    with Log.open(tmp_path, write=False) as log:
        assert log.facts() == facts
        with pytest.raises(OurFault):
            log.append(facts)
    assert seen(tmp_path)["log.sqlite3"] == before


def test_all_is_for_its_owner_alone(tmp_path: Path) -> None:
    """The folder is 0700 and every file in it 0600 while the log is open and after, whatever the umask."""
    folder = tmp_path / "new"
    before = os.umask(0)
    try:
        with Log.open(folder, write=True) as log:
            log.append(made(*session("a", DAY.format(1))))
            modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir()}
            assert modes == dict.fromkeys(["log.lock", "log.sqlite3", "log.sqlite3-shm", "log.sqlite3-wal"], 0o600)
    finally:
        os.umask(before)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {path.name for path in folder.iterdir()} == {"log.lock", "log.sqlite3"}


def test_the_same_fact_again_changes_nothing(tmp_path: Path) -> None:
    """A fact that is there already is no second one."""
    facts = made(*session("a", DAY.format(1)))
    with Log.open(tmp_path, write=True) as log:
        log.append(facts)
        log.append([*facts[:2], *facts])
        assert log.facts() == facts


def test_one_id_has_one_content(tmp_path: Path) -> None:
    """The same id with other content refuses the whole batch; nothing of it is kept, and the log can go on."""
    first, second, third = made(kinds.Back(DAY.format(1)), kinds.Back(DAY.format(2)), kinds.Back(DAY.format(3)))
    with Log.open(tmp_path, write=True) as log:
        log.append([first])
        with pytest.raises(LogUnreadable, match="other content"):
            log.append([second, first._replace(patient="P-18"), third])
        assert log.facts() == [first]
        log.append([second])
        assert log.facts() == [first, second]


@given(st.lists(any_facts(), max_size=8, unique_by=lambda fact: fact.id), st.data())
def test_merging_is_the_same_in_any_order_and_any_number_of_times(facts: list[Fact], data: st.DataObject) -> None:
    """Whatever a log holds already, however often and in whatever order: it ends with the same lines, and counts them."""
    facts = [fact._replace(patient="P-17") for fact in facts]
    with TemporaryDirectory() as name, Log.open(Path(name), write=True) as log:
        there = data.draw(st.sets(st.sampled_from(facts))) if facts else set()
        log.append([fact for fact in facts if fact in there])
        shuffled = data.draw(st.permutations(facts))
        assert log.merge(iter(shuffled)) == (len(facts) - len(there), len(there))
        assert log.merge(iter(shuffled)) == (0, len(facts))
        assert list(log.lines()) == [to_json(fact) for fact in in_order(facts)]


def test_merging_takes_all_or_none(tmp_path: Path) -> None:
    """Another patient's fact, an id with other content, or a fact that cannot be read: nothing of the rest stays."""
    first, second, third = made(kinds.Back(DAY.format(1)), kinds.Back(DAY.format(2)), kinds.Back(DAY.format(3)))

    def broken() -> Iterator[Fact]:
        yield second
        raise LogUnreadable("The file ends here.")

    with Log.open(tmp_path, write=True) as log:
        with pytest.raises(UsageRefused, match=r"P-18.*P-17"):
            log.merge([first, second._replace(patient="P-18")])
        assert log.facts() == []
        log.append([first])
        for bad in ([second._replace(patient="P-18")], [second, first._replace(offset=0)], broken()):
            with pytest.raises((UsageRefused, LogUnreadable)):
                log.merge(bad)
            assert log.facts() == [first]
        assert log.merge([third, second, first]) == (2, 1)
        assert log.facts() == [first, second, third]


@pytest.mark.parametrize(
    "body",
    [
        kinds.Back("yesterday"),
        kinds.NeedledAt(-1, "hip"),
        kinds.Note(DAY.format(1), "half a character: \ud83d"),
        Corrected("a", Corrected("b", None)),
        kinds.Confirmed("s", "all", ["calf"]),  # type: ignore[arg-type]
    ],
)
def test_what_could_not_be_read_back_is_not_written(tmp_path: Path, body: kinds.Body) -> None:
    """A mistake of ours must not make the log unreadable: it is refused before it is in."""
    good, bad = made(kinds.Back(DAY.format(1)), body)
    with Log.open(tmp_path, write=True) as log:
        with pytest.raises(OurFault, match="nothing was written"):
            log.append([good, bad])
        assert log.facts() == []


def near(log: Log, *days: tuple[str, str], moments: tuple[tuple[int, int], ...] = ()) -> list[Fact]:
    """Return in order what is read near some days or moments, with all that stands."""
    facts = (*log.standing(), *log.near(Near(days, moments)))
    return in_order(list({fact.id: fact for fact in facts}.values()))


def test_near_a_day_are_whole_sessions_and_their_corrections(tmp_path: Path) -> None:
    """A session is there whole or not at all; what stands is always there, and so is what a correction replaces."""
    old = made(*session("old", DAY.format(1)), first=0)
    new = made(*session("new", DAY.format(5)), first=100)
    moved = made(*session("moved", DAY.format(2)), first=200)
    rated = made(*session("rated", DAY.format(3)), first=300)
    text, now, away, *corrections = loose = made(
        kinds.TextKept("0" * 64, "calves", "..."),
        kinds.Rated("soreness", "now", DAY.format(1), 4, "calf"),
        kinds.Away(DAY.format(1), DAY.format(2)),
        Corrected(old[2].id, None),
        Corrected(old[3].id, old[3].body._replace(held=7)),  # type: ignore[call-arg, arg-type]
        Corrected(new[3].id, new[3].body._replace(held=9)),  # type: ignore[call-arg, arg-type]
        Corrected(moved[1].id, kinds.SessionBegun("moved", DAY.format(6), "0" * 64, "full", ())),
        first=400,
    )
    alone = [old[2], old[3], new[3], moved[1]]
    morning = made(kinds.Rated("soreness", "morning", DAY.format(4), 2, "calf", session="rated"), first=500)
    with Log.open(tmp_path, write=True) as log:
        log.append([*morning, *loose, *rated, *moved, *new, *old])
        stands = [text, away, *corrections]
        assert near(log, (DAY.format(1), DAY.format(9))) == log.facts()
        assert near(log) == in_order([*alone, *stands])
        last = DAY.format(9)
        assert near(log, (DAY.format(4), last)) == in_order([*old[2:4], *new, *moved, *rated, *stands, *morning])
        assert near(log, (DAY.format(5), last)) == in_order([*old[2:4], *new, *moved, *stands])
        assert near(log, (DAY.format(6), last)) == in_order([*old[2:4], new[3], *moved, *stands])
        assert near(log, (DAY.format(1), DAY.format(1))) == in_order([*old, new[3], moved[1], now, *stands])
        assert near(log, moments=((new[0].at, new[0].at),)) == in_order([*old[2:4], *new, moved[1], *stands])
        # Of "moved" the beginning was corrected, of the others a set: these are counted anew.
        assert log.corrected_sessions(log.standing()) == {"moved", "new", "old"}
        assert log.first_day() == DAY.format(1)
        assert log.latest_session("P-17", frozenset()) == "rated"
        assert log.latest_session("P-17", frozenset({"rated"})) == "moved"
        assert log.latest_session("P-18", frozenset()) is None


def test_whose_log_it_is(tmp_path: Path) -> None:
    """The patient's for whom a routine was loaded first; before any loading, of whom the first fact is."""
    with Log.open(tmp_path, write=True) as log:
        assert log.owner() is None
        first, second, third = made(kinds.Back(DAY.format(1)), kinds.Loaded("0" * 64), kinds.Loaded("0" * 64))
        log.append([first._replace(patient="first"), third._replace(patient="third")])
        assert log.owner() == "third"
        log.append([second._replace(patient="second")])
        assert log.owner() == "second"


def test_lines_are_read_one_by_one(tmp_path: Path) -> None:
    """The memory that an export takes does not grow with the log: its peak is the same for ten times the facts."""
    program = """if True:
        import sys, tracemalloc
        from pathlib import Path
        from selfcare.log.store import Log
        with Log.open(Path(sys.argv[1]), write=False) as log:
            tracemalloc.start()
            print(sum(1 for _ in log.lines()), tracemalloc.get_traced_memory()[1])
    """
    peaks = []
    for count in (500, 5000):
        written(tmp_path / str(count), made(*[kinds.Back(DAY.format(1))] * count))
        with another(program, str(tmp_path / str(count))) as it:
            number, peak = map(int, it.hear().split())
        assert number == count
        peaks.append(peak)
    assert peaks[1] < peaks[0] + 20_000


def test_a_closed_log_can_be_closed_again(tmp_path: Path) -> None:
    """Closing is done once; leaving `with` after it does nothing."""
    with Log.open(tmp_path, write=True) as log:
        log.append(made(kinds.Back(DAY.format(1))))
        log.close()
        log.close()
