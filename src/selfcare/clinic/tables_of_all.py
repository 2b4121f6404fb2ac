"""The tables of `export csv` with all patients in them: the same columns and rows, one patient in memory at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.exports.csv import CELLS, TABLES, header, rows_of
from selfcare.exports.first import first
from selfcare.exports.material import Material
from selfcare.exports.tables.index import Index
from selfcare.exports.tables.package import package_of_all
from selfcare.exports.writing import write

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from selfcare.clinic.store import Caseload, Patient
    from selfcare.facts.moment import Moment

_Period = tuple["dt.date | None", "dt.date | None"]


def material_of(caseload: Caseload, patient: Patient, period: _Period, as_of: Moment) -> Material:
    """What every format is given, of one patient of the caseload."""
    history = caseload.history(patient)
    # `told` is said lest the material refer to itself: it is to go as soon as its patient is written.
    return Material(lambda: history, period, as_of, patient.code, lambda: caseload.lines(patient), told=lambda: history)


def write_all(folder: Path, caseload: Caseload, patients: Iterable[Patient], period: _Period, as_of: Moment) -> Path:
    """Write the tables into a new folder, and give it; what an emergency answer needs read first stands first.

    Raises:
        NotFound, OurFault: as `exports.writing.write`. What the caseload raises leaves no folder behind, too.
    """
    pieces = _pieces(folder.name, caseload, patients, period, as_of)
    return write(folder, ((name, iter((piece,))) for name, piece in pieces))


def _pieces(
    name: str, caseload: Caseload, patients: Iterable[Patient], period: _Period, as_of: Moment
) -> Iterator[tuple[str, bytes]]:
    for table in TABLES:
        yield f"{table.name}.csv", header(table)
    count, told = 0, False
    for patient in patients:
        count += 1
        material = material_of(caseload, patient, period, as_of)
        for file, pieces in first(material):
            yield file, b"\n" * told + b"".join(pieces)
            told = True
        index = Index(material)
        for table in TABLES:
            for piece in rows_of(table, index):
                yield f"{table.name}.csv", piece
    yield "datapackage.json", package_of_all(name.lower(), count, as_of, TABLES, "utf-8", CELLS)
