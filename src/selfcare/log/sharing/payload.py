"""What lies within the seal: a line that says of whom and by whom, the signature, and the facts as `export jsonl` has them.

The facts are compressed, because what is sealed is not compressed on its way. The signature is over the header and the
compressed facts, so that nothing is unpacked that nobody signed.
"""

from __future__ import annotations

import gzip
import io
import json
from typing import TYPE_CHECKING, Any, Final, NamedTuple, get_type_hints

from selfcare.text.errors import FileRefused

if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import BinaryIO

FORMAT: Final = 1
_SAYS: Final = b"selfcare share 1\n"
"""Stands before what is signed, so that no signature of this key can be taken for one of something else."""
_LONGEST: Final = 2000
"""Characters of a header; ours have about 400."""


class Header(NamedTuple):
    """Of which patient, signed by which key, for which therapist's key, when, and what it covers.

    `key` is the public key of the patient's computer in hex digits, `to` the therapist's as age writes it, `shared` UTC
    milliseconds. `first` and `last` are the days that were chosen.
    """

    patient: str
    key: str
    to: str
    shared: int
    first: str
    last: str
    facts: int
    notes: bool


_TYPES: Final = get_type_hints(Header)


class Payload(NamedTuple):
    """A payload in its three parts; `packed` are the compressed facts."""

    header: Header
    signature: bytes
    packed: bytes

    def signed(self) -> bytes:
        """What the signature is over."""
        return to_sign(self.header, self.packed)

    def lines(self) -> BinaryIO:
        """The facts' lines, unpacked as they are read."""
        return gzip.GzipFile(fileobj=io.BytesIO(self.packed))  # type: ignore[return-value]  # reads as any open file


def pack(lines: Iterable[str]) -> tuple[bytes, int]:
    """The lines compressed, and how many they are."""
    count, packed = 0, io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", mtime=0) as file:
        for line in lines:
            file.write(f"{line}\n".encode())
            count += 1
    return packed.getvalue(), count


def to_sign(header: Header, packed: bytes) -> bytes:
    """The bytes over which the signature is made."""
    return b"%s%s\n%s" % (_SAYS, _written(header), packed)


def joined(payload: Payload) -> bytes:
    """The payload as it is sealed."""
    return b"%s\n%s\n%s" % (_written(payload.header), payload.signature.hex().encode(), payload.packed)


def taken_apart(data: bytes) -> Payload:
    """The parts of a payload that was unsealed. Nothing of them is to be believed before the signature was checked.

    Raises:
        FileRefused: it is none of ours, or of a newer selfcare.
    """
    said, _, rest = data.partition(b"\n")
    signature, _, packed = rest.partition(b"\n")
    header = _header(said)
    try:
        return Payload(header, bytes.fromhex(signature.decode("ascii")), packed)
    except ValueError:
        raise FileRefused("It carries no signature, so nobody can tell who wrote it.") from None


def _written(header: Header) -> bytes:
    data = {"format": FORMAT, "what": "selfcare share", **header._asdict()}
    return json.dumps(data, sort_keys=True, ensure_ascii=True, separators=(",", ":")).encode()


def _header(said: bytes) -> Header:
    none = "It could be opened, but it is no file of selfcare share."
    try:
        data: Any = json.loads(said[: _LONGEST + 1].decode("ascii"))
    except (ValueError, RecursionError):
        raise FileRefused(none) from None
    if not isinstance(data, dict) or data.pop("what", None) != "selfcare share":
        raise FileRefused(none)
    version = data.pop("format", None)
    if type(version) is int and version > FORMAT:
        raise FileRefused("A newer selfcare wrote it. Update this one, then add it again.")
    fits = version == FORMAT and data.keys() == set(_TYPES)
    if not fits or any(type(data[field]) is not kind for field, kind in _TYPES.items()):
        raise FileRefused(none)
    return Header(**data)
