"""Each law of the caseload is tried on both stores: on SQLite always, with `--postgres` on a PostgreSQL of our own, too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from clinic.made import store
from clinic.servers import server
from selfcare.clinic.engines import url_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from clinic.servers import Server


@pytest.fixture(scope="session")
def postgres() -> Iterator[Server]:
    """A server for all tests of this process."""
    with server("fsync=off", "synchronous_commit=off") as one:
        yield one


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def new_store(request: pytest.FixtureRequest, tmp_path: Path) -> Callable[[], URL]:
    """Gives the URL of a new, empty store each time it is asked."""
    if request.param == "sqlite":
        folders = iter(range(1_000_000))
        return lambda: store(tmp_path / f"store-{next(folders)}")
    one: Server = request.getfixturevalue("postgres")
    return lambda: url_of(one.url(one.database()), tmp_path)


@pytest.fixture
def url(new_store: Callable[[], URL]) -> URL:
    """The URL of a new, empty store."""
    return new_store()
