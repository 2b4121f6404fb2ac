"""What is wrong with a file and where, drawn for eyes, narrated for ears, or as JSON."""

from __future__ import annotations

import json
import textwrap
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from selfcare.text.spans import BOM, Span, line_column, line_end
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

# 80 columns is the narrowest terminal still in use; four go to the indent, one to a caret after the line's end.
_LINE_CELLS: Final = 75
_EARS_CHARACTERS: Final = 79
# What stands before the place tells which key it is, so a cut line keeps this much of it.
_LEAD_CELLS: Final = 30
_CUT: Final = "..."

_ZERO_WIDTH_JOINER: Final = "\u200d"
_EMOJI_STYLE: Final = "\ufe0f"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: a stable code, what it is, what would mend it, and where it stands in the text.

    Without a span it concerns the file as a whole: a made-up position would be a lie. `heading` stands before the sentence
    in place of the severity, such as "FR01 info". `allowed` is who set it aside and why: it is told all the same.
    """

    code: str
    what: str
    remedy: str
    span: Span | None
    severity: Literal["error", "warning", "info"] = "error"
    heading: str | None = None
    allowed: str | None = None


def in_file_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return the problems sorted: first those of the file as a whole, then by where they begin, end, and by code."""

    def order(problem: Problem) -> tuple[int, int, str, str]:
        start, end = (problem.span.start, problem.span.end) if problem.span else (-1, -1)
        return start, end, problem.code, problem.what

    return sorted(problems, key=order)


def for_eyes(problems: Iterable[Problem], name: str, text: str) -> str:
    """Return the problems in file order, each with its line, the place underlined, and how to mend it.

    One blank line stands between two problems and nothing after the last; without problems the result is empty.
    """
    return "\n\n".join(_drawn(problem, name, text) for problem in in_file_order(problems))


def for_ears(problems: Iterable[Problem], name: str, text: str) -> str:
    """Return the problems in file order as sentences: how many and in which file, then each with its place in words.

    Lines hold less than 80 characters unless a single word is longer. Without problems the result is empty.
    """
    ordered = in_file_order(problems)
    if not ordered:
        return ""
    count = "1 problem" if len(ordered) == 1 else f"{len(ordered)} problems"
    sentences = [f"{count} in {visible(name)}."]
    for problem in ordered:
        where = "The file as a whole"
        if problem.span:
            line, column = line_column(text, problem.span.start)
            where = f"Line {line}, column {column}"
        kind = problem.heading or ("" if problem.severity == "error" else problem.severity)
        lead = f"{where}, {visible(kind)}" if kind else where
        told = (problem.what, problem.remedy, f"Allowed {problem.allowed}" if problem.allowed else "")
        sentences.append(f"{lead}: {' '.join(_sentence(one) for one in told if one)}".rstrip())
    return "\n".join(
        textwrap.fill(sentence, _EARS_CHARACTERS, break_long_words=False, break_on_hyphens=False)
        for sentence in sentences
    )


def as_json(problems: Iterable[Problem], name: str, text: str) -> str:
    """Return the problems in file order as a JSON list of objects, indented, without a line end at its end.

    Lines and columns count from 1, columns in characters; `end_line` and `end_column` name the first character after
    the place. All four are null for a problem of the file as a whole.
    """
    return json.dumps([_record(problem, name, text) for problem in in_file_order(problems)], indent=2)


def _record(problem: Problem, name: str, text: str) -> dict[str, str | int | None]:
    line = column = end_line = end_column = None
    if problem.span:
        line, column = line_column(text, problem.span.start)
        end_line, end_column = line_column(text, problem.span.end)
    return {
        "file": visible(name),
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "severity": problem.severity,
        "code": problem.code,
        "what": visible(problem.what),
        "remedy": visible(problem.remedy),
        **({"allowed": visible(problem.allowed)} if problem.allowed else {}),
    }


