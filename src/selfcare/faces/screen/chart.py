"""Soreness week by week: the median of each, a bar for it, how many scores there were, and what is within wobble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.adherence.trend import WOBBLE
from selfcare.faces.naming import number, place
from selfcare.faces.screen.cells import blank, cut, fit, words
from selfcare.faces.screen.look import Block, Line, Size, Span
from selfcare.facts.kinds import WORST_PLACE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.adherence.trend import Trend, Week
    from selfcare.adherence.weeks import RecordWeek

LABEL: Final = 8
"""Cells before the first week of a row."""
_HIGHEST: Final = 10
_EIGHTHS: Final = " ▁▂▃▄▅▆▇█"


def soreness_charts(
    trends: Sequence[Trend],
    moved: Sequence[str],
    weeks: Sequence[RecordWeek],
    across: int,
    size: Size,
    *,
    unicode: bool,
) -> tuple[Block, int]:
    """Each trend as high as there is room for, bars of several rows or of one; and how many found none."""
    columns, free = size
    drawn: list[Line] = []
    for index, (trend, said) in enumerate(zip(trends, moved, strict=True)):
        later = len(trends) - index
        spare = free - len(drawn) - later * _SMALL
        if free - len(drawn) < _SMALL:
            return tuple(drawn), later
        rows = min(_MOST_ROWS, spare - 1) if spare > _LEAST_ROWS else 0
        drawn += [blank(columns)] if rows else []
        drawn += _chart(trend, said, weeks, across, Size(columns, rows), unicode=unicode)
    if not trends and free:
        drawn.append(words("Soreness before sessions: not asked so far.", "dim", columns))
    return tuple(drawn), 0


_SMALL: Final = 3
"""Rows of a trend without a chart: its title, its medians, each with a bar of one cell, and its numbers of scores."""
_LEAST_ROWS: Final = 4
_MOST_ROWS: Final = 7


def _title(trend: Trend, said: str, columns: int) -> Line:
    where = "your worst place" if trend.region == WORST_PLACE else place(trend.region, trend.side)
    return fit((Span(f"Soreness, {cut(where, 26)}: ", "dim"), Span(said, "strong")), columns)


def _chart(trend: Trend, said: str, weeks: Sequence[RecordWeek], across: int, size: Size, *, unicode: bool) -> Block:
    """Bars of the weekly medians between 0 and 10, with a dotted band round the first: a change within it may be wobble."""
    columns, rows = size
    by_number = {one.number: one for one in trend.weeks}
    found = [by_number.get(one.number) for one in weeks]
    base = next((one for one in trend.weeks if one.median is not None), None)
    lines = [_title(trend, said, columns)]
    edge = "│" if unicode else "|"
    for height in range(rows - 1, -1, -1):
        low, high = height * _HIGHEST / rows, (height + 1) * _HIGHEST / rows
        label = "10 " if height == rows - 1 else "0 " if height == 0 else ""
        parts = [Span(f"{label.rjust(LABEL - 2)}{edge} ", "dim")]
        dotted = base is not None and low < (base.median or 0) + WOBBLE and high > (base.median or 0) - WOBBLE
        for week in found:
            parts += _bar(week, low, high, across, dotted=dotted, unicode=unicode)
        lines.append(fit(parts, columns))
    middles = [[Span(_median(week, base), "strong")] for week in found]
    if not rows and unicode:
        # A half keeps the cell short: a bar and "3½~" are four.
        short = [
            [Span(_tip(week), "lit"), Span(one[0].text.replace(".5", "½"), "strong")]
            for week, one in zip(found, middles, strict=True)
        ]
        middles = short
    lines.append(row("middle", middles, across, columns))
    lines.append(row("scores", [[Span(str(week.readings) if week else "", "dim")] for week in found], across, columns))
    return tuple(lines)


def row(label: str, cells: Sequence[Sequence[Span]], across: int, columns: int) -> Line:
    """A label and a cell for each week, each `across` wide, in a line of `columns`."""
    parts = [Span(label.ljust(LABEL), "dim")]
    for cell in cells:
        parts += fit(cell, across)
    return fit(parts, columns)


def _median(week: Week | None, base: Week | None) -> str:
    """The median, marked where it is within wobble of the first; "-" where no score was answered."""
    if week is None:
        return ""
    if week.median is None or base is None or base.median is None:
        return "-"
    wobbles = week is not base and abs(week.median - base.median) < WOBBLE
    return f"{number(week.median)}{'~' if wobbles else ''}"


def _tip(week: Week | None) -> str:
    """A bar of one cell: 10 is full."""
    if week is None or week.median is None:
        return ""
    return _EIGHTHS[round(week.median * 8 / _HIGHEST)]


def _bar(week: Week | None, low: float, high: float, across: int, *, dotted: bool, unicode: bool) -> list[Span]:
    """One cell row of a week's bar."""
    wide = across - 2
    empty = ("·" if unicode else ".") if dotted else " "
    value = None if week is None else week.median
    if value is None or value <= low:
        return [Span(empty * across, "rail")]
    share = min(1.0, (value - low) / (high - low))
    full = "█" if unicode else "#"
    glyph = full if share >= 1 else (_EIGHTHS[max(1, round(share * 8))] if unicode else ("#" if share >= 0.5 else "_"))
    return [Span(glyph * wide, "lit"), Span(empty * (across - wide), "rail")]
