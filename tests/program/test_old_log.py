"""What is older than a command of today looks back is still all there where everything is asked for."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from program.real import HEAD, exercise, loaded, ran
from selfcare.facts.history import History
from selfcare.facts.kinds import Body, Fact, Rated, SessionBegun, SessionEnded, SetBegun, SetEnded, TextKept
from selfcare.home.clock import now
from selfcare.log.past import LOOK_BACK
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
DAY_MS = 86_400_000


def test_the_exports_hold_a_session_of_long_ago(tmp_path: Path) -> None:
    """A session three times as old as a day's decision looks back: csv and jsonl have it, and the history shows it."""
    home = loaded(tmp_path / "home", QUICK)
    at = now().at - 3 * LOOK_BACK * DAY_MS
    with Log.open(home, write=True) as log:
        text = History(log.facts()).of(TextKept)[0][1].sha256
        day = now()._replace(at=at).day().isoformat()
        bodies: tuple[Body, ...] = (
            SessionBegun("old", day, text, "full", ()),
            Rated("soreness", "before", day, 7, "calf", None, "old"),
            SetBegun("old", "calf", "left", 1, 1, 0),
            SetEnded("old", "calf", "left", 1, 1, 1000, 1000, 1000, "whole"),
            SessionEnded("old", "ran to the end", 1000, 0),
        )
        log.append([Fact(f"old{n}", at + n, 0, None, "T001", body) for n, body in enumerate(bodies)])
    assert ran(home, "export", "csv", "--to", str(tmp_path)).code == 0
    (folder,) = tmp_path.glob("selfcare-*")
    assert day in folder.name
    for name in ("sessions", "sets", "ratings"):
        with (folder / f"{name}.csv").open(encoding="utf-8-sig", newline="") as file:
            assert len(list(csv.DictReader(file))) == 1, name
    assert ran(home, "export", "jsonl", "--to", str(tmp_path)).code == 0
    (lines,) = tmp_path.glob("selfcare-*/facts.jsonl")
    assert sum('"old"' in line for line in lines.read_text().splitlines()) == 5
    assert lines.parent.name == f"{folder.name}-2"
    assert "1 of 1" in ran(home, "history").out or "0 of 0" in ran(home, "history").out
