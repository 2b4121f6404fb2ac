"""The first tables.

A step says all it does by itself and is never changed: what `tables.py` says may move on.
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: TID251 - this room is its one address
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Patients, their facts, and what is counted from these."""
    op.create_table(
        "caseload_patients",
        sa.Column("number", sa.Integer, sa.Identity(), primary_key=True),
        sa.Column("code", sa.Text, nullable=False, unique=True),
        sa.Column("facts", sa.BigInteger, nullable=False),
    )
    op.create_table(
        "caseload_facts",
        sa.Column("patient", sa.Integer, sa.ForeignKey("caseload_patients.number"), primary_key=True),
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("at", sa.BigInteger, nullable=False),
        sa.Column("kind", sa.Text, nullable=False),
        sa.Column("day", sa.Text),
        sa.Column("session", sa.Text),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("sum", sa.BigInteger, nullable=False),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "caseload_figures",
        sa.Column("patient", sa.Integer, sa.ForeignKey("caseload_patients.number"), primary_key=True),
        sa.Column("stamp", sa.Text, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
    )
