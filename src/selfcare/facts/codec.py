"""A fact as one line of canonical JSON: sorted keys, UTF-8, no blanks, integers for time. The same fact, same bytes.

Reading trusts nobody: a log or an export can be a stranger's text. Each field is held against the type that its class
names, so that what was read can be computed with, and written down again.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import cache, partial
from types import NoneType, UnionType
from typing import TYPE_CHECKING, Any, Literal, Union, get_args, get_origin, get_type_hints

from selfcare.facts.kinds import KINDS, WORDS, Body, Corrected, Fact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

FORMAT = 1
"""The version of the fact format. A fact of a newer one is refused whole."""

_MOMENTS = range(253_370_764_800_000)  # UTC milliseconds of 1970 to 9998: a year on, local time still has a date
_OFFSETS = range(-1439, 1440)  # minutes; Python's own bound for an offset
_INTEGERS = range(2**53)  # counts and milliseconds, as large as every reader of JSON keeps them exact
_BOUNDS = {"when": _MOMENTS, "minutes": range(1440), "score": range(11), "value": range(10_001)}
_DAYS = frozenset({"day", "first", "last"})
_ENCODER = json.JSONEncoder(sort_keys=True, ensure_ascii=False, separators=(",", ":"))

_FEW = 1000  # for fewer facts the quick reader's patterns cost more than they save

_Shape = dict[type, "Callable[[Any], Any] | None"]
"""The JSON types that a field may have; for each, what makes its value of it (None: it is the value already)."""


class UnknownFact(ValueError):
    """The text is no fact that this version knows."""


def to_json(fact: Fact) -> str:
    """The fact's canonical text, without a line end."""
    whole = {
        "at": fact.at,
        "format": FORMAT,
        "id": fact.id,
        "offset": fact.offset,
        "patient": fact.patient,
        "zone": fact.zone,
        **body_to_data(fact.body),
    }
    return _ENCODER.encode(whole)


def body_to_data(body: Body) -> dict[str, Any]:
    """The body as plain data, with its kind."""
    data: dict[str, Any] = {"kind": WORDS[type(body)]}
    for name, value in zip(body._fields, body, strict=True):
        data[name] = _plain(name, value)
    return data


