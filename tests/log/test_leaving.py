"""What would leave by `share`: each word that the patient wrote is shown before, whichever kind of fact has it."""

from __future__ import annotations

from typing import get_type_hints

import pytest

from selfcare.facts.codec import to_json
from selfcare.facts.kinds import KINDS, WORDS, Away, Body, Corrected, Fact, Note, Reported, Seen, Settled
from selfcare.log.sharing.leaving import IN_WORDS, Leaving

OURS = frozenset(
    {
        *("text.sha256", "text.name", "text.text", "loaded.text", "health questions.text", "reported.text"),
        *("stop questions.session", "stop questions.day", "kept off.day", "kept off.why", "kept off.region"),
        *("seen.answered", "condition.name", "condition.region", "condition withdrawn.name"),
        *("condition withdrawn.region", "session begun.session", "session begun.day", "session begun.text"),
        *("session continued.session", "session continued.day", "session settled.session", "set begun.session"),
        *("set begun.exercise", "more time.session", "more time.exercise", "set ended.session", "set ended.exercise"),
        *("rating.day", "rating.region", "rating.session", "rating.exercise", "eased off.session"),
        *("eased off.exercise", "stop.session", "stop.exercise", "session ended.session", "confirmed.session"),
        *(
            "reported.day",
            "needled.region",
            "warned.region",
            "measured.day",
            "measured.about",
            "away.first",
            "away.last",
        ),
        *("back.day", "note.day", "note.session", "correction.replaces"),
    }
)
"""Text that is a name, a day or an id, or that the program or the therapist wrote."""

SAID: tuple[Body, ...] = (
    Note("2026-11-23", "MINE one"),
    Reported("2026-11-23", "0" * 64, (), "MINE two"),
    Away("2026-11-24", "2026-11-25", "MINE three"),
    Settled("s1", "discarded", "MINE four"),
    Seen("f0", "MINE five", "MINE six"),
)


def test_every_field_with_text_is_ours_or_shown() -> None:
    """A new kind of fact, or a new field, is one of the two: nobody's words leave by having been forgotten."""
    texts = {
        f"{kind}.{name}"
        for kind, body in KINDS.items()
        for name, type_ in get_type_hints(body).items()
        if type_ in (str, str | None)
    }
    assert texts == OURS | {f"{kind}.{name}" for kind, names in IN_WORDS.items() for name in names}


@pytest.mark.parametrize("notes", [True, False])
def test_each_word_that_leaves_is_shown(*, notes: bool) -> None:
    """As it was said, and as it was corrected to; without notes those of a note stay, and all others are shown."""
    facts = [Fact(f"f{number}", number, 60, None, "P200", body) for number, body in enumerate(SAID)]
    facts += [
        Fact(f"c{number}", 10 + number, 60, None, "P200", Corrected(f"f{number}", body))
        for number, body in enumerate(SAID)
    ]
    leaving = Leaving(map(to_json, facts), notes=notes)
    out = "".join(leaving)
    shown = " ".join(one.words for one in leaving.said)
    assert out.count("MINE") == shown.count("MINE") == (12 if notes else 10)
    assert ("one" in shown) == notes
    assert leaving.stay == (0 if notes else 1)
    assert sum(leaving.kinds.values()) == (10 if notes else 8)
    assert leaving.kinds[WORDS[Corrected]] == (5 if notes else 4)
