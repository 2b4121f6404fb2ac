"""The keys by which patients' files are signed: until then a file of each therapist's own, so that none knew another's.

A step says all it does by itself and is never changed: what `tables.py` says may move on.
"""

from __future__ import annotations

import sqlalchemy as sa  # noqa: TID251 - this room is its one address
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """One table beside the others; nothing of them changes."""
    op.create_table(
        "caseload_senders",
        sa.Column("code", sa.Text, primary_key=True),
        sa.Column("key", sa.Text, primary_key=True),
        sa.Column("shared", sa.BigInteger, nullable=False),
        sa.Column("believed", sa.Boolean, nullable=False),
    )
