"""What can still be read of a damaged log: its pages are gone through one by one, without SQLite.

A fact is never changed and never deleted. So each whole row is a true one wherever it lies: in a leaf that nothing leads to
any more, in a page of the WAL, in an old copy. The layout is that of sqlite.org/fileformat.html, sections 1.6 and 2.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

Value: TypeAlias = int | str | None
Record: TypeAlias = tuple[Value, ...]

_PAGE = 4096  # SQLite's own size, which a log is made with; taken where the header does not say
_SIZES = frozenset(2**power for power in range(9, 17))
_FILE_HEADER = 100  # bytes, in the first page
_WAL_HEADER, _FRAME_HEADER = 32, 24
_LEAF, _INDEX_LEAF, _INDEX_INSIDE, _INSIDE = 13, 10, 2, 5
_HEADERS = {_LEAF: 8, _INDEX_LEAF: 8, _INDEX_INSIDE: 12, _INSIDE: 12}
_TEXT = 13  # the first serial type of a text; odd ones are texts
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_COLUMNS = 7  # of a row of facts, at the least: each takes a byte
_LONGEST = 12  # bytes of a length and a number
_OURS = re.compile(
    rb"[\x08-\x1f]\x4d[\x01-\x06]"
)  # a header's length, a text of 32 letters (the id), an integer (the moment)
_MOST = 2**24  # bytes of one record: far more than the longest routine


class Rows(NamedTuple):
    """What lies in the tables and in the indexes: of a table's row its number too, of an index's the number comes last."""

    table: list[tuple[int, Record]]
    entries: list[Record]


def carve(path: Path, whole: Callable[[Record], bool]) -> Rows:
    """Every record of a file, of its WAL and of its journal, in no order, some twice.

    `whole` tells whether a record of the table is sound: only then nothing else is tried for it.

    Raises:
        OSError: one of the files cannot be read.
    """
    data = path.read_bytes()
    size = int.from_bytes(data[16:18])
    size = 65_536 if size == 1 else size if size in _SIZES else _PAGE
    main = {number + 1: data[at : at + size].ljust(size, b"\0") for number, at in enumerate(range(0, len(data), size))}
    later = list(_beside(path, size))
    newest = {**main, **dict(later)}
    found = Rows([], [])
    for number, page in (*main.items(), *later):
        begin = _FILE_HEADER if number == 1 else 0
        for pages in (newest, main):
            if _read_page(page, begin, pages, found, whole):
                break
        else:
            _search_page(page, pages, found, whole)
    return found


def _beside(path: Path, size: int) -> Iterator[tuple[int, bytes]]:
    """The pages of the WAL in the order of writing, and those that a journal keeps; each with its number."""
    for end, before, after in (("-wal", _FRAME_HEADER, 0), ("-journal", 4, 4)):
        try:
            data = path.with_name(path.name + end).read_bytes()
        except FileNotFoundError:
            continue
        at = _WAL_HEADER if end == "-wal" else int.from_bytes(data[20:24])
        while at + before + size <= len(data):
            yield int.from_bytes(data[at : at + 4]), data[at + before : at + before + size]
            at += before + size + after


def _read_page(page: bytes, begin: int, pages: dict[int, bytes], found: Rows, whole: Callable[[Record], bool]) -> bool:
    """Read a page as its header says; whether each of its rows was sound."""
    kind = page[begin]
    if kind not in _HEADERS:
        return False
    sound = True
    first = begin + _HEADERS[kind]
    for at in range(first, min(first + 2 * int.from_bytes(page[begin + 3 : begin + 5]), len(page) - 1), 2):
        cell = int.from_bytes(page[at : at + 2])
        try:
            if kind == _LEAF:
                row = _row(page, cell, pages)
                found.table.append(row)
                sound = sound and whole(row[1])
            elif kind != _INSIDE:
                found.entries.append(_entry(page, cell + (4 if kind == _INDEX_INSIDE else 0)))
        except (ValueError, IndexError):
            sound = sound and kind != _LEAF
    return sound


def _search_page(page: bytes, pages: dict[int, bytes], found: Rows, whole: Callable[[Record], bool]) -> None:
    """Look for rows all over a page whose header leads nowhere: each begins with a length and a number, then says its types."""
    for types in _OURS.finditer(page):
        for cell in range(max(0, types.start() - _LONGEST), types.start() - 1):
            try:
                row = _row(page, cell, pages)
            except (ValueError, IndexError):
                continue
            if whole(row[1]):
                found.table.append(row)
                break


def _row(page: bytes, at: int, pages: dict[int, bytes]) -> tuple[int, Record]:
    """The row whose cell begins there, its end fetched from the pages that it runs over to."""
    length, at = _varint(page, at)
    number, at = _varint(page, at)
    if not _COLUMNS < length < _MOST:
        raise ValueError
    usable = len(page)
    if length <= usable - 35:
        return number, _record(page[at : at + length], length)
    least = (usable - 12) * 32 // 255 - 23
    here = least + (length - least) % (usable - 4)
    here = here if here <= usable - 35 else least
    if _varint(page, at)[0] > here:
        raise ValueError
    parts, left = [page[at : at + here]], length - here
    then = int.from_bytes(page[at + here : at + here + 4])
    while left > 0:
        if then not in pages:
            raise ValueError
        beyond = pages[then]
        parts.append(beyond[4 : 4 + min(left, usable - 4)])
        left -= usable - 4
        then = int.from_bytes(beyond[:4])
    return number, _record(b"".join(parts), length)


def _entry(page: bytes, at: int) -> Record:
    """The entry of an index whose cell begins there. Ours are short; one that runs over is none of ours."""
    length, at = _varint(page, at)
    if length > (len(page) - 12) * 64 // 255 - 23:
        raise ValueError
    return _record(page[at : at + length], length)


def _record(payload: bytes, length: int) -> Record:
    """The values of a record; ValueError when it is none of ours."""
    if len(payload) != length:
        raise ValueError
    end, at = _varint(payload, 0)
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    for kind in kinds:
        if kind in (0, 8, 9):
            values.append((None, 0, 1)[max(0, kind - 7)])
            continue
        size = _INTEGERS.get(kind) or ((kind - _TEXT) // 2 if kind >= _TEXT and kind % 2 else -1)
        part = payload[at : at + size]
        if size < 0 or len(part) != size:
            raise ValueError
        values.append(int.from_bytes(part, signed=True) if kind < _TEXT else part.decode())
        at += size
    if at != length or not values:
        raise ValueError
    return tuple(values)


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's integer of one to nine bytes, and where it ends."""
    value = 0
    for step in range(8):
        byte = data[at + step]
        value = value << 7 | byte & 127
        if byte < 128:  # noqa: PLR2004 - the highest bit says that there is more
            return value, at + step + 1
    return value << 8 | data[at + 8], at + 9
