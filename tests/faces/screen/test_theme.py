"""The colours of the themes can be read, and every role has one."""

from __future__ import annotations

from typing import get_args

import pytest

from selfcare.faces.screen.look import Role, Theme
from selfcare.faces.screen.theme import PLAIN, SHAPES, THEMES, contrast

ROLES = get_args(Role)


@pytest.mark.parametrize("theme", get_args(Theme))
@pytest.mark.parametrize("role", ROLES)
def test_every_role_has_enough_contrast(theme: Theme, role: Role) -> None:
    """Text at least 4.5 to 1, in the contrast theme 7 to 1 (WCAG 2.2, 1.4.3 and 1.4.6); shapes 3 to 1 (1.4.11)."""
    paint = THEMES[theme][role]
    assert paint.ink is not None
    assert paint.ground is not None
    least = 3.0 if role in SHAPES else 7.0 if theme == "contrast" else 4.5
    assert contrast(paint.ink, paint.ground) >= least


def test_contrast_is_that_of_the_standard() -> None:
    """Black on white is 21 to 1; a colour on itself 1 to 1; grey 767676 on white is the well-known 4.54."""
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#336699", "#336699") == pytest.approx(1)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_without_colour_every_role_has_a_paint_and_none_a_colour() -> None:
    """What turns over or warns is reversed, so that it is seen without colour, too."""
    assert set(PLAIN) == set(ROLES)
    assert all(paint.ink is None and paint.ground is None for paint in PLAIN.values())
    assert PLAIN["flash"].reverse
    assert PLAIN["notice"].reverse
