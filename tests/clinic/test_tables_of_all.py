"""What goes out of the caseload: the tables of all patients are those of each, one after the other."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

import pytest

from clinic.made import FIRST, NOW, PEOPLE, added, write
from exports.made import files, rfc4180
from selfcare.clinic.store import Caseload
from selfcare.clinic.tables_of_all import write_all
from selfcare.exports.material import Material
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, Fact
from selfcare.text.errors import NotFound

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from clinic.made import Made


def material(made: Made, period: tuple[dt.date | None, dt.date | None]) -> Material:
    """The patient's own, from their own facts."""
    history = History(made.facts)
    return Material(lambda: history, period, NOW, made.code, lambda: iter(()))


@pytest.mark.parametrize("period", [(None, None), (FIRST.replace(month=12, day=1), FIRST.replace(month=12, day=10))])
def test_the_tables_are_those_of_each_patient(
    url: URL, tmp_path: Path, period: tuple[dt.date | None, dt.date | None]
) -> None:
    """Cell by cell, in the order of the codes, under the same header."""
    added(url, *(write(tmp_path / f"{one.code}.jsonl", one.facts) for one in reversed(PEOPLE)))
    with Caseload.open(url, write=False) as caseload:
        folder = write_all(tmp_path / "out", caseload, caseload.patients(), period, NOW)
    apart = [files(material(one, period)) for one in PEOPLE]
    names = {path.name for path in folder.iterdir()}
    assert names == set(apart[0])
    for name in sorted(names - {"datapackage.json"}):
        together = rfc4180((folder / name).read_bytes())
        each = [rfc4180(one[name]) for one in apart]
        assert together == [each[0][0], *(row for rows in each for row in rows[1:])], name
    assert len(rfc4180((folder / "sets.csv").read_bytes())) > 100 or period[0] is not None


def test_rows_are_named_by_patient_too(url: URL, tmp_path: Path) -> None:
    """Every key of datapackage.json holds, also where two patients' sessions have the same name."""
    added(url, *(write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE))
    with Caseload.open(url, write=False) as caseload:
        folder = write_all(tmp_path / "out", caseload, caseload.patients(), (None, None), NOW)
    resources = json.loads((folder / "datapackage.json").read_text("utf-8"))["resources"]
    rows = {
        one["name"]: list(csv.DictReader(io.StringIO((folder / one["path"]).read_text("utf-8-sig"), newline="")))
        for one in resources
    }
    for one in resources:
        key = one["schema"].get("primaryKey", [])
        named = [tuple(row[column] for column in key) for row in rows[one["name"]]]
        assert not key or len(set(named)) == len(named)
        for refers in one["schema"].get("foreignKeys", []):
            other = refers["reference"]
            there = {tuple(row[column] for column in other["fields"]) for row in rows[other["resource"]]}
            here = {tuple(row[column] for column in refers["fields"]) for row in rows[one["name"]]}
            assert {one for one in here if one[-1]} <= there


def test_an_emergency_of_any_patient_is_read_first(url: URL, tmp_path: Path) -> None:
    """READ-FIRST.txt names each patient who gave an emergency answer."""
    paths = []
    for one in PEOPLE[1:]:
        last = one.facts[-1]
        answer = Fact(
            "alarm", last.at + 1, 60, None, one.code, Answered("q", "2026-12-20", "asked", ("breath or chest",))
        )
        paths.append(write(tmp_path / f"{one.code}.jsonl", (*one.facts, answer)))
    added(url, write(tmp_path / "P001.jsonl", PEOPLE[0].facts), *paths)
    with Caseload.open(url, write=False) as caseload:
        folder = write_all(tmp_path / "out", caseload, caseload.patients(), (None, None), NOW)
    said = (folder / "READ-FIRST.txt").read_text("utf-8")
    assert [line for line in said.splitlines() if line.startswith("EMERGENCY")] == [
        f"EMERGENCY: patient {one.code} answered yes to a question for the emergency number." for one in PEOPLE[1:]
    ]


def test_nothing_is_left_of_an_export_that_fails(url: URL, tmp_path: Path) -> None:
    """A folder that is not there: nothing is written; and one that is taken stays as it is."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[0].facts))
    with Caseload.open(url, write=False) as caseload:
        with pytest.raises(NotFound):
            write_all(tmp_path / "no" / "out", caseload, caseload.patients(), (None, None), NOW)
        (tmp_path / "out").mkdir()
        assert write_all(tmp_path / "out", caseload, caseload.patients(), (None, None), NOW).name == "out-2"
    assert list((tmp_path / "out").iterdir()) == []
