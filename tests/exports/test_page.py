"""The page for the therapist: complete, in order, harmless, the same bytes each time, and the same figures as the report."""

from __future__ import annotations

import datetime as dt
import json
import re
from html.parser import HTMLParser
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from hypothesis import given

from adherence.worlds import World, told
from exports.made import TEXTS, files, hostile, material, periods, stories
from selfcare.exports.pages.contents import page
from selfcare.exports.pdf import _page
from selfcare.faces.sums import said_counts
from selfcare.facts.kinds import Note
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.exports.material import Material

_VOID = frozenset({"meta", "br"})
STORY = """
2026-11-23 07:00 load daily
20:00 60 rated 6
20:05 done
2026-11-24 20:00 rated -
20:05 partly
2026-11-26 20:00 reported
2026-12-03 20:00 answers leg
"""


class Reader(HTMLParser):
    """Every element with its depth, headings in order, all text; a tag that is not closed, or twice an id, is a failure."""

    def __init__(self) -> None:
        """Nothing read yet."""
        super().__init__()
        self.open: list[str] = []
        self.headings: list[tuple[int, str]] = []
        self.ids: list[str] = []
        self.references: list[str] = []
        self.said: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember what is open, and everything that points somewhere."""
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            if name in ("href", "src", "srcset", "action", "data", "xlink:href") or name.startswith("on"):
                self.references.append(f"{name}={value}")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """What closes is what was opened last."""
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Words, with the heading that they stand in."""
        if self.open and re.fullmatch("h[1-6]", self.open[-1]):
            self.headings.append((int(self.open[-1][1]), data))
        if self.open and self.open[-1] != "style":
            self.said.append(data)


def read(made: Material) -> Reader:
    """The page as a strict reader has it."""
    reader = Reader()
    reader.feed(files(made, "html")["report.html"].decode())
    reader.close()
    assert not reader.open
    return reader


@given(stories(), periods)
def test_well_made(world: World, period: tuple[dt.date | None, dt.date | None]) -> None:
    """Every tag is closed, no id stands twice, nothing points outside, and headings go down by one at a time."""
    found = read(material(world, since=period[0], last=period[1]))
    assert len(found.ids) == len(set(found.ids))
    assert found.references == []
    levels = [level for level, _ in found.headings]
    assert levels[:2] == [1, 2]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_first_screen() -> None:
    """Safety stands first, then done of asked, how soreness moved, what was missed and why, and what was set aside."""
    found = read(material(told(STORY, TEXTS)))
    assert [words for level, words in found.headings if level == 2] == [
        "Safety",
        "Done of what was asked",
        "Soreness before sessions, 0 to 10",
        "Missed, cut short, above the limit",
        "Set aside and held",
        "Day by day",
        "Exercises",
        "The prescription in force",
    ]
    said = " ".join(found.said)
    assert "TODAY answer (ring the therapist)" in said
    assert "not yet seen by anyone" in said
    assert "1 reading" in said


@given(stories())
def test_same_figures(world: World) -> None:
    """What was asked and done is told by the sentence of the report; the calendar's words hold each outcome once."""
    made = material(world)
    said = " ".join(read(made).said)
    routine = made.report.assignments[-1].routine
    assert said_counts(made.report, routine) in said
    day_by_day = next((part for part in page(made).rest if part.heading == "Day by day"), None)
    occasions = [one.result for one in made.report.occasions]
    assert (day_by_day is None) == (not occasions)
    if day_by_day is not None:
        title = re.search("<title[^>]*>Day by day: ([^<]*)</title>", day_by_day.blocks[0].svg)  # type: ignore[union-attr]
        assert title is not None
        assert {word.rpartition(" ")[0]: int(word.rpartition(" ")[2]) for word in title[1].split(", ")} == {
            word: occasions.count(word) for word in occasions
        }


@given(hostile)
def test_strangers_text(words: str) -> None:
    """A note of any text stays text: it opens no element, fetches nothing, and is shown as it was written."""
    world = told("2026-11-23 09:00 load daily\n20:00 done", TEXTS)
    world.add(
        dt.datetime.fromisoformat("2026-11-23 21:00"),
        Note("2026-11-23", f"<script src='//e.example/x'>{words}</script><b>"),
    )
    made = material(world)
    found = read(made)
    assert found.references == []
    assert "".join(visible(words, lines=True).split()) in "".join("".join(found.said).split())
    whole = files(made, "html")["report.html"].decode()
    assert "<script" not in whole
    json.dumps(_page(page(made)))


@given(stories())
def test_pictures(world: World) -> None:
    """Every picture is a well-formed SVG with a title, a text and a key, and nothing that a style sheet would bring."""
    whole = files(material(world), "html")["report.html"].decode()
    for svg in re.findall("<svg.*?</svg>", whole, re.DOTALL):
        root = ET.fromstring(svg)  # noqa: S314 - our own picture
        names = [one for one in root.iter() if one.tag.endswith("title")]
        assert root.get("aria-hidden") == "true" or names
        assert not [one for one in root.iter() if one.tag.endswith(("script", "style", "image", "use"))]
    for section in re.findall("<section.*?</section>", whole, re.DOTALL):
        figures = re.findall("<figure>.*?</figure>", section, re.DOTALL)
        assert all(re.search(r"</svg></div>\n<(p|ul)>", figure) for figure in figures)
        assert not figures or '<ul class="key">' in section


def test_pdf() -> None:
    """The PDF is whole, tagged for reading aloud, in the page's language, and says no hour of its own making."""
    made = files(material(told(STORY, TEXTS)), "pdf")["report.pdf"]
    assert made.startswith(b"%PDF-")
    assert b"/MarkInfo" in made
    assert b"CreationDate" not in made
