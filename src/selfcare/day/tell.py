"""What the therapist is to be told of: stops, two worse mornings running, soreness that outlasts the needles.

It is shown until a newer routine is loaded, and for a week at the most (design): by then it was told, or will not be.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.day.keep_off import HOUR_MS, Source, needlings
from selfcare.day.mornings import COMPARED_DAYS, SORE_MS, is_of, mornings
from selfcare.facts.history import moment
from selfcare.facts.kinds import Loaded, Rated, SessionBegun, Stopped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selfcare.day.in_force import Assignment
    from selfcare.facts.history import History

Reason: TypeAlias = Literal[
    "too painful", "numb or tingling", "dizzy or unwell", "two worse mornings", "sore after needling"
]
SHOWN_DAYS = 7
LASTING_MS = 7 * 24 * HOUR_MS
"""Until when a soreness is still put down to a needling (design)."""


USUAL_MS = 14 * 24 * HOUR_MS
"""How sore a place usually is, is asked of the two weeks before the needles (design)."""


class Tell(NamedTuple):
    """One thing to tell: what, its day, when it was recorded (UTC milliseconds), and where."""

    what: Reason
    day: dt.date
    at: int
    where: str = ""


def tells(history: History, known: Sequence[Assignment], today: dt.date) -> tuple[Tell, ...]:
    """What is still to be told today, the newest first."""
    answered = max((fact.at for fact, _ in history.of(Loaded)), default=-1)
    first = today - dt.timedelta(days=SHOWN_DAYS)
    found = [*_stops(history), *_mornings(history, known), *_needles(history, known)]
    fresh = [one for one in found if one.at > answered and one.day > first]
    return tuple(sorted(fresh, key=lambda one: (one.day, one.at), reverse=True))


def _stops(history: History) -> Iterator[Tell]:
    begun = {body.session: body for _, body in history.of(SessionBegun)}
    for fact, body in history.of(Stopped):
        if body.reason == "ended for today":
            continue
        session = begun.get(body.session)
        day = dt.date.fromisoformat(session.day) if session else moment(fact).day(history.day_ends(fact.at))
        yield Tell(body.reason, day, fact.at, body.exercise or "")


def _mornings(history: History, known: Sequence[Assignment]) -> Iterator[Tell]:
    """Two that follow on each other within a week, whatever lay between them."""
    found = mornings(history, known)
    for before, one in pairwise(found):
        apart = dt.date.fromisoformat(one.day) - dt.date.fromisoformat(before.day)
        if apart.days <= COMPARED_DAYS and before.worse and one.worse and not (before.needled or one.needled):
            yield Tell("two worse mornings", dt.date.fromisoformat(one.day), one.fact.at)


def _needles(history: History, known: Sequence[Assignment]) -> Iterator[Tell]:
    """A place that is sorer beyond 72 h than in the weeks before the needles; than nothing, where nobody asked before."""
    texts = [one.routine for one in known]
    scores = [(fact, body) for fact, body in history.of(Rated) if body.what == "soreness" and body.score is not None]
    for needling in needlings(history, [Source(one.routine, one.offset) for one in known]):
        of = [(fact, body) for fact, body in scores if is_of(body, needling, texts)]
        usual = max(
            (body.score or 0 for fact, body in of if needling.at - USUAL_MS <= fact.at < needling.at), default=0
        )
        for fact, body in of:
            late = needling.at + SORE_MS <= fact.at < needling.at + LASTING_MS
            if late and (body.score or 0) > usual:
                yield Tell("sore after needling", dt.date.fromisoformat(body.day), fact.at, needling.name)
