"""All patients: the pair of keys for what they share."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

_HOW = "selfcare clinic key"


def command(
    words: list[str] | None = typer.Argument(None, metavar="[key]", help="key: yours, for what patients share."),
) -> None:
    """Your public key, as a line for each routine. The pair is made when there is none yet, and never again."""
    at_hand = AtHand()
    match words or []:
        case ["key"]:
            from selfcare.cli.clinic_key import tell_key

            tell_key(at_hand)
        case []:
            raise UsageRefused(f"Write: {_HOW}")
        case others:
            raise UsageRefused(f"clinic does not know {visible(others[0][:40])!r} so. Write: {_HOW}")
