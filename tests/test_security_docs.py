"""docs/security.md: each attack says what happens and names tests that try it, and they are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "security.md").read_text("utf-8")
ROWS = [line.strip("|").split(" | ") for line in PAGE.splitlines() if re.match(r"\| (?!Attack)", line)]


def test_there_are_attacks() -> None:
    """Each with what happens, and its tests."""
    assert len(ROWS) >= 16
    assert all(len(row) == 3 and all(cell.strip() for cell in row) for row in ROWS)


@pytest.mark.parametrize("row", ROWS, ids=[row[0].strip()[:40] for row in ROWS])
def test_every_test_that_is_named_is_run(row: list[str]) -> None:
    """It is in that file, `make test` runs it, and nothing skips it."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", row[2])
    assert named
    assert re.sub(r"`[^`]*`", "", row[2]).strip(" ,") == ""
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert found, f"{path} has no {name}"
        marks = " ".join(ast.unparse(mark) for mark in found[0].decorator_list)
        assert not re.search(r"\bmark\.(?:skip|skipif|xfail|prove|sound|taplo)\b", marks), name
