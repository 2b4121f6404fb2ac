"""The reminder of this user on this computer: where it is, whether it is on, and that it follows the routine."""

from __future__ import annotations

import datetime as dt
import re
import sys
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from selfcare.cli.times import time_of_day
from selfcare.day.in_force import assignments, in_force
from selfcare.day.reminding import times_named
from selfcare.faces.due import NOTICE
from selfcare.home import environment, programs
from selfcare.home.files import cannot, read_bounded
from selfcare.home.new_files import write_again
from selfcare.home.system import make_private_folder
from selfcare.home.timers import Timer, notification, ours, timer
from selfcare.text.errors import OurFault, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from selfcare.cli.at_hand import AtHand

EVENING = dt.time(18)
"""When it is looked where the routine names no time of day (design): after work, before it is late."""
WITHIN_MS = 10_000
_MOST = 16_384
_EARLIEST = re.compile(r"--from\W+(?:string\W+)*(\d\d:\d\d)")


class Reminder(NamedTuple):
    """The timer as it should be now, its times of day, and the earliest where the routine names none."""

    timer: Timer
    times: tuple[dt.time, ...]
    earliest: dt.time


def reminder(at_hand: AtHand, earliest: dt.time) -> Reminder:
    """The reminder for the routine in force and for the one that was loaded last, which may be still to come."""
    known = at_hand.assignments()
    current = in_force(known, at_hand.today)
    routines = [one.routine for one in dict.fromkeys(one for one in (current, known[-1]) if one)]
    times = times_named(routines, earliest) or (earliest,)
    return Reminder(_timer(at_hand, times, earliest), times, earliest)


def _timer(at_hand: AtHand, times: Sequence[dt.time], earliest: dt.time) -> Timer:
    # -P: a folder that is called selfcare, where it happens to be started, is not taken for the program.
    words = [sys.executable, "-P", "-m", "selfcare", "due", "--notify", "--from", f"{earliest:%H:%M}"]
    home = environment.home_override()
    more = {} if home is None else {"SELFCARE_HOME": str(at_hand.folder)}
    # One for each folder that is kept apart: two people on one account have two timers.
    name = "selfcare-remind" + ("" if home is None else f"-{sha256(str(at_hand.folder).encode()).hexdigest()[:8]}")
    return timer(name, words, times, more, at_hand.folder)


def own_timer(at_hand: AtHand) -> Timer:
    """The timer by its names: where its files are and how it is ended, whatever its times."""
    return _timer(at_hand, (EVENING,), EVENING)


def installed(at_hand: AtHand) -> dt.time | None:
    """The earliest time that the installed reminder has, where one of ours is installed; None: there is none."""
    one = own_timer(at_hand)
    found = [read(file.path) for file in one.files]
    if not all(data is not None and ours(data) for data in found):
        return None
    said = _EARLIEST.search("\n".join(data.decode(one.encoding, "replace") for data in found if data))
    return time_of_day(said[1]) if said else EVENING


def read(path: Path) -> bytes | None:
    """A file of the size that ours have; None when there is none."""
    return read_bounded(path, _MOST)


def must_be_ours(one: Timer) -> None:
    """Return if every file of the timer is ours, or not there.

    Raises:
        UsageRefused: somebody else's file has that name.
    """
    for file in one.files:
        data = read(file.path)
        if data is not None and not ours(data):
            raise UsageRefused(
                f"{visible(str(file.path))} was not written by selfcare, and stays as it is. Rename it first."
            )


def write(one: Timer) -> None:
    """Write the files of the timer; what is not ours is never overwritten."""
    must_be_ours(one)
    for file in one.files:
        try:
            make_private_folder(file.path.parent)
        except OSError as error:
            raise cannot("make", file.path.parent, error) from None
        write_again(file.path, file.text.encode(one.encoding), ours)


def delete(one: Timer) -> None:
    """Delete the files of the timer that are there."""
    must_be_ours(one)
    for file in one.files:
        try:
            file.path.unlink(missing_ok=True)
        except OSError as error:
            raise cannot("delete", file.path, error) from None


def run_all(rows: Sequence[Sequence[str]]) -> str | None:
    """Run these one after the other; the first that did not work, in words, or None."""
    for words in rows:
        code = programs.run(words, WITHIN_MS)
        if code != 0:
            said = "could not be run" if code is None else f"ended with {code}"
            return f"{' '.join(words)} {said}"
    return None


def set_right(at_hand: AtHand) -> tuple[dt.time, ...] | None:
    """Where a reminder is installed and does not fit what is loaded now: write it anew. Its times; None: nothing to do.

    `load` calls it, and each run of the timer itself: what came in otherwise is met by the next.
    """
    if not assignments(at_hand.history):
        return None
    earliest = installed(at_hand)
    if earliest is None:
        return None
    wanted = reminder(at_hand, earliest)
    if all(read(one.path) == one.text.encode(wanted.timer.encoding) for one in wanted.timer.files):
        return None
    write(wanted.timer)
    failed = run_all(wanted.timer.again)
    if failed is not None:
        raise OurFault(f"The reminder has new times, but was not started anew: {failed}. Try: selfcare remind install")
    return wanted.times


def show_notice() -> None:
    """Show the notification.

    Raises:
        OurFault: it could not be shown.
    """
    failed = run_all([notification(*NOTICE)])
    if failed is not None:
        raise OurFault(f"The notification could not be shown: {visible(failed)}.")
