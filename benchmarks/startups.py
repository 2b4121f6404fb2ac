"""How long a command takes to its end, as a multiple of the bare interpreter in the same rounds; beside two peers."""

from __future__ import annotations

import subprocess  # noqa: TID251 - the peers are installed by pip
import sys
from typing import TYPE_CHECKING

from benchmarks.running import FIRST_SCREEN, NOTHING_LOADED, ROUTINES, SELFCARE, Task, fresh, interleaved, loaded
from benchmarks.table import Row

if TYPE_CHECKING:
    from pathlib import Path

ROUNDS = 21
PEER_ROUNDS = 15
START_MS = 350
"""`start` is within its budget below this, or below its ratio: the smaller promise of the two on a slow machine."""

_JRNL = """
colors: {{body: none, date: none, tags: none, title: none}}
default_hour: 9
default_minute: 0
editor: ''
encrypt: false
highlight: false
indent_character: '|'
journals: {{default: {{journal: {journal}}}}}
linewrap: 79
tagsymbols: '@'
template: false
timeformat: '%Y-%m-%d %H:%M'
version: v4.6
"""


def rows() -> list[Row]:
    """Each command with its budget."""
    with fresh("startups") as folder:
        home = loaded(folder / "home")
        tasks = [
            (Task("--version", (*SELFCARE, "--version"), home), 1.6),
            (Task("--help", (*SELFCARE, "--help"), home), 8.0),
            (Task("today", (*SELFCARE, "today"), home), 8.0),
            (Task("due", (*SELFCARE, "due"), home), 8.0),
            (Task("sore calf 2 left", (*SELFCARE, "sore", "calf", "2", "left"), home), 8.0),
            (Task("history", (*SELFCARE, "history"), home), 8.0),
            (Task("check, one file", (*SELFCARE, "check", str(ROUTINES / "first-session.toml")), home), 20.0),
            (Task("start, to first screen", (*SELFCARE, "start"), home, FIRST_SCREEN), 18.0),
        ]
        bare, *found = interleaved([Task("bare", NOTHING_LOADED), *(task for task, _ in tasks)], ROUNDS)
    made = [Row("python -c pass", f"{bare.ms:.0f} ms", "1.0 x")]
    for (task, budget), one in zip(tasks, found, strict=True):
        ratio = one.ms / bare.ms
        within = ratio <= budget or (task.until is not None and one.ms <= START_MS)
        also = f" or {START_MS} ms" if task.until else ""
        made.append(Row(task.name, f"{one.ms:.0f} ms", f"{ratio:.2f} x", f"{budget:g} x{also}", within))
    return made


def peers() -> list[Row]:
    """Two kept time and diary tools, as PyPI gives them, in a venv that is thrown away; nothing when it cannot be had."""
    with fresh("peers") as folder:
        python = folder / "venv" / "bin" / "python"
        making = [
            (sys.executable, "-m", "venv", str(folder / "venv")),
            (str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "td-watson", "jrnl"),
        ]
        for words in making:
            if subprocess.run(words, capture_output=True, timeout=300, check=False).returncode:
                return [Row("watson, jrnl", "skipped", "PyPI is out of reach")]
        watson, jrnl = str(python.with_name("watson")), str(python.with_name("jrnl"))
        tasks = [
            *(Task(f"watson {words}", (watson, *words.split()), folder) for words in ("--version", "--help", "log")),
            *(Task(f"jrnl {words}", (jrnl, *words.split()), _diary(folder)) for words in ("--version", "--help", "-5")),
        ]
        bare, *found = interleaved([Task("bare", (str(python), "-c", "pass")), *tasks], PEER_ROUNDS)
    return [
        Row("python -c pass", f"{bare.ms:.0f} ms", "1.0 x"),
        *(
            Row(task.name, f"{one.ms:.0f} ms", f"{one.ms / bare.ms:.2f} x")
            for task, one in zip(tasks, found, strict=True)
        ),
    ]


def _diary(folder: Path) -> Path:
    journal = folder / "journal.txt"
    journal.write_text("".join(f"[2026-01-{day:02d} 09:00] Rolled both calves.\n\n" for day in range(1, 29)))
    (folder / "jrnl").mkdir(exist_ok=True)
    (folder / "jrnl" / "jrnl.yaml").write_text(_JRNL.format(journal=journal))
    return folder
