"""What stands before everything else, whatever the format: answers for the emergency number, and who saw the patient then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.exports.tables.alarms import alarms
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.exports.material import Material, Stream

NAME: Final = "READ-FIRST.txt"
"""Capitals, so that it stands first in a list of files too."""


def first(material: Material) -> Iterator[Stream]:
    """One file where there was an emergency answer, of whatever day; else none."""
    found = [one for one in alarms(material.told, material.patient) if one.urgency == "emergency"]
    if not found:
        return
    lines = [f"EMERGENCY: patient {visible(material.patient)} answered yes to a question for the emergency number."]
    for one in found:
        lines += ["", f"{one.answered_at:%Y-%m-%d %H:%M}, {visible(one.answered_yes)}."]
        if one.seen_by is None or one.seen_day is None:
            lines.append("Not yet seen by anyone, as far as the patient has said. The routine stays off until then.")
        else:
            lines.append(f"Seen by {visible(one.seen_by)}, told on {one.seen_day}: {visible(one.said or '')}")
    yield NAME, iter(["".join(f"{line}\n" for line in lines).encode()])
