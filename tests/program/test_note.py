"""note: a word to the therapist about a session or a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, kept, loaded, ran
from selfcare.facts.kinds import Note, SessionBegun

if TYPE_CHECKING:
    from pathlib import Path

TEXT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a routine."""
    return loaded(tmp_path / "home", TEXT)


def test_a_note_is_about_the_day_or_its_session(home: Path) -> None:
    """Without a session about the day; after one about it; by its number about that one. All are in the report."""
    assert "about the session" not in ran(home, "note", "slept", "badly").out
    assert ran(home, "start", "--screened").code == 0
    (begun,) = kept(home, SessionBegun)
    assert "about the session of" in ran(home, "note", "stiffer on the left").out
    ran(home, "note", "--session", "3", "too fast")
    assert [(one.words, one.session, one.day) for one in kept(home, Note)] == [
        ("slept badly", None, begun.day),
        ("stiffer on the left", begun.session, begun.day),
        ("too fast", begun.session, begun.day),
    ]
    listed = " ".join(ran(home, "history").out.split())
    assert 'Note: "slept badly"' in listed
    assert listed.count("Note about the session of ") == 2
    report = " ".join(ran(home, "report").out.split())
    assert all(words in report for words in ("slept badly", "stiffer on the left", "too fast"))
    assert ran(home, "undo").code == 0
    assert [one.words for one in kept(home, Note)] == ["slept badly", "stiffer on the left"]


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("",), 2, "Write what is to be said"),
        (("x" * 1001,), 2, "at most 1000"),
        (("--day", "tomorrow", "x"), 2, "has not come yet"),
        (("--day", "2019-12-03", "x"), 2, "lies before your routine"),
        (("--session", "1", "x"), 2, "is no session"),
        (("--session", "99", "x"), 66, "There is no entry 99"),
        (("--session", "1", "--day", "today", "x"), 2, "not both"),
    ],
)
def test_a_note_about_nothing_is_refused(home: Path, words: tuple[str, ...], code: int, said: str) -> None:
    """One sentence, and nothing is noted."""
    done = ran(home, "note", *words)
    assert (done.code, done.out) == (code, "")
    assert said in " ".join(done.err.split())
    assert kept(home, Note) == []
