"""Take back something you entered. Both stay in the log: what was said, and that it was taken back."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.faces.history import entry_lines
from selfcare.facts.correcting import taken_back
from selfcare.log.store import Log
from selfcare.text.errors import NotFound, UsageRefused


def command(
    number: int | None = typer.Argument(
        None, metavar="[N]", help="The number from history; without it, what was entered last."
    ),
) -> None:
    """Take back something you entered. It stays in the log, and is shown as taken back.

    A session stays; of it your last word is taken back: all or part of it, or a score.
    """
    at_hand = AtHand()
    _ = at_hand.patient
    with Log.open(at_hand.folder, write=False) as log:
        known = Numbered(log)
        entry = known.latest_undoable() if number is None else known.numbered(number)
        if entry is None:
            raise NotFound("There is nothing that could be taken back.")
        try:
            correction = taken_back(entry)
        except ValueError as error:
            raise UsageRefused(str(error)) from None
        at_hand.record(correction)
        say(*entry_lines(known.again(entry)))