def from_json(text: str) -> Fact:
    """The fact of a canonical text.

    Raises:
        UnknownFact: it is no JSON object, of a newer format, of an unknown kind, or has a field too many, too few, or
            of a type that its kind does not have.
    """
    try:
        data = json.loads(text)
        if "\\u" in text or not text.isascii():
            # Half of a surrogate pair can stand in a str, but in no UTF-8: such a fact could not be written down again.
            json.dumps(data, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        raise UnknownFact("this line has a character that is none") from None
    except ValueError as error:
        raise UnknownFact(f"this line is no JSON: {error}") from None
    except RecursionError:
        raise UnknownFact("this line is nested too deep") from None
    if not isinstance(data, dict):
        raise UnknownFact("this line is no JSON object")
    version = data.pop("format", None)
    if type(version) is not int or version != FORMAT:
        raise UnknownFact(f"this fact has format {version!r}; this selfcare knows format {FORMAT}")
    try:
        identity, at, offset = data.pop("id"), data.pop("at"), data.pop("offset")
        zone, patient = data.pop("zone"), data.pop("patient")
    except KeyError as error:
        raise UnknownFact(f"this fact has no {error.args[0]!r}") from None
    if not (type(identity) is str and type(patient) is str and (zone is None or type(zone) is str)):
        raise UnknownFact("this fact's id, patient or zone is no text")
    if not (type(at) is int and at in _MOMENTS and type(offset) is int and offset in _OFFSETS):
        raise UnknownFact("this fact's time or offset is none")
    return Fact(identity, at, offset, zone, patient, body_from_data(data))


def many_from_json(texts: Sequence[str]) -> Iterator[Fact]:
    """The facts of many canonical texts, one at a time: the same as `from_json` of each, at half the cost.

    Raises:
        UnknownFact: as `from_json`, when that text is reached.
    """
    if len(texts) < _FEW:
        yield from map(from_json, texts)
        return
    from selfcare.facts.quick import quick_reader

    quick = quick_reader()
    for text in texts:
        yield quick(text) or from_json(text)


def body_from_data(data: dict[str, Any]) -> Body:
    """The body of plain data with its kind; the data is used up.

    Raises:
        UnknownFact: the kind or a field is not known, one is missing, or has a type or value that its kind has not.
    """
    word = data.pop("kind", None)
    kind = KINDS.get(word) if isinstance(word, str) else None
    if kind is None:
        raise UnknownFact("this fact is of a kind that this selfcare does not know")
    return _filled(kind, f"{word} fact", data)  # type: ignore[no-any-return]  # of the very class `kind` names


def _filled(kind: Callable[..., Any], what: str, data: dict[str, Any]) -> Any:
    shapes = _shapes(kind)
    name = ""
    try:
        for name, value in data.items():
            build = shapes[name][type(value)]
            if build is not None:
                data[name] = build(value)
        return kind(**data)
    except KeyError:
        why = f"{name[:60]!r} has another type" if name in shapes else f"it has no {name[:60]!r}"
    except TypeError as error:
        why = str(error)
    raise UnknownFact(f"this {what} does not fit: {why}")


@cache
def _shapes(kind: Callable[..., Any]) -> dict[str, _Shape]:
    """By field of a class, what its JSON may be."""
    return {name: _shape(name, hint) for name, hint in get_type_hints(kind).items()}


def _shape(name: str, hint: Any) -> _Shape:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        return _union(name, get_args(hint))
    if origin is tuple:
        return {list: _items(name, get_args(hint))}
    if origin is Literal:
        return {str: partial(_one_of, name, frozenset(get_args(hint)))}
    if hint is str:
        return {str: partial(_day, name) if name in _DAYS else None}
    if hint is int:
        return {int: _within(name, _BOUNDS.get(name, _INTEGERS))}
    if hint in (bool, NoneType):
        return {hint: None}
    return {dict: partial(_filled, hint, name)}


def _union(name: str, arms: tuple[Any, ...]) -> _Shape:
    words = [word for arm in arms if get_origin(arm) is Literal for word in get_args(arm)]
    shape: _Shape = {str: partial(_one_of, name, frozenset(words))} if words else {}
    for arm in arms:
        if arm in WORDS:
            shape[dict] = _correction
        elif get_origin(arm) is not Literal:
            shape.update(_shape(name, arm))
    return shape


def _items(name: str, args: tuple[Any, ...]) -> Callable[[list[Any]], tuple[Any, ...]]:
    """Return what makes a tuple of a JSON array: of any length after `...`, else of just these items."""
    any_length = args[-1] is Ellipsis
    shapes = [_shape(name, arg) for arg in args if arg is not Ellipsis]

    def made(items: list[Any]) -> tuple[Any, ...]:
        if not any_length and len(items) != len(shapes):
            raise UnknownFact(f"{name} does not have {len(shapes)} items")
        each = zip(items, shapes * len(items) if any_length else shapes, strict=True)
        try:
            builds = [(item, shape[type(item)]) for item, shape in each]
        except KeyError:
            raise UnknownFact(f"an item of {name} is of another type") from None
        return tuple(item if build is None else build(item) for item, build in builds)

    return made


def _correction(data: dict[str, Any]) -> Body:
    if data.get("kind") == WORDS[Corrected]:  # asked before it is read: a chain of them would be too deep to follow
        raise UnknownFact("a correction holds another correction")
    return body_from_data(data)


def _one_of(name: str, words: frozenset[str], value: str) -> str:
    if value not in words:
        raise UnknownFact(f"{name} is {value[:60]!r}, a word that this selfcare does not know")
    return value


def _within(name: str, bounds: range) -> Callable[[int], int]:
    first, last = bounds[0], bounds[-1]

    def checked(value: int) -> int:
        if first <= value <= last:
            return value
        raise UnknownFact(f"{name} is not from {first} to {last}")

    return checked


def _day(name: str, value: str) -> str:
    try:
        written = dt.date.fromisoformat(value).isoformat()
    except ValueError:
        written = None
    if written != value:
        raise UnknownFact(f"{name} is {value[:60]!r}, and no day as 2026-01-31")
    return value


def _plain(name: str, value: Any) -> Any:
    if name == "body" and value is not None:
        return body_to_data(value)
    if isinstance(value, tuple):
        fields = getattr(value, "_fields", None)
        if fields is not None:
            return dict(zip(fields, value, strict=True))
        return [_plain("", item) for item in value]
    return value
