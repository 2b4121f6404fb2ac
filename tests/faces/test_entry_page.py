"""One entry in full: every set, score and stop, and what was corrected."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hypothesis import given

from faces.stories import Person, rich
from faces.test_entries import any_facts, appended
from selfcare.faces.entry_page import entry_page
from selfcare.faces.paragraph import WIDTH, columns
from selfcare.facts.correcting import corrected, taken_back
from selfcare.facts.entries import entries
from selfcare.facts.kinds import Body, Confirmed, Rated

if TYPE_CHECKING:
    from pathlib import Path

from program.real import HEAD, exercise, loaded, ran


def page(person: Person, number: int) -> list[str]:
    """The page of that entry of a story."""
    return entry_page(entries(person.world.history())[number - 1])


def test_golden() -> None:
    """A session that was stopped: every set that was asked, also that which was never begun, and the stop with its place."""
    assert page(rich(), 5) == [
        "Entry 5, recorded on Thu 26 Nov 20:00.",
        "Evening hips: partly done, 1 of 3 sets.",
        "Front of the thigh left, foam roller, asked 2 sets of 60 s:",
        "  set 1: whole, 60 s.",
        "  set 2: stopped, 60 s.",
        "Calf right, massage ball, asked 1 set, open end:",
        "  1 set not begun.",
        "Stopped, too painful, at calf right, after 1:30.",
        "Over after 2:20.",
        "To correct it: selfcare fix 5, then what, and its new value. How: selfcare fix",
        "    --help",
    ]


def test_every_score_of_a_session_is_there() -> None:
    """Each rating with its words; asked and not answered is told, 0 is 0, and what was not asked is not there."""
    person = Person()
    person.session("2026-11-23 20:00", before=0, after=None, pressing=7)
    lines = page(person, 2)
    assert "Soreness before: 0, no soreness." in lines
    assert "Soreness after: not answered." in lines
    assert "Discomfort while pressing, calf right, at 20:05: 7, strong." in lines
    person.session("2026-11-24 20:00")
    assert not [line for line in page(person, 3) if "Discomfort" in line or "morning" in line]


def test_every_correction_is_told_with_what_was_said_before_it() -> None:
    """Of one thing corrected twice both stand, the oldest first; of a session each answer that was changed."""
    person = Person()
    sore = person.sore("2026-11-23 18:00", 7)
    for at, score in ("2026-11-24 09:00", 5), ("2026-11-24 09:30", 6):
        person.corrects(at, sore, corrected(entries(person.world.history())[1], score=score))
    assert page(person, 2)[1:6] == [
        "Soreness, hip left: 6, moderate.",
        "Corrected on Tue 24 Nov 09:00. Until then it said: Soreness, hip left: 7,",
        "    strong. Since then: Soreness, hip left: 5, moderate.",
        "Corrected on Tue 24 Nov 09:30. Until then it said: Soreness, hip left: 5,",
        "    moderate. Since then: Soreness, hip left: 6, moderate.",
    ]
    person.session("2026-11-24 20:00", before=7)
    for kind, change in (Rated, {"before": 5}), (Confirmed, {"left_out": ("calf",)}):
        entry = entries(person.world.history())[2]
        fact = next(one.fact for one in entry.parts if isinstance(one.fact.body, kind))
        person.corrects("2026-11-25 09:00", fact, corrected(entry, **change))
    told = " ".join(" ".join(page(person, 3)).split())
    assert "Until then it said: soreness before 7. Since then: soreness before 5." in told
    assert "Until then it said: all of it. Since then: part of it, without calf." in told


def test_what_was_taken_back_says_what_it_said() -> None:
    """It keeps its number and its words, and offers no more ways to change it."""
    person = Person()
    needled = person.needled("2026-11-23 19:00")
    person.corrects("2026-11-24 09:05", needled, taken_back(entries(person.world.history())[1]))
    lines = page(person, 2)
    assert "Taken back on Tue 24 Nov 09:05. Until then it said: Needled: shoulder right." in lines
    assert "To " not in " ".join(lines)


def test_a_persons_words_are_whole() -> None:
    """The list cuts a note at 60 columns; here it stands to its end."""
    person = Person()
    words = "The stairs go better in the morning, but the bus stop and back is still further than I would like it to be"
    person.note("2026-11-23 21:00", words)
    assert words in " ".join(" ".join(page(person, 2)).split())


@given(any_facts(12))
def test_no_page_fails_nor_runs_over_the_edge(more: list[Body]) -> None:
    """Whatever is in the log, hostile text included: lines of 79 columns, and no control character."""
    world = rich().world
    history = appended(world.history(), more, [fact.id for fact in world.facts])
    for entry in entries(history):
        for line in entry_page(entry):
            assert columns(line) <= WIDTH
            assert not re.search("[\x00-\x1f\x7f-\x9f]", line)


def test_history_with_a_number_shows_that_entry(tmp_path: Path) -> None:
    """`history 2` is a page, `history --last 1` stays a list, and a number that is not there is not found."""
    home = loaded(tmp_path / "home", HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left"))
    assert ran(home, "sore", "calf", "6", "left").code == 0
    assert ran(home, "fix", "2", "score", "5").code == 0
    shown = ran(home, "history", "2")
    assert (shown.code, shown.err) == (0, "")
    assert shown.out.startswith("Entry 2, recorded on ")
    assert "Until then it said: Soreness, calf left: 6, moderate." in " ".join(shown.out.split())
    assert ran(home, "history", "--last", "1").out.startswith("History, newest last")
    missing = ran(home, "history", "9")
    assert missing.code == 66
    assert "There is no entry 9. The last is 2" in missing.err
