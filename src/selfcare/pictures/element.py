"""An inline SVG that names itself: no script, no style sheet, no outside reference."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable


def key_of(*drawn: object) -> str:
    """Eight hex digits of what is drawn: they keep the ids of one picture apart from those of another on the page."""
    return f"{crc32(repr(drawn).encode('utf-8', 'backslashreplace')):08x}"


def mark(inner: str) -> str:
    """A mark alone, drawn around the middle of a box of 14, for the key of a picture; what it means stands beside it."""
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="-7 -7 14 14" width="14" height="14" aria-hidden="true">'
        f"{inner}</svg>"
    )


def element(wide: float, high: float, inner: Iterable[str], *, key: str, title: str, size: int) -> str:
    """The element, so many pixels wide and high, its letters `size` high. `title` is what a screen reader says."""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {wide:g} {high:g}" width="{wide:g}" height="{high:g}"'
    face = f'role="img" aria-labelledby="t{key}" font-family="sans-serif" font-size="{size}" color="#16181b"'
    return "\n".join([f"{head} {face}>", f'<title id="t{key}">{escape(title)}</title>', *inner, "</svg>"])
