"""One whole session by keys, at the real program on the full screen: what is seen at each moment, and its picture.

Nothing is played fast and nothing is made up: the routine is a real one, and whoever goes on early presses `n` as a patient
would. What is heard is a program that says nothing, so that the pictures are the same on a machine without sound.
"""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING, NamedTuple

from program.real import HEAD, exercise, kept, loaded
from program.svg import svg
from program.terminal import Terminal, on_screen
from selfcare.facts.kinds import (
    Answered,
    Confirmed,
    EasedOff,
    Rated,
    SessionBegun,
    SessionContinued,
    SessionEnded,
    SetEnded,
    Stopped,
)
from selfcare.home.clock import now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from program.terminal import Cell

THIGH = exercise(
    "Thigh",
    "quadriceps",
    'roll = { time = 60, stroke = 3 }\nsay = "Lie face down on your forearms, the roller under one thigh. '
    'Roll from below the hip to above the knee."\navoid = "Not over the kneecap."',
).replace('title = "Thigh"', 'title = "Front of the thigh"')
BUTTOCK = exercise("Buttock", "buttock", "hold = { time = 20, release = 5, times = 3 }", "right", "massage ball")
CALF = exercise("Calf", "calf", "until_faded = { ceiling = 90 }", "left", "massage ball")
ANKLE = exercise("Ankle", "ankle", "move = { time = 60 }\nstretch = 50", "left", "floss band")
EVENING = (
    HEAD.replace('title = "Quick"', 'title = "Evening hips"')
    .replace("get_ready = 0", "get_ready = 20")
    .replace("change_side = 1", "change_side = 15")
    .replace("change_place = 1", 'change_place = "wait"')
    .replace("per_day = 1", "per_day = 2")
    + THIGH
    + BUTTOCK
    + CALF
    + ANKLE
)
SETTINGS = 'voice = "yes"\nvoice_command = ["true", "{text}"]\ntones = true\nbell = "no"\n'
HEARD_MS = 400
Size = tuple[int, int]


class Picture(NamedTuple):
    """A screen at a moment: its name, what it shows, and its cells."""

    name: str
    shows: str
    cells: list[list[Cell]]

    @property
    def svg(self) -> str:
        """As a file."""
        return svg(self.cells, self.shows)


def at_home(folder: Path, settings: str = SETTINGS) -> tuple[Path, str]:
    """Return a home with that routine loaded, and the PATH on which sound is played by a program that says nothing."""
    players = folder / "players"
    players.mkdir()
    for name in ("paplay", "pw-play", "aplay", "play"):
        (players / name).write_text("#!/bin/sh\nexit 0\n")
        (players / name).chmod(0o700)
    return on_screen(loaded(folder / "home", EVENING), settings), f"{players}:/usr/bin:/bin"


def five_past_twelve() -> str:
    """A zone in which it is now 12:05, so that the pictures tell the same time of day whenever they are made."""
    minutes = now().at // 60_000 % (24 * 60)
    west = minutes - (12 * 60 + 5)
    return f"NOON{'-' if west < 0 else ''}{abs(west) // 60}:{abs(west) % 60:02d}"


class Looked(Terminal):
    """A run of which pictures are taken."""

    def __init__(self, home: Path, size: Size, path: str, **more: str) -> None:
        """Begin a session."""
        super().__init__(home, "start", size=size, PATH=path, TZ=five_past_twelve(), **more)  # type: ignore[arg-type]  # all are words

    def taken(self, name: str, shows: str, seen: str) -> Picture:
        """Wait until that is seen, and until no border is turned over any more; the picture."""
        self.sees(seen)
        if self.screen.alternate:
            self.until(self._at_rest, "a border at rest")
        cells = self.cells
        if not self.screen.alternate:
            # Plain words: no more of the screen than they take.
            last = max(number for number, row in enumerate(cells) if any(one.glyph.strip() for one in row))
            cells = cells[: last + 1]
        return Picture(name, shows, cells)

    def _at_rest(self) -> bool:
        """Whether the border is drawn as what stands beside it."""
        cells = self.cells
        looks = [
            (one.ground, one.reverse) for one in (cells[0][0], cells[2][0], cells[2][1], cells[-1][0], cells[-1][-1])
        ]
        return len(set(looks)) == 1


