"""Days and what became of what they asked, as one inline SVG: a column a week, a mark an outcome, each of its own shape.

Nothing is told by colour alone.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from selfcare.pictures.element import element, key_of, mark
from selfcare.text.day_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_WEEK_ROW: Final = 7
_MOST_WIDE: Final = 660
_NAMES: Final = 34
_HEAD: Final = 16
_LINE: Final = 53
"""Weeks in one band: a year."""
_NAMED_DAYS: Final = 15
"""The least height of a row beside which its name finds room."""
_NAMED_WEEKS: Final = 34
"""The least width of a column above which its first day finds room."""
_IN_A_ROW: Final = 2
_IN_A_CELL: Final = 4

_GREEN: Final = "#0b5c6b"
_RED: Final = "#a4001d"
_GREY: Final = "#4a4f57"
MARKS: Final[dict[str, str]] = {
    "done": f'<circle r="5" fill="{_GREEN}"/>',
    "played": f'<circle r="4.4" fill="none" stroke="{_GREEN}" stroke-width="1.2"/><circle r="2.2" fill="{_GREEN}"/>',
    "partly": f'<circle r="4.4" fill="none" stroke="{_GREEN}" stroke-width="1.2"/><path d="M0-4.4A4.4 4.4 0 0 1 0 4.4Z" '
    f'fill="{_GREEN}"/>',
    "reported": f'<circle r="4.4" fill="none" stroke="{_GREEN}" stroke-width="1.6"/>',
    "missed": f'<path d="M-4-4L4 4M4-4L-4 4" stroke="{_RED}" stroke-width="1.8"/>',
    "away": f'<path d="M-4.5 0H4.5" stroke="{_GREY}" stroke-width="2"/>',
    "held": f'<path d="M-2-4.5V4.5M2-4.5V4.5" stroke="{_GREY}" stroke-width="1.8"/>',
    "blocked": f'<path d="M0-5L5 4H-5Z" fill="none" stroke="{_RED}" stroke-width="1.6"/>',
    "open": f'<circle r="1.4" fill="{_GREY}"/>',
    "extra": f'<path d="M-4.5 0H4.5M0-4.5V4.5" stroke="{_GREEN}" stroke-width="1.8"/>',
    "not assigned": f'<path d="M0-5L5 0L0 5L-5 0Z" fill="none" stroke="{_GREY}" stroke-width="1.4"/>',
}
"""Each outcome's own shape about the middle of its cell, five units to each side."""


def calendar_svg(days: Mapping[dt.date, Sequence[str]], weeks: Mapping[dt.date, Sequence[str]], *, title: str) -> str:
    """The outcomes of each day, and those that belong to a week (its Monday) and no day of it. `title` is read aloud."""
    every = sorted({_monday(day) for day in (*days, *weeks)})
    mondays = [every[0] + dt.timedelta(weeks=number) for number in range((every[-1] - every[0]).days // 7 + 1)]
    bands = [mondays[at : at + _LINE] for at in range(0, len(mondays), _LINE)]
    rows = 8 if weeks else 7
    cell = max(12, min(38, (_MOST_WIDE - _NAMES) // len(bands[0])))
    wide, band = _NAMES + cell * len(bands[0]), _HEAD + rows * cell + 8
    drawn = []
    for number, columns in enumerate(bands):
        drawn.append(f'<g transform="translate({_NAMES} {number * band + _HEAD})">')
        drawn += _names(cell, rows)
        drawn += _heads(columns, cell)
        for column, monday in enumerate(columns):
            for row in range(_WEEK_ROW):
                found = days.get(monday + dt.timedelta(days=row))
                drawn += _cell(column, row, cell, found) if found is not None else ()
            if found := weeks.get(monday):
                drawn += _cell(column, _WEEK_ROW, cell, found)
        drawn.append("</g>")
    key = key_of(sorted(days.items()), sorted(weeks.items()), title)
    return element(wide, band * len(bands), drawn, key=key, title=title, size=10)


def mark_svg(outcome: str) -> str:
    """One outcome's mark alone, for the key; what it means stands beside it."""
    return mark(MARKS[outcome])


def _names(cell: int, rows: int) -> Iterator[str]:
    for row, name in enumerate((*WEEKDAYS, "week")[:rows]):
        if cell >= _NAMED_DAYS or row % 2 == 0 or row == _WEEK_ROW:
            yield f'<text x="-5" y="{row * cell + cell / 2 + 3.5:.1f}" text-anchor="end" fill="currentColor">{name}</text>'


def _heads(columns: Sequence[dt.date], cell: int) -> Iterator[str]:
    """The day on which a week begins: where there is little room, the first of a month only."""
    for column, monday in enumerate(columns):
        if cell >= _NAMED_WEEKS:
            name = f"{monday.day} {MONTHS[monday.month - 1]}"
        elif column == 0 or (monday - dt.timedelta(weeks=1)).month != monday.month:
            name = MONTHS[monday.month - 1]
        else:
            continue
        yield f'<text x="{column * cell + 1}" y="-5" fill="currentColor">{name}</text>'


def _cell(column: int, row: int, cell: int, outcomes: Sequence[str]) -> Iterator[str]:
    """A box, and in it the marks side by side; of more than four, the number of the rest."""
    x, y = column * cell, row * cell
    yield f'<rect x="{x}" y="{y}" width="{cell - 1}" height="{cell - 1}" fill="none" stroke="#b9bec6" stroke-width="0.7"/>'
    across = 1 if len(outcomes) <= 1 else _IN_A_ROW
    size = (cell - 1) / across
    shown = outcomes if len(outcomes) <= _IN_A_CELL else outcomes[: _IN_A_CELL - 1]
    for number, outcome in enumerate(shown):
        down = 0.5 * cell - 0.5 if len(outcomes) <= _IN_A_ROW else (number // across + 0.5) * size
        middle = (number % across + 0.5) * size
        scale = min(1.4, size / 13)
        yield f'<g transform="translate({x + middle:.1f} {y + down:.1f}) scale({scale:.2f})">{MARKS[outcome]}</g>'
    if len(outcomes) > len(shown):
        yield (
            f'<text x="{x + 1.5 * size:.1f}" y="{y + 1.5 * size + 3:.1f}" text-anchor="middle" font-size="{size * 0.8:.0f}" '
            f'fill="currentColor">+{len(outcomes) - len(shown)}</text>'
        )


def _monday(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=day.weekday())
