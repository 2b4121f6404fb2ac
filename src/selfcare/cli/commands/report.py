"""At most fifteen lines to paste into an e-mail."""

from __future__ import annotations

import typer

from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.weeks import first_read, of_a_letter
from selfcare.day.tell import tells
from selfcare.faces.letter import report_lines
from selfcare.faces.message import message_lines


def command(
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="From this day on; else the last 12 weeks."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
    message: bool = typer.Option(False, "--message", help="Five lines to send: what happened, scores, doses, since."),
) -> None:
    """At most fifteen lines for your therapist: stops first, then done of asked in words, then soreness."""
    at_hand = AtHand()
    _ = at_hand.patient
    known = at_hand.assignments()
    if message:
        told = tells(at_hand.history, known, at_hand.today)
        say(*message_lines(at_hand.history, told, known[-1].routine, at_hand.now, at_hand.today))
        return
    period = of_a_letter(known, at_hand.today, since, until)
    history = at_hand.history_of_days(first_read(known, period[0]), period[1])
    report = adherence(history, period, at_hand.now)
    say(*report_lines(history, report, trends(history, known[0].first, period), known[-1].routine))
