"""Draw docs/pictures/progress-*.svg anew: `python tests/regenerate_progress_pictures.py`.

A made story of nine weeks, at two sizes, with colour and without, as the program prints it. No font from anywhere is
named, and blocks are drawn, so that a page shows them alike without asking anybody.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from faces.stories import nine_weeks
from selfcare.faces.screen.cells import width
from selfcare.faces.screen.look import Size
from selfcare.faces.screen.record import record
from selfcare.faces.screen.theme import paints

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from selfcare.faces.screen.look import Line, Role
    from selfcare.faces.screen.theme import Paint

FOLDER = Path(__file__).parents[1] / "docs" / "pictures"
SIZES = (Size(80, 24), Size(140, 40))
AS_OF = "2027-01-22 09:00"
WIDE, HIGH, MARGIN = 9, 18, 12
INK, GROUND = "#e4e0d5", "#10171b"
_QUARTERS = {
    "▘": 1,
    "▝": 2,
    "▀": 3,
    "▖": 4,
    "▌": 5,
    "▞": 6,
    "▛": 7,
    "▗": 8,
    "▚": 9,
    "▐": 10,
    "▜": 11,
    "▄": 12,
    "▙": 13,
    "▟": 14,
}
"""Upper left 1, upper right 2, lower left 4, lower right 8."""
_FONT = "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace"
_GROUP = f'<g transform="translate({MARGIN} {MARGIN})" font-size="15" xml:space="preserve" font-family="{_FONT}">'


def pictures() -> dict[str, str]:
    """The name and the text of each picture."""
    what = nine_weeks().told(AS_OF).record
    found = {}
    for size in SIZES:
        block = record(what, size, unicode=True)
        for color in (True, False):
            name = f"progress-{size.columns}x{size.rows}{'' if color else '-no-color'}.svg"
            styles = paints("dark", color=color)
            rows = [part for y, line in enumerate(block) for part in _row(line, y, styles)]
            wide, high = size.columns * WIDE + 2 * MARGIN, len(block) * HIGH + 2 * MARGIN
            found[name] = "\n".join(
                [
                    f'<svg xmlns="http://www.w3.org/2000/svg" width="{wide}" height="{high}" viewBox="0 0 {wide} {high}">',
                    f"<title>selfcare progress at {size.columns} by {size.rows}{'' if color else ', without colour'}</title>",
                    f'<rect width="{wide}" height="{high}" rx="8" fill="{GROUND}"/>',
                    _GROUP,
                    *rows,
                    "</g></svg>",
                    "",
                ]
            )
    return found


def _row(line: Line, y: int, styles: Mapping[Role, Paint]) -> Iterator[str]:
    x = 0
    for text, role in line:
        paint = styles[role]
        ink = paint.ink or INK
        if text.strip():
            blocks = [(x + at, glyph) for at, glyph in enumerate(text) if _parts(glyph)]
            for at, glyph in blocks:
                for left, top, wide, high in _parts(glyph):
                    place = f'x="{(at + left) * WIDE:g}" y="{(y + top) * HIGH:g}"'
                    yield f'<rect {place} width="{wide * WIDE:g}" height="{high * HIGH:g}" fill="{ink}"/>'
            rest = "".join(" " if _parts(glyph) else glyph for glyph in text)
            if rest.strip():
                weight = ' font-weight="bold"' if paint.bold else ""
                lead = len(rest) - len(rest.lstrip())
                said = rest.strip()
                yield (
                    f'<text x="{(x + lead) * WIDE}" y="{y * HIGH + 14}" textLength="{width(said) * WIDE}"{weight} '
                    f'fill="{ink}">{escape(said)}</text>'
                )
        x += width(text)


def _parts(glyph: str) -> list[tuple[float, float, float, float]]:
    """The rectangles of a block, in shares of a cell: left, top, width, height."""
    code = ord(glyph)
    if 0x2581 <= code <= 0x2588:
        share = (code - 0x2580) / 8
        return [(0, 1 - share, 1, share)]
    bits = _QUARTERS.get(glyph, 0)
    return [(bit % 2 / 2, bit // 2 / 2, 0.5, 0.5) for bit in range(4) if bits >> bit & 1]


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for file, text in pictures().items():
        (FOLDER / file).write_text(text, "utf-8")
