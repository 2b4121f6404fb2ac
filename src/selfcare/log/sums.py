"""A check sum beside each fact. SQLite keeps none: one bit that flips on a disk would make another score of a score."""

from __future__ import annotations

from binascii import crc32


def sum_of(text: str) -> int:
    """The CRC-32 of a fact's canonical JSON, as UTF-8."""
    return crc32(text.encode("utf-8", "surrogatepass"))
