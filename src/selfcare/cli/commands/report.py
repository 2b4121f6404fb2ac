"""At most fifteen lines to paste into an e-mail."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.cli.at_hand import AtHand, say
from selfcare.day.in_force import assignments
from selfcare.day.tell import tells
from selfcare.faces.letter import report_lines
from selfcare.faces.message import message_lines
from selfcare.text.dates import day_said

if TYPE_CHECKING:
    import datetime as dt


def command(
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="Only from this day on."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
    message: bool = typer.Option(False, "--message", help="Five lines to send: what happened, scores, doses, since."),
) -> None:
    """At most fifteen lines for your therapist: stops first, then done of asked in words, then soreness."""
    at_hand = AtHand()
    _ = at_hand.patient

    def day(words: str | None) -> dt.date | None:
        return None if words is None else day_said(words, at_hand.today)

    period = (day(since), day(until))
    known = assignments(at_hand.history)
    if message:
        told = tells(at_hand.history, known, at_hand.today)
        say(*message_lines(at_hand.history, told, known[-1].routine, at_hand.now, at_hand.today))
        return
    report = adherence(at_hand.history, period, at_hand.now)
    say(*report_lines(at_hand.history, report, trends(at_hand.history, known[0].first, period), known[-1].routine))
