"""From text to plain data, by tomllib; where it refuses, our own sentences, and the rest of the file is still read.

A statement that cannot be read is covered (its value by a 0, all of it by blanks) without moving anything else, and the
text is read again: so one run finds the slips of several lines, and what else is wrong in the file.
"""

from __future__ import annotations

import re
import tomllib
from typing import Any, Final, NamedTuple

from selfcare.routine.reading.lexing import DEEPEST, LONGEST_WORD, Scene, scene, too_much, unclosed_text
from selfcare.routine.reading.slips import KNOCK_ON, name_slip
from selfcare.routine.reading.spot import Spot
from selfcare.text.diagnostics import Problem
from selfcare.text.spans import BOM, Span, line_end, offset_at

_PLACE: Final = re.compile(r"\(at (?:line (\d+), column (\d+)|end of document)\)")
_PAIR: Final = re.compile(r"""[ \t]*(?:[A-Za-z0-9_-]+|"[^"\n]*"|'[^'\n]*')(?:\.[A-Za-z0-9_-]+)*[ \t]*=""")
_HEADER: Final = re.compile(r"[ \t]*+(?:\[|[^\w\[\n]{1,4}\[\[?[\w.]++\])")
"""Also one with something before it that does not belong there."""
_NOT_BLANK: Final = re.compile(r"[^\n\r]|\r(?!\n)")
_MOST_READINGS: Final = 20
_ALL_READINGS: Final = 400_000
"""Characters read again and again, at most: about a second."""
_NOT_ALONE: Final = frozenset({"table-twice", "header", "old-line-ends"})
"""Slips that cannot be covered alone: the lines below would count for another table, or there are none."""


class Parsed(NamedTuple):
    """What could be read. `data` is None when nothing could; in `text` the unread is covered, all else in its place."""

    data: dict[str, Any] | None
    text: str
    problems: list[Problem]
    covered: list[Span]
    lost: bool
    """Whether the key of a covered statement is not known: what seems missing may stand there."""


def parse(text: str) -> Parsed:
    """The data of the text, and all slips of writing that stand apart from each other."""
    if much := too_much(text):
        return Parsed(None, text, [_too_much(much.code, much.span)], [], lost=True)
    problems: list[Problem] = []
    covered: list[Span] = []
    lost = False
    whole = text
    for _ in range(max(2, min(_MOST_READINGS, _ALL_READINGS // (len(whole) + 1)))):
        try:
            return Parsed(tomllib.loads(text.removeprefix(BOM)), text, problems, covered, lost)
        except (ValueError, RecursionError) as error:
            message = str(error)
        at = _offset(text, message)
        if at == len(text) and 'Expected "\'"' in message:
            # tomllib looks for the other ' to the end of the file; the slip is on the line of the first.
            at = unclosed_text(text)
        elif "Unescaped" in message:
            # tomllib has gone on by two letters, which may have led it to the next line.
            at = text.rfind("\\", 0, at) + 1
        around = scene(text, at)
        problem = name_slip(Spot(whole, at, message, around))
        if problem in problems:
            break
        # What an earlier slip left over (a closing bracket, the rest of a list) is no slip of its own.
        if not problems or (problem.code not in KNOCK_ON and text[at : at + 1] not in set("{}[]")):
            problems.append(problem)
        span = _statement(text, around, at, problem.code)
        if span is None:
            break
        key = _PAIR.match(text, span.start)
        keeps = key is not None and key.end() < line_end(text, span.start) and problem.code != "written-twice"
        start = key.end() if key is not None and keeps else span.start
        text = text[:start] + _blanks(text[start : span.end], put="0" if keeps else "") + text[span.end :]
        covered.append(span)
        lost = lost or not keeps or (not around.opened and "\n" in whole[span.start : span.end])
    return Parsed(None, text, problems, covered, lost=True)


def _statement(text: str, around: Scene, at: int, code: str) -> Span | None:
    """The statement to cover; None when nobody can say where it ends, or what it takes along."""
    start = around.start
    runs_on = around.text is not None and "\n" in text[around.text : at]
    if around.end is None or runs_on or code in _NOT_ALONE or _HEADER.match(text, start):
        return None
    end = max(around.end, at)
    return Span(start, end) if _NOT_BLANK.search(text[start:end].replace(" ", "")) else None


def _blanks(text: str, put: str) -> str:
    filled = _NOT_BLANK.sub(" ", text)
    return put + filled[len(put) :]


def _offset(text: str, message: str) -> int:
    found = _PLACE.search(message)
    if found is None or found[1] is None:
        return len(text)
    return offset_at(text, int(found[1]), int(found[2]))


def _too_much(code: str, span: Span) -> Problem:
    if code == "too-deep":
        what = f"Something is nested here more than {DEEPEST} deep; a routine needs four."
        return Problem(code, what, "Look for brackets or dots that are too many.", span)
    size = span.end - span.start
    what = f"This number or word has {size} characters; at most {LONGEST_WORD} are read."
    return Problem(code, what, "Shorten it, or put it in quotes if it is text.", Span(span.start, span.start + 1))
