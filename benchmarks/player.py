"""The player beside termdown: how late, how steady and at what cost it is, in one run, idle and with two busy processes.

All programs run side by side, so that whatever else the machine does meets each alike; one of them only waits, and shows how
late the machine itself is. A goal that is missed by no more than that, or while others keep the machine busy, is named as not
met and fails nobody's build.
"""

from __future__ import annotations

import json
import os
import re
import statistics
import subprocess  # noqa: TID251 - termdown is installed by pip
import sys
from contextlib import nullcontext
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.metronome import SECONDS
from benchmarks.running import FIRST_SCREEN, NOTHING_LOADED, SELFCARE, Task, fresh, interleaved, loaded
from benchmarks.table import Row
from benchmarks.watching import Seen, Shown, busy, watched

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

BUSY = 2
SIZES = ((80, 24), (140, 40))
P99_MS = {"idle": 5.0, "busy": 20.0}
DRIFT_MS = 1.0
"""Less is none: the loop counts in whole milliseconds."""
CPU_S = 0.5
FIRST_MS = 300.0
FIRST_TIMES = 18.0
"""Against the bare interpreter, where the machine is slower than the one that the 300 ms are of."""
ROUNDS = 11
_OURS = re.compile(rb"Second ()(\d+)\.")
_TERMDOWN = re.compile(rb"\x1b\]2;(?:(\d+)m )?(\d+)s?\x07")
"""It writes the seconds into the window's title, just before it draws them."""


def rows() -> list[Row]:
    """Lateness, drift and CPU of each; then how long until there is something to see."""
    with fresh("player") as folder:
        termdown = _installed(folder)
        made = [] if termdown else [Row("termdown", "skipped", "PyPI is out of reach")]
        for load in P99_MS:
            with busy(BUSY) if load == "busy" else nullcontext():
                made += _played(folder, load, termdown)
        return made + _first_screens(folder, termdown)


def _installed(folder: Path) -> str | None:
    python = folder / "venv" / "bin" / "python"
    for words in (
        (sys.executable, "-m", "venv", str(folder / "venv")),
        (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "termdown"),
    ):
        if subprocess.run(words, capture_output=True, timeout=300, check=False).returncode:
            return None
    return str(python.with_name("termdown"))


def _played(folder: Path, load: str, termdown: str | None) -> list[Row]:
    shown = []
    for columns, lines in SIZES:
        size = (columns, lines)
        (home := folder / f"{load}-{columns}").mkdir()
        words = (sys.executable, "-m", "benchmarks.metronome", "play", str(home))
        shown.append(Shown(f"selfcare {columns}x{lines}", words, size, _OURS, home))
        if termdown:
            shown.append(Shown(f"termdown {columns}x{lines}", (termdown, str(SECONDS + 30)), size, _TERMDOWN, home))
    (home := folder / f"{load}-wait").mkdir()
    wait = (sys.executable, "-m", "benchmarks.metronome", "wait", str(home))
    bare = subprocess.Popen(wait)
    seen = watched(shown, SECONDS + 1)
    bare.wait()
    machine = json.loads((home / "late.json").read_text())
    noise = _noise(machine, load)
    made = [Row(f"{load}: a process that only waits, p99", f"{_p99(machine):.1f} ms", _spread(machine))]
    for one, what in zip(shown, seen, strict=True):
        made += _rows(load, one, what, noise)
    return made


class Noise(NamedTuple):
    """What the machine adds: milliseconds that a process is late which only waits; what else kept the machine busy."""

    late: float
    others: str


def _noise(machine: Sequence[float], load: str) -> Noise:
    """Busy by others: more is wanted of the processors than there are, our own two busy processes left out."""
    wanted, there = os.getloadavg()[0] - (BUSY if load == "busy" else 0), os.cpu_count() or 1
    others = f"others keep {wanted:.1f} of {there} processors busy" if wanted > there else ""
    return Noise(_p99(machine), others)


def _rows(load: str, one: Shown, seen: Seen, noise: Noise) -> list[Row]:
    cpu = "not told" if seen.cpu is None else f"{seen.cpu:.2f} s"
    drawn = Row("  redrawn after the soonest, p99", f"{_p99(seen.late):.1f} ms", _spread(seen.late))
    if one.mark is not _OURS:
        return [
            drawn._replace(name=f"{load}: {one.name}, redrawn, p99"),
            Row("  drift", f"{_drift(seen.late):+.1f} ms"),
            Row("  CPU a minute", cpu),
        ]
    late: list[float] = json.loads((one.home / "late.json").read_text())
    assert len(late) == SECONDS, late
    goal, p99, drift = P99_MS[load], _p99(late), _drift(late)
    excuse = noise.others or (f"the machine itself is {noise.late:.1f} ms late" if p99 - noise.late <= goal else "")
    cue = Row(f"{load}: {one.name}, a cue, p99", f"{p99:.1f} ms", _spread(late), f"{goal:g} ms")
    return [
        _judged(cue, excuse, met=p99 <= goal),
        Row(f"  drift, {load}, {one.name}", f"{drift:+.1f} ms", "", "0", abs(drift) < DRIFT_MS),
        drawn,
        Row(
            f"  CPU a minute, {load}, {one.name}",
            cpu,
            "",
            f"{CPU_S:g} s",
            None if seen.cpu is None else seen.cpu <= CPU_S,
        ),
    ]


def _first_screens(folder: Path, termdown: str | None) -> list[Row]:
    home = loaded(folder / "home")
    tasks = [Task("bare", NOTHING_LOADED), Task("start", (*SELFCARE, "start"), home, FIRST_SCREEN)]
    tasks += [Task("termdown", (termdown, "60"), folder, "\x1b]2;")] if termdown else []
    bare, *found = interleaved(tasks, ROUNDS)
    made = [
        Row(f"{name}, to first screen", f"{one.ms:.0f} ms", f"{one.ms / bare.ms:.1f} x python -c pass")
        for name, one in zip(("selfcare start", "termdown"), found, strict=False)
    ]
    ours = found[0].ms
    slow = f"python -c pass itself takes {bare.ms:.0f} ms" if ours <= FIRST_TIMES * bare.ms else ""
    excuse = _noise([0], "first screens").others or slow
    goal = made[0]._replace(budget=f"{FIRST_MS:g} ms")
    return [_judged(goal, excuse, met=ours <= FIRST_MS), *made[1:]]


def _judged(row: Row, excuse: str, *, met: bool) -> Row:
    """The goal is met, or not; where it is not and the machine is why, that is said, and is no failure of ours."""
    return row._replace(instead=f"not met: {excuse}") if excuse and not met else row._replace(within=met)


def _p99(late: Sequence[float]) -> float:
    return sorted(late)[round(0.99 * (len(late) - 1))]


def _spread(late: Sequence[float]) -> str:
    return f"p50 {statistics.median(late):.1f}, at the most {max(late):.1f} ms"


def _drift(late: Sequence[float]) -> float:
    """How much later the soonest of the last half minute is than the soonest of the first."""
    return min(late[-30:]) - min(late[:30])
