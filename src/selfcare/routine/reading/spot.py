"""The spot where tomllib stopped, and what can be seen from there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.text.spans import Span, line_end

if TYPE_CHECKING:
    from selfcare.routine.reading.lexing import Scene

KEY: Final = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*$")
_PIECE: Final = re.compile(r"[^,\]}#\n]*")


class Spot(NamedTuple):
    """Where tomllib stopped, in the text as it was written, and what surrounds it."""

    text: str
    at: int
    message: str
    scene: Scene

    @property
    def rest(self) -> str:
        """What stands from here to the end of the line."""
        return self.text[self.at : line_end(self.text, self.at)]

    @property
    def ended(self) -> bool:
        """Whether nothing follows on this line, or a note only."""
        return not self.rest.strip(" \t") or self.rest.lstrip(" \t").startswith("#")

    @property
    def before(self) -> str:
        """What stands on this line before here."""
        return self.text[self.text.rfind("\n", 0, self.at) + 1 : self.at]

    @property
    def piece(self) -> Span:
        """The value that was being read: from the last `=` or comma to the next comma, bracket, note or line end."""
        start = self.scene.value
        while start < self.at and self.text[start] in " \t\r\n":
            start += 1
        found = _PIECE.match(self.text, start)
        written = found[0].rstrip() if found else ""
        return Span(start, start + len(written))

    @property
    def key(self) -> str | None:
        """The key that the value belongs to."""
        found = KEY.search(self.text, self.scene.start, self.scene.value)
        return found[1] if found else None


def mark(at: int, spot: Spot, length: int = 1) -> Span:
    """The stretch to point at: so many characters, at most to the end of their line."""
    return Span(at, min(at + length, max(line_end(spot.text, at), at)))
