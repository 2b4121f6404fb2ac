"""One table for all measurements: what was measured, its figure, its yardstick, its budget."""

from __future__ import annotations

from typing import NamedTuple


class Row(NamedTuple):
    """A line: the name, its figure in words, what it is held against, and whether it is `within` its budget, if any.

    `instead` stands where neither can be said.
    """

    name: str
    figure: str
    beside: str = ""
    budget: str = ""
    within: bool | None = None
    instead: str = ""


def show(title: str, rows: list[Row]) -> None:
    """Print a part of the table at once, so that a long run can be followed."""
    widths = [max([len(row[column]) for row in rows], default=0) for column in range(4)]  # type: ignore[arg-type]
    print(f"\n{title}")
    for row in rows:
        verdict = {None: row.instead, True: "met", False: "NOT MET"}[row.within]
        cells = [row.name.ljust(widths[0]), row.figure.rjust(widths[1]), row.beside.ljust(widths[2])]
        print("  " + "   ".join([*cells, row.budget.ljust(widths[3]), verdict]).rstrip(), flush=True)
