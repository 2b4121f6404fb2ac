"""The therapist's public key: one that a file can be sealed for, and never the secret one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_WHERE: Final = ("send_to",)
_PASTE: Final = "Paste the whole line that selfcare clinic key prints: send_to, an equals sign, the key in quotes."


def check_send_to(draft: Draft) -> Iterator[Finding]:
    """What is wrong with the key, where there is one."""
    key = draft.good(*_WHERE)
    if not key or not key.strip():
        return
    if "SECRET" in key.upper():
        what = "`send_to` holds a secret key. Whoever has it can open all that patients send you."
        remedy = (
            "Take it out, and do not send this file. selfcare clinic key prints the public one, which begins with age1."
        )
        yield Finding("secret-key", _WHERE, what, remedy)
    elif not _is_public_key(key):
        what = f"`send_to` is no public key; here it is {quoted(key)}. A key has 62 characters and begins with age1."
        yield Finding("no-key", _WHERE, what, _PASTE)


def _is_public_key(key: str) -> bool:
    from pyrage import RecipientError, x25519

    try:
        return str(x25519.Recipient.from_str(key)) == key
    except RecipientError:
        return False
