"""Mornings: the score at rest, what it is compared with, and what the therapist wrote for a worse one (Q22).

Without a rule of the therapist's it is shown and decides nothing. Within 72 h of a needling of that place it is shown and
does not choose the dose: practically everyone is sore then (Diciolla 2021: mean under 72 h).
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.in_force import in_force
from selfcare.day.keep_off import HOUR_MS, Source, needlings
from selfcare.facts.kinds import MORNINGS, WORST_PLACE, Rated
from selfcare.facts.recount import sessions
from selfcare.routine.model import WorseNextMorning
from selfcare.routine.regions import find_region, pressed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.day.in_force import Assignment
    from selfcare.day.keep_off import Needling
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact
    from selfcare.facts.moment import Moment
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Routine

SORE_MS = 72 * HOUR_MS
"""Soreness after needling: practically everyone, mean under 72 h (Diciolla 2021, introduction)."""
SHOWN_BY = WorseNextMorning().by
"""Points from which a morning is called worse where the therapist set no rule: 2 (design; MDC 2, Childs 2005)."""
COMPARED_DAYS = 7
"""A morning is compared with the last session of the week before it; an older one says nothing of it (design)."""
ASKED_DAYS = 27
"""The question is asked while something was played in these days; and of a place that was scored in them (design)."""
NOON_H = 12
"""From noon on a morning's score is recalled (design)."""
WORSE = "worse morning"
"""The word of a rest day in the log's counts."""


class Morning(NamedTuple):
    """The score of one morning, and what follows from it.

    `before` is the score before the last session of the week before, at the same place; None: there is none to compare with.
    `rule` is the therapist's, None: none is set. `needled` is the place that was needled within 72 h, if it is this one.
    """

    fact: Fact
    day: str
    score: int
    region: str
    side: str | None
    before: int | None
    session: str | None
    rule: WorseNextMorning | None
    needled: str | None

    @property
    def worse(self) -> bool:
        """Whether it is worse, by the therapist's limit or the usual one."""
        return self.before is not None and self.score - self.before >= (self.rule.by if self.rule else SHOWN_BY)

    @property
    def then(self) -> Literal["gentler", "rest"] | None:
        """What it makes of its day: what the therapist wrote, or nothing."""
        return self.rule.then if self.worse and self.rule is not None and self.needled is None else None


def mornings(history: History, known: Sequence[Assignment], file: Routine | None = None) -> list[Morning]:
    """The last score of each day, in the order of days. `file`: what is played without being loaded has a rule, too.

    Of the two rules the stricter decides.
    """
    latest: dict[str, tuple[Fact, Rated]] = {}
    for fact, body in history.of(Rated):
        if body.what == "soreness" and body.when in MORNINGS and body.score is not None:
            latest[body.day] = (fact, body)
    if not latest:
        return []
    played = [one for one in sessions(history) if one.repetitions]
    told = needlings(history, [Source(one.routine, one.offset) for one in known])
    return [_morning(latest[day], played, told, _texts(known, day, file)) for day in sorted(latest)]


def _texts(known: Sequence[Assignment], day: str, file: Routine | None) -> list[Routine]:
    current = in_force(known, dt.date.fromisoformat(day))
    assigned = [current.routine] if current else [one.routine for one in known[-1:]]
    return [*assigned, *([file] if file and file not in assigned else [])]


def _morning(
    said: tuple[Fact, Rated], played: Sequence[Session], told: Sequence[Needling], texts: Sequence[Routine]
) -> Morning:
    fact, body = said
    assert body.score is not None
    since = (dt.date.fromisoformat(body.day) - dt.timedelta(days=COMPARED_DAYS)).isoformat()
    last = max(
        (one for one in played if since <= one.body.day < body.day),
        key=lambda one: (one.body.day, one.begun.at),
        default=None,
    )
    before = None
    for _, rating in last.ratings if last else ():
        if rating.what == "soreness" and rating.when == "before" and (rating.region, rating.side) == _place(body):
            before = rating.score
    rules = [rule for one in texts if (rule := one.stop.worse_next_morning)]
    fires = [one for one in rules if before is not None and body.score - before >= one.by]
    rule = next((one for one in fires if one.then == "rest"), fires[0] if fires else rules[0] if rules else None)
    fresh = [one for one in told if one.at <= fact.at < one.at + SORE_MS and is_of(body, one, texts)]
    return Morning(
        fact,
        body.day,
        body.score,
        body.region,
        body.side,
        before,
        last.body.day if last else None,
        rule,
        fresh[0].name if fresh else None,
    )


def _place(body: Rated) -> tuple[str, str | None]:
    return body.region, body.side


def is_of(body: Rated, needling: Needling, texts: Sequence[Routine]) -> bool:
    """Whether a score may be the needled place's: of it, or of the worst place where the routine presses it."""
    if body.region == WORST_PLACE:
        return any(needling.regions & pressed(one.region, one.also) for text in texts for one in text.exercise)
    side = body.side in (None, "both", "middle", needling.side) or needling.side in (None, "both", "middle")
    return bool(needling.regions & pressed(body.region)) and side


def asked_place(history: History, routine: Routine, now: Moment, date: dt.date) -> str | None:
    """The place to ask about this morning: that of the last session's score. None: it is not to be asked.

    It is asked when something was played in the weeks before, and there was a session yesterday or the routine has a
    schedule; never twice a day, also when it was not answered.
    """
    today = date.isoformat()
    if any(body.when in MORNINGS and body.day == today for _, body in history.of(Rated)):
        return None
    since = (date - dt.timedelta(days=ASKED_DAYS)).isoformat()
    earlier = [one for one in sessions(history) if one.repetitions and since <= one.body.day < today]
    yesterday = (date - dt.timedelta(days=1)).isoformat()
    if not earlier or not (routine.schedule or any(one.body.day == yesterday for one in earlier)):
        return None
    return place_of(history, routine, now)


def place_of(history: History, routine: Routine, now: Moment) -> str:
    """The place that a morning's score is of: the one that was scored before the last session, else what is pressed."""
    scored = [
        body.region
        for fact, body in history.of(Rated)
        if now.at - ASKED_DAYS * 24 * HOUR_MS < fact.at <= now.at and body.what == "soreness" and body.when == "before"
    ]
    if scored:
        return scored[-1]
    places = {found.name if (found := find_region(one.region)) else one.region for one in routine.exercise}
    return next(iter(places)) if len(places) == 1 else WORST_PLACE
