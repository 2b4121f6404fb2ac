"""What the therapist decided against the usual advice, and what cannot be done yet: as the paper should say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import opening
from selfcare.faces.standing import reason
from selfcare.facts.health import screened
from selfcare.rules import check, standing

if TYPE_CHECKING:
    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding


def held(routine: Routine) -> list[str]:
    """What a rule holds back at home, whatever the paper says to do; none of needles, which have a place of their own."""
    found = [one for one in standing(check(routine, screened(routine), asks=True)) if not one.rule.startswith("DN")]
    if not found:
        return []
    which = "This routine" if any(one.scope == "routine" for one in found) else "Part of it"
    head = f"{which} is not to be done until {routine.therapist} has changed or allowed something:"
    return [head, *dict.fromkeys(reason(one, routine) for one in found)]


def decided(routine: Routine) -> list[str]:
    """Each rule that was set aside, with the reason; each condition that was judged."""
    found = [_set_aside(one) for one in check(routine, screened(routine), asks=True) if one.allowed is not None]
    found += [
        f"{opening(one.flag)}: judged ({one.why})." for one in (routine.screened.cleared if routine.screened else ())
    ]
    return list(dict.fromkeys(found))


def _set_aside(finding: Finding) -> str:
    return f"{opening(finding.lead)}: {finding.allowed} (rule {finding.rule})."
