"""Places that are not pressed at this moment: needled ones, and those the patient named at the stop questions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.questions import A_PLACE
from selfcare.facts.answers import standing_answers
from selfcare.facts.kinds import EVERY_PLACE, KeptOff, NeedledAt
from selfcare.facts.moment import day_over, local_ms
from selfcare.routine.durations import waiting_ms
from selfcare.routine.regions import OVER_THE_LUNG, find_region, pressed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact, Hand
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Exercise, Routine

HOUR_MS = 3_600_000
BREATH_MS = 72 * HOUR_MS
"""How long after needling over the lung the question about breath leads: 72 h (design; cases began up to two days later)."""


class KeepOff(NamedTuple):
    """A place, why hands stay off it, and until when: UTC milliseconds, or None while the therapist has not decided.

    `since` is when it was needled, UTC milliseconds, None for a place that was named; `day` is the day on which it was.
    `regions` None: every place.
    """

    regions: frozenset[str] | None
    side: str | None
    why: str
    until: int | None
    since: int | None = None
    day: str = ""

    def presses(self, exercise: Exercise, side: Hand) -> bool:
        """Whether that exercise on that side presses the place. A middle side touches both, and an unnamed side is both."""
        if self.regions is not None and not self.regions & pressed(exercise.region, exercise.also):
            return False
        return self.side in (None, "both", "middle", side) or side == "middle"


class Source(NamedTuple):
    """A text whose needlings count, with the offset in minutes for the local times in it."""

    routine: Routine
    offset: int


class Needling(NamedTuple):
    """A needled place: when (UTC milliseconds), every region the needles reached, the side, and the place by its name."""

    at: int
    regions: frozenset[str]
    side: str | None
    name: str


def needlings(history: History, sources: Iterable[Source], now: Moment | None = None) -> list[Needling]:
    """Every needling that the texts or the patient tell of, in the order of time.

    `now`: the real now. What was reported has happened: a clock that was set back since does not take it back.
    """
    found: set[Needling] = set()
    for source in sources:
        for one in source.routine.needling.done:
            places = frozenset(_named(name) for name in (one.region, *one.also))
            found.add(Needling(local_ms(one.at, source.offset), places, one.side, _named(one.region)))
    for _, body in history.of(NeedledAt):
        name = _named(body.region)
        at = body.when if now is None else min(body.when, now.at)
        found.add(Needling(at, frozenset({name}), body.side, name))
    return sorted(found, key=lambda one: (one.at, one.name, one.side or ""))


def over_the_lung(one: Needling) -> bool:
    """Whether the needle may have reached the lung: neck, shoulder, shoulder blade, chest, upper back."""
    return bool(one.regions & OVER_THE_LUNG)


def keep_offs(
    decides: Routine, sources: Iterable[Source], history: History, now: Moment, day: str, *, live: bool = False
) -> list[KeepOff]:
    """Every place kept off at `now`. The hours are those of `decides`: elapsed hours, whichever place was needled.

    `live`: `now` is the real now, so that whatever was reported has happened, also where the clock was set back since.
    A needling whose hours `decides` does not set holds its place until the therapist decides (DN01); to set that rule aside
    with a reason is to decide.
    """
    if decides.needling.keep_off is None and any(one.rule == "DN01" for one in decides.allow):
        return _named_today(history, now, day, live=live)
    wait = waiting_ms(decides.needling.keep_off) if decides.needling.keep_off else None
    found = [
        KeepOff(one.regions, one.side, f"{one.name} was needled", None if wait is None else one.at + wait, one.at)
        for one in needlings(history, sources, now if live else None)
        if one.at <= now.at and (wait is None or now.at < one.at + wait)
    ]
    return found + _named_today(history, now, day, live=live)


def _named_today(history: History, now: Moment, day: str, *, live: bool) -> list[KeepOff]:
    """The places that the patient named at the stop questions of that day."""
    found = [
        KeepOff(
            None if body.region == EVERY_PLACE else frozenset({_named(body.region)}),
            body.side,
            f"today you named: {body.why}",
            None,
            day=body.day,
        )
        for fact, body in history.of(KeptOff)
        if _on(fact, body.day, history, now, day, live=live)
    ]
    return found + [
        KeepOff(None, None, f"today you named: {A_PLACE}", None, day=answer.day)
        for fact, answer in standing_answers(history)
        # A place, and not which: nothing is taken for granted.
        if answer.yes == (A_PLACE,) and _on(fact, answer.day, history, now, day, live=live)
    ]


def _on(fact: Fact, named: str, history: History, now: Moment, day: str, *, live: bool) -> bool:
    """Whether what was named for that day holds on `day`. Live, neither a clock set back nor another end of the day ends it."""
    if not live:
        return named == day
    over = day_over(dt.date.fromisoformat(named), history.day_ends(fact.at), fact.offset)
    return day <= named or now.at < over


def latest(offs: Iterable[KeepOff]) -> int | None:
    """When the last of them is over, UTC milliseconds; None when one has no end."""
    ends = [off.until for off in offs]
    return None if None in ends else max(end for end in ends if end is not None)


def _named(name: str) -> str:
    region = find_region(name)
    return region.name if region else name
