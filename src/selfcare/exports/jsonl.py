"""Every fact of the log, as it was written: one line of canonical JSON each, in the order of recording.

Facts of all days, corrected ones and their corrections both. Lines end with LF; nothing in a text is changed, so that the
file can be read back into the same facts. A file that is cut at the end of a line is a shorter log and looks whole; so its
check sum lies beside it, as `sha256sum` writes and checks it.
"""

from __future__ import annotations

from hashlib import sha256
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material, Stream

_AT_ONCE = 500


def render(material: Material) -> Iterator[Stream]:
    """`facts.jsonl`, then the check sum of all that was written of it."""
    sum_ = sha256()

    def pieces() -> Iterator[bytes]:
        lines = material.lines()
        while some := list(islice(lines, _AT_ONCE)):
            data = "".join(f"{line}\n" for line in some).encode()
            sum_.update(data)
            yield data

    def summed() -> Iterator[bytes]:
        yield f"{sum_.hexdigest()}  facts.jsonl\n".encode()

    yield "facts.jsonl", pieces()
    yield "facts.jsonl.sha256", summed()
