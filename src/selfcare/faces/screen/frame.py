"""One frame of a session: exactly so many lines of exactly so many cells. Pure: no clock, no terminal, no rule.

Where there is little room: the seconds first, then what, which side and what is next, then the keys, then pacer and body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.screen import asking, parts
from selfcare.faces.screen.cells import ascii_only, blank, paragraph, plain, tall, words, wrapped
from selfcare.faces.screen.look import Block, Line, Look, Size, Span
from selfcare.faces.screen.pacing import moves
from selfcare.faces.screen.playing import stage, told
from selfcare.faces.screen.wording import hints, name_of, next_up, side_of, switches
from selfcare.faces.words import clock
from selfcare.session import times
from selfcare.session.keys import HOW_ON
from selfcare.session.player import current, waits

if TYPE_CHECKING:
    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, Step
    from selfcare.session.view import View

FLASH_MS = 400
"""How long the frame's border is turned over after a change (design): seen from the corner of an eye, below 3 a second."""
PACER_MS = 250
"""A pacer moves four times a second."""
PAGE_MS = 6_000
"""A page of many words stands for 6 s (design)."""
TOLD = ("get ready", "change place", "work")
"""The steps whose words are all shown; those of the others stand on the stage already."""
SMALL = Size(36, 10)
"""Below this: plain words and digits."""


