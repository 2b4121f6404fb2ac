"""Keys into intents: pure, so that every sequence of keys can be tried on a made clock.

A key is its character, or one of the names "space", "enter", "escape", "backspace", "left", "right", "up", "down".
Almost any key pauses. Digits do nothing while a set is held: an elbow must not rate. A number is typed, then Enter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.day.questions import STOP_QUESTIONS
from selfcare.session import intents
from selfcare.session.player import Playhead, asks_discomfort, current, waits

if TYPE_CHECKING:
    from selfcare.facts.kinds import StopReason
    from selfcare.session.intents import Intent
    from selfcare.session.steps import Plan, Question

Switch: TypeAlias = Literal["voice", "tones"]

# u for nUmb: t switches the tones, at any time.
STOP_KEYS: dict[str, StopReason] = {
    "p": "too painful",
    "u": "numb or tingling",
    "d": "dizzy or unwell",
    "q": "ended for today",
    "escape": "ended for today",
}
WAITING: dict[str, Intent] = {"q": intents.Pause(), "escape": intents.Pause(), "b": intents.Back()}
"""In a step that waits for a key, any other key goes on."""
SWITCHES: dict[str, Switch] = {"v": "voice", "t": "tones"}
"""They switch at any time, and no step takes them for anything else."""
PAUSED: dict[str, Intent] = {"g": intents.GoOn(), "e": intents.EaseOff()}
HOW_ON = "Paused. g goes on; p, u, d or q stops."
WORST = 10
LABELS = "123456789abcdefghijklmnopqrsuxyz"
"""One key for each exercise, in order: a routine has at most 30. The keys that switch something are not among them."""


class Typed(NamedTuple):
    """What a key did: the text typed so far, and the intent it made, if any. `notice` is what to show of a wrong entry."""

    text: str
    intent: Intent | None = None
    notice: str = ""
    switch: Switch | None = None


AGAIN = 700
"""Milliseconds within which the key that paused is that press still. Computers repeat a held key after 250 to 660 ms, then each
30; the limit is our own choice."""


class Pressed(NamedTuple):
    """A key that paused, and when, in milliseconds of any clock."""

    key: str
    at: int

    def still(self, key: str, at: int) -> bool:
        """Whether that key is this press still: held down, or struck twice in fright. It must not become a reason to stop."""
        return key == self.key and at - self.at < AGAIN


def keyed(key: str, typed: str, plan: Plan, head: Playhead) -> Typed:
    """The effect of a key, given what was typed before it."""
    step = current(plan, head)
    if key in SWITCHES:
        return Typed(typed, switch=SWITCHES[key])
    if key == "w" and step.question is None:
        return Typed(typed, intents.WaitForMe())
    if head.state == "paused":
        return _paused(key, typed)
    if step.question is not None:
        return _asked(key, typed, step.question, list(plan.exercises))
    if step.set is not None or step.kind == "release":
        return Typed("", None if key.isdigit() else _playing(key, open_ended=step.open_ended))
    if key.isdigit() or (typed and key in ("backspace", "enter")):
        return _score(key, typed, rating=True)
    if key == "-" and asks_discomfort(plan, head):
        return Typed("")  # no answer, as at the questions
    if waits(plan, head):
        return Typed("", WAITING.get(key, intents.GoOn()))
    return Typed("", _playing(key, open_ended=False))


def _playing(key: str, *, open_ended: bool) -> Intent:
    match key:
        case "n" | "right":
            return intents.Done() if open_ended else intents.Skip()
        case "x":
            return intents.Skip()
        case "b" | "left":
            return intents.Back()
        case "r":
            return intents.Restart()
        case "m" | "=" | "+" | "up":
            return intents.MoreTime()
        case _:
            return intents.Pause()


def _paused(key: str, typed: str) -> Typed:
    if key.isdigit() or (typed and key in ("backspace", "enter")):
        return _score(key, typed, rating=True)
    if key in STOP_KEYS:
        return Typed("", intents.Stop(STOP_KEYS[key]))
    return Typed("", PAUSED[key]) if key in PAUSED else Typed("", notice=HOW_ON)


def _score(key: str, typed: str, *, rating: bool) -> Typed:
    """A number of 0 to 10, digit by digit; Enter gives it, `-` is no answer, Backspace takes a digit back."""
    if key == "backspace":
        return Typed(typed[:-1])
    if key == "enter" and typed:
        score = int(typed)
        return Typed("", intents.Rate(score) if rating else intents.Answer(score=score))
    if key.isdigit() and key.isascii():
        longer = (typed + key).lstrip("0") or "0"
        return Typed(longer) if int(longer) <= WORST else Typed(typed, notice="A number from 0 to 10, then Enter.")
    return Typed(typed)


def _asked(key: str, typed: str, question: Question, exercises: list[str]) -> Typed:
    if key in ("q", "escape"):
        return Typed("", intents.Stop("ended for today"))
    if question.what == "stop":
        return _stop_question(key)
    if question.what == "soreness":
        if key == "=" and question.same is not None:
            return Typed("", intents.Answer(score=question.same))
        return Typed("", intents.Answer(score=None)) if key == "-" else _score(key, typed, rating=False)
    return _share(key, typed, exercises)


def _stop_question(key: str) -> Typed:
    """`n` is "none of these": never Enter, never the key that starts."""
    if key == "n":
        return Typed("", intents.Answer(yes=()))
    found = next((one for one in STOP_QUESTIONS if one.key == key), None)
    if found is not None:
        return Typed("", intents.Answer(yes=(found.id,)))
    return Typed("", notice="Press the number of what is true today, or n for none of these.")


def _share(key: str, typed: str, exercises: list[str]) -> Typed:
    """a, all of it; n, none of it; p, part: then the labels of what was left out, and Enter."""
    if typed.startswith("p"):
        if key == "enter":
            left_out = tuple(exercises[LABELS.index(label)] for label in dict.fromkeys(typed[1:]))
            return Typed("", intents.Answer(share="part", left_out=left_out))
        if key == "backspace":
            return Typed(typed[:-1])
        if len(key) == 1 and key in LABELS[: len(exercises)]:
            return Typed(typed + key)
        return Typed(typed)
    match key:
        case "a":
            return Typed("", intents.Answer(share="all"))
        case "n":
            return Typed("", intents.Answer(share="none"))
        case "p":
            return Typed("p")
        case _:
            return Typed("", notice="a, all of it; p, part of it; n, none of it.")
