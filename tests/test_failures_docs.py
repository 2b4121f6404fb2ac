"""docs/failures.md: each story has tests that would catch it, and they are there."""

from __future__ import annotations

import re

import pytest

from pages import ROOT, named_tests_are_run

PAGE = (ROOT / "docs" / "failures.md").read_text("utf-8")
ROWS = [line.strip("|").split("|") for line in PAGE.splitlines() if re.match(r"\| \d", line)]


def test_all_twenty_six_are_there() -> None:
    """In order, each with what happened, what holds it, and its tests."""
    assert [int(row[0]) for row in ROWS] == list(range(1, 27))
    assert all(len(row) == 4 and all(cell.strip() for cell in row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip() for row in ROWS])
def test_every_test_that_is_named_is_run(row: list[str]) -> None:
    """It is in that file, `make test` runs it, and nothing skips it."""
    named_tests_are_run(row[3])
