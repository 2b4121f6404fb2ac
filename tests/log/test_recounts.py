"""What is counted of a session's sets and kept is what its facts say: whatever was written, corrected, imported or damaged."""

from __future__ import annotations

import sqlite3  # noqa: TID251 - the cache is looked at from outside, thrown away and damaged
from contextlib import closing
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from log.lives import lives
from log.made import in_memory, made, session, written
from selfcare.facts import kinds
from selfcare.facts.history import History
from selfcare.facts.kinds import Corrected, SetBegun, SetEnd, SetEnded
from selfcare.facts.recount import sessions
from selfcare.home.paths import log_file
from selfcare.log.past import Past
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

    from adherence.worlds import World
    from selfcare.facts.kinds import Body, Fact
    from selfcare.facts.recount import Session

ENDS: tuple[SetEnd, ...] = ("whole", "patient ended it", "skipped", "restarted", "stopped", "ceiling reached")
names = st.tuples(
    st.sampled_from(["a", "b"]), st.sampled_from(["calf", 's\u00f6le "x"']), st.sampled_from(["left", "right"])
)
sets: st.SearchStrategy[Body] = st.one_of(
    st.builds(lambda n, one, t: SetBegun(n[0], n[1], n[2], one, 1, t), names, st.integers(1, 2), st.integers(0, 99)),
    st.builds(
        lambda n, one, held, asked, how: SetEnded(n[0], n[1], n[2], one, 1, 9, held, asked, how),
        names,
        st.integers(1, 2),
        st.integers(0, 9),
        st.none() | st.just(5),
        st.sampled_from(ENDS),
    ),
)


def days(log: Log) -> History:
    """The history of all days, the sets counted where they can be."""
    return Past(log).days(None, None)


def begun(*sets_of: Body) -> list[Fact]:
    """Two sessions with these sets, in their order."""
    return made(
        kinds.Loaded("0" * 64),
        kinds.SessionBegun("a", "2026-01-01", "0" * 64, "full", ()),
        kinds.SessionBegun("b", "2026-01-01", "0" * 64, "full", ()),
        *sets_of,
    )


@given(st.lists(sets, max_size=30), st.data())
def test_sets_are_counted_as_by_their_facts(written_sets: list[Body], data: st.DataObject) -> None:
    """However they began and ended, also without one of both, at one moment, or after they had been counted."""
    facts = [fact._replace(at=fact.at // 120_000 * 120_000) for fact in begun(*written_sets)]
    known = data.draw(st.integers(0, len(facts)))
    with in_memory(facts, counted=known) as log:
        assert sessions(days(log)) == sessions(History(facts))
        assert days(log).begun_before(facts[-1].at) == History(facts).begun_before(facts[-1].at)


@given(st.lists(sets, min_size=1, max_size=12), st.data())
def test_a_corrected_set_counts_as_corrected(written_sets: list[Body], data: st.DataObject) -> None:
    """An import may correct anything: what replaces a set, or becomes one, is counted, not what was counted before."""
    facts = begun(*written_sets)
    replaced = data.draw(st.sampled_from(facts[1:]))
    facts += made(Corrected(replaced.id, data.draw(st.none() | sets)), first=len(facts))
    with in_memory(facts) as log:
        assert sessions(days(log)) == sessions(History(facts))


@settings.get_profile("costly")
@given(lives(), st.integers(0, 300))
def test_whole_lives_are_counted_as_by_their_facts(world: World, known: int) -> None:
    """Sessions of every outcome, with what was written after they were counted."""
    with in_memory(world.facts, counted=min(known, len(world.facts))) as log:
        assert sessions(days(log)) == sessions(History([fact for fact in world.facts if fact.patient == log.owner()]))


def told(folder: Path) -> tuple[list[Session], int]:
    """The sessions, and of how many of them the sets are not read."""
    with Log.open(folder, write=False) as log:
        history = days(log)
        return sessions(history), len(history.counted)


FACTS = made(kinds.Loaded("0" * 64), *session("a", "2026-01-01"), *session("b", "2026-01-02"))


def test_a_session_is_counted_when_it_ends(tmp_path: Path) -> None:
    """Not before; and one that an import brings, too, in whatever order."""
    written(tmp_path, FACTS[:4])
    assert told(tmp_path) == (sessions(History(FACTS[:4])), 0)
    with Log.open(tmp_path, write=True) as log:
        log.merge(reversed(FACTS))
    assert told(tmp_path) == (sessions(History(FACTS)), 2)


@pytest.mark.parametrize(
    "harm",
    [
        "DROP TABLE recounts; CREATE TABLE recounts (session TEXT, patient TEXT, told TEXT, sum INTEGER)",
        "UPDATE recounts SET told = replace(told, 'whole', 'whale')",
        "UPDATE recounts SET sum = sum + 1",
    ],
)
def test_it_can_be_thrown_away(tmp_path: Path, harm: str) -> None:
    """Lost or damaged, the same is counted from the facts."""
    written(tmp_path, FACTS)
    assert told(tmp_path)[1] == 2
    with closing(sqlite3.connect(log_file(tmp_path))) as connection:
        connection.executescript(harm)
    assert told(tmp_path) == (sessions(History(FACTS)), 0)
