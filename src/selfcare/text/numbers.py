"""Whole numbers as a person types them."""

from __future__ import annotations

_LONGEST = 9
"""Digits: more are no number that anything here is counted in, and Python itself refuses to read some thousands."""


def whole(word: str) -> int | None:
    """The number of these plain digits; None for anything else, such as "²", "-5", or digits without end."""
    return int(word) if word.isascii() and word.isdigit() and len(word) <= _LONGEST else None
