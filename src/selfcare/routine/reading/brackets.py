"""Slips within brackets: one that is not closed, a comma too many or too few, a table over several lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.spot import mark
from selfcare.text.diagnostics import Problem
from selfcare.text.spans import Span, line_end

if TYPE_CHECKING:
    from selfcare.routine.reading.spot import Spot

_HEADER: Final = re.compile(r"[ \t]*\[\[?[ \t]*[A-Za-z0-9_.\-]+[ \t]*\]\]?[ \t]*(?:#.*)?$")
_PAIR: Final = re.compile(r"[ \t]*[A-Za-z0-9_.-]+[ \t]*=")


def unclosed_array(spot: Spot) -> Problem | None:
    """A list that runs on into the next key, the next header, or the end of the file."""
    line_start = spot.text.rfind("\n", 0, spot.at) + 1
    opened = [place for place in spot.scene.opened if place < line_start]
    line = spot.text[line_start : line_end(spot.text, spot.at)]
    last = opened[-1] if opened else None
    begins = _HEADER.match(line) or (_PAIR.match(line) and last is not None and spot.text[last] == "[")
    if last is None or spot.text[last] != "[":
        last = spot.scene.opened[-1] if spot.scene.opened and spot.at >= len(spot.text) else None
        begins = None
    if last is None or spot.text[last] != "[" or not (begins or spot.at >= len(spot.text)):
        return None
    what = "The list that opens here with [ is never closed."
    return Problem("array-not-closed", what, "Add ] after its last item.", mark(last, spot))


def in_brackets(spot: Spot) -> Problem | None:
    """Inside brackets: a comma too many or missing, a table over several lines, a list for a table."""
    if not spot.scene.opened:
        return None
    opener = spot.scene.opened[-1]
    table = spot.text[opener] == "{"
    letter = spot.rest[:1]
    if letter == ";":
        return semicolon(spot)
    written = spot.text[spot.piece.start : spot.piece.end]
    if not table and re.match(r"[A-Za-z_]++[ \t]*+=", written):
        what = "Keys with their values stand between { and }; between [ and ] stands a list."
        remedy = "Write { instead of [ before them, and } instead of ] behind them."
        return Problem("braces-for-brackets", what, remedy, mark(opener, spot))
    if table and letter == "}" and ("key part" in spot.message):
        comma = spot.text.rfind(",", 0, spot.at)
        what = "Before } there may be no comma."
        return Problem("comma-before-brace", what, "Take the comma out.", mark(comma, spot))
    if table and spot.ended:
        after = re.compile(r"[^{\[]*?\}").match(spot.text, spot.at)
        if after and not re.compile(r"\n[ \t]*\n").search(after[0]):
            what = "What stands in { } must be on one line; here the line ends before }."
            remedy = "Join the lines up to }, however long the line gets, or write it below a [header]."
            return Problem("inline-table-over-lines", what, remedy, Span(opener, line_end(spot.text, opener)))
        what = "The { here is never closed."
        return Problem("brace-not-closed", what, "Add } at the end of the line.", mark(opener, spot))
    follows = letter in {'"', "'", "{", "["} or letter.isalnum() or letter == "-"
    apart = spot.text[spot.at - 1] in " \t\n}]\"'"
    if "Unclosed" in spot.message and follows and apart and not _unquoted_goes_on(spot):
        what = "A comma is missing before this."
        return Problem("missing-comma", what, "Put a comma between any two.", mark(spot.at, spot))
    if "Unclosed" in spot.message and letter in {"]", "}"}:
        code, sign = ("brace-not-closed", "}") if table else ("array-not-closed", "]")
        what = f"The {spot.text[opener]} here is closed by {letter} instead of {sign}."
        return Problem(code, what, f"Write {sign} before the {letter}, or instead of it.", mark(opener, spot))
    if "key part" in spot.message:
        what = "Inside { } stand keys with = and a value, a comma between them."
        return Problem("not-a-key", what, "Write for example: { aim = 3, max = 5 }", mark(spot.at, spot))
    return None


def _unquoted_goes_on(spot: Spot) -> bool:
    """Whether a value without quotes was broken off at a blank: 5 minutes, 0555 0134."""
    piece = spot.piece
    written = spot.text[piece.start : piece.end]
    if not spot.scene.opened or not written[:1].isdigit() or "=" in written:
        return False
    return spot.text[spot.scene.opened[-1]] == "{" or spot.rest[:1].isalpha()


def semicolon(spot: Spot) -> Problem:
    """A semicolon, between two things or at the end of a line."""
    if spot.scene.opened:
        return Problem(
            "semicolon",
            "Between two things stands a comma, not a semicolon.",
            "Write , instead of ;",
            mark(spot.at, spot),
        )
    return Problem("semicolon", "A line ends without a semicolon.", "Take the ; out.", mark(spot.at, spot))
