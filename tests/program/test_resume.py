"""After a crash, a closed window or a power cut: the next `start` asks what becomes of the session. Nothing is lost."""

from __future__ import annotations

import signal
from typing import TYPE_CHECKING

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.history import History
from selfcare.facts.kinds import Answered, SessionBegun, SessionContinued, SessionEnded, SetBegun, SetEnded, Settled
from selfcare.facts.recount import sessions
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

CALF = exercise("Calf", "calf", "roll = { time = 1, sets = 2 }", side="left")
SLOW = exercise("Thigh", "quadriceps", "roll = { time = 60 }", side="left")
TWO = HEAD + CALF + SLOW
BAND = HEAD + exercise("Ankle", "ankle", "move = { time = 60 }", side="left", device="floss band") + CALF


def cut_in_the_second(home: Path) -> None:
    """Play the calf, and be killed in the thigh."""
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("2\r")
        program.hears("Calf, left, set 2 of 2: done")
        program.hears("Begin")
        program.sends(signal.SIGKILL)
        program.ends()


def test_it_goes_on_from_that_set_after_the_questions(tmp_path: Path) -> None:
    """Killed in the thigh: what is done is not done again, the stop questions come first, it is one session in the log."""
    home = loaded(tmp_path / "home", TWO)
    cut_in_the_second(home)
    with Program(home, "start") as program:
        program.hears(r"Your session of \d\d:\d\d was cut off in Thigh left\.")
        program.hears("2 of 3 sets are done, and kept.")
        program.hears("c continue from that set, f finish here, x discard it, q decide later:")
        program.types("c")
        program.hears("Still none of these today")
        assert kept(home, SessionContinued) == []
        program.types("n")
        program.hears("Going on where you were.")
        program.hears("Get ready to go on. Thigh, left side.")
        program.types("n")
        program.hears("Begin")
        program.types("n")
        program.hears("Did you do it")
        program.types("a")
        program.hears("now, at rest")
        program.types("2\r")
        program.hears("Kept: partly done, 2 of 3 sets.")
        assert program.ends() == 0
    assert len(kept(home, SessionBegun)) == 1
    assert len(kept(home, SessionContinued)) == 1
    assert [one.yes for one in kept(home, Answered)] == [(), ()]
    assert [(one.exercise, one.set) for one in kept(home, SetBegun)] == [
        ("calf", 1),
        ("calf", 2),
        ("thigh", 1),
        ("thigh", 1),
    ]
    ends = kept(home, SetEnded)
    assert ends[-1].t >= max(one.t for one in kept(home, SetBegun))
    assert [one.how for one in kept(home, SessionEnded)] == ["ran to the end"]


def test_finished_there_it_counts_as_it_is(tmp_path: Path) -> None:
    """A hang-up, then "finish here": nothing more is asked, the sets that were done count, it is not offered again."""
    home = loaded(tmp_path / "home", TWO)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Calf, left, set 1 of 2: done")
        program.close()
        program.ends()
    with Program(home, "start") as program:
        program.hears("f finish here")
        program.types("f")
        program.hears("Finished there. Kept: 1 of 3 sets.")
        assert program.ends() == 0
    assert [one.how for one in kept(home, Settled)] == ["finished"]
    assert "partly, 1 of 3 sets" in ran(home, "history").out
    with Program(home, "start") as program:
        program.hears("One more would be extra")


def test_discarded_it_does_not_count_and_says_why(tmp_path: Path) -> None:
    """A reason must be given. The sets stay in the log; the occasion is open again, and `start` goes on to it."""
    home = loaded(tmp_path / "home", TWO)
    cut_in_the_second(home)
    with Program(home, "start") as program:
        program.hears("x discard it")
        program.types("x")
        program.hears("Why does it not count")
        program.types("\r")
        program.hears("x discard it")
        program.types("x")
        program.hears("Why does it not count")
        program.types("the cat was on the roller\r")
        program.hears("Discarded: it counts as not done.")
        program.hears("Still none of these today")
        program.types("q")
        program.ends()
    assert [(one.how, one.why) for one in kept(home, Settled)] == [("discarded", "the cat was on the roller")]
    assert len(kept(home, SetEnded)) == 2
    with Log.open(home, write=False) as log:
        assert [one.outcome for one in sessions(History(log.facts()))] == ["nothing"]
    said = ran(home, "history").out
    assert "you discarded it (the cat was on the roller)" in " ".join(said.split())
    assert "Today 0 of 1 done." in ran(home, "today").out


def test_a_band_comes_off_first_and_its_set_is_not_continued(tmp_path: Path) -> None:
    """Killed with the band on: "Take the band off" before anything else; it goes on with what comes after the band."""
    home = loaded(tmp_path / "home", BAND)
    with Program(home, "start") as program:
        program.hears("none of these")
        program.types("n")
        program.hears("now, at rest")
        program.types("-")
        program.hears("Press a key when it is on")
        program.types(" ")
        program.hears("Begin")
        program.sends(signal.SIGKILL)
        program.ends()
    with Program(home, "start") as program:
        program.hears("c continue")
        program.types("c")
        program.hears("Take the band off first. Press a key when it is off.")
        program.types(" ")
        program.hears("Still none of these today")
        program.types("n")
        program.hears("Get ready to go on. Calf, left side.")
        program.types("n")
        program.hears("Calf, left, set 2 of 2: done")
        program.hears("Did you do it")
        program.types("a")
        program.hears("now, at rest")
        program.types("-")
        program.ends()
    assert [one.exercise for one in kept(home, SetEnded)] == ["calf", "calf"]


def test_a_yes_at_the_questions_keeps_it_from_going_on(tmp_path: Path) -> None:
    """An emergency answer before going on: nothing more is played, and what was done stays done."""
    home = loaded(tmp_path / "home", TWO)
    cut_in_the_second(home)
    with Program(home, "start") as program:
        program.hears("c continue")
        program.types("c")
        program.hears("Still none of these today")
        program.types("1")
        program.hears("EMERGENCY: ring 112 now.")
        program.types(" ")
        assert program.ends() == 69
    assert kept(home, SessionContinued) == []
    assert len(kept(home, SetEnded)) == 2
    with Program(home, "start") as program:
        program.hears("c continue")
        program.types("c")
        program.hears("By whom were you seen since then")
        program.types("\r")
        assert program.ends() == 69


def test_a_new_text_in_between_is_not_passed_over(tmp_path: Path) -> None:
    """The therapist sent another routine since: the old session is finished or discarded, never continued."""
    home = loaded(tmp_path / "home", TWO)
    cut_in_the_second(home)
    loaded(home, TWO.replace("time = 60", "time = 30"))
    with Program(home, "start") as program:
        said = program.hears("q decide later")
        assert "c continue" not in said
        program.types("c")
        program.hears("q decide later")
        program.types("q")
        assert program.ends() == 0
    assert kept(home, SessionContinued) == []
