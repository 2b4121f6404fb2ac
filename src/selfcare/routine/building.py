"""Fill the model's named tuples from plain data that was checked before: no bounds, no messages, no validator."""

from __future__ import annotations

import sys
from functools import cache
from types import UnionType
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

from selfcare.routine.model import Routine

Value = TypeVar("Value")


def fingerprint(data: bytes) -> str:
    """SHA-256 of a routine file's bytes as they are, in hex: the name of that text in the log."""
    import hashlib  # loads OpenSSL: only a file that comes in is fingerprinted

    return hashlib.sha256(data).hexdigest()


def parse_checked(text: str) -> Routine:
    """The routine of a text that `reading` accepted once, without the cost of the validator. A BOM may be first."""
    import tomllib  # many commands read no routine at all

    return build(Routine, tomllib.loads(text.removeprefix("\ufeff")))


@cache
def hints(kind: Any) -> dict[str, Any]:
    """The types of a model class, by field, with their bounds."""
    return get_type_hints(kind, vars(sys.modules[kind.__module__]), include_extras=True)


def is_table(kind: Any) -> bool:
    """Whether the type is one of the model's classes, written as a table in the file."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def build(kind: type[Value], data: Any) -> Value:
    """A value of `kind` from tables, arrays and scalars. The data has been checked; a wrong shape is our fault."""
    return _build(kind, data)  # type: ignore[no-any-return]


def _build(kind: Any, data: Any) -> Any:
    origin = get_origin(kind)
    if origin is Annotated:
        return _build(get_args(kind)[0], data)
    if is_table(kind):
        types = hints(kind)
        return kind(**{key: _build(types[key], value) for key, value in data.items()})
    if origin is tuple:
        return tuple(_build(get_args(kind)[0], item) for item in data)
    if origin in (UnionType, Union) and isinstance(data, dict):
        return _build(next(arm for arm in map(_bare, get_args(kind)) if is_table(arm)), data)
    if origin in (UnionType, Union) and isinstance(data, list | tuple):
        return _build(next(arm for arm in map(_bare, get_args(kind)) if get_origin(arm) is tuple), data)
    return data


def _bare(kind: Any) -> Any:
    return get_args(kind)[0] if get_origin(kind) is Annotated else kind
