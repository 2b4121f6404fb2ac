"""What would leave: the log's lines, counted by kind as they go by, with the patient's notes or without them."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from selfcare.facts.kinds import WORDS, Away, Corrected, Note, Reported, Seen, Settled, TextKept

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_NOTE: Final = WORDS[Note]
_CORRECTION: Final = WORDS[Corrected]
_TEXT: Final = WORDS[TextKept]
IN_WORDS: Final[dict[str, tuple[str, ...]]] = {
    WORDS[Note]: ("words",),
    WORDS[Reported]: ("note",),
    WORDS[Away]: ("why",),
    WORDS[Settled]: ("why",),
    WORDS[Seen]: ("by", "said"),
}
"""Each kind in which the patient says something in words of their own, and the fields that have them."""


class Said(NamedTuple):
    """Words of the patient that leave, and in which kind of fact they stand."""

    kind: str
    words: str


class Leaving:
    """The lines that leave; how many of each kind (`kinds`), and every word in them that the patient wrote (`said`).

    Without notes, each note stays, and so does each correction that says a note or takes one back; `stay` counts the notes.
    Words that belong to something else, such as a reason for days off, go with it: the days would be missed without it, and
    a fact that was cut would say something else under its id. `files` are the names of the routines' files.
    """

    def __init__(self, lines: Iterable[str], *, notes: bool) -> None:
        """Nothing is counted before it was gone through."""
        self._lines = lines
        self._notes = notes
        self.kinds: Counter[str] = Counter()
        self.said: list[Said] = []
        self.files: list[str] = []
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
            self._look(said)
            yield line

    def _look(self, said: Any) -> None:
        kind = said["kind"]
        if words := ": ".join(said[name] for name in IN_WORDS.get(kind, ()) if said.get(name)):
            self.said.append(Said(kind, words))
        if kind == _TEXT and said["name"] not in self.files:
            self.files.append(said["name"])
