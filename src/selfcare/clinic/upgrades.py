"""How a caseload's tables become those of this version: Alembic's steps, run by ourselves when a caseload is opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.clinic.tables import VERSION

if TYPE_CHECKING:
    from sqlalchemy import Connection  # noqa: TID251 - this room is its one address

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
