"""What nobody should type, and somebody does: one sentence, a stable code, no traceback, and nothing waits for ever."""

from __future__ import annotations

import os
import subprocess  # noqa: TID251 - streams that are closed before the program starts
import sys
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, exercise, loaded, ran, surroundings

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
LONG = "a" * 5000


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("sore", "hip", "²"), 2),
        (("sore", "hip", "--5"), 2),
        (("sore", "hip", "9" * 5000), 2),
        (("fix", "²"), 2),
        (("fix", "9" * 5000), 2),
        (("fix", "1", "score", "²"), 2),
        (("morning", "9" * 5000), 2),
        (("start", LONG), 66),
        (("preview", LONG), 66),
        (("preview", "--on", "9999-12-31"), 2),
        (("needled", "calf", "--at", "0001-01-01"), 2),
        (("done", "--note", "\udcff"), 2),
        (("today", "\u202eabc"), 2),
    ],
    ids=lambda value: " ".join(value)[:24].encode("ascii", "replace").decode() if isinstance(value, tuple) else "",
)
def test_a_sentence_and_a_code(tmp_path: Path, words: tuple[str, ...], code: int) -> None:
    """No input is our fault, and what was typed comes back harmless and short."""
    done = ran(loaded(tmp_path / "home", QUICK), *words)
    assert done.code == code
    assert done.err.strip()
    assert "Traceback" not in done.err
    assert "\u202e" not in done.err
    assert len(done.err) < 700


@pytest.mark.parametrize("closed", [0, 1, 2])
def test_a_stream_that_is_closed_is_no_reason_to_fail(tmp_path: Path, closed: int) -> None:
    """Started without input, output or errors: it does its work."""
    done = subprocess.run(
        [sys.executable, "-m", "selfcare", "today"],
        env=surroundings(loaded(tmp_path / "home", QUICK)),
        stdin=subprocess.DEVNULL,
        capture_output=closed == 0,
        preexec_fn=lambda: os.close(closed),
        timeout=60,
        check=False,
    )
    assert done.returncode == 0


@pytest.mark.parametrize("words", ["today", "--version", "--help"])
def test_a_full_device_is_told(tmp_path: Path, words: str) -> None:
    """What could not be written is no success, and no traceback."""
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-m", "selfcare", words],
            env=surroundings(loaded(tmp_path / "home", QUICK)),
            stdin=subprocess.DEVNULL,
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
        )
    assert done.returncode == 70
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(("name", "words", "code"), [("settings.toml", "settings", 70), ("log.sqlite3", "today", 74)])
def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, name: str, words: str, code: int) -> None:
    """It would never end."""
    home = tmp_path / "home"
    home.mkdir()
    os.mkfifo(home / name)
    assert ran(home, words).code == code


def test_a_routine_that_is_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """The same for a routine."""
    os.mkfifo(tmp_path / "routine.toml")
    assert ran(tmp_path / "home", "check", "routine.toml").code == 66


@pytest.mark.parametrize("words", ["today", "load routine.toml"])
def test_a_log_that_leads_nowhere_is_not_begun_anew(tmp_path: Path, words: str) -> None:
    """A link to a disk that is not there: the old log is missed, and no new one hides it."""
    home = tmp_path / "home"
    home.mkdir()
    (home / "log.sqlite3").symlink_to(tmp_path / "gone" / "log.sqlite3")
    (tmp_path / "routine.toml").write_text(QUICK)
    done = ran(home, *words.split())
    assert done.code == 74
    assert "leads nowhere" in done.err
    assert (home / "log.sqlite3").is_symlink()


def test_characters_that_the_output_does_not_have_are_written_out(tmp_path: Path) -> None:
    """A Polish title on an ASCII terminal costs nobody the session."""
    home = loaded(tmp_path / "home", QUICK.replace('title = "Calf"', 'title = "Łydka"'))
    for words in ("today",), ("start", "--screened"):
        done = ran(home, *words, PYTHONIOENCODING="ascii")
        assert (done.code, done.err) == (0, "")
        assert "\\u0141ydka" in done.out
