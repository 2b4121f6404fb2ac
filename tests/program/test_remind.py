"""`due` and `remind` at the real program: what they say, what they write, what they leave alone."""

from __future__ import annotations

import os
from os import environ  # noqa: TID251 - the programs made here come first on the path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from home.made_programs import script
from program.real import HEAD, Ran, exercise, loaded, plain, ran
from selfcare.home.timers import MARK
from selfcare.log.locks import hold_session

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
TIMES = "schedule = [{ per_day = 2, at = [07:30:00, 20:00:00] }]"


class Desk(NamedTuple):
    """A home with a routine, a folder of settings, and programs of the system that write down how they were run."""

    home: Path
    config: Path
    programs: Path

    def runs(self, *words: str, path: str | None = None) -> Ran:
        """Run selfcare there; `path` instead of ours."""
        path = path or f"{self.programs}{os.pathsep}{environ['PATH']}"
        return ran(self.home, *words, PATH=path, XDG_CONFIG_HOME=str(self.config))

    @property
    def log(self) -> list[str]:
        """What was run of the system's programs, a line each."""
        file = self.programs / "log"
        return file.read_text().splitlines() if file.exists() else []

    @property
    def written(self) -> list[Path]:
        """The files in the folder of the user's timers."""
        return sorted((self.config / "systemd" / "user").glob("*"))


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk on which a timer can be started and a notification shown."""
    made = Desk(loaded(tmp_path / "home", QUICK), tmp_path / "config", tmp_path / "programs")
    made.programs.mkdir()
    for name in ("systemctl", "notify-send"):
        script(made.programs, name, f'echo "{name} $*" >>"{made.programs}/log"')
    return made


def test_due_says_one_line_and_then_nothing(desk: Desk) -> None:
    """A session is due: a line and 0. Done without the guide: nothing and 1. No routine: nothing and 1, and no file."""
    assert desk.runs("due") == Ran(0, "Quick: it is time for today's session. Type: selfcare\n", "")
    assert desk.runs("done").code == 0
    assert desk.runs("due") == Ran(1, "", "")
    nowhere = desk.home.with_name("nowhere")
    assert ran(nowhere, "due") == Ran(1, "", "")
    assert not nowhere.exists()


def test_due_is_silent_while_a_session_plays(desk: Desk) -> None:
    """Nobody on the roller is told that it is time for it; and looking leaves the right to play where it was."""
    with hold_session(desk.home):
        assert desk.runs("due") == Ran(1, "", "")
    assert desk.runs("due").code == 0
    with hold_session(desk.home):
        pass


def test_due_says_what_is_no_time(desk: Desk) -> None:
    """A time that is none is refused, with how to write one."""
    for words in ("25:00", "six", "7", "\u0661\u0668:00"):
        done = desk.runs("due", "--from", words)
        assert (done.code, done.out) == (2, "")
        assert "Write it like 18:00." in done.err
    assert desk.runs("remind", "--from", "18:00").code == 2
    assert desk.runs("remind", "soon").code == 2


def test_a_notification_is_neutral(desk: Desk) -> None:
    """Shown when due, not when not; nothing on a lock screen tells of health, patient or routine."""
    assert desk.runs("due", "--notify").code == 0
    (line,) = desk.log
    assert line.startswith("notify-send --app-name=Selfcare Selfcare It is time")
    assert not [word for word in ("Quick", "T001", "calf", "Anna") if word.casefold() in line.casefold()]
    desk.runs("done")
    assert desk.runs("due", "--notify").code == 1
    assert len(desk.log) == 1


def test_a_notification_that_fails_is_told(desk: Desk) -> None:
    """Whoever looks at the timer finds why nothing was seen."""
    script(desk.programs, "notify-send", "exit 3")
    done = desk.runs("due", "--notify")
    assert done.code == 70
    assert "notify-send" in done.err
    assert "ended with 3" in done.err


def test_install_shows_what_it_wrote_and_remove_deletes_it(desk: Desk) -> None:
    """Two files, printed whole; the timer is started; removed, the folder is as it was and the timer is stopped."""
    done = desk.runs("remind", "install", "--from", "17:30")
    assert (done.code, done.err) == (0, "")
    service, timer = desk.written
    assert done.out.count("Written: ") == 2
    for file in service, timer:
        assert str(file) in done.out
        assert all(f"    {line}".rstrip() in done.out for line in file.read_text().splitlines())
    assert "OnCalendar=*-*-* 17:30:00\n" in timer.read_text()
    assert f'"SELFCARE_HOME={desk.home}"' in service.read_text()
    assert f"systemctl --user enable --now {timer.name}" in desk.log
    assert "looks at 17:30" in desk.runs("remind").out
    done = desk.runs("remind", "remove")
    assert (done.code, done.out.count("Deleted: "), desk.written) == (0, 2, [])
    assert f"systemctl --user disable --now {timer.name}" in desk.log
    assert "No reminder is on" in desk.runs("remind").out
    assert desk.runs("remind", "remove").code == 0


def test_it_follows_the_routine(desk: Desk, tmp_path: Path) -> None:
    """A new routine's times are those of the timer, at once by `load`, and at the next run for what came in otherwise."""
    desk.runs("remind", "install", "--from", "17:30")
    (_, timer) = desk.written
    file = tmp_path / "next.toml"
    file.write_text(QUICK.replace("schedule = [{ per_day = 1 }]", TIMES))
    done = desk.runs("load", str(file))
    assert "Your reminder follows it: 07:30 and 20:00." in done.out
    clock = [line for line in timer.read_text().splitlines() if line.startswith("OnCalendar")]
    assert clock == ["OnCalendar=*-*-* 07:30:00", "OnCalendar=*-*-* 20:00:00"]
    assert f"systemctl --user restart {timer.name}" in desk.log
    timer.write_text(timer.read_text().replace("20:00:00", "21:00:00"))
    desk.runs("due", "--notify")
    assert "20:00:00" in timer.read_text()
    assert "17:30" in desk.written[0].read_text()


