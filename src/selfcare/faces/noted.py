"""Soreness that the patient noted between sessions and in the mornings: listed with its day, never made a trend."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING

from selfcare.faces.naming import place
from selfcare.faces.words import date
from selfcare.facts.kinds import MORNINGS, WORST_PLACE, Rated

if TYPE_CHECKING:
    from selfcare.facts.history import History

_SHOWN = 3
"""Scores told of one place, the newest; the others are counted (design)."""


def noted(history: History, first: dt.date | None, last: dt.date) -> tuple[str, ...]:
    """One item for each place and side, noted last first: "hip left 6 on Mon 23 Nov, 4 on Wed 25 Nov"; "no answer" is none."""
    found: dict[tuple[str, str | None, str], list[str]] = defaultdict(list)
    for _, body in history.of(Rated):
        day = dt.date.fromisoformat(body.day)
        if body.what != "soreness" or not (body.when == "now" or body.when in MORNINGS):
            continue
        if body.score is None or day > last or (first is not None and day < first):
            continue
        recalled = " (recalled)" if body.when == "morning, recalled" else ""
        key = body.region, body.side, "" if body.when == "now" else " in the morning"
        known = found.pop(key, [])  # so that the place that was noted last stands last
        found[key] = [*known, f"{body.score} on {date(day)}{recalled}"]
    return tuple(_item(*key, scores) for key, scores in reversed(found.items()))


def _item(region: str, side: str | None, when: str, scores: list[str]) -> str:
    where = "worst place" if region == WORST_PLACE else place(region, side)
    more = f" ({len(scores) - _SHOWN} earlier)" if len(scores) > _SHOWN else ""
    return f"{where}{when} {', '.join(scores[-_SHOWN:])}{more}"
