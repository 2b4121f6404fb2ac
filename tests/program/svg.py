"""What stands on a terminal's screen as a small SVG: no font from anywhere, no script, the same cells give the same text.

Blocks, lines and dots are drawn, not written, so that they meet whatever the font is; words are text that can be read out.
"""

from __future__ import annotations

import re
from html import escape
from itertools import groupby
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from program.terminal import Cell

WIDE: Final = 8
HIGH: Final = 16
"""A cell, in the picture's own units."""
MARGIN: Final = 8
INK: Final = "e4e0d5"
GROUND: Final = "10171b"
"""A terminal's own colours, where a cell has none."""
FONT: Final = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_MIDDLE: Final = HIGH // 2
_LINES: Final = {
    "─": ((0, _MIDDLE - 0.5, WIDE, 1),),
    "━": ((0, _MIDDLE - 1.5, WIDE, 3),),
    "├": ((WIDE / 2, 0, 1, HIGH), (WIDE / 2, _MIDDLE - 0.5, WIDE / 2, 1)),
    "┤": ((WIDE / 2 - 1, 0, 1, HIGH), (0, _MIDDLE - 0.5, WIDE / 2, 1)),
}
_QUARTERS: Final = dict(zip("▖▗▘▙▚▛▜▝▞▟", (4, 8, 1, 13, 9, 7, 11, 2, 6, 14), strict=True))
"""Upper left 1, upper right 2, lower left 4, lower right 8."""
_DOTS: Final = ((0, 0), (0, 1), (0, 2), (1, 0), (1, 1), (1, 2), (0, 3), (1, 3))
"""Column and row of each dot of a Braille character, in the order of its bits."""


class Box(NamedTuple):
    """A rectangle."""

    x: float
    y: float
    wide: float
    high: float


def svg(cells: Sequence[Sequence[Cell]], title: str) -> str:
    """The picture; `title` is what a screen reader says of it."""
    columns, rows = len(cells[0]), len(cells)
    wide, high = columns * WIDE + 2 * MARGIN, rows * HIGH + 2 * MARGIN
    ground = _colors(cells[0][0])[1]
    inks: dict[str, list[str]] = {}
    dots: dict[str, list[str]] = {}
    grounds: dict[str, list[Box]] = {}
    texts: list[str] = []
    for y, row in enumerate(cells):
        for (ink, under, bold, underline), run in groupby(enumerate(row), key=lambda one: _style(one[1])):
            found = list(run)
            if under != ground:
                grounds.setdefault(under, []).append(Box(found[0][0] * WIDE, y * HIGH, len(found) * WIDE, HIGH))
            drawn = [box for x, cell in found for box in _shape(cell.glyph, x * WIDE, y * HIGH)]
            inks.setdefault(ink, []).extend(_path(drawn))
            dots.setdefault(ink, []).extend(_dotted(found, y * HIGH))
            texts += _texts(found, y, ink, bold=bold, underline=underline)
    name = escape(title)
    return "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}" role="img">',
            f"<title>{name}</title>",
            f'<g font-family="{FONT}" font-size="13" xml:space="preserve">',
            f'<rect width="{wide}" height="{high}" rx="6" fill="#{ground}"/>',
            f'<g transform="translate({MARGIN} {MARGIN})">',
            *(f'<path fill="#{color}" d="{"".join(_path(boxes))}"/>' for color, boxes in sorted(grounds.items())),
            *(f'<path fill="#{color}" d="{"".join(found)}"/>' for color, found in sorted(inks.items()) if found),
            *(
                f'<path stroke="#{color}" stroke-width="2.6" stroke-linecap="round" stroke-dasharray="0 4" '
                f'd="{"".join(found)}"/>'
                for color, found in sorted(dots.items())
                if found
            ),
            *texts,
            "</g></g></svg>",
            "",
        ]
    )


def _style(cell: Cell) -> tuple[str, str, bool, bool]:
    return (*_colors(cell), cell.bold, cell.underline)


def _colors(cell: Cell) -> tuple[str, str]:
    ink, ground = _color(cell.ink, INK), _color(cell.ground, GROUND)
    return (ground, ink) if cell.reverse else (ink, ground)


