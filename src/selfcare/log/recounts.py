"""The sets of a session, counted when it ended and kept beside its facts: ten years of sets need not be read to be summed.

It is a cache. Nothing is lost with it, nothing is exported from it, and it is believed only where its check sum is right and
the log holds no more sets of that session than it was counted from: facts are never changed. Else the facts are counted.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from selfcare.facts.codec import UnknownFact, many_from_json
from selfcare.facts.recount import Counted, Repetition, counted
from selfcare.log.sums import sum_of

if TYPE_CHECKING:
    import sqlite3  # noqa: TID251 - this is its one address
    from collections.abc import Iterable

CREATE = """
    CREATE TABLE recounts (
        session TEXT NOT NULL,
        patient TEXT NOT NULL,
        told TEXT NOT NULL,
        sum INTEGER NOT NULL,
        PRIMARY KEY (session, patient)
    ) STRICT;
"""
SETS = "kind IN ('set begun', 'set ended')"

_OF = f"SELECT json, sum FROM facts WHERE session = ? AND patient = ? AND {SETS} ORDER BY at, id"  # noqa: S608 - ours
_TOLD = "SELECT told, sum FROM recounts WHERE session = ? AND patient = ?"
_KEEP = """
    INSERT INTO recounts VALUES (?, ?, ?, ?)
    ON CONFLICT (session, patient) DO UPDATE SET told = excluded.told, sum = excluded.sum
"""


def keep(connection: sqlite3.Connection, sessions: Iterable[tuple[str, str]]) -> None:
    """Count the sets of these sessions, each with its patient, and keep the sums; inside the transaction of their facts."""
    for session, patient in sessions:
        rows = list(connection.execute(_OF, (session, patient)))
        if not rows or any(sum_of(text) != beside for text, beside in rows):
            continue  # a damaged fact is met, and told, by whoever reads it
        try:
            sums = told(counted(list(many_from_json([text for text, _ in rows]))))
        except UnknownFact:
            continue  # same
        connection.execute(_KEEP, (session, patient, sums, sum_of(sums)))


def kept(connection: sqlite3.Connection, session: str, patient: str, facts: int) -> Counted | None:
    """What was counted of that session, if it still holds: the log has so many facts of its sets."""
    row = connection.execute(_TOLD, (session, patient)).fetchone()
    if row is None:
        return None
    sums, beside = row
    if sum_of(sums) != beside:
        return None
    found = heard(sums)
    return found if found.facts == facts else None


def told(sums: Counted) -> str:
    """What was counted, as a text."""
    return _ENCODE(sums)


def heard(text: str) -> Counted:
    """What was counted, of the text that was made of it."""
    number, begun_at, last_at, repetitions = json.loads(text)
    return Counted(number, begun_at, last_at, tuple([Repetition(*one) for one in repetitions]))


_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