def first_part(home: Path, size: Size, path: str) -> Iterator[Picture]:
    """From the questions to a set in which the power goes."""
    with Looked(home, size, path) as one:
        yield one.taken("hear-me", "The first session asks whether it is heard", "y yes, l louder, n no sound:")
        one.types("y")
        yield one.taken(
            "questions", "The stop questions, before every session", r"1 Breathless.*(?s:.)*n none of these"
        )
        one.types("n")
        one.sees("How sore or painful is your worst place now, at rest")
        one.types("4")
        yield one.taken(
            "soreness", "Soreness, typed and not yet kept", "4, moderate. Enter keeps it, Backspace corrects it"
        )
        one.types("\r")
        yield one.taken("get-ready", "Get ready: what, where, with what, and the therapist's words", "0:0[12] .* 0:20")
        one.types("n")
        one.sees("Roll, 3 s each way")
        yield one.taken("roll", "A set: the seconds, the side, the place, the pace of the roller", "0:04 .* 1:00")
        one.types(" ")
        yield one.taken("paused", "Paused: come off first, then say why", "u numb or tingling")
        one.types("e")
        one.sees("any other key pauses")
        one.types("n")
        one.sees("How much discomfort was that, 0 to 10")
        one.types("3")
        yield one.taken(
            "change-side", "The change of side, and a number for the set before", "Discomfort: 3, mild. Enter"
        )
        one.types("\r")
        one.sees("Discomfort: 3, mild. Kept.")
        one.types("n")
        one.sees("Roll, 3 s each way")
        one.types("n")
        yield one.taken(
            "change-place", "A change of place waits for a key", "Next: get ready 20 s, then Buttock, RIGHT"
        )
        one.types(" ")
        one.sees("0:0[12] .* 0:20")
        one.types("n")
        yield one.taken(
            "hold", "A hold: the shape fills and empties, here a third of the way", "0:03 .* 0:20|1 of 3(?s:.)*0:03"
        )
        one.sends(signal.SIGKILL)
        one.ends()


def second_part(home: Path, size: Size, path: str) -> Iterator[Picture]:
    """The next start goes on from that set, to the end."""
    with Looked(home, size, path) as one:
        yield one.taken(
            "cut-off", "A session that was cut off", "c continue from that set, f finish here, x discard it"
        )
        one.types("c")
        one.sees("Still none of these")
        one.types("n")
        one.sees("0:0[12] .* 0:20")
        one.types("n")
        for number in 1, 2, 3:
            one.sees("0:0[0-2] .* 0:20")
            one.types("n")
            if number < 3:
                one.sees("0:0[0-2] .* 0:05")
                one.types("n")
        one.sees("Any key|when you are there")
        one.types(" ")
        one.sees("0:0[12] .* 0:20")
        one.types("n")
        yield one.taken("until-faded", "An open end: seconds held, and the longest time", "0:03 .* at most 1:30")
        one.types("n")
        one.sees("when you are there")
        one.types(" ")
        one.sees("0:0[12] .* 0:20")
        one.types("n")
        yield one.taken("band-on", "The band goes on in your own time", "when it is on")
        one.types(" ")
        one.sees("0:0[12] .* 1:00")
        one.types("n")
        yield one.taken("band-off", "The band comes off before anything else", "when it is off")
        one.types(" ")
        yield one.taken("share", "Afterwards one key: all of it, part of it, none of it", "a all of it")
        one.types("a")
        one.sees("now, at rest")
        one.types("2\r")
        one.sees("Kept: .* sets")
        assert one.ends() == 0
        yield one.taken("kept", "What was kept", "Kept: .* sets")


