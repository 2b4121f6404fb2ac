"""Made patients for the caseload: each kind of person for four weeks, and what was put into them, counted apart."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from faces.stories import HIPS, Person
from selfcare.clinic.attention import Limits
from selfcare.clinic.engines import url_of
from selfcare.clinic.listing import list_lines, listed
from selfcare.clinic.opened import opened
from selfcare.clinic.store import Caseload
from selfcare.facts.codec import from_json, to_json
from selfcare.facts.kinds import Fact, TextKept
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

FIRST = dt.date(2026, 11, 23)
DAYS = 28
NOW = Moment(1_797_840_000_000, 60)
"""Monday 21 December 2026, 09:00 at a place an hour east: the day after the four weeks."""
LIMITS = Limits(safety_days=14, weeks=2, fewer=25, silent_days=7)


class Made(NamedTuple):
    """A patient, and what the simulation put in: which days were done, and the soreness before each."""

    code: str
    facts: tuple[Fact, ...]
    done: tuple[int, ...]

    def done_in(self, first: int, end: int) -> int:
        """How many of these days were done, the first being day 0."""
        return sum(first <= day < end for day in self.done)


def keeps(code: str = "P001") -> Made:
    """Keeps to it: all but two days, soreness as it was."""
    return _made(code, [day for day in range(DAYS) if day not in (10, 20)], lambda day: 5 - day % 2)


def fades(code: str = "P002") -> Made:
    """Fades: seven sessions in the first week, then five, then two, then none."""
    return _made(code, [*range(7), *range(7, 12), 14, 15], lambda _: 4)


def flares(code: str = "P003") -> Made:
    """Flares: every day but one, soreness from 3 to 7, and a stop because it went numb."""
    return _made(code, [day for day in range(DAYS) if day != 25], lambda day: 3 if day < 14 else 7, numb=25)


def _made(code: str, done: Sequence[int], soreness: object, numb: int | None = None) -> Made:
    person = Person(HIPS.replace("P200", code))
    assert callable(soreness)
    for day in range(DAYS):
        at = f"{FIRST + dt.timedelta(days=day)} 20:00"
        if day in done:
            person.session(at, before=soreness(day))
        elif day == numb:
            person.stop(at, "numb or tingling")
    return Made(code, named(code, person.world.facts), tuple(done))


def named(code: str, facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """These facts as those of that patient. A story's own are all of one."""
    return tuple(fact._replace(patient=code) for fact in facts)


def write(path: Path, facts: Iterable[Fact]) -> Path:
    """Write a patient's file, as `export jsonl` does."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(f"{to_json(fact)}\n" for fact in facts), "utf-8", newline="")
    return path


def text_of(made: Made) -> str:
    """The routine of a made patient."""
    return next(fact.body.text for fact in made.facts if isinstance(fact.body, TextKept))


def store(folder: Path) -> URL:
    """The URL of a caseload in that folder."""
    return url_of("here", folder)


def added(url: URL, *files: Path) -> None:
    """Add these files."""
    with Caseload.open(url, write=True) as caseload:
        for file in files:
            caseload.add(opened(file))


def shown(url: URL, now: Moment = NOW, limits: Limits = LIMITS) -> list[str]:
    """The list, line by line."""
    with Caseload.open(url, write=False) as caseload:
        return list_lines(listed(caseload, now, limits), now, limits, everyone=True)


def recorded(url: URL) -> dict[str, tuple[Fact, ...]]:
    """Every patient's facts."""
    with Caseload.open(url, write=False) as caseload:
        return {one.code: tuple(map(from_json, caseload.lines(one))) for one in caseload.patients()}


PEOPLE = (keeps(), fades(), flares())
"""One of each kind."""
