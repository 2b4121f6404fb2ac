"""The power goes at a random moment: of what was written since the last sync each piece is there, there in part, or gone.

All writes of the log are recorded, and replayed up to a random one of them onto a copy of the disk as it was before. What
was synced is there. A file that was never synced may be missing altogether. SQLite's shared memory is not on the disk.
"""

from __future__ import annotations

import random  # noqa: TID251 - the cuts are drawn from a seed that is printed
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest

from log.disks import Disk, Operation
from log.made import made, session, written
from selfcare.facts import kinds
from selfcare.log.integrity import check_integrity
from selfcare.log.store import Log

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from selfcare.log.upgrades import Upgrade

SEED = 20261130
SECTOR = 512
BEFORE = made(*session("a", "2026-01-01"))
BATCHES = [
    made(
        kinds.Note("2026-01-02", f"set {number}" * (1 + number % 7 * 100)),
        *session(f"s{number}", "2026-01-02"),
        first=n,
    )
    for number, n in enumerate(range(100, 2100, 100))
]


class Recording(NamedTuple):
    """All that was done to the disk, and after how many operations each batch was acknowledged."""

    before: dict[str, bytes]
    done: list[Operation]
    acknowledged: list[int]


class Careless(Disk):
    """The same disk, but the log does not wait for its writes: `synchronous = NORMAL`."""

    def open_to_write(self, path: Path, upgrades: Sequence[Upgrade]) -> Any:
        """Open the log, and spoil the one setting."""
        connection = super().open_to_write(path, upgrades)
        connection.execute("PRAGMA synchronous = NORMAL")
        return connection


def recorded(folder: Path, disk: Disk) -> Recording:
    """Write all batches."""
    written(folder, BEFORE)
    before = {path.name: path.read_bytes() for path in folder.iterdir() if path.suffix != ".lock"}
    acknowledged = []
    with Log.open(folder, write=True, open_to_write=disk.open_to_write) as log:
        for batch in BATCHES:
            log.append(batch)
            acknowledged.append(len(disk.done))
    return Recording(before, disk.done, acknowledged)


def cut(recording: Recording, at: int, chance: random.Random, folder: Path) -> None:
    """Make the folder as it may be found when the power went after so many operations."""
    contents = {name: bytearray(data) for name, data in recording.before.items()}
    waiting: dict[str, list[Operation]] = defaultdict(list)
    durable = set(contents)
    for operation in recording.done[:at]:
        name = operation.name
        match operation.what:
            case "sync":
                for one in waiting.pop(name, ()):
                    _do(contents.setdefault(name, bytearray()), one)
                durable.add(name)
            case "delete":  # that it is gone may itself not have come so far
                if chance.random() < 0.5:
                    contents.pop(name, None)
                    durable.discard(name)
                waiting.pop(name, None)
            case _:
                waiting[name].append(operation)
    for name, operations in waiting.items():
        if name not in durable and chance.random() < 0.3:
            continue
        content = contents.setdefault(name, bytearray())
        for one in operations:
            _do(content, _part(one, chance))
    folder.mkdir()
    for name, content in contents.items():
        (folder / name).write_bytes(content)


def _part(operation: Operation, chance: random.Random) -> Operation:
    """A write that was not synced: whole, torn at a sector, or gone."""
    how = chance.choice(["whole", "torn", "gone"])
    if how == "whole" or (operation.what == "cut" and how == "torn"):
        return operation
    if how == "gone" or operation.what != "write":
        return Operation("nothing", operation.name)
    sectors = chance.randint(0, len(operation.data) // SECTOR)
    return operation._replace(data=operation.data[: sectors * SECTOR])


def _do(content: bytearray, operation: Operation) -> None:
    if operation.what == "cut":
        del content[operation.at :]
    elif operation.what == "write":
        content.extend(b"\0" * (operation.at - len(content)))
        content[operation.at : operation.at + len(operation.data)] = operation.data


def lost(recording: Recording, at: int, folder: Path) -> int:
    """Return how many acknowledged facts the log lacks; it must be sound, hold whole batches only, and go on."""
    acknowledged = [
        fact for batch, after in zip(BATCHES, recording.acknowledged, strict=True) if after <= at for fact in batch
    ]
    with Log.open(folder, write=True) as log:
        facts = set(log.facts())
        for batch in BATCHES:
            assert set(batch) <= facts or not set(batch) & facts
        log.append(made(kinds.Back("2026-01-05"), first=9000))
    assert check_integrity(folder) == []
    return len({*BEFORE, *acknowledged} - facts)


def cuts(tmp_path: Path, disk: Disk, count: int) -> tuple[int, int]:
    """Cut the power so many times; in how many of them facts were lost, and how many cuts met something unsynced."""
    recording = recorded(tmp_path / "home", disk)
    chance = random.Random(SEED)  # noqa: S311 - repeatable, not secret
    losing = 0
    for number in range(count):
        at = chance.randint(0, len(recording.done))
        cut(recording, at, chance, tmp_path / str(number))
        losing += lost(recording, at, tmp_path / str(number)) > 0
    return losing, len(recording.done)


def told(capsys: pytest.CaptureFixture[str], count: int, losing: int, operations: int) -> None:
    """Print the figure of this proof."""
    with capsys.disabled():
        print(  # noqa: T201
            f"\n{count} power cuts (seed {SEED}) within {operations} operations of the disk: "
            f"in {losing} of them an acknowledged fact was lost"
        )


def test_a_few_power_cuts_lose_no_acknowledged_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """25 cuts; see the proof below."""
    losing, operations = cuts(tmp_path, Disk(), 25)
    told(capsys, 25, losing, operations)
    assert losing == 0


def test_the_simulation_finds_what_is_lost(tmp_path: Path) -> None:
    """With SQLite told not to wait for the disk, the same cuts lose acknowledged facts: the proof could fail."""
    losing, _ = cuts(tmp_path, Careless(), 25)
    assert losing > 0


@pytest.mark.prove
def test_three_hundred_power_cuts_lose_no_acknowledged_fact(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What was acknowledged is there after each of 300 cuts, in whole batches, in a sound log that goes on."""
    losing, operations = cuts(tmp_path, Disk(), 300)
    told(capsys, 300, losing, operations)
    assert losing == 0
