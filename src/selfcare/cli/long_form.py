"""Ask the questions about health that come with a routine: one a line, answered by their numbers, and each place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.cli.at_hand import ask, ask_key, say, say_whole
from selfcare.cli.places import place_said
from selfcare.day.long_form import ALL_IDS, LONG_FORM
from selfcare.faces.health import condition_words, for_therapist, found_by_therapist, what_it_does
from selfcare.faces.naming import opening
from selfcare.facts.health import known
from selfcare.facts.kinds import ConditionSaid, ConditionWithdrawn, HealthAsked
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from selfcare.cli.at_hand import AtHand
    from selfcare.day.long_form import LongQuestion, Option
    from selfcare.facts.health import Condition, Health
    from selfcare.facts.kinds import AnySide, Body
    from selfcare.routine.model import Routine

_LEAVE: Final = ("l", "later", "q", "escape")
_NONE: Final = ("n", "no", "none")
_LEFT: Final = "Left for later. They are asked before the next session."


def questions_lines() -> list[str]:
    """The questions, one a line, each with its number."""
    return [f"  {number:>2}  {one.words}" for number, one in enumerate(LONG_FORM, 1)]


def due_lines(routine: Routine, today: dt.date) -> list[str]:
    """What is asked before the first session of a text, where nobody can be asked; after an appointment only what changed."""
    if routine.screened is None:
        return ["Before the first session of this routine, are any of these true for you?", *questions_lines()]
    asked = found_by_therapist(routine, today)
    return ["Before the first session of this routine:", *asked, "Has any of this changed since your appointment?"]


def ask_long_form(at_hand: AtHand, routine: Routine, text: str, patient: str) -> bool:
    """Ask, and keep what was answered; whether it was. Nothing is kept of what was left for later.

    Where the therapist asked already, it is only whether anything has changed since.
    """
    at_hand.forget_history()
    health = known(at_hand.history, routine)
    changed = None
    if routine.screened is not None:
        say(*found_by_therapist(routine, at_hand.today))
        key = _key("Has any of this changed since your appointment? y, n, or l for later: ", ("y", "n", *_LEAVE))
        if key in _LEAVE:
            say(_LEFT)
            return False
        changed = key == "y"
        if not changed:
            at_hand.record(HealthAsked(text, "asked", False, (), ()), patient=patient)
            say("Noted: nothing has changed.")
            return True
    yes = _asked(health, changed=changed is True)
    if yes is None:
        say(_LEFT)
        return False
    bodies: list[Body] = []
    for one in yes:
        bodies += _conditions(one, health)
    bodies += _no_longer(yes, health) if changed is None else []
    asked = HealthAsked(text, "asked", changed, tuple(one.id for one in yes), _rest(yes))
    at_hand.record(asked, *bodies, patient=patient)
    at_hand.forget_history()
    told = known(at_hand.history, routine)
    said = {(body.name, body.region, body.side) for body in bodies if isinstance(body, ConditionSaid)}
    for condition in told.conditions if told else ():
        if condition.by == "patient" and (condition.name, condition.region, condition.side) in said:
            say(f"Noted: {condition_words(condition)}. {what_it_does(condition, routine)}")
    if not said:
        say("Noted." if yes else "Noted: none of these.")
    say_whole(*for_therapist(told, routine, at_hand.today))
    return True


def _rest(yes: Sequence[LongQuestion]) -> tuple[str, ...]:
    return tuple(one for one in ALL_IDS if one not in {said.id for said in yes})


def _key(prompt: str, keys: tuple[str, ...]) -> str:
    """One of these keys; any other, Enter too, asks again."""
    while (key := ask_key(prompt)) not in keys:
        say("That key is none of them.")
    return key


def _asked(health: Health | None, *, changed: bool) -> list[LongQuestion] | None:
    """The questions answered yes, as they were read back and confirmed; None: left for later."""
    mine = [one for one in (health.conditions if health else ()) if one.by == "patient" and one.cleared is None]
    what = "Which of these are new, or have changed?" if changed else "Are any of these true for you?"
    say(f"{what} You can name several.", *questions_lines())
    if mine:
        say(f"Known from you already: {'; '.join(condition_words(one) for one in mine)}.")
    while True:
        answer = ask("Their numbers and Enter (such as 2 4), n none of these, l for later: ")
        if answer is None or answer.casefold() in _LEAVE:
            return None
        if answer.casefold() in _NONE:
            return []
        numbers = [whole(word) for word in answer.replace(",", " ").replace("and", " ").split()]
        if not numbers or not all(number and number <= len(LONG_FORM) for number in numbers):
            say(f"Write numbers from 1 to {len(LONG_FORM)}, or n, or l. Enter alone is no answer.")
            continue
        yes = [one for number, one in enumerate(LONG_FORM, 1) if number in numbers]
        say("You said yes to:", *(f"  {one.words}" for one in yes))
        if _key("Is that right? y, or n to answer again: ", ("y", "n")) == "y":
            return yes


def _conditions(question: LongQuestion, health: Health | None) -> list[Body]:
    """What a yes to it names: which of its conditions, and where each is."""
    found: list[Body] = []
    for option in _which(question):
        before = [one for one in (health.conditions if health else ()) if one.name == option.name]
        cleared = next((one for one in before if one.cleared is not None), None)
        if cleared is not None:
            say(f"{opening(condition_words(cleared))} was cleared: {cleared.cleared}")
            if _key("Is there anything new about it since? y or n: ", ("y", "n")) == "n":
                continue
        for region, side in places_asked(option) if option.has_place else [(None, None)]:
            same = any((one.region, one.side) == (region, side) and one.cleared is None for one in before)
            if not same or any(one.withdrawn for one in before):
                found.append(ConditionSaid(option.name, region, side))
    return found


def _which(question: LongQuestion) -> Sequence[Option]:
    """Which of its two things; not told, both."""
    if len(question.options) == 1:
        return question.options
    first, second = question.options
    say(f"{question.words}. Which?", f"  1  {first.words}", f"  2  {second.words}", "  3  both")
    key = _key("1, 2 or 3: ", ("1", "2", "3"))
    return {"1": (first,), "2": (second,)}.get(key, question.options)


def places_asked(option: Option) -> list[tuple[str | None, AnySide | None]]:
    """Where it is, one place or several. Not told: nowhere is known to be free, and that is said before it is kept."""
    found: list[tuple[str | None, AnySide | None]] = []
    say(f"Where is it: {option.words}? A place and a side, for example calf left.")
    prompt = "Where: "
    warned = False
    while (answer := ask(prompt)) is not None:
        if answer:
            try:
                found.append(place_said(answer.split(), "Write a place and a side: calf left"))
            except UsageRefused as refused:
                say(refused.sentence)
                continue
            prompt = "Another place of it? The place, or Enter for no: "
        elif found or warned:
            break
        else:
            warned = True
            say("Without its place nothing at all is played.")
            prompt = "Where? Or Enter again to leave it so: "
    return found or [(None, None)]


def _no_longer(yes: Sequence[LongQuestion], health: Health | None) -> list[Body]:
    """What the patient named before, and now says no to: withdrawn, as by `health remove`."""
    said_no = {option.name for one in LONG_FORM if one not in yes for option in one.options}
    gone = [
        one
        for one in (health.conditions if health else ())
        if one.by == "patient" and one.name in said_no and one.withdrawn is None and one.cleared is None
    ]
    return [withdrawn(one) for one in gone]


def withdrawn(condition: Condition) -> ConditionWithdrawn:
    """The fact that the patient takes it back."""
    return ConditionWithdrawn(condition.name, condition.region, condition.side)
