"""The full screen on a terminal: takes it and gives it back, and draws what of a frame has changed.

Rich's Live holds the alternate screen, the cursor and the colours. Live alone would send every line of every frame; here
each line that is not as it stands on the screen is sent, and all of them when a step begins, so that whatever else wrote
on the terminal is gone by then.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from rich.console import Console
from rich.control import Control
from rich.live import Live
from rich.segment import ControlType, Segment
from rich.style import Style

from selfcare.faces.screen.frame import frame, next_frame
from selfcare.faces.screen.look import Line, Look, Size
from selfcare.faces.screen.theme import Paint, paints
from selfcare.session.events import StepBegan
from selfcare.session.view import View, fold, noted

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TextIO

    from rich.console import ConsoleOptions, ConsoleRenderable, RenderResult

    from selfcare.faces.screen.look import Role
    from selfcare.session.events import Event
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan

RICH_COLORS = ("256", "truecolor")
"""With fewer colours nobody knows which shade a terminal shows: there the roles are told apart without any."""


USUAL = Size(80, 24)
"""Where a terminal does not know its size."""


class Screen:
    """A face that has the whole terminal. Nothing is taken before `enter`; `leave` gives all of it back."""

    def __init__(self, plan: Plan, out: TextIO, look: Look, console: Console | None = None) -> None:
        """Draw on `out`, a terminal; a console is only given to try it where there is none."""
        self.plan = plan
        self.look = look
        self._out = out
        self.view = View()
        self._console = console or Console(file=out, highlight=False, markup=False, emoji=False)
        if self._console.no_color or self._console.color_system not in RICH_COLORS:
            self.look = look._replace(color=False)
        self._styles = {role: style(paint) for role, paint in self._paints().items()}
        self._live: _Changes | None = None
        self._drawn: tuple[Line, ...] = ()
        self._size = Size(0, 0)

    def enter(self) -> None:
        """Take the terminal; taken already, it stays so."""
        if self._live is None:
            self._drawn = ()
            self._live = _Changes(self._console)
            self._live.start()

    def leave(self) -> None:
        """Give the terminal back: its screen, its cursor, its colours. Given back already, it stays so."""
        live, self._live = self._live, None
        if live is not None:
            with suppress(OSError):  # a terminal that is gone takes nothing back
                live.stop()

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """Which switches there are and how they stand; drawn with the next frame."""
        self.look = self.look._replace(voice=voice, tones=tones, wait=wait)

    def event(self, event: Event, head: Playhead) -> None:  # noqa: ARG002 - as every face is told
        """Something happened: keep what the frame must know of it. It is drawn when the loop shows the moment."""
        self.view = fold(self.view, event)
        if isinstance(event, StepBegan):
            self._drawn = ()

    def show(self, head: Playhead, typed: str, notice: str) -> None:
        """Draw this moment, where it differs from what stands there."""
        self.view = noted(self.view, notice, typed, head.clock)
        if self._live is None:
            return
        size = self._terminal_size()
        lines = frame(self.plan, head, self.view, size, self.look)
        if size != self._size:
            self._size, self._drawn = size, ()
        before = self._drawn
        changed = [(row, line) for row, line in enumerate(lines) if row >= len(before) or line != before[row]]
        if changed:
            self._live.draw([(row, self._segments(line)) for row, line in changed], size, clear=not before)
        self._drawn = lines

    def next_frame(self, head: Playhead) -> int | None:
        """Milliseconds until it must draw again; None when time alone changes nothing."""
        return next_frame(self.plan, head, self.view, self.look)

    def _terminal_size(self) -> Size:
        """The size of now; what the environment says of it is as old as the shell."""
        try:
            size = Size(*os.get_terminal_size(self._out.fileno()))
        except (OSError, ValueError):
            size = Size(*self._console.size)
        return size if all(size) else USUAL

    def _paints(self) -> Mapping[Role, Paint]:
        return paints(self.look.theme, color=self.look.color)

    def _segments(self, line: Line) -> list[Segment]:
        styles = self._styles
        return [Segment(text, styles[role]) for text, role in line]


class _Changes(Live):
    """A Live that sends single lines to their places."""

    def __init__(self, console: Console) -> None:
        super().__init__(console=console, screen=True, auto_refresh=False, redirect_stdout=False, redirect_stderr=False)

    def draw(self, rows: list[tuple[int, list[Segment]]], size: Size, *, clear: bool) -> None:
        """Send these rows."""
        self.console.print(_Rows(rows, size, clear=clear), crop=False, end="")

    def process_renderables(self, renderables: list[ConsoleRenderable]) -> list[ConsoleRenderable]:
        """What is printed is all there is to draw."""
        return renderables


class _Rows:
    """Rows at their places, as Rich draws them."""

    def __init__(self, rows: list[tuple[int, list[Segment]]], size: Size, *, clear: bool) -> None:
        self.rows = rows
        self.size = size
        self.clear = clear

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        if self.clear:
            yield Control((ControlType.CLEAR,), (ControlType.HOME,)).segment
        for row, segments in self.rows:
            yield Control.move_to(0, row).segment
            yield from segments


def style(paint: Paint) -> Style:
    """How Rich draws a paint."""
    return Style(
        color=paint.ink,
        bgcolor=paint.ground,
        bold=paint.bold or None,
        reverse=paint.reverse or None,
        underline=paint.underline or None,
    )
