"""The people who use this account: each has a folder of their own below the data folder, named as they are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selfcare.home.paths import data_folder, log_file, people_folder
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

_NAME = re.compile(r"\w(?:[\w '-]{0,38}\w)?")
_TAKEN = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})


class InUse:
    """Whose log this run is about; None: of who is not named. Chosen once, before the command begins."""

    name: str | None = None


def named(word: str) -> str:
    """The name as it is kept.

    Raises:
        UsageRefused: it is none that can be a folder's name on every system.
    """
    import unicodedata  # only who names somebody needs it

    name = unicodedata.normalize("NFC", " ".join(word.split()))
    if not _NAME.fullmatch(name) or name.casefold() in _TAKEN:
        raise UsageRefused(
            f"{visible(word[:60])!r} cannot be a name here: letters, digits, blanks and hyphens, at most 40."
        )
    return name


def people() -> list[str]:
    """Everyone who has a folder, in the order of their names."""
    folder = people_folder()
    if not can_be_seen(folder):
        return []
    return sorted(
        (one.name for one in folder.iterdir() if one.is_dir() and _NAME.fullmatch(one.name)), key=str.casefold
    )


def known(name: str) -> str | None:
    """The name as its folder has it, whatever its capitals; None: nobody is called so."""
    return next((one for one in people() if one.casefold() == name.casefold()), None)


def unnamed_log() -> bool:
    """Whether there is a log of somebody who is not named."""
    return can_be_seen(log_file(data_folder()))


def can_be_seen(path: Path) -> bool:
    """Whether it is there, as far as one may look: a folder that is closed is named by whoever opens something in it."""
    try:
        return path.exists()
    except OSError:
        return False
