"""The session of the pictures is played, and the pages show what it shows."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from program.whole_session import at_home, reader_part, whole_session

ROOT = Path(__file__).parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = {name: (ROOT / name).read_text("utf-8") for name in ("docs/screen.md", "README.md")}
STILL = ("hear-me", "questions", "soreness", "share", "stopped", "band-on", "band-off")
"""The moments at which nothing moves and no time of day is told: their pictures are the same whenever they are taken."""
OURS = [file for file in sorted(PICTURES.glob("*.svg")) if not file.name.startswith("progress-")]
LARGEST = 16_000


@pytest.mark.long
def test_the_session_goes_as_its_pictures_show(tmp_path: Path) -> None:
    """Sides, pause, skip, rating, a cut and its resuming, a stop with its reason: seen, logged, and as the pages have it."""
    played = {one.name: one for one in whole_session(tmp_path, (80, 24))}
    assert {f"{name}-80x24.svg" for name in played} <= {file.name for file in PICTURES.iterdir()}
    stale = [name for name in STILL if (PICTURES / f"{name}-80x24.svg").read_text("utf-8") != played[name].svg]
    assert stale == [], "make pictures"


def test_the_reader_is_given_what_the_page_says(tmp_path: Path) -> None:
    """The lines of the page, in their order, one after the other; the seconds of a set aside."""
    home, path = at_home(tmp_path)
    heard = re.sub(r"skipped, \d s", "skipped, 0 s", reader_part(home, path)).replace("\r\n", "\n")
    (shown,) = re.findall(r"```text\n(.*?)```", PAGES["docs/screen.md"], re.DOTALL)
    assert shown in heard
    assert "\x1b" not in heard


def test_every_picture_is_shown_where_it_is_and_none_is_missing() -> None:
    """What a page shows is there, with words for who cannot see it."""
    for page, text in PAGES.items():
        shown = re.findall(r"!\[([^]]*)\]\(([^)]+)\)", text)
        assert shown, page
        assert all(words and ((ROOT / page).parent / target).is_file() for words, target in shown), page


@pytest.mark.parametrize("file", OURS, ids=lambda file: file.name)
def test_a_picture_is_small_and_needs_nothing_else(file: Path) -> None:
    """It is an SVG with a title, without a script, a style sheet, or anything from elsewhere."""
    data = file.read_bytes()
    root = ET.fromstring(data)  # noqa: S314 - our own file
    tags = {one.tag.rpartition("}")[2] for one in root.iter()}
    assert root[0].text
    assert tags <= {"svg", "title", "g", "rect", "path", "text"}
    assert b"href" not in data
    assert b"url(" not in data
    assert len(data) < LARGEST
