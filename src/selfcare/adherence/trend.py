"""How soreness moved: weekly medians of the score before a session, against the first week's."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.facts.kinds import Rated

if TYPE_CHECKING:
    from selfcare.facts.history import History

WOBBLE = 2
"""Points. A change of single readings below it is day-to-day wobble: minimal detectable change 2, low back pain (Childs
2005, Spine 30:1331)."""


class Week(NamedTuple):
    """One week of readings: its number (1 is the first), the median, how many were given, how many were not answered."""

    number: int
    median: float | None
    readings: int
    unanswered: int


class Trend(NamedTuple):
    """One region and side. `change` is the last week's median less the first's, None with fewer than two weeks."""

    region: str
    side: str | None
    weeks: tuple[Week, ...]
    change: float | None
    moved: Literal["better", "worse", "within wobble"] | None


def trends(history: History, start: dt.date, period: tuple[dt.date | None, dt.date | None]) -> tuple[Trend, ...]:
    """The trend of every region and side that was scored before a session; weeks are counted from `start`."""
    first, last = period
    scores: dict[tuple[str, str | None], dict[int, list[int | None]]] = defaultdict(lambda: defaultdict(list))
    for _, body in history.of(Rated):
        day = dt.date.fromisoformat(body.day)
        if body.what != "soreness" or body.when != "before" or (first and day < first) or (last and day > last):
            continue
        scores[body.region, body.side][(day - start).days // 7 + 1].append(body.score)
    return tuple(_trend(region, side, weeks) for (region, side), weeks in scores.items())


def _trend(region: str, side: str | None, found: dict[int, list[int | None]]) -> Trend:
    weeks = []
    for number, readings in sorted(found.items()):
        given = [score for score in readings if score is not None]
        weeks.append(Week(number, median(given) if given else None, len(given), len(readings) - len(given)))
    medians = [week.median for week in weeks if week.median is not None]
    change = medians[-1] - medians[0] if len(medians) > 1 else None
    moved: Literal["better", "worse", "within wobble"] | None = None
    if change is not None:
        moved = "within wobble" if abs(change) < WOBBLE else ("better" if change < 0 else "worse")
    return Trend(region, side, tuple(weeks), change, moved)
