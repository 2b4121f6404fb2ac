"""The entries of some days, of one routine, or of one place: what `history` is asked for, as people say it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.cli.places import place_said
from selfcare.faces.naming import place, short
from selfcare.faces.words import date_from
from selfcare.facts.kinds import Away, KeptOff, Loaded, NeedledAt, Rated
from selfcare.routine.regions import find_region
from selfcare.text.dates import day_said
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.facts.entries import Entry

_HOW = 'Write a place, and a side if you like: --region hip, --region "calf left"'


class Wanted(NamedTuple):
    """First and last day, the ids of routines, and a place with its side; None: any. `words` says it in a sentence."""

    first: dt.date | None
    last: dt.date | None
    routines: frozenset[str] | None
    region: str | None
    side: str | None
    words: str

    def fits(self, entry: Entry) -> bool:
        """Whether the entry is of these days, this routine and this place."""
        return (
            self._of_days(entry)
            and (self.routines is None or (entry.routine is not None and entry.routine.id in self.routines))
            and (self.region is None or any(self._here(*one) for one in _places(entry)))
        )

    def _of_days(self, entry: Entry) -> bool:
        first, last = _days(entry)
        return (self.first is None or self.first <= last) and (self.last is None or first <= self.last)

    def _here(self, region: str, side: str | None) -> bool:
        found = find_region(region)
        same = found is not None and found.name == self.region
        return same and (self.side is None or side in (self.side, "both", None))


def wanted(since: str | None, until: str | None, routine: str | None, region: str | None, at_hand: AtHand) -> Wanted:
    """What these words ask for.

    Raises:
        UsageRefused: a day or place that nobody knows, the last day before the first, or a day that has not come.
        NotFound: no routine of that name was loaded.
    """
    today = at_hand.today
    first = None if since is None else day_said(since, today)
    last = None if until is None else day_said(until, today)
    if first is not None and first > today:
        raise UsageRefused(f"{date_from(first, today)} has not come yet.")
    if first is not None and last is not None and last < first:
        raise UsageRefused(f"{date_from(last, today)} lies before {date_from(first, today)}: --to is the last day.")
    ids = None if routine is None else _routines(routine, at_hand)
    name, side = (None, None) if region is None else place_said(region.split(), _HOW)
    said = (
        f"from {date_from(first, today)}" if first else "",
        f"to {date_from(last, today)}" if last else "",
        f"of the routine {short(routine)}" if routine else "",
        f"of the place {place(name, side)}" if name else "",
    )
    return Wanted(first, last, ids, name, side, " ".join(one for one in said if one))


def _routines(word: str, at_hand: AtHand) -> frozenset[str]:
    """The ids of the loaded routines of that id or title."""
    loaded = [at_hand.loadings.routine(body.text) for _, body in at_hand.loadings.of(Loaded)]
    found = [one.id for one in loaded if one and word.casefold() in (one.id.casefold(), one.title.casefold())]
    if not found:
        known = ", ".join(dict.fromkeys(one.id for one in loaded if one))
        raise NotFound(f"No routine {visible(word[:60])!r} was loaded. Loaded: {visible(known)}.")
    return frozenset(found)


def _days(entry: Entry) -> tuple[dt.date, dt.date]:
    """The first and the last day that an entry is about."""
    said = entry.body or entry.recorded
    if isinstance(said, Away):
        first = dt.date.fromisoformat(said.first)
        return first, dt.date.fromisoformat(said.last) if said.last else dt.date.max
    return entry.day, entry.day


def _places(entry: Entry) -> list[tuple[str, str | None]]:
    """The places that an entry is about, each with its side."""
    found: list[tuple[str, str | None]] = []
    if entry.session is not None:
        found += [(row.region, row.side) for row in entry.session.body.asked]
    for part in entry.parts:
        body = part.now or part.fact.body
        if isinstance(body, Rated | NeedledAt | KeptOff):
            found.append((body.region, body.side))
    return found
