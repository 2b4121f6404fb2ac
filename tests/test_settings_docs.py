"""docs/settings.md is what the list of settings makes of it; its example is sound, and its commands are taken."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

import pytest

from regenerate_settings_docs import EXAMPLE, PAGE, SLIP, page, said_of, values_of
from selfcare.home.settings import SETTINGS, read_settings
from selfcare.home.settings.changing import typed
from selfcare.home.settings.rows import ELSEWHERE, find

if TYPE_CHECKING:
    from selfcare.home.settings import Setting

TEXT = PAGE.read_text("utf-8")
COMMANDS = re.findall(r"`selfcare settings (set|unset) (\w+) ?([^`]*)`", TEXT)


def test_the_page_is_made_from_the_list() -> None:
    """Whoever changes a row makes the page anew: python tests/regenerate_settings_docs.py."""
    assert page() == TEXT


@pytest.mark.parametrize("setting", SETTINGS, ids=[setting.key for setting in SETTINGS])
def test_no_cell_breaks_its_row(setting: Setting) -> None:
    """Each setting has one row of five cells, in the order of the list."""
    rows = [line for line in TEXT.splitlines() if line.startswith("| `") and "selfcare" not in line]
    row = rows[SETTINGS.index(setting)]
    assert len(row.split(" | ")) == 5


def test_the_example_can_be_copied() -> None:
    """It is accepted as it stands, and says something else than the defaults."""
    assert EXAMPLE in TEXT
    values = values_of(EXAMPLE)
    assert len(values) == EXAMPLE.count(" = ")
    defaults = read_settings(None).values
    assert sum(values[key] != defaults[key] for key in values) > 2


def test_the_slip_is_told_in_these_words() -> None:
    """What the page shows is what the tool says of that text."""
    assert said_of(SLIP)
    assert said_of(EXAMPLE) == ""
    assert f"```text\n{said_of(SLIP)}\n```" in TEXT


@pytest.mark.parametrize(("order", "key", "value"), COMMANDS)
def test_every_command_of_the_page_is_taken(order: str, key: str, value: str) -> None:
    """Each names a setting that there is, and a value that it takes."""
    setting = find(key)
    assert setting or key in ELSEWHERE
    if setting and order == "set":
        assert typed(setting, shlex.split(value)) != setting.default
