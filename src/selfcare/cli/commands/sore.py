"""Soreness now."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.places import place_said
from selfcare.faces.words import soreness
from selfcare.facts.kinds import Rated
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

CONTEXT = {"ignore_unknown_options": True}
_WORST = 10
_HOW = "Write the place, the number from 0 to 10, and the side: selfcare sore hip 6 left"


def command(
    words: list[str] = typer.Argument(..., metavar="PLACE NUMBER [SIDE]", help="Where, 0 to 10, and which side."),
) -> None:
    """Soreness now, at rest, 0 to 10. 0 is no soreness, 10 the worst imaginable.

    \b
    selfcare sore hip 6 left
    selfcare sore between the shoulder blades 3
    """  # noqa: D301 - \b keeps typer from joining the examples
    numbers = [word for word in words if word.lstrip("-").isdigit()]
    score = whole(numbers[0]) if len(numbers) == 1 else None
    if score is None or score > _WORST:
        raise UsageRefused(_HOW if len(numbers) != 1 else f"{numbers[0][:20]} is not a number from 0 to 10. {_HOW}")
    region, side = place_said([word for word in words if word not in numbers], _HOW)
    at_hand = AtHand()
    at_hand.record(Rated("soreness", "now", at_hand.today.isoformat(), score, region, side))
    say(f"Noted: {region}{f' {side}' if side else ''}, soreness {soreness(score)}. Wrong? selfcare undo")
