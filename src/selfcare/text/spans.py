"""Find where each key and value of a TOML text stands. The text must be one that `tomllib` has already accepted."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

Path: TypeAlias = tuple[str | int, ...]

BOM: Final = "\ufeff"

# Because the text is known to be valid TOML, a scanner needs no grammar: what stands between two words tells nothing
# that the brackets do not tell too, so commas and equals signs are skipped like spaces.
_BETWEEN: Final = re.compile(r"(?:[ \t\r\n,=]+|#[^\n]*)*")
_DOT: Final = re.compile(r"[ \t]*\.[ \t]*")
_SPACE: Final = re.compile(r"[ \t]*")
_QUOTED: Final = r"""
      "(?:[^"\\]|\\.)*"
    | '[^']*'
"""
_KEY_PART: Final = re.compile(rf"{_QUOTED} | [A-Za-z0-9_-]+", re.VERBOSE | re.DOTALL)
# Three quotes end a multi-line string, but up to two more may stand before them and belong to the text.
_ATOM: Final = re.compile(
    rf"""
      \"\"\"(?:[^"\\]|\\.|"{{1,2}}(?!"))*"{{3,5}}
    | '''(?:[^']|'{{1,2}}(?!'))*'{{3,5}}
    | {_QUOTED}
    | [0-9A-Za-z_+.:-]+(?:[ ][0-9]{{2}}:[0-9A-Za-z_+.:-]+)?   # a date and its time may stand apart
    """,
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text: from `start` up to, not including, `end`, in characters from the text's beginning."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a key and its value stand.

    A pair: the key's last part, and the value. A table with a `[header]`, or an element of `[[headers]]`: the
    header's last part, and the whole header. An element of an array: twice the element. A parent that is never
    written out: its part of the first key or header that made it exist, and that whole dotted key or header.
    An array of tables as a whole: as its first element.
    """

    key: Span
    value: Span


@dataclass(slots=True)
class _Open:
    """A bracket not closed yet: whose value it begins, and where; `elements` counts an array's so far."""

    path: Path
    key: Span | None
    start: int
    closer: str
    elements: int = 0


def find_places(text: str) -> dict[Path, Place]:
    """Return the place of every key, table and element in a text that `tomllib.loads` accepts.

    A BOM at the start is stepped over (offsets still count it) and line ends may be CRLF. The document itself, the
    empty path, has no place. Text that tomllib refuses raises ValueError or gives places without meaning.
    """
    places: dict[Path, Place] = {}
    lengths: dict[Path, int] = {}  # of the arrays made by [[headers]]
    table: Path = ()
    # A stack of our own, not recursion: a text nested as deep as tomllib can follow must not be too deep for us.
    stack: list[_Open] = []
    at = _end(_BETWEEN, text, 1 if text.startswith(BOM) else 0)
    while at < len(text):
        inside = stack[-1] if stack else None
        if inside and text[at] == inside.closer:
            stack.pop()
            at += 1
            value = Span(inside.start, at)
            places[inside.path] = Place(inside.key or value, value)
        elif not inside and text[at] == "[":
            table, at = _header(text, at, places, lengths)
        else:
            key: Span | None = None
            if inside and inside.closer == "]":
                path = (*inside.path, inside.elements)
                inside.elements += 1
            else:
                parts, at = _key(text, at)
                whole = Span(parts[0][1].start, parts[-1][1].end)
                parent = _parents(inside.path if inside else table, parts[:-1], whole, places, lengths)
                name, key = parts[-1]
                path = (*parent, name)
                at = _end(_BETWEEN, text, at)
            if text.startswith(("[", "{"), at):
                stack.append(_Open(path, key, at, "]" if text[at] == "[" else "}"))
                at += 1
            else:
                value = Span(at, _end(_ATOM, text, at))
                places[path] = Place(key or value, value)
                at = value.end
        at = _end(_BETWEEN, text, at)
    return places


def known(places: Mapping[Path, Place], steps: Path) -> Path:
    """Return the path that the steps lead along, without the steps that lead nowhere.

    A validator such as pydantic puts the names of union members between keys; they are in no file.
    """
    path: Path = ()
    for step in steps:
        if (*path, step) in places:
            path = (*path, step)
    return path


def nearest(places: Mapping[Path, Place], path: Path) -> Place | None:
    """Return the place of the longest beginning of the path that has one, or None: then only the file can be named.

    For a missing key this is the table's header, the inline table, or the element that lacks it.
    """
    for length in range(len(path), 0, -1):
        if path[:length] in places:
            return places[path[:length]]
    return None


def line_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of an offset, both from 1, the column in characters; a BOM is no column.

    Only LF ends a line, as in TOML; the CR of a CRLF belongs to the line end, and so does an offset between the two.
    """
    if text[max(offset - 1, 0) : offset + 1] == "\r\n":
        offset -= 1
    start = max(text.rfind("\n", 0, offset) + 1, 1 if text.startswith(BOM) else 0)
    return text.count("\n", 0, offset) + 1, max(offset - start, 0) + 1


def offset_at(text: str, line: int, column: int) -> int:
    """Return the offset of a line and column counted as `line_column` counts them, at most the end of that line.

    It turns the position that tomllib names in a refusal into an offset. A line beyond the last gives the text's end.
    """
    start = 1 if text.startswith(BOM) else 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(start + max(column - 1, 0), line_end(text, start))


def line_end(text: str, offset: int) -> int:
    """Return where the line of this offset ends: the offset of its LF or CRLF, or of the text's end."""
    end = text.find("\n", offset)
    if end < 0:
        return len(text)
    return end - 1 if text[max(end - 1, 0)] == "\r" else end


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Return where what the pattern matches at this offset ends; ValueError if it does not match."""
    found = pattern.match(text, at)
    if found is None:
        message = f"tomllib would not have accepted this text at offset {at}"
        raise ValueError(message)
    return found.end()


def _key(text: str, at: int) -> tuple[list[tuple[str, Span]], int]:
    """Return the parts of the dotted key at this offset, each with its span, and where the last one ends."""
    parts: list[tuple[str, Span]] = []
    while True:
        span = Span(at, _end(_KEY_PART, text, at))
        written = text[span.start : span.end]
        if written[0] == '"' and "\\" in written:
            name = next(iter(tomllib.loads(f"{written}=0")))
        else:
            name = written[1:-1] if written[0] in "\"'" else written
        parts.append((name, span))
        dot = _DOT.match(text, span.end)
        if dot is None:
            return parts, span.end
        at = dot.end()


def _parents(
    path: Path,
    parts: list[tuple[str, Span]],
    whole: Span,
    places: dict[Path, Place],
    lengths: Mapping[Path, int],
) -> Path:
    """Return the path below which the last part of a key stands, and note each parent that exists from here on.

    A parent that is an array of tables means its last element.
    """
    for name, span in parts:
        path = (*path, name)
        places.setdefault(path, Place(span, whole))
        if path in lengths:
            path = (*path, lengths[path] - 1)
    return path


def _header(text: str, at: int, places: dict[Path, Place], lengths: dict[Path, int]) -> tuple[Path, int]:
    """Note the table or array element whose header stands here; return its path and where the header ends."""
    is_element = text.startswith("[[", at)
    brackets = 2 if is_element else 1
    parts, end = _key(text, _end(_SPACE, text, at + brackets))
    whole = Span(at, _end(_SPACE, text, end) + brackets)
    parent = _parents((), parts[:-1], whole, places, lengths)
    name, key = parts[-1]
    path: Path = (*parent, name)
    if is_element:
        places.setdefault(path, Place(key, whole))
        lengths[path] = lengths.get(path, 0) + 1
        path = (*path, lengths[path] - 1)
    places[path] = Place(key, whole)
    return path, whole.end
