"""What the patient will hear, and when. Nothing is written."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, attended, say
from selfcare.cli.choosing import chosen, from_file
from selfcare.cli.stage import FACE_HELP, Wanted, face_said
from selfcare.day.decide import Day, decide
from selfcare.faces.preview import preview_lines
from selfcare.facts.history import History
from selfcare.facts.moment import Moment, local_ms
from selfcare.live.rehearsing import FASTEST
from selfcare.session.plan import How, plan_session
from selfcare.session.steps import Screening
from selfcare.text.dates import day_said
from selfcare.text.errors import HeldBack, UsageRefused


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
) -> None:
    """What the patient will hear and when: the clock, the step, the side, the words; every default marked. Nothing is written."""
    wanted = face_said(face)
    if dose not in ("full", "gentler"):
        raise UsageRefused(f"There is no dose {dose!r}: full or gentler.")
    at_hand = AtHand()
    path = Path(what or "")
    is_file = what is not None and path.is_file()
    # A file is shown as it is written, at the therapist's desk: without anybody's history.
    one = from_file(path) if is_file else chosen(what, at_hand)
    history = History([]) if is_file else at_hand.history
    now = at_hand.now
    if on is not None:
        now = _noon(day_said(on, now.local.date(), ahead=True), now)
    elif is_file and one.routine.start > now.local.date():
        now = _noon(one.routine.start, now)
    decided = decide(history, now, dose="gentler" if dose == "gentler" else "full", file=(one.routine, one.text))
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


def _noon(day: dt.date, now: Moment) -> Moment:
    return Moment(local_ms(dt.datetime.combine(day, dt.time(12)), now.offset), now.offset, now.zone)
