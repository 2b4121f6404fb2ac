"""How a caseload's tables become those of this version: Alembic's steps, run by ourselves when a caseload is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text  # noqa: TID251 - this room is its one address

from selfcare.clinic.engines import alone, reading, writing
from selfcare.clinic.tables import VERSION
from selfcare.text.errors import LogUnreadable
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from sqlalchemy import URL, Connection, Engine  # noqa: TID251 - same

NEWEST = "0003"
"""The last of the steps in `steps/versions`."""


def upgrade(connection: Connection) -> None:
    """Run the steps that the caseload has not seen; the caller's transaction keeps them all or none."""
    from alembic import command
    from alembic.config import Config

    config = Config(attributes={"connection": connection, "version_table": VERSION})
    config.set_main_option("script_location", str(Path(__file__).with_name("steps")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")


def up_to_date(engine: Engine, url: URL, *, make: bool) -> bool:
    """Whether there is a caseload, after making or upgrading it where need be."""
    with reading(engine) as connection:
        version = _version(connection)
    if version is None and not make:
        return False
    if version is None or version < NEWEST:
        with writing(engine) as connection:
            alone(connection)
            upgrade(connection)
    elif version > NEWEST:
        raise LogUnreadable(
            f"The caseload {visible(str(url.database))} was written by a newer selfcare. It was left as it is: update selfcare."
        )
    return True


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table(VERSION):
        return None
    found: str | None = connection.execute(text(f"SELECT version_num FROM {VERSION}")).scalar()  # noqa: S608 - our own word
    return found
