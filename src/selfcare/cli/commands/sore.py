"""Soreness now."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from selfcare.cli.at_hand import AtHand, ask_key, attended, say
from selfcare.cli.places import place_said, region_said
from selfcare.faces.naming import place
from selfcare.faces.words import soreness
from selfcare.facts.kinds import Rated
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

if TYPE_CHECKING:
    import typer

    from selfcare.facts.kinds import AnySide

CONTEXT = {"ignore_unknown_options": True}
_HOW = "Write the place, the number from 0 to 10, and the side: selfcare sore hip 6 left"
_KEYS: dict[str, AnySide] = {"l": "left", "left": "left", "r": "right", "right": "right", "b": "both"}
_UNTOLD = ("-", "enter", "q", "escape")


def command(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="PLACE NUMBER [SIDE]", help="Where, 0 to 10, and which side.")
    ] = None,
) -> None:
    """Soreness now, at rest, 0 to 10. 0 is no soreness, 10 the worst imaginable.

    \b
    selfcare sore hip 6 left
    selfcare sore between the shoulder blades 3
    """  # noqa: D301 - \b keeps typer from joining the examples
    words = [part for word in words or () for part in word.split()]  # "hip left" in quotes is two words, too
    numbers = [word for word in words if word.lstrip("-").isdigit()]
    score = whole(numbers[0]) if len(numbers) == 1 else None
    if score is None:
        raise UsageRefused(_HOW if len(numbers) != 1 else f"{numbers[0][:20]} is not a number from 0 to 10. {_HOW}")
    region, side = place_said([word for word in words if word not in numbers], _HOW)
    untold = side is None and region_said(region, _HOW).sides == "paired"
    at_hand = AtHand()
    rated = Rated("soreness", "now", at_hand.today.isoformat(), score, region, side)
    odd = at_hand.objection(rated)
    if odd is not None:
        raise UsageRefused(f"{odd} {_HOW}")
    _ = at_hand.patient  # asked for before the side is
    if untold and attended():
        rated = rated._replace(side=_asked_side())
    at_hand.record(rated)
    say(f"Noted: {place(region, rated.side)}, soreness {soreness(score)}. Wrong? selfcare undo")
    if untold and rated.side is None:
        say(f"Which side was not told. To say it: selfcare undo, then selfcare sore {region} {score} left")


def _asked_side() -> AnySide | None:
    """The side, by one key; None: not told."""
    prompt = "Which side? l left, r right, b both, - not told: "
    while (key := ask_key(prompt)) not in (*_KEYS, *_UNTOLD):
        say("That key is none of them.")
    return _KEYS.get(key)
