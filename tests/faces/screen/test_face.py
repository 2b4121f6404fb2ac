"""The face takes a terminal and gives it back, follows its size, and sends only what changed."""

from __future__ import annotations

import io
import re

import pytest
from rich.console import Console

from faces.screen.states import EVENING, Played, plan
from selfcare.faces.screen.face import Screen
from selfcare.faces.screen.look import Look
from selfcare.session.player import Playhead, advance, begin

ALT_ON, ALT_OFF = "\x1b[?1049h", "\x1b[?1049l"
HIDE, SHOW = "\x1b[?25l", "\x1b[?25h"
MOVE = re.compile(r"\x1b\[(\d+);(\d+)H")


class Terminal:
    """A made terminal: what was sent to it, and its size."""

    def __init__(
        self, colors: str = "truecolor", environment: dict[str, str] | None = None, look: Look | None = None
    ) -> None:
        self.out = io.StringIO()
        self.console = Console(
            file=self.out,
            force_terminal=True,
            color_system=colors,  # type: ignore[arg-type]  # one of its names
            width=80,
            height=24,
            _environ=environment or {},
        )
        self.plan = plan(*EVENING)
        self.face = Screen(self.plan, self.out, look or Look(voice=True), self.console)
        self.head, events = begin(self.plan)
        for event in events:
            self.face.event(event, self.head)

    def sent(self) -> str:
        """What was sent since the last time."""
        text = self.out.getvalue()
        self.out.seek(0)
        self.out.truncate()
        return text

    def show(self, head: Playhead | None = None, typed: str = "", notice: str = "") -> str:
        """What drawing sends."""
        self.face.show(head or self.head, typed, notice)
        return self.sent()


def test_nothing_is_taken_before_enter_and_all_is_given_back() -> None:
    """Alternate screen and cursor: taken once, given back once, however often it is asked."""
    terminal = Terminal()
    assert terminal.show() == ""
    terminal.face.enter()
    terminal.face.enter()
    taken = terminal.sent()
    assert taken.count(ALT_ON) == 1
    assert taken.count(HIDE) == 1
    terminal.show()
    terminal.face.leave()
    terminal.face.leave()
    given = terminal.sent()
    assert given.count(ALT_OFF) == 1
    assert given.count(SHOW) == 1
    assert terminal.show() == ""


def test_entered_again_it_draws_everything_again() -> None:
    """After a suspension the whole frame is sent, as at first."""
    terminal = Terminal()
    terminal.face.enter()
    terminal.sent()
    first = terminal.show()
    assert len(MOVE.findall(first)) == 24
    terminal.face.leave()
    terminal.face.enter()
    terminal.sent()
    assert terminal.show() == first


def test_what_stands_there_is_not_sent_again() -> None:
    """The same moment sends nothing; a second later only the lines that changed are sent."""
    terminal = Terminal()
    terminal.face.enter()
    session = Played.of(*EVENING).until("work", after=10_000)
    terminal.face.view = session.view
    terminal.show(session.head)
    assert terminal.show(session.head) == ""
    later, _ = advance(session.plan, session.head, 1_000)
    assert 0 < len(MOVE.findall(terminal.show(later))) < 20


def test_nothing_is_drawn_outside() -> None:
    """Each line goes to a row of the screen, from its first column, and none has a line end."""
    terminal = Terminal()
    terminal.face.enter()
    terminal.sent()
    sent = terminal.show()
    assert {(int(row), int(column)) for row, column in MOVE.findall(sent)} == {(row, 1) for row in range(1, 25)}
    assert "\n" not in sent


def test_another_size_is_another_frame() -> None:
    """The size is asked at each draw: resized, everything is sent anew for the new size, over a cleared screen."""
    terminal = Terminal()
    terminal.face.enter()
    terminal.show()
    terminal.console.size = (50, 16)
    sent = terminal.show()
    assert "\x1b[2J" in sent
    assert len(MOVE.findall(sent)) == 16


@pytest.mark.parametrize(
    ("colors", "environment"), [("truecolor", {"NO_COLOR": "1"}), ("standard", {}), ("truecolor", {})]
)
def test_without_colour_no_colour_is_sent(colors: str, environment: dict[str, str]) -> None:
    """NO_COLOR, and terminals of 16 colours: weight and reversal only. With colours every cell has its ground."""
    terminal = Terminal(colors, environment)
    terminal.face.enter()
    codes = {code for found in re.findall(r"\x1b\[([\d;]*)m", terminal.show()) for code in found.split(";")}
    plain = environment or colors == "standard"
    assert ("38" in codes or "48" in codes) is not bool(plain)
    if plain:
        assert codes <= {"0", "1", "4", "7", ""}


def test_a_terminal_that_is_gone_says_so_and_is_left_without_a_word() -> None:
    """Drawing on a closed terminal fails as any write does; giving it back does not."""
    terminal = Terminal()
    terminal.face.enter()

    class Gone(io.StringIO):
        def write(self, text: str) -> int:
            raise OSError(5, f"gone: {len(text)} characters")

    terminal.console.file = Gone()
    with pytest.raises(OSError, match="gone"):
        terminal.face.show(terminal.head, "", "")
    terminal.face.leave()


def test_switches_are_drawn() -> None:
    """What is on stands on the line of keys, and a notice says what was switched."""
    terminal = Terminal()
    terminal.face.enter()
    terminal.show()
    terminal.face.switches(False, None, True)
    assert "voice off" in terminal.show(notice="Voice off.")
