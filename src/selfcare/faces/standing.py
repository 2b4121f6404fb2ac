"""What the evidence holds back, in words: for the patient why and whom to ring, for the therapist what to write."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import counted, opening, short
from selfcare.faces.today import sides
from selfcare.faces.words import ring
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.kinds import Hand
    from selfcare.routine.model import Routine
    from selfcare.rules.findings import Finding

MOST_SHOWN = 2
_EACH = {"left": "each", "right": "each"}


def off_lines(found: Sequence[Finding], routine: Routine) -> list[str]:
    """That nothing of it is played, why, and what to do: at most six lines before they are wrapped."""
    name = short(routine.therapist)
    several = list(dict.fromkeys(reason(one, routine) for one in found))
    left = len(several) - MOST_SHOWN
    codes = " and ".join(dict.fromkeys(one.rule for one in found))
    return [
        f"Not to be done yet. {name} must change or allow something in it first.",
        *(f"  {one}" for one in several[:MOST_SHOWN]),
        *([f"  and {counted(left, 'more reason')}; see them with: selfcare why"] if left > 0 else []),
        f"Ring {ring(routine.contact, routine)}, and say: rule {codes}.",
        *for_therapist(found[:1], routine),
    ]


def reason(finding: Finding, routine: Routine) -> str:
    """One reason as the patient is told it: "Calf: it may hurt too much (rule PR04)."."""
    names = {one.id: visible(one.name) for one in routine.exercise}
    here = [names[one] for one in finding.exercises if one in names]
    others = f" and {counted(len(here) - 1, 'other exercise')}" if len(here) > 1 else ""
    whose = f"{opening(here[0])}{others}: " if here and not _is_of_health(finding) else ""
    return f"{opening(f'{whose}{visible(finding.plain)}')} (rule {finding.rule})."


def for_therapist(found: Sequence[Finding], routine: Routine) -> list[str]:
    """For each the remedy, and the exact line that sets it aside, for no more than is held back."""
    name = short(routine.therapist)
    lines = []
    for rule in dict.fromkeys(one.rule for one in found):
        same = [one for one in found if one.rule == rule]
        if any(one.is_cleared for one in same):
            lines.append(f"For {name}, {rule}: the lines that clear it are shown by selfcare health")
            continue
        lines.append(f"For {name}, {rule}: {visible(same[0].remedy)}")
        if same[0].line:
            # On a line of its own, so that it can be copied.
            lines += [f"Or, with a reason, {_place(same)}:", f"  {same[0].line}"]
    return lines


def _place(same: Sequence[Finding]) -> str:
    """Where the line goes: into the exercises that are held back, and no other."""
    ids = list(dict.fromkeys(f'"{ident}"' for one in same for ident in one.exercises))
    if not ids:
        return "at the top of the file"
    return (
        f"in the [[exercise]] with id {ids[0]}" if len(ids) == 1 else f"in each [[exercise]] of these: {', '.join(ids)}"
    )


def load_lines(found: Sequence[Finding], routine: Routine) -> list[str]:
    """What a file that was just taken in holds back, and what to do."""
    off = [one for one in found if one.scope == "routine"]
    if off:
        return off_lines(off, routine)
    held = list(dict.fromkeys(_held(one, routine) for one in found))
    codes = " and ".join(dict.fromkeys(one.rule for one in found))
    return [
        f"Part of it is held back until {short(routine.therapist)} decides; the rest is played:",
        *(f"  {one}" for one in held),
        f"Ring {ring(routine.contact, routine)}, and say: rule {codes}.",
        *for_therapist(found, routine),
    ]


def remark_lines(found: Sequence[Finding], routine: Routine) -> list[str]:
    """That the evidence has warnings, by their codes: they hold nothing back, and are for the therapist to read."""
    codes = list(dict.fromkeys(one.rule for one in found if one.severity == "warning" and not one.allowed))
    if not codes:
        return []
    which = "a remark" if len(codes) == 1 else f"{len(codes)} remarks"
    name = short(routine.therapist)
    return [f"The evidence has {which} for {name} to read; nothing is held back for it: {', '.join(codes)}."]


def _held(finding: Finding, routine: Routine) -> str:
    every: tuple[Hand, ...] = ("left", "right", "middle")
    hands = {
        one: tuple(hand for hand in every if one.side in (hand, _EACH.get(hand)) and finding.holds(one, hand))
        for one in routine.exercise
    }
    names = [f"{visible(one.name)}{sides(held)}" for one, held in hands.items() if held]
    return f"{opening('; '.join(names))}: {visible(finding.plain)} (rule {finding.rule})."


def _is_of_health(finding: Finding) -> bool:
    return finding.rule.startswith(("CI", "Q"))
