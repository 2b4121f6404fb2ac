"""The real program at a terminal that is read as an eye reads it: what stands on the screen now, not what was sent.

pyte keeps the cells. It knows no alternate screen, so that is kept here: what stood there before comes back.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pyte

from program.real import DEADLINE_MS, Program, plain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pyte.screens import Char

ALTERNATE = 1049
"""The private mode of the alternate screen."""
COLORFUL = {"TERM": "xterm-256color", "COLORTERM": "truecolor"}
SILENT = 'voice = "no"\ntones = false\nbell = "no"\n'
"""Settings of a home in which sessions take the full screen, as they do by themselves, and make no sound."""


def on_screen(home: Path, settings: str = SILENT) -> Path:
    """Return `home`, with these settings in the place of those for plain lines."""
    plain(home)
    (home / "settings.toml").write_text(settings)
    return home


class Cell(NamedTuple):
    """One cell: its character, empty behind a wide one, and how it is drawn."""

    glyph: str
    ink: str
    ground: str
    bold: bool
    reverse: bool
    underline: bool


class Cells(pyte.Screen):
    """A screen that has a second one, as terminals have."""

    def __init__(self, columns: int, lines: int) -> None:
        self.alternate = False
        self._main: dict[int, dict[int, Char]] = {}
        self._left = 0, 0
        super().__init__(columns, lines)

    def set_mode(self, *modes: int, **named: bool) -> None:
        """Also the alternate screen, which begins empty."""
        super().set_mode(*modes, **named)
        if named.get("private") and ALTERNATE in modes and not self.alternate:
            self.alternate = True
            self._main = {number: dict(row) for number, row in self.buffer.items()}
            self._left = self.cursor.y, self.cursor.x
            self.erase_in_display(2)

    def reset_mode(self, *modes: int, **named: bool) -> None:
        """Back to what stood there before."""
        super().reset_mode(*modes, **named)
        if named.get("private") and ALTERNATE in modes and self.alternate:
            self.alternate = False
            self.erase_in_display(2)
            for number, row in self._main.items():
                self.buffer[number].update(row)
            self.cursor.y, self.cursor.x = self._left


class Terminal(Program):
    """A run at a terminal whose screen can be looked at."""

    def __init__(
        self,
        home: Path,
        *words: str,
        size: tuple[int, int] = (80, 24),
        before: tuple[str, ...] = (),
        **more: str,
    ) -> None:
        """Start it, at a terminal of colours unless `more` says otherwise."""
        self.screen = Cells(*size)
        self._stream = pyte.ByteStream(self.screen)
        super().__init__(home, *words, before=before, size=size, **{**COLORFUL, **more})  # type: ignore[arg-type]  # all are words

    def resizes(self, columns: int, rows: int) -> None:
        """Also for the eye."""
        self.screen.resize(rows, columns)
        super().resizes(columns, rows)

    @property
    def rows(self) -> list[str]:
        """What stands on the screen, row by row."""
        return list(self.screen.display)

    @property
    def cells(self) -> list[list[Cell]]:
        """The same by the cell, with its colours."""
        buffer = self.screen.buffer
        return [
            [
                Cell(one.data, one.fg, one.bg, one.bold, one.reverse, one.underscore)
                for one in (buffer[row][column] for column in range(self.screen.columns))
            ]
            for row in range(self.screen.lines)
        ]

    def sees(self, words: str, within_ms: int = DEADLINE_MS) -> re.Match[str]:
        """Wait until what matches `words` stands on the screen, a blank being any white space; the match."""
        wanted = re.compile(words.replace(" ", r"\s+"), re.MULTILINE)
        self.until(lambda: wanted.search("\n".join(self.rows)) is not None, repr(words), within_ms)
        match = wanted.search("\n".join(self.rows))
        assert match is not None
        return match

    def until(self, holds: Callable[[], bool], what: str, within_ms: int = DEADLINE_MS) -> None:
        """Wait until that holds of the screen."""
        until = self.clock.monotonic_ms() + within_ms
        while not holds():
            left = until - self.clock.monotonic_ms()
            shown = "\n".join(self.rows)
            assert left > 0, f"It does not show {what}, but:\n{shown}"
            assert self._more(left) is not None, f"It ended and did not show {what}, but:\n{shown}"

    def has_the_screen(self) -> bool:
        """Whether the program has the alternate screen, its cursor hidden."""
        assert self.screen.alternate == self.screen.cursor.hidden, "only one of the two was given back"
        return self.screen.alternate

    def _read(self, data: bytes) -> None:
        self._stream.feed(data)
