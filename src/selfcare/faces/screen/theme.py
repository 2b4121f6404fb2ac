"""The colours of the three themes, and what stands for each role where there is no colour.

Every role is a paint: what is drawn, on what, and how heavy. Text has a contrast of at least 4.5 to 1 on its ground
(WCAG 2.2, 1.4.3), in the contrast theme at least 7 to 1 (1.4.6); a shape at least 3 to 1 (1.4.11). A test computes it.
Meaning never hangs on a colour: where it matters, glyph, weight or reversal say the same, and words say it first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from selfcare.faces.screen.look import Role, Theme


class Paint(NamedTuple):
    """How a role is drawn. Colours are "#rrggbb"; None is the terminal's own."""

    ink: str | None = None
    ground: str | None = None
    bold: bool = False
    dim: bool = False
    reverse: bool = False
    underline: bool = False


def _theme(ground: str, alarm: tuple[str, str], flash: tuple[str, str], **inks: str) -> dict[Role, Paint]:
    heavy = ("strong", "name", "side", "key", "ask", "pacer", "lit", "notice")
    paints: dict[Role, Paint] = {}
    for role, ink in inks.items():
        paints[role] = Paint(ink, ground, bold=role in heavy)  # type: ignore[index]  # named as the roles are
    return {**paints, "alarm": Paint(*alarm, bold=True), "flash": Paint(*flash, bold=True)}


THEMES: Final[Mapping[Theme, Mapping[Role, Paint]]] = {
    "dark": _theme(
        "#10171b",
        alarm=("#ffb59e", "#10171b"),
        flash=("#10171b", "#f3cd83"),
        text="#e4e0d5",
        dim="#9dacb0",
        strong="#ffffff",
        name="#ffffff",
        side="#86dccf",
        digits="#f3cd83",
        bar="#86dccf",
        rail="#5a6c72",
        pacer="#f3cd83",
        key="#f3cd83",
        caption="#b9d3c2",
        notice="#ffb59e",
        ask="#ffffff",
        body="#6f848b",
        lit="#ff9d5c",
        device="#8fc1f2",
    ),
    "light": _theme(
        "#fbf7ef",
        alarm=("#8f1d14", "#fbf7ef"),
        flash=("#fbf7ef", "#1f4e5a"),
        text="#2b3337",
        dim="#59666b",
        strong="#0e1416",
        name="#0e1416",
        side="#00605c",
        digits="#7a3b00",
        bar="#00776f",
        rail="#8a8676",
        pacer="#7a3b00",
        key="#7a3b00",
        caption="#2f5540",
        notice="#8f1d14",
        ask="#0e1416",
        body="#7d8689",
        lit="#b8430a",
        device="#1a5a9e",
    ),
    "contrast": _theme(
        "#000000",
        alarm=("#000000", "#ffff00"),
        flash=("#000000", "#ffffff"),
        text="#ffffff",
        dim="#e0e0e0",
        strong="#ffffff",
        name="#ffffff",
        side="#00ffff",
        digits="#ffff00",
        bar="#00ffff",
        rail="#a0a0a0",
        pacer="#ffff00",
        key="#ffff00",
        caption="#ffffff",
        notice="#ffc0a0",
        ask="#ffffff",
        body="#b0b0b0",
        lit="#ffb000",
        device="#9fd0ff",
    ),
}
PLAIN: Final[Mapping[Role, Paint]] = {
    "text": Paint(),
    "dim": Paint(),
    "strong": Paint(bold=True),
    "name": Paint(bold=True),
    "side": Paint(bold=True),
    "digits": Paint(bold=True),
    "bar": Paint(bold=True),
    "rail": Paint(),
    "pacer": Paint(bold=True),
    "key": Paint(bold=True, underline=True),
    "caption": Paint(),
    "notice": Paint(bold=True, reverse=True),
    "alarm": Paint(bold=True),
    "ask": Paint(bold=True),
    "body": Paint(),
    "lit": Paint(bold=True),
    "device": Paint(bold=True),
    "flash": Paint(bold=True, reverse=True),
}
"""Without colour, and on terminals of 16 colours, whose shades nobody knows."""
SHAPES: Final[frozenset[Role]] = frozenset({"rail", "body", "bar", "lit", "device", "pacer"})
"""Roles that are drawn, not read."""


def paints(theme: Theme, *, color: bool) -> Mapping[Role, Paint]:
    """The paint of every role."""
    return THEMES[theme] if color else PLAIN


def contrast(ink: str, ground: str) -> float:
    """The contrast of two colours, 1 to 21 (WCAG 2.2, relative luminance)."""
    high, low = sorted((_luminance(ink), _luminance(ground)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(color: str) -> float:
    shares = [int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.03928 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
