"""The keys by which each patient's files were signed until now, in a small file beside the clinic's store.

The first key of a patient is believed; from then on another one is told of and refused until the therapist has asked.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from selfcare.home.files import read_bounded, write_private
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from selfcare.log.sharing.payload import Header

FILE: Final = "clinic-senders.json"
FORMAT: Final = 1
_LIMIT: Final = 16_000_000


class Sender(NamedTuple):
    """The keys that are believed for one patient, the first one first, and when the newest file was shared."""

    keys: tuple[str, ...]
    shared: int


def known_senders(folder: Path) -> dict[str, Sender]:
    """The senders known so far, by patient.

    Raises:
        FileRefused: the file is damaged.
        OurFault: the system refuses; the sentence says why.
    """
    path = folder / FILE
    found = read_bounded(path, _LIMIT)
    if found is None:
        return {}
    try:
        data: Any = json.loads(found)
        if data["format"] != FORMAT:
            raise ValueError  # noqa: TRY301 - one sentence for all
        return {str(code): _sender(one) for code, one in data["senders"].items()}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise FileRefused(
            f"{visible(str(path))} is damaged: it says which computers sign for your patients. Move it away; each patient's "
            "next file is then believed as a first one."
        ) from None


def remember(folder: Path, header: Header) -> None:
    """Believe this file's key from now on. To be called once its facts are kept, never before."""
    senders = with_sender(known_senders(folder), header)
    data = {"format": FORMAT, "senders": {code: one._asdict() for code, one in senders.items()}}
    text = json.dumps(data, sort_keys=True, ensure_ascii=False, indent=1)
    write_private(folder / FILE, f"{text}\n".encode())


def with_sender(known: Mapping[str, Sender], header: Header) -> dict[str, Sender]:
    """The senders, with this file's key among those of its patient."""
    before = known.get(header.patient, Sender((), 0))
    keys = before.keys if header.key in before.keys else (*before.keys, header.key)
    return {**known, header.patient: Sender(keys, max(before.shared, header.shared))}


def sender_of(key: str, known: Mapping[str, Sender]) -> str | None:
    """The patient for whom that key is believed; None: it was not seen yet."""
    return next((code for code, one in known.items() if key in one.keys), None)


def _sender(data: Any) -> Sender:
    keys, shared = data["keys"], data["shared"]
    if not (isinstance(keys, list) and all(type(key) is str for key in keys) and type(shared) is int):
        raise ValueError
    return Sender(tuple(keys), shared)
