"""The key by which the patient's computer signs what it shares (Ed25519). It is made at the first share, and stays."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from selfcare.home.files import read_bounded
from selfcare.home.new_files import write_new
from selfcare.text.errors import FileRefused, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

FILE: Final = "share-key.pem"
_LIMIT: Final = 4096
_GROUP, _MARK = 4, 16


def signing_key(folder: Path) -> Ed25519PrivateKey:
    """The key in this data folder; one is made where there is none yet, for this user alone.

    Raises:
        FileRefused: what is there is no such key.
        OurFault: the system refuses; the sentence says why.
    """
    path = folder / FILE
    found = read_bounded(path, _LIMIT)
    if found is None:
        with suppress(UsageRefused):  # made by another share in this very moment: that one is taken
            write_new(path, _new())
        found = read_bounded(path, _LIMIT)
    return _read(found or b"", path)


def public_part(key: Ed25519PrivateKey) -> str:
    """The public key in hex digits."""
    return key.public_key().public_bytes_raw().hex()


def mark(key: str) -> str:
    """A public key, short enough to be read out on the telephone: "3f2a 91c4 07be 55d1"."""
    from hashlib import sha256

    digits = sha256(key.encode()).hexdigest()[:_MARK]
    return " ".join(digits[at : at + _GROUP] for at in range(0, _MARK, _GROUP))


def is_signed(key: str, signature: bytes, data: bytes) -> bool:
    """Whether the signature over these bytes was made by the owner of that public key."""
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True


def _new() -> bytes:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

    return Ed25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _read(data: bytes, path: Path) -> Ed25519PrivateKey:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    with suppress(ValueError, TypeError, UnsupportedAlgorithm):
        key = load_pem_private_key(data, None)
        if isinstance(key, Ed25519PrivateKey):
            return key
    raise FileRefused(
        f"The key by which this computer signs is damaged: {visible(str(path))}. Move it away: the next share makes a new "
        "one, and your therapist will ask you whether it was you."
    )
