"""A dose as therapists jot it down: "3 x 60 s, 3 s a stroke", "hold 5 x 10 s, 5 s off", "until faded, 90 s", "3 x 10 reps"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from selfcare.desk.asking import Wrong
from selfcare.routine.bounds import Interval
from selfcare.routine.building import hints
from selfcare.routine.model import DOSES
from selfcare.routine.reading.wording import bare, bounds

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.routine.devices import Device


class Jotted(NamedTuple):
    """The dose that is proposed for a device, as it would be typed, and the numbers of the trials in a line.

    `rules` are the rules that the line is drawn from. What is proposed is design, within what they say.
    """

    proposed: str
    hint: str
    rules: tuple[str, ...]


JOTTED: Final[dict[str, Jotted]] = {
    "foam roller": Jotted(
        "2 x 60 s, 3 s a stroke",
        "1 to 3 sets of 30 to 120 s gained the most, at 2 to 4 s a stroke (Behm 2020).",
        ("FR01", "FR02"),
    ),
    "massage ball": Jotted(
        "hold 3 x 20 s, 5 s off", "90 s is the longest hold on one spot with trial data (Wilke 2018).", ("BA01",)
    ),
    "percussion massager": Jotted(
        "1 x 60 s",
        "Most clinicians give 30 s to 3 min, trials mostly 5 min (Cheatham 2021; Isaji).",
        ("PC03",),
    ),
    "floss band": Jotted(
        "2 x 60 s",
        "Usual is 1-3 min (opinion); at 2 min a muscle had less blood (Appl Sci 2021).",
        ("FL01", "FL02"),
    ),
    "stretch band": Jotted(
        "hold 2 x 30 s, 10 s off",
        "Holds of 10-30 s (30-60 s from 65 on), 60 s in all (ACSM 2021; Garber 2011).",
        ("ST01",),
    ),
}

_USUAL: Final = {"foam roller": "roll", "massage ball": "hold", "stretch band": "hold"}
_TOKEN: Final = re.compile(
    r"(\d+(?:[.,]\d+)?)\s*(?:(x|\u00d7|\*|times?|sets?|rounds?|reps?|repetitions?|min(?:ute)?s?|m|sec(?:ond)?s?|s)(?![a-z]))?"
)
_HOURS: Final = re.compile(r"\d\s*h(?:rs?|ours?)?\b")
_MANY: Final = ("x", "\u00d7", "*", "time", "times", "set", "sets", "round", "rounds")
_WORDS: Final = (
    ("until_faded", ("until", "fade")),
    ("reps", ("rep", "own pace")),
    ("hold", ("hold", "press", "stretch")),
    ("roll", ("roll", "stroke", "each way")),
    ("move", ("move", "glide")),
)
_NAMES: Final = {
    "time": "seconds",
    "ceiling": "seconds",
    "release": "seconds of letting go",
    "stroke": "seconds a stroke",
    "sets": "sets",
    "times": "times",
}
_MINUTE: Final = 60
MORE: Final = """\
Sets first, then seconds: 3 x 60 s. Minutes go too: 2 x 1 min.
Roller: 3 x 60 s, 3 s a stroke (a stroke is one way).
Press and let go: hold 5 x 10 s, 5 s off.
Until it fades: until faded, 90 s at most. At their own pace: 3 x 10 reps."""


def dose(device: Device) -> Callable[[str], dict[str, dict[str, Any]]]:
    """What makes of typed words a dose of that device, by its word in the file: {"roll": {"time": 60, "sets": 3}}."""

    def read(words: str) -> dict[str, dict[str, Any]]:
        said = words.casefold()
        word = next(
            (kind for kind, marks in _WORDS if any(mark in said for mark in marks)), _USUAL.get(device.name, "move")
        )
        if word not in device.doses:
            raise Wrong(f"A {device.name} does not go with that dose. Such as: {JOTTED[device.name].proposed}")
        many, amounts = _numbers(said)
        made = None if _HOURS.search(said) else _made(word, many, amounts)
        if made is None:
            raise Wrong(f"Write sets and seconds, such as: {JOTTED[device.name].proposed}")
        _within_bounds(word, made, JOTTED[device.name].proposed)
        return {word: made}

    return read


def less(words: str, word: str, whole: dict[str, Any]) -> dict[str, int] | str | None:
    """What of a dose is less on a bad day: "1 set", "2 times", "30 s", "leave it out", "the same" (None).

    Raises:
        Wrong: it names what the dose does not have, or is not less.
    """
    said = words.casefold()
    if "same" in said:
        return None
    if "skip" in said or "leave" in said or "out" in said:
        return "skip"
    found = _TOKEN.fullmatch(said.strip())
    if found is None:
        raise Wrong("Say what is less: 1 set, 2 times, 30 s; or: leave it out; or: the same.")
    key = "sets" if "set" in said else "times" if "time" in said or "rep" in said else _seconds_of(word)
    if key not in whole:
        has = {"sets": "1 set", "times": "2 times", "time": "30 s", "ceiling": "30 s"}
        raise Wrong(
            f"This dose has no such thing. Say: {', '.join(has[one] for one in has if one in whole)}, or leave it out."
        )
    number = _amount(found[1], found[2] if key in ("time", "ceiling") else None)
    if number != int(number) or not 1 <= number <= whole[key]:
        raise Wrong(f"Less than on a good day, please: from 1 to {whole[key]}.")
    return {key: int(number)}


def proposed_less(word: str, whole: dict[str, Any]) -> str:
    """What is proposed for a bad day (design): one set, else half of it."""
    if whole.get("sets", 1) > 1:
        return "1 set"
    if whole.get("times", 1) > 1:
        half = whole["times"] // 2
        return "1 time" if half == 1 else f"{half} times"
    return f"{max(1, whole[_seconds_of(word)] // 2)} s" if _seconds_of(word) in whole else "leave it out"


def _seconds_of(word: str) -> str:
    return "ceiling" if word in ("until_faded", "reps") else "time"


def _numbers(said: str) -> tuple[list[int], list[float]]:
    """The numbers that say how many, and those that say how long (in seconds), each in the order of the words."""
    many: list[int] = []
    amounts: list[float] = []
    for found in _TOKEN.finditer(said):
        if found[2] in _MANY and found[1].isdigit():
            many.append(int(found[1]))
        else:
            amounts.append(_amount(found[1], found[2]))
    return many, amounts


def _made(word: str, many: list[int], amounts: list[float]) -> dict[str, Any] | None:
    """The dose of so many and so long; None when there are too few numbers, or more than it has places for."""
    if word == "reps" and many and not amounts:
        many, amounts = many[:-1], [float(many[-1])]
    places = {"hold": (2, 2), "roll": (1, 2)}.get(word, (1, 1))
    if not amounts or len(many) > places[0] or len(amounts) > places[1]:
        return None
    first, *later = (int(one) if one == int(one) else one for one in amounts)
    match word:
        case "hold":
            sets, times = (many[0], many[1]) if len(many) > 1 else (1, many[0] if many else 1)
            release = {"release": later[0]} if later and times > 1 else {}
            return {"time": first, **release, **_above_one("times", times), **_above_one("sets", sets)}
        case "reps":
            return {"times": first, "sets": many[0] if many else 1}
        case "until_faded":
            return {"ceiling": first, **_above_one("sets", many[0] if many else 1)}
        case "roll":
            return {"time": first, "sets": many[0] if many else 1, **({"stroke": later[0]} if later else {})}
        case _:
            return {"time": first, "sets": many[0] if many else 1}


def _within_bounds(word: str, made: dict[str, Any], such: str) -> None:
    """Return if the format takes each number of the dose."""
    kind: Any = DOSES[word]
    for key, value in made.items():
        hint = hints(kind)[key]
        bound = bounds(hint, Interval)
        if not bound.ge <= value <= bound.le:
            raise Wrong(f"From {bound.ge} to {bound.le} {_NAMES[key]}; this says {value}. Such as: {such}")
        if isinstance(value, float) and bare(hint) is not float:
            raise Wrong(f"A whole number of {_NAMES[key]}, please; this says {value}. Such as: {such}")


def _above_one(key: str, number: int) -> dict[str, int]:
    return {key: number} if number != 1 else {}


def _amount(number: str, unit: str | None) -> float:
    """The number, in seconds where minutes were said."""
    value = float(number.replace(",", "."))
    return value * _MINUTE if unit and unit.startswith("m") else value
