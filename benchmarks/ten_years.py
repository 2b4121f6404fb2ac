"""Every command that counts, on a log of ten years beside an empty one; each export beside one of five years.

Time is that of the processor, so that a busy machine changes it little; memory is the peak.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
import subprocess  # noqa: TID251 - the log is written in a process of its own, so that its memory is not ours
import sys
import time
from pathlib import Path
from typing import NamedTuple

from benchmarks.made_log import DAYS
from benchmarks.running import BENCH, FIRST_SCREEN, SELFCARE, TOP, Task, fresh, interleaved, loaded
from benchmarks.table import Row

ROUNDS = 5
TWICE = 2.0
"""What ten years may take of the time on an empty log."""
LINEAR = 2.3
"""What an export of ten years may take of the time of five; twice, and what a busy machine adds."""
FLAT = 1.25
"""What its memory may be of that of five."""


class Budget(NamedTuple):
    """A command, how many megabytes it may take, and the words at a terminal that end its time."""

    words: tuple[str, ...]
    mb: float
    until: str | None = None


DAILY = (
    Budget(("today",), 60),
    Budget(("due",), 60),
    Budget(("sore", "calf", "2", "left"), 60),
    Budget(("start",), 80, FIRST_SCREEN),
    Budget(("why",), 60),
    Budget(("history",), 60),
    Budget(("progress",), 60),
    Budget(("report",), 60),
)
EXPORTS = (
    Budget(("csv",), 80),
    Budget(("jsonl",), 60),
    # Of these two the last twelve weeks, however long the log is.
    Budget(("html",), 60),
    Budget(("fhir",), 80),
)


def rows() -> list[Row]:
    """A row a command."""
    long, written = _years(DAYS)
    half, _ = _years(DAYS // 2)
    made = [Row("writing it", f"{written:.0f} s" if written else "kept from before", f"{_size(long):.0f} MB on disk")]
    with fresh("empty") as folder:
        empty = loaded(folder / "home")
        made += [_daily(budget, empty, long) for budget in DAILY]
        made += [_export(budget, half, long, folder / "out") for budget in EXPORTS]
    return made


def _daily(budget: Budget, empty: Path, long: Path) -> Row:
    name = " ".join(budget.words) + (", to first screen" if budget.until else "")
    tasks = [Task(name, (*SELFCARE, *budget.words), home, budget.until) for home in (empty, long)]
    short, ten = interleaved(tasks, ROUNDS)
    ratio = ten.cpu / short.cpu
    return Row(
        name,
        f"{ten.cpu / 1000:.2f} s",
        f"{ratio:4.1f} x the empty log's {short.cpu / 1000:.2f} s   {ten.mb:3.0f} MB, beside {short.mb:.0f}",
        f"{TWICE:g} x, {budget.mb:g} MB",
        ratio <= TWICE and ten.mb <= budget.mb,
    )


def _export(budget: Budget, half: Path, long: Path, out: Path) -> Row:
    out.mkdir(exist_ok=True)
    words = (*SELFCARE, "export", *budget.words, "--to", str(out))
    five, ten = interleaved([Task(f"export {budget.words[0]}", words, home) for home in (half, long)], 1)
    shutil.rmtree(out)
    ratio, grown = ten.cpu / five.cpu, ten.mb / five.mb
    flat = grown <= FLAT
    return Row(
        f"export {budget.words[0]}",
        f"{ten.cpu / 1000:.2f} s",
        f"{ratio:4.1f} x five years' {five.cpu / 1000:.2f} s   {ten.mb:3.0f} MB, beside {five.mb:.0f}",
        f"{LINEAR:g} x, {budget.mb:g} MB, flat",
        ratio <= LINEAR and ten.mb <= budget.mb and flat,
    )


def _years(days: int) -> tuple[Path, float | None]:
    """The folder of so many days, and how many seconds it took to write; None when an earlier run of that day and code did."""
    # Two days ago: the day before is not over everywhere, and the commands are to find something due.
    last = dt.datetime.now(dt.UTC).date() - dt.timedelta(days=2)  # noqa: TID251 - a log ends near today
    source = TOP / "src" / "selfcare"
    files = ("facts/kinds.py", "log/layout.py", "log/recounts.py", "log/upgrades.py")
    code = [Path(__file__).with_name("made_log.py"), *(source / one for one in files)]
    key = hashlib.sha256(b"".join(one.read_bytes() for one in code)).hexdigest()[:12]
    folder = BENCH / f"days-{days}-to-{last.isoformat()}-{key}"
    if folder.exists():
        return folder, None
    for old in BENCH.glob(f"days-{days}-*"):
        shutil.rmtree(old)
    before = time.perf_counter()  # noqa: TID251 - to measure is what this package is for
    aside = BENCH / "days.part"
    shutil.rmtree(aside, ignore_errors=True)
    words = [sys.executable, "-m", "benchmarks.made_log", str(aside), last.isoformat(), str(days)]
    subprocess.run(words, cwd=TOP, check=True)
    # Silent: the first session asks whether it is heard, and would wait here for an answer.
    (aside / "settings.toml").write_text('voice = "no"\ntones = false\n')
    aside.rename(folder)
    return folder, time.perf_counter() - before  # noqa: TID251 - same


def _size(folder: Path) -> float:
    return sum(one.stat().st_size for one in folder.iterdir()) / 1e6
