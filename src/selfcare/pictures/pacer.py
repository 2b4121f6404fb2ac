"""Shapes that move with the exercise: along a region, filling and emptying, and elapsed against a ceiling."""

from __future__ import annotations

from math import sqrt
from typing import Final

_FROM_LEFT: Final = " ▏▎▍▌▋▊▉█"
_FROM_BELOW: Final = " ▁▂▃▄▅▆▇█"
_EIGHTHS: Final = 8
_MARKER: Final = 2
_ENDS: Final = 2


def track(columns: int, fraction: float, *, unicode: bool) -> str:
    """A line `columns` wide between two ends, with a marker at `fraction` (0 to 1) of the way, exact to half a cell.

    The caller lets the fraction go from 0 to 1 and back, as the stroke does. There are no block glyphs that fill a cell from
    the right by eighths, so a marker that moves freely has halves.
    """
    room = columns - _ENDS
    if room < _MARKER + 1:
        return _bar(max(columns, 0), fraction, unicode=unicode)
    if not unicode:
        at = round(_held(fraction) * (room - 1))
        return f"|{'-' * at}O{'-' * (room - 1 - at)}|"
    halves = round(_held(fraction) * 2 * (room - _MARKER))
    at = halves // 2
    if halves % 2:
        return f"├{'─' * at}▐█▌{'─' * (room - _MARKER - 1 - at)}┤"
    return f"├{'─' * at}██{'─' * (room - _MARKER - at)}┤"


def breath(columns: int, rows: int, fraction: float, *, unicode: bool) -> tuple[str, ...]:
    """A round shape, `rows` of exactly `columns` cells, full from below up to `fraction` (0 to 1) of its height.

    Exact to an eighth of a row; what is empty is dotted, so that the whole shape is seen without colour.
    """
    level = _held(fraction) * rows
    return tuple(_layer(columns, rows, row, level - (rows - 1 - row), unicode=unicode) for row in range(rows))


def against(columns: int, fraction: float, ceiling_label: str, *, unicode: bool) -> str:
    """Elapsed against a ceiling, exactly `columns` wide: a bar, exact to an eighth of a cell, up to a mark with its label.

    The label is left out where the bar would be shorter than it.
    """
    label = f" {ceiling_label}" if ceiling_label else ""
    ends = 1 if unicode else _ENDS
    room = columns - len(label) - ends
    if room < max(len(label), _ENDS):
        label, room = "", columns - ends
    if room < 1:
        return _bar(max(columns, 0), fraction, unicode=unicode)
    bar = _bar(room, fraction, unicode=unicode)
    return f"{bar}┃{label}" if unicode else f"[{bar}]{label}"


def _bar(columns: int, fraction: float, *, unicode: bool) -> str:
    if not unicode:
        full = round(_held(fraction) * columns)
        return "#" * full + "." * (columns - full)
    full, part = divmod(round(_held(fraction) * columns * _EIGHTHS), _EIGHTHS)
    bar = "█" * full + (_FROM_LEFT[part] if part else "")
    return bar + "─" * (columns - len(bar))


def _layer(columns: int, rows: int, row: int, level: float, *, unicode: bool) -> str:
    """One row of the round shape; `level` is how much of this row is full, 1 or more: all."""
    down = (row + 0.5) / rows * 2 - 1
    wide = max(1, round(columns * sqrt(1 - down * down)))
    wide -= (columns - wide) % 2
    wide = max(wide, 2 - columns % 2) if columns > 1 else columns
    if unicode:
        part = round(_held(level) * _EIGHTHS)
        glyph = _FROM_BELOW[part] if part else "·"
    else:
        glyph = "#" if _held(level) >= 0.5 else "."  # noqa: PLR2004 - a half, rounded
    return (glyph * wide).center(columns)


def _held(fraction: float) -> float:
    return min(1.0, max(0.0, fraction))
