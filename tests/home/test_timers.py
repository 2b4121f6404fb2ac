"""What is written for each system's timer, read back by a reader of that system's format."""

from __future__ import annotations

import configparser
import datetime as dt
import plistlib
import re
import shlex
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.home.timers import MARK, notification, ours, timer

TIMES = (dt.time(7, 30), dt.time(20))
WORDS = ("/opt/python", "-P", "-m", "selfcare", "due", "--notify", "--from", "18:00")
PLATFORMS = ("linux", "darwin", "win32")


@pytest.mark.parametrize("platform", PLATFORMS)
def test_each_file_is_known_as_ours(platform: str) -> None:
    """By its first 4 kB, in the encoding in which it is written; and what is not ours is not."""
    made = timer("selfcare-remind", WORDS, TIMES, {"SELFCARE_HOME": "/home/a b"}, Path("/data"), platform)
    assert made.files
    assert made.on
    assert made.off
    assert made.needs
    for file in made.files:
        assert ours(file.text.encode(made.encoding)[:4096])
    assert not ours(b"[Unit]\nDescription=mine\n")
    assert notification("Title", "Words.", platform)[0] in made.needs


words = st.text(st.characters(codec="utf-8", exclude_characters="\n\r\0"), min_size=1, max_size=20)


@given(st.lists(words, min_size=1, max_size=4), words)
def test_systemd_reads_the_words_back(program: list[str], home: str) -> None:
    """Whatever stands in a path: quoted by systemd.syntax(7), `%` and `$` doubled as systemd.unit(5) and .service(5) say."""
    made = timer("n", program, TIMES, {"SELFCARE_HOME": home}, Path("/data"), "linux")
    parsed = configparser.RawConfigParser(strict=True, delimiters=("=",), comment_prefixes=("#",))
    parsed.optionxform = str  # type: ignore[assignment,method-assign]  # keys as they are written
    parsed.read_string(made.files[0].text.replace("\x85", "?").replace("\u2028", "?").replace("\u2029", "?"))
    line = next(one for one in made.files[0].text.split("\n") if one.startswith("ExecStart="))
    found = re.findall(r'"((?:[^"\\]|\\.)*)"', line.removeprefix("ExecStart="))
    read = [re.sub(r"\\(.)", r"\1", one).replace("%%", "%").replace("$$", "$") for one in found]
    assert read == program
    (home_line,) = [one for one in made.files[0].text.split("\n") if one.startswith("Environment=")]
    (value,) = re.findall(r'^Environment="((?:[^"\\]|\\.)*)"$', home_line)
    assert re.sub(r"\\(.)", r"\1", value).replace("%%", "%") == f"SELFCARE_HOME={home}"


def test_launchd_reads_it_back() -> None:
    """A property list with the words, the environment and both times."""
    made = timer("selfcare-remind", WORDS, TIMES, {"SELFCARE_HOME": "/a & b"}, Path("/data"), "darwin")
    (file,) = made.files
    assert file.path.parts[-3:] == ("Library", "LaunchAgents", "selfcare-remind.plist")
    assert plistlib.loads(file.text.encode()) == {
        "Label": "selfcare-remind",
        "ProgramArguments": list(WORDS),
        "EnvironmentVariables": {"SELFCARE_HOME": "/a & b"},
        "StartCalendarInterval": [{"Hour": 7, "Minute": 30}, {"Hour": 20, "Minute": 0}],
    }
    assert MARK in file.text.splitlines()[1]


def test_the_task_scheduler_reads_it_back() -> None:
    """A task with a trigger for each time, the program without a window, its words quoted."""
    made = timer("selfcare-remind", (r"C:\a & b\python.exe", *WORDS[1:]), TIMES, {}, Path("/data"), "win32")
    (file,) = made.files
    root = ET.fromstring(file.text.replace('encoding="UTF-16"', ""))  # noqa: S314 - our own text
    space = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}
    starts = [one.text for one in root.findall(".//t:StartBoundary", space)]
    assert starts == ["2020-01-01T07:30:00", "2020-01-01T20:00:00"]
    assert root.findtext(".//t:Command", namespaces=space) == r"C:\a & b\pythonw.exe"
    assert shlex.split(root.findtext(".//t:Arguments", namespaces=space) or "") == list(WORDS[1:])
