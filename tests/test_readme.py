"""README.md is held true: the session it shows, the commands it names, the three lines of the patient."""

from __future__ import annotations

import io
import re
import shutil
import subprocess  # noqa: TID251 - the tests run the program
import sys
from pathlib import Path

import pexpect
import pytest

from selfcare.cli.table import COMMANDS
from selfcare.day.decide import decide
from selfcare.faces.lines import Lines
from selfcare.facts.history import History
from selfcare.facts.moment import Moment
from selfcare.routine.reading import read_routine
from selfcare.session.plan import How, plan_session
from selfcare.session.player import advance, begin, next_change
from selfcare.session.steps import Screening

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text("utf-8")
MINUTE = 60


def block(language: str, containing: str) -> str:
    """The fenced block of that language which contains the words."""
    blocks: list[str] = re.findall(rf"```{language}\n(.*?)```", README, re.DOTALL)
    return next(one for one in blocks if containing in one)


def shown_session() -> str:
    """What the plain face writes of the first session, left alone on a made clock."""
    path = ROOT / "routines" / "first-session.toml"
    routine = read_routine(path.read_bytes(), path.name)
    day = decide(History([]), Moment(1_795_500_000_000, 60), file=(routine, "0" * 64))
    assert day is not None
    plan = plan_session(routine, day, Screening("command line"), How(attended=False))
    out = io.StringIO()
    face = Lines(plan, out, "pipe")
    head, events = begin(plan)
    while True:
        for event in events:
            face.event(event, head)
        change = next_change(plan, head)
        if change is None:
            return out.getvalue()
        head, events = advance(plan, head, change)


def test_the_session_in_the_readme_is_the_one_that_is_played() -> None:
    """The transcript is what the program writes, to the letter."""
    assert block("text", "Get ready") == shown_session()


def test_every_command_the_readme_names_exists() -> None:
    """No line of the README names a command that is not there."""
    words = {word for code in re.findall(r"`([^`\n]+)`", README) for word in re.findall(r"selfcare ([a-z]+)\b", code)}
    assert words - {one.word for one in COMMANDS} == set()


def test_the_first_session_lasts_two_to_three_minutes() -> None:
    """`make session` is over within three minutes, and worth starting."""
    last = re.findall(r"^ *(\d+):(\d\d)  ", shown_session(), re.MULTILINE)[-1]
    assert 2 * MINUTE <= int(last[0]) * MINUTE + int(last[1]) <= 3 * MINUTE


@pytest.mark.prove
def test_the_three_lines_of_the_patient_work_from_the_built_wheel(tmp_path: Path) -> None:
    """Install, load, start: typed as they stand in the README, with an empty home, from the built wheel."""
    here, home = tmp_path / "here", tmp_path / "home"
    here.mkdir()
    home.mkdir()
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(here), str(ROOT)], check=True, capture_output=True
    )
    shutil.copy(ROOT / "routines" / "evening-hips.toml", here)
    lines = block("sh", "pip install").strip().splitlines()
    assert len(lines) == 3
    (here / "python3").symlink_to(sys.executable)
    child = pexpect.spawn(
        "/bin/sh",
        cwd=str(here),
        env={"HOME": str(home), "PATH": f"{here}:/usr/bin:/bin", "PS1": "READY> ", "TERM": "xterm"},
        encoding="utf-8",
        timeout=180,
        dimensions=(24, 80),
    )
    child.expect("READY> ")
    child.sendline(lines[0])
    child.expect("READY> ")
    child.sendline(lines[1])
    child.expect("Loaded: ")
    child.expect("screen reader")
    child.sendline("n")
    child.expect("READY> ")
    child.sendline(lines[2])
    child.expect("n  none of these")
    child.send("n")
    child.expect("Your number")
    child.send("3\r")
    child.expect("Get ready")
    child.send("q")
    child.expect("Paused")
    child.send("q")
    child.expect("Kept: ")
    child.expect("READY> ")
    child.sendline("exit")
    child.expect(pexpect.EOF)
    assert list((home / ".local" / "share" / "selfcare").glob("log.sqlite3"))
