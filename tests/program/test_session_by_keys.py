from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, plain, ran
from selfcare.facts.kinds import (
    Answered,
    Confirmed,
    EasedOff,
    KeptOff,
    Rated,
    Seen,
    SessionBegun,
    SessionEnded,
    SetEnded,
    Stopped,
)

if TYPE_CHECKING:
    from pathlib import Path

CALF = exercise("Calf", "calf", "roll = { time = 1 }", side="left")
LONG = HEAD + exercise("Calf", "calf", "roll = { time = 60, sets = 3 }", side="left")
BOTH = HEAD + exercise("Calf", "calf", "roll = { time = 60 }")
QUICK = HEAD + CALF + exercise("Sole", "sole", "hold = { time = 1 }", side="right", device="massage ball")
SETTLED_MS = 150


def past_the_questions(program: Program) -> None:
    """None of these, and no answer about soreness."""
    program.hears("none of these")
    program.types("n")
    program.hears("now, at rest")
    program.types("-")


def out_again(program: Program) -> int:
    """Pause, end for today."""
    program.types(" ")
    program.hears("Paused")
    program.types("q")
    program.hears("Kept:")
    return program.ends()


def test_the_first_day_by_keys(tmp_path: Path) -> None:
    """Load, look, start by one key, play to the end, confirm by one key, two answers: all of it is kept as given."""
    home = plain(tmp_path / "home")
    (tmp_path / "quick.toml").write_text(QUICK)
    with Program(home, "load", "quick.toml") as program:
        program.hears("Do you use a screen reader, .*\\? y or n: ")
        program.types("n")
        program.hears("l for later:")
        program.types("n\r")
        assert program.ends() == 0
        assert "It begins today." in program.heard
    with Program(home) as program:
        program.hears("Enter start, d did it without the guide, g gentler, o other routine, q quit: ")
        program.types("\r")
        past_the_questions(program)
        program.hears("Session over.")
        program.hears("Did you do it")
        program.types("a")
        program.hears("now, at rest")
        program.types("4\r")
        program.hears("Kept: done, 2 of 2 sets.")
        assert program.ends() == 0
    (session,) = kept(home, SessionEnded)
    assert (session.how, session.paused) == ("ran to the end", 0)
    assert [(one.exercise, one.side, one.held, one.how) for one in kept(home, SetEnded)] == [
        ("calf", "left", 1_000, "whole"),
        ("sole", "right", 1_000, "whole"),
    ]
    assert [one.share for one in kept(home, Confirmed)] == ["all"]
    assert [(one.when, one.score) for one in kept(home, Rated) if one.what == "soreness"] == [
        ("before", None),
        ("after", 4),
    ]
    assert "done" in ran(home, "history").out


def test_enter_never_says_none_of_these(tmp_path: Path) -> None:
    """Enter, space and any other key leave the stop questions open; n answers them, a number is never taken for a score."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        program.hears("none of these")
        for key in "\r", " ", "y", "0":
            program.types(key)
            program.hears("Press the number of what is true today, or n for none of these.")
        assert kept(home, Answered) == []
        program.types("n")
        program.hears("now, at rest")
        assert [one.yes for one in kept(home, Answered)] == [()]
        program.types("q")
        program.ends()
    assert kept(home, SessionBegun) == []


def test_a_number_is_typed_echoed_and_corrected(tmp_path: Path) -> None:
    """1 and 0 are 10, said with its words before Enter; Backspace takes one back; 11 is refused; 1 is not 10."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("n")
        program.hears("Your number: ")
        program.types("1")
        program.hears("Your number: 1, mild")
        program.types("1")
        program.hears("A number from 0 to 10")
        program.types("0")
        program.hears("Your number: 10, worst imaginable. Enter keeps it, Backspace corrects it.")
        program.types("\x7f\x7f")
        program.hears("Your number: ")
        program.types("2")
        program.hears("Your number: 2, mild")
        assert kept(home, Rated) == []
        program.types("\r")
        program.hears("Soreness: 2, mild")
        out_again(program)
    first = kept(home, Rated)[0]
    assert (first.what, first.when, first.score) == ("soreness", "before", 2)


