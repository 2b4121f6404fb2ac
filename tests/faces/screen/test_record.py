"""The picture of `progress`: its size, its signs, its sums; and that the pages show what the program draws."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from faces.stories import Person, nine_weeks, rich, when
from regenerate_progress_pictures import pictures
from selfcare.adherence.report import FILLED
from selfcare.adherence.weeks import GAP_DAYS, figures, first_week, record_weeks
from selfcare.faces.screen.cells import measure
from selfcare.faces.screen.look import Size
from selfcare.faces.screen.printing import printed
from selfcare.faces.screen.record import GLYPHS, LEAST, record
from selfcare.facts.kinds import Rated, SessionBegun

if TYPE_CHECKING:
    from faces.stories import Told
    from selfcare.faces.screen.look import Block

DOCS = Path(__file__).parents[3] / "docs" / "pictures"
SIZES = (Size(80, 23), Size(80, 24), Size(100, 30), Size(140, 40), Size(200, 60))


def text(block: Block) -> list[str]:
    """The lines of a block."""
    return ["".join(span.text for span in line).rstrip() for line in block]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("unicode", [True, False])
def test_every_line_is_as_wide_as_the_terminal_and_the_prompt_has_its_own(size: Size, unicode: bool) -> None:
    """One width, at most one line less than the terminal has; without Unicode nothing but ASCII."""
    for person, as_of in ((nine_weeks(), "2027-01-22 09:00"), (rich(), "2026-12-10 09:00")):
        block = record(person.told(as_of).record, size, unicode=unicode)
        assert {measure(line) for line in block} == {min(size.columns, 150)}
        assert len(block) < size.rows
        assert unicode or all(line.isascii() for line in text(block))


def test_no_two_outcomes_share_a_sign() -> None:
    """Each is told apart without colour, with Unicode and without; every outcome that there is has one."""
    signs = [(drawn, plain) for drawn, plain, _, _ in GLYPHS.values()]
    assert len({drawn for drawn, _ in signs}) == len({plain for _, plain in signs}) == len(GLYPHS) == 11
    assert all(plain.isascii() for _, plain in signs)


def test_each_sign_that_occurs_is_explained() -> None:
    """The legend names what is drawn, and nothing else."""
    block = text(record(rich().told("2026-12-10 09:00").record, Size(80, 24), unicode=True))
    days = "".join(line[8:40] for line in block if line[:3] in ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"))
    legend = " ".join(block[15:])
    for drawn, _, _, said in GLYPHS.values():
        assert (drawn in days) == (f"{drawn} {said}" in legend), said


def sums(told: Told) -> tuple[int, int, int]:
    """Asked, filled and extra of all weeks together."""
    weeks = record_weeks(told.report, first_week(told.report.assignments))
    return sum(one.asked for one in weeks), sum(one.filled for one in weeks), sum(one.extra for one in weeks)


@given(st.lists(st.tuples(st.sampled_from(["whole", "part", "report"]), st.integers(0, 50)), min_size=1, max_size=30))
@settings(max_examples=50)
def test_the_weeks_add_up_to_the_report(moves: list[tuple[str, int]]) -> None:
    """Every occasion lies in one week and every session on one day; the sums are those of the report."""
    anna = Person()
    for what, after in sorted(moves, key=lambda one: one[1]):
        day = dt.date(2026, 11, 23) + dt.timedelta(days=after)
        if what == "report":
            anna.reported(f"{day} 20:00", day.isoformat())
        else:
            anna.session(f"{day} 20:00", sets=3 if what == "whole" else 1)
    told = anna.told("2027-01-20 09:00")
    counts = told.report.counts
    assert sums(told) == (counts.asked, counts.filled, counts.extra)
    weeks = record_weeks(told.report, first_week(told.report.assignments))
    drawn = [result for week in weeks for day in week.days for result in day]
    for result in (*FILLED, "extra", "missed"):
        assert drawn.count(result) == sum(one.result == result for one in told.report.occasions), result
    assert "%" not in "".join(text(record(told.record, Size(80, 24), unicode=True)))


def test_medians_numbers_of_scores_and_the_wobble() -> None:
    """The middle score of each week, how many there were, and a mark on what is less than 2 points from the first."""
    anna = Person()
    for day, score in ((23, 5), (24, 6), (25, None), (30, 5)):
        anna.session(f"2026-11-{day} 20:00", before=score)
    anna.session("2026-12-07 20:00", before=3)
    lines = text(record(anna.told("2026-12-09 09:00").record, Size(140, 40), unicode=True))
    middle = next(line for line in lines if line.startswith("middle"))
    scores = next(line for line in lines if line.startswith("scores"))
    assert middle[:80].split() == ["middle", "5.5", "5~", "3"]
    assert scores[:80].split()[:4] == ["scores", "2", "1", "1"]


def test_a_place_without_room_is_named() -> None:
    """At the least size two places have room; of three the third is told, with how to read it."""
    anna = nine_weeks()
    for region in ("hip", "forearm", "foot"):
        begun = anna.session("2027-01-21 20:00")
        body = begun.body
        assert isinstance(body, SessionBegun)
        anna.world.add(when("2027-01-21 20:00"), Rated("soreness", "before", body.day, 4, region, "left", body.session))
    lines = text(record(anna.told("2027-01-22 09:00").record, LEAST, unicode=True))
    assert any("more places in words: selfcare progress --lines" in line for line in lines)


@pytest.mark.parametrize("color", [True, False])
def test_printed_once_below_what_stands_there(color: bool) -> None:
    """No cursor is moved and no screen is taken; without colour no colour is sent."""
    out = io.StringIO()
    console = Console(file=out, force_terminal=True, color_system="truecolor", width=80)
    block = record(rich().told("2026-12-10 09:00").record, Size(80, 24), unicode=True)
    printed(block, out, "dark", color=color, console=console)
    assert set(re.findall(r"\x1b\[[0-9;]*([A-Za-z])", out.getvalue())) <= {"m"}
    assert ("38;2" in out.getvalue()) == color
    plain = re.sub(r"\x1b\[[0-9;]*m", "", out.getvalue())
    assert [line.rstrip() for line in plain.splitlines()] == text(block)


def test_the_pages_show_what_is_drawn() -> None:
    """Else: python tests/regenerate_progress_pictures.py."""
    for name, drawn in pictures().items():
        assert (DOCS / name).read_text("utf-8") == drawn, name


def test_initiation_and_persistence() -> None:
    """Days from receipt to the first session; days to the last before a gap of more than two weeks."""
    anna = Person()
    found = figures(anna.world.history(), anna.told("2026-12-01 09:00").report)
    assert (found.received, found.begun, found.initiation, found.lasted) == (dt.date(2026, 11, 23), None, None, None)
    for day in ("2026-11-25", "2026-12-01", "2026-12-16"):
        anna.session(f"{day} 20:00")
    found = figures(anna.world.history(), anna.told("2026-12-16 22:00").report)
    assert (found.initiation, found.lasted, found.left_off) == (2, 7, True)
    anna.reported("2026-12-10 09:00", "2026-12-09")
    found = figures(anna.world.history(), anna.told("2026-12-16 22:00").report)
    assert (found.initiation, found.lasted, found.left_off) == (2, 22, False)
    assert figures(anna.world.history(), anna.told("2026-12-31 09:00").report).left_off
    assert GAP_DAYS == 14


def test_the_table_of_the_page_is_the_one_that_is_drawn() -> None:
    """Every sign and its words stand in docs/progress.md, in the same order."""
    rows = re.findall(r"^\| `(.)` \| `(.)` \| (.+) \|$", (DOCS.parent / "progress.md").read_text("utf-8"), re.MULTILINE)
    assert rows == [(drawn, plain, said) for drawn, plain, _, said in GLYPHS.values()]
