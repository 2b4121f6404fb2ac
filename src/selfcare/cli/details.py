"""The details of a yes at the stop questions: which of the line's two or three, and which place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cli.at_hand import say
from selfcare.cli.places import place_said
from selfcare.day.questions import all_questions
from selfcare.facts.kinds import Answered, KeptOff, NeedledAt
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
    """What more there is to keep of that answer. Without an answer the line counts as it stands; unanswered is not no."""
    top = all_questions()[answered.yes[-1]]
    if not top.detail:
        return []
    for one in top.detail:
        say(f"  {one.key}  {one.words}")
    keys = {one.key: one for one in top.detail}
    key = ask_key("Which? ")
    if key not in keys:
        # Not told which: nothing is taken for granted, and every place of it stays off.
        return [] if top.urgency != "place" else _every_place(day, top.words)
    detail = keys[key]
    bodies: list[Body] = [answered._replace(yes=(*answered.yes, detail.id))]
    if detail.urgency != "place":
        return bodies
    place = _ask_place(ask)
    if place is None:
        return [*bodies, *_every_place(day, detail.words)]
    region, side = place
    if detail.id == "needled":
        return [*bodies, NeedledAt(_ask_when(at_hand, ask), region, side)]
    return [*bodies, KeptOff(day.date.isoformat(), detail.id, region, side or "both")]


def _every_place(day: Day, why: str) -> list[Body]:
    regions = dict.fromkeys(one.exercise.region for one in day.exercises)
    return [KeptOff(day.date.isoformat(), why, region, "both") for region in regions]


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
