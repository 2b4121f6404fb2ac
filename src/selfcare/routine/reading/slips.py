"""Name the slip of writing at the place where tomllib stopped: what happened there, and how to mend it.

The sentence is made from the text around the place; of tomllib's message only the kind is used.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from selfcare.routine.reading.brackets import in_brackets, semicolon, unclosed_array
from selfcare.routine.reading.spot import mark
from selfcare.routine.reading.twice import twice
from selfcare.routine.reading.unquoted import name_unquoted
from selfcare.routine.reading.wording import ANY_EXAMPLE, ARRAYS_OF_TABLES, FIELDS, TABLES, quoted
from selfcare.text.diagnostics import Problem
from selfcare.text.spans import Span, line_end

if TYPE_CHECKING:
    from selfcare.routine.reading.spot import Spot

_CURLY: Final = "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a\u201b"
# Blanks that are none to TOML: no-break, typographic, of no width.
_BLANKS: Final = (
    "\u00a0\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\u200b\u2060\ufeff"
)
KNOCK_ON: Final = frozenset({"array-not-closed", "brace-not-closed", "text-not-closed"})
"""Slips that the covering of an earlier one may have made; they are told only when they come first."""
_NOTES: Final = ("//", ";", "--", "%", "/*")
_LONG: Final = 40
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")


def name_slip(spot: Spot) -> Problem:
    """The slip at this spot."""
    for look in (_hidden, _quotes, twice, _escape, _unclosed_text, unclosed_array, _header, _key, in_brackets):
        if found := look(spot):
            return found
    return _value(spot)


def _hidden(spot: Spot) -> Problem | None:
    letter = spot.text[spot.at : spot.at + 1]
    if letter == "\r" and not spot.text.startswith("\r\n", spot.at):
        what = "A line ends here in the old way of a Macintosh (CR alone)."
        return Problem(
            "old-line-ends", what, "Save the file again with the line ends of Windows or Unix.", mark(spot.at, spot)
        )
    if letter and _CONTROL.match(letter) and letter != "\r":
        what = f"A hidden control character (U+{ord(letter):04X}) stands here."
        return Problem("control-character", what, "Delete it, or type the line again.", mark(spot.at, spot))
    if letter and letter in _BLANKS:
        what = f"The blank here is not an ordinary one (U+{ord(letter):04X}); it often comes with text from a web page."
        return Problem("odd-blank", what, "Delete it and press the space bar instead.", mark(spot.at, spot))
    return None


def _quotes(spot: Spot) -> Problem | None:
    line = spot.text[spot.scene.value : line_end(spot.text, max(spot.at, spot.scene.value))]
    start = len(line) - len(line.lstrip(" \t\r\n"))
    begins = line[start : start + 1]
    if (begins and begins in _CURLY) or spot.rest[:1] in tuple(_CURLY):
        where = spot.scene.value + start if begins and begins in _CURLY else spot.at
    elif begins in {'"', "'"} and spot.scene.text is not None and line.rstrip(" \t,]}")[-1:] in tuple(_CURLY):
        where = spot.scene.value + len(line.rstrip(" \t,]}")) - 1
    else:
        return None
    what = (
        f"The quotation mark {spot.text[where]} is a curly one, as word processors make them; straight ones are needed."
    )
    return Problem("curly-quote", what, 'Type it again as " on both sides, in a plain text editor.', mark(where, spot))


def _escape(spot: Spot) -> Problem | None:
    if not any(word in spot.message for word in ("Unescaped", "hex value", "Unicode scalar")):
        return None
    start = spot.text.rfind("\\", 0, spot.at)
    what = "A backslash in text begins a special sign, and this is none."
    remedy = "Write it twice, \\\\, or put the text in single quotes: '...'"
    return Problem("backslash", what, remedy, mark(start, spot, 2))


def _unclosed_text(spot: Spot) -> Problem | None:
    unclosed = any(
        word in spot.message for word in ("Unterminated", "Expected \"'", "Illegal character", "invalid character")
    )
    start = spot.scene.text
    if not unclosed or start is None:
        return None
    triple = spot.text[start : start + 3]
    if triple in {'"""', "'''"}:
        what = f"The text that begins here with {triple} has no closing {triple} below."
        return Problem("text-not-closed", what, f"Add {triple} on a line after its end.", mark(start, spot, 3))
    sign = spot.text[start]
    what = f"The text that begins here has no closing {sign} on its line."
    remedy = f"Add {sign} where it ends. Text over several lines stands between {sign * 3} and {sign * 3}."
    return Problem("text-not-closed", what, remedy, Span(start, spot.at))


def _header(spot: Spot) -> Problem | None:
    line = spot.text[spot.scene.start : line_end(spot.text, spot.scene.start)]
    if not line.lstrip(" \t").startswith("[") or spot.at > spot.scene.start + len(line):
        return None
    start = spot.scene.start + len(line) - len(line.lstrip(" \t"))
    where = Span(start, max(line_end(spot.text, start), start))
    name = re.sub(r"[^A-Za-z0-9_.-]", "", re.sub(r"(?<=\w) (?=\w)", "_", line.split("]")[0])) or "exercise"
    what = "A line that begins with [ names a table: the name in brackets, and nothing else."
    return Problem("header", what, f"Write: {_as_header(name)}", where)


def _as_header(name: str) -> str:
    return f"[[{name}]]" if name in ARRAYS_OF_TABLES else f"[{name}]"


