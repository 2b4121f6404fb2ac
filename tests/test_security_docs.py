"""docs/security.md: each attack says what happens and names tests that try it, and they are there."""

from __future__ import annotations

import re

import pytest

from pages import ROOT, named_tests_are_run

PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if re.match(r"\| (?!Attack)", line)]


def test_there_are_attacks() -> None:
    """Each with what happens, and its tests."""
    assert len(ROWS) >= 16
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip()[:40] for row in ROWS])
def test_every_test_that_is_named_is_run(row: list[str]) -> None:
    """It is in that file, `make test` runs it, and nothing skips it."""
    named_tests_are_run(row[2])