def test_nothing_of_somebody_else_is_touched(desk: Desk) -> None:
    """A file of that name without our mark stays byte for byte, whichever of the two it is; nothing else is written."""
    desk.runs("remind", "install")
    service, timer = desk.written
    for theirs, other in ((service, timer), (timer, service)):
        theirs.write_text("[Unit]\nDescription=mine\n")
        before = other.read_text()
        for order in ("install", "remove"):
            done = desk.runs("remind", order)
            assert (done.code, done.out) == (2, "")
            assert "was not written by selfcare, and stays as it is" in done.err
        assert theirs.read_text() == "[Unit]\nDescription=mine\n"
        assert other.read_text() == before
        theirs.unlink()
        desk.runs("remind", "install")


def test_without_a_timer_or_a_notification_nothing_is_written(desk: Desk) -> None:
    """Where the system has none, a sentence says so, and names the calendar; a timer that does not start leaves nothing."""
    script(desk.programs, "systemctl", "exit 1")
    done = desk.runs("remind", "install")
    assert (done.code, desk.written) == (70, [])
    assert "could not be started" in done.err
    (desk.programs / "notify-send").unlink()
    done = desk.runs("remind", "install", path=str(desk.programs))
    assert (done.code, desk.written) == (70, [])
    assert "notify-send is missing" in done.err
    assert "selfcare export ics" in done.err


def test_before_a_routine_there_is_nothing_to_remind_of(desk: Desk) -> None:
    """Installing says what to do first; removing and asking work all the same."""
    nothing = desk._replace(home=plain(desk.home.with_name("other")))
    assert nothing.runs("remind", "install").code == 66
    assert nothing.runs("remind").code == 0
    assert nothing.runs("remind", "remove").code == 0
    assert nothing.written == []


def test_a_folder_that_cannot_be_written(desk: Desk) -> None:
    """A file in the way of the folder is a sentence, and no traceback."""
    desk.config.write_text(MARK)
    done = desk.runs("remind", "install")
    assert (done.code, done.out) == (70, "")
    assert "something above it is a file" in done.err
    assert desk.config.read_text() == MARK
