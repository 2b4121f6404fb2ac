"""Run programs and measure each: time to its end or to the first words that matter, and its own peak of memory."""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import statistics
import sys
import time
from contextlib import contextmanager
from os import environ  # noqa: TID251 - what is measured gets our surroundings, in a home of its own
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

TOP = Path(__file__).parents[1]
BENCH = TOP / ".bench"
ROUTINES = TOP / "routines"
NOTHING_LOADED = (sys.executable, "-c", "pass")
FIRST_SCREEN = "none of these|this morning"
SELFCARE = (sys.executable, "-m", "selfcare")
"""Not the script that an installer writes: that of older pips imports `re` first, 8 ms that are not ours."""

_clock = time.perf_counter  # noqa: TID251 - to measure is what this package is for


class Run(NamedTuple):
    """One run: milliseconds, megabytes at its peak, and milliseconds of the processor, which a busy machine changes less.

    A peak below that of this process cannot be seen.
    """

    ms: float
    mb: float
    cpu: float


class Task(NamedTuple):
    """What is measured: its name, its words, its surroundings; `until`, words at a terminal that end the time."""

    name: str
    words: tuple[str, ...]
    home: Path | None = None
    until: str | None = None
    code: int = 0


def surroundings(home: Path | None) -> Mapping[str, str]:
    """The environment of a run: ours, but that selfcare keeps everything in `home`."""
    ours = {name: value for name, value in environ.items() if not name.startswith(("SELFCARE_", "PYTHON"))}
    own = {} if home is None else {"SELFCARE_HOME": str(home), "HOME": str(home), "XDG_CONFIG_HOME": str(home)}
    return {**ours, **own, "TERM": "xterm", "NO_COLOR": "1"}


def run(task: Task) -> Run:
    """Run it once."""
    return _to_first_words(task, task.until) if task.until else _to_its_end(task)


def _to_its_end(task: Task) -> Run:
    null = os.open(os.devnull, os.O_RDWR)
    files = [(os.POSIX_SPAWN_DUP2, null, one) for one in (0, 1, 2)]
    before = _clock()
    child = os.posix_spawn(task.words[0], task.words, surroundings(task.home), file_actions=files)
    _, status, used = os.wait4(child, 0)
    spent = _clock() - before
    os.close(null)
    if (code := os.waitstatus_to_exitcode(status)) != task.code:
        sys.exit(f"{' '.join(map(str, task.words))} ended with {code} instead of {task.code}.")
    return Run(spent * 1000, _megabytes(used.ru_maxrss), (used.ru_utime + used.ru_stime) * 1000)


def _to_first_words(task: Task, words: str) -> Run:
    before = _clock()
    child, screen = pty.fork()
    if not child:
        os.execve(task.words[0], task.words, surroundings(task.home))  # noqa: S606 - no shell is wanted
    heard = ""
    while not any(one in heard for one in words.split("|")):
        if not select.select([screen], [], [], 60)[0]:
            sys.exit(f"{' '.join(task.words)} does not say {words!r}, but: {heard}")
        heard += os.read(screen, 4096).decode(errors="replace")
    spent = _clock() - before
    os.kill(child, signal.SIGKILL)
    used = os.wait4(child, 0)[2]
    os.close(screen)
    return Run(spent * 1000, _megabytes(used.ru_maxrss), (used.ru_utime + used.ru_stime) * 1000)


def _megabytes(peak: int) -> float:
    return peak / (1024 * 1024 if sys.platform == "darwin" else 1024)


def interleaved(tasks: Sequence[Task], rounds: int) -> list[Run]:
    """The median of each, all of them run in turn in each round, so that a busy minute meets all alike."""
    for task in tasks:
        run(task)  # once for the disk's cache and the byte code
    runs = [[run(task) for task in tasks] for _ in range(rounds)]
    return [
        Run(*(statistics.median(one[part] for one in column) for part in range(3)))
        for column in zip(*runs, strict=True)
    ]


@contextmanager
def fresh(name: str) -> Iterator[Path]:
    """A new folder under .bench, gone afterwards."""
    folder = BENCH / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def prepared() -> None:
    """Make .bench, which keeps itself out of git."""
    BENCH.mkdir(exist_ok=True)
    (BENCH / ".gitignore").write_text("*\n")


def loaded(home: Path) -> Path:
    """The home with a shipped routine loaded, one that has begun whatever the day is."""
    text = (ROUTINES / "first-session.toml").read_text()
    file = home.parent / f"{home.name}.toml"
    file.write_text(re.sub(r"(?m)^start = .*$", "start = 2020-01-06", text))
    home.mkdir(parents=True, exist_ok=True)
    # Silent: the first session asks whether it is heard, and would wait here for an answer.
    (home / "settings.toml").write_text('voice = "no"\ntones = false\n')
    _to_its_end(Task("load", (*SELFCARE, "load", str(file)), home))
    return home
