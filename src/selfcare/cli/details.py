"""The details of a yes at the stop questions: which of the line's two or three, and which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
    from selfcare.facts.kinds import AnySide, Body


def ask_details(
    answered: Answered, day: Day, at_hand: AtHand, ask_key: Callable[[str], str], ask: Callable[[str], str | None]
) -> list[Body]:
    """What more there is to keep of that answer: the same answer with its detail, and the place that it names.

    Without an answer the line counts as it stands; unanswered is not no.
    """
    top = all_questions()[answered.yes[-1]]
    if not top.detail:
        return []
    for one in top.detail:
        say(f"  {one.key}  {one.words}")
    say("  b  back: none of these was meant")
    keys = {one.key: one for one in top.detail}
    key = ask_key("Which? ")
    while key not in {*keys, "b", "q", "escape"}:
        key = ask_key(f"Press {', '.join(keys)}, or b. Which? ")
    if key == "b":
        return [answered._replace(yes=(*answered.yes, SLIP))]
    if key not in keys:
        return []
    detail = keys[key]
    told = answered._replace(yes=(*answered.yes, detail.id))
    if detail.urgency != "place":
        return [told]
    place = _ask_place(ask)
    if place is None:
        say("No place told: nothing is pressed today.")
        return [told, KeptOff(day.date.isoformat(), detail.id, EVERY_PLACE, "both")]
    region, side = place
    if detail.id == "needled":
        return [told, NeedledAt(_ask_when(at_hand, ask), region, side)]
    return [told, KeptOff(day.date.isoformat(), detail.id, region, side or "both")]


def _ask_place(ask: Callable[[str], str | None]) -> tuple[str, AnySide | None] | None:
    for _ in range(3):
        answer = ask("Where, and which side? (for example: calf left) ")
        if not answer:
            return None
        try:
            return place_said(answer.split(), "Write a place and a side: calf left")
        except UsageRefused as refused:
            say(refused.sentence)
    return None


def _ask_when(at_hand: AtHand, ask: Callable[[str], str | None]) -> int:
    """When it was needled. Not told or not understood: now, so that the waiting is not cut short."""
    answer = ask("When? (for example: yesterday 15:00; Enter: today) ")
    try:
        local = time_said(answer or "now", at_hand.now.local, at_hand.today)
    except UsageRefused as refused:
        say(refused.sentence, "Taken as now.")
        return at_hand.now.at
    return min(local_ms(local, at_hand.now.offset), at_hand.now.at)
