"""What a therapist set aside in one text, and what stands: for the report, the exports and the handout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.rules.notes import UNKNOWN, UNUSED, allows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.kinds import Hand
    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding
    from selfcare.text.spans import Path

State: TypeAlias = Literal["stands", "set aside", "sets nothing aside", "not known here", "condition cleared"]
"""stands: an error that holds back some exercise. set aside: a rule that speaks up there and was allowed. sets nothing aside: an
allow for no rule, or for one that does not speak up there. not known here: an allow for a rule that must know of the
patient's health or log, and does not speak up now. condition cleared: a flag that the therapist has judged."""


class Override(NamedTuple):
    """One decision, or one error that waits for it: the rule's code or the flag, the exercise's id, the reason."""

    state: State
    what: str
    exercise: str | None
    why: str | None
    says: str | None


def overrides(routine: Routine, findings: Sequence[Finding]) -> list[Override]:
    """Everything of that text, what stands first. `findings` are those of `check`."""
    found = [_of(one, "stands") for one in findings if one.stands and _holds_any(one, routine)]
    found += [_of(one, "set aside") for one in findings if one.allowed is not None]
    idle = {one.path: one for one in findings if one.rule in (UNKNOWN.code, UNUSED.code)}
    told = {(one.rule, one.allowed) for one in findings}
    for path, allow in allows_of(routine):
        if path in idle:
            found.append(
                Override("sets nothing aside", allow.rule, _exercise(routine, path), allow.why, idle[path].message)
            )
        elif (allow.rule, allow.why) not in told:
            found.append(Override("not known here", allow.rule, _exercise(routine, path), allow.why, None))
    for one in routine.screened.cleared if routine.screened else ():
        found.append(Override("condition cleared", one.flag, None, one.why, None))
    return found


def _holds_any(finding: Finding, routine: Routine) -> bool:
    hands: tuple[Hand, ...] = ("left", "right", "middle")
    return any(finding.holds(one, hand) for one in routine.exercise for hand in hands if one.side in ("each", hand))


def _of(finding: Finding, state: State) -> Override:
    only = finding.exercises[0] if len(finding.exercises) == 1 else None
    return Override(state, finding.rule, only, finding.allowed, finding.message)


def _exercise(routine: Routine, path: Path) -> str | None:
    return routine.exercise[int(path[1])].id if path[0] == "exercise" else None