def frame(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> tuple[Line, ...]:
    """The lines of this moment: `size.rows` lines of `size.columns` cells, top to bottom."""
    lines = _drawn(plan, head, view, size, look)
    return lines if look.unicode else tuple(tuple(Span(ascii_only(text), role) for text, role in one) for one in lines)


def _drawn(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    if size.columns < 1 or size.rows < 1:
        return ()
    if size.columns < SMALL.columns or size.rows < SMALL.rows:
        return _small(plan, head, view, size)
    inner = size.columns - 2
    asked = current(plan, head).question
    if asked is not None and asked.what == "stop" and head.state == "running" and size.rows < 18:
        # Not one word of these is cut for a title, a bar or a switch.
        lines = asking.question(plan, view, asked, Size(inner, size.rows), look)
        return _bordered(lines, flashing=look.flash and flash_left(head, view) > 0)
    top = _top(plan, head, inner, look)
    bottom = _bottom(plan, head, view, Size(inner, size.rows), look)
    lines = (*top, *_stage(plan, head, view, Size(inner, size.rows - len(top) - len(bottom)), look), *bottom)
    return _bordered(tall(lines, inner, size.rows), flashing=look.flash and flash_left(head, view) > 0)


def flash_left(head: Playhead, view: View) -> int:
    """Milliseconds for which the border is still turned over; 0 when it is not."""
    if view.flash_at is None:
        return 0
    return max(0, view.flash_at + FLASH_MS - head.clock)


def next_frame(plan: Plan, head: Playhead, view: View, look: Look) -> int | None:
    """Milliseconds until the frame would be another; None when time alone changes nothing."""
    found: list[int] = []
    left = flash_left(head, view)
    if look.flash and left:
        found.append(left)
    if head.state == "running" and not waits(plan, head):
        if head.counting_in:
            found.append(times.until_second(head.counting_in))
        elif (step := times.left_in_step(plan, head)) is not None:
            found.append(times.until_second(step))
        if moves(plan, head, look):
            found.append(PACER_MS - head.at % PACER_MS)
    return min(found, default=None)


def _bordered(lines: Block, *, flashing: bool) -> Block:
    """The lines with their margins; in a flash the outermost cells are turned over."""
    if not flashing:
        edge = Span(" ", "text")
        return tuple((edge, *line, edge) for line in lines)
    edge = Span(" ", "flash")
    last = len(lines) - 1
    return tuple(
        (edge, *(tuple(Span(one.text, "flash") for one in line) if number in (0, last) else line), edge)
        for number, line in enumerate(lines)
    )


def _top(plan: Plan, head: Playhead, columns: int, look: Look) -> Block:
    step = current(plan, head)
    left = "" if step.question is not None or head.state == "ended" else f"{_left(plan, head)} left"
    order = list(plan.exercises)
    place = f"Exercise {order.index(step.exercise) + 1} of {len(order)}" if step.exercise in order else ""
    title = parts.header(plain(plan.title), look.mark, place, left, columns)
    left_ms, whole = times.session_share(plan, head)
    return (title, parts.thin_bar(times.Share(left_ms, whole), columns, unicode=look.unicode))


def _left(plan: Plan, head: Playhead) -> str:
    return clock(times.whole_seconds(times.left_in_session(plan, head)) * times.SECOND)


def _bottom(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """The bar of the step, what is next, what was said, and the keys."""
    columns, rows = size
    step = current(plan, head)
    asking_now = step.question is not None
    on, listed = switches(look, asking=asking_now), hints(plan, head)
    shown = () if head.state == "paused" else listed
    lines: list[Line] = []
    if head.state == "running" and not asking_now:
        lines += [blank(columns)] if rows >= 20 else []
        lines.append(words(next_up(plan, head), "strong", columns))
    # The choices of a pause stand there already, and none of them gives way to a notice.
    if view.notice and (head.state != "paused" or (rows >= 14 and view.notice != HOW_ON)):
        lines += paragraph(f"! {plain(view.notice)}", "notice", columns, 2 if rows >= 20 else 1)
    # What was said goes on to be shown below a notice, where there is room: somebody may hear nothing of it.
    beside_notice = not view.notice or (rows >= 24 and view.caption != view.notice)
    if beside_notice and rows >= 14 and head.state == "running" and not asking_now:
        lines += _said(step, head, view, size, look)
    elif asking_now and step.words and not view.typed and rows >= 20:
        lines += paragraph(plain(step.words), "caption", columns, rows // 3)
    if rows >= 20:
        lines += [blank(columns)] if rows >= 28 else []
        lines += [parts.keys(one, columns) for one in (shown, on) if one]
    elif shown or on:
        lines.append(parts.keys((*shown, *on), columns))
    return tuple(lines)


def _said(step: Step, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """The therapist's words where they are to be known, whole, and what was said last. It keeps its height in a step.

    Words that are more than a third of the screen are shown a page after the other.
    """
    columns, rows = size
    caption = plain(view.caption) if look.captions else ""
    if not step.words or step.kind not in TOLD:
        # A step that waits stands still: what is asked of the person has the room it needs.
        lines = paragraph(caption, "caption", columns, 3 if step.length is None and rows >= 20 else 1)
        return tall(lines, columns, max(1, len(lines)))
    told_lines = wrapped(plain(step.words), columns, len(step.words))
    room = rows // 3 if rows >= 20 else 1
    page = head.at // PAGE_MS * room % (-(-len(told_lines) // room) * room)
    block = tall(
        [words(one, "caption", columns) for one in told_lines[page : page + room]], columns, min(room, len(told_lines))
    )
    of_the_step = not caption or caption in {plain(cue.say) for cue in step.cues}
    if of_the_step:
        return block
    return (*block, words(caption, "caption", columns)) if rows >= 20 else (words(caption, "caption", columns),)


def _stage(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    step = current(plan, head)
    columns, rows = size
    if head.state == "ended":
        return asking.ended(head, columns, rows, look)
    if head.state == "paused":
        return asking.paused(plan, head, view, size, look)
    gap = (blank(columns),) if rows >= 12 else ()
    room = Size(columns, rows - len(gap))
    if step.question is not None:
        return (*gap, *asking.question(plan, view, step.question, room, look))
    return (*gap, *stage(plan, head, view, room, look))


def _small(plan: Plan, head: Playhead, view: View, size: Size) -> tuple[Line, ...]:
    """Where nothing can be drawn: what matters most, a line each."""
    step = current(plan, head)
    said: list[str] = []
    if head.state == "ended":
        said = [asking.ENDS[head.outcome][0]]
    elif head.state == "paused":
        said = ["PAUSED. Come off.", "g go on", "q end"]
    elif step.question is not None:
        said = [plain(step.question.words), view.typed]
    else:
        now = told(plan, head)
        name = name_of(plan, step.exercise)
        shown = now.seconds or now.instead
        first = " ".join(part for part in (shown, side_of(times.set_in_hand(plan, head))) if part)
        said = [first, now.headline, name if name != now.headline else "", next_up(plan, head), plain(view.notice)]
    room = max(1, size.rows // 2) if step.question is None else size.rows
    lines = [line for text in said if text for line in paragraph(text, "strong", size.columns, room)]
    return tall(lines, size.columns, size.rows)
