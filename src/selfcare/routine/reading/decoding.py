"""From bytes to text: bounded in size, UTF-8, with a sentence for each other thing that a file may turn out to be."""

from __future__ import annotations

import codecs
from typing import Final

from selfcare.text.diagnostics import Problem
from selfcare.text.spans import BOM, Span

LARGEST: Final = 256 * 1024
"""Bytes (design). The longest routine we know has 6 kB."""
_OTHER_KINDS: Final = {
    b"PK\x03\x04": "a word processor's document or a zip file",
    b"%PDF": "a PDF",
    b"{\\rtf": "a word processor's document (RTF)",
    b"\xd0\xcf\x11\xe0": "an old word processor's document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database",
    b"<!DOCTYPE": "a web page",
    b"<html": "a web page",
}
_WIDE: Final = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_AS_UTF8: Final = "Save it again with the encoding UTF-8."


def decode(data: bytes) -> tuple[str, list[Problem]]:
    """The text of the bytes, a BOM kept, and why it cannot be used: no problem, or one."""
    if len(data) > LARGEST:
        what = f"This file is too large to be a routine: {len(data)} bytes; at most {LARGEST} are read."
        return "", [Problem("too-large", what, "Make sure that it is the file you meant.", None)]
    kind = next((kind for begin, kind in _OTHER_KINDS.items() if data.lower().startswith(begin.lower())), None)
    if kind:
        what = f"This file is not plain text but {kind}."
        return "", [
            Problem("other-kind", what, "Save the routine as plain text in UTF-8, with a name ending in .toml.", None)
        ]
    if data.startswith(_WIDE) or _every_second_nul(data):
        what = "This file is written in UTF-16 or UTF-32; UTF-8 is needed."
        return "", [Problem("utf-16", what, _AS_UTF8, None)]
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        # Decoded up to the fault, the text has the fault's true place; what cannot be read is drawn as the usual sign.
        start = len(data[: error.start].decode("utf-8"))
        what = f"The letter here (byte {data[error.start]:02X}) is not written in UTF-8."
        return data.decode("utf-8", "replace"), [Problem("not-utf-8", what, _AS_UTF8, Span(start, start + 1))]
    if not text.removeprefix(BOM).strip():
        return text, [
            Problem(
                "empty-file",
                "This file is empty.",
                "Save it again from where it came. A routine begins with: format = 1",
                None,
            )
        ]
    return text, []


def _every_second_nul(data: bytes) -> bool:
    """Whether it looks like UTF-16 without a BOM, as plain letters make it."""
    begin = data[:200]
    return len(begin) > 1 and max(begin[::2].count(0), begin[1::2].count(0)) > len(begin) // 4
