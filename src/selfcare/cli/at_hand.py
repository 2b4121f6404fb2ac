"""What a command has at hand: the folder, the settings, the log, the history, the hour. Opened when first asked for."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from selfcare.facts.kinds import Fact
from selfcare.home import environment, paths
from selfcare.home.clock import new_id, now
from selfcare.home.people import InUse, can_be_seen
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable
    from pathlib import Path

    from selfcare.day.in_force import Assignment
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Body
    from selfcare.facts.moment import Moment
    from selfcare.home.settings import Settings
    from selfcare.log.past import Past
    from selfcare.routine.model import Routine

NO_ROUTINE = (
    "No routine yet (to try it without one: selfcare demo). Save the file from your therapist, then type: selfcare load"
)


class AtHand:
    """One run of one command. The hour is read once, when the command begins."""

    def __init__(self) -> None:
        """Nothing is opened, and no folder is made."""
        self.reads_all = False
        """Whether everything is read for today: a file that is played may begin an exercise after so many sessions."""
        self.now: Moment = now()

    @cached_property
    def folder(self) -> Path:
        """Where the log is kept, of whoever is in use."""
        if InUse.name is None and not can_be_seen(paths.people_folder()):
            return paths.data_folder()
        from selfcare.cli.persons import folder_in_use

        return folder_in_use()

    @cached_property
    def settings(self) -> Settings:
        """The settings, where the environment asks for something, as it asks."""
        from selfcare.home.files import read_bounded
        from selfcare.home.settings import LIMIT, read_settings

        path = paths.settings_file(paths.settings_folder(InUse.name))
        found = read_settings(read_bounded(path, LIMIT), str(path))
        return found.with_environment(reader=environment.reader_mode(), no_color=environment.no_color())

    @cached_property
    def history(self) -> History:
        """The patient's history as far as it decides what is of today. Whose log it is, `log.past` says."""
        return self._read(lambda past: past.recent(self.now, whole=self.reads_all))

    @cached_property
    def loadings(self) -> History:
        """The patient's history as far as it says what was in force when, and when a day ends: a little of it."""
        return self._read(lambda past: past.loadings())

    def history_for(self, then: Moment) -> History:
        """The same for what is of another moment."""
        return self._read(lambda past: past.recent(self.now, then, whole=self.reads_all))

    def history_of_days(self, first: dt.date | None, last: dt.date | None) -> History:
        """The history as far as these days are counted by it, first and last included; None: from its beginning, to its end."""
        return self._read(lambda past: past.days(first, last))

    def forget_history(self) -> None:
        """Something was written since: the log is read anew when it is next asked for."""
        self.__dict__.pop("history", None)
        self.__dict__.pop("loadings", None)

    def _read_already(self) -> History:
        """What was read of the history; where nothing was yet, the little that says what was in force."""
        return self.__dict__.get("history") or self.loadings

    def _read(self, far: Callable[[Past], History]) -> History:
        from selfcare.log.past import Past  # the log and its database only where there is something to read
        from selfcare.log.store import Log

        with Log.open(self.folder, write=False) as log:
            past = Past(log)
            self.owner = past.owner
            return far(past)

    @cached_property
    def today(self) -> dt.date:
        """The day that it is, when days end at the patient's hour."""
        return self.now.day(self._read_already().day_ends(self.now.at))

    @property
    def patient(self) -> str:
        """The code of the patient whose log it is.

        Raises:
            NotFound: no routine was loaded, so that nobody knows whose log it is.
        """
        _ = self._read_already()
        if self.owner is None:
            raise NotFound(NO_ROUTINE)
        return self.owner

    def assignments(self) -> tuple[Assignment, ...]:
        """Every assignment, one at the least.

        Raises:
            NotFound: nothing was loaded.
        """
        from selfcare.day.in_force import assignments

        known = assignments(self._read_already())
        if not known:
            raise NotFound(NO_ROUTINE)
        return known

    def last_routine(self) -> Routine:
        """The routine that was loaded last, whether or not it is in force.

        Raises:
            NotFound: nothing was loaded.
        """
        return self.assignments()[-1].routine

    def assignment(self) -> Assignment:
        """The assignment in force today.

        Raises:
            NotFound: nothing was loaded, or nothing is in force today.
        """
        from selfcare.day.in_force import assignments, in_force

        known = assignments(self.history)
        if not known:
            raise NotFound(NO_ROUTINE)
        current = in_force(known, self.today)
        if current is None:
            coming = known[-1]
            if coming.first > self.today:
                raise NotFound(f"{coming.routine.title} begins on {coming.first.isoformat()}.")
            raise NotFound(
                f"{coming.routine.title} ended on {coming.routine.end}. Ask {coming.routine.therapist} what comes next."
            )
        return current

    def assignment_on(self, day: dt.date) -> Assignment:
        """The assignment in force on that day.

        Raises:
            NotFound: nothing was loaded.
            UsageRefused: nothing was in force on that day.
        """
        from selfcare.day.in_force import in_force
        from selfcare.faces.words import date_from

        known = self.assignments()
        current = in_force(known, day)
        if current is None:
            first = min(one.first for one in known)
            begins = f" The first begins on {date_from(first, self.today)}." if first > day else ""
            raise UsageRefused(f"No routine is in force on {date_from(day, self.today)}.{begins} Nothing was noted.")
        return current

    def enter(self, body: Body, how: str, routine: Routine | None = None) -> None:
        """Record what the patient says, if it can be so; `how` is the sentence that shows how to say it.

        Raises:
            UsageRefused: it cannot be so; nothing was written.
        """
        odd = self.objection(body, routine)
        if odd is not None:
            raise UsageRefused(f"{odd} {how}")
        self.record(body)

    def objection(self, body: Body, routine: Routine | None = None) -> str | None:
        """What speaks against that word of the patient; None: nothing. `routine` is the text that it names."""
        from selfcare.facts.entering import objection

        return objection(body, self.now.at, self.today, routine)

    def record(self, *bodies: Body, patient: str | None = None) -> list[Fact]:
        """Write facts as of this very moment, durable when it returns."""
        from selfcare.log.store import Log

        code = patient or self.patient
        at = now()
        facts = [Fact(new_id(), *at, code, body) for body in bodies]
        with Log.open(self.folder, write=True) as log:
            log.append(facts)
        return facts


