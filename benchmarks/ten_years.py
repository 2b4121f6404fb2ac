"""Every command that counts, on a log of ten years beside an empty one: time, ratio, and memory at its peak."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess  # noqa: TID251 - the log is written in a process of its own, so that its memory is not ours
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.running import BENCH, FIRST_SCREEN, SELFCARE, TOP, Run, Task, fresh, loaded, run
from benchmarks.table import Row

ROUNDS = 3


class Budget(NamedTuple):
    """What a command may take on ten years: a multiple of its time on an empty log, and megabytes.

    What is of all ten years has seconds instead of a multiple: it must grow with the log.
    """

    words: tuple[str, ...]
    times: float | None
    mb: float
    until: str | None = None
    seconds: float | None = None


BUDGETS = (
    # Every day and now and then: ten years behind must not be felt.
    Budget(("today",), 2.0, 60),
    Budget(("sore", "calf", "2", "left"), 2.0, 60),
    Budget(("why",), 2.0, 60),
    Budget(("start",), 2.0, 80, FIRST_SCREEN),
    # 252 sessions of twelve weeks are counted.
    Budget(("progress",), 3.0, 80),
    Budget(("report",), 3.0, 80),
    Budget(("history",), 2.0, 80),
    # All of it: 350,000 facts.
    Budget(("export", "csv"), None, 600, seconds=30),
    Budget(("export", "jsonl"), None, 60, seconds=10),
)


def rows() -> list[Row]:
    """A row a command."""
    long, written = _ten_years()
    made = [Row("writing it", f"{written:.0f} s" if written else "kept from before", f"{_size(long):.0f} MB on disk")]
    with fresh("empty") as folder:
        empty = loaded(folder / "home")
        for number, budget in enumerate(BUDGETS):
            short = _median(budget, empty, folder / f"out-{number}")
            ten = _median(budget, long, folder / f"out-{number}-long")
            beside = f"{ten.ms / short.ms:5.1f} x the empty log's {short.ms / 1000:.2f} s"
            peak = f"{ten.mb:3.0f} MB at its peak, beside {short.mb:.0f}"
            made.append(
                Row(
                    " ".join(budget.words) + (", to first screen" if budget.until else ""),
                    f"{ten.ms / 1000:.2f} s",
                    f"{beside}   {peak}",
                    f"{f'{budget.times:g} x' if budget.times else f'{budget.seconds:g} s'}, {budget.mb:g} MB",
                    _kept(budget, ten, short) and ten.mb <= budget.mb,
                )
            )
    return made


def _kept(budget: Budget, ten: Run, short: Run) -> bool:
    if budget.times is not None:
        return ten.ms <= budget.times * short.ms
    return budget.seconds is None or ten.ms <= budget.seconds * 1000


def _median(budget: Budget, home: Path, out: Path) -> Run:
    runs = []
    for number in range(ROUNDS):
        to: tuple[str, ...] = ()
        if budget.words[0] == "export":
            (folder := out / str(number)).mkdir(parents=True)
            to = ("--to", str(folder))
        runs.append(run(Task(" ".join(budget.words), (*SELFCARE, *budget.words, *to), home, budget.until)))
    return sorted(runs)[len(runs) // 2]


def _ten_years() -> tuple[Path, float | None]:
    """Its folder, and how many seconds it took to write; None when an earlier run of the same day and code wrote it."""
    # Two days ago: the day before is not over everywhere, and the commands are to find something due.
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)  # noqa: TID251 - a log ends near today
    source = TOP / "src" / "selfcare"
    code = [Path(__file__).with_name("made_log.py"), source / "facts" / "kinds.py", source / "log" / "layout.py"]
    key = hashlib.sha256(b"".join(one.read_bytes() for one in code if one.exists())).hexdigest()[:12]
    folder = BENCH / f"ten-years-{last.isoformat()}-{key}"
    if folder.exists():
        return folder, None
    for old in BENCH.glob("ten-years-*"):
        shutil.rmtree(old)
    before = time.perf_counter()  # noqa: TID251 - to measure is what this package is for
    aside = BENCH / "ten-years.part"
    shutil.rmtree(aside, ignore_errors=True)
    words = [sys.executable, "-m", "benchmarks.made_log", str(aside), last.isoformat()]
    subprocess.run(words, cwd=TOP, check=True)
    aside.rename(folder)
    return folder, time.perf_counter() - before  # noqa: TID251 - same


def _size(folder: Path) -> float:
    return sum(one.stat().st_size for one in folder.iterdir()) / 1e6
