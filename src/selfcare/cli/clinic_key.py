"""The clinic's pair of keys, for `clinic key`; and a patient's sealed file, opened with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cli.at_hand import AtHand, say, say_whole
from selfcare.log.sharing.identity import FILE, find_identity, make_identity
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path


def tell_key(at_hand: AtHand) -> None:
    """Print the line with the public key for a routine; the pair is made where there is none yet, and never again."""
    found = find_identity(at_hand.folder)
    path: Path = at_hand.folder / FILE
    if found is None:
        found = make_identity(at_hand.folder)
        say("Your pair of keys is made. The secret one lies here:")
        say_whole(f"  {visible(str(path))}")
        say(
            "Copy that file to a place where only you can read it. Without it nobody can open what patients send.",
            "",
        )
    say("This line goes into each routine, above its first heading in brackets:")
    say_whole(f'send_to = "{found.to_public()}"')
