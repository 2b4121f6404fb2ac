"""A backup: one file with all of the log; and what a log and a backup hold that the other does not."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.codec import from_json, to_json
from selfcare.facts.history import moment
from selfcare.facts.kinds import Corrected
from selfcare.home.new_files import write_numbered
from selfcare.log.integrity import check_file
from selfcare.log.refusals import NewerLog
from selfcare.log.store import Log
from selfcare.log.sums import sum_of
from selfcare.text.errors import LogUnreadable, NotFound, SelfcareError
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from selfcare.facts.kinds import Fact


class Difference(NamedTuple):
    """How many facts, by their days, only the log holds and only the backup; and how many both hold.

    `other` counts those that have the same id and say something else: then it is no backup of this log.
    """

    here: Mapping[str, int]
    there: Mapping[str, int]
    both: int
    other: int


def back_up(log: Log, path: Path) -> Path:
    """Write the log into a new file of that name, or of that name with a number, and give it. It was read back and is sound.

    Raises:
        LogUnreadable: the log is damaged; there is no file then.
        NotFound: there is no such folder.
        OurFault: the system refuses.
    """

    def write(aside: Path) -> None:
        log.copy(aside)
        if trouble := check_file(aside):
            raise LogUnreadable(
                f"The log could be copied, but something is wrong in it, so that there is no backup. "
                f"{trouble[0].replace(str(aside), 'the copy')} To look closer, type: selfcare doctor"
            )

    return write_numbered(path, write)


def open_backup(path: Path) -> Log:
    """The backup, which is whole and can be read.

    Raises:
        NotFound: there is no such file.
        LogUnreadable: it is no backup, damaged, or newer.
        OurFault: the system does not let it be read.
    """
    if not path.is_file():
        raise NotFound(f"There is no file {visible(str(path))}. A backup is what selfcare backup wrote.")
    with path.open("rb"):
        pass
    try:
        log = Log.read(path)
    except NewerLog:
        raise LogUnreadable(
            f"The backup {visible(str(path))} was written by a newer selfcare. Nothing was changed: update selfcare."
        ) from None
    except SelfcareError:
        raise _unusable(path) from None
    if check_file(path):
        log.close()
        raise _unusable(path)
    return log


def difference(here: Iterable[Fact], there: Iterable[Fact]) -> Difference:
    """What the two hold, told apart by id."""
    mine = {fact.id: (sum_of(to_json(fact)), day_of(fact)) for fact in here}
    missing: Counter[str] = Counter()
    both = other = 0
    for fact in there:
        found = mine.pop(fact.id, None)
        if found is None:
            missing[day_of(fact)] += 1
        elif found[0] == sum_of(to_json(fact)):
            both += 1
        else:
            other += 1
    return Difference(Counter(day for _, day in mine.values()), missing, both, other)


def day_of(fact: Fact) -> str:
    """The day that a fact is of, as its body says, or on which it was recorded."""
    said = fact.body.body if isinstance(fact.body, Corrected) else fact.body
    return getattr(said, "day", None) or moment(fact).day().isoformat()


def facts_of(log: Log) -> Iterator[Fact]:
    """Each fact, one in memory at a time."""
    return map(from_json, log.lines())


def _unusable(path: Path) -> LogUnreadable:
    return LogUnreadable(
        f"{visible(str(path))} is no backup that can be read whole: it is damaged, or something else. Nothing was changed. "
        "Choose another backup."
    )
