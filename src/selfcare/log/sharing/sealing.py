"""Facts into one sealed file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.log.sharing.payload import Header, Payload, joined, to_sign
from selfcare.log.sharing.signing import public_part

if TYPE_CHECKING:
    import datetime as dt

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey


def sealed(
    packed: tuple[bytes, int],
    patient: str,
    to: str,
    key: Ed25519PrivateKey,
    shared: int,
    days: tuple[dt.date, dt.date],
    *,
    notes: bool,
) -> bytes:
    """The bytes of a file that only the owner of the age key `to` can open, signed by `key`; see `payload.pack`."""
    from pyrage import encrypt, x25519

    data, facts = packed
    first, last = (day.isoformat() for day in days)
    header = Header(patient, public_part(key), to, shared, first, last, facts, notes)
    payload = Payload(header, key.sign(to_sign(header, data)), data)
    return bytes(encrypt(joined(payload), [x25519.Recipient.from_str(to)]))
