"""A rule in words, for `explain` and for docs/rules.md: the same parts in the same order."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.rules.findings import allow_line

if TYPE_CHECKING:
    from selfcare.rules.rule import Rule


class Part(NamedTuple):
    """One part: what it tells, and its sentences, one a line."""

    heading: str
    lines: tuple[str, ...]


def severity(rule: Rule) -> str:
    """Its severity in a word, or in two where it depends."""
    return " or ".join(rule.severity)


def line_to_paste(rule: Rule) -> str | None:
    """What to write to set it aside; None when nothing can."""
    return allow_line(rule.code)


def parts(rule: Rule) -> tuple[Part, ...]:
    """All there is to say of a rule."""
    basis = "published value" if rule.basis == "published" else "our own, drawn from what is cited (design)"
    limits = f"{rule.strength} {rule.limits}".strip()
    return (
        Part("Looks at", (_sentence(rule.looks_at),)),
        Part("Says", (rule.message,)),
        Part("Remedy", (rule.remedy,)),
        Part("Why", (rule.why,)),
        Part("Strength and limits", (limits,)),
        Part("Threshold", (f"{basis[0].upper()}{basis[1:]}.",)),
        Part("Rests on", tuple(source.whole for source in rule.sources)),
        *((Part("Says otherwise", tuple(source.whole for source in rule.against)),) if rule.against else ()),
        *((Part("Holds back", (_sentence(rule.held),)),) if rule.held else ()),
        *((Part("Tells the patient", (_sentence(rule.plain),)),) if rule.plain else ()),
        *((Part("Must know", known),) if (known := tuple(_known_by(rule))) else ()),
        Part("To set it aside", (_where(rule),)),
    )


def _known_by(rule: Rule) -> list[str]:
    """What must be known before it can speak up, beyond the routine."""
    found = []
    if "health" in rule.needs:
        found.append("The patient's health: at the desk what [screened] says, later the patient's own answers too.")
    if "facts" in rule.needs:
        found.append(
            "The patient's log: at the desk what [needling] says." if rule.family == "DN" else "The patient's log."
        )
    return found


def _where(rule: Rule) -> str:
    if line_to_paste(rule) is None:
        return rule.override
    if not _in_exercise(rule):
        return "At the top of the file:"
    # What comes from the patient's health is set aside for one exercise: for all of them it would be for whatever comes next.
    return (
        "In its [[exercise]]:" if "health" in rule.needs else "In its [[exercise]], or at the top of the file for all:"
    )


def _in_exercise(rule: Rule) -> bool:
    return rule.code not in {"AD02", "DN01", "DN02", "DN03", "DN04"}


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
