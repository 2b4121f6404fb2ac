"""What a question is, and how typed words become its answer. Nothing here prints or waits."""

from __future__ import annotations

import re
from collections.abc import Callable  # noqa: TC003 - a named tuple keeps its hints readable at run time
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from selfcare.routine.devices import Device, device_names, find_device
from selfcare.routine.regions import Region, find_region, region_names
from selfcare.text.dates import day_said
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt

_SIDES: Final = {
    "paired": ("each", "left", "right"),
    "either": ("each", "left", "right", "middle"),
    "midline": ("middle",),
}
_MEANT: Final = {"both": "each", "l": "left", "r": "right", "mid": "middle", "center": "middle", "centre": "middle"}
_TEXT: Final = 400
_NAME: Final = 60
_CODE: Final = re.compile(r"[A-Za-z0-9._-]{1,40}")
_FEWEST_DIGITS: Final = 2
_COUNTS: Final = {"once": 1, "one": 1, "twice": 2, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
_OFTEN: Final = re.compile(
    rf"(?P<count>\d{{1,3}}|{'|'.join(_COUNTS)})?\s*(?:x|times?|sessions?)?\s*(?:a|an|per|each|every|/)?\s*"
    r"(?P<per>day|daily|week|weekly)|(?P<alone>once|twice)"
)
_MOST: Final = 12
_WEEKLY: Final = 7


class Wrong(Exception):
    """Words that are no answer; `sentence` says what would be."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class Question(NamedTuple):
    """One question. `read` makes the answer of what was typed, or raises Wrong.

    Enter takes `default`, which is read like typed words; an empty one leaves it out, None means that it must be typed.
    `more` is told after a question mark, `before` ahead of the question.
    """

    prompt: str
    default: str | None
    read: Callable[[str], Any]
    more: str
    before: tuple[str, ...] = ()


def code(words: str) -> str:
    """A patient's code."""
    if not _CODE.fullmatch(words):
        raise Wrong("A code has letters, digits, dots and hyphens and no blanks, such as P014. Never a name.")
    return words


def by(words: str) -> str:
    """Who writes it, beginning with the name."""
    if not words.partition(",")[0].strip():
        raise Wrong("Begin with your name: Anna Berg, physiotherapist")
    return text(words)


def number_to_ring(words: str) -> str:
    """A telephone number as it is dialled."""
    if sum(letter.isdigit() for letter in words) < _FEWEST_DIGITS or len(words) > _NAME // 2:
        raise Wrong("Write the number with its digits, such as 555 0134.")
    return words


def text(words: str) -> str:
    """A line of text."""
    if len(words) > _TEXT:
        raise Wrong(f"At most {_TEXT} characters; these are {len(words)}.")
    return words


def yes(words: str) -> bool:
    """Yes or no."""
    said = words.casefold()
    if said not in {"y", "yes", "n", "no"}:
        raise Wrong("Type y for yes or n for no.")
    return said.startswith("y")


def day(today: dt.date) -> Callable[[str], dt.date]:
    """A day as people say it; a weekday is the next one."""

    def read(words: str) -> dt.date:
        try:
            return day_said(words, today, ahead=True)
        except UsageRefused as refused:
            raise Wrong(refused.sentence) from None

    return read


def device(words: str) -> Device:
    """A device, by its number in the list or by any of its names."""
    names = device_names()
    if words.isdigit() and 1 <= int(words) <= len(names):
        words = names[int(words) - 1]
    found = find_device(words)
    if found is not None:
        return found
    if words.casefold().rstrip("s") == "band":
        raise Wrong("A stretch band, to pull on, or a floss band, wound around a limb? They are not used alike.")
    known = [name for one in names if (item := find_device(one)) for name in (one, *item.names)]
    raise Wrong(f"I know no device {visible(words)[:_NAME]!r}.{_meant(words, known)} Type its number or its name.")


def region(words: str) -> Region:
    """A place of the body that may be pressed."""
    found = find_region(words)
    if found is None:
        more = _meant(words, region_names()) or " Try hip, calf, front of the thigh, between the shoulder blades."
        raise Wrong(f"I know no place {visible(words)[:_NAME]!r}.{more}")
    if found.keep_off is not None:
        raise Wrong(f"Not the {found.name}. {found.keep_off}. Another place, please.")
    return found


def side(place: Region) -> Callable[[str], str]:
    """A side that the place has."""

    def read(words: str) -> str:
        said = _MEANT.get(words.casefold(), words.casefold())
        if said not in _SIDES[place.sides]:
            raise Wrong(f"The {place.name} has: {', '.join(_SIDES[place.sides])}.")
        return said

    return read


def discomfort(words: str) -> dict[str, int]:
    """Two scores: to work at, and never to pass; one alone is the most."""
    found = [int(one) for one in re.findall(r"\d+", words)]
    if not 1 <= len(found) <= len(("aim", "max")) or max(found, default=11) > len(range(10)):
        raise Wrong("Two numbers from 0 to 10: what to work at, and what is never passed. Such as 3 5.")
    if found != sorted(found):
        raise Wrong(f"The first is what to work at, and cannot be more than the second: {found[1]} {found[0]}?")
    return {"aim": found[0], "max": found[-1]} if len(found) > 1 else {"max": found[0]}


def how_often(words: str) -> dict[str, int]:
    """So many times a day, or a week: all of the words, or none, lest "twice a day, then once" become once."""
    said = _OFTEN.fullmatch(words.casefold().strip())
    if said:
        word, weekly = said["count"] or said["alone"] or "once", (said["per"] or "").startswith("week")
        count = int(word) if word.isdigit() else _COUNTS[word]
        if weekly and 1 <= count <= _WEEKLY * _MOST:
            return {"per_week": count, **({"per_day": -(-count // _WEEKLY)} if count > _WEEKLY else {})}
        if not weekly and 1 <= count <= _MOST:
            return {"per_day": count}
    raise Wrong("Say how often a day or a week: once a day, 2 a day, 3 a week. Phases by weeks: later, in the file.")


def _meant(words: str, known: tuple[str, ...] | list[str]) -> str:
    close = get_close_matches(words.casefold(), known, 1)
    return f" Did you mean {close[0]}?" if close else ""
