"""The evidence: the routine is held against published rules, one function each. It warns, cites, and never prescribes.

`check` gives findings; `standing` those that hold something back. The therapist sets any rule aside with a reason
(`allow`), which is kept on the finding and shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from selfcare.facts.health import Health
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Routine
    from selfcare.rules.case import Case
    from selfcare.rules.findings import Finding
    from selfcare.rules.rule import Hit, Rule
    from selfcare.text.spans import Path

__all__ = ["check", "standing"]


def check(
    routine: Routine,
    health: Health | None = None,
    history: History | None = None,
    now: Moment | None = None,
    *,
    asks: bool = False,
) -> tuple[Finding, ...]:
    """What the evidence says of this routine, allowed or not, in the order of the rules.

    `health` is all that is known of the patient; None (the therapist's desk): what the routine's `screened` says, and
    nothing if it says nothing. `history` and `now` are None at the desk: a needling is then judged as on the first day.
    `asks`: the stop questions, which ask about breath, will be asked before anything is played (DN03).
    """
    # Here, because the rules and their words cost as much as a command of every day may, which asks `quick` first.
    from selfcare.facts.health import screened
    from selfcare.rules.case import Case
    from selfcare.rules.findings import Finding
    from selfcare.rules.notes import allow_notes, flag_notes
    from selfcare.rules.shelf import RULES

    case = Case(routine, health or screened(routine), history, now, asks=asks)
    used: set[Path] = set()
    found: list[Finding] = []
    for rule in RULES.values():
        for hit in rule.find(case):
            found += _findings(case, rule, hit, used)
    missing = [need for need, known in (("health", health), ("facts", history)) if known is None]
    for told in (*allow_notes(routine, RULES, used, missing), *flag_notes(routine)):
        found.append(Finding(told.code, "warning", told.message, told.remedy, "", told.path))
    return tuple(found)


def standing(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those errors that are not allowed: what they hold back may not be played until a newer file changes it."""
    return tuple(one for one in findings if one.stands)


def _findings(case: Case, rule: Rule, hit: Hit, used: set[Path]) -> Iterator[Finding]:
    """One finding; or one for each exercise that allows it and one for the rest."""
    from selfcare.rules.findings import Finding
    from selfcare.rules.notes import allows_of

    allows = [(path, one) for path, one in allows_of(case.routine) if one.rule == rule.code]
    whole = [(path, one.why) for path, one in allows if path[0] == "allow"]
    own = {path[1]: (path, one.why) for path, one in allows if path[0] == "exercise"}
    here = [(one, own[one.number]) for one in hit.given if one.number in own]
    used |= {path for path, _ in whole} | {path for _, (path, _) in here}
    finding = Finding(
        rule=rule.code,
        severity=hit.severity or rule.severity[0],
        message=f"{hit.lead}. {rule.message}",
        remedy=hit.remedy or rule.remedy,
        cited=rule.cited,
        path=hit.path,
        scope=hit.scope or rule.scope,
        exercises=tuple(one.exercise.id for one in hit.given),
        regions=hit.regions,
        side=hit.side,
        device=hit.device,
        by=case.routine.therapist,
        lead=hit.lead,
        plain=hit.plain or rule.plain,
    )
    if whole or (here and hit.together):
        yield finding._replace(allowed=whole[0][1] if whole else here[0][1][1])
        return
    for one, (_, why) in here:
        yield finding._replace(exercises=(one.exercise.id,), allowed=why)
    rest = tuple(one.exercise.id for one in hit.given if one.number not in own)
    if rest or not hit.given:
        yield finding._replace(exercises=rest)
