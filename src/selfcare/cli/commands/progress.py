"""How it goes, for the patient: counts and soreness."""

from __future__ import annotations

import datetime as dt

import typer

from selfcare.adherence.report import adherence
from selfcare.adherence.trend import trends
from selfcare.cli.at_hand import AtHand, say
from selfcare.day.in_force import assignments
from selfcare.faces.progress import progress_lines


def command(weeks: int = typer.Option(12, "--weeks", min=1, max=520, help="How far back.")) -> None:
    """How it goes: what was done of what was asked, and how soreness moved."""
    at_hand = AtHand()
    since = at_hand.now.local.date() - dt.timedelta(days=7 * weeks)
    history = at_hand.history_since((since - dt.timedelta(days=7)).isoformat())
    at_hand.__dict__["history"] = history
    _ = at_hand.patient
    known = assignments(history)
    first = known[0].first
    period = (since if since > first else None, None)
    report = adherence(history, period, at_hand.now)
    say(*progress_lines(history, report, trends(history, first, period), known[-1].routine))
