"""Every fact of the log, as it was written: one line of canonical JSON each, in the order of recording.

Facts of all days, corrected ones and their corrections both. Lines end with LF; nothing in a text is changed, so that the
file can be read back into the same facts.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material, Stream

_AT_ONCE = 500


def render(material: Material) -> Iterator[Stream]:
    """One file, `facts.jsonl`."""
    yield "facts.jsonl", _pieces(material.lines())


def _pieces(lines: Iterator[str]) -> Iterator[bytes]:
    while some := list(islice(lines, _AT_ONCE)):
        yield "".join(f"{line}\n" for line in some).encode()
