"""The keys of patients' computers in the store, inside a transaction that the caller keeps or undoes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import or_, select, text, update  # noqa: TID251 - this room is its one address

from selfcare.clinic.believing import Sender, is_mark
from selfcare.clinic.tables import SENDERS
from selfcare.home.files import cannot, read_bounded
from selfcare.log.sharing.signing import mark
from selfcare.text.errors import FileRefused, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from sqlalchemy import Connection  # noqa: TID251 - same

BEFORE: Final = "clinic-senders.json"
"""Where a therapist's computer kept them for itself, before the store did."""
_LIMIT: Final = 16_000_000
_COLUMNS: Final = SENDERS.c.code, SENDERS.c.key, SENDERS.c.shared, SENDERS.c.believed
# What is believed already stays so, and what was forgotten stays that, unless `again` says otherwise.
_KEEP: Final = text(
    "INSERT INTO caseload_senders (code, key, shared, believed) VALUES (:code, :key, :shared, :believed) "
    "ON CONFLICT (code, key) DO UPDATE SET "
    "shared = CASE WHEN excluded.shared > caseload_senders.shared THEN excluded.shared ELSE caseload_senders.shared END, "
    "believed = (caseload_senders.believed OR :again)"
)


def known(connection: Connection, code: str, key: str | None = None) -> list[Sender]:
    """The keys of that patient, and whoever else has that key."""
    which = SENDERS.c.code == code if key is None else or_(SENDERS.c.code == code, SENDERS.c.key == key)
    rows = connection.execute(select(*_COLUMNS).where(which).order_by(SENDERS.c.shared, SENDERS.c.key))
    return [Sender(*row) for row in rows]


def believe(connection: Connection, code: str, key: str, shared: int) -> None:
    """That key is the patient's from now on. To be called once its facts are kept."""
    connection.execute(_KEEP, {"code": code, "key": key, "shared": shared, "believed": True, "again": True})


def forget(connection: Connection, code: str, said: str) -> Sender:
    """Believe the key of that mark no longer; what it signed before stays.

    Raises:
        NotFound: the patient has no such key.
    """
    found = next((one for one in known(connection, code) if is_mark(said, mark(one.key))), None)
    if found is None:
        raise NotFound(
            f"No computer of {visible(code[:60])} has the mark {visible(said[:40])}. All of them: "
            f"selfcare clinic key {visible(code[:60])}"
        )
    gone = update(SENDERS).where(SENDERS.c.code == code, SENDERS.c.key == found.key).values(believed=False)
    connection.execute(gone)
    return found


def bring(connection: Connection, senders: Iterable[Sender]) -> None:
    """Take over what a computer knew for itself; what the store says of a key already stands."""
    rows = [one._asdict() | {"again": False} for one in senders]
    if rows:
        connection.execute(_KEEP, rows)


def of_before(folder: Path) -> list[Sender] | None:
    """What this computer kept for itself; None where there is nothing.

    Raises:
        FileRefused: the file is damaged.
        OurFault: the system refuses; the sentence says why.
    """
    path = folder / BEFORE
    found = read_bounded(path, _LIMIT)
    if found is None:
        return None
    try:
        data: Any = json.loads(found)
        if data["format"] != 1:
            raise ValueError  # noqa: TRY301 - one sentence for all
        return [one for code, said in data["senders"].items() for one in _of_one(str(code), **said)]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileRefused(
            f"{visible(str(path))} is damaged: it says which computers sign for your patients. Move it away; each patient's "
            "next file is then believed as a first one."
        ) from None


def put_away(folder: Path) -> None:
    """Take that file away: the store has it now.

    Raises:
        OurFault: the system refuses; the sentence says why.
    """
    path = folder / BEFORE
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise cannot("take away", path, error) from None


def _of_one(code: str, keys: Any, shared: Any) -> list[Sender]:
    if not (isinstance(keys, list) and all(type(key) is str for key in keys) and type(shared) is int):
        raise ValueError
    return [Sender(code, key, shared, believed=True) for key in keys]
