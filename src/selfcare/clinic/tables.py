"""The tables of the caseload, the same in SQLite and in PostgreSQL. A change of them is a step in `steps/versions`."""

from __future__ import annotations

from sqlalchemy import (  # noqa: TID251 - this room is its one address
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Identity,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()

VERSION = "caseload_version"
"""The table in which Alembic keeps how far the upgrades went."""

PATIENTS = Table(
    "caseload_patients",
    METADATA,
    Column("number", Integer, Identity(), primary_key=True),
    Column("code", Text, nullable=False, unique=True),
    # How many facts are kept of the patient. It only grows, so that it also tells one state of the facts from another.
    Column("facts", BigInteger, nullable=False),
)

# Every fact but the beginnings and ends of sets. `json` is the fact, and `sum` its check sum; the rest is read out of it for
# look-up, as in a patient's own log. Without row numbers of SQLite's own a patient's facts lie side by side on the disk.
FACTS = Table(
    "caseload_facts",
    METADATA,
    Column("patient", Integer, ForeignKey(PATIENTS.c.number), primary_key=True),
    Column("id", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("day", Text),
    Column("session", Text),
    Column("json", Text, nullable=False),
    Column("sum", BigInteger, nullable=False),
    sqlite_with_rowid=False,
)

# The beginnings and ends of the sets of one session, nine in ten of all facts, packed together (`packing.py`); `number` counts
# what came of the session with later files. A row is never changed. `counted` is what was counted of these sets, `stamp` by
# which version, with a check sum: a cache, of which nothing is lost when it is emptied.
SETS = Table(
    "caseload_sets",
    METADATA,
    Column("patient", Integer, ForeignKey(PATIENTS.c.number), primary_key=True),
    Column("session", Text, primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("facts", Integer, nullable=False),
    Column("stamp", Text, nullable=False),
    Column("counted", Text, nullable=False),
    Column("sum", BigInteger, nullable=False),
    Column("packed", LargeBinary, nullable=False),
    sqlite_with_rowid=False,
)

# The keys by which a patient's files are signed, `key` in hex digits; `shared` says when the newest of them was (UTC
# milliseconds). One that is no longer believed stays here, so that it is told apart from one that nobody knows.
SENDERS = Table(
    "caseload_senders",
    METADATA,
    Column("code", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("shared", BigInteger, nullable=False),
    Column("believed", Boolean, nullable=False),
)

# What the list tells of a patient, as it was last counted: `stamp` says from what. It can be deleted at any time.
FIGURES = Table(
    "caseload_figures",
    METADATA,
    Column("patient", Integer, ForeignKey(PATIENTS.c.number), primary_key=True),
    Column("stamp", Text, nullable=False),
    Column("json", Text, nullable=False),
)
