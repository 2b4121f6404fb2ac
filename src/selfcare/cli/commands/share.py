"""The log for the therapist, in one sealed file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, ask, attended, say, say_whole
from selfcare.cli.leaving import material, period_said
from selfcare.exports.material import folder_name
from selfcare.faces.sharing import after_lines, leaving_lines, words_lines
from selfcare.home.new_files import write_numbered
from selfcare.log.sharing.leaving import Leaving
from selfcare.log.sharing.payload import pack
from selfcare.log.sharing.sealing import sealed
from selfcare.log.sharing.signing import mark, public_part, signing_key
from selfcare.log.store import Log
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.routine.model import Routine


def command(
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="Only from this day on."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
    without_notes: bool = typer.Option(False, "--without-notes", help="What you wrote with note stays here."),
    to: str = typer.Option(".", "--to", metavar="FOLDER", help="Where the file goes; here without it."),
    yes: bool = typer.Option(False, "--yes", help="Do it without asking."),
) -> None:
    """One file for your therapist, which nobody else can open. What is in it is shown first.

    Nothing is sent: you attach the file to an e-mail, for example.
    """
    at_hand = AtHand()
    patient, routine = at_hand.patient, at_hand.last_routine()
    key = _therapists_key(routine)
    period = period_said(since, until, at_hand)
    with Log.open(at_hand.folder, write=False) as log:
        chosen = material(at_hand, log, period)
        leaving = Leaving(chosen.lines(), notes=not without_notes)
        packed = pack(leaving)
    days = chosen.first, chosen.last
    say(*leaving_lines(leaving.kinds, patient, days, at_hand.today, routine))
    say(*words_lines(leaving, notes=not without_notes))
    if not _agreed(yes=yes):
        return
    ours = signing_key(at_hand.folder)
    data = sealed(packed, patient, key, ours, at_hand.now.at, days, notes=not without_notes)
    path = write_numbered(Path(to).absolute() / f"{folder_name(chosen)}.age", lambda aside: _write(aside, data))
    say_whole(f"Written: {visible(str(path))}")
    say(*after_lines(routine, mark(public_part(ours))))


def _therapists_key(routine: Routine) -> str:
    if routine.send_to is None:
        name = routine.therapist
        raise NotFound(
            f"Your routine does not say for whom a file could be sealed. Ask {name} for a newer one: {name} types "
            "selfcare clinic key, adds the line that it prints to your routine, and sends it to you. Until then: "
            "selfcare report"
        )
    return routine.send_to


def _agreed(*, yes: bool) -> bool:
    if yes:
        return True
    if not attended():
        raise UsageRefused("Nothing was written: nobody could be asked here. To do it, add --yes to the same words.")
    if (ask("Write the file? Type yes, or Enter to leave it: ") or "").casefold() == "yes":
        return True
    say("Nothing was written.")
    return False


def _write(aside: Path, data: bytes) -> None:
    with aside.open("wb") as file:
        file.write(data)
