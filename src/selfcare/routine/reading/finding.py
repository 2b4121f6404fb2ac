"""A finding: what is wrong at a path of the data. And the draft: the part of the data that is right so far."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar

from selfcare.routine.building import build
from selfcare.text.diagnostics import Problem
from selfcare.text.spans import Path, Place, nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Value = TypeVar("Value")


class Finding(NamedTuple):
    """One thing that is wrong. A path that leads nowhere (a missing key) means the table that should hold it."""

    code: str
    path: Path
    what: str
    remedy: str
    at: Literal["key", "value"] = "value"
    absent: bool = False
    """Something is not there. Not to be said when a line could not be read: it may stand in that line."""


def placed(finding: Finding, places: Mapping[Path, Place]) -> Problem:
    """The finding as a problem with its place; without one when it concerns the file as a whole."""
    place = nearest(places, finding.path)
    span = None if place is None else place.key if finding.at == "key" else place.value
    return Problem(finding.code, finding.what, finding.remedy, span)


class Draft:
    """The data of a file that may be broken in places, so that what is right can still be held against itself.

    Unknown keys are left out. `broken` are paths whose value is wrong, missing or could not be read.
    """

    def __init__(self, data: Mapping[str, Any], broken: Collection[Path]) -> None:
        self.data = data
        self._touched = {path[:length] for path in broken for length in range(1, len(path) + 1)}

    def has(self, *path: str | int) -> bool:
        """Whether something is written there, right or wrong."""
        return self._walk(path) is not None

    def good(self, *path: str | int) -> Any:
        """What is written there; None when nothing is, or when it or anything in it is wrong."""
        return None if path in self._touched else self._walk(path)

    def built(self, kind: type[Value], *path: str | int) -> Value | None:
        """The table there as a value of the model; None when it is not written, or anything in it is wrong."""
        data = self.good(*path)
        return build(kind, data) if isinstance(data, dict) else None

    def elements(self, *path: str | int) -> Iterable[Path]:
        """Paths of the elements of the array there, the wrong ones too; none when there is no array."""
        data = self._walk(path)
        return [(*path, number) for number in range(len(data))] if isinstance(data, tuple) else []

    def _walk(self, path: Path) -> Any:
        found: Any = self.data
        for step in path:
            if isinstance(found, dict):
                found = found.get(step)
            elif isinstance(found, tuple) and isinstance(step, int) and step < len(found):
                found = found[step]
            else:
                return None
        return found
