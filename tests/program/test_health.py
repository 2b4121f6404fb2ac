"""The questions about health that come with a routine, and `health`: asked once, answered by a person, never undone."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, plain, ran
from selfcare.day.long_form import ALL_IDS, LONG_FORM
from selfcare.facts.kinds import Answered, ConditionSaid, ConditionWithdrawn, HealthAsked, Seen

if TYPE_CHECKING:
    from pathlib import Path

CALF = exercise("Calf", "calf", "roll = { time = 60 }")
TEXT = HEAD + CALF
SCREENED = TEXT.replace("[needling]", '[screened]\non = 2020-01-06\nflags = ["hypertension"]\n\n[needling]')


def file_of(tmp_path: Path, text: str = TEXT) -> Path:
    """Return a plain home, and beside it a routine to load."""
    (tmp_path / "quick.toml").write_text(text)
    return plain(tmp_path / "home")


def _plainly(words: str) -> str:
    """As a pattern that means just these words."""
    return words.replace("(", r"\(").replace(")", r"\)")


CLEARED_BEFORE = SCREENED.replace('"]\n', '"]\ncleared = [{ flag = "hypertension", why = "It \\"is\\" low" }]\n', 1)


def asked_first(program: Program) -> None:
    """Say no to the screen reader."""
    program.hears("Do you use a screen reader")
    program.types("n")


def test_none_of_these_is_n_and_never_enter(tmp_path: Path) -> None:
    """Every question stands on a line of its own; Enter alone is no answer; n is no to all twelve."""
    home = file_of(tmp_path)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        for number, one in enumerate(LONG_FORM, 1):
            program.hears(f"{number} {_plainly(one.words[:30])}")
        for wrong in "\r", "13\r", "yes\r":
            program.hears("n none of these, l for later:")
            program.types(wrong)
            program.hears("Enter alone is no answer.")
        program.hears("n none of these, l for later:")
        program.types("n\r")
        assert program.ends() == 0
    assert [(one.how, one.yes, one.no) for one in kept(home, HealthAsked)] == [("asked", (), ALL_IDS)]


def test_several_are_told_with_their_places_and_read_back(tmp_path: Path) -> None:
    """Numbers are read back and confirmed; which of two, and where; what each holds back; the line for the therapist."""
    home = file_of(tmp_path)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        program.hears("l for later:")
        program.types("3 4\r")
        program.hears("Is that right")
        program.types("n")
        program.hears("l for later:")
        program.types("2, 3\r")
        program.hears("Is that right")
        program.types("y")
        program.hears("1, 2 or 3:")
        program.types("1")
        program.hears("Where:")
        program.types("nowhere\r")
        program.hears("I know no place")
        program.hears("Where:")
        program.types("calf left\r")
        program.hears("Another place")
        program.types("\r")
        program.hears("Noted: blood thinners. Nothing is played until Anna clears it.")
        program.hears(
            "Noted: broken bone, calf left. Left out until Anna clears it: what presses the calf on the left."
        )
        assert program.ends() == 0
    assert set(kept(home, ConditionSaid)) == {ConditionSaid("anticoagulant"), ConditionSaid("fracture", "calf", "left")}
    (asked,) = kept(home, HealthAsked)
    assert (asked.yes, len(asked.no)) == (("Q02", "Q03"), 10)


def test_a_place_that_is_not_told_may_be_anywhere(tmp_path: Path) -> None:
    """What that means is said, and it is asked once more."""
    home = file_of(tmp_path)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        program.hears("l for later:")
        program.types("3\r")
        program.hears("Is that right")
        program.types("y")
        program.hears("Where:")
        program.types("\r")
        program.hears("Without its place nothing at all is played.")
        program.types("\r")
        program.hears("Nothing is played until Anna clears it.")
        assert program.ends() == 0
    assert kept(home, ConditionSaid) == [ConditionSaid("fracture")]


def test_after_an_appointment_one_question_is_enough(tmp_path: Path) -> None:
    """What the therapist noted is said; n keeps that nothing changed; the twelve come only on y."""
    home = file_of(tmp_path, SCREENED)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        program.hears("Noted then: high blood pressure.")
        program.hears("Has any of this changed since your appointment")
        program.types("\r")
        program.hears("That key is none of them.")
        program.hears("Has any of this changed")
        program.types("n")
        assert program.ends() == 0
        assert LONG_FORM[0].words not in program.heard
    assert [(one.changed, one.yes, one.no) for one in kept(home, HealthAsked)] == [(False, (), ())]


CLEARED = SCREENED.replace(
    'flags = ["hypertension"]',
    'flags = ["blood thinners"]\ncleared = [{ flag = "blood thinners", why = "Light pressure only" }]',
)


@pytest.mark.parametrize("key", ["n", "y"])
def test_what_the_therapist_cleared_is_no_news_because_it_is_true(tmp_path: Path, key: str) -> None:
    """Something else changed, and the patient names what the therapist knows: asked whether that is new, before it holds."""
    home = file_of(tmp_path, CLEARED)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        program.hears("Has any of this changed")
        program.types("y")
        program.hears("Which of these are new, or have changed")
        program.types("2\r")
        program.hears("Is that right")
        program.types("y")
        program.hears("1, 2 or 3:")
        program.types("1")
        program.hears("Blood thinners was cleared: Light pressure only")
        program.hears("anything new about it since")
        program.types(key)
        assert program.ends() == 0
        shown = program.heard
    assert [one.name for one in kept(home, ConditionSaid)] == ["anticoagulant"] * (key == "y")
    assert ("Nothing is played until" in shown) == (key == "y")
    # The line that clears it anew takes the place of the old one.
    assert shown.count("{ flag = ") == (key == "y")


def test_left_for_later_they_come_before_the_first_session(tmp_path: Path) -> None:
    """Nothing is kept of what was not answered; start asks, and does not begin without."""
    home = file_of(tmp_path)
    with Program(home, "load", "quick.toml") as program:
        asked_first(program)
        program.hears("l for later:")
        program.types("l\r")
        program.hears("Left for later.")
        assert program.ends() == 0
    assert kept(home, HealthAsked) == []
    with Program(home, "start") as program:
        program.hears("Before the first session of this routine:")
        program.hears("l for later:")
        program.types("l\r")
        program.hears("No session before they are answered.")
        assert program.ends() == 69
    with Program(home, "start") as program:
        program.hears("l for later:")
        program.types("n\r")
        program.hears("n none of these")
        program.types("q")
        program.ends()
    assert len(kept(home, HealthAsked)) == 1


def test_without_a_terminal_they_are_stated_or_nothing_begins(tmp_path: Path) -> None:
    """Both forms are printed, and it is held back; --screened states both, and the log says how."""
    home = file_of(tmp_path)
    told = ran(home, "load", "quick.toml")
    assert "The questions about health could not be asked here. They come before the first session." in told.out
    held = ran(home, "start")
    assert held.code == 69
    for one in LONG_FORM:
        assert one.words in held.out
    assert "Breathless" in held.out
    assert kept(home, HealthAsked) == []
    quick = TEXT.replace("time = 60", "time = 1").replace('side = "each"', 'side = "left"')
    (tmp_path / "quick.toml").write_text(quick)
    assert ran(home, "load", "quick.toml").code == 0
    assert ran(home, "start", "--screened").code == 0
    assert [one.how for one in kept(home, HealthAsked)] == ["command line"]
    assert [one.how for one in kept(home, Answered)] == ["command line"]
    assert ran(home, "start", "--screened").code == 69  # it would be extra; no question is printed again
    assert len(kept(home, HealthAsked)) == 1


def test_health_shows_adds_and_takes_back(tmp_path: Path) -> None:
    """By whom, when, what it holds back; what stops holds on after it was taken back, and a caution does not."""
    home = loaded(tmp_path / "home", SCREENED)
    assert "High blood pressure: noted by Anna on Mon 6 Jan 2020." in ran(home, "health").out
    added = ran(home, "health", "add", "blood", "thinners").out
    assert "Noted: blood thinners. Nothing is played until Anna clears it." in added
    assert "A caution: it holds nothing back." in ran(home, "health", "add", "thin bones").out
    assert "what presses the shin on the left" not in ran(home, "health", "add", "broken bone shin left").out
    back = ran(home, "health", "remove", "blood thinner").out
    assert "It holds until Anna clears it in a newer routine" in back
    assert "no longer" in ran(home, "health", "remove", "thin bones").out
    shown = ran(home, "health").out
    assert "and took it back on" in shown
    assert "Thin bones" not in shown
    assert "Nothing is played until Anna clears it." in shown
    assert [one.name for one in kept(home, ConditionSaid)] == ["anticoagulant", "osteoporosis", "fracture"]
    assert [one.name for one in kept(home, ConditionWithdrawn)] == ["anticoagulant", "osteoporosis"]
    report = ran(home, "report").out
    assert "Conditions, in the patient's word" in report
    assert "taken back" in report
    assert ran(home, "undo", "1").code != 0


def test_after_an_appointment_only_what_has_changed_is_stated(tmp_path: Path) -> None:
    """Without a terminal too: what was found, and whether it has changed; --screened says that it has not."""
    home = loaded(
        tmp_path / "home",
        SCREENED.replace("time = 60", "time = 1").replace('side = "each"', 'side = "left"'),
        asked=False,
    )
    held = ran(home, "start")
    assert held.code == 69
    assert "Has any of this changed since your appointment?" in held.out
    assert LONG_FORM[0].words not in held.out
    assert ran(home, "start", "--screened").code == 0
    assert [(one.how, one.changed) for one in kept(home, HealthAsked)] == [("command line", False)]


@pytest.mark.parametrize(
    ("words", "code", "says"),
    [
        (("forget",), 2, "add or remove"),
        (("add",), 2, "Which of them?"),
        (("add", "pacemakr"), 2, "Did you mean 'pacemaker'?"),
        (("add", "wound", "nowhere"), 2, "I know no place"),
        (("remove", "diabetes"), 66, "There is nothing to take back"),
    ],
)
def test_bad_words_get_a_sentence(tmp_path: Path, words: tuple[str, ...], code: int, says: str) -> None:
    """What was wrong, and how to write it; nothing is kept."""
    home = loaded(tmp_path / "home", TEXT)
    done = ran(home, "health", *words)
    assert (done.code, says in done.err) == (code, True)
    assert kept(home, ConditionSaid) == []


@pytest.mark.parametrize(
    "text",
    [TEXT, SCREENED, SCREENED.replace('"]\n', '"]\ncleared = [{ flag = "hypertension", why = "It \\"is\\" low" }]\n')],
)
def test_the_line_for_the_therapist_is_one_that_check_takes(tmp_path: Path, text: str) -> None:
    """Pasted as it was shown and with a reason in place, it clears what held everything back, and keeps what was cleared."""
    home = loaded(tmp_path / "home", text)
    assert ran(home, "health", "add", "blood clot").code == 0
    shown = ran(home, "health", "add", "lump").out
    lines = shown[shown.index("For Anna, who may clear it") :].splitlines()[1:]
    tomllib.loads("\n".join(lines))
    old = [line for line in text.splitlines() if not line.startswith("cleared")]
    at = next((number for number, line in enumerate(old) if line == "[screened]"), old.index("[needling]") - 1)
    new = "\n".join([*old[: at + 1], *lines, *old[at + 1 :]])
    (tmp_path / "new.toml").write_text(new)
    for word in ("check", "load"):
        refused = ran(home, word, str(tmp_path / "new.toml"))
        assert (refused.code, '`why` holds no reason yet, only "your reason"' in refused.out + refused.err) == (
            65,
            True,
        )
    (tmp_path / "new.toml").write_text(new.replace("your reason", "seen by her doctor"))
    checked = ran(home, "check", str(tmp_path / "new.toml"))
    assert checked.code == 0, checked.out + checked.err
    assert ran(home, "load", str(tmp_path / "new.toml")).code == 0
    after = ran(home, "health").out
    assert "Anna cleared it: seen by her doctor" in after
    assert "Nothing is played" not in after
    assert ('It "is" low' in after) == ("is" in text and "low" in text)


def test_who_is_held_back_is_shown_the_line_for_the_therapist(tmp_path: Path) -> None:
    """At start: why, whom to ring, and the very lines; nothing begins, and the log has no session."""
    home = loaded(tmp_path / "home", TEXT)
    assert ran(home, "health", "add", "lump").code == 0
    held = ran(home, "start", "--screened")
    assert held.code == 69
    assert "Ring Anna 555 0134" in held.out
    assert 'cleared = [{ flag = "cancer", why = "your reason" }]\n' in held.out
    assert "rule Q10" in ran(home, "why").out
    only_place = loaded(tmp_path / "other", TEXT)
    assert ran(only_place, "health", "add", "broken bone", "calf").code == 0
    held = ran(only_place, "start", "--screened")
    assert held.code == 69
    assert 'cleared = [{ flag = "fracture", why = "your reason" }]\n' in held.out


def test_after_an_emergency_answer_it_is_asked_who_saw_the_patient(tmp_path: Path) -> None:
    """Off until both are said: by nobody yet, or nothing said, keeps it off; then it is kept, and the questions come."""
    home = loaded(tmp_path / "home", TEXT)
    with Program(home, "start") as program:
        program.hears("n none of these")
        program.types("1")
        program.hears("Press a key when you have read this.")
        program.types("x")
        assert program.ends() == 69
    for by, told in (("\r", None), ("Dr. Lund\r", "\r")):
        with Program(home, "start") as program:
            program.hears("By whom were you seen")
            program.types(by)
            if told:
                program.hears("What did they say")
                program.types(told)
            program.hears("EMERGENCY: ring 112 now.")
            assert program.ends() == 69
    assert "Seen by someone since?" in ran(home).out
    assert ran(home, "start", "--screened").code == 69
    with Program(home, "start") as program:
        program.hears("By whom were you seen")
        program.types("Dr. Lund\r")
        program.hears("What did they say")
        program.types("A pulled muscle\r")
        program.hears("Kept for Anna.")
        program.hears("n none of these")
        program.types("q")
        program.ends()
    assert [(one.by, one.said) for one in kept(home, Seen)] == [("Dr. Lund", "A pulled muscle")]
    assert 'seen by Dr. Lund: "A pulled muscle"' in " ".join(ran(home, "report").out.split())
