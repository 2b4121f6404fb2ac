"""What was done."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.faces.history import history_lines
from selfcare.facts.entries import entries


def command(last: int = typer.Option(20, "--last", min=1, help="How many entries.")) -> None:
    """What was done, newest last. The number before a line is what fix and undo take."""
    at_hand = AtHand()
    _ = at_hand.patient
    say(*history_lines(entries(at_hand.history), last))
