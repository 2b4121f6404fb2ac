"""A block printed once, below what stands on the terminal already: nothing is taken, nothing is drawn again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment, Segments

from selfcare.faces.screen.face import RICH_COLORS, style
from selfcare.faces.screen.theme import paints

if TYPE_CHECKING:
    from typing import TextIO

    from selfcare.faces.screen.look import Block, Theme


def printed(block: Block, out: TextIO, theme: Theme, *, color: bool, console: Console | None = None) -> None:
    """Print it in the colours of the theme, where there are any. A console is only given to try it without a terminal."""
    console = console or Console(file=out, highlight=False, markup=False, emoji=False)
    colored = color and not console.no_color and console.color_system in RICH_COLORS
    styles = {role: style(paint) for role, paint in paints(theme, color=colored).items()}
    rows = [[Segment(text, styles[role]) for text, role in line] for line in block]
    console.print(
        Segments([part for row in rows for part in (*row, Segment.line())]), crop=False, end="", soft_wrap=True
    )