def _key(spot: Spot) -> Problem | None:
    found = re.search(r"([A-Za-z0-9_-]+)[ \t]*$", spot.before)
    name = found[1] if found else ""
    start = spot.at - len(found[0]) if found else spot.at
    if "Expected '='" in spot.message:
        return _another_sign(spot, name, start) or _no_sign(spot, name, start)
    if "Invalid statement" in spot.message or ("key part" in spot.message and not spot.scene.opened):
        return _note(spot) if spot.rest.startswith(_NOTES) else _no_key(spot, start)
    return None


def _another_sign(spot: Spot, name: str, start: int) -> Problem | None:
    """Behind a key stands a colon, a second word, a letter of another alphabet, or it was the end of a number."""
    comma = re.search(r"([A-Za-z_]+)[ \t]*=[ \t]*(\d+),[ \t]*(\d+)[ \t]*$", spot.before)
    if comma:
        place = Span(spot.at - len(spot.before) + comma.start(2), spot.at - len(spot.before) + comma.end(3))
        what = "A number is written with a point, not a comma."
        return Problem("decimal-comma", what, f"Write: {comma[1]} = {comma[2]}.{comma[3]}", place)
    if spot.rest.startswith(":"):
        what = "Between a key and its value stands =, not a colon."
        return Problem("equals-sign", what, f"Write: {name} = {_first_value(spot.rest[1:])}", mark(spot.at, spot))
    blank = re.match(r"((?:[A-Za-z0-9_-]+[ \t]+)*[A-Za-z0-9_-]+)[ \t]*=", spot.rest)
    if blank:
        what = "A key is one word; here there are blanks in it."
        remedy = f"Write: {'_'.join(f'{name} {blank[1]}'.split())} = ..."
        return Problem("blank-in-key", what, remedy, Span(start, spot.at + len(blank[1])))
    if spot.rest[:1].isalpha() and not spot.rest[:1].isascii():
        return _no_key(spot, start)
    return None


def _no_sign(spot: Spot, name: str, start: int) -> Problem:
    if name in TABLES | ARRAYS_OF_TABLES and spot.ended and not spot.scene.opened:
        what = "The name of a table stands in brackets."
        return Problem("header", what, f"Write: {_as_header(name)}", Span(start, start + len(name)))
    if name in FIELDS:
        value = _first_value(spot.rest)
        value = ANY_EXAMPLE.get(name, value) if value == "..." else value
        what = f"After the key `{name}` comes = and its value."
        return Problem("no-equals", what, f"Write: {name} = {value}", mark(spot.at, spot))
    what = "What stands here is neither a key with its value nor a note."
    remedy = "Write it as key = value, or put # before a note."
    return Problem("no-equals", what, remedy, mark(start, spot, spot.at - start + len(spot.rest)))


def _no_key(spot: Spot, start: int) -> Problem:
    word = spot.text[start : line_end(spot.text, start)].split(" ")[0]
    what = f"A line begins with a key of the format or with [; this one begins with {quoted(word)}."
    remedy = "Keys are English words of plain letters, such as title. Put # before a note."
    return Problem("not-a-key", what, remedy, mark(start, spot, len(word)))


def _note(spot: Spot) -> Problem:
    sign = next(sign for sign in _NOTES if spot.rest.startswith(sign))
    what = f"A note begins with #, not with {sign}"
    return Problem("not-a-note", what, f"Write # instead of {sign}", mark(spot.at, spot, len(sign)))


def _first_value(rest: str) -> str:
    found = re.match(r"""[ \t]*+("[^"]*+"|'[^']*+'|[^,}\]#]*+)""", rest)
    value = found[1].strip() if found else ""
    return value if 0 < len(value) <= _LONG else "..."


def _value(spot: Spot) -> Problem:
    piece = spot.piece
    written = spot.text[piece.start : piece.end]
    closed = "Expected newline" in spot.message and spot.text[spot.at - 1] in "\"'}]"
    if written[:1] in {'"', "'", "[", "{"} or closed:
        if spot.rest.startswith(";"):
            return semicolon(spot)
        if spot.rest.startswith("//"):
            return _note(spot)
        if written[:1] in {'"', "'"} and '"' in spot.rest:
            what = "The text ends at the quotation mark before this; more text follows."
            remedy = "Write a quotation mark inside text as \\\" or use single ones around it: '...'"
            return Problem("inner-quote", what, remedy, mark(spot.at, spot, len(spot.rest.rstrip())))
        what = "The value ends before this, and nothing may follow it on its line."
        return Problem(
            "more-after-value",
            what,
            "Begin a new line, or put # before a note.",
            mark(spot.at, spot, len(spot.rest.rstrip())),
        )
    if written.startswith("="):
        return Problem("equals-sign", "One = is enough.", "Take one of them out.", mark(piece.start, spot))
    if not written:
        name = f"`{spot.key}`" if spot.key else "This key"
        return Problem(
            "no-value", f"{name} has no value.", "Write it after the =, or take the line out.", mark(spot.at, spot)
        )
    if not spot.scene.opened:
        note = re.compile(r"[^#\n]*").match(spot.text, piece.start)
        piece = Span(piece.start, piece.start + len(note[0].rstrip() if note else written))
    return name_unquoted(spot.text[piece.start : piece.end], spot.key, piece)
