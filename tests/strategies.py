"""What hypothesis may hand to a law: facts of every kind, made from the hints of the classes themselves."""

from __future__ import annotations

import datetime as dt
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from hypothesis import strategies as st

from selfcare.facts.kinds import KINDS, WORDS, Body, Corrected, Fact

LAST_MOMENT = 253_370_764_799_999  # 9998-12-31 in UTC milliseconds

_DAYS = {"day", "first", "last"}
_HIGHEST = {"when": LAST_MOMENT, "minutes": 1439, "score": 10, "value": 10_000}


def days(first: dt.date = dt.date(1, 1, 1), last: dt.date = dt.date(9999, 12, 31)) -> st.SearchStrategy[str]:
    """Days as facts write them."""
    return st.dates(first, last).map(dt.date.isoformat)


def bodies(kind: type[Body] | None = None) -> st.SearchStrategy[Body]:
    """Bodies of one kind, or of any."""
    if kind is None:
        return st.sampled_from(sorted(KINDS)).flatmap(lambda word: bodies(KINDS[word]))
    return _of(kind)


def facts(kind: type[Body] | None = None) -> st.SearchStrategy[Fact]:
    """Facts with a body of one kind, or of any."""
    return st.builds(
        Fact,
        id=st.uuids().map(lambda uuid: uuid.hex),
        at=st.integers(0, LAST_MOMENT),
        offset=st.integers(-1439, 1439),
        zone=st.none() | st.text(max_size=20),
        patient=st.text(max_size=10),
        body=bodies(kind),
    )


def json_values() -> st.SearchStrategy[Any]:
    """Anything that JSON can say, and Python's reader of it lets through."""
    leaves = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    return st.recursive(
        leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    )


def _of(kind: Any) -> st.SearchStrategy[Any]:
    return st.builds(kind, **{name: _field(name, hint, kind) for name, hint in get_type_hints(kind).items()})


def _field(name: str, hint: Any, kind: Any) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), get_args(hint)
    if kind is Corrected and name == "body":
        return st.none() | st.sampled_from([arm for arm in WORDS if arm is not Corrected]).flatmap(bodies)
    if origin in (Union, UnionType):
        return st.one_of(*(_field(name, arm, kind) for arm in args))
    if origin is Literal:
        return st.sampled_from(args)
    if origin is tuple and args[-1] is Ellipsis:
        return st.lists(_field(name, args[0], kind), max_size=3).map(tuple)
    if origin is tuple:
        return st.tuples(*(_field(name, arg, kind) for arg in args))
    if hint is str:
        return days() if name in _DAYS else st.text(max_size=20)
    if hint is int:
        return st.integers(0, _HIGHEST.get(name, 2**53 - 1))
    plain: dict[Any, st.SearchStrategy[Any]] = {bool: st.booleans(), NoneType: st.none()}
    return plain[hint] if hint in plain else _of(hint)
