"""What a page is made of. Plain data: words are not escaped yet, and no format is known here."""

from __future__ import annotations

from typing import NamedTuple, TypeAlias


class Words(NamedTuple):
    """A paragraph; `strong` when it must not be missed."""

    words: str
    strong: bool = False


class Items(NamedTuple):
    """A list, and what it is of; with `more`, the rest, which a screen may fold away and paper shows."""

    lead: str
    items: tuple[str, ...]


class Table(NamedTuple):
    """A table with its name, a head, and rows; `numbers` are the columns that are numbers, from 0."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()


class Picture(NamedTuple):
    """An SVG that names itself, and the same in words for those who do not see it."""

    svg: str
    words: tuple[str, ...] = ()


class Key(NamedTuple):
    """What each mark of a picture means: small SVGs and their words."""

    marks: tuple[tuple[str, str], ...]


Block: TypeAlias = Words | Items | Table | Picture | Key


class Part(NamedTuple):
    """One part under its heading. `alarm`: something in it cannot wait. `wide`: over the whole page."""

    heading: str
    blocks: tuple[Block, ...]
    alarm: bool = False
    wide: bool = False


class Page(NamedTuple):
    """A page: its title, the lines under it, the parts of the first screen, and those that come after."""

    title: str
    lines: tuple[str, ...]
    first: tuple[Part, ...]
    rest: tuple[Part, ...]
    language: str
