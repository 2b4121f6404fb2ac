"""A session that was cut off, by a crash, a closed window or a power cut: where it stood, and how it goes on from there.

It goes on within the hour only, after the stop questions, from the set that was cut off, never with a set in a band: a band
that was on has been on for longer than anybody counted. What was held before counts towards every ceiling.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts.kinds import MoreTime, SetBegun, SetEnded
from selfcare.facts.recount import COMPLETE, sessions
from selfcare.session.phrases import joined, side
from selfcare.session.player import Playhead, fits
from selfcare.session.steps import Cue, Place, Plan, SetName, Step

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.facts.recount import Session

WITHIN_MS = 60 * 60_000
"""After that a session that was cut off is not continued: the body has cooled, and the day has gone on (design)."""
READY_MS = 20_000
"""To lie down again before the set (design: as long as any getting ready)."""


class Trail(NamedTuple):
    """What the log holds of a session that was cut off.

    `last` is the set in which it was, or after which. `held` is by place, of all attempts, in milliseconds; `unknown` counts
    by set the attempts of which nobody knows how long they were held, and `more` the milliseconds that were added to them.
    `t` and `paused` are of the session's clock.
    """

    last: SetName | None
    complete: frozenset[SetName]
    held: Counter[Place]
    unknown: Counter[SetName]
    more: Counter[SetName]
    above_max: Counter[str]
    ended: frozenset[str]
    t: int
    paused: int


def cut_off(history: History) -> Session | None:
    """The last session, if it was cut off and the patient has not yet said what becomes of it."""
    last = next(reversed(sessions(history)), None)
    return last if last is not None and last.cut_off else None


def may_continue(session: Session, now: Moment) -> bool:
    """Whether it was cut off so short a time ago that it may go on."""
    return 0 <= now.at - session.last_at <= WITHIN_MS


def trail(history: History, session: Session, plan: Plan) -> Trail:
    """What is known of the session, in the words of a plan of the same day and text."""
    begun = [body for _, body in history.of(SetBegun) if body.session == session.id]
    over = [body for _, body in history.of(SetEnded) if body.session == session.id]
    places = {(row.exercise, row.side): (row.region, row.side, row.device) for row in session.body.asked}
    held: Counter[Place] = Counter()
    for one in over:
        held[places[one.exercise, one.side]] += one.held
    more: Counter[SetName] = Counter()
    for _, added in history.of(MoreTime):
        if added.session == session.id:
            more[_name(added)] += added.by
    above: Counter[str] = Counter()
    for _, rating in session.ratings:
        shown = plan.exercises.get(rating.exercise or "")
        if shown and rating.what == "discomfort" and rating.score is not None and rating.score > shown.max:
            above[shown.id] += 1
    ended = {one.exercise for one in over if one.how == "discomfort"}
    ended |= {one for one, times in above.items() if times > 1 or not plan.exercises[one].ease_off_first}
    return Trail(
        last=_name(begun[-1]) if begun else None,
        complete=frozenset(_name(one) for one in over if one.how in COMPLETE),
        held=held,
        unknown=Counter(map(_name, begun)) - Counter(map(_name, over)),
        more=more,
        above_max=above,
        ended=frozenset(ended),
        t=max([0, *(one.t for one in begun), *(one.t for one in over), session.ended.t if session.ended else 0]),
        paused=session.ended.paused if session.ended else 0,
    )


def resumed(plan: Plan, been: Trail) -> tuple[Plan, Playhead]:
    """The rest of a session, and the playhead from which it begins: the stop questions of the plan, getting ready, the set.

    `plan` is that of the day as it is decided now: what is held back now is not in it.
    """
    steps = plan.steps
    # What is held back by now is not in the plan, and has no ceiling there.
    used = Counter({place: held for place, held in been.held.items() if place in plan.ceilings})
    for step in steps:
        if step.set is not None and step.place is not None:
            # Nobody knows how long these were held: all of it is taken as held, so that no ceiling is passed.
            unknown = been.unknown[step.set]
            used[step.place] += unknown * (step.length or 0) + (been.more[step.set] if unknown else 0)
    head = Playhead(
        started=True,
        cut_off=True,
        clock=been.t,
        paused=been.paused,
        used=dict(used),
        above_max=dict(been.above_max),
        left_out=been.ended,
    )
    target = _target(plan, head, been)
    asking = tuple(step for step in steps[:1] if step.question is not None and step.question.what == "stop")
    ready = () if target >= _finish(steps) else (_ready(plan, steps[target]),)
    return plan._replace(steps=(*asking, *ready, *steps[target:])), head


def band_was_on(plan: Plan, been: Trail) -> bool:
    """Whether a band may still be on: it was cut off in a set with one, or before it was said to be off."""
    if been.last is None:
        return False
    at = next((number for number, step in enumerate(plan.steps) if step.set == been.last), None)
    return at is not None and plan.steps[at].band_on


def _target(plan: Plan, head: Playhead, been: Trail) -> int:
    """The step to go on from: the set that was cut off, or the next that is not complete and within its ceiling.

    Of a set with a band its winding on. Whatever was given up before it stays given up.
    """
    steps = plan.steps
    last = next((number for number, step in enumerate(steps) if step.set == been.last), 0)
    given_up = been.last._replace(repetition=0) if been.last and steps[last].band_on else None
    for number in range(last, len(steps)):
        step = steps[number]
        if step.set is None or step.set in been.complete or step.exercise in head.left_out:
            continue
        if step.set._replace(repetition=0) == given_up or not fits(plan, head, number):
            continue
        if not step.band_on:
            return number
        if step.set.repetition == 1:
            return next(at for at in range(number, -1, -1) if steps[at].kind == "put on")
    return _finish(steps)


def _finish(steps: tuple[Step, ...]) -> int:
    return next(number for number, step in enumerate(steps) if step.kind == "finish")


def _ready(plan: Plan, step: Step) -> Step:
    exercise = plan.exercises[step.exercise or ""]
    where = side(step.set.side) if step.set else ""
    words = joined("Get ready to go on", ", ".join(part for part in (exercise.name, where) if part), exercise.device)
    cues = (
        Cue("get ready", "start", 0, words, min(READY_MS - 4_000, 500 + 75 * len(words))),
        Cue("last three", "end", -3_000, "Three, two, one.", 2_500),
    )
    return Step("get ready", READY_MS, cues if step.kind == "work" else cues[:1], exercise=step.exercise)


def _name(body: SetBegun | SetEnded | MoreTime) -> SetName:
    return SetName(body.exercise, body.side, body.set, body.repetition)
