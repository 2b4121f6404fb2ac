"""An entry by the number that `history` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.text.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.entries import Entry


def numbered(known: Sequence[Entry], number: int) -> Entry:
    """The entry of that number.

    Raises:
        NotFound: there is none.
    """
    found = next((one for one in known if one.number == number), None)
    if found is None:
        last = f"The last is {known[-1].number}" if known else "There is none yet"
        raise NotFound(f"There is no entry {number}. {last}; see them with: selfcare history")
    return found
