"""Conditions: what is known of the patient's health, and what it holds back."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

import typer

from selfcare.cli.at_hand import AtHand, attended, say, say_whole
from selfcare.cli.long_form import places_asked, withdrawn
from selfcare.cli.places import place_said
from selfcare.day.long_form import LONG_FORM, is_due
from selfcare.faces.health import condition_words, for_therapist, health_lines, what_it_does, withdrawn_words
from selfcare.facts.health import Health, known
from selfcare.facts.kinds import ConditionSaid
from selfcare.routine.conditions import CAUTIONS, FLAGS, find_flag, in_plain_words
from selfcare.text.errors import NotFound, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.facts.kinds import AnySide
    from selfcare.routine.model import Routine

_HOW: Final = 'Write it so: selfcare health add "broken bone" shin left'
_PLACES: Final = {option.name: option for question in LONG_FORM for option in question.options if option.has_place}
_ALSO_SOMEWHERE: Final = frozenset({"open_wound", "inflammation"})


def command(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[add|remove CONDITION [PLACE SIDE]]",
        help="Nothing: what is known. add or remove: one condition.",
    ),
) -> None:
    """What is known of your health, by whom, and what each of it holds back.

    \b
    selfcare health add "blood thinners"
    selfcare health add "broken bone" shin left
    selfcare health remove "thin bones"
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    routine, text = _decides(at_hand)
    does, *said = words or [""]
    match does:
        case "":
            _show(at_hand, routine, text)
        case "add":
            _add(at_hand, routine, said)
        case "remove":
            _remove(at_hand, routine, said)
        case _:
            raise UsageRefused(f"health does not know {visible(does[:40])!r}: add or remove. {_HOW}")


def _decides(at_hand: AtHand) -> tuple[Routine, str]:
    """The text in force, else the one loaded last."""
    from selfcare.day.in_force import in_force

    assignments = at_hand.assignments()
    one = in_force(assignments, at_hand.today) or assignments[-1]
    return one.routine, one.text


def _show(at_hand: AtHand, routine: Routine, text: str) -> None:
    health = known(at_hand.history, routine, (routine,))
    say(*health_lines(health, routine, at_hand.now.offset, at_hand.today))
    if is_due(at_hand.history, text):
        say("The questions about health are still to be answered: they come before the next session.")
    say_whole(*for_therapist(health, routine, at_hand.today))
    say('Something to add: selfcare health add "blood thinners". No longer so: selfcare health remove')


def _add(at_hand: AtHand, routine: Routine, said: list[str]) -> None:
    name, rest = _condition(said)
    places: list[tuple[str | None, AnySide | None]]
    if rest:
        places = [place_said(rest, _HOW)]
    elif name in _PLACES and attended():
        places = places_asked(_PLACES[name])
    else:
        places = [(None, None)]
    at_hand.record(*(ConditionSaid(name, region, side) for region, side in places))
    at_hand.forget_history()
    health = known(at_hand.history, routine, (routine,)) or Health()
    for region, side in places:
        one = next(
            one for one in health.named(name) if (one.region, one.side) == (region, side) and one.by == "patient"
        )
        say(f"Noted: {condition_words(one)}. {what_it_does(one, routine)}")
        if region is None and (name in _PLACES or name in _ALSO_SOMEWHERE):
            say(f'With its place, only that place is left out: selfcare health add "{in_plain_words(name)}" calf left')
    if name == "hypertension":
        say('Not under control? Then: selfcare health add "uncontrolled high blood pressure"')
    if name not in CAUTIONS:
        say_whole(*for_therapist(health, routine, at_hand.today))


def _remove(at_hand: AtHand, routine: Routine, said: list[str]) -> None:
    health = known(at_hand.history, routine, (routine,)) or Health()
    there = [one for one in health.conditions if one.withdrawn is None]
    if not there:
        raise NotFound("There is nothing to take back: selfcare health shows what is known.")
    if not said:
        names = ", ".join(dict.fromkeys(in_plain_words(one.name) for one in there))
        raise UsageRefused(f'Which? {names}. For example: selfcare health remove "{in_plain_words(there[0].name)}"')
    name, rest = _condition(said)
    region, side = place_said(rest, _HOW) if rest else (None, None)
    gone = [
        one for one in there if one.name == name and region in (None, one.region) and (side is None or side == one.side)
    ]
    if not gone:
        raise NotFound(f"{in_plain_words(name)} is not known here. What is: selfcare health")
    at_hand.record(*map(withdrawn, gone))
    say(*(withdrawn_words(one, routine) for one in gone))
    if any(one.name not in CAUTIONS for one in gone):
        at_hand.forget_history()
        say_whole(*for_therapist(known(at_hand.history, routine, (routine,)), routine, at_hand.today))


def _condition(said: list[str]) -> tuple[str, list[str]]:
    """The condition that the first words name, as many of them as there may be; the rest is its place."""
    words = " ".join(said).split()
    for count in range(len(words), 0, -1):
        name = find_flag(" ".join(words[:count]))
        if name is not None:
            return name, words[count:]
    if not words:
        say("These have a word:", *(f"  {one}" for one in sorted(map(in_plain_words, FLAGS))))
        raise UsageRefused(f"Which of them? {_HOW}")
    names = [one for name, others in FLAGS.items() for one in (name.replace("_", " "), *others)]
    near = get_close_matches(" ".join(words).casefold(), names, 1) or get_close_matches(words[0].casefold(), names, 1)
    meant = f" Did you mean {near[0]!r}?" if near else ""
    raise UsageRefused(
        f"I know no condition {visible(' '.join(words)[:60])!r}.{meant} Those that I know: selfcare health add. "
        "Anything else: tell your therapist before the next session."
    )