def test_the_keys_within_a_session(tmp_path: Path) -> None:
    """Digits do nothing in a set; pause, ease off, more time, skip, a rating in the rest, back, stop for pain; it stays."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        past_the_questions(program)
        program.hears("Begin|Go\\.|Roll")
        program.types("7")
        assert "Discomfort" not in program.listens(SETTLED_MS)
        program.types(" ")
        program.hears("Paused. ")
        program.hears("g go on, e ease off and go on, p too painful, u numb or tingling, d dizzy or unwell")
        program.types("e")
        program.hears("Three, two, one.")
        program.hears("n next")
        program.types("m")
        program.hears(r"1:(?:0[1-9]|10) Calf, left, set 1 of 3")
        program.types("n")
        program.hears("Calf, left, set 1 of 3: skipped")
        program.hears("How much discomfort was that, 0 to 10")
        program.types("4")
        program.hears("Discomfort: 4, moderate. Enter keeps it")
        program.types("\r")
        program.hears("Discomfort: 4, moderate.")
        program.hears("set 2 of 3")
        program.types("b")
        program.hears("Three, two, one.")
        program.types("q")
        program.hears("Paused")
        program.types("p")
        program.hears("TELL ANNA next time: it was too painful.")
        program.hears("Ring me, I would rather hear it.")
        program.hears("Press a key when you have read this.")
        program.listens(SETTLED_MS)
        assert program.process.poll() is None
        program.types(" ")
        assert program.ends() == 0
    assert [(one.what, one.when, one.score) for one in kept(home, Rated)] == [
        ("soreness", "before", None),
        ("discomfort", "while pressing", 4),
    ]
    assert len(kept(home, EasedOff)) == 1
    assert kept(home, SetEnded)[0].how == "skipped"
    assert [(one.reason, one.exercise) for one in kept(home, Stopped)] == [("too painful", "calf")]
    assert [one.how for one in kept(home, SessionEnded)] == ["stopped"]


def test_an_emergency_is_told_first_and_holds_the_routine_off_until_seen(tmp_path: Path) -> None:
    """Yes to breath or chest: what to do, before anything else, until a key; then nothing is played until one was seen."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("1")
        after = program.hears("EMERGENCY: ring 112 now.")
        assert re.sub(r"\x1b\[K|\s|Your answer:", "", after) == "EMERGENCY:ring112now."
        program.hears("Press a key when you have read this.")
        program.listens(SETTLED_MS)
        assert program.process.poll() is None
        program.types("n")
        assert program.ends() == 69
    assert [one.yes for one in kept(home, Answered)] == [("breath or chest",)]
    for words in ("start", "--screened"), ("start", "quick.toml", "--screened"):
        (tmp_path / "quick.toml").write_text(LONG)
        refused = ran(home, *words)
        assert refused.code == 69
        assert "EMERGENCY: ring 112 now." in refused.out
    with Program(home, "start") as program:
        program.hears("By whom were you seen since then\\?")
        program.types("\r")
        program.hears("No session now")
        assert program.ends() == 69
    with Program(home, "start") as program:
        program.hears("By whom were you seen since then\\?")
        program.types("Dr. Moser\r")
        program.hears("What did they say\\?")
        program.types("Lungs are fine\r")
        program.hears("Kept for Anna.")
        past_the_questions(program)
        program.hears("Begin|Go\\.|Roll")
        assert out_again(program) == 0
    assert [(one.by, one.said) for one in kept(home, Seen)] == [("Dr. Moser", "Lungs are fine")]


