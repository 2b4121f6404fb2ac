"""Sentences for a value that is not what its field must be, with what to write, made from the value if it can."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any, Final, Literal, get_args, get_origin

from selfcare.routine.bounds import Interval, Len
from selfcare.routine.building import is_table
from selfcare.routine.model import FORMAT
from selfcare.routine.reading.finding import Finding
from selfcare.routine.reading.wording import (
    Field,
    arms_of,
    bare,
    bounds,
    did_you_mean,
    example,
    quoted,
    shown,
    wanted,
)

if TYPE_CHECKING:
    from selfcare.text.spans import Path

_AMOUNT: Final = re.compile(r"\s*(\d{1,5})\s*(s|sec|secs|seconds?|min|mins|minutes?)?\.?\s*", re.IGNORECASE)
_DATE: Final = re.compile(r"\s*(\d{4}-\d{2}-\d{2})\s*")
_TIME: Final = re.compile(r"\s*([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?\s*")
_MINUTE: Final = 60
_SHORT: Final = 40
"""Characters of a text in which an amount is looked for: a stranger's blanks must not keep the pattern busy."""


def wrong_value(field: Field, path: Path, value: Any) -> Finding:
    """The sentence for this value of this field: what it must be, what it is here, what to write."""
    kind = bare(field.type)
    if field.name == "format":
        return _format(path, value)
    if field.name == "language" and isinstance(value, str):
        what = f"selfcare speaks English only so far; here `language` is {quoted(value)}."
        return Finding("unknown-language", path, what, 'Write: language = "en"')
    if field.name == "exercise" and isinstance(value, dict):
        what = "Each exercise begins with [[exercise]], in two pairs of brackets; here it is one table."
        return Finding("single-brackets", path, what, "Write [[exercise]] on the line before its keys.")
    if isinstance(value, str) and _takes(kind, str):
        return _length(field, path, value)
    if get_origin(kind) is tuple and isinstance(value, tuple):
        return Finding("empty-list", path, f"`{field.name}` holds nothing.", f"Write for example: {example(field)}")
    choices = _choices(kind)
    if choices and isinstance(value, str) and not _amount(field, value):
        return _choice(field, path, value, choices)
    if isinstance(value, int | float) and not isinstance(value, bool) and _in_kind(kind, value):
        return Finding("out-of-bounds", path, _must(field, value), f"Write for example: {example(field)}")
    return Finding("wrong-type", path, _must(field, value), _mended(field, kind, value))


def _must(field: Field, value: Any) -> str:
    lead = f"Each item of `{field.name}`" if field.item else f"`{field.name}`"
    return f"{lead} must be {wanted(field)}; here it is {shown(value)}."


def _format(path: Path, value: Any) -> Finding:
    if isinstance(value, int) and not isinstance(value, bool) and value > FORMAT:
        what = f"This file is written for a newer selfcare: it says format {shown(value)}, and this one knows format 1."
        return Finding("newer-format", path, what, "Install the newest selfcare, or ask for the file in format 1.")
    what = f"`format` says which version of the format this is, and so far there is only 1; here it is {shown(value)}."
    return Finding("unknown-format", path, what, "Write: format = 1")


def _length(field: Field, path: Path, value: str) -> Finding:
    limit = bounds(field.type, Len)
    most = limit.max_length if limit else None
    name = f"An item of `{field.name}`" if field.item else f"`{field.name}`"
    if most and len(value) > most and field.name != "rule":
        what = f"{name} is {len(value)} characters long; at most {most} are taken."
        return Finding("too-long-text", path, what, f"Shorten it by {len(value) - most} or more.")
    if field.name == "rule" and value:
        return bad_rule(path, value)
    return Finding("empty-text", path, f"{name} is empty.", f"Fill it in, such as: {example(field)}")


def bad_rule(path: Path, value: str) -> Finding:
    """The sentence for a rule's code that cannot be one."""
    what = f"`rule` is two capital letters and two digits, as `check` prints them; here it is {quoted(value)}."
    return Finding("bad-rule", path, what, 'Write for example: rule = "FR01"')


_SIDES: Final = {"both sides": "each", "both": "each", "r": "right", "l": "left", "rechts": "right", "links": "left"}


def _choice(field: Field, path: Path, value: str, choices: tuple[str, ...]) -> Finding:
    near = next((word for word in choices if value.casefold().startswith(word)), None)
    if field.name == "side":
        # "each" is much like "rechts": what is a side in no language is not guessed to be both.
        near = near or _SIDES.get(value.casefold()) or did_you_mean(value, [one for one in choices if one != "each"])
    else:
        near = near or did_you_mean(value, choices)
    if near:
        remedy = f'Did you mean "{near}"?'
    elif field.item:
        remedy = f"Write for example: {example(field)}"
    else:
        remedy = "Write one of these."
    return Finding("not-a-choice", path, _must(field, value), remedy)


def _mended(field: Field, kind: Any, value: Any) -> str:
    """What to write, made from the value when its meaning is plain, else an example."""
    if isinstance(value, str) and (amount := _amount(field, value)):
        return f"Write it without quotes: {field.name} = {amount}"
    if isinstance(value, float) and value.is_integer() and _in_kind(kind, int(value)):
        return f"Write it without the point: {field.name} = {int(value)}"
    if isinstance(value, str) and kind is dt.date and (found := _DATE.fullmatch(value)):
        return f"Write it without quotes: {field.name} = {found[1]}"
    if isinstance(value, str) and kind is dt.time and (found := _TIME.fullmatch(value)):
        return f"Write it without quotes and with seconds: {int(found[1]):02}:{found[2]}:{found[3] or '00'}"
    if isinstance(value, dt.datetime) and kind is dt.date:
        return f"Write the date alone: {field.name} = {value.date().isoformat()}"
    if isinstance(value, int) and not isinstance(value, bool) and _takes(kind, str) and _in_kind(int, value):
        return f'Put it in quotes: "{value}"' if field.item else f'Put it in quotes: {field.name} = "{value}"'
    if get_origin(kind) is tuple and isinstance(value, str) and bare(get_args(kind)[0]) is str:
        return f"Put it in square brackets: {field.name} = [{quoted(value)}]"
    if get_origin(kind) is tuple and isinstance(value, dict) and is_table(bare(get_args(kind)[0])):
        return f"Put it in square brackets: {field.name} = [{{ ... }}], or begin each with [[{field.name}]]."
    return f"Write for example: {example(field)}"


def _amount(field: Field, text: str) -> int | None:
    """The whole number that a text such as "60", "60 s" or "2 min" means, if the field takes it."""
    found = _AMOUNT.fullmatch(text) if len(text) <= _SHORT else None
    if not found or not _takes(bare(field.type), int):
        return None
    number = int(found[1]) * (_MINUTE if (found[2] or "").lower().startswith("m") else 1)
    span = bounds(field.type, Interval)
    return number if span is None or span.ge <= number <= span.le else None


def _takes(kind: Any, plain: type[Any]) -> bool:
    return any(bare(arm) is plain for arm in arms_of(kind))


def _in_kind(kind: Any, value: float) -> bool:
    """Whether the number is of the field's own kind (whole or not) and can be written out."""
    whole = isinstance(value, int)
    return abs(value) < float("inf") and ((_takes(kind, int) and whole) or _takes(kind, float))


def _choices(kind: Any) -> tuple[str, ...]:
    return tuple(
        word
        for arm in arms_of(kind)
        if get_origin(bare(arm)) is Literal
        for word in get_args(bare(arm))
        if isinstance(word, str)
    )
