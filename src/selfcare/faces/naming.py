"""How the written faces name places, exercises, days and numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.paragraph import shortened
from selfcare.faces.words import date
from selfcare.facts.kinds import EVERY_PLACE
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from selfcare.routine.model import Routine

NAME = 40
"""Columns that a stranger's name of something may take within a sentence (design)."""


def short(text: str, room: int = NAME) -> str:
    """A stranger's text, harmless and on one line."""
    return shortened(visible(text), room)


def opening(text: str) -> str:
    """A name where a line begins: its first letter is a capital, the others stay as they are."""
    return text[:1].upper() + text[1:]


def place(region: str, side: str | None) -> str:
    """A region and its side: "calf left"; every place has none."""
    if region == EVERY_PLACE:
        return region
    return short(region) if side in (None, "middle") else f"{short(region)} {side if side != 'both' else 'both sides'}"


def exercise(routine: Routine | None, ident: str, side: str | None) -> str:
    """An exercise as the patient calls it, and its side; its id when the text does not know it."""
    name = next((one.name for one in routine.exercise if one.id == ident), ident) if routine else ident
    return place(name, side)


def span(first: dt.date, last: dt.date) -> str:
    """Days, first and last included: "Mon 30 Nov to Wed 2 Dec"."""
    return date(first) if first == last else f"{date(first)} to {date(last)}"


def number(value: float) -> str:
    """A number without a needless ".0": "5.5", "6"."""
    return f"{value:g}"


def counted(count: int, one: str, more: str = "") -> str:
    """A number and its noun: "1 set", "3 sets"."""
    return f"{count} {one if count == 1 else more or one + 's'}"


def listed(parts: Sequence[str]) -> str:
    """Parts in a row: "a, b and c"."""
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}" if parts else ""