def test_a_place_is_left_out_and_the_rest_goes_on(tmp_path: Path) -> None:
    """A wound on the left calf: that place is not pressed today, the others are, and the log says why."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("5")
        program.hears("Which\\?")
        program.types("w")
        program.hears("Where, and which side\\?")
        program.types("calf left\r")
        program.hears("Tell Anna next time.")
        program.hears("Held back today: Calf, left")
        program.hears("Any other of these today\\?")
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Begin|Go\\.|Roll")
        assert out_again(program) == 0
    (begun,) = kept(home, SessionBegun)
    assert [(one.exercise, one.side) for one in begun.asked] == [("calf", "right")]
    assert [(one.exercise, one.side) for one in begun.held] == [("calf", "left")]
    assert [(one.region, one.side) for one in kept(home, KeptOff)] == [("calf", "left")]
    assert {one.side for one in kept(home, SetEnded)} == {"right"}


def test_a_yes_to_one_line_does_not_end_the_questions(tmp_path: Path) -> None:
    """A wound on the calf, and a swollen leg: the second is asked after the first, and stops the session."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("5")
        program.hears("Which\\?")
        program.types("w")
        program.hears("Where, and which side\\?")
        program.types("calf left\r")
        program.hears("Any other of these today\\?")
        program.types("4")
        program.hears("Which\\?")
        program.types("l")
        program.hears("TODAY: ring Anna")
        program.types(" ")
        assert program.ends() == 69
    assert kept(home, SessionBegun) == []


def test_a_slip_is_taken_back_and_a_wrong_key_asks_again(tmp_path: Path) -> None:
    """5 by mistake, an unknown key, then b: nothing is held back, the questions go on, and the log keeps both."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("5")
        program.hears("Which\\?")
        program.types("c")
        program.hears("That key is none of them.")
        program.hears("Which\\? w, t, e, or b for none of these:")
        program.types("b")
        program.hears("any of these today\\?")
        past_the_questions(program)
        program.hears("Begin|Go\\.|Roll")
        assert out_again(program) == 0
    assert [one.yes for one in kept(home, Answered)] == [("a place",), ("a place", "a slip"), ()]
    assert kept(home, SessionBegun)[0].held == ()


def test_gone_at_the_details_every_place_stays_off(tmp_path: Path) -> None:
    """The window is closed at "Which?": a place was named and nobody knows which; nothing is played that day."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("5")
        program.hears("Which\\?")
        program.close()
        program.ends()
    refused = ran(home, "start", "--screened")
    assert refused.code == 69
    assert "every place of it is held back" in refused.err


def test_what_is_needled_in_another_window_meanwhile_is_held(tmp_path: Path) -> None:
    """The calf is needled while the questions stand open: it is not played."""
    home = loaded(tmp_path / "home", BOTH)
    with Program(home, "start") as program:
        program.hears("none of these")
        assert ran(home, "needled", "calf", "left").code == 0
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Begin|Go\\.|Roll")
        assert out_again(program) == 0
    assert [(one.exercise, one.side) for one in kept(home, SessionBegun)[0].held] == [("calf", "left")]
    assert {one.side for one in kept(home, SetEnded)} == {"right"}


def test_a_second_session_of_the_day_wants_a_typed_yes_and_asks_again(tmp_path: Path) -> None:
    """The day's sessions are done: it says so, and goes on only on "yes". Then it asks "Still none of these"."""
    home = loaded(tmp_path / "home", HEAD + CALF)
    assert ran(home, "start", "--screened").code == 0
    for words in "\r", "y\r":
        with Program(home, "start") as program:
            program.hears("Today 1 of 1 done. Next: .* it makes up for no other day")
            program.hears("Type yes to do it all the same: ")
            program.types(words)
            program.hears("Not begun.")
            assert program.ends() == 69
    with Program(home, "start") as program:
        program.hears("Type yes to do it all the same: ")
        program.types("yes\r")
        program.hears("Still none of these today\\?")
        past_the_questions(program)
        program.hears("Begin|Go\\.|Roll")
        assert out_again(program) == 0
    assert len(kept(home, SessionBegun)) == 2
    assert kept(home, Answered)[-1].again


def test_one_session_at_a_time_and_notes_beside_it(tmp_path: Path) -> None:
    """While one plays a second is refused, and soreness can be noted."""
    home = loaded(tmp_path / "home", LONG)
    with Program(home, "start", "--screened", terminal=False) as program:
        program.hears("Begin|Go\\.|Roll")
        refused = ran(home, "start", "--screened")
        assert (refused.code, refused.out) == (69, "")
        assert "already playing in another window" in refused.err
        assert ran(home, "sore", "calf", "6", "left").code == 0
        assert [one.score for one in kept(home, Rated)] == [6]
        assert program.process.poll() is None
    assert len(kept(home, SessionBegun)) == 1


