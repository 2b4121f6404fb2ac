"""Places that are not pressed at this moment: needled ones, and those the patient named at the stop questions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.questions import A_PLACE
from selfcare.facts.answers import standing_answers
from selfcare.facts.kinds import EVERY_PLACE, KeptOff, NeedledAt
from selfcare.facts.moment import day_over, local_ms
from selfcare.routine.durations import waiting_ms
from selfcare.routine.regions import find_region, pressed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact, Hand
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Exercise, Routine

HOUR_MS = 3_600_000


class KeepOff(NamedTuple):
    """A place, why hands stay off it, and until when: UTC milliseconds, or None while the therapist has not decided."""

    regions: frozenset[str] | None
    side: str | None
    why: str
    until: int | None
    """`regions` None: every place."""

    def presses(self, exercise: Exercise, side: Hand) -> bool:
        """Whether that exercise on that side presses the place. A middle side touches both, and an unnamed side is both."""
        if self.regions is not None and not self.regions & pressed(exercise.region, exercise.also):
            return False
        return self.side in (None, "both", "middle", side) or side == "middle"


class Source(NamedTuple):
    """A text whose needlings count, with the offset in minutes for the local times in it."""

    routine: Routine
    offset: int


def keep_offs(
    decides: Routine, sources: Iterable[Source], history: History, now: Moment, day: str, *, live: bool = False
) -> list[KeepOff]:
    """Every place kept off at `now`. The hours are those of `decides`: elapsed hours, whichever place was needled.

    `live`: `now` is the real now, so that whatever was reported has happened, also where the clock was set back since.
    A needling whose hours `decides` does not set holds its place until the therapist decides.
    """
    wait = waiting_ms(decides.needling.keep_off) if decides.needling.keep_off else None
    needlings: set[tuple[int, frozenset[str], str | None, str]] = set()
    for source in sources:
        for one in source.routine.needling.done:
            places = frozenset(_named(name) for name in (one.region, *one.also))
            needlings.add((local_ms(one.at, source.offset), places, one.side, _named(one.region)))
    for _, body in history.of(NeedledAt):
        # What was reported has happened: a clock that was set back does not take it back.
        needlings.add(
            (
                min(body.when, now.at) if live else body.when,
                frozenset({_named(body.region)}),
                body.side,
                _named(body.region),
            )
        )
    found = [
        KeepOff(places, side, f"{place} was needled", None if wait is None else at + wait)
        for at, places, side, place in sorted(needlings, key=lambda entry: (entry[0], entry[3], entry[2] or ""))
        if at <= now.at and (wait is None or now.at < at + wait)
    ]
    found += [
        KeepOff(
            None if body.region == EVERY_PLACE else frozenset({_named(body.region)}),
            body.side,
            f"today you named: {body.why}",
            None,
        )
        for fact, body in history.of(KeptOff)
        if _on(fact, body.day, history, now, day, live=live)
    ]
    return found + [
        KeepOff(None, None, f"today you named: {A_PLACE}", None)
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
