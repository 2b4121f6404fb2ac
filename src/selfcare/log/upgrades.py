"""How an older log becomes one of today's: one small function for each step from version n to n + 1.

To change the layout: append a function here, and change `layout.CREATE` to what a new log gets. When the format of
facts changes (`codec.FORMAT`), append one too, if only an empty one: then an older selfcare refuses the log at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from selfcare.log.recounts import CREATE as RECOUNTS
from selfcare.log.selection import NO_SETS, OF_SESSIONS, SAID_YES, STANDING
from selfcare.log.sums import sum_of

if TYPE_CHECKING:
    import sqlite3  # noqa: TID251 - this is its one address
    from collections.abc import Callable, Sequence

Upgrade: TypeAlias = "Callable[[sqlite3.Connection], None]"
"""Changes a log of one version into the next. It runs inside a transaction, which is not its own to end."""

LOOK_BACK = f"""
    CREATE INDEX facts_by_day ON facts (day, session) WHERE day IS NOT NULL;
    CREATE INDEX facts_that_stand ON facts (at) WHERE {STANDING};
    CREATE INDEX answers_with_yes ON facts (at, session, patient) WHERE {SAID_YES};
    CREATE INDEX sessions_as_entries ON facts (session, at, kind, patient) WHERE {OF_SESSIONS};
    CREATE INDEX facts_but_sets ON facts (kind, at, patient, session) WHERE {NO_SETS};
"""
"""So that what is of today costs the same after ten years as on the first day."""


def look_back(connection: sqlite3.Connection) -> None:
    """From version 1 to 2: what `log.selection` looks up by."""
    connection.execute("DROP INDEX facts_by_day")
    for statement in LOOK_BACK.split(";"):
        connection.execute(statement)


def add_sums(connection: sqlite3.Connection) -> None:
    """From version 2 to 3: a check sum beside each fact."""
    connection.execute("ALTER TABLE facts ADD COLUMN sum INTEGER")
    connection.create_function("sum_of", 1, sum_of, deterministic=True)
    connection.execute("UPDATE facts SET sum = sum_of(json)")


def count_sets(connection: sqlite3.Connection) -> None:
    """From version 3 to 4: room for what is counted of a session's sets. It is filled as sessions end; until then facts are."""
    connection.execute(RECOUNTS)


UPGRADES: tuple[Upgrade, ...] = (look_back, add_sums, count_sets)
"""The first leads from version 1 to 2. A log's version is one more than the upgrades it has seen."""


def upgrade(connection: sqlite3.Connection, version: int, upgrades: Sequence[Upgrade]) -> None:
    """Bring a log of this version up to date, all steps or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in upgrades[version - 1 :]:
            step(connection)
        connection.execute(f"PRAGMA user_version = {len(upgrades) + 1:d}")
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
