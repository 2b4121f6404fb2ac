"""A PostgreSQL of our own: Debian's package, started as a user without rights, in a folder that goes away, on no network."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess  # noqa: TID251 - the server runs in a process of its own
import tempfile
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator

DEBIAN = Path("/usr/lib/postgresql")
OWNER = "clinic"
_SAID = {"LC_ALL": "C", "PATH": "/usr/bin:/bin"}


def programs() -> Path:
    """Where the server's programs are, the newest of them."""
    found = sorted(DEBIAN.glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    one = found[-1] if found else shutil.which("initdb")
    assert one, "There is no PostgreSQL here. Install it: apt-get install postgresql"
    return Path(one).parent


def _rights() -> dict[str, Any]:
    """PostgreSQL refuses to run as root; its package makes a user for it."""
    return {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}


class Server:
    """One that runs. Each database of it is a caseload's."""

    def __init__(self, folder: Path) -> None:
        """Its socket is in that folder."""
        self.folder = folder
        self._numbers = count()

    def does(self, statement: str, database: str = "postgres") -> None:
        """Run a statement as the owner."""
        with psycopg.connect(host=str(self.folder), user=OWNER, dbname=database, autocommit=True) as connection:
            connection.execute(statement)

    def database(self) -> str:
        """A new, empty database."""
        name = f"caseload{next(self._numbers)}"
        self.does(f"CREATE DATABASE {name}")
        return name

    def url(self, database: str, user: str = OWNER) -> str:
        """How a therapist would write it."""
        return f"postgresql://{user}@/{database}?host={self.folder}"


@contextmanager
def server(*settings: str) -> Iterator[Server]:
    """One that runs until the end; `settings` are its own, such as "fsync=off"."""
    where = programs()
    folder = Path(tempfile.mkdtemp(prefix="caseload-"))
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres", "postgres")
    data = folder / "data"
    words: list[str | Path] = [
        where / "initdb",
        "-D",
        data,
        "-U",
        OWNER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
    ]
    process = None
    try:
        subprocess.run(words, cwd=folder, env=_SAID, check=True, capture_output=True, **_rights())
        options = [
            part
            for one in ("listen_addresses=", "log_min_error_statement=panic", "log_checkpoints=off", *settings)
            for part in ("-c", one)
        ]
        process = subprocess.Popen(
            [where / "postgres", "-D", data, "-k", folder, *options],
            cwd=folder,
            env=_SAID,
            stderr=subprocess.PIPE,
            text=True,
            **_rights(),
        )
        assert process.stderr is not None
        heard = []
        for line in process.stderr:
            heard.append(line)
            if "ready to accept connections" in line:
                break
        else:
            raise AssertionError("".join(heard))
        yield Server(folder)
    finally:
        if process is not None:
            process.send_signal(signal.SIGINT)
            process.wait(60)
            assert process.stderr is not None
            process.stderr.close()
        shutil.rmtree(folder, ignore_errors=True)
