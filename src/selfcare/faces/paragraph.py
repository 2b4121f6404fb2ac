"""Plain text in lines that every terminal and every screen reader takes: wrapped and shortened by columns."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 79
"""Columns. 80 is the narrowest terminal still in use, and some break the line in the last column."""

CUT = "…"


def columns(text: str) -> int:
    """The columns of a text, at the most: a wide character takes two, and a mark is counted though it takes none."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def wrapped(text: str, first: str = "", then: str = "", width: int = WIDTH) -> list[str]:
    """The text in lines of at most `width` columns: `first` before the first of them, `then` before the others."""
    lines: list[str] = []
    line, empty = first, True
    for word in text.split():
        rest = word
        while rest:
            room = width - columns(line) - (0 if empty else 1)
            if columns(rest) <= room:
                line, empty, rest = line + ("" if empty else " ") + rest, False, ""
            elif empty:
                # A word longer than a line is broken: better than to push the line beyond the edge.
                head = _fitting(rest, room)
                lines.append(line + head)
                line, rest = then, rest[len(head) :]
            else:
                lines.append(line)
                line, empty = then, True
    return lines if empty and lines else [*lines, line.rstrip()]


def paragraphs(lines: Iterable[str], width: int = WIDTH) -> list[str]:
    """Each line in lines of at most `width` columns; it keeps its indent, and goes on four columns further in."""
    found: list[str] = []
    for line in lines:
        indent = line[: len(line) - len(line.lstrip(" "))]
        found += wrapped(line, indent, f"{indent}    ", width) if line.strip() else [""]
    return found


def shortened(text: str, room: int) -> str:
    """The text on one line of at most `room` columns; what was cut is shown by "…"."""
    text = " ".join(text.split())
    return text if columns(text) <= room else _fitting(text, room - 1).rstrip() + CUT


def _fitting(text: str, room: int) -> str:
    """As much of the text as fits; one character at the least."""
    used = 0
    for count, character in enumerate(text):
        used += columns(character)
        if used > room:
            return text[: max(count, 1)]
    return text
