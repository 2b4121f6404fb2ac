"""The morning, asked of a person: by bare `selfcare` and by `start`, once a day, never in a pipe; what it makes of the day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import Fact, Rated, SessionBegun, SessionEnded, SetBegun, Stopped, TextKept, Warned
from selfcare.facts.moment import Moment
from selfcare.home.clock import new_id, now
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

    from selfcare.facts.kinds import Body

DAY_MS = 86_400_000
CALF = exercise("Calf", "calf", "roll = { time = 60, sets = 2 }", side="left").replace('"skip"', "{ sets = 1 }")


def text(then: str | None) -> str:
    """A routine whose therapist wrote that for a worse morning."""
    rule = "" if then is None else f'worse_next_morning = {{ by = 2, then = "{then}" }}\n'
    return HEAD.replace("[stop]\n", f"[stop]\n{rule}") + CALF


def trained(home: Path, score: int = 3) -> Path:
    """A session yesterday, with that score before it."""
    with Log.open(home, write=False) as log:
        first = min(log.facts(), key=lambda fact: fact.at)
    at = now().at - DAY_MS
    day = Moment(at, first.offset).day().isoformat()
    (text,) = kept(home, TextKept)
    bodies: tuple[Body, ...] = (
        Rated("soreness", "before", day, score, "calf", None, "s"),
        SessionBegun("s", day, text.sha256, "full", ()),
        SetBegun("s", "calf", "left", 1, 1, 0),
        SessionEnded("s", "stopped", 1_000, 0),
    )
    with Log.open(home, write=True) as log:
        log.append([Fact(new_id(), at + n, first.offset, None, "T001", body) for n, body in enumerate(bodies)])
    return home


def test_it_is_asked_once_and_chooses_the_gentler_dose(tmp_path: Path) -> None:
    """One question; its number and Enter; the reason in a sentence; then no more that day."""
    home = trained(loaded(tmp_path / "home", text("gentler")))
    with Program(home) as program:
        program.hears("How sore or painful is it this morning, at rest, at your calf\\?")
        program.types("11\r")
        program.hears("A number from 0 to 10, then Enter.")
        program.types("6\r")
        program.hears("Soreness this morning: 6, moderate.")
        program.hears(
            "Gentler dose today: 6 this morning, 3 before your last session. So Anna wrote it for a worse morning."
        )
        program.hears("Enter start")
        program.types("q")
        assert program.ends() == 0
    with Program(home, "start") as program:
        program.hears("Gentler dose today")
        program.hears("none of these")
        assert "this morning, at rest" not in program.heard
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Begin")
        program.types(" ")
        program.hears("Paused")
        program.types("p")
        program.hears("TELL ANNA")
        program.types(" ")
        program.hears("Tell Anna: a stop, too painful, Calf")
        program.hears("selfcare report --message")
        program.ends()
    assert [(one.score, one.region) for one in kept(home, Rated) if one.when.startswith("morning")] == [(6, "calf")]
    assert [one.dose for one in kept(home, SessionBegun)][-1] == "gentler"
    assert len(kept(home, Stopped)) == 1
    lines = ran(home, "report", "--message").out.splitlines()
    assert len(lines) == 5
    assert "a stop, too painful" in lines[1]
    assert "morning" in lines[2]
    assert "gentler" in lines[3]


def test_start_asks_it_too_and_a_day_of_rest_is_no_fault(tmp_path: Path) -> None:
    """Rest by the therapist's rule: nothing is played, exit code 69, and nobody is told to make up for it."""
    home = trained(loaded(tmp_path / "home", text("rest")))
    with Program(home, "start") as program:
        program.hears("this morning, and is it now, at rest, at your calf\\?")
        program.types("9\r")
        program.hears("Rest today: 9 this morning, 3 before your last session.")
        program.hears("Nothing has to be made up for.")
        program.hears("it is a day of rest")
        assert program.ends() == 69
    assert "Rest today" in ran(home).out
    assert "0 of 1" not in ran(home).out
    assert ran(home, "start", "--screened").code == 69
    assert ran(home, "start", "--screened", "--gentle").code == 69
    assert len(kept(home, SessionBegun)) == 1
    why = ran(home, "why").out
    assert "worse by 2 or more makes it rest" in why
    assert "No session: worse morning" in why
    with Program(home, "undo") as program:
        program.hears("Taken back")
        program.ends()
    assert "Rest today" not in ran(home).out


