"""The stage of a step that is played: what, which side, the seconds, the body, the pacer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from selfcare.faces.screen import body, letters, pacing, parts
from selfcare.faces.screen.body import Shown
from selfcare.faces.screen.cells import beside, blank, colored, fit, paragraph, plain, tall, words
from selfcare.faces.screen.look import Block, Line, Look, Role, Size
from selfcare.faces.screen.wording import (
    HEADLINES,
    clock_words,
    count_of,
    doing,
    exercise_of,
    name_of,
    side_of,
)
from selfcare.faces.words import clock
from selfcare.session import times
from selfcare.session.player import current, length, waits

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, Step, StepKind
    from selfcare.session.view import View

ALARMS = ("put on", "take off")
WITH_BODY = Size(64, 7)
"""Columns and rows below which a body could not be read."""
TALL = 17
"""Rows of a stage from which its headline may be of the larger letters."""


class Told(NamedTuple):
    """What the stage shows, in words."""

    headline: str
    role: Role
    side: str
    details: tuple[tuple[str, Role], ...]
    seconds: str
    instead: str
    """When to press a key, where there are no seconds."""


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
        when: dict[StepKind, str] = {"put on": "when it is on", "take off": "when it is off"}
        return "", when.get(step.kind, "when you are there" if left is None else "when you are ready")
    if step.open_ended:
        return _digits(times.whole_seconds(length(plan, head) or 0) - times.whole_seconds(left)), ""
    return _digits(times.whole_seconds(left)), ""


def _digits(seconds: int) -> str:
    return str(seconds) if seconds < 60 else clock(seconds * times.SECOND)


def stage(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """The stage in exactly that room: the headline, below it body, words and digits, at the bottom the pacer."""
    columns, rows = size
    said = told(plan, head)
    if current(plan, head).kind in ALARMS:
        return _alarm(said, size, look)
    foot = pacing.foot(plan, head, view, size, look)
    high = 5 if rows >= TALL else 3 if rows >= 12 else 1
    two = rows - len(foot) >= 14
    top = parts.headline(said.headline, said.role, Size(columns, high), unicode=look.unicode, two=two)
    if rows >= 11:
        top = (*top, blank(columns))
    if foot and (rows >= TALL or rows - len(top) - len(foot) >= 9):
        foot = (blank(columns), *foot)
    height = rows - len(top) - len(foot)
    if height < 3:
        top, height = top[:1], rows - 1 - len(foot)
    if height < 1:
        foot, height = (), rows - len(top)
    breath = pacing.round_share(plan, head, size, look)
    middle = _middle(said, _shown(plan, head), breath, Size(columns, height), unicode=look.unicode)
    return tall((*top, *middle, *foot), columns, rows)


def _key(said: Told) -> str:
    return f"Any key {said.instead}" if said.instead else ""


def _alarm(said: Told, size: Size, look: Look) -> Block:
    """A band is wound on or taken off: the words as large as the screen allows, below them where, and the key."""
    columns, rows = size
    if rows < 12:
        line = " ".join(part for part in (said.side, said.seconds, _key(said)) if part)
        top = parts.large(said.headline, said.role, Size(columns, rows - 1), unicode=look.unicode)
        return tall((*top, *paragraph(line, "ask", columns, 2)), columns, rows)
    below = 5
    top = parts.large(said.headline, said.role, Size(columns, rows - below), unicode=look.unicode)
    told_below: list[tuple[str, Role]] = [(text, role) for text, role in said.details if role == "name"]
    told_below += [(f"{_key(said)}.", "ask")] if said.instead else [(said.seconds, "digits")]
    side = parts.headline(said.side, "side", Size(24, 3), unicode=look.unicode) if said.side else ()
    if len(side) >= len(told_below):
        rest = columns - 24
        lines = beside(side, tall([words(text, role, rest) for text, role in told_below], rest, len(side)))
    else:
        first: list[tuple[str, Role]] = [(said.side, "side")] if said.side else []
        lines = tuple(words(text, role, columns) for text, role in [*first, *told_below])
    return tall((*top, blank(columns), *lines), columns, rows)


def _shown(plan: Plan, head: Playhead) -> Shown | None:
    exercise, one = exercise_of(plan, current(plan, head).exercise), times.set_in_hand(plan, head)
    return Shown(exercise.region, one.side if one else "middle", exercise.device) if exercise else None


@lru_cache(maxsize=128)
def _middle(said: Told, shown: Shown | None, breath: times.Share | None, size: Size, *, unicode: bool) -> Block:
    """The body, the words and the seconds beside one another. Kept: of four frames a second, three show the same."""
    columns, rows = size
    blocks: list[Block] = []
    left = columns
    if shown and columns >= WITH_BODY.columns and rows >= WITH_BODY.rows:
        wide = min(max(11, rows), columns // 4)
        picture = body.picture(shown, Size(wide, rows), unicode=unicode)
        blocks.append(tuple(fit(line, wide + 2) for line in picture))
        left -= wide + 2
    written = max(20, left * 3 // 8) if left >= 52 or rows >= 10 else left * 9 // 20
    blocks.append(_column(said, breath, Size(written, rows), unicode=unicode))
    blocks.append((blank(2),) * rows)
    room = Size(left - written - 2, rows)
    if said.seconds:
        blocks.append(parts.digits(said.seconds, "digits", room, unicode=unicode))
    else:
        large = parts.large("Any key", "ask", Size(room.columns, room.rows - 1), unicode=unicode, lines=2, most=2)
        if len(large) > 1:
            block: Block = (*large, words(said.instead, "ask", room.columns))
        else:
            block = paragraph(_key(said), "ask", room.columns, min(3, rows))
        blocks.append(tall(block, *room, "middle"))
    return beside(*blocks)


def _column(said: Told, breath: times.Share | None, size: Size, *, unicode: bool) -> Block:
    """Side, name and what else is told; below them, where there is room, the shape of hold and release."""
    columns, rows = size
    lines: list[Line] = []
    if said.side:
        room = min(max(rows - len(said.details) - 1, 1), 5) if rows >= 8 else rows - 1
        lines += parts.headline(said.side, "side", Size(columns, room), unicode=unicode)
        if rows >= len(lines) + len(said.details) + 2:
            lines.append(blank(columns))
    for number, (text, role) in enumerate(said.details):
        left = rows - len(lines) - (len(said.details) - number - 1)
        drawn = letters.big(text, columns, left - 1, unicode=unicode, lines=3, most=1) if role == "name" else ()
        if drawn:
            lines += [*colored(drawn, role), blank(columns)]
        else:
            lines += paragraph(text, role, columns, max(1, min(left, 3 if role == "name" else 2)))
    room = rows - len(lines) - 1
    if breath is not None and room >= 4:
        lines += [blank(columns), *parts.round_breath(breath, Size(min(columns, 2 * room), room), unicode=unicode)]
    return tall(tuple(fit(line, columns) for line in lines), columns, rows)
