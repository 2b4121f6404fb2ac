"""Every fact, as the log has it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import told
from exports.made import TEXTS, files, material, stories
from selfcare.day.questions import urgency
from selfcare.exports.material import Material
from selfcare.facts.codec import from_json, to_json
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Corrected, Loaded, SessionBegun, TextKept
from selfcare.facts.moment import Moment
from selfcare.log.store import Log
from strategies import facts

if TYPE_CHECKING:
    from pathlib import Path

    from adherence.worlds import World
    from selfcare.facts.kinds import Fact


@given(st.lists(facts(), max_size=6, unique_by=lambda fact: fact.id))
def test_there_and_back(some: list[Fact]) -> None:
    """Any facts are one line each, ended by LF, and are read back as they were."""
    some = [fact for fact in some if not isinstance(fact.body, Loaded | TextKept)]  # their texts are no routines
    history = History(some)
    made = Material(
        lambda: History([]), (None, None), Moment(0, 0), "P014", lambda: (to_json(one) for one in history.recorded)
    )
    data = files(made, "jsonl")["facts.jsonl"]
    assert data.count(b"\n") == len(some)
    lines = data.decode().split("\n")
    assert lines.pop() == ""
    assert "\r" not in data.decode()
    assert tuple(from_json(line) for line in lines) == history.recorded


@given(stories())
def test_some_days(world: World) -> None:
    """Days select whole sessions, with every text, loading and correction that they need, and nothing of another session.

    An answer by which somebody had to be rung is of every day.
    """
    first, last = dt.date(2026, 12, 1), dt.date(2026, 12, 2)
    data = files(material(world, "2026-12-14", first, last), "jsonl")["facts.jsonl"]
    written = {from_json(line).id for line in data.decode().split("\n") if line}
    recorded = world.history().recorded
    chosen = {
        one.body.session
        for one in recorded
        if isinstance(one.body, SessionBegun) and first.isoformat() <= one.body.day <= last.isoformat()
    }
    begun = {one.body.session for one in recorded if isinstance(one.body, SessionBegun)}
    for fact in recorded:
        session = getattr(fact.body, "session", None)
        if isinstance(fact.body, Corrected):
            assert (fact.id in written) == (fact.body.replaces in written)
        elif isinstance(fact.body, Answered) and urgency(fact.body.yes) in ("emergency", "today"):
            assert fact.id in written
        elif session in begun:
            assert (fact.id in written) == (session in chosen)
        elif isinstance(fact.body, Answered):
            assert (fact.id in written) == (first.isoformat() <= fact.body.day <= last.isoformat())
        elif isinstance(fact.body, Loaded | TextKept):
            assert fact.id in written


@given(stories())
def test_in_pieces(world: World) -> None:
    """More lines than one piece holds: none is lost."""
    lines = [to_json(fact) for fact in world.facts] * 40
    data = files(material(world, lines=lambda: iter(lines)), "jsonl")["facts.jsonl"]
    assert data.decode().split("\n") == [*lines, ""]


def test_as_the_log(tmp_path: Path) -> None:
    """The lines are those of the log, corrected facts and corrections both."""
    world = told("2026-11-23 09:00 load daily\n20:00 done as a\n21:00 takes-back a", TEXTS)
    with Log.open(tmp_path, write=True) as log:
        log.append(world.facts)
    with Log.open(tmp_path, write=False) as log:
        data = files(material(world, lines=log.lines), "jsonl")["facts.jsonl"]
        assert data == "".join(f"{line}\n" for line in log.lines()).encode()
    assert len(data.splitlines()) == len(world.facts)


def test_an_answer_that_kept_a_session_from_beginning_is_of_its_day() -> None:
    """It names a session that never was; in a part of the days it is there when its own day is."""
    world = told("2026-11-23 09:00 load daily\n2026-12-01 09:00 answers fever\n2026-12-05 09:00 answers fever", TEXTS)
    data = files(material(world, "2026-12-14", dt.date(2026, 12, 1), dt.date(2026, 12, 2)), "jsonl")["facts.jsonl"]
    kept = [from_json(line).body for line in data.decode().splitlines()]
    assert [body.yes for body in kept if isinstance(body, Answered)] == [("fever or unwell",)]
