"""Which routine is meant: the one in force, another that was loaded, or a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from selfcare.cli.at_hand import NO_ROUTINE, ask, say
from selfcare.day.in_force import assignments, in_force
from selfcare.facts.kinds import Loaded, TextKept
from selfcare.home.people import InUse, people
from selfcare.routine.building import fingerprint
from selfcare.routine.filename import name_hint
from selfcare.text.errors import HeldBack, NotFound, RoutineRefused, UsageRefused
from selfcare.text.numbers import whole
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.cli.at_hand import AtHand
    from selfcare.day.dose import DoseName
    from selfcare.day.in_force import Assignment
    from selfcare.routine.model import Routine

LIMIT = 262_144
"""Bytes of a routine file that are read at all; `read_routine` says it in its own words."""


class Chosen(NamedTuple):
    """A routine, its text's fingerprint, and, when it comes from a file that was not loaded, what to keep of it."""

    routine: Routine
    text: str
    file: TextKept | None


def read_file(path: Path) -> tuple[bytes, str]:
    """The bytes of a routine file, a little more than the limit at the most, and its name.

    Raises:
        NotFound: there is no such file, or it cannot be read.
    """
    try:
        if path.exists() and not path.is_file() and not path.is_dir():
            raise NotFound(f"{visible(str(path))} is no file that can be read whole.")
        with path.open("rb") as file:
            return file.read(LIMIT + 1), path.name
    except IsADirectoryError:
        raise NotFound(f"{visible(str(path))} is a folder, not a file.") from None
    except FileNotFoundError:
        beside = [one.name for one in path.parent.iterdir()] if path.parent.is_dir() else []
        hint = name_hint(path.name, beside)
        raise NotFound(f"There is no file {visible(str(path))}. {hint or ''}".strip()) from None
    except OSError as error:
        raise NotFound(f"{visible(str(path)[:200])} cannot be read: {error.strerror}.") from None
    except ValueError:
        raise NotFound(f"{visible(str(path)[:200])} is no name of a file.") from None


def from_file(path: Path) -> Chosen:
    """The routine of a file, checked.

    Raises:
        NotFound: there is no such file.
        RoutineInvalid: something in it must be mended.
    """
    from selfcare.routine.reading import read_routine

    data, name = read_file(path)
    routine = read_routine(data, name)
    kept = TextKept(fingerprint(data), name, data.decode("utf-8"))
    return Chosen(routine, kept.sha256, kept)


def same_patient(at_hand: AtHand, routine: Routine) -> None:
    """Let through the routine of the patient whose log it is, or any when nothing was loaded yet.

    Raises:
        RoutineRefused: it was written for somebody else.
    """
    _ = at_hand.history
    if at_hand.owner is None and (InUse.name is not None or people()):
        from selfcare.cli.persons import not_anothers

        not_anothers(routine.patient)
    if at_hand.owner not in (None, routine.patient):
        raise RoutineRefused(
            f"This file is for patient {visible(routine.patient)}; the log here is {visible(str(at_hand.owner))}'s. Nothing was "
            f"done with it. Ask {visible(routine.therapist)} for your own file."
        )


def assigned(at_hand: AtHand) -> Assignment:
    """The assignment in force today.

    Raises:
        NotFound: nothing was loaded.
        HeldBack: what was loaded begins later, or has ended.
    """
    from selfcare.faces.today import not_now

    known = assignments(at_hand.history)
    if not known:
        raise NotFound(NO_ROUTINE)
    current = in_force(known, at_hand.today)
    if current is None:
        raise HeldBack(not_now(known[-1], at_hand.today))
    return current


def chosen(word: str | None, at_hand: AtHand) -> Chosen:
    """What `start` and `preview` mean by a word: nothing, a routine's id, or a file.

    Raises:
        NotFound: neither a routine nor a file is called so, or nothing was loaded.
        HeldBack: no word was given, and nothing is in force today.
        RoutineInvalid: something in the file must be mended.
    """
    if word is None:
        current = assigned(at_hand)
        return Chosen(current.routine, current.text, None)
    for _, body in reversed(at_hand.history.of(Loaded)):
        routine = at_hand.history.routine(body.text)
        if routine is not None and word.casefold() in (routine.id.casefold(), routine.title.casefold()):
            return Chosen(routine, body.text, None)
    if "." in word or "/" in word or "\\" in word or is_file(word):
        return from_file(Path(word))
    raise NotFound(f"There is no routine and no file {visible(word[:200])!r}. {_known(at_hand)}")


def is_file(word: str) -> bool:
    """Whether a file is called so; what can be no file's name names none."""
    try:
        return Path(word).is_file()
    except (OSError, ValueError):
        return False


def dose_said(word: str) -> DoseName:
    """The dose of that word.

    Raises:
        UsageRefused: there is no such dose.
    """
    if word == "full":
        return "full"
    if word == "gentler":
        return "gentler"
    raise UsageRefused(f"There is no dose {visible(word)!r}: full or gentler.")


def _known(at_hand: AtHand) -> str:
    ids = dict.fromkeys(
        routine.id for _, body in at_hand.history.of(Loaded) if (routine := at_hand.history.routine(body.text))
    )
    return f"Loaded: {', '.join(ids)}." if ids else "Nothing was loaded yet."


def other(at_hand: AtHand) -> None:
    """Choose among the routines that were loaded, and start it."""
    ids = dict.fromkeys(
        (routine.id, routine.title)
        for _, body in at_hand.history.of(Loaded)
        if (routine := at_hand.history.routine(body.text))
    )
    for number, (_, title) in enumerate(ids, 1):
        say(f"  {number}  {visible(title)}")
    answer = ask("Its number, or Enter for none: ")
    chosen_one = whole(answer or "")
    if chosen_one is not None and 1 <= chosen_one <= len(ids):
        from selfcare.cli.commands.start import start

        start(list(ids)[chosen_one - 1][0], screened=False, gentle=False)