def test_without_a_terminal_the_questions_are_shown_and_nothing_begins(tmp_path: Path) -> None:
    """Nobody can answer, and nobody said that none of them is true: exit code 69, and the log is as it was."""
    home = loaded(tmp_path / "home", QUICK)
    refused = ran(home, "start")
    assert refused.code == 69
    assert "Breathless, chest pain, or a new dry cough" in refused.out
    assert "selfcare start --screened" in refused.err
    assert kept(home, Answered) == []
    assert kept(home, SessionBegun) == []


WORDY = QUICK.replace(
    'by = "Anna',
    'goal = "Walk to the shop and back without the calf catching, and stand at the stove for as long as the soup takes"\n'
    'words = "Less pressure than you think is enough; almost any key stops it, at any time, and nothing is lost by that."\n'
    'by = "Anna',
)
CHOICES = re.compile(
    r"(?:n none of these, or the number 1 to 5|a number from 0 to 10 and Enter, or - for no answer|q end|n none of it"
    r"|q quit:|p part.*|y or n:)$"
)


def test_a_screen_reader_gets_whole_short_lines_and_prompts_that_end_in_their_choices(tmp_path: Path) -> None:
    """No escape, no line written twice, every line under 80 characters, each prompt one line that ends in its choices."""
    home = loaded(tmp_path / "home", WORDY)
    with Program(home, SELFCARE_READER="1") as program:
        program.hears("q quit: ")
        program.types("\r")
        past_the_questions(program)
        program.hears("Begin|Go\\.|Roll")
        program.types(" ")
        program.hears("Paused")
        program.types("g")
        program.hears("Session over.")
        program.hears("Did you do it")
        program.types("a")
        program.hears("now, at rest")
        program.types("10\r")
        program.hears("Soreness: 10, worst imaginable.")
        assert program.ends() == 0
        lines = program.heard.split("\r\n")
    assert "\x1b" not in program.heard
    assert not any("\r" in line for line in lines), "a line was written over"
    assert [line for line in lines if len(line) >= 80] == []
    prompts = [line for line in lines if line.startswith(("Choose", "Enter start", "Type"))]
    assert len(prompts) >= 6
    assert [line for line in prompts if not CHOICES.search(line.rstrip())] == []


@pytest.mark.parametrize("style", ["0", "1"])
def test_the_end_of_the_questions_is_the_end_of_the_terminal_too(tmp_path: Path, style: str) -> None:
    """Ended at the first question: nothing was begun, nothing is counted, and the exit code says that all went well."""
    home = loaded(tmp_path / "home", QUICK)
    with Program(home, "start", SELFCARE_READER=style) as program:
        program.hears("none of these")
        program.types("q")
        program.hears("Nothing was begun.")
        assert program.ends() == 0
    assert kept(home, SessionBegun) == []


def test_in_reader_mode_every_key_is_answered(tmp_path: Path) -> None:
    """The keys of a set are named once; going on, more time, a digit taken back, a key of no meaning: a line each."""
    home = loaded(tmp_path / "home", HEAD + exercise("Calf", "calf", "roll = { time = 60 }\nget_ready = 60"))
    with Program(home, "start", SELFCARE_READER="1") as program:
        past_the_questions(program)
        program.hears("Keys: n next, b back, r again, m more, w wait for me; any other key pauses.")
        program.types(" ")
        program.hears("Choose: g go on")
        program.types("g")
        program.hears("Going on.")
        program.types("n")
        program.hears("Begin")
        program.types("m")
        program.hears("10 seconds more.")
        program.types(" ")
        program.hears("Choose: g go on")
        program.types("n")
        program.hears("Paused. g goes on; p, u, d or q stops.")
        program.types("4")
        program.hears("Discomfort: 4, moderate. Enter keeps it")
        program.types("\x7f")
        program.hears("Nothing is typed.")
        program.types("3")
        program.hears("Discomfort: 3, mild. Enter keeps it")
        program.types("\r")
        program.hears("Discomfort: 3, mild.")
        program.types("q")
        program.hears("Kept:")
        assert program.ends() == 0
        assert program.heard.count("Keys: ") == 1
        assert program.heard.count("Nothing is typed.") == 1
