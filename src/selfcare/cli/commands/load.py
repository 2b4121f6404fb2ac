"""Take in a routine from the therapist."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, ask, ask_key, attended, say
from selfcare.cli.breath import warn_of_breath
from selfcare.cli.choosing import Chosen, from_file, same_patient
from selfcare.day.evidence import standing_now
from selfcare.day.in_force import assignments, in_force
from selfcare.faces.naming import listed, opening
from selfcare.faces.standing import load_lines, remark_lines
from selfcare.faces.words import date_from, ring
from selfcare.facts.health import known as known_health
from selfcare.facts.kinds import Body, Loaded
from selfcare.routine.changes import changes
from selfcare.rules import check
from selfcare.text.errors import NotFound, SelfcareError
from selfcare.text.numbers import whole
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.routine.model import Exercise, Routine


def command(
    file: str | None = typer.Argument(None, metavar="[FILE]", help="The file; without it, what lies about is listed."),
) -> None:
    """Take in a routine from your therapist. What changed since the last one is told."""
    at_hand = AtHand()
    path = Path(file) if file else _found()
    one = from_file(path)
    same_patient(at_hand, one.routine)
    known = assignments(at_hand.history)
    before = known[-1] if known else None
    if before is not None and before.text == one.text:
        say(f"This is what is loaded already: {visible(one.routine.title)}. Nothing changed.")
        return
    renamed = _renamed(before.routine, one.routine) if before else ()
    _keep(at_hand, one, renamed)
    _tell(at_hand, one.routine, before.routine if before else None, renamed)
    _remind(at_hand)
    warn_of_breath(at_hand, one.routine, one.routine.patient)
    if attended():
        if before is None:
            _ask_reader()
        from selfcare.cli.long_form import ask_long_form

        ask_long_form(at_hand, one.routine, one.text, one.routine.patient)
    else:
        say("The questions about health could not be asked here. They come before the first session.")


def _remind(at_hand: AtHand) -> None:
    """A reminder that is on follows the new routine. That it could not is told; it costs nobody the loading."""
    from selfcare.cli.reminders import set_right

    try:
        times = set_right(at_hand)
    except SelfcareError as failed:
        say(failed.sentence)
        return
    if times is not None:
        say(f"Your reminder follows it: {listed([f'{one:%H:%M}' for one in times])}.")


def yes(question: str) -> bool:
    """Whether the key was y. n, Enter and the keys that leave are no; any other key asks again."""
    while True:
        key = ask_key(question)
        if key in ("y", "n", "enter", "q", "escape"):
            return key == "y"


def _keep(at_hand: AtHand, one: Chosen, renamed: tuple[tuple[str, str], ...]) -> None:
    bodies: list[Body] = [Loaded(one.text, renamed)]
    if one.file is not None and at_hand.history.routine(one.text) is None:
        bodies.insert(0, one.file)
    at_hand.record(*bodies, patient=one.routine.patient)


def _renamed(before: Routine, after: Routine) -> tuple[tuple[str, str], ...]:
    """Old and new ids of what is the same exercise: as the patient says; where nobody can be asked, if it is plain."""
    gone = [one for one in before.exercise if one.id not in {new.id for new in after.exercise}]
    new = [one for one in after.exercise if one.id not in {old.id for old in before.exercise}]
    found: dict[str, str] = {}
    for old in gone:
        for one in new:
            if one.region == old.region and one.id not in found.values() and _same(old, one):
                found[old.id] = one.id
                break
    return tuple(found.items())


def _same(old: Exercise, new: Exercise) -> bool:
    former, name = visible(old.name), opening(visible(new.name))
    plain = (old.name, old.device, old.side) == (new.name, new.device, new.side)
    if not attended():
        if plain:
            say(f"{name} has another id now ({new.id}, before: {old.id}). It counts as the same exercise.")
        else:
            say(f"Nobody could be asked here whether {name} is the former {former}. It counts as a new exercise.")
        return plain
    if former.casefold() == name.casefold():
        return yes(f"{name} has another id in the new file. Is it the same exercise? y or n: ")
    return yes(f"Is {name} the former {former}, renamed? y or n: ")


def _tell(at_hand: AtHand, routine: Routine, before: Routine | None, renamed: tuple[tuple[str, str], ...] = ()) -> None:
    say(f"Loaded: {visible(routine.title)}, by {visible(routine.by)}.")
    if routine.goal:
        say(f"Your goal: {visible(routine.goal)}")
    if before is not None:
        if before.id != routine.id:
            say(f"It takes the place of {visible(before.title)}.")
        told = changes(before, routine, renamed)
        say(*(f"  {opening(visible(line))}" for line in told) if told else ("  Nothing changes in what you do.",))
    at_hand.forget_history()
    known = assignments(at_hand.history)
    current = in_force(known, at_hand.today)
    held = standing_now(routine, at_hand.history, at_hand.now)
    if any(one.scope == "routine" for one in held):
        say("It was kept.")
    elif current is None or current.text != known[-1].text:
        first = known[-1].first
        ended = routine.end is not None and routine.end < at_hand.today
        say(
            f"It ended on {date_from(routine.end, at_hand.today)}; ask for a new one."
            if ended and routine.end
            else f"It begins on {date_from(first, at_hand.today)}."
        )
    else:
        say("It begins today. Type selfcare to see what is due.")
    if held:
        # The file is taken in all the same: the therapist may have meant it so, and can allow it with a reason.
        say(*load_lines(held, routine))
    say(
        *remark_lines(
            check(routine, known_health(at_hand.history, routine), at_hand.history, at_hand.now, asks=True), routine
        )
    )
    say(f"To ring: {visible(ring(routine.contact, routine))}. Emergency: {visible(routine.contact.emergency)}.")


def _found() -> Path:
    """A routine that lies in downloads, on the desktop or here, as the person chooses."""
    from selfcare.home.paths import downloads_and_desktop

    files: list[Path] = []
    for folder in (*downloads_and_desktop(), Path()):
        files += sorted(one for pattern in ("*.toml", "*.toml.txt") for one in folder.glob(pattern) if _looks_like(one))
    if not files:
        raise NotFound("No routine was found in Downloads, on the Desktop or here. Name the file: selfcare load FILE")
    for number, one in enumerate(files, 1):
        say(f"  {number}  {visible(str(one))}")
    if not attended():
        raise NotFound("Name one of them: selfcare load FILE")
    answer = ask("Which one? Type its number, and Enter: ") or ""
    wanted = whole(answer)
    if wanted is None or not 1 <= wanted <= len(files):
        raise NotFound("None was chosen, and nothing was loaded.")
    return files[wanted - 1]


def _looks_like(path: Path) -> bool:
    """Whether it may be a routine: not one of the many other TOML files."""
    try:
        with path.open("rb") as file:
            head = file.read(8192)
    except OSError:
        return False
    return b"patient" in head and b"format" in head


def _ask_reader() -> None:
    if yes("Do you use a screen reader, a program that reads the screen aloud? y or n: "):
        from selfcare.cli.commands.settings import change

        change("reader", "true")
        say("Reader mode is on: no line is ever rewritten. Off again: selfcare settings set reader no")
