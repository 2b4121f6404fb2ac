"""What may stand in the log as the patient's word: one rule, whether it is said for the first time or corrected.

A place has the sides that it has, a score is 0 to 10, what was done lies on a day that has come, and names exercises that
there are.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.facts.kinds import Away, Body, NeedledAt, Note, Rated, Reported
from selfcare.routine.regions import find_region
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.routine.model import Routine

WORST = 10
"""The highest score."""


def objection(body: Body, at: int, today: dt.date, routine: Routine | None) -> str | None:
    """What speaks against it, in one sentence; None: nothing.

    `at` is now (UTC milliseconds), `today` the day that it is, `routine` the text that the fact names, if it names one.
    """
    match body:
        case Rated(score=score, region=region, side=side, day=day):
            return _score(score) or place_objection(region, side) or _past(day, today)
        case NeedledAt(when=when, region=region, side=side):
            return place_objection(region, side) or ("That time has not come yet." if when > at else None)
        case Reported(day=day, part=part):
            return _past(day, today) or _exercises(part, routine)
        case Note(day=day):
            return _past(day, today)
        case Away(first=first, last=last):
            return "The last day off lies before the first." if last is not None and last < first else None
        case _:
            return None


def exercise_said(word: str, routine: Routine) -> str:
    """The id of an exercise by its id or its title; the word itself when the routine has none of that name."""
    names = ((one.id, one.id) for one in routine.exercise)
    titles = ((one.name.casefold(), one.id) for one in routine.exercise)
    return next((ident for name, ident in (*names, *titles) if name == word.casefold()), word)


def _score(score: int | None) -> str | None:
    return None if score is None or 0 <= score <= WORST else f"A score is a whole number from 0 to {WORST}."


def place_objection(name: str, side: str | None) -> str | None:
    """What speaks against that side of that place; None: nothing."""
    region = find_region(name)
    if region is None:  # "worst place": no place that has sides
        return f"{name[:1].upper()}{name[1:]} has no side." if side is not None else None
    if region.sides == "midline" and side in ("left", "right", "both"):
        return f"The {region.name} has no {side} side."
    if region.sides == "paired" and side == "middle":
        return f"The {region.name} is left or right: it has no middle."
    return None


def _past(day: str, today: dt.date) -> str | None:
    return f"{day} has not come yet." if dt.date.fromisoformat(day) > today else None


def _exercises(part: tuple[str, ...], routine: Routine | None) -> str | None:
    known = [one.id for one in routine.exercise] if routine else []
    strange = next((one for one in part if one not in known), None)
    if strange is None:
        return None
    return f"This routine has no exercise {visible(strange)!r}. It has: {', '.join(known)}."
