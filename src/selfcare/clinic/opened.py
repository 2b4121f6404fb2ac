"""A patient's file, opened: whatever it is, facts come out of it, each with its canonical text.

This is the one place of the clinic that knows how a file is written. What a stranger's line may be, `log.incoming` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.home.files import cannot
from selfcare.log.incoming import FACTS, as_exported, facts_of
from selfcare.text.errors import FileRefused, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import BinaryIO

    from selfcare.facts.kinds import Fact

_ENDS = (".jsonl", ".age")
"""How the names of exported and of shared files end."""


class Known:
    """The lines that the caseload holds of a patient, and how many of a file's lines were `met` among them."""

    def __init__(self) -> None:
        """None so far: of which patient a file is, its first line says."""
        self.texts: set[str] = set()
        self.met = 0

    def __contains__(self, text: object) -> bool:
        there = text in self.texts
        self.met += there
        return there


class Arriving(NamedTuple):
    """The facts of one patient's file, each with the canonical text by which it is kept; but for lines that are `known`.

    `name` is what the file is called when it is refused.
    """

    name: str
    facts: Iterator[tuple[Fact, str]]
    known: Known


def files_in(path: Path) -> list[Path]:
    """The patients' files that a name stands for: itself, that of an export's folder, or those of a folder of exports.

    Raises:
        NotFound: there is nothing of that name, or no patient's file in it.
    """
    if not path.exists():
        raise NotFound(f"There is no {visible(str(path))}.")
    if not path.is_dir():
        return [path]
    if (path / FACTS).is_file():
        return [path / FACTS]
    found = [*path.glob(f"*/{FACTS}"), *(one for end in _ENDS for one in path.glob(f"*{end}") if one.is_file())]
    if not found:
        raise NotFound(
            f"In {visible(str(path))} is no patient's file: neither {FACTS}, as selfcare export jsonl writes it, nor one of "
            "selfcare share, which ends in .age."
        )
    return sorted(found)


def opened(path: Path) -> Arriving:
    """The facts of a patient's file, one in memory at a time. What is refused is raised as they are read.

    Raises:
        NotFound: there is no such file.
        FileRefused: it is no patient's file, damaged, newer, or of two patients; the sentence says where.
        OurFault: the system does not let it be read.
    """
    known, name = Known(), visible(str(path)[:200])
    return Arriving(name, _of_file(path, name, known), known)


def unsealed(lines: BinaryIO, name: str) -> Arriving:
    """The same of the lines that a patient sealed; `name` is what their file is called."""
    known = Known()
    return Arriving(name, facts_of(lines, name, known=known), known)


def _of_file(path: Path, name: str, known: Known) -> Iterator[tuple[Fact, str]]:
    if not path.is_file():
        raise NotFound(f"{name} is no file that can be read.")
    empty = True
    try:
        as_exported(path, name)
        with path.open("rb") as file:
            for one in facts_of(file, name, known=known):
                empty = False
                yield one
    except OSError as error:
        raise cannot("read", path, error) from None
    if empty:
        raise FileRefused(f"{name} is empty. Nothing was taken in.")
