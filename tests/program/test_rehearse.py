"""A rehearsal, and the minute without a device: what the patient hears and sees, and no trace of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, loaded, ran
from program.terminal import Terminal, on_screen

if TYPE_CHECKING:
    from pathlib import Path

QUICK = (
    HEAD + exercise("Calf", "calf", "roll = { time = 2 }") + exercise("Sole", "sole of the foot", "hold = { time = 1 }")
)
LONG = HEAD + exercise("Calf", "calf", "roll = { time = 60, stroke = 3 }", side="left")
STAMPED = re.compile(r" \d:\d\d  \S.*(?:\n {7}.*)*")
"""What is said in a session: a time, and words that may go on in the next lines."""


def everything(home: Path) -> dict[str, bytes]:
    """What lies in a home, byte for byte."""
    return {str(one.relative_to(home)): one.read_bytes() for one in sorted(home.rglob("*")) if one.is_file()}


@pytest.mark.parametrize("words", [(), ("--dose", "gentler")], ids=["full", "gentler"])
def test_a_rehearsal_says_what_the_session_says(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Word for word, at the same times, sixty times as quick; marked as a rehearsal, and nothing of it is kept."""
    text = QUICK.replace('gentler = "skip"', "gentler = { time = 1 }")
    home = loaded(tmp_path / "home", text)
    (tmp_path / "quick.toml").write_text(text)
    before = everything(home)
    shown = ran(home, "preview", "quick.toml", "--play", "--speed", "60", *words)
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Rehearsal: nothing is kept.\n")
    assert shown.out.endswith("Rehearsal over. Nothing was logged.\n")
    assert everything(home) == before
    said = STAMPED.findall(shown.out)
    assert len(said) > 8
    assert said == STAMPED.findall(ran(home, "start", "--screened", *(["--gentle"] if words else [])).out)


@pytest.mark.parametrize("words", [("preview", "long.toml", "--play"), ("demo",)], ids=["preview", "demo"])
def test_what_is_tried_leaves_no_trace(tmp_path: Path, words: tuple[str, ...]) -> None:
    """On the full screen its keys work, it says what it is on every frame, and neither log nor settings know of it."""
    home = on_screen(loaded(tmp_path / "home", LONG))
    (tmp_path / "long.toml").write_text(LONG)
    before = everything(home)
    with Terminal(home, *words) as one:
        one.sees("Rehearsal" if words[0] == "preview" else "Demo, never logged")
        if words[0] == "preview":
            one.sees("n +none of these")
            one.types("n")
            one.sees("now, at rest")
            one.types("-")
        one.sees("any other key pauses")
        one.types("w")
        one.sees("Wait for me: on.")
        one.types(" ")
        one.sees("q +end for today")
        one.sees("Rehearsal" if words[0] == "preview" else "Demo, never logged")
        one.types("q")
        one.ends()
    assert everything(home) == before
