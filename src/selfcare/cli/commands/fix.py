"""Correct something you entered. Both stay in the log: what was said first, and what is said now."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.cli.places import region_said
from selfcare.faces.history import entry_lines, history_lines
from selfcare.facts.correcting import changeable, corrected
from selfcare.facts.entering import exercise_said
from selfcare.facts.kinds import WORST_PLACE, Corrected, Reported
from selfcare.facts.moment import local_ms
from selfcare.log.store import Log
from selfcare.text.dates import day_said, days_said, time_said
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

if TYPE_CHECKING:
    from selfcare.facts.entries import Entry
    from selfcare.facts.kinds import Body
    from selfcare.routine.model import Routine

_HOW = "Write the number, what to change, and the new value: selfcare fix 12 score 5"
_SCORES = ("before", "after", "discomfort")
_WORDS = ("note", "words", "why")
"""What takes all the words that follow."""
_PAIR = 2
_EXAMPLES = {
    "score": "5",
    "day": "yesterday",
    "when": "14:30",
    "first": "mon",
    "share": "part",
    "value": "9.5",
    "words": '"it hurt"',
}
_SHOWN = 10


def command(
    words: list[str] | None = typer.Argument(
        None, metavar="[N WHAT VALUE]", help="The number from history, what to change, the new value."
    ),
) -> None:
    """Correct something you entered. Without words it shows what can be corrected.

    \b
    selfcare fix 12 score 5             a soreness
    selfcare fix 12 side left
    selfcare fix 9 share part           a session: all, part or none of it
    selfcare fix 9 before 4             the soreness before that session
    selfcare fix 9 discomfort calf left 5
    selfcare fix 14 day yesterday       done without the guide
    selfcare fix 15 value 9.5           a measure
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    _ = at_hand.patient
    words = words or []
    number = whole(words[0]) if words else 0
    if number is None:
        raise UsageRefused(f"{words[0][:20]!r} is no number of an entry. {_HOW}")
    with Log.open(at_hand.folder, write=False) as log:
        known = Numbered(log)
        if not words:
            say(*history_lines(known.last_fixable(_SHOWN)), _HOW)
            return
        entry = known.numbered(number)
        try:
            said = _parted(words[1:], entry)
            changes = {name: _value(name, value, entry, at_hand) for name, value in said.items()}
            correction = corrected(entry, **changes)
        except ValueError as error:
            raise UsageRefused(str(error)) from None
        if isinstance(correction, Corrected) and correction.body is not None:
            correction = correction._replace(body=_as_entered(correction.body, entry, at_hand))
        at_hand.record(correction)
        say("It says now:", *entry_lines(known.again(entry)))


def _parted(words: list[str], entry: Entry) -> dict[str, str]:
    """What is to be changed, each with the words after it up to the next: "day 20 nov note it hurt".

    Of a score in a session the last word is the number; what stands before it says which: "before calf left 4".

    Raises:
        UsageRefused: nothing, or nothing that there is, is named.
    """
    names = changeable(entry.session, entry.body, entry.parts)
    if not words or words[0] not in names or len(words) == 1:
        if not names:
            return dict.fromkeys(words or ["it"], "")  # what there is to say to that, `corrected` knows
        raise UsageRefused(f"Entry {entry.number} has: {', '.join(names)}. {_how(entry, names)}")
    if words[0] in _SCORES:
        return {words[0]: words[-1], **({"which": " ".join(words[1:-1])} if len(words) > _PAIR else {})}
    found: dict[str, list[str]] = {}
    for word in words:
        last = next(reversed(found), None)
        if word in names and word not in found and last not in _WORDS and (last is None or found[last]):
            found[word] = []
        else:
            assert last is not None  # the first word names something
            found[last].append(word)
    empty = next((name for name, values in found.items() if not values), None)
    if empty is not None:
        raise UsageRefused(f"What is {empty} to be? {_how(entry, names)}")
    return {name: " ".join(values) for name, values in found.items()}


def _how(entry: Entry, names: tuple[str, ...]) -> str:
    return f"Write what to change, and its new value: selfcare fix {entry.number} {names[0]} {_EXAMPLES[names[0]]}"


def _as_entered(body: Body, entry: Entry, at_hand: AtHand) -> Body:
    """What it is to say, held to what holds for a first word; a report goes with the text of its day.

    Raises:
        UsageRefused: it cannot be so. What it said already is not asked anew.
    """
    routine = entry.routine
    if isinstance(body, Reported) and body.day != entry.day.isoformat():
        current = at_hand.assignment_on(dt.date.fromisoformat(body.day))
        body, routine = body._replace(text=current.text), current.routine
    odd = at_hand.objection(body, routine)
    if odd is not None and (entry.body is None or odd != at_hand.objection(entry.body, entry.routine)):
        raise UsageRefused(f"{odd} Nothing was changed.")
    return body


def _value(name: str, word: str, entry: Entry, at_hand: AtHand) -> object:
    """What a word means for that field: a number, a day, a time, a place, a list, or the word itself."""
    if word in ("-", "none") and name != "share":
        return None
    if name in ("score", *_SCORES):
        number = whole(word)
        return word if number is None else number
    if name == "value":
        said = re.fullmatch(r"(\d{1,3})(?:[.,](\d))?", word, re.ASCII)
        return int(said[1]) * 10 + int(said[2] or 0) if said else word
    if name == "day":
        return day_said(word, at_hand.today)
    if name in ("first", "last"):
        return days_said(word, at_hand.today)[0]
    if name == "when":
        return local_ms(time_said(word, at_hand.now.local, at_hand.today), at_hand.now.offset)
    if name == "region" and word != WORST_PLACE:
        return region_said(word, _HOW).name
    if name in ("part", "left_out"):
        return _exercises(word, entry.routine)
    return word


def _exercises(words: str, routine: Routine | None) -> tuple[str, ...]:
    """The ids of the exercises, named by id or title; with blanks between, or with commas where a title has blanks."""
    if routine is None:
        return tuple(words.replace(",", " ").split())
    whole_title = exercise_said(words, routine)
    parts = [whole_title] if whole_title != words else words.split("," if "," in words else None)
    return tuple(exercise_said(part.strip(), routine) for part in parts if part.strip())
