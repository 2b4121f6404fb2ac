"""Questions on the screen: the stop questions, scores with their words, what was left out, and the choices of a pause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.day.questions import STOP_QUESTIONS
from selfcare.faces.screen import letters, parts
from selfcare.faces.screen.cells import (
    blank,
    centered,
    colored,
    cut,
    fit,
    paragraph,
    plain,
    tall,
    width,
    words,
    wrapped,
)
from selfcare.faces.screen.look import Block, Line, Look, Role, Size, Span
from selfcare.faces.screen.wording import PAUSED, Hint, exercise_of, name_of
from selfcare.faces.words import discomfort, soreness
from selfcare.session.keys import LABELS, WORST
from selfcare.session.player import asks_discomfort, current

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.session.player import Playhead
    from selfcare.session.steps import Plan, Question
    from selfcare.session.view import View

KEEP = ("  Enter keeps it, Backspace corrects it.", "  Enter keeps it.", "")
TYPE = ("  Type it, then Enter.", "")
NUMBER = ("Type a number from 0 to 10, then Enter.  - no answer", "0 to 10, then Enter.  - no answer", "0 to 10, Enter")


def question(plan: Plan, view: View, asked: Question, size: Size, look: Look) -> Block:
    """The question in exactly that room."""
    columns, rows = size
    match asked.what:
        case "stop":
            block = _stop(asked, columns, rows, look)
        case "soreness":
            block = _soreness(asked, view, columns, rows, look)
        case "share":
            block = _share(plan, view, columns, rows, look)
    return tall(block, columns, rows, "middle" if asked.what == "soreness" else "top")


def _longest(said: str, more: tuple[str, ...], role: Role, columns: int) -> Line:
    """What is said, with the longest of what may follow it that fits."""
    return words(next((said + one for one in more if width(said + one) <= columns), said), role, columns)


def _title(text: str, columns: int, rows: int, look: Look) -> Block:
    """The question in large letters where it leaves room for its answers."""
    if rows < 14:
        return paragraph(text, "ask", columns, 2)
    high = 5 if rows >= 28 else 3
    return (*parts.headline(text, "ask", Size(columns, high), unicode=look.unicode, two=rows >= 18), blank(columns))


def choices(hints: Sequence[Hint], columns: int, rows: int) -> Block:
    """One choice a line, its key in front; a long one is wrapped, and empty lines stand between them where there is room."""
    pad = max(width(hint.key) for hint in hints) + 2
    room = max(1, columns - pad)
    wanted = _heights(hints, columns)
    spare = rows - sum(wanted)
    each = [min(3, count) if spare >= 0 else 1 for count in wanted]
    airy = rows >= sum(each) + len(hints) - 1
    block: list[Line] = []
    for number, (hint, lines) in enumerate(zip(hints, each, strict=True)):
        if airy and number:
            block.append(blank(columns))
        for line, text in enumerate(wrapped(hint.words, room, lines)):
            key = Span(hint.key, "key") if line == 0 else Span(" " * width(hint.key), "text")
            block.append(fit((key, Span(" " * (pad - width(hint.key)), "text"), Span(text, "strong")), columns))
    return tuple(block)


def _heights(hints: Sequence[Hint], columns: int) -> list[int]:
    """The lines that each choice takes."""
    room = max(1, columns - max(width(hint.key) for hint in hints) - 2)
    return [max(1, len(wrapped(hint.words, room, 3))) for hint in hints]


def _stop(asked: Question, columns: int, rows: int, look: Look) -> Block:
    short = asked.heading.removeprefix("Before you start: ").replace(" today?", "?")
    title = _title(short[:1].upper() + short[1:], columns, rows, look)
    if rows >= 16:
        title = (*title, words(asked.heading, "text", columns), blank(columns))
    lead = (words(f"{asked.lead}.", "alarm", columns),) if asked.lead else ()
    hints = [*(Hint(one.key, one.words) for one in STOP_QUESTIONS), Hint("n", "none of these")]
    if rows - len(title) - len(lead) < sum(_heights(hints, columns)):
        # Without a title no line is cut: then the last one says what is asked.
        title = ()
        hints[-1] = Hint("n", "still none of these" if asked.again else "none of these today")
    return (*title, *lead, *choices(hints, columns, rows - len(title) - len(lead)))


def _place(region: str) -> str:
    return "your worst place" if region == "worst place" else f"your {plain(region)}"


def _soreness(asked: Question, view: View, columns: int, rows: int, look: Look) -> Block:
    title = _title("How sore is it?", columns, rows, look)
    full = f"How sore or painful is {_place(asked.region)} now, at rest?"
    block = [*title, *paragraph(full, "text", columns, 2), blank(columns)]
    block += _scale(view.typed, "no soreness", "worst imaginable", columns)
    room = rows - len(block) - 3
    if view.typed:
        said = soreness(min(int(view.typed), WORST))
        if room >= 5:
            block += [
                blank(columns),
                *_typed_large(view.typed, Size(columns, min(room, 9)), look),
            ]
        block += [blank(columns), _longest(f"{said}.", KEEP, "strong", columns)]
    else:
        block += [
            blank(columns),
            _longest(
                f"= as this morning, {asked.same}.  " if asked.same is not None else "", NUMBER, "strong", columns
            ),
        ]
    return tuple(block)


def _typed_large(typed: str, size: Size, look: Look) -> Block:
    drawn = parts.digits(typed, "digits", Size(min(size.columns, 4 * size.rows), size.rows), unicode=look.unicode)
    return centered(drawn, size.columns, "left")


def _scale(typed: str, none: str, most: str, columns: int) -> Block:
    """0 to 10 with its two anchors; no number is marked before one is typed."""
    each = max(3, min(7, (columns - 2) // 11))
    row: list[Span] = []
    for score in range(WORST + 1):
        mine = typed != "" and int(typed) == score
        text = f"[{score}]" if mine else str(score)
        left = (each - len(text)) // 2
        row += [
            Span(" " * left, "text"),
            Span(text, "digits" if mine else "text"),
            Span(" " * (each - len(text) - left), "text"),
        ]
    whole = each * 11
    anchors = (
        f"{none}{most.rjust(max(0, whole - width(none)))}"
        if whole >= width(none) + width(most) + 2
        else f"0 {none}, 10 {most}"
    )
    return (fit(row, columns), words(anchors, "dim", columns))


def rating(plan: Plan, head: Playhead, view: View, size: Size) -> Block:
    """The question after a set, in a change or rest: asked, typed, or answered. Empty where nothing is asked."""
    columns, rows = size
    spacious = rows >= 18
    if view.typed.isdigit():
        said = f"Discomfort: {discomfort(min(int(view.typed), WORST))}."
        scale = _scale(view.typed, "no discomfort", "cannot bear it", columns) if spacious else ()
        return (_longest(said, KEEP, "ask", columns), *scale)
    if head.rated and view.given is not None and view.given.what == "discomfort":
        return (words(f"Discomfort: {discomfort(view.given.score)}. Kept.", "strong", columns),)
    if asks_discomfort(plan, head):
        asked = "How much discomfort was that, 0 to 10?"
        scale = _scale("", "no discomfort", "cannot bear it", columns) if spacious else ()
        return (_longest(asked, TYPE, "ask", columns), *scale)
    return ()


def _share(plan: Plan, view: View, columns: int, rows: int, look: Look) -> Block:
    title = _title("Did you do it?", columns, rows, look)
    if not view.typed.startswith("p"):
        hints = [Hint("a", "all of it"), Hint("p", "part of it"), Hint("n", "none of it")]
        block = (*title, *choices(hints, columns, min(5, rows - len(title))))
        left = rows - len(block) - 1
        many = len(plan.exercises)
        if many > 1 and left >= 2:
            block = (*block, blank(columns), *_exercises(plan, "", columns, left))
        return block
    left_out = " ".join(dict.fromkeys(view.typed[1:])) or "nothing yet"
    told = (_longest(f"Left out: {left_out}.", KEEP, "strong", columns),)
    ask = (words("Type the keys of what you left out.", "text", columns),)
    room = rows - len(title) - 4
    return (*title, *ask, blank(columns), *_exercises(plan, view.typed[1:], columns, room), blank(columns), *told)


def _exercises(plan: Plan, left_out: str, columns: int, rows: int) -> Block:
    """The exercises with their labels, in as many columns as they need; a cross stands at what was left out."""
    names = list(zip(LABELS, plan.exercises, strict=False))
    rows = max(1, rows)
    across = max(1, min(-(-len(names) // rows), columns // 12))
    each = columns // across
    block: list[Line] = []
    for row in range(min(rows, -(-len(names) // across))):
        line: list[Span] = []
        for label, exercise in names[row * across : (row + 1) * across]:
            out = label in left_out
            text = cut(f"  {name_of(plan, exercise)}{'  left out' if out else ''}", max(0, each - 3))
            cell = (
                Span(" ", "text"),
                Span("x" if out else " ", "notice" if out else "text"),
                Span(label, "key"),
                Span(text, "dim" if out else "text"),
            )
            line += fit(cell, each)
        block.append(fit(line, columns))
    return tuple(block)


def paused(plan: Plan, head: Playhead, view: View, size: Size, look: Look) -> Block:
    """Come off first, very large; then the choices, one a line."""
    columns, rows = size
    come_off = _come_off(plan, head)
    typed = rating(plan, head, view, Size(columns, 0)) if view.typed.isdigit() else ()
    room = rows - len(PAUSED) - len(typed) - 1
    top = _come_off_large(come_off, Size(columns, room), look)
    listed = choices(PAUSED, columns, min(2 * len(PAUSED) - 1, rows - len(top) - len(typed) - 1))
    gap = (blank(columns),) if rows > len(top) + len(listed) + len(typed) else ()
    return tall((*top, *gap, *listed, *typed), columns, rows)


def _come_off_large(come_off: str, size: Size, look: Look) -> Block:
    """PAUSED, and how to come off: both in letters where both have room, the first sentence before the second."""
    columns, rows = size
    first, _, then = come_off.partition(". ")
    first = first.rstrip(".") + "."
    after = (words(then, "strong", columns),) if then else ()
    above: Block = ()
    for title, most in ((5, 2), (5, 1), (3, 1)):
        above = parts.large("PAUSED", "alarm", Size(columns, title), unicode=look.unicode, lines=1)
        room = rows - len(above) - 1 - len(after)
        below = letters.big(first, columns, room, unicode=look.unicode, lines=3, most=most) if room >= 3 else ()
        if below:
            gap = (blank(columns),) if after and room - len(below) >= 6 else ()
            return (*above, blank(columns), *centered(colored(below, "alarm"), columns, "left"), *gap, *after)
    if rows >= 7:
        return (*above, blank(columns), *paragraph(first, "alarm", columns, 2), *after)
    return paragraph("PAUSED. " + come_off, "alarm", columns, max(1, min(rows, 2)))


def _come_off(plan: Plan, head: Playhead) -> str:
    exercise = exercise_of(plan, current(plan, head).exercise)
    return plain(exercise.come_off) if exercise else "Take your time."


ENDS = {
    "ran to the end": ("Session over", "That was the last set. Come off slowly."),
    "stopped": ("Stopped", "Come off. Take your time."),
    "interrupted": ("Interrupted", "What you did is kept."),
    "not begun": ("Not begun", ""),
    None: ("", ""),
}


def ended(head: Playhead, columns: int, rows: int, look: Look) -> Block:
    """The end, however it came."""
    title, more = ENDS[head.outcome]
    block = (
        *parts.large(title, "name", Size(columns, min(8, rows - 2)), unicode=look.unicode, lines=2),
        blank(columns),
        *paragraph(more, "text", columns, 2),
    )
    return tall(block, columns, rows, "middle")
