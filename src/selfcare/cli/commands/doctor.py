"""Whether all is as it should be on this computer, a line each, with the command that mends what is not."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say, say_whole
from selfcare.cli.examining import examine


def command() -> None:
    """Looks at files, versions, the log, permissions, voice, sound, terminal, zone and space. Nothing is changed."""
    at_hand = AtHand()
    to_mend = []
    for one in examine(at_hand):
        state = "mend" if one.code else "note" if one.remedy else "ok"
        say(f"{state + ':':<6}{one.name}: {one.says}")
        say_whole(*(f"      {line}" for line in one.remedy))
        if one.code:
            to_mend.append(one)
    if to_mend:
        count = "One thing" if len(to_mend) == 1 else f"{len(to_mend)} things"
        say(f"{count} to mend. Begin with: {to_mend[0].name}.")
        raise typer.Exit(to_mend[0].code)
    say("Nothing needs mending.")
