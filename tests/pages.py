"""Tests that a page of docs/ names: they are there, and they are run."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]


def named_tests_are_run(cell: str) -> None:
    """The cell names tests and nothing else; each is in its file, `make test` runs it, and nothing skips it."""
    named = re.findall(r"`(tests/[\w/]+\.py)::(test_\w+)`", cell)
    assert named
    assert re.sub(r"`[^`]*`", "", cell).strip(" ,") == ""
    for path, name in named:
        tree = ast.parse((ROOT / path).read_text("utf-8"))
        found = [node for node in tree.body if isinstance(node, ast.FunctionDef) and node.name == name]
        assert found, f"{path} has no {name}"
        marks = " ".join(ast.unparse(mark) for mark in found[0].decorator_list)
        assert not re.search(r"\bmark\.(?:skip|skipif|xfail|prove|sound|taplo)\b", marks), name
