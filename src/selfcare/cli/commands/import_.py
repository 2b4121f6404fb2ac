"""Facts from another machine."""

from __future__ import annotations

from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.faces.naming import counted
from selfcare.home.people import InUse, people
from selfcare.log.incoming import facts, looked_through
from selfcare.log.store import Log
from selfcare.text.visible import visible


def command(
    file: str = typer.Argument(..., metavar="FILE", help="facts.jsonl of selfcare export jsonl, or its folder."),
) -> None:
    """Take in what was written down on another machine. What is here already is not doubled, whatever the order.

    \b
    selfcare export jsonl --to /media/stick       on the other machine
    selfcare import /media/stick/selfcare-P014-2026-11-23-to-2026-12-20
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    _ = at_hand.loadings
    found = looked_through(Path(file), at_hand.owner)
    if at_hand.owner is None and (InUse.name is not None or people()):
        from selfcare.cli.persons import not_anothers

        not_anothers(found.patient)
    with Log.open(at_hand.folder, write=True) as log:
        new = log.merge(facts(found.path, found.patient)).new
    said = f"{counted(found.facts, 'fact')} of patient {visible(found.patient)}"
    if not new:
        say(f"Nothing new: {said}, all of them here already.")
        return
    say(f"Taken in: {said}, {new} of them new. See them with: selfcare history")
