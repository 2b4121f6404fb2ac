"""The parts of a frame: header, bars, words, digits, keys. Each gives a block of the width that it is asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from selfcare.faces.screen import letters
from selfcare.faces.screen.cells import blank, centered, colored, cut, fit, measure, paragraph, tall, width, words
from selfcare.faces.screen.look import Block, Line, Role, Span
from selfcare.pictures.digits import digits as big_digits

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.faces.screen.wording import Hint
    from selfcare.session.times import Share, Stroke

EIGHTHS = " ▏▎▍▌▋▊▉"


def header(title: str, mark: str, place: str, left: str, columns: int) -> Line:
    """Whose session it is, where in it, and the time left: "Evening hips    Exercise 2 of 3    12:40 left"."""
    right = [Span(left, "strong")] if left else []
    if place and width(place) + width(left) + 3 + 10 <= columns:
        right = [Span(place + "   ", "dim"), *right]
    room = columns - measure(right) - 2
    if room < 6:
        return fit(right, columns, "right")
    before: list[Span] = [Span(cut(mark, room), "notice"), Span("  ", "text")] if mark else []
    title = cut(title, max(0, room - measure(before)))
    line = [*before, Span(title, "dim")]
    return fit([*fit(line, columns - measure(right)), *right], columns)


def thin_bar(share: Share, columns: int, *, unicode: bool) -> Line:
    """A thin bar: heavy what is done, light what is not."""
    full = share.of(columns)
    heavy, light = ("━", "─") if unicode else ("=", "-")
    return fit((Span(heavy * full, "bar"), Span(light * (columns - full), "rail")), columns)


def step_bar(share: Share, start: str, end: str, columns: int, *, unicode: bool) -> Line:
    """The bar of the step between two times: what went by, and how long it is."""
    room = columns - width(start) - width(end) - 2
    if room < 4:
        return words(f"{start} / {end}", "dim", columns)
    return fit(
        (Span(f"{start} ", "dim"), *_thick(share, room, unicode=unicode), Span(f" {end}", "dim")),
        columns,
    )


@lru_cache(maxsize=512)
def _thick(share: Share, columns: int, *, unicode: bool) -> Line:
    if not unicode:
        full = share.of(columns)
        return tuple(one for one in (Span("#" * full, "bar"), Span("." * (columns - full), "rail")) if one.text)
    full, part = divmod(share.of(columns * 8), 8)
    tip = EIGHTHS[part] if part else ""
    rest = columns - full - len(tip)
    return tuple(one for one in (Span("█" * full + tip, "bar"), Span("░" * rest, "rail")) if one.text)


@lru_cache(maxsize=256)
def headline(text: str, role: Role, columns: int, rows: int, *, unicode: bool, most: int = 2) -> Block:
    """A text as large as fits into at most `rows` rows of one line, else in plain heavy words on one or two lines."""
    drawn = letters.big(text, columns, rows, unicode=unicode, most=most)
    if drawn:
        return centered(colored(drawn, role), columns, "left")
    return paragraph(text, role, columns, min(2, rows))


@lru_cache(maxsize=256)
def large(text: str, role: Role, columns: int, rows: int, *, unicode: bool, lines: int = 3, most: int = 3) -> Block:
    """A text in the largest letters that fit, over several lines, in the middle; else in plain heavy words."""
    drawn = letters.big(text, columns, rows, unicode=unicode, lines=lines, most=most)
    if drawn:
        return centered(colored(drawn, role), columns)
    return paragraph(text, role, columns, min(rows, 3), "center")


@lru_cache(maxsize=512)
def digits(text: str, role: Role, columns: int, rows: int, *, unicode: bool) -> Block:
    """Seconds as large as there is room, in the middle of exactly that room."""
    drawn = big_digits(text, columns, rows, unicode=unicode)
    block = centered(colored(drawn, role), columns)
    return tall(block, columns, rows, "middle")


def keys(hints: Sequence[Hint], columns: int, *, align_right: bool = False) -> Line:
    """As many keys, with what they do, as fit on one line; the first are the most wanted."""
    line: list[Span] = []
    for hint in hints:
        more = [Span("   ", "text")] if line else []
        more += [Span(hint.key, "key"), Span(f" {hint.words}", "text")]
        if measure(line) + measure(more) > columns:
            break
        line += more
    return fit(line, columns, "right" if align_right else "left")


def track(stroke: Stroke, columns: int, rows: int, *, unicode: bool) -> Block:
    """A marker that travels the region with the stroke, forth and back, between the two ends."""
    inner = max(1, columns - 2)
    wide = max(1, min(6, inner // 8))
    at = stroke.at * (inner - wide) // stroke.length
    rail, ball = ("─", "█") if unicode else ("-", "#")
    arrow = (("▶" if stroke.forth else "◀") if unicode else (">" if stroke.forth else "<")) if wide > 1 else ball
    marker = ball * (wide - 1) + arrow if stroke.forth else arrow + ball * (wide - 1)
    ends = ("├", "┤") if unicode else ("|", "|")
    middle: Line = (
        Span(ends[0] + rail * at, "rail"),
        Span(marker, "pacer"),
        Span(rail * (inner - wide - at) + ends[1], "rail"),
    )
    around = fit((Span(" " * (1 + at), "text"), Span(ball * wide, "pacer")), columns)
    return tall((around, middle, around), columns, rows) if rows >= 3 else (fit(middle, columns),)


def fill(share: Share, columns: int, rows: int, *, unicode: bool) -> Block:
    """A shape that fills from its middle to both ends, and empties the same way."""
    half = columns // 2
    full = share.of(half)
    solid, empty = ("█", "░") if unicode else ("#", ".")
    side = half - full
    line = (
        Span(empty * side, "rail"),
        Span(solid * (columns - 2 * side), "pacer"),
        Span(empty * side, "rail"),
    )
    return (fit(tuple(one for one in line if one.text), columns),) * rows


def stacked(blocks: Sequence[Block], columns: int) -> Block:
    """Blocks one below the other, each but the last followed by an empty line."""
    found: list[Line] = []
    for number, block in enumerate(one for one in blocks if one):
        found += [blank(columns)] if number else []
        found += block
    return tuple(found)
