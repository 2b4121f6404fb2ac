"""What leaves the log by a command: the days that were named, and all that is written down of them."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from selfcare.cli.weeks import USUAL, first_read, last_weeks
from selfcare.day.in_force import assignments
from selfcare.exports.material import Material
from selfcare.text.dates import day_said
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.log.store import Log

Period: TypeAlias = tuple[dt.date | None, dt.date | None]


def period_said(since: str | None, until: str | None, at_hand: AtHand) -> Period:
    """The days of `--since` and `--until`; None: no bound.

    Raises:
        UsageRefused: one of them is no day, or the last lies before the first.
    """
    first, last = (None if words is None else day_said(words, at_hand.today) for words in (since, until))
    if first and last and last < first:
        raise UsageRefused(f"{last} lies before {first}: --until is the last day.")
    return first, last


def last_weeks_of(period: Period, at_hand: AtHand) -> Period:
    """The last weeks before its last day, where the period has no first: as much as `report` tells of."""
    first, last = period
    if first is None:
        first, _ = last_weeks(at_hand.assignments(), min(last or at_hand.today, at_hand.today), USUAL)
    return first, last


def material(at_hand: AtHand, log: Log, period: Period, *, only: bool = False, notes: bool = False) -> Material:
    """All that is written down of these days; the log must stay open while it is read.

    `only`: of the history no more is read than what these days are counted by. `notes`: see `Material`.
    """
    read = (first_read(at_hand.assignments(), period[0]), period[1]) if only else (None, None)
    days = [one.received for one in assignments(at_hand.loadings)]
    days += [dt.date.fromisoformat(day)] if (day := log.first_day()) else []
    return Material(
        partial(at_hand.history_of_days, *read),
        period,
        at_hand.now,
        at_hand.patient,
        partial(log.lines, at_hand.patient),
        (min([*days, at_hand.today]), at_hand.today),
        lambda: at_hand.loadings,  # every answer with a yes is in it
        notes=notes,
        days=at_hand.history_of_days,
        apart=partial(log.tells_sessions_apart, at_hand.patient),
    )
