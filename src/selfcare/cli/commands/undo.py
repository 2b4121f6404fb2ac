"""Take back something you entered. Both stay in the log: what was said, and that it was taken back."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import numbered
from selfcare.faces.history import entry_lines
from selfcare.facts.entries import entries, taken_back
from selfcare.text.errors import NotFound, UsageRefused


def command(
    number: int | None = typer.Argument(
        None, metavar="[N]", help="The number from history; without it, what was entered last."
    ),
) -> None:
    """Take back something you entered. It stays in the log, and is shown as taken back."""
    at_hand = AtHand()
    _ = at_hand.patient
    known = entries(at_hand.history)
    if number is None:
        latest = [one for one in known if one.undoable and one.body is not None]
        if not latest:
            raise NotFound("There is nothing that could be taken back.")
        entry = latest[-1]
    else:
        entry = numbered(known, number)
    try:
        correction = taken_back(entry)
    except ValueError as error:
        raise UsageRefused(str(error)) from None
    at_hand.record(correction)
    at_hand.forget_history()
    say(*entry_lines(numbered(entries(at_hand.history), entry.number)))
