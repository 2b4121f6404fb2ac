"""A shared file, opened: everything is checked before the first fact is given, and nothing is written here.

This is asked in this order: can this therapist open it at all; did the key that it names sign it; was it meant for this
therapist; are all facts the patient's. Whether that key is the patient's, the caseload knows.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.log.incoming import facts_of
from selfcare.log.sharing.payload import taken_apart
from selfcare.log.sharing.signing import is_signed
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import BinaryIO

    from pyrage.x25519 import Identity

    from selfcare.facts.kinds import Fact
    from selfcare.log.sharing.payload import Header, Payload

LIMIT: Final = 64_000_000
"""Bytes of a shared file (design): ten years of three sessions a day have a twelfth of it."""
_BEGINS: Final = b"age-encryption.org/"
_AGAIN: Final = "Ask the patient to send it once more."


class Shared(NamedTuple):
    """A file that is whole, and signed by the key that it names: of whom and when, and its contents."""

    header: Header
    payload: Payload

    def facts(self) -> Iterator[Fact]:
        """The facts, one in memory at a time; they were checked when it was opened."""
        return _facts(self.payload)

    def lines(self) -> BinaryIO:
        """The same as canonical lines, as `export jsonl` has them."""
        return self.payload.lines()


def is_shared(head: bytes) -> bool:
    """Whether a file that begins so is a sealed one."""
    return head.startswith(_BEGINS)


def open_shared(data: bytes, identity: Identity) -> Shared:
    """The file's contents, all of them checked. The sentences begin with "It": the file.

    Raises:
        FileRefused: it cannot be opened, is damaged, forged, not for this therapist, or of more than one patient.
    """
    payload = taken_apart(_unsealed(data, identity))
    header = payload.header
    if not is_signed(header.key, payload.signature, payload.signed()):
        raise FileRefused(
            f"It says that it is of patient {visible(header.patient[:60])}, but its signature was not made by the key that "
            "it names. Somebody else may have made it."
        )
    if header.to != str(identity.to_public()):
        raise FileRefused("It was made for another therapist's key, and sealed anew for yours by somebody else.")
    count = sum(1 for _ in _facts(payload))
    if count != header.facts:
        raise FileRefused(f"It says that it has {header.facts} facts, and has {count}. {_AGAIN}")
    return Shared(header, payload)


def _unsealed(data: bytes, identity: Identity) -> bytes:
    from pyrage import DecryptError, decrypt

    if len(data) > LIMIT:
        raise FileRefused("It is larger than anything that a patient shares.")
    if not is_shared(data):
        raise FileRefused(f"It is no file of selfcare share, or its beginning was changed. {_AGAIN}")
    try:
        return bytes(decrypt(data, [identity]))
    except DecryptError as error:
        if "No matching keys" in str(error):
            raise FileRefused(
                "It was sealed for another key than yours, or changed on its way. Is the send_to of the patient's routine "
                f"yours? Yours is {identity.to_public()}."
            ) from None
        raise FileRefused(f"It is damaged: it was changed or cut short on its way. {_AGAIN}") from None


def _facts(payload: Payload) -> Iterator[Fact]:
    header = payload.header
    try:
        with payload.lines() as lines:
            for number, (fact, _) in enumerate(facts_of(lines, "Its list of facts"), 1):
                if fact.patient != header.patient:
                    raise FileRefused(
                        f"It says that it is of patient {visible(header.patient[:60])}, but holds facts of patient "
                        f"{visible(fact.patient[:60])}."
                    )
                if number > header.facts:
                    raise FileRefused(f"It holds more facts than it says. {_AGAIN}")
                yield fact
    except (OSError, EOFError, zlib.error):
        raise FileRefused("It cannot be unpacked: it was not written by selfcare share.") from None
