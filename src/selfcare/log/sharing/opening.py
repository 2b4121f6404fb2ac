"""A shared file, opened: everything is checked before the first fact is given, and nothing is written here.

Who may be believed is asked in this order: can this therapist open it at all; did the key that it names sign it; was it
meant for this therapist; is that key the one by which this patient's files were signed before; are all facts the patient's.
"""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from selfcare.log.incoming import facts_of
from selfcare.log.sharing.payload import taken_apart
from selfcare.log.sharing.senders import sender_of
from selfcare.log.sharing.signing import is_signed, mark
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import BinaryIO

    from pyrage.x25519 import Identity

    from selfcare.facts.kinds import Fact
    from selfcare.log.sharing.payload import Header, Payload
    from selfcare.log.sharing.senders import Sender

LIMIT: Final = 64_000_000
"""Bytes of a shared file (design): ten years of three sessions a day have a twelfth of it."""
_BEGINS: Final = b"age-encryption.org/"
_AGAIN: Final = "Ask the patient to send it once more."

Standing: TypeAlias = Literal["first", "newer", "same", "older"]
"""The first file of this patient; newer than all before; the newest of before once more; older than that one."""


class AnotherSender(FileRefused):
    """Signed by a key by which this patient's files were not signed before; `mark` names it."""

    def __init__(self, sentence: str, mark: str) -> None:
        super().__init__(sentence)
        self.mark = mark


class Shared(NamedTuple):
    """A file that may be believed: of whom and when, and how it stands to what was taken in before."""

    header: Header
    standing: Standing
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


def open_shared(data: bytes, identity: Identity, known: Mapping[str, Sender], accept: str | None = None) -> Shared:
    """The file's contents, all of them checked.

    `known` are the senders of before, by patient. `accept` is the mark of a key that the therapist has heard from the
    patient: that key is then believed, also where another was known. The sentences begin with "It": the file.

    Raises:
        AnotherSender: another key signed it than this patient's files before, or another patient's key.
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
    _check_sender(header, known, accept)
    count = sum(1 for _ in _facts(payload))
    if count != header.facts:
        raise FileRefused(f"It says that it has {header.facts} facts, and has {count}. {_AGAIN}")
    return Shared(header, _standing(header, known), payload)


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


def _check_sender(header: Header, known: Mapping[str, Sender], accept: str | None) -> None:
    its_mark = mark(header.key)
    if accept is not None and _plain(accept) == _plain(its_mark):
        return
    code = visible(header.patient[:60])
    before = known.get(header.patient)
    if before is not None and header.key in before.keys:
        return
    other = sender_of(header.key, known)
    how = (
        f"Ask the patient on the telephone which mark selfcare share says there. Only if it is {its_mark}, add the file "
        f"once more, with --accept {_plain(its_mark)} behind it."
    )
    if other is not None:
        raise AnotherSender(
            f"It says that it is of patient {code}, but it is signed by the computer of patient {visible(other)}. Two "
            f"patients may have been mixed up. {how}",
            its_mark,
        )
    if before is not None:
        raise AnotherSender(
            f"It says that it is of patient {code}, but another computer signed it than before: a new one, or somebody "
            f"else's. {how}",
            its_mark,
        )


def _plain(mark: str) -> str:
    return "".join(mark.split()).casefold()


def _standing(header: Header, known: Mapping[str, Sender]) -> Standing:
    before = known.get(header.patient)
    if before is None:
        return "first"
    return "newer" if header.shared > before.shared else "same" if header.shared == before.shared else "older"


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
