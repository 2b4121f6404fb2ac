"""The caseload of 1,000 patients with a year each: add, list, export; on SQLite and on a PostgreSQL of our own.

Beside each export stands what `sqlite3` or `psql` takes to write one of its seven tables, the sets, by SQL from the same store.
Memory is that of our own program; a server's is its own. It is flat when a few of the patients need as much.
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
FEW = 25
MB = 250
FLAT = 1.25

_SETS = """
WITH asked AS MATERIALIZED (
    SELECT b.patient, b.session, b.day, {of_asked}
    FROM caseload_facts b, {each_asked} a WHERE b.kind = 'session begun'
), held AS MATERIALIZED (
    SELECT s.patient, s.session, {of_held} FROM caseload_sets s, {each_held} r
)
SELECT p.code, 's-' || substr(h.session, 1, 12), a.day, h.exercise, a.region, a.device, h.side, h.set_number, h.repetition,
    h.asked / 1000.0, h.held / 1000.0, h.how, h.attempts, h.at
FROM held h JOIN asked a ON a.patient = h.patient AND a.session = h.session AND a.exercise = h.exercise AND a.side = h.side
JOIN caseload_patients p ON p.number = h.patient
ORDER BY p.code, h.at
"""
_ASKED = ("exercise", "side", "region", "device")
_HELD = ("exercise", "side", "set_number", "repetition", "how", "held", "asked", "attempts", "at")
_NUMBERS = frozenset({"set_number", "repetition", "held", "asked", "attempts", "at"})

SQLITE = _SETS.format(
    of_asked=", ".join(f"json_extract(a.value, '$.{name}') AS {name}" for name in _ASKED),
    of_held=", ".join(f"json_extract(r.value, '$[{place}]') AS {name}" for place, name in enumerate(_HELD)),
    each_asked="json_each(b.json, '$.asked')",
    each_held="json_each(s.counted, '$[3]')",
)
POSTGRESQL = _SETS.format(
    of_asked=", ".join(f"a.value ->> '{name}' AS {name}" for name in _ASKED),
    of_held=", ".join(
        f"(r.value ->> {place}){'::bigint' * (name in _NUMBERS)} AS {name}" for place, name in enumerate(_HELD)
    ),
    each_asked="LATERAL jsonb_array_elements(CAST(b.json AS jsonb) -> 'asked')",
    each_held="LATERAL jsonb_array_elements(CAST(s.counted AS jsonb) -> 3)",
)


class Store(NamedTuple):
    """A store, by the URL that `--store` is given, the program that writes the sets from it, and what that runs `before`."""

    name: str
    url: str
    peer: tuple[str, ...]
    before: tuple[tuple[str, ...], ...] = ()


def rows(size: str = "") -> list[Row]:
    """What each step took, on both stores; `size` is another number of patients."""
    patients = int(size or PATIENTS)
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)  # noqa: TID251 - a year ends near today
    with fresh("caseload") as folder:
        words = [sys.executable, "-m", "benchmarks.made_clinic", str(folder / "inbox"), str(patients), last.isoformat()]
        subprocess.run(words, cwd=TOP, check=True)
        some = [folder / "inbox" / f"P{number:04}" for number in range(1, min(FEW, patients) + 1)]
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
        little, whole = _run(few, less, folder), _run(many, all_of_it, folder)
        beside = f"processor {whole.cpu / 1000:.1f} s   {len(some)}: {little.ms / 1000:.1f} s, {little.mb:.0f} MB   "
        if name == "export csv" and shutil.which(many.peer[0]):
            for words in (*many.before, many.peer):
                peer = run(Task(words[0], (str(shutil.which(words[0])), *words[1:])))
            beside += (
                f"{whole.ms / peer.ms:.1f} x {many.peer[0]}, sets alone ({peer.ms / 1000:.1f} s, {peer.mb:.0f} MB)"
            )
        made.append(
            Row(
                f"{many.name}, {name}",
                f"{whole.ms / 1000:.1f} s, {whole.mb:.0f} MB",
                beside.rstrip(),
                f"{MB} MB, and flat",
                whole.mb <= min(MB, FLAT * little.mb),
            )
        )
    return made


def _run(store: Store, words: tuple[str, ...], folder: Path) -> Run:
    sys.stderr.write(f"  {store.name}: clinic {' '.join(words[:2])[:40]} ...\n")  # a long run can be followed
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
            psql = ("psql", "-q", "-h", str(one.folder), "-U", OWNER, "-d", name, "-c")
            # The statistics that a server gathers by itself in time: without them its plan compares each row with each.
            return Store("PostgreSQL", one.url(name), (*psql, copy), ((*psql, "ANALYZE"),))

        yield store(), store()


def _mb(folder: Path) -> float:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6
