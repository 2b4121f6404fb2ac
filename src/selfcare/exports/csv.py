"""Tables that open by double-click in a spreadsheet: alarms first, conditions, days, sessions, sets, ratings ....

RFC 4180: comma, CRLF, a header row. UTF-8 with a byte order mark, always: without it a double-click shows "é" as "Ã©" in
Excel. A text that a spreadsheet would run has an apostrophe before it; a number is never touched.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from functools import lru_cache
from io import StringIO
from itertools import islice
from typing import TYPE_CHECKING, Any

from selfcare.adherence.report import counts_of
from selfcare.exports.tables.alarms import ALARMS
from selfcare.exports.tables.conditions import CONDITIONS
from selfcare.exports.tables.days import DAYS
from selfcare.exports.tables.index import Index
from selfcare.exports.tables.measures import MEASURES
from selfcare.exports.tables.package import package
from selfcare.exports.tables.ratings import RATINGS
from selfcare.exports.tables.rules import RULES
from selfcare.exports.tables.sessions import SESSIONS
from selfcare.exports.tables.sets import SETS
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from selfcare.adherence.report import Result
    from selfcare.exports.material import Material, Stream
    from selfcare.exports.tables.columns import Kind, Table

TABLES = (ALARMS, CONDITIONS, DAYS, SESSIONS, SETS, RATINGS, MEASURES, RULES)
BOM = b"\xef\xbb\xbf"
CELLS = (
    "The files begin with a byte order mark (Python: utf-8-sig). In a text cell a control character is written out, as "
    "\\u001b. Where a cell's text, or a part of it after a semicolon, begins with = + - @ (also wide ones, also after "
    "blanks or quotes) or with an apostrophe, an apostrophe was put before it, lest a spreadsheet run it: take that one "
    "away to have the text. An empty cell is never 0: it means not asked or not known, as its column says."
)

_AT_ONCE = 1000

# After a semicolon too: where that is the list separator (most of Europe), Excel cuts an opened file there, quotes or not.
# An apostrophe of the text's own is doubled, so that the text can be had back.
_WOULD_RUN = re.compile(r"""(?:^|(?<=;))(?=[\s"']*[=+\-@\uff1d\uff0b\uff0d\uff20]|')""")


def render(material: Material) -> Iterator[Stream]:
    """The tables, some days at a time, and their description."""
    found: Counter[Result] = Counter()
    for number, days in enumerate(material.parts()):
        index = Index(material, days)
        found.update(one.result for one in index.occasions if not one.so_far)
        for table in TABLES:
            if table.by_days or number == 0:
                yield f"{table.name}.csv", written(table, index, head=number == 0)
    yield "datapackage.json", iter([package(material, TABLES, counts_of(found), "utf-8", CELLS)])


@lru_cache(maxsize=8192)
def harmless(text: str) -> str:
    """The text as a cell that no spreadsheet runs: hidden characters shown, an apostrophe before what would be a formula."""
    return _WOULD_RUN.sub("'", visible(text))


_CELLS: dict[Kind, Callable[[Any], str] | None] = {
    "text": harmless,
    "whole number": None,  # as it is: the writer writes digits, and nothing for None
    "tenths": "{:.1f}".format,
    "yes or no": lambda value: "yes" if value else "no",
    "day": dt.date.isoformat,
    "moment": dt.datetime.isoformat,
}


def written(table: Table, index: Index, *, head: bool = True) -> Iterator[bytes]:
    """The table as a CSV file, some rows at a time; without its head where it goes on."""
    if head:
        yield header(table)
    yield from rows_of(table, index)


def header(table: Table) -> bytes:
    """The beginning of the file: the byte order mark, and the names of the columns."""
    return BOM + _lines([[column.name for column in table.columns]])


def rows_of(table: Table, index: Index) -> Iterator[bytes]:
    """The rows of one patient, some at a time."""
    cells = [_CELLS[column.kind] for column in table.columns]
    rows = table.rows(index)
    while some := list(islice(rows, _AT_ONCE)):
        # Column by column: half the cost of row by row, and a year of sets has 100,000 cells.
        columns = [
            values if cell is None else ["" if value is None else cell(value) for value in values]
            for cell, values in zip(cells, zip(*some, strict=True), strict=True)
        ]
        yield _lines(zip(*columns, strict=True))


def _lines(rows: Iterable[Sequence[object]]) -> bytes:
    out = StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()
