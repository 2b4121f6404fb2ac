"""Spans, lines and blocks by the cell: cut, filled up, set side by side. A wide character takes two cells, a mark none.

Every function gives lines of exactly the width that was asked for; that is what keeps a frame inside its screen.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Literal, TypeAlias

from selfcare.faces.screen.look import Block, Line, Role, Span
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Align: TypeAlias = Literal["left", "center", "right"]
_JOINERS = frozenset("\u200c\u200d")
_EMOJI = "\ufe0f"
_TONES = range(0x1F3FB, 0x1F400)


def _cells_of(character: str) -> int:
    """Cells of one character, at the most: a terminal that draws an emoji narrower leaves a gap, none runs over."""
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


@lru_cache(maxsize=2048)
def width(text: str) -> int:
    """The cells of a text."""
    if text.isascii():
        return len(text)
    return sum(map(_cells_of, text))


@lru_cache(maxsize=512)
def plain(text: str) -> str:
    """A stranger's text on one line: nothing hidden, no joined or varied emoji, whose width no two terminals agree on."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(one for one in visible(text) if one not in _JOINERS and one != _EMOJI and ord(one) not in _TONES)


@lru_cache(maxsize=1024)
def ascii_only(text: str) -> str:
    """The text in as many cells of ASCII: letters without their marks, and "?" for what has no such letter."""
    if text.isascii():
        return text
    letters = {"…": "."}
    found: list[str] = []
    for one in text:
        base = letters.get(one, unicodedata.normalize("NFKD", one)[0])
        cells = _cells_of(one)
        found.append(base if base.isascii() and cells == 1 else "?" * cells)
    return "".join(found)


@lru_cache(maxsize=1024)
def cut(text: str, room: int, ellipsis: str = "…") -> str:
    """As much of the text as fits into `room` cells; what was cut is shown by the ellipsis where there is room."""
    if width(text) <= room:
        return text
    room = max(room, 0)
    keep = room - len(ellipsis) if room > len(ellipsis) + 1 else room
    kept: list[str] = []
    used = 0
    for character in text:
        used += _cells_of(character)
        if used > keep:
            break
        kept.append(character)
    return "".join(kept).rstrip() + (ellipsis if keep < room else "")


def measure(line: Iterable[Span]) -> int:
    """The cells of a line."""
    return sum(width(span.text) for span in line)


def fit(line: Sequence[Span], columns: int, align: Align = "left", fill: Role = "text") -> Line:
    """The line in exactly `columns` cells: cut at its end, or filled up with blanks."""
    gap = columns - measure(line)
    if gap == 0:
        return tuple(line)
    if gap > 0:
        left = {"left": 0, "center": gap // 2, "right": gap}[align]
        before = (Span(" " * left, fill),) if left else ()
        after = (Span(" " * (gap - left), fill),) if gap > left else ()
        return (*before, *line, *after)
    kept: list[Span] = []
    room = columns
    for span in line:
        if width(span.text) > room:
            text = cut(span.text, room)
            kept.append(Span(text + " " * (room - width(text)), span.role))
            break
        kept.append(span)
        room -= width(span.text)
    return tuple(span for span in kept if span.text)


@lru_cache(maxsize=512)
def blank(columns: int) -> Line:
    """An empty line."""
    return (Span(" " * columns, "text"),) if columns else ()


def words(text: str, role: Role, columns: int, align: Align = "left") -> Line:
    """A text on one line of `columns` cells."""
    return fit((Span(cut(text, columns), role),), columns, align)


@lru_cache(maxsize=512)
def wrapped(text: str, columns: int, rows: int) -> tuple[str, ...]:
    """The text in at most `rows` lines of at most `columns` cells; the last is cut when it is more."""
    lines: list[str] = []
    line = ""
    rest = text.split()
    while rest:
        longer = f"{line} {rest[0]}" if line else rest[0]
        if width(longer) <= columns or not line:
            line = longer
            rest.pop(0)
            continue
        if len(lines) == rows - 1:
            line = " ".join([line, *rest])
            break
        lines.append(line)
        line = ""
    lines.append(line)
    return tuple(cut(one, columns) for one in lines[:rows])


def paragraph(text: str, role: Role, columns: int, rows: int, align: Align = "left") -> Block:
    """The text in as many lines as it needs, at most `rows`."""
    return tuple(words(line, role, columns, align) for line in wrapped(text, columns, rows)) if rows > 0 else ()


def tall(block: Sequence[Line], columns: int, rows: int, align: Literal["top", "middle", "bottom"] = "top") -> Block:
    """The block in exactly `rows` lines."""
    gap = rows - len(block)
    if gap <= 0:
        return tuple(block[: max(rows, 0)])
    above = {"top": 0, "middle": gap // 2, "bottom": gap}[align]
    empty = blank(columns)
    return (*[empty] * above, *block, *[empty] * (gap - above))


def beside(*blocks: Block) -> Block:
    """Blocks of the same height, side by side."""
    return tuple(tuple(span for line in lines for span in line) for lines in zip(*blocks, strict=True))


def colored(rows: Iterable[str], role: Role) -> Block:
    """Rows of text as a block of one role."""
    return tuple((Span(row, role),) for row in rows)


def centered(block: Sequence[Line], columns: int, align: Align = "center") -> Block:
    """Each line of a block in `columns` cells."""
    return tuple(fit(line, columns, align) for line in block)
