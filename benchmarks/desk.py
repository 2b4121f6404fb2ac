"""The therapist's desk: a thousand routines checked in one run, beside what Python's TOML parser alone takes for them.

As a program of its own (`python -m benchmarks.desk FILE...`) it parses the files and prints the milliseconds.
"""

from __future__ import annotations

import re
import subprocess  # noqa: TID251 - the parser alone is measured in an interpreter of its own
import sys
import time
import tomllib
from pathlib import Path

from benchmarks.running import ROUTINES, SELFCARE, TOP, Task, fresh, run
from benchmarks.table import Row

COUNT = 1000
BUDGET_MS = 20.0
"""For each routine: a folder of a hundred is checked in two seconds (design)."""


def rows() -> list[Row]:
    """The whole run, a routine's share of it, and the ratio to the parser alone."""
    with fresh("desk") as folder:
        files = [str(one) for one in _made(folder)]
        whole = run(Task("check 1000", (*SELFCARE, "check", *files), folder))
        one = run(Task("check 1", (*SELFCARE, "check", files[0]), folder))
        alone = subprocess.run(
            [sys.executable, "-m", "benchmarks.desk", *files], cwd=TOP, capture_output=True, text=True, check=True
        )
    parsed = float(alone.stdout) / COUNT
    each = (whole.ms - one.ms) / (COUNT - 1)
    beside = f"{each / parsed:.1f} x tomllib alone ({parsed:.2f} ms)"
    return [
        Row(f"check {COUNT} routines", f"{whole.ms / 1000:.1f} s", f"{whole.mb:.0f} MB at its peak"),
        Row("  each", f"{each:.2f} ms", beside, f"{BUDGET_MS:g} ms", each <= BUDGET_MS),
    ]


def _made(folder: Path) -> list[Path]:
    sources = sorted(ROUTINES.glob("*.toml"))
    files = []
    for number in range(COUNT):
        source = sources[number % len(sources)]
        text = re.sub(r'(?m)^id = "([^"]*)"', rf'id = "\1-{number}"', source.read_text(), count=1)
        files.append(folder / f"{source.stem}-{number}.toml")
        files[-1].write_text(text)
    return files


def parse(files: list[str]) -> float:
    """Milliseconds that the parser alone takes for the files, reading them not counted."""
    texts = [Path(name).read_text() for name in files]
    before = time.perf_counter()  # noqa: TID251 - to measure is what this package is for
    for text in texts:
        tomllib.loads(text)
    return (time.perf_counter() - before) * 1000  # noqa: TID251 - same


if __name__ == "__main__":
    print(parse(sys.argv[1:]))
