"""A fact that is written stays: no statement of ours takes one away or changes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import selfcare

SOURCE = Path(selfcare.__file__).parent
CHANGES = re.compile(r"\b(?:DELETE FROM|DROP TABLE|UPDATE \w+ SET|REPLACE INTO|OR REPLACE|TRUNCATE TABLE)\b")


def test_no_statement_deletes_or_changes_a_fact() -> None:
    """The one that changes the table at all fills in the check sums of an older log, and no other column."""
    nodes = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    texts = (node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str))
    assert [text for text in texts if CHANGES.search(text)] == ["UPDATE facts SET sum = sum_of(json)"]
