"""What to say when there is no file of a name: Windows hides endings, so that a .toml is often a .toml.txt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable


def name_hint(name: str, beside: Iterable[str]) -> str | None:
    """A sentence on why there is no file `name` among the names `beside` it, and what to do; None without a guess."""
    names = sorted(beside)
    for ending in (".txt", ".TXT", ".toml"):
        if name + ending in names:
            return (
                f"There is {visible(name + ending)}: the ending was added when it was saved, and is often hidden. "
                f"Rename it to {visible(name)}, or give the whole name."
            )
    if name.lower().endswith(".toml.txt") and name[: -len(".txt")] in names:
        return f"There is {visible(name[: -len('.txt')])}, without .txt: give that name."
    same = next((one for one in names if one.casefold() == name.casefold()), None)
    return f"There is {visible(same)}: large and small letters count here." if same else None
