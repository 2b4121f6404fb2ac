"""The numbered entries, and what `fix` and `undo` make of them."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faces.stories import HIPS, Person, rich, when
from selfcare.faces.history import entry_words, history_lines
from selfcare.faces.paragraph import WIDTH, columns
from selfcare.facts.codec import from_json, to_json
from selfcare.facts.correcting import corrected, taken_back
from selfcare.facts.entries import Entry, entries
from selfcare.facts.history import History
from selfcare.facts.kinds import KINDS, Body, Confirmed, Corrected, Fact, Loaded, Rated, SessionBegun, TextKept
from selfcare.text.visible import visible
from strategies import bodies

DAY_MS = 86_400_000
told_kinds = st.sampled_from([kind for kind in KINDS.values() if kind not in (TextKept, Loaded)])


def any_facts(number: int) -> st.SearchStrategy[list[Body]]:
    """Bodies of any kind, hostile text in every field."""
    return st.lists(told_kinds.flatmap(bodies), max_size=number)


def found(person: Person) -> list[Entry]:
    """The entries of a story."""
    return entries(person.world.history())


def appended(history: History, more: list[Body], ids: list[str]) -> History:
    """The history with more facts, each recorded a day after the one before; corrections aim at what is there."""
    last = max((fact.at for fact in history.recorded), default=0)
    facts = list(history.recorded)
    for number, body in enumerate(more, 1):
        aimed = body
        if isinstance(body, Corrected) and ids:
            aimed = body._replace(replaces=ids[number % len(ids)])
        facts.append(Fact(f"z{last}{number:03}", last + number * DAY_MS, 60, None, "P200", aimed))
    return History(facts)


def test_golden() -> None:
    """Newest last, and the heading says so; a session is one entry with its scores, whatever else was recorded in it."""
    assert history_lines(found(rich()), 9) == [
        "History, newest last, the last 9 of 15. To correct one, type selfcare fix and",
        "its number; to take one back, selfcare undo and its number.",
        "   7  Sat 28 Nov 20:00  Evening hips: partly, 2 of 3 sets, 3 minutes; soreness",
        "      not answered before, 5 after",
        "   8  Sat 28 Nov 21:30  Evening hips: done, 3 of 3 sets, 3 minutes; soreness 5",
        "      before, 5 after",
        "   9  Mon 30 Nov 09:00  Evening hips: done without the guide on Sun 29 Nov, all",
        '      of it. Your note: "On the sofa, with the small ball"',
        "  10  Thu 3 Dec 20:00  Evening hips: done, 3 of 3 sets, 3 minutes; soreness 4",
        "      before, 3 after",
        "  11  Fri 4 Dec 10:00  Days off: Tue 1 Dec to Wed 2 Dec (a cold)",
        "  12  Fri 4 Dec 20:00  Evening hips: done, 3 of 3 sets, 3 minutes; soreness 4",
        "      before, 2 after",
        '  13  Fri 4 Dec 21:00  Note: "Stairs go better in the morning"',
        "  14  Mon 7 Dec 20:00  Evening hips: done, 3 of 3 sets, 3 minutes; soreness 4",
        "      before, 2 after",
        "  15  Tue 8 Dec 20:00  Evening hips: partly, 2 of 3 sets, 3 minutes; you said",
        "      part of it, without calf; soreness 3 before, 2 after; most discomfort 5",
    ]


def test_nothing_yet() -> None:
    """An empty log says how to begin."""
    assert history_lines([]) == ["Nothing is in the log yet. To begin, type: selfcare"]


def test_zero_is_zero_and_no_answer_is_no_answer() -> None:
    """Blank is not zero."""
    person = Person()
    person.session("2026-11-23 20:00", before=0, after=None)
    person.sore("2026-11-24 09:00", 0)
    person.sore("2026-11-24 10:00", None)
    assert [entry_words(one) for one in found(person)[1:]] == [
        "Evening hips: done, 3 of 3 sets, 3 minutes; soreness 0 before, not answered after",
        "Soreness, hip left: 0, no soreness",
        "Soreness, hip left: not answered",
    ]


def test_corrections_stand_at_their_entry() -> None:
    """A correction is no entry of its own; what was taken back is shown as taken back and keeps its number."""
    person = Person()
    sore = person.sore("2026-11-23 18:00", 7)
    needled = person.needled("2026-11-23 19:00")
    person.corrects("2026-11-24 09:00", sore, _only(corrected(found(person)[1], score=5)))
    person.corrects("2026-11-24 09:05", needled, taken_back(found(person)[2]))
    person.note("2026-11-24 10:00", "A good day")
    assert [(one.number, entry_words(one)) for one in found(person)[1:]] == [
        (2, "Soreness, hip left: 5, moderate; corrected from 7 to 5 on Tue 24 Nov"),
        (3, "Taken back on Tue 24 Nov: Needled: shoulder right"),
        (4, 'Note: "A good day"'),
    ]


def test_a_session_is_corrected_in_its_parts() -> None:
    """Its word and its scores can be changed; what the clock saw cannot be taken back, and the sentence says so."""
    person = Person()
    begun = person.session("2026-11-23 20:00", before=7)
    assert isinstance(begun.body, SessionBegun)
    entry = found(person)[1]
    word = next(fact for fact in person.world.facts if isinstance(fact.body, Confirmed))
    score = next(fact for fact in person.world.facts if isinstance(fact.body, Rated) and fact.body.when == "before")
    person.corrects("2026-11-24 09:00", score, _only(corrected(entry, before=5)))
    person.corrects("2026-11-24 09:01", word, _only(corrected(entry, left_out=("calf",))))
    assert entry_words(found(person)[1]) == (
        "Evening hips: partly, 2 of 3 sets, 3 minutes; you said part of it, without calf; soreness 5 before, 3 after; "
        "soreness before corrected from 7 to 5 on Tue 24 Nov; "
        "corrected: share from all of it to part of it, what was left out on Tue 24 Nov"
    )


def test_of_a_session_what_was_said_last_is_taken_back_first() -> None:
    """One word after the other; when none is left, what the clock saw stays, and the sentence says so."""
    person = Person()
    begun = person.session("2026-11-23 20:00", before=7, pressing=4)
    for number, word in enumerate(("after", "discomfort", "share", "before")):
        entry = found(person)[1]
        replaced = taken_back(entry)
        said = next(part.fact.body for part in entry.parts if part.fact.id == replaced.replaces)
        assert word in ("share" if isinstance(said, Confirmed) else str(said))
        person.corrects(f"2026-11-24 09:0{number}", begun._replace(id=replaced.replaces), replaced)
    session = found(person)[1].session
    assert session is not None
    assert (session.outcome, session.confirmed, session.ratings) == ("played", None, ())
    with pytest.raises(ValueError, match="what the clock saw, it saw"):
        taken_back(found(person)[1])


def test_a_score_among_several_is_named_by_place_exercise_or_hour() -> None:
    """Two places were scored before a session: which one is corrected is said; without it, what there is is told."""
    person = Person()
    begun = person.session("2026-11-23 20:00", before=7, pressing=4)
    assert isinstance(begun.body, SessionBegun)
    name, day = begun.body.session, begun.body.day
    person.world.add(when("2026-11-23 20:01"), Rated("soreness", "before", day, 2, "calf", "right", name))
    entry = found(person)[1]
    for which in ("calf", "Calf right", "20:01"):
        said = _only(corrected(entry, before=3, which=which)).body
        assert isinstance(said, Rated)
        assert (said.score, said.region) == (3, "calf")
    for which in ("hip", "", "calf left"):
        with pytest.raises(ValueError, match=r"several scores.*worst place.*calf right.*Say which"):
            corrected(entry, before=3, which=which)
    pressed = _only(corrected(entry, discomfort=None)).body
    assert isinstance(pressed, Rated)
    assert (pressed.what, pressed.score) == ("discomfort", None)


def test_a_session_that_nobody_confirmed_is_confirmed() -> None:
    """There is nothing to replace yet, so what comes back is the confirmation."""
    person = Person()
    begun = person.session("2026-11-23 20:00", share=None)
    assert isinstance(begun.body, SessionBegun)
    word = corrected(found(person)[1], share="all")
    assert word == Confirmed(begun.body.session, "all")
    person.corrects("2026-11-24 09:00", begun, word)
    assert found(person)[1].session is not None
    assert entry_words(found(person)[1]).startswith("Evening hips: done, 3 of 3 sets")


def _only(correction: Corrected | Confirmed) -> Corrected:
    assert isinstance(correction, Corrected)
    return correction


@pytest.mark.parametrize(
    ("number", "changes", "sentence"),
    [
        (1, {"day": "2026-11-24"}, "A routine that was loaded stays in the log"),
        (2, {"share": "half"}, "all, part, none"),
        (2, {"share": "all", "left_out": ("calf",)}, "Exercises can only be left out of part"),
        (2, {"left_out": ("neck",)}, "no exercise 'neck'"),
        (2, {"share": "part", "before": 3}, "One thing at a time"),
        (2, {"share": "all"}, "says already"),
        (2, {"score": 3}, "has no 'score' to change. It has: share, left_out, before, after."),
        (3, {"score": True}, "from 0 to 10"),
        (3, {"region": "elsewhere"}, "no place called 'elsewhere'"),
        (3, {"region": None}, "There must be a place."),
        (3, {"side": "front"}, "left, right, middle or both"),
        (3, {"day": "yesterday"}, "2026-11-23"),
        (3, {"share": "all"}, "has no 'share' to change. It has: score, region, side, day."),
        (3, {}, "Nothing to change"),
        (4, {"first": None}, "There must be a first day."),
        (5, {"when": -1}, "whole number of milliseconds"),
        (6, {"part": "calf"}, "by their ids"),
        (7, {"region": "hip"}, "stays in the log"),
    ],
)
def test_what_does_not_fit_is_refused_in_a_sentence(number: int, changes: dict[str, object], sentence: str) -> None:
    """Each refusal says what would do."""
    with pytest.raises(ValueError, match=re.escape(sentence)) as refused:
        corrected(found(_everything())[number - 1], **changes)
    assert str(refused.value).endswith(".")


def _everything() -> Person:
    person = Person()
    person.session("2026-11-23 20:00")
    person.sore("2026-11-24 09:00", 4)
    person.away("2026-11-24 10:00", "2026-11-25", "2026-11-26")
    person.needled("2026-11-24 11:00")
    person.reported("2026-11-24 12:00", "2026-11-22")
    person.answers("2026-11-24 13:00", "fever or unwell")
    return person


@pytest.mark.parametrize(
    ("number", "changes", "words"),
    [
        (3, {"score": 0}, "Soreness, hip left: 0, no soreness; corrected from 4 to 0"),
        (3, {"score": None}, "Soreness, hip left: not answered; corrected from 4 to not answered"),
        (3, {"region": "glutes"}, "Soreness, buttock left: 4, moderate; corrected: place from hip to buttock"),
        (
            3,
            {"day": dt.date(2026, 11, 23), "side": "right"},
            (
                "Soreness, hip right on Mon 23 Nov: 4, moderate; "
                "corrected: day from Tue 24 Nov to Mon 23 Nov, side from left to right"
            ),
        ),
        (4, {"last": None}, "from Wed 25 Nov until you are back; corrected: last day from Thu 26 Nov to none"),
        (4, {"why": "a cold"}, "Days off: Wed 25 Nov to Thu 26 Nov (a cold); corrected: why"),
        (
            5,
            {"when": 1_795_431_600_000},
            "Needled: shoulder right, on Mon 23 Nov 12:00; corrected: time from Tue 24 Nov 11:00 to Mon 23 Nov 12:00",
        ),
        (6, {"note": "on the sofa", "part": ["calf"]}, 'calf. Your note: "on the sofa"; corrected: part, note'),
    ],
)
def test_what_can_be_corrected(number: int, changes: dict[str, object], words: str) -> None:
    """The entry says what it says now, and what it said before."""
    person = _everything()
    entry = found(person)[number - 1]
    fact = entry.parts[0].fact
    person.corrects("2026-11-25 09:00", fact, corrected(entry, **changes))
    assert f"{words} on Wed 25 Nov" in entry_words(found(person)[number - 1])


def test_what_cannot_be_taken_back() -> None:
    """Loadings and answers to the stop questions stay; and nothing is taken back twice."""
    person = _everything()
    assert [one.undoable for one in found(person)] == [False, True, True, True, True, True, False]
    assert [one.fixable for one in found(person)] == [False, True, True, True, True, True, False]
    sore = found(person)[2]
    person.corrects("2026-11-25 09:00", sore.parts[0].fact, taken_back(sore))
    again = found(person)[2]
    assert not again.undoable
    assert not again.fixable
    with pytest.raises(ValueError, match=r"Entry 3 was taken back already\."):
        taken_back(again)
    with pytest.raises(ValueError, match=r"Entry 3 was taken back already\."):
        corrected(again, score=1)


@given(first=any_facts(8), then=any_facts(5))
def test_numbers_are_stable(first: list[Body], then: list[Body]) -> None:
    """Whatever is recorded later, every entry keeps its number; new ones come after it, and there is no gap."""
    history = appended(History([]), first, [])
    before = entries(history)
    after = entries(appended(history, then, [fact.id for fact in history.recorded]))
    assert [one.number for one in after] == list(range(1, len(after) + 1))
    for old, new in zip(before, after, strict=False):
        assert set(old.ids) <= set(new.ids)


@given(more=any_facts(8))
def test_any_fact_can_be_told(more: list[Body]) -> None:
    """A stranger's log is shown whole: every line fits, no control character comes through, every number is there."""
    history = appended(Person(HIPS).world.history(), more, [])
    numbered = entries(history)
    lines = history_lines(numbered, len(numbered))
    assert all(columns(line) <= WIDTH and visible(line) == line for line in lines)
    shown = [int(line[:4]) for line in lines[2:] if line[:4].strip().isdigit()]
    assert shown == list(range(1, len(numbered) + 1))


@given(more=any_facts(6), changes=st.dictionaries(st.sampled_from(["score", "side", "day", "share"]), st.none()))
def test_every_correction_can_be_kept(more: list[Body], changes: dict[str, object]) -> None:
    """What `taken_back` and `corrected` make, the log takes and reads back; or the refusal is a sentence."""
    for entry in entries(appended(Person().world.history(), more, [])):
        for what in ("undo", "fix"):
            try:
                body = taken_back(entry) if what == "undo" else corrected(entry, **changes)
            except ValueError as refused:
                assert str(refused).endswith(".")  # noqa: PT017 - most are refused
                continue
            fact = Fact("c", 1, 0, None, "P200", body)
            assert from_json(to_json(fact)) == fact


def test_a_text_that_is_no_routine_is_shown_as_missing() -> None:
    """A stranger's log may hold anything under a routine's name: the entry says that the routine is not there."""
    strange: list[Body] = [TextKept("f" * 64, "x.toml", "not = 'a routine'"), Loaded("f" * 64)]
    (entry,) = entries(appended(History([]), strange, []))
    assert entry.routine is None
    assert history_lines([entry], 1)
