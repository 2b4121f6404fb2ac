"""The refusal of a routine file: light, so that whoever prints it need not load the validator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.text.errors import RoutineRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.text.diagnostics import Problem


class RoutineInvalid(RoutineRefused):
    """A routine file in which something must be mended first: all problems in file order, and the text they stand in.

    `text` is what the spans count in, a BOM included; empty when the file could not be read as text at all.
    """

    def __init__(self, problems: Sequence[Problem], name: str, text: str) -> None:
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(f"In {visible(name)} {count} must be mended before it can be used.")
        self.problems = tuple(problems)
        self.name = name
        self.text = text
