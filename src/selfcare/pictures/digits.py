"""Seconds in digits as large as there is room for: thick strokes, rounded corners, every digit equally wide.

A digit is made of seven strokes on a grid of dots; a dot is half a cell (and so is square), or without Unicode a whole one.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final, NamedTuple

SMALLEST: Final = 3
"""Rows of the smallest digits; with less room the text stands as it is."""

# Top, upper right, lower right, bottom, lower left, upper left, middle.
_STROKES: Final = {
    "0": "abcdef",
    "2": "abged",
    "3": "abgcd",
    "4": "fgbc",
    "5": "afgcd",
    "6": "afgedc",
    "7": "abc",
    "8": "abcdefg",
    "9": "abcdfg",
}

# What meets at the corner, and what must be absent: right or left, upper or lower of the box, then its own half.
_CORNERS: Final = (
    ("af", "", "left", "first", "top"),
    ("ab", "", "right", "first", "top"),
    ("de", "", "left", "last", "bottom"),
    ("dc", "", "right", "last", "bottom"),
    ("bg", "c", "right", "last", "middle"),
    ("fg", "e", "left", "last", "middle"),
    ("eg", "f", "left", "first", "middle"),
    ("cg", "b", "right", "first", "middle"),
)

# Three and four rows without Unicode have no room for strokes of their own: the digits of a pocket calculator.
_SMALL: Final = {
    "0": (" _ ", "| |", "|_|"),
    "1": ("   ", "  |", "  |"),
    "2": (" _ ", " _|", "|_ "),
    "3": (" _ ", " _|", " _|"),
    "4": ("   ", "|_|", "  |"),
    "5": (" _ ", "|_ ", " _|"),
    "6": (" _ ", "|_ ", "|_|"),
    "7": (" _ ", "  |", "  |"),
    "8": (" _ ", "|_|", "|_|"),
    "9": (" _ ", "|_|", " _|"),
    ":": (" ", ".", "."),
}


class _Size(NamedTuple):
    """All in dots: the box of a digit, its strokes down and across, the gap between digits, and the rounding of corners."""

    wide: int
    high: int
    down: int
    across: int
    gap: int
    bend: int


@lru_cache(maxsize=512)
def digits(text: str, columns: int, rows: int, *, unicode: bool) -> tuple[str, ...]:
    """The largest digits that fit into the room, as rows that are all exactly as wide as needed.

    `text` is made of 0-9 and ":"; any other character leaves a gap. Where not even three rows fit, it is `text` itself.
    """
    for high in range(rows, SMALLEST - 1, -1):
        if _wide(text, high, unicode=unicode) <= columns:
            return _drawn(text, high, unicode=unicode)
    return (text,)


def _wide(text: str, rows: int, *, unicode: bool) -> int:
    """The cells that the text would take, without drawing it."""
    if not unicode and rows <= SMALLEST + 1:
        return sum(len(_SMALL.get(one, ("  ",))[0]) for one in text) + len(text) - 1
    size = _half_cells(rows) if unicode else _whole_cells(rows)
    return sum(size.wide if one.isdigit() else size.down for one in text) + size.gap * (len(text) - 1)


def _drawn(text: str, rows: int, *, unicode: bool) -> tuple[str, ...]:
    if not unicode and rows <= SMALLEST + 1:
        return tuple(" ".join(_SMALL.get(one, ("  ",) * 3)[row] for one in text) for row in range(SMALLEST))
    size = _half_cells(rows) if unicode else _whole_cells(rows)
    glyphs = [_glyph(one, size) for one in text]
    lines = [(" " * size.gap).join(glyph[row] for glyph in glyphs) for row in range(size.high)]
    if not unicode:
        return tuple(line.replace("x", "#") for line in lines)
    if len(lines) % 2:
        lines.append(" " * len(lines[0]))
    return tuple(
        "".join(_HALVES[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(lines[::2], lines[1::2], strict=True)
    )


_HALVES: Final = {(" ", " "): " ", ("x", " "): "▀", (" ", "x"): "▄", ("x", "x"): "█"}


def _half_cells(rows: int) -> _Size:
    high = 2 * rows
    if rows == SMALLEST:
        return _Size(wide=5, high=5, down=2, across=1, gap=1, bend=1)
    stroke = max(2, round(high / 5.4))
    return _Size(max(3 * stroke, round(0.62 * high)), high, stroke, stroke, max(2, round(0.7 * stroke)), stroke)


def _whole_cells(rows: int) -> _Size:
    across = max(1, round(rows / 6))
    down = max(2, 2 * across)
    return _Size(max(3 * down, round(1.2 * rows)), rows, down, across, max(2, down), across)


@lru_cache(maxsize=128)
def _glyph(one: str, size: _Size) -> tuple[str, ...]:
    if one == ":":
        return _colon(size)
    if one == "1":
        return _one(size)
    strokes = _STROKES.get(one)
    if strokes is None:
        return (" " * size.down,) * size.high
    return tuple(
        "".join("x" if _inked(strokes, x, y, size) else " " for x in range(size.wide)) for y in range(size.high)
    )


def _colon(size: _Size) -> tuple[str, ...]:
    height = size.across
    upper = round(size.high * 0.32 - height / 2)
    inked = {row for start in (upper, size.high - upper - height) for row in range(start, start + height)}
    return tuple(("x" if row in inked else " ") * size.down for row in range(size.high))


def _one(size: _Size) -> tuple[str, ...]:
    """A stem in the middle with a flag to its left."""
    left = (size.wide - size.down + 1) // 2
    flag = max(1, size.down)
    rows = []
    for row in range(size.high):
        start = left
        if row < size.across + flag // 2:
            start = max(0, left - flag + max(0, row - size.across + 1) * 2 + (1 if row == 0 else 0))
            start = min(start, left)
        if row == 0:
            start = left
        rows.append((" " * start + "x" * (left + size.down - start)).ljust(size.wide))
    return tuple(rows)


def _inked(strokes: str, x: int, y: int, size: _Size) -> bool:
    middle = (size.high - size.across) // 2
    rows = {
        "a": range(size.across),
        "d": range(size.high - size.across, size.high),
        "g": range(middle, middle + size.across),
    }
    upper, lower = range(middle + size.across), range(middle, size.high)
    inked = any(y in rows[stroke] for stroke in strokes if stroke in rows)
    if x < size.down:
        inked = inked or ("f" in strokes and y in upper) or ("e" in strokes and y in lower)
    if x >= size.wide - size.down:
        inked = inked or ("b" in strokes and y in upper) or ("c" in strokes and y in lower)
    return inked and not _cut(strokes, x, y, size)


def _cut(strokes: str, x: int, y: int, size: _Size) -> bool:
    """Whether the dot is cut away from an outer corner, to round it."""
    middle = (size.high - size.across) // 2
    box = {
        "top": range(size.across),
        "bottom": range(size.high - size.across, size.high),
        "middle": range(middle, middle + size.across),
    }
    for met, absent, hand, end, at in _CORNERS:
        if not set(met) <= set(strokes) or set(absent) & set(strokes):
            continue
        from_side = x if hand == "left" else size.wide - 1 - x
        from_end = y - box[at].start if end == "first" else box[at].stop - 1 - y
        if not (0 <= from_side < size.bend and 0 <= from_end < size.bend):
            continue
        if (size.bend - from_side - 0.5) ** 2 + (size.bend - from_end - 0.5) ** 2 > size.bend**2:
            return True
    return False
