"""A finding: a rule that fires in a case, with its place; whether it was allowed, and what it holds back."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.routine.devices import find_device
from selfcare.routine.regions import pressed

if TYPE_CHECKING:
    from selfcare.facts.kinds import Hand
    from selfcare.routine.model import Exercise
    from selfcare.rules.rule import Scope, Severity
    from selfcare.text.spans import Path

NEVER_ALLOWED = frozenset({"PR01", "AD03", "RP01"})
_CLEARED = frozenset({"CI02", "CI05"})
"""They are about a condition and no exercise: to clear that one condition is narrower than to allow the rule for every one."""


class Finding(NamedTuple):
    """One thing that the evidence has to say, at a path of the routine.

    `exercises` are the ids that it concerns, none for the routine as a whole. `scope` is what an error holds back:
    everything, what presses `regions` on `side` (None: both), what uses `device`, or `exercises`. `allowed` is the
    therapist's reason for setting it aside, given by `by`.
    """

    rule: str
    severity: Severity
    message: str
    remedy: str
    cited: str
    path: Path
    scope: Scope = "routine"
    exercises: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    side: str | None = None
    device: str | None = None
    allowed: str | None = None
    by: str = ""
    lead: str = ""
    """The case's own words, without those of the rule."""
    plain: str = ""
    """Why it holds something back, as the patient is told."""

    @property
    def is_cleared(self) -> bool:
        """Whether it is set aside by clearing its condition, not by allowing a rule: no exercise of it is meant."""
        return self.rule.startswith("Q") or (self.rule.startswith("CI") and not self.exercises)

    @property
    def line(self) -> str | None:
        """What to write into the file to set it aside, in each of `exercises` if there are; None when no such line is offered."""
        return None if self.is_cleared else allow_line(self.rule)

    @property
    def stands(self) -> bool:
        """Whether it holds something back: an error that nobody allowed."""
        return self.severity == "error" and self.allowed is None

    def holds(self, exercise: Exercise, side: Hand) -> bool:
        """Whether it, if it stands, holds back that exercise on that side."""
        match self.scope:
            case "routine":
                return True
            case "device":
                device = find_device(exercise.device)
                return (device.name if device else exercise.device) == self.device
            case "exercise":
                return exercise.id in self.exercises
            case "region":
                here = pressed(exercise.region, exercise.also).intersection(self.regions)
                return bool(here) and (self.side in (None, "both", "middle", side) or side == "middle")


def allow_line(code: str) -> str | None:
    """What to write to set a rule aside; None when no line in a file can, or when its condition is cleared instead."""
    never = code in NEVER_ALLOWED or code in _CLEARED or code.startswith("Q")
    return None if never else f'allow = [{{ rule = "{code}", why = "your reason" }}]'
