"""What would leave: the log's lines, counted by kind as they go by, with the patient's notes or without them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final

from selfcare.facts.kinds import WORDS, Away, Corrected, Note, Reported, Seen, Settled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOTE: Final = WORDS[Note]
_CORRECTION: Final = WORDS[Corrected]
_IN_WORDS: Final = {WORDS[Reported]: "note", WORDS[Away]: "why", WORDS[Settled]: "why", WORDS[Seen]: "said"}
"""Other kinds in which the patient says something in words, and the field that has it."""


class Leaving:
    """The lines that leave; how many of each kind (`kinds`), which of them with words (`worded`), and how many notes stay.

    Without notes, each note stays, and so does each correction that says a note or takes one back. Words that belong to
    something else, such as a reason for days off, go with it.
    """

    def __init__(self, lines: Iterable[str], *, notes: bool) -> None:
        """Nothing is counted before it was gone through."""
        self._lines = lines
        self._notes = notes
        self.kinds: Counter[str] = Counter()
        self.worded: Counter[str] = Counter()
        self.stay = 0

    def __iter__(self) -> Iterator[str]:
        """Each line that leaves."""
        hidden: set[str] = set()
        for line in self._lines:
            data: Any = json.loads(line)
            kind, said = data["kind"], data
            if kind == _CORRECTION:
                said = data["body"] or {"kind": _CORRECTION}
            if not self._notes and (said["kind"] == _NOTE or data.get("replaces") in hidden):
                hidden.add(data["id"])
                self.stay += kind == _NOTE
                continue
            self.kinds[kind] += 1
            if said.get(_IN_WORDS.get(said["kind"], "")):
                self.worded[said["kind"]] += 1
            yield line
