"""Whether a log is sound: its pages, its facts, and what is kept beside them for look-up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.home.paths import log_file
from selfcare.log.layout import open_to_read
from selfcare.log.refusals import all_understood, in_sentences
from selfcare.log.rows import filed
from selfcare.log.upgrades import UPGRADES
from selfcare.text.errors import SelfcareError
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

_AT_ONCE = 2000  # facts: many are read quicker together
_ENOUGH = 20  # sentences: who has read so many restores a backup


def check_integrity(folder: Path) -> list[str]:
    """What is wrong with the log in this folder, a sentence each, at most 20; nothing for a sound or absent one."""
    return check_file(log_file(folder))


def check_file(path: Path) -> list[str]:
    """The same of a log under any name, such as a backup."""
    found: list[str] = []
    try:
        with in_sentences(path, "read"):
            if not path.exists():
                return []
            connection = open_to_read(path, UPGRADES)
            try:
                for (line,) in connection.execute(f"PRAGMA integrity_check({_ENOUGH})"):
                    if line != "ok":
                        found.append(f"SQLite reports: {visible(line)}.")
                rows = connection.execute("SELECT id, at, patient, kind, day, session, json, sum FROM facts")
                while len(found) < _ENOUGH and (some := rows.fetchmany(_AT_ONCE)):
                    facts = all_understood([row[-2:] for row in some], path)
                    found += [
                        f"The fact {visible(fact.id[:60])} is filed under other words than its own."
                        for fact, row in zip(facts, some, strict=True)
                        if filed(fact, row[-2]) != row
                    ]
            finally:
                connection.close()
    except SelfcareError as error:
        found.append(error.sentence)
    return found[:_ENOUGH]