def say(*lines: str) -> None:
    """Write lines to the standard output; on a terminal a long one is broken between words, not within."""
    lines = tuple(visible(part) for line in lines for part in line.split("\n"))
    if sys.stdout.isatty():
        import shutil
        import textwrap

        width = min(79, max(40, shutil.get_terminal_size().columns))
        lines = tuple(
            part
            for line in lines
            for part in textwrap.wrap(line, width, subsequent_indent="    ", break_on_hyphens=False) or [""]
        )
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


def say_whole(*lines: str) -> None:
    """Write lines that are to be copied: none is broken, whatever its length."""
    sys.stdout.write("".join(f"{visible(line)}\n" for line in lines))
    sys.stdout.flush()


def attended() -> bool:
    """Whether a person can see and press: both ends are a terminal."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def ask(prompt: str) -> str | None:
    """One typed line; None at the end of input."""
    sys.stdout.write(prompt)
    sys.stdout.flush()
    line = sys.stdin.readline()
    return line.strip() if line else None


def ask_key(prompt: str) -> str:
    """One key from the terminal, without Enter. A signal gives the terminal back and ends the program with its code."""
    from selfcare.live.input import Input

    sys.stdout.write(prompt)
    sys.stdout.flush()
    with Input(sys.stdin.fileno()) as keys:
        received = keys.wait(None)
        while received.stopping or not (received.keys or received.ending):
            if received.stopping:
                keys.stand()
            received = keys.wait(None)
    sys.stdout.write("\n")
    if received.ending is not None:
        raise SystemExit(128 + received.ending)
    return received.keys[0]
