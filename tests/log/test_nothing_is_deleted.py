"""A fact that is written stays: no statement of ours takes one away or changes it."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import selfcare

SOURCE = Path(selfcare.__file__).parent
CHANGES = re.compile(r"\b(?:DELETE FROM|DROP TABLE|UPDATE \w+ SET|REPLACE INTO|OR REPLACE|TRUNCATE TABLE)\b")


def test_no_statement_deletes_or_changes_a_fact() -> None:
    """One fills in the check sums of an older log, and no other column; one packs what it takes away, in the caseload.

    That is a step of the caseload's upgrades: the sets of a session go into one row. `clinic/test_packing.py` holds that
    every fact is still there.
    """
    nodes = (node for path in SOURCE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8"))))
    texts = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    found = {text for text in texts if CHANGES.search(text)}
    assert found == {"UPDATE facts SET sum = sum_of(json)", "DELETE FROM caseload_facts WHERE "}
