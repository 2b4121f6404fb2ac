"""Look at a text that may be broken: which brackets are open, where a statement begins and ends, is it nested too deep.

Coarser than TOML on purpose, so that it never fails: a quote that is not closed ends with its line.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from selfcare.text.spans import BOM, Span

DEEPEST: Final = 32
"""Brackets within brackets, and parts of a dotted key (design): the format needs four."""
LONGEST_WORD: Final = 600
"""Characters of a number or bare word (design). Python refuses to read a number of 4300 digits, with another error."""

# Possessive throughout: a stranger's text must not make the pattern try again and again.
_TOKEN: Final = re.compile(
    r'''
      (?P<note>\#[^\n]*+)
    | (?P<text>
          """(?:[^"\\]|\\.|"(?!""))*+(?:"{3,5}+)?+
        | \'\'\'(?:[^']|'(?!''))*+(?:'{3,5}+)?+
        | "(?:[^"\\\n]|\\[^\n])*+"?+
        | '[^'\n]*+'?+ )
    | (?P<open>[\[{])
    | (?P<close>[\]}])
    | (?P<word>[A-Za-z0-9_+-]++)
    | (?P<dot>\.)
    | (?P<mark>[=,])
    | (?P<line>\n)
    | (?P<rest>[^\#"'\[\]{}A-Za-z0-9_+\-.=,\n]++)
    ''',
    re.VERBOSE | re.DOTALL,
)


class Scene(NamedTuple):
    """What surrounds an offset: the statement it stands in, the brackets open there, and where the value began."""

    start: int
    """Of the statement: where its line begins."""
    end: int | None
    """Of the statement: its line end, all brackets closed; None when they never are."""
    opened: tuple[int, ...]
    """Offsets of the brackets open before the offset, outermost first."""
    value: int
    """Just behind the last `=`, `,`, bracket or line start before the offset."""
    text: int | None
    """Where a text begins that the offset lies in or just behind."""


class TooMuch(NamedTuple):
    """Something larger than any routine needs: its kind, and where."""

    code: str
    span: Span


def scene(text: str, at: int) -> Scene:
    """What surrounds this offset. Everything before it is taken to be sound."""
    begin = 1 if text.startswith(BOM) else 0
    start = value = begin
    inside: int | None = None
    opened: list[int] = []
    found: tuple[int, ...] | None = None
    depth = 0
    for token in _TOKEN.finditer(text, begin):
        kind, here = token.lastgroup, token.start()
        if here >= at and found is None:
            found, depth = tuple(opened), len(opened)
        if found is None:
            if kind == "open":
                opened.append(here)
            elif kind == "close" and opened:
                opened.pop()
            if kind in {"open", "mark", "line"}:
                value = token.end()
            if kind == "line" and not opened:
                start = token.end()
            inside = here if kind == "text" and at <= token.end() else None
        elif kind == "line" and depth <= 0:
            return Scene(start, here, found, value, inside)
        else:
            depth += (kind == "open") - (kind == "close")
    if found is None:
        found, depth = tuple(opened), len(opened)
    return Scene(start, None if depth > 0 else len(text), found, value, inside)


def unclosed_text(text: str) -> int:
    """Where the first line ends on which a text in single quotes is not closed; the text's end when there is none."""
    for token in _TOKEN.finditer(text):
        written = token[0]
        if token.lastgroup == "text" and written[0] == "'" and (len(written) == 1 or written[-1] != "'"):
            return token.end()
    return len(text)


def too_much(text: str) -> TooMuch | None:
    """The first place where the text is nested too deep or holds too long a word."""
    depth = dots = 0
    for token in _TOKEN.finditer(text):
        kind = token.lastgroup
        if kind == "open":
            depth += 1
            dots = 0
        elif kind == "close":
            depth = max(depth - 1, 0)
        elif kind == "dot":
            dots += 1
        elif kind in {"mark", "line"}:
            dots = 0
        if depth > DEEPEST or dots >= DEEPEST:
            return TooMuch("too-deep", Span(token.start(), token.end()))
        if kind == "word" and token.end() - token.start() > LONGEST_WORD:
            return TooMuch("too-long-word", Span(token.start(), token.end()))
    return None
