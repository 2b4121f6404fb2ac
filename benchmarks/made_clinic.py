"""A clinic's inbox: so many patients, a year each, a session of 18 sets a day; as `export jsonl` writes them.

As a program (`python -m benchmarks.made_clinic FOLDER PATIENTS LAST_DAY`) it writes the files; the memory that takes is then
not ours. Facts have ids as random as those of a clock, and come in the order of recording.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks import made_log
from selfcare.facts.codec import to_json
from selfcare.facts.kinds import Fact, Loaded, TextKept
from selfcare.routine.building import fingerprint

if TYPE_CHECKING:
    from selfcare.facts.kinds import Body

DAYS = 365
SETS = 18


def write(folder: Path, patients: int, last: dt.date) -> None:
    """Write a folder for each patient."""
    start = last - dt.timedelta(days=DAYS - 1)
    text = made_log.ROUTINE.replace("START", start.isoformat()).replace("per_day = 3", "per_day = 1")
    at = made_log.moment(start, 6)
    sha = fingerprint(text.encode())
    year: list[str] = []
    for number in range(DAYS):
        day = start + dt.timedelta(days=number)
        name = _random(f"session {number}")
        # Beyond the first few thousand sessions that log begins no set twice, so that each has 18.
        bodies = list(made_log.session(name, 100_000 * made_log.A_DAY + number, day, sha))
        year += [to_json(fact) for fact in _facts(f"{number}", made_log.moment(day, 8), bodies)]
    template = "".join(f"{line}\n" for line in year)
    for number in range(1, patients + 1):
        code = f"P{number:04}"
        own = text.replace("P010", code)
        own_sha = fingerprint(own.encode())
        loaded = _facts("text", at, [TextKept(own_sha, "year.toml", own), Loaded(own_sha)])
        head = "".join(f"{to_json(fact._replace(patient=code))}\n" for fact in loaded)
        file = folder / code / "facts.jsonl"
        file.parent.mkdir(parents=True)
        file.write_text(
            head + template.replace('"patient":"P010"', f'"patient":"{code}"').replace(sha, own_sha), "utf-8"
        )


def _facts(name: str, at: int, bodies: list[Body]) -> list[Fact]:
    return [
        Fact(_random(f"{name} {number}"), at + number * 10_000, 0, "UTC", "P010", body)
        for number, body in enumerate(bodies)
    ]


def _random(name: str) -> str:
    return hashlib.sha256(name.encode()).hexdigest()[:32]


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), dt.date.fromisoformat(sys.argv[3]))
