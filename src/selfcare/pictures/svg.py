"""The body as one inline SVG for pages and print: no script, no style sheet, no outside reference."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from selfcare.pictures.body import View, lines, lit_shapes
from selfcare.pictures.element import key_of, mark
from selfcare.pictures.outline import HEIGHT, outline
from selfcare.pictures.tools import device_shapes

if TYPE_CHECKING:
    from selfcare.pictures.curve import Polygon

_LIT: Final = "#d9480f"
_DEVICE: Final = "#1864ab"
_HALF: Final = 54.0
_TOP: Final = -4.0
_CAPTION: Final = 14.0


def body_svg(view: View, lit: frozenset[tuple[str, str]], device: str | None, *, width: int, title: str) -> str:
    """The body with its lit places and the device, `width` pixels wide, as an element to stand in a page.

    Lines take the colour of the text around it. What is lit is hatched as well as coloured, so that it is told apart in
    print without colour; `title` is what a screen reader says. The same arguments give the same text.
    """
    key = key_of(view, sorted(lit), device, title)
    high = HEIGHT - _TOP + _CAPTION
    size = f'width="{width}" height="{round(width * high / (2 * _HALF))}"'
    box = f'viewBox="{-_HALF:g} {_TOP:g} {2 * _HALF:g} {high:g}"'
    left, right = ("R", "L") if view == "front" else ("L", "R")
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} {box} role="img" aria-labelledby="t{key}" color="currentColor">',
        f'<title id="t{key}">{escape(title)}</title>',
        "<defs>",
        f'<pattern id="h{key}" width="2.4" height="2.4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
        f'<rect width="2.4" height="2.4" fill="{_LIT}" fill-opacity="0.35"/>',
        f'<path d="M0.6 0V2.4" stroke="{_LIT}" stroke-width="1.2"/></pattern>',
        f'<clipPath id="c{key}"><path d="{_path(outline())}"/></clipPath>',
        "</defs>",
        f'<path d="{_path(outline())}" fill="currentColor" fill-opacity="0.06"/>',
        '<g fill="none" stroke="currentColor" stroke-width="0.5" stroke-opacity="0.5" stroke-linecap="round">',
        *(f'<path d="{_path(line, closed=False)}"/>' for line in lines(view)),
        "</g>",
        f'<g clip-path="url(#c{key})" fill="url(#h{key})" stroke="{_LIT}" stroke-width="0.9">',
        *(f'<path d="{_path(shape)}"/>' for shape in lit_shapes(lit, view)),
        "</g>",
        f'<path d="{_path(outline())}" fill="none" stroke="currentColor" stroke-width="1" stroke-linejoin="round"/>',
    ]
    if device:
        parts += [
            f'<g fill="#fff" fill-opacity="0.85" stroke="{_DEVICE}" stroke-width="1.2" stroke-linejoin="round">',
            *(f'<path d="{_path(shape)}"/>' for shape in device_shapes(lit, device, view)),
            "</g>",
        ]
    parts += [
        '<g fill="currentColor" font-family="sans-serif" font-size="8" text-anchor="middle">',
        f'<text x="-30" y="16">{left}</text><text x="30" y="16">{right}</text>',
        f'<text x="0" y="{HEIGHT + 10:g}">{view}</text></g></svg>',
    ]
    return "\n".join(parts)


def lit_mark() -> str:
    """What a lit place looks like, alone, for the key; what it means stands beside it."""
    return mark(
        f'<rect x="-5" y="-5" width="10" height="10" fill="{_LIT}" fill-opacity="0.35" stroke="{_LIT}" stroke-width="0.9"/>'
        f'<path d="M-5 1L1 -5M-3 5L5 -3M1 5L5 1M-5 -3L-3 -5" stroke="{_LIT}" stroke-width="1.2"/>'
    )


def _path(shape: Polygon, *, closed: bool = True) -> str:
    points = " ".join(f"{x:.1f} {y:.1f}" for x, y in shape)
    return f"M{points}{'Z' if closed else ''}"