def third_part(home: Path, size: Size, path: str) -> Iterator[Picture]:
    """The evening's second session is stopped for pain."""
    with Looked(home, size, path) as one:
        one.sees("Still none of these")
        one.types("n")
        one.sees("now, at rest")
        one.types("-")
        one.sees("0:0[12] .* 0:20")
        one.types("n")
        one.sees("0:0[12] .* 1:00")
        one.types("q")
        one.sees("p too painful")
        one.types("p")
        yield one.taken("stopped", "A stop: first what to do and how fast", "Press a key when you have read this")
        one.types(" ")
        assert one.ends() == 0


def reader_part(home: Path, path: str) -> str:
    """A set, a pause and the end of it in reader mode: all that was written, as a screen reader is given it."""
    with Terminal(home, "start", SELFCARE_READER="1", PATH=path) as one:
        one.hears("n no sound:")
        one.types("y")
        one.hears("or the number 1 to 5")
        one.types("n")
        one.hears("or - for no answer")
        one.types("4\r")
        one.hears("so that you can come off.")
        one.types("n")
        one.hears("Begin: roll, 3 seconds each way.")
        one.types(" ")
        one.hears("q end")
        one.types("g")
        one.hears("Three, two, one.")
        one.hears("\n")
        one.listens(HEARD_MS)
        one.types("n")
        one.hears("Type it and press Enter, or leave it.")
        one.types("3\r")
        one.hears("Discomfort: 3, mild.\r")
        one.types(" q")
        one.hears("Kept: ")
        one.ends()
        return one.heard


def looks(folder: Path) -> Iterator[Picture]:
    """The same set in the other looks that there are."""
    for name, shows, setting, more in (
        ("light", "The light theme", 'theme = "light"\n', {}),
        ("contrast", "The high-contrast theme", 'theme = "contrast"\n', {}),
        ("no-color", "Without colour", "", {"NO_COLOR": "1"}),
        ("reduced", "Reduced motion: the pacer is words", 'motion = "reduced"\n', {}),
        ("ascii", "A terminal without Unicode", "", {"PYTHONIOENCODING": "ascii"}),
    ):
        here = folder / name
        here.mkdir()
        home, path = at_home(here, SETTINGS + setting)
        with Looked(home, (80, 24), path, **more) as one:
            one.sees("louder")
            one.types("y")
            one.sees("n none of these")
            one.types("n")
            one.sees("now, at rest")
            one.types("-")
            one.sees("0:0[12] .* 0:20")
            one.types("n")
            yield one.taken(f"look-{name}", shows, "0:04 .* 1:00")


def whole_session(folder: Path, size: Size) -> list[Picture]:
    """Play it in that folder; its pictures, after the log was found to tell the same story."""
    home, path = at_home(folder)
    pictures = [*first_part(home, size, path), *second_part(home, size, path), *third_part(home, size, path)]
    assert [one.how for one in kept(home, SessionEnded)] == ["ran to the end", "stopped"]
    assert len(kept(home, SessionBegun)) == 2
    assert len(kept(home, SessionContinued)) == 1
    assert [one.yes for one in kept(home, Answered)] == [(), (), ()]
    assert len(kept(home, EasedOff)) == 1
    assert [(one.reason, one.exercise) for one in kept(home, Stopped)] == [("too painful", "thigh")]
    assert [one.share for one in kept(home, Confirmed)] == ["all"]
    assert [(one.what, one.score) for one in kept(home, Rated)] == [
        ("soreness", 4),
        ("discomfort", 3),
        *[("discomfort", None)] * 4,
        ("soreness", 2),
        ("soreness", None),
    ]
    ends = [(one.exercise, one.side, one.how) for one in kept(home, SetEnded)]
    assert ends[:2] == [("thigh", "left", "skipped"), ("thigh", "right", "skipped")]
    assert ends[-1] == ("thigh", "left", "stopped")
    return pictures
