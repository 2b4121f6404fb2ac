"""The guided session."""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

import typer

from selfcare.cli.admitting import Admission
from selfcare.cli.at_hand import AtHand, attended
from selfcare.cli.choosing import Chosen, chosen, dose_said, same_patient
from selfcare.cli.cut_off import ask_what_becomes
from selfcare.cli.guide import Guide
from selfcare.cli.stage import FACE_HELP, face_said
from selfcare.log.locks import hold_session
from selfcare.session.resume import cut_off

if TYPE_CHECKING:
    from collections.abc import Sequence


def command(
    what: str | None = typer.Argument(
        None, metavar="[ROUTINE|FILE]", help="A loaded routine's id, or a file; else what is due."
    ),
    screened: bool = typer.Option(
        False,
        "--screened",
        help="Without a terminal: none of the stop questions is true today. It is logged as said here.",
    ),
    gentle: bool = typer.Option(False, "--gentle", help="The gentler dose."),
    dose: str = typer.Option("full", "--dose", help="full or gentler: the same as --gentle."),
    face: str | None = typer.Option(None, "--face", help=FACE_HELP),
) -> None:
    """The guided session. Any key pauses; what you did is kept at every moment."""
    start(what, screened=screened, gentle=gentle or dose_said(dose) == "gentler", face=face)


def start(what: str | None, *, screened: bool, gentle: bool, face: str | None = None, told: Sequence[str] = ()) -> None:
    """Play a session, from the stop questions to the last answer. `told` are lines that stand on the screen already."""
    gc.enable()  # a session lives long
    wanted = face_said(face)
    at_hand = AtHand()
    with hold_session(at_hand.folder):
        guide = _cut_off(at_hand) if attended() else None
        if guide is None:
            one = chosen(what, at_hand)
            same_patient(at_hand, one.routine)
            guide = Guide(Admission(at_hand, one, dose="gentler" if gentle else "full"))
        guide.told = guide.admission.told = told
        guide.admission.admit()
        played = guide.play(screened=screened, wanted=wanted)
    if played.signal is not None:
        raise typer.Exit(128 + played.signal)


def _cut_off(at_hand: AtHand) -> Guide | None:
    """The guide of a session that was cut off and is to go on; None where there is none, or it was settled.

    Raises:
        Exit: the patient ended it there, and nothing more was asked for; or decides later.
    """
    session = cut_off(at_hand.history)
    if session is None:
        return None
    choice = ask_what_becomes(session, at_hand)
    at_hand.forget_history()
    if choice == "later" or (choice == "finished" and session.body.day == at_hand.today.isoformat()):
        raise typer.Exit
    routine = at_hand.history.routine(session.body.text)
    if choice != "continue" or routine is None:
        return None
    one = Chosen(routine, session.body.text, None)
    return Guide(Admission(at_hand, one, dose=session.body.dose, going_on=session))
