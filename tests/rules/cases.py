"""The cases in tests/rules/cases: for each rule one that fires it, and a near miss.

A case is a routine file, or a folder with `routine.toml` and what else must be known: `health.toml` (conditions),
`facts.jsonl` (the log) with `now.toml` (the moment).
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.codec import from_json
from selfcare.facts.health import Condition, Health
from selfcare.facts.history import History
from selfcare.facts.moment import Moment, local_ms
from selfcare.routine.building import parse_checked
from selfcare.rules import check

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding

CASES = Path(__file__).parent / "cases"


class Loaded(NamedTuple):
    """A case as `check` takes it."""

    routine: Routine
    health: Health | None
    history: History | None
    now: Moment | None

    def findings(self) -> tuple[Finding, ...]:
        """What the rules say."""
        return check(self.routine, self.health, self.history, self.now)


def files(code: str, name: str) -> dict[str, str]:
    """The texts of a case by their file names."""
    whole = CASES / code / name
    found = sorted(whole.iterdir()) if whole.is_dir() else [whole.with_suffix(".toml")]
    return {("routine.toml" if not whole.is_dir() else one.name): one.read_text("utf-8") for one in found}


def load(code: str, name: str) -> Loaded:
    """A case. The routine is taken as it stands: two rules are about files that reading refuses already."""
    texts = files(code, name)
    health = history = now = None
    if "health.toml" in texts:
        conditions = tomllib.loads(texts["health.toml"])["condition"]
        health = Health(tuple(Condition(**one) for one in conditions))
    if "facts.jsonl" in texts:
        history = History(map(from_json, texts["facts.jsonl"].splitlines()))
        at: dt.datetime = tomllib.loads(texts["now.toml"])["now"]
        offset = at.utcoffset()
        assert offset is not None
        minutes = round(offset.total_seconds() / 60)
        now = Moment(local_ms(at, minutes), minutes)
    return Loaded(parse_checked(texts["routine.toml"]), health, history, now)
