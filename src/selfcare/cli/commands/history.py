"""What was done."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.faces.history import history_lines
from selfcare.log.store import Log


def command(
    number: int | None = typer.Argument(
        None, metavar="[N]", help="One entry in full, by its number; without it, the list."
    ),
    last: int = typer.Option(20, "--last", min=1, help="How many entries of the list."),
) -> None:
    """What was done, newest last. The number before a line is what fix and undo take, and history for all of that entry.

    \b
    selfcare history             the last 20 entries
    selfcare history --last 5
    selfcare history 12          entry 12 in full, with what was corrected
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    _ = at_hand.patient
    with Log.open(at_hand.folder, write=False) as log:
        known = Numbered(log)
        if number is None:
            say(*history_lines(known.last(last), last, known.count))
            return
        from selfcare.faces.entry_page import entry_page

        say(*entry_page(known.numbered(number)))
