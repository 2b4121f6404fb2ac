"""The two kinds of fact that fill a log, read at half the cost: nine in ten of its facts are sets begun and ended.

Their canonical text has one shape, so one pattern finds all of it, and checks it, in a single pass. What does not fit the
pattern to the letter is not refused here: the codec reads it, and says what is wrong. A text with an escape, a letter
beyond ASCII or a very large number is such a one too.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, get_args

from selfcare.facts.kinds import Fact, Hand, SetBegun, SetEnd, SetEnded

if TYPE_CHECKING:
    from collections.abc import Callable

_TEXT = r'"([^"\\\x00-\x1f]*)"'
_COUNT = r"(0|[1-9][0-9]{0,14})"  # fewer digits than the codec's bound has, so that no number passes it
_MOMENT = r"(0|[1-9][0-9]{0,13})"  # same
_OFFSET = r"(0|-?[1-9][0-9]{0,2})"  # same


@cache
def quick_reader() -> Callable[[str], Fact | None]:
    """What gives the fact of a canonical text, or None when the codec must look at it.

    Made when first asked for: the patterns take 3 ms, which a few facts are not worth.
    """
    side, how = _one_of(get_args(Hand)), _one_of(get_args(SetEnd))
    spot = f'"repetition":{_COUNT},"session":{_TEXT},"set":{_COUNT},"side":{side},"t":{_COUNT}'
    place = f'"offset":{_OFFSET},"patient":{_TEXT}'
    ended = re.compile(
        rf'\{{"asked":(?:null|{_COUNT}),"at":{_MOMENT},"exercise":{_TEXT},"format":1,"held":{_COUNT},"how":{how},'
        rf'"id":{_TEXT},"kind":"set ended",{place},{spot},"zone":(?:null|{_TEXT})\}}'
    ).fullmatch
    begun = re.compile(
        rf'\{{"at":{_MOMENT},"exercise":{_TEXT},"format":1,"id":{_TEXT},"kind":"set begun",{place},{spot},'
        rf'"zone":(?:null|{_TEXT})\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not text.isascii():
            return None
        if found := ended(text):
            asked, at, exercise, held, how, ident, offset, patient, rep, session, number, side, t, zone = found.groups()
            wanted = None if asked is None else int(asked)
            body = SetEnded(session, exercise, side, int(number), int(rep), int(t), int(held), wanted, how)  # type: ignore[arg-type]  # of the words of the pattern
            return Fact(ident, int(at), int(offset), zone, patient, body)
        if found := begun(text):
            at, exercise, ident, offset, patient, rep, session, number, side, t, zone = found.groups()
            return Fact(
                ident,
                int(at),
                int(offset),
                zone,
                patient,
                SetBegun(session, exercise, side, int(number), int(rep), int(t)),  # type: ignore[arg-type]  # same
            )
        return None

    return read


def _one_of(words: tuple[str, ...]) -> str:
    return f'"({"|".join(map(re.escape, words))})"'
