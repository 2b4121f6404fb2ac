"""The sets of one session as one row: their facts packed together, and what was counted of them beside.

The facts are what counts. What was counted is believed only where this version counted it, it is as it was written, and the
session has no other row; a row is never changed, so it cannot be counted from anything else.
"""

from __future__ import annotations

import re
import zlib
from json import loads
from typing import TYPE_CHECKING, Any, NamedTuple

from selfcare import __version__
from selfcare.facts.kinds import SetBegun, SetEnded
from selfcare.facts.recount import counted
from selfcare.log.recounts import heard, told
from selfcare.log.sums import sum_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfcare.facts.kinds import Fact
    from selfcare.facts.recount import Counted

OF_SETS = (SetBegun, SetEnded)
"""The kinds of fact that are packed."""

_QUICK = 1  # zlib's quickest: a session's lines are so alike that they shrink to an eighth all the same
_ID = re.compile(
    r'"id":("(?:[^"\\]|\\.)*")'
)  # of such a fact no field but its id has that name; in a text quotes are escaped


class Piece(NamedTuple):
    """What a row holds of a session, but for whose it is and its number."""

    facts: int
    stamp: str
    counted: str
    sum: int
    packed: bytes


def packed(some: Sequence[tuple[Fact, str]]) -> Piece:
    """These facts of one session, each with its canonical text, in the order of recording."""
    together = zlib.compress("\n".join([text for _, text in some]).encode("utf-8", "surrogatepass"), _QUICK)
    sums = told(counted([fact for fact, _ in some]))
    return Piece(len(some), _stamp(sums), sums, zlib.crc32(together), together)


def lines(together: bytes, beside: int) -> list[str] | None:
    """The texts that were packed; None when they are not what was written."""
    if zlib.crc32(together) != beside:
        return None
    try:
        return zlib.decompress(together).decode("utf-8", "surrogatepass").split("\n")
    except (zlib.error, ValueError):
        return None


def sums(stamp: str, kept: str) -> Counted | None:
    """What was counted, if it can be believed."""
    return heard(kept) if stamp == _stamp(kept) else None


def ids(texts: Iterable[str]) -> list[str]:
    """The id in each of these texts."""
    return [_plain(found[1]) for found in map(_ID.search, texts) if found]


def _plain(quoted: str) -> str:
    if "\\" not in quoted:
        return quoted[1:-1]
    name: Any = loads(quoted)
    return str(name)


def _stamp(kept: str) -> str:
    return f"{__version__} {sum_of(kept)}"
