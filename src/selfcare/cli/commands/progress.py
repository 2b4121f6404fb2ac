"""How it goes, for the patient: counts and soreness."""

from __future__ import annotations

import typer

from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.weeks import USUAL, last_weeks
from selfcare.faces.progress import progress_lines


def command(weeks: int = typer.Option(USUAL, "--weeks", min=1, max=520, help="How far back.")) -> None:
    """How it goes: what was done of what was asked, and how soreness moved."""
    at_hand = AtHand()
    _ = at_hand.patient
    known = at_hand.assignments()
    period = last_weeks(known, at_hand.today, weeks)
    history = at_hand.history_of_days(period[0], None)
    report = adherence(history, period, at_hand.now)
    say(*progress_lines(history, report, trends(history, known[0].first, period), known[-1].routine))
