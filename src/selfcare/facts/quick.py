"""The kinds of fact that fill a log, read at a third of the cost: sets begun and ended, and what every session writes.

Their canonical text has one shape, so one pattern finds all of it, and checks it, in a single pass. What does not fit the
pattern to the letter is not refused here: the codec reads it, and says what is wrong. A text with an escape, a letter
beyond ASCII or a very large number is such a one too.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, get_args, get_type_hints

from selfcare.facts.codec import UnknownFact, body_from_data
from selfcare.facts.kinds import (
    Answered,
    AnySide,
    Asked,
    Confirmed,
    Fact,
    Hand,
    How,
    Rated,
    SessionBegun,
    SessionEnded,
    SetBegun,
    SetEnd,
    SetEnded,
    Share,
    When,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    _Reader: TypeAlias = Callable[[str], Fact | None]

_TEXT = r'"([^"\\\x00-\x1f]*)"'
_PERHAPS = rf"(?:null|{_TEXT})"
_DAY = r'"([0-9]{4}-[0-9]{2}-[0-9]{2})"'
_COUNT = r"(0|[1-9][0-9]{0,14})"  # fewer digits than the codec's bound has, so that no number passes it
_MOMENT = r"(0|[1-9][0-9]{0,13})"  # same
_OFFSET = r"(0|-?[1-9][0-9]{0,2})"  # same
_TRUTH = r"(true|false)"
_ROWS = r"(\[(?:\{[^\[\]{}]*\},?)*\])"
_PLACE = f'"offset":{_OFFSET},"patient":{_TEXT}'
_ZONE = f'"zone":{_PERHAPS}'


@cache
def quick_reader() -> Callable[[str], Fact | None]:
    """What gives the fact of a canonical text, or None when the codec must look at it.

    Made when first asked for: the patterns take some milliseconds, which a few facts are not worth.
    """
    set_ended, set_begun, session_begun, answered = _set_ended(), _set_begun(), _session_begun(), _answered()
    others = (_rated(), _session_ended(), _confirmed())

    def read(text: str) -> Fact | None:
        if not text.isascii():
            return None
        match text[2:5]:  # the first letters of the first key
            case 'at"':
                if (found := set_begun(text)) is not None:
                    return found
                for reader in others:
                    if (found := reader(text)) is not None:
                        return found
                return None
            case "ask":
                return set_ended(text) or session_begun(text)
            case "aga":
                return answered(text)
            case _:
                return None

    return read


def _set_ended() -> _Reader:
    spot = f'"repetition":{_COUNT},"session":{_TEXT},"set":{_COUNT},"side":{_one_of(Hand)},"t":{_COUNT}'
    matches = re.compile(
        rf'\{{"asked":(?:null|{_COUNT}),"at":{_MOMENT},"exercise":{_TEXT},"format":1,"held":{_COUNT},'
        rf'"how":{_one_of(SetEnd)},"id":{_TEXT},"kind":"set ended",{_PLACE},{spot},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        asked, at, exercise, held, how, ident, offset, patient, rep, session, number, side, t, zone = found.groups()
        wanted = None if asked is None else int(asked)
        body = SetEnded(session, exercise, side, int(number), int(rep), int(t), int(held), wanted, how)  # type: ignore[arg-type]  # of the words of the pattern
        return Fact(ident, int(at), int(offset), zone, patient, body)

    return read


def _set_begun() -> _Reader:
    spot = f'"repetition":{_COUNT},"session":{_TEXT},"set":{_COUNT},"side":{_one_of(Hand)},"t":{_COUNT}'
    matches = re.compile(
        rf'\{{"at":{_MOMENT},"exercise":{_TEXT},"format":1,"id":{_TEXT},"kind":"set begun",{_PLACE},{spot},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        at, exercise, ident, offset, patient, rep, session, number, side, t, zone = found.groups()
        body = SetBegun(session, exercise, side, int(number), int(rep), int(t))  # type: ignore[arg-type]  # same
        return Fact(ident, int(at), int(offset), zone, patient, body)

    return read


def _rated() -> _Reader:
    matches = re.compile(
        rf'\{{"at":{_MOMENT},"day":{_DAY},"exercise":{_PERHAPS},"format":1,"id":{_TEXT},"kind":"rating",{_PLACE},'
        rf'"region":{_TEXT},"score":(?:null|([0-9]|10)),"session":{_PERHAPS},"side":(?:null|{_one_of(AnySide)}),'
        rf'"what":"(soreness|discomfort)","when":{_one_of(When)},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        at, day, exercise, ident, offset, patient, region, score, session, side, what, when, zone = found.groups()
        given = None if score is None else int(score)
        body = Rated(what, when, day, given, region, side, session, exercise)  # type: ignore[arg-type]  # same
        return Fact(ident, int(at), int(offset), zone, patient, body) if _is_day(day) else None

    return read


def _session_begun() -> _Reader:
    matches = re.compile(
        rf'\{{"asked":{_ROWS},"at":{_MOMENT},"day":{_DAY},"dose":"(full|gentler)","format":1,"from_file":{_TRUTH},'
        rf'"held":\[\],"id":{_TEXT},"kind":"session begun",{_PLACE},"session":{_TEXT},"text":{_TEXT},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        rows, at, day, dose, from_file, ident, offset, patient, session, sha, zone = found.groups()
        asked = _asked(rows)
        if asked is None or not _is_day(day):
            return None
        body = SessionBegun(session, day, sha, dose, asked, (), from_file == "true")  # type: ignore[arg-type]  # same
        return Fact(ident, int(at), int(offset), zone, patient, body)

    return read


def _answered() -> _Reader:
    matches = re.compile(
        rf'\{{"again":{_TRUTH},"at":{_MOMENT},"day":{_DAY},"format":1,"how":{_one_of(How)},"id":{_TEXT},'
        rf'"kind":"stop questions",{_PLACE},"session":{_TEXT},"yes":\[\],{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        again, at, day, how, ident, offset, patient, session, zone = found.groups()
        body = Answered(session, day, how, (), again == "true")  # type: ignore[arg-type]  # same
        return Fact(ident, int(at), int(offset), zone, patient, body) if _is_day(day) else None

    return read


def _session_ended() -> _Reader:
    matches = re.compile(
        rf'\{{"at":{_MOMENT},"format":1,"how":{_one_of(get_type_hints(SessionEnded)["how"])},"id":{_TEXT},'
        rf'"kind":"session ended",{_PLACE},"paused":{_COUNT},"session":{_TEXT},"t":{_COUNT},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        at, how, ident, offset, patient, paused, session, t, zone = found.groups()
        body = SessionEnded(session, how, int(t), int(paused))  # type: ignore[arg-type]  # same
        return Fact(ident, int(at), int(offset), zone, patient, body)

    return read


def _confirmed() -> _Reader:
    matches = re.compile(
        rf'\{{"at":{_MOMENT},"format":1,"id":{_TEXT},"kind":"confirmed","left_out":\[\],{_PLACE},"session":{_TEXT},'
        rf'"share":{_one_of(Share)},{_ZONE}\}}'
    ).fullmatch

    def read(text: str) -> Fact | None:
        if not (found := matches(text)):
            return None
        at, ident, offset, patient, session, share, zone = found.groups()
        return Fact(ident, int(at), int(offset), zone, patient, Confirmed(session, share))  # type: ignore[arg-type]  # same

    return read


def _one_of(words: object) -> str:
    return f'"({"|".join(map(re.escape, get_args(words)))})"'


@lru_cache(maxsize=4096)
def _is_day(word: str) -> bool:
    try:
        dt.date.fromisoformat(word)
    except ValueError:
        return False
    return True


@lru_cache(maxsize=512)  # what a plan asks is the same from one session to the next
def _asked(rows: str) -> tuple[Asked, ...] | None:
    """What a session asked, of its canonical text; None when the codec must look at it."""
    try:
        data = json.loads(rows)
        if json.dumps(data, sort_keys=True, separators=(",", ":")) != rows:
            return None
        whole = {"kind": "session begun", "session": "", "day": "2000-01-01", "text": "", "dose": "full", "asked": data}
        body = body_from_data(whole)
    except (ValueError, UnknownFact):
        return None
    assert isinstance(body, SessionBegun)
    return body.asked
