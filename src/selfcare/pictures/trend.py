"""Soreness over weeks as one inline SVG: a point a week with its number, and the wobble about the first week hatched.

Nothing is told by colour alone.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.pictures.element import element, key_of, mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_WIDTH: Final = 340
_HEIGHT: Final = 168
_LEFT: Final = 26
_RIGHT: Final = 12
_TOP: Final = 14
_FLOOR: Final = 128
"""Where 0 stands."""
_MOST: Final = 10
_LABELS: Final = 12
"""Weeks that can be labelled side by side; of more, every second, third ... is."""


class Point(NamedTuple):
    """One week: its number, the median (None: asked and not answered), and of how many readings."""

    week: int
    median: float | None
    readings: int


def trend_svg(points: Sequence[Point], wobble: float, *, title: str) -> str:
    """The weeks in order from left to right, 0 to 10 upwards. `title` is what a screen reader says."""
    key = key_of(points, wobble, title)
    first, last = points[0].week, points[-1].week
    stripe = '<path d="M1 0V5" stroke="#8a919c" stroke-width="0.8"/>'
    turned = 'width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"'
    drawn = [f'<defs><pattern id="w{key}" {turned}>{stripe}</pattern></defs>', *_grid()]
    begun = next((one.median for one in points if one.median is not None), None)
    if begun is not None:
        high, low = _y(min(_MOST, begun + wobble)), _y(max(0, begun - wobble))
        drawn.append(
            f'<rect x="{_LEFT}" y="{high:.1f}" width="{_WIDTH - _LEFT - _RIGHT}" height="{low - high:.1f}" fill="url(#w{key})"/>'
        )
    xs = {one.week: _x(one.week, first, last) for one in points}
    drawn += [f'<polyline points="{run}" fill="none" stroke="#0b5c6b" stroke-width="2"/>' for run in _runs(points, xs)]
    every = -(-(last - first + 1) // _LABELS)
    for one in points:
        x = xs[one.week]
        named = (one.week - first) % every == 0
        if one.median is None:
            drawn.append(_text(x, _FLOOR - 4, "not answered" if len(points) == 1 else "?"))
        else:
            y = _y(one.median)
            drawn.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{3.5 if every == 1 else 2.2}" fill="#0b5c6b"/>')
            if named or one is points[-1]:
                drawn.append(_text(x, y - 7, f"{one.median:g}", bold=True))
        if named:
            drawn += [_text(x, _FLOOR + 15, str(one.week)), _text(x, _FLOOR + 29, str(one.readings))]
    drawn += [_text(2, _FLOOR + 15, "week", at="start"), _text(2, _FLOOR + 29, "n", at="start")]
    return element(_WIDTH, _HEIGHT, drawn, key=key, title=title, size=11)


def key_marks() -> tuple[str, str]:
    """The marks of a week's median and of the wobble, alone, for the key; what they mean stands beside them."""
    stripes = "".join(f"M{at} 6L6 {at}M-6 {-at}L{-at} -6" for at in (-6, -2, 2))
    return mark('<circle r="3.5" fill="#0b5c6b"/>'), mark(f'<path d="{stripes}" stroke="#8a919c" stroke-width="0.8"/>')


def _grid() -> Iterator[str]:
    for score in range(0, _MOST + 1, 2):
        y = _y(score)
        yield f'<path d="M{_LEFT} {y:.1f}H{_WIDTH - _RIGHT}" stroke="#b9bec6" stroke-width="{1 if score else 1.6}"/>'
        yield _text(_LEFT - 6, y + 4, str(score), at="end")


def _runs(points: Sequence[Point], xs: dict[int, float]) -> Iterator[str]:
    """Weeks in a row that were answered: a line does not cross a week of which nothing is known."""
    run: list[str] = []
    before: int | None = None
    for one in points:
        if run and (one.median is None or one.week - 1 != before):
            yield " ".join(run)
            run = []
        if one.median is not None:
            run.append(f"{xs[one.week]:.1f},{_y(one.median):.1f}")
        before = one.week
    if run:
        yield " ".join(run)


def _x(week: int, first: int, last: int) -> float:
    room = _WIDTH - _LEFT - _RIGHT - 28
    return _LEFT + 14 + (room * (week - first) / (last - first) if last > first else room / 2)


def _y(score: float) -> float:
    return _FLOOR - (_FLOOR - _TOP) * score / _MOST


def _text(x: float, y: float, words: str, *, at: str = "middle", bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{at}" fill="currentColor"{weight}>{escape(words)}</text>'
