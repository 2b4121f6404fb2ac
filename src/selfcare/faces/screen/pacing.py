"""The foot of a stage: the pacer of a set with the bar of the step, or the question after a set.

A pacer is a marker that travels the region with the stroke, or a shape that fills through a hold and empties through a
release. Reduced motion stills both: the stroke is told in words, and the bar goes by whole seconds, as it does for all else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from selfcare.faces.screen import parts
from selfcare.faces.screen.asking import rating
from selfcare.faces.screen.cells import blank, words
from selfcare.faces.screen.look import Block, Look, Size
from selfcare.faces.screen.wording import asked_of, exercise_of, stroke_words
from selfcare.faces.words import clock
from selfcare.session import times
from selfcare.session.player import current, length, waits

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan
    from selfcare.session.view import View

Pacer: TypeAlias = Literal["stroke", "breath"]
ROUND_FROM = Size(90, 20)
"""The stage from which the breath is a round shape beside the digits; below it is a bar."""


def pacer(plan: Plan, head: Playhead) -> Pacer | None:
    """What paces this moment; nothing where the body keeps its own pace."""
    step = current(plan, head)
    if head.state != "running" or head.counting_in or waits(plan, head):
        return None
    if step.kind == "release":
        return "breath"
    exercise, row = exercise_of(plan, step.exercise), asked_of(plan, step.set) if step.set else None
    if row is not None and row.kind == "hold":
        return "breath"
    return "stroke" if row is not None and row.kind == "roll" and exercise and exercise.stroke else None


def moves(plan: Plan, head: Playhead, look: Look) -> bool:
    """Whether something moves between two seconds."""
    return look.motion == "full" and pacer(plan, head) is not None


def round_share(plan: Plan, head: Playhead, size: Size, look: Look) -> times.Share | None:
    """How full the round shape of hold and release is; None where there is no room for one beside the digits."""
    if look.motion == "reduced" or not _is_round(size) or pacer(plan, head) != "breath":
        return None
    return times.breath(plan, head)


def foot(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """The foot of a stage of that size; at most a third of it."""
    columns, rows = size
    step = current(plan, head)
    bar = _bar(plan, head, size, look)
    if step.set is None and step.kind != "release":
        return (*rating(plan, head, view, size), *bar)
    kind = pacer(plan, head)
    if kind == "stroke":
        seconds = plan.exercises[step.set.exercise].stroke if step.set else None
        if look.motion == "reduced":
            return (words(stroke_words(seconds or 0), "pacer", columns, "center"), *bar)
        tallness = 3 if rows >= 20 else 2 if rows >= 12 else 1
        gap = (blank(columns),) if rows >= 20 else ()
        return (*parts.track(times.stroke(head, seconds or 1), columns, tallness, unicode=look.unicode), *gap, *bar)
    return bar


def _bar(plan: Plan, head: Playhead, size: Size, look: Look) -> Block:
    """The bar of the step by whole seconds: what went by, and the whole; for an open end, its ceiling."""
    total = length(plan, head)
    if total is None or size.rows < (5 if current(plan, head).open_ended else 7):
        return ()
    left = times.left_in_step(plan, head) or 0
    gone = max(0, total - times.whole_seconds(left) * times.SECOND)
    end = f"at most {clock(total)}" if current(plan, head).open_ended else clock(total)
    if pacer(plan, head) == "breath" and look.motion == "full" and not _is_round(size):
        share, high = times.breath(plan, head), 2 if size.rows >= 12 else 1
        return parts.fill(share, clock(gone), end, Size(size.columns, high), unicode=look.unicode)
    share = times.Share(gone, max(1, total))
    return (parts.step_bar(share, clock(gone), end, size.columns, unicode=look.unicode),)


def _is_round(size: Size) -> bool:
    return size.columns >= ROUND_FROM.columns and size.rows >= ROUND_FROM.rows
