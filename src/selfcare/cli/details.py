"""The details of a yes at the stop questions: which of the line's two or three, and which place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from selfcare.cli.at_hand import say
from selfcare.cli.places import place_said
from selfcare.day.questions import SLIP, all_questions
from selfcare.facts.kinds import EVERY_PLACE, Answered, KeptOff, NeedledAt
from selfcare.facts.moment import local_ms
from selfcare.text.dates import time_said
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.cli.at_hand import AtHand
    from selfcare.day.decide import Day
    from selfcare.day.questions import StopQuestion
    from selfcare.facts.kinds import AnySide, Body

_BACK: Final = "b"
_LEAVE = ("q", "escape")
_ALL_OFF = "Not told where: every place stays off today."


def ask_details(
    answered: Answered, day: Day, at_hand: AtHand, ask_key: Callable[[str], str], ask: Callable[[str], str | None]
) -> list[Body]:
    """What more there is to keep of that answer: the same answer with its detail, and the place that it names.

    Without an answer the line counts as it stands; unanswered is not no.
    """
    top = all_questions()[answered.yes[-1]]
    if not top.detail:
        return []
    slip = answered._replace(yes=(*answered.yes, SLIP))
    key = _ask_which(top, ask_key)
    if key == _BACK:
        return [slip]
    detail = next((one for one in top.detail if one.key == key), None)
    if detail is None:
        return []
    told = answered._replace(yes=(*answered.yes, detail.id))
    if detail.urgency != "place":
        return [told]
    place = _ask_place(ask)
    if place == _BACK:
        return [slip]
    if place is None:
        return [told, KeptOff(day.date.isoformat(), detail.id, EVERY_PLACE, "both")]
    region, side = place
    if detail.id == "needled":
        return [told, NeedledAt(_ask_when(at_hand, ask), region, side)]
    return [told, KeptOff(day.date.isoformat(), detail.id, region, side or "both")]


def _ask_which(top: StopQuestion, ask_key: Callable[[str], str]) -> str:
    """The key of a detail, or b; another only after it was said what is off then, and the same was pressed again."""
    keys = [one.key for one in top.detail]
    for one in top.detail:
        say(f"  {one.key}  {one.words}")
    say(f"  {_BACK}  back: none of these was meant")
    choices = f"{', '.join(keys)}, or {_BACK} for none of these: "
    leaving = False
    while True:
        key = ask_key(f"Which? {choices}")
        if key in (*keys, _BACK):
            return key
        if key not in _LEAVE:
            say("That key is none of them.")
        elif leaving:
            return key
        else:
            leaving = True
            off = _ALL_OFF if top.urgency == "place" else "Not told which: nothing is played until it is clear."
            say(f"{off} To leave it so, press {key} again.")


def _ask_place(ask: Callable[[str], str | None]) -> tuple[str, AnySide | None] | Literal["b"] | None:
    """The place, or b. None: not told, after it was said that every place stays off then and it was asked once more."""
    prompt = f"Where, and which side? For example calf left; {_BACK} for none of these: "
    warned = False
    while (answer := ask(prompt)) is not None:
        if answer.casefold() in (_BACK, "back"):
            return _BACK
        if answer:
            try:
                return place_said(answer.split(), "Write a place and a side: calf left")
            except UsageRefused as refused:
                say(refused.sentence)
        elif warned:
            return None
        else:
            warned = True
            say(_ALL_OFF)
            prompt = f"Where? A place and its side; Enter again for every place; {_BACK} for none of these: "
    return None


def _ask_when(at_hand: AtHand, ask: Callable[[str], str | None]) -> int:
    """When it was needled. Not told: now, so that the waiting is not cut short.

    What is not understood is asked again: typed again into the next screen, its first digit would be an answer there.
    """
    while answer := ask("When? (for example: yesterday 15:00; Enter: now) "):
        try:
            local = time_said(answer, at_hand.now.local, at_hand.today)
        except UsageRefused as refused:
            say(refused.sentence)
        else:
            return min(local_ms(local, at_hand.now.offset), at_hand.now.at)
    return at_hand.now.at
