"""What the patient will hear, and when. Nothing is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import NO_ROUTINE, AtHand, attended, say
from selfcare.cli.choosing import Chosen, chosen, dose_said, from_file, is_file
from selfcare.cli.stage import FACE_HELP, Wanted, face_said
from selfcare.day.decide import Day, decide
from selfcare.day.in_force import assignments, in_force
from selfcare.faces.preview import preview_lines
from selfcare.facts.history import History
from selfcare.facts.moment import Moment, local_ms
from selfcare.live.rehearsing import FASTEST
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Screening
from selfcare.text.dates import day_said
from selfcare.text.errors import HeldBack, NotFound, UsageRefused

if TYPE_CHECKING:
    from selfcare.day.dose import DoseName


def command(
    what: str | None = typer.Argument(
        None, metavar="[FILE|ROUTINE]", help="A file, or a loaded routine's id; else what is due."
    ),
    on: str | None = typer.Option(
        None, "--on", help='The day it is played: "2026-12-01", "yesterday". Without it: today.'
    ),
    dose: str = typer.Option("full", "--dose", help="full or gentler."),
    play: bool = typer.Option(False, "--play", help="Play it, as the patient hears and sees it. Nothing is logged."),
    speed: int = typer.Option(1, "--speed", min=1, max=FASTEST, help="With --play: so many seconds of it in each."),
    face: str | None = typer.Option(None, "--face", help=f"With --play: {FACE_HELP}"),
    gentle: bool = typer.Option(False, "--gentle", help="The gentler dose: the same as --dose gentler."),
) -> None:
    """What the patient will hear and when: the clock, the step, the side, the words; every default marked. Nothing is written."""
    wanted = face_said(face)
    if not play and (speed != 1 or wanted):
        raise UsageRefused("--speed and --face go with --play: without it nothing is played.")
    asked: DoseName = "gentler" if gentle else dose_said(dose)
    at_hand = AtHand()
    path = Path(what or "")
    from_a_file = what is not None and is_file(what)
    # A file is shown as it is written, at the therapist's desk: without anybody's history.
    now = at_hand.now
    day = None if on is None else day_said(on, now.local.date(), ahead=True)
    one = from_file(path) if from_a_file else chosen(what, at_hand) if what else _loaded(at_hand, day)
    if day is None and one.routine.start > now.local.date():
        day = one.routine.start
    if day is not None:
        now = _noon(day, now)
    history = History([]) if from_a_file else at_hand.history_for(now)
    decided = decide(history, now, dose=asked, file=(one.routine, one.text))
    assert decided is not None  # a routine was chosen
    if play:
        _play(decided, at_hand, wanted, speed)
        return
    plan = plan_session(one.routine, decided, None)
    say(*preview_lines(decided, plan, now.offset))
    if not decided.exercises:
        raise HeldBack("On that day nothing of it is played.")


def _play(day: Day, at_hand: AtHand, wanted: Wanted | None, speed: int) -> None:
    """The session itself, on the faster clock where one was asked for. Without a terminal nobody is asked anything."""
    from selfcare.cli.rehearse import rehearse

    if not day.exercises:
        raise HeldBack("On that day nothing of it is played.")
    how = How(attended=attended(), slower=at_hand.settings.pace == "slower", rate=at_hand.settings.rate)
    plan = plan_session(day.routine, day, None if how.attended else Screening("command line"), how)
    played = rehearse(plan, at_hand.settings, wanted, speed=speed)
    if played.signal is not None:
        raise typer.Exit(128 + played.signal)
    say("Rehearsal over. Nothing was logged.")


def _loaded(at_hand: AtHand, day: dt.date | None) -> Chosen:
    """What was loaded and is in force on that day; where nothing is, what was loaded last."""
    known = assignments(at_hand.history)
    if not known:
        raise NotFound(NO_ROUTINE)
    current = in_force(known, day or at_hand.today) or known[-1]
    return Chosen(current.routine, current.text, None)


def _noon(day: dt.date, now: Moment) -> Moment:
    return Moment(local_ms(dt.datetime.combine(day, dt.time(12)), now.offset), now.offset, now.zone)
