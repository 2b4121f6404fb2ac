"""`progress` as a picture in cells: the calendar, the weeks against the goal, soreness, the body with today's scores.

One frame that is printed, not a screen that is taken. Every outcome has a glyph of its own, so that nothing is told by
colour alone; the glyphs that occur are explained below. No glyph shouts at a day without a session.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.faces.naming import counted, place
from selfcare.faces.screen.body import block
from selfcare.faces.screen.cells import ascii_only, beside, cut, fit, measure, paragraph, tall, words
from selfcare.faces.screen.chart import LABEL, row, soreness_charts
from selfcare.faces.screen.look import Block, Line, Role, Size, Span
from selfcare.faces.words import soreness
from selfcare.facts.kinds import WORST_PLACE
from selfcare.pictures.body import view_for
from selfcare.pictures.cells import body_cells
from selfcare.text.day_names import WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfcare.adherence.report import Result
    from selfcare.adherence.trend import Trend
    from selfcare.adherence.weeks import RecordWeek

LEAST: Final = Size(80, 23)
"""Below this there is no room for all of it: plain lines tell more."""
_BODY: Final = 24

GLYPHS: Final[Mapping[Result, tuple[str, str, Role, str]]] = {
    "done": ("●", "#", "bar", "done"),
    "played": ("▶", ">", "side", "played"),
    "partly": ("◐", "/", "pacer", "partly"),
    "reported": ("○", "o", "bar", "without guide"),
    "extra": ("+", "+", "bar", "extra"),
    "missed": ("·", ".", "dim", "none"),
    "away": ("-", "-", "dim", "day off"),
    "held": ("h", "h", "dim", "held back"),
    "blocked": ("s", "s", "dim", "for safety"),
    "open": ("□", "_", "key", "still open"),
    "not assigned": ("f", "f", "dim", "from another file"),
}
"""Of each outcome: its glyph, the same without Unicode, its role, and its words."""


class Record(NamedTuple):
    """What is drawn. `told` are sentences, the most wanted first; `scores` those of today, the sorest first."""

    goal: str
    kept: str
    weeks: tuple[RecordWeek, ...]
    trends: tuple[Trend, ...]
    moved: tuple[str, ...]
    """A sentence for each trend."""
    scores: tuple[tuple[str, str | None, int], ...]
    told: tuple[str, ...]


def record(what: Record, size: Size, *, unicode: bool) -> Block:
    """The frame: as wide as the terminal, at most as high, less a line for the prompt."""
    columns = min(size.columns, 150)
    side = _BODY if columns < 110 else 2 * _BODY + 4
    left = columns - side - 1
    shown = _that_fit(what.weeks, left)
    across = min(8, max(4, (left - LABEL) // max(len(shown), 1)))
    hidden = len(what.weeks) - len(shown)
    head = _head(what, columns, hidden)
    foot = _foot(what, shown, columns, unicode=unicode)
    room = size.rows - 1 - len(head) - len(foot)
    calendar = _calendar(shown, across, left, unicode=unicode)
    charts, undrawn = soreness_charts(
        what.trends, what.moved, shown, across, Size(left, room - len(calendar)), unicode=unicode
    )
    if undrawn:
        more = f"{counted(undrawn, 'more place')} in words: selfcare progress --lines"
        foot, room = (words(more, "dim", columns), *foot), room - 1
        charts, _ = soreness_charts(
            what.trends, what.moved, shown, across, Size(left, room - len(calendar)), unicode=unicode
        )
    body = (*calendar, *charts)
    rows = min(room, max(len(body), 14))
    picture = _body(what, Size(side, rows), unicode=unicode)
    middle = beside(tall(body, left, rows), tall((), 1, rows), picture)
    found = (*head, *middle, *foot)
    if unicode:
        return tuple(fit(line, columns) for line in found)
    return tuple(fit([Span(ascii_only(span.text), span.role) for span in line], columns) for line in found)


def _that_fit(weeks: Sequence[RecordWeek], columns: int) -> tuple[RecordWeek, ...]:
    """The last weeks that have room; each wants as many cells as a day has sessions, or as its sum is long."""
    wide = max([4, *(len(_sum(one)) + 1 for one in weeks)])
    return tuple(weeks[-max(1, (columns - LABEL) // wide) :])


def _head(what: Record, columns: int, hidden: int) -> Block:
    lines: list[Line] = []
    if what.goal:
        lines.append(fit((Span("Your goal: ", "dim"), Span(cut(f'"{what.goal}"', columns - 11), "strong")), columns))
    kept = f"{what.kept} {counted(hidden, 'earlier week')} not drawn." if hidden else what.kept
    return (*lines, *paragraph(kept, "text", columns, 2))


# --- the calendar, and each week against what was asked ---


def _calendar(weeks: Sequence[RecordWeek], across: int, columns: int, *, unicode: bool) -> Block:
    first = weeks[0].first.weekday()
    lines = [row("Week", [[Span(str(one.number), "dim")] for one in weeks], across, columns)]
    for day in range(7):
        cells = [[_glyph(result, unicode=unicode) for result in one.days[day][: across - 1]] for one in weeks]
        lines.append(row(WEEKDAYS[(first + day) % 7], cells, across, columns))
    lines.append(row("Kept", [[Span(_sum(one), "strong")] for one in weeks], across, columns))
    return tuple(lines)


def _glyph(result: Result, *, unicode: bool) -> Span:
    drawn, plain, role, _ = GLYPHS[result]
    return Span(drawn if unicode else plain, role)


def _sum(week: RecordWeek) -> str:
    """What was kept of what was asked, the running day or week included: "5/7"; nothing where nothing was asked."""
    asked, filled = week.asked + week.running[0], week.filled + week.running[1]
    return f"{filled}/{asked}" if asked else ""


# --- the body ---


def _body(what: Record, size: Size, *, unicode: bool) -> Block:
    """The body with the places that were scored today lit, and each score in words below it."""
    placed = [one for one in what.scores if one[0] != WORST_PLACE]
    lit = frozenset((region, side or "both") for region, side, score in placed if score)
    labels = [
        f"{'worst place' if region == WORST_PLACE else place(region, side)} {soreness(score)}"
        for region, side, score in what.scores
    ]
    said = ["Sore today:", *labels[:3]] if labels else ["Not scored today. Type:", "selfcare sore hip 3 left"]
    text = tuple(words(one, "strong" if number == 0 else "text", size.columns) for number, one in enumerate(said))
    rows = size.rows - len(text)
    first = view_for(placed[0][0]) if placed else "front"
    views = (first,) if size.columns < 2 * _BODY else ("front", "back")
    each = size.columns // len(views)
    drawn = [
        tuple(fit(line, each) for line in block(body_cells(view, lit, None, each, rows, unicode=unicode)))
        for view in views
    ]
    picture = tuple(fit(line, size.columns) for line in beside(*drawn))
    return tall((*picture, *text), *size)


# --- what the signs mean, and what is to be said ---


def _foot(what: Record, shown: Sequence[RecordWeek], columns: int, *, unicode: bool) -> Block:
    occurring = {result for week in shown for day in week.days for result in day}
    lines = _legend(occurring, columns, unicode=unicode)
    if any(one.change is not None for one in what.trends):
        lines.append(
            words("~ and dots: less than 2 points from the first week, within day-to-day wobble", "dim", columns)
        )
    lines += [line for one in what.told for line in paragraph(one, "text", columns, 2)]
    return tuple(lines)


def _legend(occurring: set[Result], columns: int, *, unicode: bool) -> list[Line]:
    """The glyphs that occur, in as many lines as they need."""
    found: list[list[Span]] = [[]]
    for result, (_, _, _, said) in GLYPHS.items():
        if result not in occurring:
            continue
        parts = [Span("   " if found[-1] else "", "text"), _glyph(result, unicode=unicode), Span(f" {said}", "dim")]
        if measure([*found[-1], *parts]) > columns:
            found.append([])
            parts = parts[1:]
        found[-1] += parts
    return [fit(one, columns) for one in found if one]
