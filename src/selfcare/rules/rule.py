"""What a rule is: its words as data, and a function that finds where a case breaks it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from selfcare.rules.case import Case, Given
    from selfcare.rules.sources import Source
    from selfcare.text.spans import Path

Severity: TypeAlias = Literal["error", "warning", "info"]
"""error: holds back until changed or allowed. warning: told at each load. info: told by `check` only."""
Scope: TypeAlias = Literal["routine", "region", "device", "exercise"]
"""What an error holds back, as narrowly as the evidence says."""
Need: TypeAlias = Literal["health", "facts"]

YOUNG = "Mostly young, healthy people in single sessions."
"""The limit of most trials of this field (evidence, 0.9)."""


class Hit(NamedTuple):
    """Where a rule fires, with the case's own numbers in a sentence (`lead`).

    `given` are the exercises that it concerns, none for the routine as a whole. `together`: it is their sum that is too
    much, so that allowing it in one of them is enough; else each is judged by itself.
    """

    path: Path
    lead: str
    given: tuple[Given, ...] = ()
    severity: Severity | None = None
    remedy: str | None = None
    scope: Scope | None = None
    regions: tuple[str, ...] = ()
    side: str | None = None
    device: str | None = None
    together: bool = False
    plain: str | None = None


class Rule(NamedTuple):
    """One rule of the evidence. `severity` has two members where it depends on the case (the milder first)."""

    code: str
    severity: tuple[Severity, ...]
    title: str
    looks_at: str
    message: str
    remedy: str
    why: str
    strength: str
    sources: tuple[Source, ...]
    basis: Literal["published", "design"]
    find: Callable[[Case], Iterator[Hit]]
    limits: str = ""
    against: tuple[Source, ...] = ()
    """Sources that say otherwise; a message does not name them, `explain` does."""
    needs: frozenset[Need] = frozenset()
    scope: Scope = "routine"
    plain: str = ""
    """Why an error holds something back, as the patient is told: the end of a sentence."""
    held: str = ""
    """What an error holds back, in words, where it depends on the case."""
    override: str = ""
    """What else sets it aside, or why nothing can."""

    @property
    def family(self) -> str:
        """The two letters of its code."""
        return self.code[:2]

    @property
    def cited(self) -> str:
        """Its sources in short, as a message names them."""
        return "; ".join(source.short for source in self.sources)
