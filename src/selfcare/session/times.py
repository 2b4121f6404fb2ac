"""Times of a session as a screen shows them, counted here and nowhere else: what is left, how far it is, what comes next.

All in milliseconds of the plan; steps of exercises that were left out are not counted. A step that waits takes no time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.session.player import current, length

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, SetName, Step

SECOND = 1_000


class Share(NamedTuple):
    """So much of so much: 0 <= part <= whole, and whole is never 0."""

    part: int
    whole: int

    def of(self, steps: int) -> int:
        """The same share of `steps`, rounded down."""
        return self.part * steps // self.whole


def whole_seconds(milliseconds: int) -> int:
    """Seconds as a countdown shows them: a begun second counts, so that 0 is the very end."""
    return -(-milliseconds // SECOND)


def left_in_step(plan: Plan, head: Playhead) -> int | None:
    """What is left of the current step; None when it waits for a key however long."""
    total = length(plan, head)
    return None if total is None else max(0, total - head.at)


def held_in_step(head: Playhead) -> int:
    """What of the current step went by."""
    return head.at


def coming(plan: Plan, head: Playhead) -> tuple[Step, ...]:
    """The steps after the current one, those of exercises that were left out passed over."""
    return tuple(step for step in plan.steps[head.step + 1 :] if step.exercise not in head.left_out)


def left_in_session(plan: Plan, head: Playhead) -> int:
    """What is left of the session: the rest of this step and all that come."""
    if head.state == "ended":
        return 0
    return (left_in_step(plan, head) or 0) + sum(step.length or 0 for step in coming(plan, head))


def step_share(plan: Plan, head: Playhead) -> Share:
    """How far the current step is; a step without a length is at its beginning."""
    total = length(plan, head) or 0
    return Share(min(head.at, total), total) if total else Share(0, 1)


def session_share(plan: Plan, head: Playhead) -> Share:
    """How far the session is, by its time, in whole seconds: one that has begun is not done."""
    left = whole_seconds(left_in_session(plan, head)) * SECOND
    before = sum(step.length or 0 for step in plan.steps[: max(head.step, 0)])
    done = before + (head.at // SECOND) * SECOND if head.state != "ended" else plan.length
    return Share(done, done + left) if done + left else Share(0, 1)


def set_in_hand(plan: Plan, head: Playhead) -> SetName | None:
    """The set that the current step is about: the one held, the one just let go, or the one that a change leads to."""
    step = current(plan, head)
    if step.set is not None:
        return step.set
    if step.exercise is None:
        return None
    before = range(head.step - 1, -1, -1)
    after = range(head.step + 1, len(plan.steps))
    look = before if step.kind in ("release", "take off", "come off") else after
    found = (plan.steps[index] for index in look)
    return next((one.set for one in found if one.set is not None and one.exercise == step.exercise), None)


class Stroke(NamedTuple):
    """Where a stroke is: `at` of `length` along the region, and whether it goes forth."""

    at: int
    length: int
    forth: bool


def stroke(head: Playhead, seconds: float) -> Stroke:
    """The stroke at this moment; `seconds` is one way. The first goes forth from the beginning of the set."""
    one_way = max(1, round(seconds * SECOND))
    turns, into = divmod(head.at, one_way)
    forth = turns % 2 == 0
    return Stroke(into if forth else one_way - into, one_way, forth)


def breath(plan: Plan, head: Playhead) -> Share:
    """How full the shape of hold and release is: it fills through a hold, and empties through the release after it."""
    share = step_share(plan, head)
    if current(plan, head).kind == "release":
        return Share(share.whole - share.part, share.whole)
    return share


def until_second(milliseconds: int) -> int:
    """Milliseconds until a countdown of `milliseconds` shows another second: 1 to 1000."""
    return (milliseconds - 1) % SECOND + 1
