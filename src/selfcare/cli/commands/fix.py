"""Correct something you entered. Both stay in the log: what was said first, and what is said now."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.faces.history import entry_lines, history_lines
from selfcare.facts.entries import corrected
from selfcare.facts.moment import local_ms
from selfcare.log.store import Log
from selfcare.text.dates import day_said, time_said
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole

_HOW = "Write the number, what to change, and the new value: selfcare fix 12 score 5"
_DAYS = ("day", "first", "last")
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
    selfcare fix 14 day yesterday       done without the guide
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
        pairs = words[1:]
        if not pairs or len(pairs) % 2:
            raise UsageRefused(_HOW)
        try:
            changes = {name: _value(name, value, at_hand) for name, value in zip(pairs[::2], pairs[1::2], strict=True)}
            correction = corrected(entry, **changes)
        except ValueError as error:
            raise UsageRefused(str(error)) from None
        at_hand.record(correction)
        say("It says now:", *entry_lines(known.again(entry)))


def _value(name: str, word: str, at_hand: AtHand) -> object:
    """What a word means for that field: a number, a day, a time, a list, or the word itself."""
    if word in ("-", "none") and name != "share":
        return None
    if name in ("score", "before", "after"):
        number = whole(word)
        return word if number is None else number
    if name in _DAYS:
        return day_said(word, at_hand.today)
    if name == "when":
        return local_ms(time_said(word, at_hand.now.local, at_hand.today), at_hand.now.offset)
    if name in ("part", "left_out"):
        return tuple(part for part in word.replace(",", " ").split() if part)
    return word
