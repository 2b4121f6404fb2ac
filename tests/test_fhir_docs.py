"""docs/fhir.md is held to the code: what it says becomes of what, and the manners of sending."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from adherence.worlds import told
from exports.made import TEXTS, files, material
from selfcare.exports.resources.bundle_rules import KINDS, STATUS
from selfcare.sending.updates import AGAIN, LONGEST_WAIT, TRIES

PAGE = (Path(__file__).parents[1] / "docs" / "fhir.md").read_text("utf-8")
ROWS = [line.split("|")[1:4] for line in PAGE.splitlines() if line.startswith("| ")][1:]
STORY = """
2026-11-23 07:00 load daily
20:00 rated -
20:05 done
20:30 done
2026-11-24 20:00 partly
2026-11-25 20:00 done from-file
2026-11-26 20:00 done as denied
21:00 corrects-word denied none
2026-11-27 21:00 answers leg
"""


def made() -> list[dict[str, Any]]:
    """Resources of every kind."""
    found = json.loads(files(material(told(STORY, TEXTS)), "fhir")["bundle.json"])
    return [entry["resource"] for entry in found["entry"]]


def test_each_kind_has_its_row() -> None:
    """Each kind that is written is in the table, and each kind in the table is written."""
    named = {word for _, kinds, _ in ROWS for word in re.findall(r"\b[A-Z][A-Za-z]+\b", kinds)}
    assert named == KINDS == {one["resourceType"] for one in made()}


def test_each_status_that_says_something_is_told() -> None:
    """Beside what is simply in force or final, each status that a resource may have is told."""
    told_of = set(re.findall(r"`([a-z-]+)`", PAGE))
    for kind, statuses in STATUS.items():
        assert statuses - {"final", "active", "inactive", "completed"} <= told_of, kind


def test_each_code_that_it_names_is_written() -> None:
    """Each system of ours, category and reason that the page names is in a bundle that has them all."""
    text = json.dumps(made())
    for words in re.findall(r"`(urn:selfcare:[a-z]+)`", PAGE):
        assert f'"{words}"' in text, words
    for words in ("extra", "not-assigned", "asked", "asked-declined", "72514-3", "PSEUDED", "ANON"):
        assert words in PAGE
        assert f'"{words}"' in text, words


def test_the_manners_are_those_of_the_code() -> None:
    """How often and how long is waited, and for which answers."""
    assert "429 and 503 are tried again, five times at the most" in PAGE
    assert "not longer than a minute each" in PAGE
    assert (sorted(AGAIN), TRIES, LONGEST_WAIT) == ([429, 503], 5, 60)
