"""A measure that your therapist asks for: what is due, how to take it, and its value."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, cast

import typer

from selfcare.cli.at_hand import AtHand, ask, attended, say
from selfcare.day.measuring import AskedMeasure, asked_measures, measure_name
from selfcare.faces.measures import how_lines, value_said
from selfcare.faces.naming import opening, short
from selfcare.faces.paragraph import paragraphs
from selfcare.faces.words import date
from selfcare.facts.kinds import Measured
from selfcare.routine.measures import MEASURES, Measure, find_measure
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Sequence

_HOW = "Write it like: selfcare measure knee-to-wall 9.5 left"
_VALUE = re.compile(r"(\d{1,3})(?:[.,](\d))?", re.ASCII)
_MANY = 2


def command(
    words: list[str] | None = typer.Argument(
        None, metavar="[MEASURE NUMBER [SIDE]]", help="Which, its value, which side. Nothing: what is due is asked."
    ),
) -> None:
    """What your therapist wants measured. Alone it asks for what is due, and tells how to take it.

    \b
    selfcare measure
    selfcare measure knee-to-wall 9.5 left
    selfcare measure pain-in-motion 4
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    routine = at_hand.assignment().routine
    asked = asked_measures(at_hand.history, routine, at_hand.today)
    if words:
        _note(at_hand, _meant(words, asked))
        return
    if not asked:
        say(f"{short(routine.therapist)} asks for no measure.")
        return
    due = [one for one in asked if one.due]
    if not due:
        say("No measure is due.", *(f"  {opening(short(one.name, 60))}: last on {_day(one)}" for one in asked))
        return
    if not attended():
        for one in due:
            say(*paragraphs(how_lines(one)))
        say(_HOW)
        return
    for one in due:
        say(*paragraphs(how_lines(one)))
        if not _asked(at_hand, one):
            return


def _day(one: AskedMeasure) -> str:
    return date(one.last) if one.last else "no day"


def _asked(at_hand: AtHand, one: AskedMeasure) -> bool:
    """Ask for one value until it is one; False when the person leaves. What was given is written before the next."""
    while True:
        answer = ask(f"{opening(short(one.name, 60))}, {one.measure.unit} (- no answer, q leave): ")
        if answer is None or answer.casefold() in ("q", "quit"):
            return False
        try:
            value = None if answer == "-" else tenths(answer, one.measure)
        except UsageRefused as refused:
            say(refused.sentence)
            continue
        _note(at_hand, Measured(at_hand.today.isoformat(), one.measure.name, value, one.side, one.about))
        return True


def _note(at_hand: AtHand, body: Measured) -> None:
    day = body.day or at_hand.today.isoformat()
    at_hand.record(body._replace(day=day))
    measure = find_measure(body.what)
    assert measure is not None
    name = opening(short(measure_name(body.what, body.side, body.about), 60))
    say(f"Noted: {name}, {value_said(measure, body.value)}. Wrong? selfcare undo")


def tenths(word: str, measure: Measure) -> int:
    """The value of a word, in tenths of the unit.

    Raises:
        UsageRefused: it is no number, or none that the measure can have.
    """
    found = _VALUE.fullmatch(word.strip())
    value = int(found[1]) * 10 + int(found[2] or 0) if found else None
    if value is None or value > measure.most * 10:
        such = "4" if measure.unit == "of 10" else "9.5"
        raise UsageRefused(
            f"{word[:20]!r} is no value of {measure.name}: a number from 0 to {measure.most}, such as {such}."
        )
    return value


def _meant(words: Sequence[str], asked: Sequence[AskedMeasure]) -> Measured:
    """The measure that these words tell; `about` comes from what is asked, where one motion or activity is."""
    sides = [word.casefold() for word in words if word.casefold() in ("left", "right")]
    numbers = [word for word in words if word == "-" or _VALUE.fullmatch(word)]
    rest = " ".join(word for word in words if word not in numbers and word.casefold() not in sides)
    measure = find_measure(rest)
    names = ", ".join(one.typed for one in MEASURES)
    if measure is None:
        raise UsageRefused(f"I know no measure {rest[:40]!r}. There are: {names}. {_HOW}" if rest else _HOW)
    if len(numbers) != 1 or len(sides) > 1:
        raise UsageRefused(_HOW)
    if measure.sided != bool(sides):
        what = "is left or right" if measure.sided else "has no side"
        raise UsageRefused(f"{opening(measure.name)} {what}. {_HOW}")
    side = cast("Literal['left', 'right'] | None", sides[0] if sides else None)
    mine = [one for one in asked if one.measure is measure]
    about = {one.about for one in mine}
    if len(about) >= _MANY:
        raise UsageRefused(
            f"Several are asked: {'; '.join(short(one.name, 60) for one in mine)}. Type: selfcare measure"
        )
    value = None if numbers[0] == "-" else tenths(numbers[0], measure)
    return Measured("", measure.name, value, side, next(iter(about), None))
