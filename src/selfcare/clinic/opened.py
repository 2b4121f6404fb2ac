"""A patient's file, opened: whatever it is, facts come out of it, each with its canonical text.

This is the one place of the clinic that knows how a file is written. What a stranger's line may be, `log.incoming` says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.home.files import cannot
from selfcare.log.incoming import FACTS, facts_of
from selfcare.text.errors import FileRefused, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from selfcare.facts.kinds import Fact

_LONGEST_NAME = 200
_ENDS = (".jsonl", ".age")
"""How the names of exported and of shared files end."""


class Kept(NamedTuple):
    """A fact, and the canonical text by which it is kept."""

    fact: Fact
    text: str


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


def opened(path: Path) -> Iterator[Kept]:
    """The facts of a patient's file, one in memory at a time.

    Raises:
        NotFound: there is no such file.
        FileRefused: it is no patient's file, damaged, newer, or of two patients; the sentence says where.
        OurFault: the system does not let it be read.
    """
    name = visible(str(path)[:200])
    if not path.is_file():
        raise NotFound(f"{name} is no file that can be read.")
    empty = True
    try:
        with path.open("rb") as file:
            for kept in fitting(facts_of(file, name), name):
                empty = False
                yield kept
    except OSError as error:
        raise cannot("read", path, error) from None
    if empty:
        raise FileRefused(f"{name} is empty. Nothing was taken in.")


def fitting(found: Iterable[tuple[Fact, str]], name: str) -> Iterator[Kept]:
    """These facts with their texts, as long as each can be kept; `name` is what the file is called.

    Raises:
        FileRefused: at the first that cannot.
    """
    for fact, text in found:
        if not (_fits(fact.id) and _fits(fact.patient)):
            raise FileRefused(f"{name} has an id, or a patient's code, that cannot be kept. Nothing was taken in.")
        yield Kept(fact, text)


def _fits(name: str) -> bool:
    """Whether it can be looked up by in every store: PostgreSQL keeps no NUL, and no long name in an index."""
    return len(name) <= _LONGEST_NAME and "\x00" not in name
