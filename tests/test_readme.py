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


def section(heading: str) -> str:
    """The text below a heading of the README, up to the next of the same rank."""
    return README.partition(f"\n## {heading}\n")[2].partition("\n## ")[0]


def test_the_patients_three_lines_come_first() -> None:
    """Before anything else that can be typed: install, load, start; the two make commands come after them."""
    first = re.findall(r"```\w+\n(.*?)```", README, re.DOTALL)[0].splitlines()
    assert [line.rpartition("selfcare ")[2].split()[0] for line in first[1:]] == ["load", "start"]
    assert len(first) == 3
    assert "pip install" in first[0]
    assert block("sh", "make").splitlines() == ["make session", "make test"]


def typed_later() -> list[str]:
    """What the README has a patient and a therapist type once it is installed, in its order, as it stands there."""
    patient = re.findall(r"`(selfcare [^`\n]+)`", section("For the patient"))
    desk = section("For the therapist")
    blocks: list[str] = re.findall(r"```sh\n(.*?)```", desk, re.DOTALL)
    return [*patient, *(line for one in blocks for line in one.splitlines() if line)]


def test_what_is_typed_later_begins_as_the_alias_has_it() -> None:
    """The README's own line makes `selfcare` a word of the shell before it is used as one."""
    patient = section("For the patient")
    assert "alias selfcare=~/selfcare/bin/selfcare" in patient
    assert patient.index("alias selfcare") < patient.index("`selfcare done`")
    assert len(typed_later()) >= 15
    assert all(line.startswith("selfcare ") for line in typed_later())


class Shell:
    """A patient's shell: bash at a terminal of 80 x 24, in a home where nothing is."""

    def __init__(self, here: Path, home: Path) -> None:
        """Start it; `here` comes first on its path."""
        if not (home / ".bashrc").exists():
            (home / ".bashrc").write_text("PS1='READY> '\n")
        self.child = pexpect.spawn(
            "bash",
            ["-i"],
            cwd=str(here),
            env={"HOME": str(home), "PATH": f"{here}:/usr/bin:/bin", "TERM": "dumb"},
            encoding="utf-8",
            timeout=60,
            dimensions=(24, 80),
        )
        self.ready()

    def ready(self) -> str:
        """Wait for the prompt; what was said before it."""
        self.child.expect("READY> ")
        return str(self.child.before)

    def types(self, line: str) -> None:
        """A line, and Enter."""
        self.child.sendline(line)

    def leaves(self) -> None:
        """Close it."""
        self.types("exit")
        self.child.expect(pexpect.EOF)

    def runs(self, line: str) -> int:
        """The exit code of a line that asks nothing."""
        self.types(line)
        self.ready()
        self.types("echo code $?")
        return int(re.findall(r"code (\d+)", self.ready())[-1])


@pytest.mark.prove
def test_the_lines_of_the_readme_work_from_the_built_wheel(tmp_path: Path) -> None:
    """Install, load, start, and all that comes later: typed as it stands, in an empty home, from the built wheel."""
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
    shell = Shell(here, home)
    child = shell.child
    child.timeout = 180
    assert shell.runs(lines[0]) == 0
    child.timeout = 30
    shell.types(lines[1])
    child.expect("Loaded: ")
    child.expect("screen reader")
    child.send("n")
    child.expect("Has any of this changed")
    child.send("n")
    shell.ready()
    shell.types(lines[2])
    if child.expect(["n no sound: ", "n  none of these"]) == 0:  # the first is only asked where there is a voice
        child.send("n")
        child.expect("n  none of these")
    child.send("n")
    child.expect("Your number")
    child.send("3\r")
    child.expect("Get ready")
    child.send(" ")
    child.expect("Paused")
    child.send("q")
    child.expect("Kept: ")
    shell.ready()
    assert list((home / ".local" / "share" / "selfcare").glob("log.sqlite3"))

    assert shell.runs(block("sh", "alias selfcare").strip()) == 0
    shell.leaves()
    later = Shell(here, home)  # on any later day
    later.types("selfcare")
    later.child.expect("q quit: ")
    later.child.send("q")
    later.ready()
    # The routine came today, so that there is no yesterday yet; what plays has its own tests, and waits for keys.
    plays = {
        "selfcare demo",
        "selfcare start",
        "selfcare start --face lines",
        "selfcare preview evening-hips.toml --play --speed 20",
    }
    not_yet = "selfcare done yesterday", "selfcare done fri --without calf --before 5 --after 3"
    # The days off that were typed before begin tomorrow.
    not_here = {**dict.fromkeys(not_yet, 2), "selfcare back": 66, **dict.fromkeys(plays)}
    # These ask a person, or need a file, a key, a server or a desktop that is not here; each has tests of its own.
    asks = re.compile(r"ben|Ben|remind|restore|measure$|share|clinic|send|import|new|settings set")
    typed = [line for line in typed_later() if not_here.get(line, 0) is not None and not asks.search(line)]
    assert {line: code for line in typed if (code := later.runs(line)) != not_here.get(line, 0)} == {}
    later.leaves()
