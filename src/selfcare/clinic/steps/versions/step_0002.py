"""The sets of a session are packed together: 13,000 rows a patient and year became 365, in a quarter of the room.

A step says all it does by itself and is never changed: what `tables.py` and `packing.py` say may move on.
"""

from __future__ import annotations

import zlib
from collections import defaultdict

import sqlalchemy as sa  # noqa: TID251 - this room is its one address
from alembic import op

revision = "0002"
down_revision = "0001"

_PATIENTS = sa.text("SELECT number FROM caseload_patients ORDER BY number")
_SETS = "patient = :patient AND kind IN ('set begun', 'set ended')"
_READ = sa.text(f"SELECT session, json, sum FROM caseload_facts WHERE {_SETS} ORDER BY session, at, id")  # noqa: S608 - ours
_GONE = sa.text(f"DELETE FROM caseload_facts WHERE {_SETS}")  # noqa: S608 - ours
_KEEP = sa.text(
    "INSERT INTO caseload_sets (patient, session, number, facts, stamp, counted, sum, packed) "
    "VALUES (:patient, :session, 1, :facts, '', '', :sum, :packed)"
)


def upgrade() -> None:
    """One patient at a time in memory. What was damaged before is kept as it is: its sum says so to whoever reads it."""
    op.create_table(
        "caseload_sets",
        sa.Column("patient", sa.Integer, sa.ForeignKey("caseload_patients.number"), primary_key=True),
        sa.Column("session", sa.Text, primary_key=True),
        sa.Column("number", sa.Integer, primary_key=True),
        sa.Column("facts", sa.Integer, nullable=False),
        sa.Column("stamp", sa.Text, nullable=False),
        sa.Column("counted", sa.Text, nullable=False),
        sa.Column("sum", sa.BigInteger, nullable=False),
        sa.Column("packed", sa.LargeBinary, nullable=False),
        sqlite_with_rowid=False,
    )
    connection = op.get_bind()
    for (patient,) in connection.execute(_PATIENTS).all():
        lines: dict[str, list[str]] = defaultdict(list)
        damaged: set[str] = set()
        for session, json, beside in connection.execute(_READ, {"patient": patient}):
            lines[session].append(json)
            if zlib.crc32(json.encode("utf-8", "surrogatepass")) != beside:
                damaged.add(session)
        rows = []
        for session, some in lines.items():
            packed = zlib.compress("\n".join(some).encode("utf-8", "surrogatepass"), 1)
            beside = zlib.crc32(packed) ^ (session in damaged)
            rows.append({"patient": patient, "session": session, "facts": len(some), "sum": beside, "packed": packed})
        if rows:
            connection.execute(_KEEP, rows)
            connection.execute(_GONE, {"patient": patient})
