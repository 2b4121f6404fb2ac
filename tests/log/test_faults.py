"""The disk fails at each write, each sync and each deletion in turn: no acknowledged fact is lost, and the log goes on."""

from __future__ import annotations

import shutil
import sqlite3  # noqa: TID251 - an older log is made here
from contextlib import closing, suppress
from typing import TYPE_CHECKING, NamedTuple

import apsw
import pytest

from log.disks import Disk
from log.made import made, session, written
from log.test_upgrades import FIRST_LAYOUT
from selfcare.facts import kinds
from selfcare.home.paths import log_file
from selfcare.log.integrity import check_integrity
from selfcare.log.store import Log
from selfcare.text.errors import SelfcareError

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.facts.kinds import Fact

BEFORE = made(*session("a", "2026-01-01"))
BATCHES = [
    made(*session("b", "2026-01-02"), first=100),
    made(kinds.Note("2026-01-02", "long words " * 1500), first=200),
    made(*session("c", "2026-01-03", sets=40), first=300),
]


class Fault(NamedTuple):
    """How the disk fails: once or from then on, by which error, with half of it written."""

    once: bool
    error: int
    half: bool


FAULTS = [
    Fault(once, error, half)
    for once in (True, False)
    for error, half in ((apsw.SQLITE_FULL, True), (apsw.SQLITE_IOERR_WRITE, False), (apsw.SQLITE_READONLY, False))
]


def begun(folder: Path, state: str) -> list[Fact]:
    """Make the log that is there before: none, one of today, one of the first version."""
    if state == "no log":
        folder.mkdir()
        return []
    written(folder, BEFORE)
    if state == "an older log":
        with closing(sqlite3.connect(log_file(folder))) as connection:
            connection.executescript(FIRST_LAYOUT)
    return BEFORE


def played(folder: Path, disk: Disk) -> list[Fact]:
    """Write the batches on that disk; return the facts that were acknowledged. What is refused is refused in a sentence."""
    acknowledged: list[Fact] = []
    with suppress(SelfcareError), Log.open(folder, write=True, open_to_write=disk.open_to_write) as log:
        for batch in BATCHES:
            with suppress(SelfcareError):
                log.append(batch)
                acknowledged += batch
    return acknowledged


def kept(folder: Path, before: list[Fact], acknowledged: list[Fact]) -> None:
    """All that was acknowledged is there, no batch is there in part, the log is sound, and the next command writes."""
    assert check_integrity(folder) == []
    with Log.open(folder, write=False) as log:
        facts = set(log.facts())
    assert {*before, *acknowledged} <= facts
    for batch in BATCHES:
        assert set(batch) <= facts or not set(batch) & facts
    assert facts <= {*before, *(fact for batch in BATCHES for fact in batch)}
    with Log.open(folder, write=True) as log:
        for batch in BATCHES:
            log.append(batch)
        assert set(log.facts()) == {*before, *(fact for batch in BATCHES for fact in batch)}


STATES = pytest.mark.parametrize("state", ["no log", "a log", "an older log"])


def tried(tmp_path: Path, state: str, every: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Let every so many-th operation of the disk fail, by each fault in turn (`every` 1: by all), and tell the figures."""
    before = begun(tmp_path / "before", state)
    shutil.copytree(tmp_path / "before", tmp_path / "whole")
    whole, all_of_it = Disk(), sum(map(len, BATCHES))
    assert len(played(tmp_path / "whole", whole)) == all_of_it
    points = range(0, len(whole.done), every)
    count = refused = acknowledged = 0
    for number in points:
        for fault in FAULTS if every == 1 else [FAULTS[number // every % len(FAULTS)]]:
            folder = tmp_path / "tried"
            shutil.copytree(tmp_path / "before", folder)
            disk = Disk(number, once=fault.once, error=fault.error, half=fault.half)
            done = played(folder, disk)
            assert disk.failed, "the fault was met"
            kept(folder, before, done)
            count += 1
            refused += len(done) < all_of_it
            acknowledged += len(done)
            shutil.rmtree(folder)
    assert refused
    assert acknowledged
    with capsys.disabled():
        print(  # noqa: T201 - the figure of this proof
            f"\n{state}: {count} faults at {len(points)} of {len(whole.done)} points of writing, {refused} of them refused; "
            f"{acknowledged} facts acknowledged, 0 lost"
        )


@STATES
def test_a_fault_at_some_writes_loses_no_acknowledged_fact(
    tmp_path: Path, state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """At every ninth operation of the disk; see the proof below."""
    tried(tmp_path, state, 9, capsys)


@pytest.mark.prove
@STATES
def test_a_fault_at_any_write_loses_no_acknowledged_fact(
    tmp_path: Path, state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """At each operation of the disk, in each of six manners. How many points were tried is told."""
    tried(tmp_path, state, 1, capsys)
