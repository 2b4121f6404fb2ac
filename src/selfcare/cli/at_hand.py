"""What a command has at hand: the folder, the settings, the log, the history, the hour. Opened when first asked for."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from selfcare.facts.history import History
from selfcare.facts.kinds import Fact, Loaded
from selfcare.home import environment, paths
from selfcare.home.clock import new_id, now
from selfcare.log.store import Log
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from selfcare.day.in_force import Assignment
    from selfcare.facts.kinds import Body
    from selfcare.facts.moment import Moment
    from selfcare.home.settings import Settings
    from selfcare.routine.model import Routine

NO_ROUTINE = "No routine yet. Save the file from your therapist, then type: selfcare load"


class AtHand:
    """One run of one command. The hour is read once, when the command begins."""

    def __init__(self) -> None:
        """Nothing is opened, and no folder is made."""
        self.now: Moment = now()

    @cached_property
    def folder(self) -> Path:
        """Where the log is kept."""
        return paths.data_folder()

    @cached_property
    def settings(self) -> Settings:
        """The settings, where the environment asks for something, as it asks."""
        from selfcare.home.files import read_bounded
        from selfcare.home.settings import LIMIT, read_settings

        path = paths.settings_file(paths.settings_folder())
        found = read_settings(read_bounded(path, LIMIT), str(path))
        return found.with_environment(reader=environment.reader_mode(), no_color=environment.no_color())

    @cached_property
    def history(self) -> History:
        """Everything in the log of the patient whose routine was loaded first, or before any loading played first."""
        return self.history_since(None)

    def forget_history(self) -> None:
        """Something was written since: the log is read anew when it is next asked for."""
        self.__dict__.pop("history", None)

    def history_since(self, day: str | None) -> History:
        """The same, of sessions only those of that day or later."""
        with Log.open(self.folder, write=False) as log:
            facts = log.facts(day)
        # Before any loading the first that was played from a file: an answer that keeps a routine off is nobody else's either.
        known = sorted(facts, key=_order)
        loaded = (fact for fact in known if isinstance(fact.body, Loaded))
        first = next(loaded, None) or next(iter(known), None)
        self.owner = first.patient if first else None
        return History(fact for fact in facts if self.owner in (None, fact.patient))

    @cached_property
    def today(self) -> dt.date:
        """The day that it is, when days end at the patient's hour."""
        return self.now.day(self.history.day_ends(self.now.at))

    @property
    def patient(self) -> str:
        """The code of the patient whose log it is.

        Raises:
            NotFound: no routine was loaded, so that nobody knows whose log it is.
        """
        _ = self.history
        if self.owner is None:
            raise NotFound(NO_ROUTINE)
        return self.owner

    def last_routine(self) -> Routine:
        """The routine that was loaded last, whether or not it is in force.

        Raises:
            NotFound: nothing was loaded.
        """
        from selfcare.day.in_force import assignments

        known = assignments(self.history)
        if not known:
            raise NotFound(NO_ROUTINE)
        return known[-1].routine

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

    def record(self, *bodies: Body, patient: str | None = None) -> list[Fact]:
        """Write facts as of this very moment, durable when it returns."""
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
        lines = tuple(part for line in lines for part in textwrap.wrap(line, width, subsequent_indent="    ") or [""])
    sys.stdout.write("".join(f"{line}\n" for line in lines))
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


def _order(fact: Fact) -> tuple[int, str]:
    return fact.at, fact.id
