"""The caseload of 1,000 patients with a year each: add, list, export; on SQLite and on a PostgreSQL of our own.

Beside each export stands what `sqlite3` or `psql` takes to write one of its seven tables, the sets, by SQL from the same store.
Memory is that of our own program; a server's is its own. It is flat when a tenth of the patients needs as much.
"""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess  # noqa: TID251 - measured in an interpreter of its own
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.made_clinic import DAYS, SETS
from benchmarks.running import SELFCARE, TOP, Run, Task, fresh, run
from benchmarks.table import Row

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PATIENTS = 1000
MB = 250
FLAT = 1.25

_SETS = """
WITH asked AS MATERIALIZED (
    SELECT b.patient, b.session, b.day, {its_exercise} AS exercise, {its_side} AS side, {region} AS region, {device} AS device
    FROM caseload_facts b, {each} a WHERE b.kind = 'session begun'
), held AS MATERIALIZED (
    SELECT f.patient, f.session, {exercise} AS exercise, {side} AS side, {set} AS set_number, {repetition} AS repetition,
        max({asked}) / 1000.0 AS asked_s, sum({held}) / 1000.0 AS held_s, max({how}) AS how, count(*) AS attempts, min(f.at) AS at
    FROM caseload_facts f WHERE f.kind = 'set ended' GROUP BY 1, 2, 3, 4, 5, 6
)
SELECT p.code, 's-' || substr(h.session, 1, 12), a.day, h.exercise, a.region, a.device, h.side, h.set_number, h.repetition,
    h.asked_s, h.held_s, h.how, h.attempts, h.at
FROM held h JOIN asked a ON a.patient = h.patient AND a.session = h.session AND a.exercise = h.exercise AND a.side = h.side
JOIN caseload_patients p ON p.number = h.patient
ORDER BY p.code, h.at
"""


def _in_sqlite(name: str, of: str = "f.json") -> str:
    return f"json_extract({of}, '$.{name}')"


def _in_postgresql(name: str, of: str = "CAST(f.json AS jsonb)", kind: str = "") -> str:
    return f"({of} ->> '{name}'){kind}"


SQLITE = _SETS.format(
    **{name: _in_sqlite(name) for name in ("exercise", "side", "set", "repetition", "asked", "held", "how")},
    **{name: _in_sqlite(name, "a.value") for name in ("region", "device")},
    each="json_each(b.json, '$.asked')",
    its_exercise=_in_sqlite("exercise", "a.value"),
    its_side=_in_sqlite("side", "a.value"),
)
POSTGRESQL = _SETS.format(
    **{name: _in_postgresql(name) for name in ("exercise", "side", "how")},
    **{name: _in_postgresql(name, kind="::int") for name in ("set", "repetition", "asked", "held")},
    **{name: _in_postgresql(name, "a.value") for name in ("region", "device")},
    each="LATERAL jsonb_array_elements(CAST(b.json AS jsonb) -> 'asked')",
    its_exercise=_in_postgresql("exercise", "a.value"),
    its_side=_in_postgresql("side", "a.value"),
)


class Store(NamedTuple):
    """A store, by the URL that `--store` is given, and the program that writes the sets from it."""

    name: str
    url: str
    peer: tuple[str, ...]


def rows(size: str = "") -> list[Row]:
    """What each step took, on both stores; `size` is another number of patients."""
    patients = int(size or PATIENTS)
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)  # noqa: TID251 - a year ends near today
    with fresh("caseload") as folder:
        words = [sys.executable, "-m", "benchmarks.made_clinic", str(folder / "inbox"), str(patients), last.isoformat()]
        subprocess.run(words, cwd=TOP, check=True)
        some = [folder / "inbox" / f"P{number:04}" for number in range(1, max(patients // 10, min(4, patients)) + 1)]
        made = [
            Row(
                "patients",
                f"{patients}",
                f"{patients * DAYS * SETS / 1e6:.2f} million sets, {_mb(folder):.0f} MB of files",
            )
        ]
        for stores in (_sqlite(folder), _postgresql()):
            with stores as (few, many):
                made += _of_store(few, many, folder, some)
    return made


def _of_store(few: Store, many: Store, folder: Path, some: list[Path]) -> list[Row]:
    inbox = str(folder / "inbox")
    steps: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
        ("add", ("add", *map(str, some)), ("add", inbox)),
        ("add again", ("add", *map(str, some)), ("add", inbox)),
        ("list, the first of a day", (), ()),
        ("list again", (), ()),
        ("export csv", ("export", "csv", "--to", str(folder)), ("export", "csv", "--to", str(folder))),
    ]
    made = []
    for name, less, all_of_it in steps:
        tenth, whole = _run(few, less, folder), _run(many, all_of_it, folder)
        beside = ""
        if name == "export csv" and shutil.which(many.peer[0]):
            peer = run(Task(many.peer[0], (str(shutil.which(many.peer[0])), *many.peer[1:])))
            beside = f"{whole.ms / peer.ms:.1f} x {many.peer[0]}, sets alone ({peer.ms / 1000:.1f} s, {peer.mb:.0f} MB)"
        made.append(
            Row(
                f"{many.name}, {name}",
                f"{whole.ms / 1000:.1f} s, {whole.mb:.0f} MB",
                f"a tenth: {tenth.ms / 1000:.1f} s, {tenth.mb:.0f} MB   {beside}".rstrip(),
                f"{MB} MB, and flat",
                whole.mb <= min(MB, FLAT * tenth.mb),
            )
        )
    return made


def _run(store: Store, words: tuple[str, ...], folder: Path) -> Run:
    done = run(Task(store.name, (*SELFCARE, "clinic", *words, "--store", store.url), folder / "home"))
    for written in folder.glob("selfcare-clinic-*"):
        shutil.rmtree(written)
    return done


@contextmanager
def _sqlite(folder: Path) -> Iterator[tuple[Store, Store]]:
    def store(name: str) -> Store:
        path = folder / name / "caseload.sqlite3"
        peer = ("sqlite3", "-readonly", "-csv", "-cmd", f".output {folder / 'peer.csv'}", str(path), SQLITE)
        return Store("SQLite", f"sqlite:///{path}", peer)

    yield store("few"), store("many")
    shutil.rmtree(folder / "few")
    shutil.rmtree(folder / "many")


@contextmanager
def _postgresql() -> Iterator[tuple[Store, Store]]:
    """A server as Debian sets it up, but that the disk is trusted to keep what it was given: it is thrown away afterwards."""
    sys.path.insert(0, str(TOP / "tests"))
    from clinic.servers import OWNER, server

    with server("fsync=off", "max_wal_size=4GB") as one:

        def store() -> Store:
            name = one.database()
            copy = f"\\copy ({' '.join(POSTGRESQL.split())}) TO STDOUT WITH CSV"
            peer = ("psql", "-q", "-h", str(one.folder), "-U", OWNER, "-d", name, "-c", copy)
            return Store("PostgreSQL", one.url(name), peer)

        yield store(), store()


def _mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
