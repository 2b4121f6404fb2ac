"""What the evidence holds back at the patient's side: the errors that stand, as narrowly as each says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.facts.health import Health, known
from selfcare.rules.quick import may_stand

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding

_OF_NEEDLES = frozenset({"DN01"})
"""Held by `keep_off`, which also knows the hour at which it ends."""


def standing_now(
    routine: Routine,
    history: History,
    now: Moment | None = None,
    decide: Sequence[Routine] = (),
    *,
    until: int | None = None,
) -> tuple[Finding, ...]:
    """The errors that hold back something of this text, in the order of the rules; without those of needled places.

    With them stands what the patient's own answers hold back beyond the rules; `until` (UTC milliseconds): as was known then.

    `decide` are the text in force and the one loaded last, where this one is another, say a file: what the therapist found
    of the patient's health there holds for this one too, and only they can set it aside.
    """
    told = tuple(decide)[:1]
    found = _standing(routine, known(history, routine, told, until=until), history, now)
    for other in decide:
        if other is routine or (other.screened, other.allow) == (routine.screened, routine.allow):
            continue
        bare = tuple(one._replace(allow=()) for one in routine.exercise)
        under = routine._replace(exercise=bare, allow=other.allow)
        # What stands without any condition as well is of the text, for which its own reasons count.
        of_the_text = _standing(under, Health(), history, now)
        found += tuple(
            one
            for one in _standing(under, known(history, other, told, until=until), history, now)
            if one not in (*of_the_text, *found)
        )
    return found


def why(finding: Finding) -> str:
    """Why it holds something back, for the patient, with the rule's code for the therapist."""
    return f"{finding.plain}; rule {finding.rule}"


def _standing(routine: Routine, health: Health | None, history: History, now: Moment | None) -> tuple[Finding, ...]:
    if not may_stand(routine, health):
        return ()
    from selfcare.day.long_form import held_by_answers
    from selfcare.rules import check, standing

    found = standing(check(routine, health, history if now else None, now, asks=True))
    found += held_by_answers(health, routine)
    return tuple(one for one in found if one.rule not in _OF_NEEDLES)
