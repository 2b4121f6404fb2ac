"""fix and undo, as a patient types them, for each kind of thing that can be entered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from faces.stories import HIPS, Person
from program.real import ran
from selfcare.facts.history import History
from selfcare.facts.kinds import Away, Back, Confirmed, NeedledAt, Note, Rated, Reported
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.facts.kinds import Body

SESSION, SORE, DONE, NEEDLED, AWAY, BACK, NOTE, MORNING = range(2, 10)


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with one entry of each kind; 1 is the loading."""
    one = Person(HIPS.replace("2026-11-23", "2025-11-24"))
    facts: list[Body] = [
        Rated("soreness", "now", "2026-11-24", 7, "hip", "left"),
        Reported("2026-11-24", one.world.loaded or "", ("calf",), None),
        NeedledAt(one.world.facts[0].at + 86_400_000, "shoulder", "right"),
        Away("2026-11-26", "2026-11-27", "a cold"),
        Back("2026-11-28"),
        Note("2026-11-24", "A good day"),
        Rated("soreness", "morning", "2026-11-25", 4, "worst place"),
    ]
    begun = one.session("2026-11-23 20:00", before=6, after=4, pressing=3)
    last = max(fact.at for fact in one.world.facts)
    made = [begun._replace(id=f"x{n}", at=last + 1 + n, body=body) for n, body in enumerate(facts)]
    with Log.open(tmp_path / "home", write=True) as log:
        log.append([*one.world.facts, *made])
    return tmp_path / "home"


def now(home: Path) -> list[Body]:
    """What each fact of the patient's own word says now."""
    with Log.open(home, write=False) as log:
        history = History(log.facts())
    kinds = Confirmed | Rated | Reported | NeedledAt | Away | Back | Note
    return [fact.body for fact in history.facts if isinstance(fact.body, kinds)]


FIXES = [
    (SESSION, "share part left_out calf", "you said part of it, without calf"),
    (SESSION, "before 5", "soreness before corrected from 6 to 5"),
    (SESSION, "after -", "from 4 to not answered"),
    (SESSION, "discomfort calf right 5", "corrected from 3 to 5"),
    (SORE, "score 5", "corrected from 7 to 5"),
    (SORE, "region between the shoulder blades side -", "between the shoulder blades"),
    (SORE, "day 2026-11-23", "Mon 23 Nov"),
    (DONE, "day 2026-11-23", "corrected: day from Tue 24 Nov to Mon 23 Nov"),
    (DONE, "part thigh", "Front of the thigh"),
    (DONE, "note it was hard, day and night", "it was hard, day and night"),
    (NEEDLED, "side left", "side from right to left"),
    (AWAY, "last 2026-11-29", "last day from Fri 27 Nov to Sun 29 Nov"),
    (AWAY, "first 2026-11-25", "Wed 25 Nov to Sun 29 Nov"),
    (AWAY, "why travel", "(travel)"),
    (BACK, "day 2026-11-27", "Fri 27 Nov"),
    (NOTE, "words A better day", "A better day"),
    (MORNING, "score 0", "corrected from 4 to 0"),
]


def test_everything_that_can_be_entered_can_be_corrected(home: Path) -> None:
    """One field after the other, each in the words of a person; both stay, and the list says what it was before."""
    for number, words, said in FIXES:
        done = ran(home, "fix", str(number), *words.split())
        assert (done.code, done.err) == (0, ""), words
        assert said in " ".join(done.out.split()), words
    page = " ".join(ran(home, "history", str(AWAY)).out.split())
    assert page.count("Corrected on") == 3
    assert "Days off: Thu 26 Nov to Fri 27 Nov (a cold)" in page


def test_what_can_be_changed_is_told(home: Path) -> None:
    """Without a field, with one that is not there, or without a value: the entry's own fields and an example of it."""
    for words in ("", "colour red", "score"):
        done = ran(home, "fix", str(SORE), *words.split())
        assert (done.code, done.out) == (2, "")
        assert "Entry 3 has: score, region, side, day." in done.err
        assert "selfcare fix 3 score 5" in done.err
    assert "stays in the log" in ran(home, "fix", "1").err


def test_undo_takes_back_what_was_entered_last(home: Path) -> None:
    """Newest first, the words of the last session among them, until nothing is left but what the clock saw."""
    left = [len(now(home))]
    while ran(home, "undo").code == 0:
        left.append(len(now(home)))
    assert left == list(range(len(left) - 1, -1, -1))
    assert ran(home, "undo").err.startswith("There is nothing that could be taken back.")
    assert ran(home, "undo", "1").code == 2
    assert "played but not confirmed" in ran(home, "history").out