def _sentence(text: str) -> str:
    """Return the text made visible and ended by a full stop, unless it ends like a sentence or is empty."""
    shown = visible(text).strip()
    return shown if not shown or shown[-1] in ".!?" else f"{shown}."


def _drawn(problem: Problem, name: str, text: str) -> str:
    """Return one problem for eyes: heading, and where it has a place the line and its underline, then the remedy."""
    kind = problem.heading or ("" if problem.severity == "error" else problem.severity)
    message = f"{visible(kind)}: {visible(problem.what)}" if kind else visible(problem.what)
    lines = [f"{visible(name)}: {message}"]
    if problem.span:
        line, column = line_column(text, problem.span.start)
        source, carets = _underlined(text, problem.span)
        lines = [f"{visible(name)}:{line}:{column}: {message}", f"    {source}".rstrip(), f"    {carets}"]
    if problem.remedy:
        lines.append(f"  mend: {visible(problem.remedy)}")
    if problem.allowed:
        lines.append(f"  allowed {visible(problem.allowed)}")
    return "\n".join(lines)


def _underlined(text: str, span: Span) -> tuple[str, str]:
    """Return the line on which the span begins, made visible and cut to size, and the carets to stand below it.

    A span over several lines is underlined to the end of its first; an empty one gets a single caret.
    """
    first = max(text.rfind("\n", 0, span.start) + 1, 1 if text.startswith(BOM) else 0)
    last = line_end(text, first)
    start = min(max(span.start, first), last)
    end = min(max(span.end, start), last)
    before, marked = _cells(text[first:start]), _cells(text[start:end])
    rest = marked + _cells(text[end:last])
    room = max(_LEAD_CELLS, _LINE_CELLS - _width(rest))
    if _width(before) > room:
        before = [(_CUT, len(_CUT)), *_fitting(before[::-1], room - len(_CUT))[::-1]]
    room = _LINE_CELLS - _width(before)
    if _width(rest) > room:
        rest = [*_fitting(rest, room - len(_CUT)), (_CUT, len(_CUT))]
    source = "".join(shown for shown, _ in before + rest)
    return source, " " * _width(before) + "^" * max(_width(rest[: len(marked)]), 1)


def _cells(text: str) -> list[tuple[str, int]]:
    """Return the text made visible in pieces that a terminal draws as one, each with the columns it takes."""
    pieces: list[tuple[str, int]] = []
    for character in text:
        before, width = pieces[-1] if pieces else ("", 0)
        if before and _joins(before, character):
            # A narrow sign that is asked to be drawn as an emoji becomes as wide as one.
            pieces[-1] = (before + character, 2 if character == _EMOJI_STYLE else width)
            continue
        shown = visible(character)
        wide = unicodedata.east_asian_width(character) in "WF"
        pieces.append((shown, 2 if wide else len(shown)))
    return pieces


def _joins(before: str, character: str) -> bool:
    """Return whether the terminal draws this character into the piece before it, without a column of its own."""
    if visible(character) != character:
        return False
    # Korean typed on a Mac may come as letters that the terminal builds into one block.
    is_mark = unicodedata.category(character) in {"Mn", "Me", "Cf"} or "\u1160" <= character <= "\u11ff"
    is_skin_tone = "\U0001f3fb" <= character <= "\U0001f3ff"
    # Only signs melt into one emoji; a letter after a joiner, as in Devanagari or Arabic, keeps its own column.
    is_joined = before[-1] == _ZERO_WIDTH_JOINER and unicodedata.category(character).startswith("S")
    return is_mark or is_skin_tone or is_joined


def _width(cells: list[tuple[str, int]]) -> int:
    return sum(width for _, width in cells)


def _fitting(cells: list[tuple[str, int]], room: int) -> list[tuple[str, int]]:
    """Return as many of the first pieces as fit into this many columns."""
    used = 0
    for count, (_, width) in enumerate(cells):
        used += width
        if used > room:
            return cells[:count]
    return cells
