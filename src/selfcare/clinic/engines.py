"""Where a caseload is kept, by its URL, and the little in which SQLite and PostgreSQL differ: how one opens and locks them."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import (  # noqa: TID251 - this room is its one address
    URL,
    create_engine,
    event,
    make_url,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError  # noqa: TID251 - same

from selfcare.home.files import cannot
from selfcare.home.system import make_private_folder, open_private
from selfcare.text.errors import LogUnreadable, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine, Table  # noqa: TID251 - same

HERE = "here"
"""The setting's word for a file in the data folder."""

_HOW = "Write sqlite:///FILE, or postgresql://USER@SERVER/DATABASE."
_BUSY_S = 30
_CACHE_KB = 16_384
_PAGE = 16_384
"""Bytes of a page of a new file: a session's row then needs no page of its own."""
_UPGRADING = 7_356_223
"""The number of PostgreSQL's lock while the tables are made: any that is always the same."""


def url_of(said: str, folder: Path) -> URL:
    """The store that the setting or `--store` names; `folder` is the data folder.

    Raises:
        UsageRefused: it is no URL, or names a database that selfcare does not know.
    """
    if said == HERE:
        return URL.create("sqlite", database=str(folder / "clinic.sqlite3"))
    try:
        url = make_url(said)
    except ArgumentError:
        raise UsageRefused(f"{visible(said[:60])!r} names no store. {_HOW}") from None
    match url.get_backend_name():
        case "sqlite" if url.database and url.database != ":memory:":
            return URL.create("sqlite", database=str(Path(url.database).expanduser().absolute()))
        case "postgresql" if url.database:
            return url.set(drivername="postgresql+psycopg")
        case _:
            raise UsageRefused(f"A caseload is kept in SQLite or in PostgreSQL. {_HOW}")


def shown(url: URL) -> str:
    """The store as it is told to people: a file's path, or the URL without its password."""
    return visible(str(url.database) if is_file(url) else url.set(drivername="postgresql").render_as_string())


def is_file(url: URL) -> bool:
    """Whether it is a file of this computer."""
    return url.get_backend_name() == "sqlite"


def absent(url: URL) -> bool:
    """Whether it is a file that is not there."""
    return is_file(url) and not os.path.lexists(str(url.database))


def refuse_strange(url: URL) -> None:
    """Return if the store is on a server, a file, or nothing yet.

    Raises:
        LogUnreadable: it is a link that leads nowhere, which SQLite would follow and make a file; or no file.
    """
    if not is_file(url):
        return
    path = Path(str(url.database))
    if path.is_symlink() and not path.exists():
        raise LogUnreadable(
            f"The caseload {shown(url)} is a link that leads nowhere. Put its disk back, or take it away."
        )
    if path.exists() and not path.is_file():
        raise LogUnreadable(f"Where the caseload should be, {shown(url)}, is no file. Move that away.")


def make_private(url: URL) -> None:
    """Make the file, and its folder, for this user alone, if they are not there.

    Raises:
        OurFault: the system refuses.
    """
    if not is_file(url):
        return
    path = Path(str(url.database))
    try:
        make_private_folder(path.parent)
        os.close(open_private(path, new=False))
    except OSError as error:
        raise cannot("write", path, error) from None


def engine_of(url: URL) -> Engine:
    """The way to that store; nothing is opened yet."""
    if not is_file(url):
        # Not prepared: in a plan for any thousand ids PostgreSQL compares each row with each of them.
        return create_engine(url, connect_args={"connect_timeout": 10, "prepare_threshold": None})
    engine = create_engine(url, connect_args={"timeout": _BUSY_S})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not by Python's module
    for pragma in (
        f"page_size = {_PAGE}",
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"cache_size = -{_CACHE_KB}",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    reads = connection.get_execution_options().get("reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """A transaction that sees the store as it is at one moment, and changes nothing."""
    options: dict[str, Any] = {"reads": True}
    if engine.dialect.name == "postgresql":
        options |= {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with engine.connect().execution_options(**options) as connection, connection.begin():
        _by_index(connection)
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A transaction that is kept whole when it ends, or not at all when something is raised in it."""
    with engine.begin() as connection:
        _by_index(connection)
        yield connection


def _by_index(connection: Connection) -> None:
    """Let PostgreSQL look up by index. Of a table that has just grown it knows no statistics, and would read all of it."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL enable_seqscan = off"))


def poured(connection: Connection, table: Table, rows: Sequence[tuple[object, ...]]) -> None:
    """Write rows, each with all columns in their order: by COPY where there is one, twenty times as fast as INSERT."""
    if not rows:
        return
    names = ", ".join(column.name for column in table.columns)
    if connection.dialect.name == "postgresql":
        from psycopg import Error

        driver: Any = connection.connection.driver_connection
        into = f"COPY {table.name} ({names}) FROM STDIN"
        try:
            with driver.cursor() as cursor, cursor.copy(into) as copy:
                for row in rows:
                    copy.write_row(row)
        except Error as error:
            raise DBAPIError(into, None, error) from error
        return
    marks = ", ".join("?" * len(table.columns))
    connection.exec_driver_sql(f"INSERT INTO {table.name} ({names}) VALUES ({marks})", rows)  # noqa: S608 - our own words


def alone(connection: Connection) -> None:
    """Wait until nobody else makes or upgrades tables, until the transaction ends. SQLite lets one write at a time anyway."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"SELECT pg_advisory_xact_lock({_UPGRADING})"))