def test_in_the_morning_one_score_stands_for_both(tmp_path: Path) -> None:
    """Before noon the question before the session is that of the morning: rest by the rule, before anything is played."""
    home = trained(loaded(tmp_path / "home", text("rest")))
    eight = f"EIGHT{now().at // 3_600_000 % 24 - 8:+d}"
    with Program(home, "start", TZ=eight) as program:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("9\r")
        program.hears("Rest today: 9 this morning, 3 before your last session.")
        program.hears("it is a day of rest")
        assert program.ends() == 69
        assert "this morning, at rest" not in program.heard
    assert [(one.when, one.score) for one in kept(home, Rated)][1:] == [("before", 9), ("morning", 9)]
    assert len(kept(home, SessionBegun)) == 1
    home = trained(loaded(tmp_path / "other", text("gentler")))
    with Program(home, "start", TZ=eight) as program:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("9\r")
        program.hears("Gentler dose today: 9 this morning, 3 before your last session.")
        program.types(" ")
        program.hears("Begin")
    assert [one.dose for one in kept(home, SessionBegun)][-1] == "gentler"


def test_no_answer_is_kept_and_not_asked_again(tmp_path: Path) -> None:
    """`-` is no answer: a fact without a score, which decides nothing; it can be given later."""
    home = trained(loaded(tmp_path / "home", text("rest")))
    with Program(home) as program:
        program.hears("this morning, at rest")
        program.types("-\r")
        program.hears("You can give it later: selfcare morning")
        program.hears("Enter start")
        program.types("q")
        program.ends()
    assert [one.score for one in kept(home, Rated)][-1] is None
    with Program(home) as program:
        program.hears("Enter start")
        assert "this morning, at rest" not in program.heard
        program.types("q")
        program.ends()
    assert "recalled" in ran(home, "morning", "9").out  # it is noon in these tests
    assert "Rest today" in ran(home).out
    assert [one.when for one in kept(home, Rated)][-1] == "morning, recalled"


def test_before_noon_it_is_not_recalled(tmp_path: Path) -> None:
    """What is said in the morning is said then."""
    home = trained(loaded(tmp_path / "home", text("rest")))
    hour = now().at // 3_600_000 % 24
    said = ran(home, "morning", "3", TZ=f"EIGHT{hour - 8:+d}")
    assert said.code == 0
    assert "recalled" not in said.out
    assert [one.when for one in kept(home, Rated)][-1] == "morning"


def test_a_pipe_is_never_asked(tmp_path: Path) -> None:
    """Neither bare, nor `start`, nor `morning` without its number."""
    home = trained(loaded(tmp_path / "home", text("rest")))
    assert "this morning" not in ran(home).out
    assert "this morning" not in ran(home, "start").out
    with Program(home, "start", "--screened", terminal=False) as program:
        program.hears("Get ready|Begin")
        assert "this morning" not in program.heard
    assert ran(home, "morning").code == 2
    assert ran(home, "morning", "eleven").code == 2
    assert ran(home, "morning", "11").code == 2
    assert [one for one in kept(home, Rated) if one.when.startswith("morning")] == []


def test_the_breathing_warning_is_shown_once_and_kept(tmp_path: Path) -> None:
    """When a place over the lung was needled, by the patient's word or the file's; the question then leads."""
    home = loaded(tmp_path / "home", text(None))
    said = ran(home, "needled", "shoulder", "right").out
    assert "For 3 days: short of breath, chest pain or a new dry" in said
    assert [(one.what, one.region, one.side) for one in kept(home, Warned)] == [
        ("breath after needling", "shoulder", "right")
    ]
    assert "For 3 days" not in ran(home, "needled", "sole", "left").out
    with Program(home, "start") as program:
        program.hears("BREATH FIRST: the shoulder was needled less than 3 days ago.")
        program.hears("1 Breathless, chest pain")
        program.types("q")
        program.ends()
    assert len(kept(home, Warned)) == 1


def test_loading_a_fresh_needling_warns_and_keeps_it(tmp_path: Path) -> None:
    """The therapist wrote it down; the patient sees it when the file comes in."""
    home = tmp_path / "home"
    at = (now().local).isoformat(timespec="seconds")
    needling = HEAD.replace('keep_off = "24h"', f'keep_off = "24h"\ndone = [{{ at = {at}Z, region = "chest" }}]')
    (tmp_path / "needled.toml").write_text(needling + CALF)
    assert "ring 112 now" in ran(home, "load", "needled.toml").out
    assert [one.region for one in kept(home, Warned)] == ["chest"]
