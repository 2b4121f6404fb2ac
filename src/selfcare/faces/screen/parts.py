"""The parts of a frame: header, bars, words, digits, keys. Each gives a block of the width that it is asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from selfcare.faces.screen import letters
from selfcare.faces.screen.cells import centered, colored, cut, fit, measure, paragraph, tall, width, words
from selfcare.faces.screen.look import Block, Line, Role, Size, Span
from selfcare.pictures.digits import digits as big_digits
from selfcare.pictures.pacer import breath

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
        return _kept(Span("#" * full, "bar"), Span("-" * (columns - full), "rail"))
    full, part = divmod(share.of(columns * 8), 8)
    tip = EIGHTHS[part] if part else ""
    return _kept(Span("█" * full + tip, "bar"), Span("─" * (columns - full - len(tip)), "rail"))


def _kept(*spans: Span) -> Line:
    return tuple(span for span in spans if span.text)


@lru_cache(maxsize=256)
def headline(text: str, role: Role, size: Size, *, unicode: bool, two: bool = False) -> Block:
    """A text as large as fits on one line of at most `size.rows` rows; with `two`, on two lines of the smallest letters.

    What has no room for letters stands in plain heavy words, on one line or two.
    """
    drawn = letters.big(text, *size, unicode=unicode, most=2)
    if not drawn and two:
        drawn = letters.big(text, size.columns, 7, unicode=unicode, lines=2, most=1)
    if drawn:
        return centered(colored(drawn, role), size.columns, "left")
    return paragraph(text, role, size.columns, min(2, size.rows))


@lru_cache(maxsize=256)
def large(text: str, role: Role, size: Size, *, unicode: bool, lines: int = 3, most: int = 3) -> Block:
    """A text in the largest letters that fit, over several lines; else in plain heavy words."""
    drawn = letters.big(text, *size, unicode=unicode, lines=lines, most=most)
    if drawn:
        return centered(colored(drawn, role), size.columns, "left")
    return paragraph(text, role, size.columns, min(size.rows, 3))


@lru_cache(maxsize=512)
def digits(text: str, role: Role, size: Size, *, unicode: bool) -> Block:
    """Seconds as large as there is room, in the middle of exactly that room."""
    drawn = big_digits(text, *size, unicode=unicode)
    return tall(centered(colored(drawn, role), size.columns), *size, "middle")


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
    """A marker that travels the region with the stroke, forth and back, between the two ends; exact to half a cell."""
    inner = max(1, columns - 2)
    wide = max(1, min(8, inner // 8))
    at, half = divmod(stroke.at * 2 * (inner - wide) // stroke.length, 2)
    half = half if unicode else 0
    marker = f"▐{'█' * (wide - 1)}▌" if half else ("█" if unicode else "#") * wide
    ends, rail = ("├┤", "─") if unicode else ("||", "-")
    line = _kept(
        Span(ends[0] + rail * at, "rail"),
        Span(marker, "pacer"),
        Span(rail * (inner - at - len(marker)) + ends[1], "rail"),
    )
    before = Span(" " * (1 + at), "text")
    above, below = (f"▗{'▄' * (wide - 1)}▖", f"▝{'▀' * (wide - 1)}▘") if half else ("▄" * wide, "▀" * wide)
    if not unicode:
        above = below = "#" * wide
    rest = [(before, Span(above, "pacer"))] if rows >= 2 else []
    under = [(before, Span(below, "pacer"))] if rows >= 3 else []
    return tuple(fit(one, columns) for one in (*rest, line, *under))


def fill(share: Share, start: str, end: str, size: Size, *, unicode: bool) -> Block:
    """A bar that fills from its middle to both ends, and empties the same way, between two times."""
    before, after = f"{start} ", f" {end}"
    room = size.columns - len(before) - len(after)
    if room < 4:
        return (words(f"{start} / {end}", "dim", size.columns),)
    half = room // 2
    full = share.of(half)
    solid, empty = ("█", "─") if unicode else ("#", "-")
    out = half - full
    line = _kept(Span(empty * out, "rail"), Span(solid * (room - 2 * out), "pacer"), Span(empty * out, "rail"))
    above = _kept(Span(" " * (len(before) + out), "text"), Span(("▄" if unicode else "#") * (room - 2 * out), "pacer"))
    first = fit((Span(before, "dim"), *line, Span(after, "dim")), size.columns)
    return (*(fit(above, size.columns),) * (size.rows - 1), first)


def round_breath(share: Share, size: Size, *, unicode: bool) -> Block:
    """A round shape that fills from below and empties, in the middle of that room."""
    rows = breath(*size, share.part / share.whole, unicode=unicode)
    return tuple((Span(row, "pacer"),) for row in rows)
