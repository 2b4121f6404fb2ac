"""How a frame may look, and what it is made of: spans of text that have a role, in lines, in blocks of one width."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Theme: TypeAlias = Literal["dark", "light", "contrast"]
Role: TypeAlias = Literal[
    "text",
    "dim",
    "strong",
    "name",
    "side",
    "digits",
    "bar",
    "rail",
    "pacer",
    "key",
    "caption",
    "notice",
    "alarm",
    "ask",
    "body",
    "lit",
    "device",
    "flash",
]
"""text, dim: plain and less so. strong: what must be read. name, side: of the exercise. digits: the seconds. bar, rail:
progress, and what is not yet. pacer: its marker. alarm: come off, take the band off. ask: a question. flash: a change."""


class Span(NamedTuple):
    """Text of one role."""

    text: str
    role: Role


Line: TypeAlias = tuple[Span, ...]
Block: TypeAlias = tuple[Line, ...]
"""Lines of the same width."""


class Size(NamedTuple):
    """A terminal's size in cells."""

    columns: int
    rows: int


class Look(NamedTuple):
    """What the settings and the terminal allow, and which switches are on (None: there is no such channel here)."""

    theme: Theme = "dark"
    motion: Literal["full", "reduced"] = "full"
    captions: bool = True
    flash: bool = True
    color: bool = True
    unicode: bool = True
    voice: bool | None = None
    tones: bool | None = None
    wait: bool = False
    mark: str = ""
    """Said on every frame, as "Rehearsal, nothing is kept"."""
