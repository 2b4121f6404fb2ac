"""What may stand in the log as the patient's word."""

from __future__ import annotations

import datetime as dt

import pytest

from selfcare.facts.entering import objection
from selfcare.facts.kinds import Away, Back, Body, NeedledAt, Note, Rated, Reported

NOW, TODAY = 1_000, dt.date(2026, 11, 23)


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (Rated("soreness", "now", "2026-11-23", 10, "hip", "left"), None),
        (Rated("soreness", "now", "2026-11-23", None, "worst place"), None),
        (Rated("soreness", "now", "2026-11-23", 11, "hip", "left"), "A score is a whole number from 0 to 10."),
        (Rated("soreness", "now", "2026-11-23", -1, "hip", "left"), "A score is a whole number from 0 to 10."),
        (Rated("soreness", "now", "2026-11-24", 3, "hip", "left"), "2026-11-24 has not come yet."),
        (Rated("soreness", "now", "2026-11-23", 3, "worst place", "left"), "Worst place has no side."),
        (NeedledAt(NOW, "lower back", "middle"), None),
        (NeedledAt(NOW + 1, "lower back", "middle"), "That time has not come yet."),
        (Reported("2026-11-23", "text", ("calf",)), "This routine has no exercise 'calf'. It has: ."),
        (Note("2026-11-24", "words"), "2026-11-24 has not come yet."),
        (Back("2026-11-24"), None),
        (Away("2026-11-25", "2026-11-24"), "The last day off lies before the first."),
        (Away("2026-12-01", "2026-12-24"), None),
    ],
)
def test_objection(body: Body, sentence: str | None) -> None:
    """The sentence, or nothing: days off may lie ahead, what was done and how it was may not."""
    assert objection(body, NOW, TODAY, None) == sentence
