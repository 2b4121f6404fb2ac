"""How long until a set is on the disk, beside the disk's own floor; how fast facts are read, beside Python's JSON alone.

As a program (`python -m benchmarks.disk FOLDER`) it measures and prints the figures, so that they cost us no memory.
"""

from __future__ import annotations

import json
import os
import subprocess  # noqa: TID251 - measured in an interpreter of its own
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.running import TOP, fresh
from benchmarks.table import Row
from selfcare.facts import kinds
from selfcare.facts.codec import from_json, to_json
from selfcare.facts.kinds import Fact
from selfcare.log.store import Log

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.facts.kinds import Body

COMMITS = 1000
READ = 50_000
P50_MS = 5.0

_clock = time.perf_counter  # noqa: TID251 - to measure is what this package is for


def rows() -> list[Row]:
    """Commit and floor, reading and floor."""
    with fresh("disk") as folder:
        words = [sys.executable, "-m", "benchmarks.disk", str(folder)]
        said = subprocess.run(words, cwd=TOP, capture_output=True, text=True, check=True).stdout
    found: dict[str, float] = json.loads(said)
    return [
        Row(
            "a set's commit, p50",
            f"{found['p50']:.2f} ms",
            f"{found['p50'] / found['floor p50']:.1f} x write and fsync of 4 kB ({found['floor p50']:.2f} ms)",
            f"{P50_MS:g} ms",
            found["p50"] <= P50_MS,
        ),
        Row(
            "  p99",
            f"{found['p99']:.2f} ms",
            f"{found['p99'] / found['floor p99']:.1f} x ({found['floor p99']:.2f} ms)",
        ),
        Row(
            "facts read a second",
            f"{found['read'] / 1000:.0f} k",
            f"{found['json'] / found['read']:.1f} x the time of json.loads alone ({found['json'] / 1000:.0f} k)",
        ),
        Row("facts written as JSON a second", f"{found['written'] / 1000:.0f} k"),
    ]


def measure(folder: Path) -> dict[str, float]:
    """Milliseconds and facts a second."""
    commits = []
    with Log.open(folder / "home", write=True) as log:
        for number in range(COMMITS):
            facts = _set(number)
            commits.append(_timed(lambda facts=facts: log.append(facts)))  # type: ignore[misc]
    with (folder / "floor").open("wb") as file:
        floor = [_timed(lambda: _floor(file.fileno())) for _ in range(COMMITS)]
    facts = [fact for number in range(READ // 2) for fact in _set(number)]
    written = _timed(lambda: [to_json(fact) for fact in facts])
    texts = [to_json(fact) for fact in facts]
    read = _timed(lambda: [from_json(text) for text in texts])
    plain = _timed(lambda: [json.loads(text) for text in texts])
    return {
        "p50": _at(commits, 0.5),
        "p99": _at(commits, 0.99),
        "floor p50": _at(floor, 0.5),
        "floor p99": _at(floor, 0.99),
        "written": READ / written * 1000,
        "read": READ / read * 1000,
        "json": READ / plain * 1000,
    }


def _set(number: int) -> list[Fact]:
    bodies: tuple[Body, ...] = (
        kinds.SetEnded("0" * 32, "calf", "left", 1, 1, number * 60_000, 60_000, 60_000, "whole"),
        kinds.SetBegun("0" * 32, "calf", "right", 1, 1, number * 60_000),
    )
    return [
        Fact(f"{number:024x}{one:08x}", 1_800_000_000_000 + number, 60, "Europe/Vienna", "P010", body)
        for one, body in enumerate(bodies)
    ]


def _floor(descriptor: int) -> None:
    os.write(descriptor, b"x" * 4096)
    os.fsync(descriptor)


def _timed(do: Callable[[], object]) -> float:
    before = _clock()
    do()
    return (_clock() - before) * 1000


def _at(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1]))))
