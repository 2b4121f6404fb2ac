"""What the evidence says of a routine, as problems with their places, drawn and narrated like those of reading."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.long_form import held_by_answers
from selfcare.facts.health import screened
from selfcare.routine.reading.decoding import decode
from selfcare.routine.reading.finding import Finding as Draft
from selfcare.routine.reading.finding import placed
from selfcare.rules import check, standing
from selfcare.rules.shelf import RULES
from selfcare.text.spans import find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding
    from selfcare.text.diagnostics import Problem


class Evidence(NamedTuple):
    """The findings of one file, the same as problems in its text, and that text."""

    findings: tuple[Finding, ...]
    problems: tuple[Problem, ...]
    text: str

    @property
    def holds_back(self) -> bool:
        """Whether an error stands that nobody allowed."""
        return bool(standing(self.findings))


def at_the_desk(routine: Routine, data: bytes) -> Evidence:
    """What the rules say of the routine in these bytes, of which nothing is known but what they say."""
    findings = (*check(routine), *held_by_answers(screened(routine), routine))
    text, _ = decode(data)
    places = find_places(text) if findings else {}
    return Evidence(findings, tuple(_problem(one, placed(_draft(one), places)) for one in findings), text)


def counted(findings: Sequence[Finding]) -> str:
    """How many of which kind, in a sentence; empty without any."""
    errors = len(standing(findings))
    allowed = sum(one.allowed is not None for one in findings)
    kinds = {
        kind: sum(one.severity == kind and one.allowed is None for one in findings) for kind in ("warning", "info")
    }
    told = [
        f"{errors} {'error holds' if errors == 1 else 'errors hold'} it back" if errors else "",
        f"{kinds['warning']} warning{'s' if kinds['warning'] > 1 else ''}" if kinds["warning"] else "",
        f"{kinds['info']} to know" if kinds["info"] else "",
        f"{allowed} allowed" if allowed else "",
    ]
    said = ", ".join(one for one in told if one)
    return f"The evidence: {said}." if said else ""


def hint(findings: Sequence[Finding]) -> str:
    """How to read on; empty when no rule spoke."""
    first = next((one.rule for one in (*standing(findings), *findings) if one.rule in RULES), None)
    return f"What a rule rests on, and how to set it aside: selfcare explain {first}" if first else ""


def _draft(finding: Finding) -> Draft:
    return Draft(finding.rule, finding.path, finding.message, finding.remedy)


def _problem(finding: Finding, problem: Problem) -> Problem:
    from dataclasses import replace

    return replace(
        problem,
        what=f"{finding.message} ({finding.cited})" if finding.cited else finding.message,
        remedy="" if finding.allowed else finding.remedy,
        severity=finding.severity,
        heading=f"{finding.rule} {finding.severity}",
        allowed=f"by {finding.by}: {finding.allowed}" if finding.allowed else None,
    )
