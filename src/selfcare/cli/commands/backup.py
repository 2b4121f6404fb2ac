"""One file with all of the log, checked, to be kept somewhere else."""

from __future__ import annotations

from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, say, say_whole
from selfcare.exports.material import code_in_names
from selfcare.faces.safekeeping import facts
from selfcare.log.backups import back_up
from selfcare.log.store import Log
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible


def command(
    folder: str = typer.Argument(".", metavar="[FOLDER]", help="Where it goes, such as a stick; here without it."),
) -> None:
    """One file with all that was ever written down, checked. Nothing is overwritten. Settings are not in it."""
    at_hand = AtHand()
    with Log.open(at_hand.folder, write=False) as log:
        owner = log.owner()
        if owner is None:
            raise NotFound("Nothing was written down yet, so there is nothing to back up.")
        name = f"selfcare-{code_in_names(owner)}-{at_hand.now.local.date().isoformat()}.sqlite3"
        written = back_up(log, Path(folder) / name)
    with Log.read(written) as copy:
        count = sum(1 for _ in copy.lines())
    say_whole(f"Written, and read back: {visible(str(written))}")
    say(
        f"It holds {facts(count)}: everything until now. Keep it on another disk than this one.",
        "To put it back: selfcare restore FILE",
    )
