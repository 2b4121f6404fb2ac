"""A log of ten years, three sessions a day, 10,950 sessions and 200,000 sets: the same for every run of one day.

As a program (`python -m benchmarks.made_log FOLDER LAST_DAY [DAYS]`) it writes the log, or one of fewer days; the memory that
takes is then not ours.
"""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from selfcare.facts import kinds
from selfcare.facts.kinds import Fact
from selfcare.log.store import Log
from selfcare.routine.building import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.facts.kinds import Body, Hand

DAYS = 3_650
A_DAY = 3
SETS = 200_000
_EACH = 18
_AGAIN = SETS - DAYS * A_DAY * _EACH
"""Sets that are begun once more, so that the sum is what it is said to be."""
_SIDES: tuple[Hand, ...] = ("left", "right")
_PLACES = (("calf", "calf"), ("thigh", "quadriceps"), ("sole", "sole"))
_AT_ONCE = 100

ROUTINE = """
format = 1
id = "ten-years"
title = "Ten years"
patient = "P010"
by = "Anna Berg, physiotherapist"
language = "en"
start = START
contact = { name = "Anna", phone = "555 0134", emergency = "112" }
schedule = [{ per_day = 3 }]

[defaults]
discomfort = { aim = 3, max = 5 }

[needling]
keep_off = "24h"

[stop]
above_max = { ease_off_first = true, then = "end exercise" }
""" + "".join(
    f"""
[[exercise]]
id = "{name}"
device = "foam roller"
region = "{region}"
side = "each"
roll = {{ time = 30, sets = 3 }}
gentler = "skip"
"""
    for name, region in _PLACES
)


def write(folder: Path, last: dt.date, days: int = DAYS) -> None:
    """Write the log of so many days whose last day is `last`."""
    start = last - dt.timedelta(days=days - 1)
    text = ROUTINE.replace("START", start.isoformat())
    sha = fingerprint(text.encode())
    first = moment(start, 6)
    with Log.open(folder, write=True) as log:
        log.append(_facts("text", first, [kinds.TextKept(sha, "ten-years.toml", text), kinds.Loaded(sha)]))
        waiting: list[Fact] = []
        for number in range(days * A_DAY):
            day = start + dt.timedelta(days=number // A_DAY)
            name = f"{number:032x}"
            waiting += _facts(name, moment(day, 8 + 4 * (number % A_DAY)), list(session(name, number, day, sha)))
            if number % _AT_ONCE == _AT_ONCE - 1 or number == days * A_DAY - 1:
                log.append(waiting)
                waiting = []


def session(name: str, number: int, day: dt.date, sha: str) -> Iterator[Body]:
    """Give what one session writes."""
    word = day.isoformat()
    asked = tuple(
        kinds.Asked(exercise, side, region, "foam roller", "roll", 3, 1, 30)
        for exercise, region in _PLACES
        for side in _SIDES
    )
    yield kinds.Answered(name, word, "asked", (), number % A_DAY > 0)
    yield kinds.SessionBegun(name, word, sha, "full", asked)
    yield kinds.Rated("soreness", "before", word, number * 7 % 11, "worst place", None, name)
    t = 20_000
    for exercise, _ in _PLACES:
        for side in _SIDES:
            for count in (1, 2, 3):
                yield kinds.SetBegun(name, exercise, side, count, 1, t)
                if exercise == "calf" and side == "left" and count == 1 and number < _AGAIN:
                    yield kinds.SetEnded(name, exercise, side, count, 1, t + 9_000, 9_000, 30_000, "restarted")
                    yield kinds.SetBegun(name, exercise, side, count, 1, t + 9_000)
                yield kinds.SetEnded(name, exercise, side, count, 1, t + 30_000, 30_000, 30_000, "whole")
                t += 60_000
    yield kinds.SessionEnded(name, "ran to the end", t, 0)
    yield kinds.Confirmed(name, "all")
    yield kinds.Rated("soreness", "after", word, number * 5 % 11, "worst place", None, name)


def _facts(name: str, at: int, bodies: list[Body]) -> list[Fact]:
    return [
        Fact(f"{name[-24:]:0>24}{number:08x}", at + number * 10_000, 0, "UTC", "P010", body)
        for number, body in enumerate(bodies)
    ]


def moment(day: dt.date, hour: int) -> int:
    """Give UTC milliseconds of an hour."""
    return (day - dt.date(1970, 1, 1)).days * 86_400_000 + hour * 3_600_000


if __name__ == "__main__":
    write(Path(sys.argv[1]), dt.date.fromisoformat(sys.argv[2]), *map(int, sys.argv[3:]))
