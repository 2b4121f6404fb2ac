"""The stage of a step that is played: what, which side, the seconds, the body, the pacer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.faces.screen import body, parts
from selfcare.faces.screen.asking import rating
from selfcare.faces.screen.body import Shown
from selfcare.faces.screen.cells import beside, blank, fit, paragraph, plain, tall, words
from selfcare.faces.screen.look import Block, Line, Look, Role, Size
from selfcare.faces.screen.wording import (
    HEADLINES,
    asked_of,
    clock_words,
    count_of,
    doing,
    exercise_of,
    name_of,
    side_of,
    stroke_words,
)
from selfcare.faces.words import clock
from selfcare.session import times
from selfcare.session.player import current, length, waits

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, Step
    from selfcare.session.view import View

ALARMS = ("put on", "take off")
WITH_BODY = Size(64, 7)
"""Columns and rows below which a body could not be read."""
TALL = 17
"""Rows of a stage from which its headline may be of the larger letters."""
PACER_TALL = 12
AIRY = 14
LARGE = 12
LEAST = 3


class Told(NamedTuple):
    """What the stage shows, in words."""

    headline: str
    role: Role
    side: str
    details: tuple[tuple[str, Role], ...]
    seconds: str
    instead: str
    """What stands in the place of the seconds where there are none."""


def told(plan: Plan, head: Playhead) -> Told:
    """The words and digits of this moment."""
    step, one = current(plan, head), times.set_in_hand(plan, head)
    name = name_of(plan, step.exercise)
    exercise = exercise_of(plan, step.exercise)
    device = plain(exercise.device) if exercise else ""
    seconds, instead = _seconds(plan, head, step)
    details: list[tuple[str, Role]] = [(name, "name")] if step.set is None else []
    if step.set is not None:
        details.append((doing(plan, step.set), "strong"))
    if step.open_ended:
        details.append((f"At most {clock_words(length(plan, head))}", "text"))
    details += [(count_of(plan, one), "text"), (device, "device")]
    return Told(
        name if step.set is not None else HEADLINES[step.kind],
        "alarm" if step.kind in ALARMS else "name",
        side_of(one),
        tuple((text, role) for text, role in details if text),
        seconds,
        instead,
    )


def _seconds(plan: Plan, head: Playhead, step: Step) -> tuple[str, str]:
    if head.counting_in:
        return str(times.whole_seconds(head.counting_in)), ""
    left = times.left_in_step(plan, head)
    if left is None or waits(plan, head):
        asked = {"put on": "Any key when it is on", "take off": "Any key when it is off"}
        return "", asked.get(step.kind, "Any key when you are there" if left is None else "Any key when ready")
    if step.open_ended:
        return _digits(times.whole_seconds(length(plan, head) or 0) - times.whole_seconds(left)), ""
    return _digits(times.whole_seconds(left)), ""


def _digits(seconds: int) -> str:
    return str(seconds) if seconds < 60 else clock(seconds * times.SECOND)


def stage(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """The stage in exactly that room: the headline, below it body, words and digits, at the bottom the pacer."""
    columns, rows = size
    said = told(plan, head)
    below = _below(plan, head, view, size, look)
    most = 2 if rows >= TALL else 1
    room = 5 if most > 1 else 3 if rows >= 12 else 1
    top = parts.headline(said.headline, said.role, columns, room, unicode=look.unicode, most=most)
    if rows >= 11:
        top = (*top, blank(columns))
        below = (blank(columns), *below) if below and rows >= 14 else below
    height = rows - len(top) - len(below)
    if height < 3:
        top, height = top[:1], rows - 1 - len(below)
    if height < 1:
        below, height = (), rows - len(top)
    middle = _middle(said, _shown(plan, head), Size(columns, height), look)
    return tall((*top, *middle, *below), columns, rows)


def _shown(plan: Plan, head: Playhead) -> Shown | None:
    exercise, one = exercise_of(plan, current(plan, head).exercise), times.set_in_hand(plan, head)
    return Shown(exercise.region, one.side if one else "middle", exercise.device) if exercise else None


def _middle(said: Told, shown: Shown | None, size: Size, look: Look) -> Block:
    columns, rows = size
    picture: Block = ()
    wide = 0
    if shown and columns >= WITH_BODY.columns and rows >= WITH_BODY.rows:
        wide = min(rows * 5 // 4, columns // 4)
        picture = body.picture(shown, Size(wide, rows), unicode=look.unicode)
        picture = tuple(fit(line, wide + 2) for line in picture)
    left = columns - (wide + 2 if picture else 0)
    written = max(20, left * 3 // 8) if left >= 52 else left * 9 // 20
    room = left - written - 2
    column = _words(said, written, rows, look)
    if said.seconds:
        seconds = parts.digits(said.seconds, "digits", room, rows, unicode=look.unicode)
    else:
        seconds = tall(
            parts.large(said.instead, "ask", room, rows, unicode=look.unicode, lines=4, most=1), room, rows, "middle"
        )
    gap = (blank(2),) * rows
    return beside(picture, column, gap, seconds) if picture else beside(column, gap, seconds)


def _words(said: Told, columns: int, rows: int, look: Look) -> Block:
    lines: list[Line] = []
    if said.side:
        room = rows - len(said.details) - 1 if rows >= 8 else rows - 1
        side = parts.headline(said.side, "side", columns, min(max(room, 1), 5), unicode=look.unicode)
        lines += side
        if rows >= len(side) + len(said.details) + 2:
            lines.append(blank(columns))
    for number, (text, role) in enumerate(said.details):
        left = rows - len(lines) - (len(said.details) - number - 1)
        lines += paragraph(text, role, columns, max(1, min(left, 3 if role == "name" else 2)))
    return tall(lines, columns, rows, "top")


def _below(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """What stands at the bottom of the stage: the pacer of a set, or the question after it."""
    columns, rows = size
    step = current(plan, head)
    if step.set is None and step.kind != "release":
        return rating(plan, head, view, size)
    if head.counting_in:
        return ()
    tallness = 3 if rows >= PACER_TALL and look.unicode else 1
    exercise = exercise_of(plan, step.exercise)
    if step.kind == "release" or _held_and_released(plan, step):
        if look.motion == "reduced":
            return ()
        return parts.fill(times.breath(plan, head), columns, min(2, tallness), unicode=look.unicode)
    if exercise and exercise.stroke:
        if look.motion == "reduced":
            return (words(stroke_words(exercise.stroke), "pacer", columns, "center"),)
        return parts.track(times.stroke(head, exercise.stroke), columns, tallness, unicode=look.unicode)
    return ()


def _held_and_released(plan: Plan, step: Step) -> bool:
    row = asked_of(plan, step.set) if step.set else None
    return bool(row and row.kind == "hold")


def step_line(plan: Plan, head: Playhead, columns: int, look: Look) -> Line:
    """The bar of the step, by whole seconds: what went by, and the whole; for an open end, its ceiling."""
    total = length(plan, head)
    if total is None:
        return blank(columns)
    left = times.left_in_step(plan, head) or 0
    gone = total - times.whole_seconds(left) * times.SECOND
    end = f"at most {clock(total)}" if current(plan, head).open_ended else clock(total)
    share = times.Share(max(0, gone), max(1, total))
    return parts.step_bar(share, clock(max(0, gone)), end, columns, unicode=look.unicode)


def moves(plan: Plan, head: Playhead, look: Look) -> bool:
    """Whether a pacer moves between two seconds."""
    step = current(plan, head)
    if look.motion == "reduced" or head.state != "running" or head.counting_in or waits(plan, head):
        return False
    if step.kind == "release" or _held_and_released(plan, step):
        return True
    return step.set is not None and bool(plan.exercises[step.set.exercise].stroke)
