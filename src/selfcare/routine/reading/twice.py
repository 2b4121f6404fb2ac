"""Slips of writing something a second time: a key, a table, a header with one pair of brackets for two."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.spot import KEY, mark
from selfcare.routine.reading.wording import ARRAYS_OF_TABLES
from selfcare.text.diagnostics import Problem
from selfcare.text.spans import Span, line_column, line_end

if TYPE_CHECKING:
    from selfcare.routine.reading.spot import Spot
_AGAIN: Final = ("Cannot overwrite", "Duplicate inline", "twice", "Cannot mutate", "Cannot redefine", "other than list")
_HEADER: Final = re.compile(r"[ \t]*+(\[\[?)([^\]\n]*+)\]")
_WRITTEN_KEY: Final = re.compile(r"[ \t]*+([^=\n]*+)=")


def twice(spot: Spot) -> Problem | None:
    """A key or a table that stands in the text already."""
    if not any(word in spot.message for word in _AGAIN):
        return None
    head = _HEADER.match(spot.text, spot.scene.start)
    return _table(spot, head) if head else _key(spot)


def _table(spot: Spot, head: re.Match[str]) -> Problem:
    name = head[2].strip()
    where = Span(head.start(1), line_end(spot.text, head.start(1)))
    if name in ARRAYS_OF_TABLES and head[1] == "[":
        what = f"The second [{name}] needs two pairs of brackets, and so does the first."
        return Problem("table-twice", what, f"Write [[{name}]] each time.", where)
    if name in ARRAYS_OF_TABLES:
        what = f"[[{name}]] cannot follow `{name}` written in another way above."
        return Problem("table-twice", what, f"Write [[{name}]] each time, in two pairs of brackets.", where)
    what = f"[{name}] stands in the file already."
    return Problem("table-twice", what, "Move these keys to the first one, and take this line out.", where)


def _key(spot: Spot) -> Problem:
    if spot.scene.opened:
        found = KEY.search(spot.text, spot.scene.start, spot.scene.value)
    else:
        found = _WRITTEN_KEY.match(spot.text, spot.scene.start)
    where = Span(found.start(1), found.start(1) + len(found[1].rstrip())) if found else mark(spot.at, spot)
    name = spot.text[where.start : where.end]
    first = re.compile(rf"^[ \t]*{re.escape(name)}[ \t]*=", re.MULTILINE)
    earlier = [one.start() for one in first.finditer(spot.text, 0, spot.scene.start)]
    table = spot.text.rfind("\n[", 0, spot.scene.start)
    line = line_column(spot.text, earlier[-1])[0] if earlier and earlier[-1] > table else None
    what = f"`{name}` is written twice" + (f"; first on line {line}." if line else ".")
    return Problem("written-twice", what, "Keep one of the two.", where)
