"""A damaged log: what of it can still be read, what is lost and of which days, and a sound log in its place.

The damaged file is kept as it is, under another name. Nothing is done about one that a newer selfcare wrote.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import shutil
from collections import Counter
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.codec import UnknownFact, from_json
from selfcare.facts.kinds import SessionBegun
from selfcare.facts.moment import Moment
from selfcare.home.files import cannot
from selfcare.home.paths import log_file
from selfcare.home.system import sync_folder
from selfcare.log.carving import carve
from selfcare.log.integrity import check_integrity
from selfcare.log.locks import WriterLock, hold_session
from selfcare.log.refusals import newer
from selfcare.log.rows import row_of
from selfcare.log.store import Log
from selfcare.log.sums import sum_of
from selfcare.text.errors import OurFault

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from selfcare.facts.kinds import Fact
    from selfcare.log.carving import Record

_COLUMNS = 8
_ID = re.compile(r"[0-9a-f]{32}")


class Remains(NamedTuple):
    """What can be read of a damaged log.

    `lost` counts, by day, the facts that are known to have been in it; `about`: those of which only the day of the
    one before is known, or nothing (""). `sessions` are the days of sessions of which something is lost.
    """

    facts: list[Fact]
    lost: Mapping[str, int]
    about: Mapping[str, int]
    sessions: tuple[str, ...]


def remains(folder: Path) -> Remains:
    """Go through the damaged log of this folder, and those that an earlier rescue laid aside; nothing is written.

    Raises:
        LogUnreadable: a newer selfcare wrote some of it.
        OurFault: the system lets nobody read it.
    """
    path = log_file(folder).resolve()
    facts: dict[str, Fact] = {}
    numbers: dict[int, Fact] = {}
    index: list[Record] = []
    for file in (path, *sorted(path.parent.glob("log.damaged-*.sqlite3"))):
        try:
            found = carve(file, lambda record: _fact(record, path) is not None)
        except OSError as error:
            raise cannot("read", file, error) from None
        for number, record in found.table:
            fact = _fact(record, path)
            if fact is not None:
                facts[fact.id] = fact
                if file == path:
                    numbers[number] = fact
        index += found.entries if file == path else []
    return _remains(facts, numbers, index)


def replace_log(folder: Path, facts: Iterable[Fact], today: dt.date) -> Path:
    """Put a sound log of these facts in the place of the damaged one; where that is kept now.

    At every moment there is a log: the damaged one, then the sound one. Nobody else may be playing or writing.
    """
    path = log_file(folder).resolve()  # a link to it stays a link
    aside = path.with_name("log.rescue")
    with hold_session(folder):
        writer = WriterLock(folder)
        try:
            with writer.held():
                shutil.rmtree(aside, ignore_errors=True)
                with Log.open(aside, write=True) as log:
                    log.merge(facts)
                if trouble := check_integrity(aside):
                    raise OurFault(f"The saved log could not be read back, so nothing was changed. {trouble[0]}")
                kept = _keep(path, today)
                log_file(aside).replace(path)
                sync_folder(path.parent)
                shutil.rmtree(aside, ignore_errors=True)
        except OSError as error:
            raise cannot("write", path, error) from error
        finally:
            writer.close()
    return kept


def _keep(path: Path, today: dt.date) -> Path:
    """Give the damaged file a second name, and move away what lies beside it: SQLite would add it to the new log."""
    number, kept = 1, path.with_name(f"log.damaged-{today.isoformat()}.sqlite3")
    while os.path.lexists(kept):
        number += 1
        kept = path.with_name(f"log.damaged-{today.isoformat()}-{number}.sqlite3")
    try:
        os.link(path, kept)
    except OSError:
        shutil.copyfile(path, kept)  # a disk that knows no second name
    for end in ("-wal", "-journal"):
        beside = path.with_name(path.name + end)
        with suppress(FileNotFoundError):
            if beside.stat().st_size:
                beside.rename(kept.with_name(kept.name + end))
            else:
                beside.unlink()
    path.with_name(path.name + "-shm").unlink(missing_ok=True)
    sync_folder(path.parent)
    return kept


def _fact(record: Record, path: Path) -> Fact | None:
    """The fact of a row, if what lies beside it says that it is whole. Without a sum, each look-up column must agree."""
    if len(record) not in (_COLUMNS - 1, _COLUMNS) or not isinstance(record[6], str):
        return None
    text, summed = record[6], record[7:] == (sum_of(record[6]),)
    if len(record) == _COLUMNS and not summed:
        return None
    try:
        fact = from_json(text)
        if summed or row_of(fact)[: _COLUMNS - 1] == record:
            return fact
    except UnknownFact:
        if summed:
            raise newer(path) from None
    except OurFault:
        pass
    return None


def _remains(facts: dict[str, Fact], numbers: dict[int, Fact], index: list[Record]) -> Remains:
    """Name the loss. Rows are numbered without a gap, and an index keeps each one's moment, another its session."""
    moments, days, sessions, begun = _told(index, {fact.id for fact in facts.values()})
    begun |= {fact.body.session: fact.body.day for fact in facts.values() if isinstance(fact.body, SessionBegun)}
    offset = max(facts.values(), key=lambda fact: fact.at).offset if facts else 0
    lost: Counter[str] = Counter()
    about: Counter[str] = Counter()
    broken: set[str] = set()
    before: Fact | None = None
    last = max(
        (*numbers, *(number for number in moments if number <= max(numbers, default=0) + len(moments))), default=0
    )
    for number in range(1, last + 1):
        if number in numbers:
            before = numbers[number]
            continue
        session = sessions.get(number)
        if session in begun:
            broken.add(begun[session])
        day = days.get(number) or begun.get(session or "")
        if day or number in moments:
            lost[day or _day(moments[number], offset)] += 1
        else:
            about[_day(before.at, before.offset) if before else ""] += 1
    ordered = sorted(facts.values(), key=lambda fact: (fact.at, fact.id))
    return Remains(ordered, dict(sorted(lost.items())), dict(sorted(about.items())), tuple(sorted(broken)))


def _day(at: int, offset: int) -> str:
    return Moment(at, offset).day().isoformat()


def _told(
    index: list[Record], known: set[str]
) -> tuple[dict[int, int], dict[int, str], dict[int, str], dict[str, str]]:
    """What the indexes tell by a row's number: its moment, its day, its session; and each session's day."""
    moments: dict[int, int] = {}
    days: dict[int, str] = {}
    sessions: dict[int, str] = {}
    begun: dict[str, str] = {}
    for record in index:
        match record:
            case (int(at), str(name), int(number)) if _ID.fullmatch(name) and name not in known and 0 < at < 2**48:
                moments[number] = at
            case (str(day), None | str() as session, int(number)):
                with suppress(ValueError):
                    days[number] = dt.date.fromisoformat(day).isoformat()
                    if session is not None:
                        begun.setdefault(session, days[number])
            case (str(session), int(number)):
                sessions[number] = session
            case _:
                continue
    return moments, days, sessions, begun