def _color(name: str, usual: str) -> str:
    return name if re.fullmatch("[0-9a-f]{6}", name) else usual


def _shape(glyph: str, x: float, y: float) -> Iterable[Box]:
    """The rectangles of a block or line."""
    if glyph in _LINES:
        return [Box(x + left, y + top, wide, high) for left, top, wide, high in _LINES[glyph]]
    if glyph in _QUARTERS:
        half, middle = WIDE / 2, HIGH / 2
        return [
            Box(x + half * (number % 2), y + middle * (number // 2), half, middle)
            for number in range(4)
            if _QUARTERS[glyph] >> number & 1
        ]
    code = ord(glyph) if len(glyph) == 1 else 0
    if glyph == "▀":
        return [Box(x, y, WIDE, HIGH / 2)]
    if glyph == "▐":
        return [Box(x + WIDE / 2, y, WIDE / 2, HIGH)]
    if glyph == "▒":
        return [Box(x + 2 * (n % 4), y + 2 * n // 4 * 2 + 2 * (n % 2) - (n // 4) * 2 % 2, 1.4, 1.4) for n in range(16)]
    if 0x2581 <= code <= 0x2588:
        part = HIGH * (code - 0x2580) / 8
        return [Box(x, y + HIGH - part, WIDE, part)]
    if 0x2589 <= code <= 0x258F:
        return [Box(x, y, WIDE * (0x2590 - code) / 8, HIGH)]
    return []


def _drawn(glyph: str) -> bool:
    return glyph in ("", " ") or bool(_shape(glyph, 0, 0)) or "⠀" <= glyph <= "⣿"


def _path(boxes: Iterable[Box]) -> list[str]:
    """The rectangles as pieces of a path; those that touch in a row are one."""
    found: list[Box] = []
    for box in boxes:
        last = found[-1] if found else None
        if last and (last.y, last.high, last.x + last.wide) == (box.y, box.high, box.x):
            found[-1] = last._replace(wide=last.wide + box.wide)
        else:
            found.append(box)
    return [f"M{box.x:g} {box.y:g}h{box.wide:g}v{box.high:g}h{-box.wide:g}z" for box in found]


def _dotted(found: Iterable[tuple[int, Cell]], y: int) -> list[str]:
    """Braille dots as dashes of no length and round ends: each stretch of neighbours is one line."""
    at = {
        (x * WIDE // 4 + across, down)
        for x, cell in found
        if "⠀" <= cell.glyph <= "⣿"
        for bit, (across, down) in enumerate(_DOTS)
        if ord(cell.glyph) - 0x2800 >> bit & 1
    }
    pieces: list[str] = []
    for down in range(4):
        row = sorted(across for across, one in at if one == down)
        for _, run in groupby(enumerate(row), key=lambda one: one[1] - one[0]):
            stretch = [across for _, across in run]
            pieces.append(f"M{stretch[0] * 4 + 2} {y + down * 4 + 2}h{(len(stretch) - 1) * 4 + 0.1:g}")
    return pieces


def _texts(found: Sequence[tuple[int, Cell]], y: int, ink: str, *, bold: bool, underline: bool) -> list[str]:
    """The words of a run, each stretch of them at its place and of its length, whatever the font."""
    look = (
        f' font-weight="bold"{" text-decoration=" + chr(34) + "underline" + chr(34) if underline else ""}'
        if bold
        else ""
    )
    line = "".join(" " if cell.glyph != "" and _drawn(cell.glyph) else cell.glyph or "\0" for _, cell in found)
    texts: list[str] = []
    for match in re.finditer(r"[^ ](?:[^ ]| (?! ))*", line):
        said = match.group().rstrip()
        x, length = (found[0][0] + match.start()) * WIDE, len(said) * WIDE
        texts.append(
            f'<text x="{x}" y="{y * HIGH + 12}" textLength="{length}" fill="#{ink}"{look}>'
            f"{escape(said.replace(chr(0), ''))}</text>"
        )
    return texts
