"""Sets are packed by session, and counted beside: whatever came when, was corrected or damaged, it is as by the facts."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic import command
from alembic.config import Config
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update  # noqa: TID251 - what others do to the tables

from clinic.made import PEOPLE, added, recorded, shown, write
from selfcare.clinic import upgrades
from selfcare.clinic.engines import engine_of, make_private, writing
from selfcare.clinic.store import Caseload
from selfcare.clinic.tables import SETS, VERSION
from selfcare.facts.codec import to_json
from selfcare.facts.history import History
from selfcare.facts.kinds import Corrected, Fact, SetBegun, SetEnded
from selfcare.facts.recount import sessions
from selfcare.log.rows import filed
from selfcare.text.errors import LogUnreadable

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from selfcare.facts.recount import Session

MADE = PEOPLE[0]
OF_SETS = tuple(fact for fact in MADE.facts if isinstance(fact.body, SetBegun | SetEnded))


def counted(url: URL) -> list[Session]:
    """The sessions of the one patient."""
    with Caseload.open(url, write=False) as caseload:
        (patient,) = caseload.patients()
        return sessions(caseload.history(patient))


def does(url: URL, statement: object) -> None:
    """What another program does to the tables."""
    engine = engine_of(url)
    with writing(engine) as connection:
        connection.execute(statement)  # type: ignore[call-overload]
    engine.dispose()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_sets_that_come_in_parts_or_are_corrected(
    new_store: Callable[[], URL], tmp_path: Path, data: st.DataObject
) -> None:
    """A session's sets in two files, a set that was corrected, one that came of a correction: counted as by all facts."""
    some = data.draw(st.lists(st.sampled_from(OF_SETS), max_size=3, unique=True))
    said = [data.draw(st.sampled_from([None, *(one.body for one in OF_SETS[:40])])) for _ in some]
    last = MADE.facts[-1].at
    corrections = tuple(
        Fact(f"c{number}", last + number, 60, None, MADE.code, Corrected(one.id, body))
        for number, (one, body) in enumerate(zip(some, said, strict=True))
    )
    late = data.draw(st.sets(st.sampled_from(OF_SETS), max_size=3))
    first = [fact for fact in (*MADE.facts, *corrections) if fact not in late]
    url = new_store()
    added(url, write(tmp_path / "a.jsonl", first), write(tmp_path / "b.jsonl", [*late, *first[:50]]))
    whole = History((*MADE.facts, *corrections))
    assert counted(url) == sessions(whole)
    assert recorded(url) == {MADE.code: whole.recorded}


def test_what_was_counted_can_be_thrown_away(url: URL, tmp_path: Path) -> None:
    """Emptied, damaged, or of another version, it is not believed; what it says is used where it is as it was written."""
    added(url, write(tmp_path / "a.jsonl", MADE.facts))
    plain = sessions(History(MADE.facts))
    assert counted(url) == plain
    with Caseload.open(url, write=False) as caseload:
        history = caseload.history(caseload.patients()[0])
        assert len(history.counted) > 20
    for spoilt in ({"counted": ""}, {"counted": "[0,0,0,[]]"}, {"stamp": ""}):
        does(url, update(SETS).values(spoilt))
        assert counted(url) == plain


def test_a_damaged_set_is_found(url: URL, tmp_path: Path) -> None:
    """One byte of what was packed: refused where the facts are read, and where more is added to the patient."""
    file = write(tmp_path / "a.jsonl", MADE.facts)
    added(url, file)
    does(url, update(SETS).values(packed=b"x"))
    with Caseload.open(url, write=False) as caseload, pytest.raises(LogUnreadable, match="damaged"):
        list(caseload.lines(caseload.patients()[0]))
    with pytest.raises(LogUnreadable, match="damaged"):
        added(url, file)


def test_a_caseload_of_before_is_packed(new_store: Callable[[], URL], tmp_path: Path) -> None:
    """The step from the first tables, a row for each fact, loses nothing: the same facts, counts and list."""
    old, new = new_store(), new_store()
    added(new, *(write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE))
    make_private(old)
    engine = engine_of(old)
    with writing(engine) as connection:
        config = Config(attributes={"connection": connection, "version_table": VERSION})
        config.set_main_option("script_location", str(Path(upgrades.__file__).with_name("steps")))
        config.set_main_option("path_separator", "os")
        command.upgrade(config, "0001")
        for number, one in enumerate(PEOPLE, 1):
            rows = [filed(fact, to_json(fact))._asdict() | {"patient": number} for fact in one.facts]
            said = {"code": one.code, "facts": len(rows)}
            connection.execute(text("INSERT INTO caseload_patients (code, facts) VALUES (:code, :facts)"), said)
            keep = (
                "INSERT INTO caseload_facts (patient, id, at, kind, day, session, json, sum) "
                "VALUES (:patient, :id, :at, :kind, :day, :session, :json, :sum)"
            )
            connection.execute(text(keep), rows)
    engine.dispose()
    with Caseload.open(old, write=True) as caseload:
        patient = next(one for one in caseload.patients() if one.code == MADE.code)
        assert sessions(caseload.history(patient)) == sessions(History(MADE.facts))
    assert recorded(old) == recorded(new)
    assert shown(old) == shown(new)
    added(old, tmp_path / f"{MADE.code}.jsonl")
    assert recorded(old) == recorded(new)
