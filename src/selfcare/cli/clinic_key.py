"""The clinic's pair of keys, and by which keys a patient's files are signed, for `clinic key`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cli.at_hand import AtHand, say, say_whole
from selfcare.faces.words import date_from
from selfcare.log.sharing.identity import FILE, find_identity, make_identity
from selfcare.log.sharing.signing import mark
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from selfcare.clinic.believing import Sender
    from selfcare.facts.moment import Moment


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


def computer_lines(code: str, senders: Sequence[Sender], now: Moment) -> list[str]:
    """The marks of the computers that signed a patient's files."""
    if not senders:
        return [f"No file of {visible(code)} was signed yet."]
    lines = [f"The marks of the computers that signed files of {visible(code)}:"]
    for one in senders:
        day = now._replace(at=one.shared).local.date()
        until = "" if one.believed else "; no longer believed"
        lines.append(f"  {mark(one.key)}  the newest of {date_from(day, now.local.date())}{until}")
    return [*lines, f"One that was lost or sold: selfcare clinic key {visible(code)} --forget MARK"]


def forgotten_line(code: str, gone: Sender) -> str:
    """What becomes of a key that is no longer believed."""
    its_mark = mark(gone.key)
    return (
        f"Files of {visible(code)} that {its_mark} signs are refused from now on. To believe it again, add its next file "
        f"with --accept {its_mark.replace(' ', '')}"
    )
