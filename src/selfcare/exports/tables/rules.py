"""rules.csv: a row for each rule that a therapist set aside, and for each error that stands, text by text."""

from __future__ import annotations

import datetime as dt  # noqa: TC003 - the columns are read from the hints, at run time
from typing import TYPE_CHECKING, Annotated, NamedTuple

from selfcare.day.long_form import held_by_answers
from selfcare.exports.tables.columns import Patient, Table
from selfcare.facts.health import known
from selfcare.rules import check
from selfcare.rules.overrides import State, overrides

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.tables.index import Index


class RuleRow(NamedTuple):
    """One row a rule of the evidence that was set aside with a reason, an error that stands, or a condition cleared.

    Of each text that was loaded, as the rules of this version see it with all that is known of the patient now.
    """

    patient: Patient
    loaded_day: Annotated[dt.date, "The day on which the text was received."]
    routine_id: Annotated[str, "The routine's id."]
    revision: Annotated[str | None, "The routine's revision, a label for people."]
    text_sha256: Annotated[str, "The text of the routine, by the SHA-256 of its file's bytes in hex."]
    state: Annotated[
        State,
        "stands: an error that holds something back until the routine is changed or the rule allowed. set aside: the rule "
        "speaks up there, and the therapist allowed it. sets nothing aside: an allow for no rule, or for one that does not "
        "speak up there. not known here: an allow for a rule that must know of the patient's health or log. condition "
        "cleared: a flag that the therapist has judged.",
    ]
    rule: Annotated[
        str,
        "The rule's code, as selfcare explain has it, or that of the question about health; of a condition cleared its word.",
    ]
    exercise: Annotated[str | None, "The exercise's id; empty: the routine as a whole, or several."]
    reason: Annotated[str | None, "The therapist's reason; empty for what stands."]
    by: Annotated[str, "The therapist, as the text names them."]
    says: Annotated[str | None, "What the rule says of it."]


def rows(index: Index) -> Iterator[RuleRow]:
    """Text by text in the order of loading, each text once."""
    now = index.material.lately
    received = {each.text: each for each in reversed(index.report.assignments)}
    for one in reversed(received.values()):
        routine = one.routine
        health = known(now, routine)
        findings = check(routine, health, now, index.report.as_of, asks=True)
        for each in overrides(routine, (*findings, *held_by_answers(health, routine))):
            yield RuleRow(
                index.material.patient,
                one.received,
                routine.id,
                None if routine.revision is None else str(routine.revision),
                one.text,
                each.state,
                each.what,
                each.exercise,
                each.why,
                routine.by,
                each.says,
            )


RULES = Table("rules", "Rules set aside, and what stands", RuleRow, rows, by_days=False)
