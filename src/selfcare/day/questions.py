"""The stop questions: one screen before every session, five short lines, and what a yes to each means.

Texts follow the screening questions of the evidence (Q13 to Q21, short form); how fast to act follows its section 6.
Read aloud at 175 words a minute the screen takes 20 s.
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

Urgency: TypeAlias = Literal["emergency", "today", "rest", "place"]
"""emergency: ring the emergency number now. today: ring the therapist today. rest: no session today.
place: that place is not pressed today."""


URGENCIES: tuple[Urgency, ...] = ("emergency", "today", "rest", "place")
"""The most urgent first."""


class StopQuestion(NamedTuple):
    """One line of the screen, or one of its details. `id` is its word in the log.

    `detail` asks which of them; until that is answered, the line counts as it stands.
    """

    key: str
    id: str
    words: str
    urgency: Urgency
    source: str
    detail: tuple[StopQuestion, ...] = ()


A_PLACE = "a place"
"""The id of the line that keeps single places off; answered without its detail it keeps every place off."""

SLIP = "a slip"
"""Beside the id of a line: the patient pressed the wrong key, and said so at once. The line then holds nothing back."""

STOP_QUESTIONS: tuple[StopQuestion, ...] = (
    StopQuestion(
        "1",
        "breath or chest",
        "Breathless, chest pain, or a new dry cough",
        "emergency",
        "Q14: case series of lung injury after needling (Grusche; Weagle 2021)",
    ),
    StopQuestion(
        "2",
        "head or neck",
        "New headache or neck pain with dizziness, bad sight, speech or balance",
        "emergency",
        "Q15: Sulkowski 2022 (case)",
    ),
    StopQuestion(
        "3",
        "saddle, bladder or dark urine",
        "Numb between the legs, new bladder or bowel trouble, or dark urine",
        "emergency",
        "Q16: Greenhalgh, Mercer, Finucane card; Q17: Chen 2021 (case)",
    ),
    StopQuestion(
        "4",
        "leg or fever",
        "One leg swollen, hot or dark; fever; feeling unwell",
        "today",
        "Q13, Q21",
        (
            StopQuestion(
                "l", "one leg", "One leg sore, swollen, warm, red or darker", "today", "Q13: NHS, second-hand"
            ),
            StopQuestion("f", "fever or unwell", "Fever, or feeling unwell", "rest", "Q21: therapy lists (opinion)"),
        ),
    ),
    StopQuestion(
        "5",
        A_PLACE,
        "A wound, rash, big bruise, numb or tingling place, or fresh needles",
        "place",
        "Q18 to Q20",
        (
            StopQuestion("w", "skin", "A wound, rash, big bruise, or a red hot swelling", "place", "Q18: Bartsch 2021"),
            StopQuestion("t", "numb or tingling", "Numb, tingling or weak", "place", "Q19: Cho 2019 (title only)"),
            StopQuestion("e", "needled", "Needled since the last session", "place", "Q20: set by the therapist"),
        ),
    ),
)


def all_questions() -> dict[str, StopQuestion]:
    """Every question and detail by its id."""
    return {one.id: one for top in STOP_QUESTIONS for one in (top, *top.detail)}


def urgency(ids: tuple[str, ...]) -> Urgency | None:
    """The most urgent of the answers: what must be done first. None when all are "none of these"."""
    if SLIP in ids:
        return None
    known = all_questions()
    # A line whose detail was answered counts as that detail.
    told = {one.id for one in STOP_QUESTIONS if any(detail.id in ids for detail in one.detail)}
    found = {known[one].urgency for one in ids if one in known and one not in told}
    return next((level for level in URGENCIES if level in found), None)
