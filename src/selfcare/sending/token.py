"""The secret by which a receiver lets one in: from the environment or a file for this user alone, and never said again."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from selfcare.home.files import read_bounded
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

_LONGEST = 16_000
_TOKEN = re.compile(r"[A-Za-z0-9._~+/-]+=*")
"""RFC 6750, section 2.1: nothing else can be a bearer token, and nothing else gets near a header."""


class Token:
    """A secret that no message and no traceback shows by accident."""

    def __init__(self, words: str, where: str) -> None:
        """`where` it was found, for the sentence.

        Raises:
            UsageRefused: it is no token. The sentence does not hold it.
        """
        if not _TOKEN.fullmatch(words):
            raise UsageRefused(f"What {where} holds is no token: one line of letters, digits and - . _ ~ + /")
        self._words = words

    def __repr__(self) -> str:
        return "Token(...)"

    @property
    def header(self) -> str:
        """The value of the header Authorization."""
        return f"Bearer {self._words}"


def token_of(file: Path | None, environment: str | None) -> Token | None:
    """The token of that file, else that of the environment; None when there is neither.

    Raises:
        NotFound: there is no such file.
        UsageRefused: others may read the file, or what it holds is no token.
    """
    if file is None:
        return None if environment is None else Token(environment.strip(), "SELFCARE_TOKEN")
    shown = visible(str(file))
    data = read_bounded(file, _LONGEST)
    if data is None:
        raise NotFound(f"There is no file {shown}.")
    if sys.platform != "win32" and file.stat().st_mode & 0o077:
        raise UsageRefused(f"Others on this computer may read {shown}. Nothing was sent. Type: chmod 600 {shown}")
    return Token(data[:_LONGEST].decode("ascii", "replace").strip(), shown)
