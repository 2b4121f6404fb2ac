"""A column, read from the hint of a field: what its cells are, and what they mean."""

from __future__ import annotations

import datetime as dt
import inspect
from collections.abc import Callable, Iterator  # noqa: TC003 - named tuples keep their hints readable at run time
from functools import cache
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin, get_type_hints

from selfcare.exports.tables.index import Index  # noqa: TC001 - same

Kind: TypeAlias = Literal["text", "whole number", "tenths", "yes or no", "day", "moment"]

Patient: TypeAlias = Annotated[str, "Code of the patient."]
Sha256: TypeAlias = Annotated[
    str | None,
    "The text of the routine, by the SHA-256 of its file's bytes in hex: the text in force when it began, for a missed "
    "occasion the text that asked it. The text itself is in the jsonl export.",
]

_KINDS: dict[Any, Kind] = {
    str: "text",
    int: "whole number",
    float: "tenths",
    bool: "yes or no",
    dt.date: "day",
    dt.datetime: "moment",
}


class Column(NamedTuple):
    """One column: `words` are all that its cells can say, `bounds` its lowest and highest; `always`: no cell is empty."""

    name: str
    kind: Kind
    says: str
    words: tuple[str, ...]
    bounds: range | None
    always: bool


class Table(NamedTuple):
    """One table. `row` is the named tuple of its rows; `key` names one row; `refers` pairs a column with another table.

    `by_days`: its rows stand in the order of days, and those of one stretch of days after those of the stretch before.
    """

    name: str
    title: str
    row: type
    rows: Callable[[Index], Iterator[tuple[Any, ...]]]
    key: tuple[str, ...] = ()
    refers: tuple[tuple[str, str], ...] = ()
    by_days: bool = True

    @property
    def columns(self) -> tuple[Column, ...]:
        """The columns in their order."""
        return _columns(self.row)

    @property
    def says(self) -> str:
        """What stands in the table: its row's docstring, as one line."""
        return " ".join((inspect.getdoc(self.row) or "").split())


@cache
def _columns(row: type) -> tuple[Column, ...]:
    return tuple(_column(name, hint) for name, hint in get_type_hints(row, include_extras=True).items())


def _column(name: str, hint: Any) -> Column:
    bare, *beside = get_args(hint)
    arms = get_args(bare) if get_origin(bare) in (UnionType, Union) else (bare,)
    words = tuple(word for arm in arms if get_origin(arm) is Literal for word in get_args(arm))
    kind = "text" if words else next(_KINDS[arm] for arm in arms if arm is not NoneType)
    bounds = next((one for one in beside if isinstance(one, range)), None)
    return Column(name, kind, beside[0], words, bounds, NoneType not in arms)
