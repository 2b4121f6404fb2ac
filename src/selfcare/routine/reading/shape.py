"""Hold the data against the model: pydantic finds what has the wrong shape, our own sentences say it.

The pydantic models are made from the model's named tuples, so that the format is written down once.
"""

from __future__ import annotations

from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any, Final, NamedTuple, Union, get_args, get_origin

import annotated_types
from pydantic import BaseModel, ConfigDict, ValidationError, create_model

from selfcare.routine.bounds import Interval, Len
from selfcare.routine.building import hints, is_table
from selfcare.routine.model import Routine
from selfcare.routine.reading.finding import Finding
from selfcare.routine.reading.keys import meant_key, missing_key, unknown_key
from selfcare.routine.reading.values import wrong_value
from selfcare.routine.reading.wording import Field, arms_of, bare, bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_MOST_ELEMENTS: Final = 100
"""Of an array that sets no bound of its own (design): a stranger's file must not make us write a thousand sentences."""
_MOST_SAID: Final = 400
"""Unknown keys, and wrong values, that get their sentence; the reading shows fewer still."""

_SOMETHING: Final = True


class Shape(NamedTuple):
    """What is wrong in shape, the data without what is unknown (arrays as tuples), and the paths that are wrong.

    A misspelt key stands in the data under the name that was meant, as a wrong one.
    """

    findings: list[Finding]
    data: dict[str, Any]
    broken: list[Path]


def check_shape(data: dict[str, Any]) -> Shape:
    """Everything in the data that the model does not know, misses, or wants otherwise."""
    findings: list[Finding] = []
    tidy: dict[str, Any] = _tidy(Routine, data, (), findings)
    wrong: dict[Path, Field] = {}
    broken: list[Path] = []
    unknown: list[Path] = []
    guessed: set[Path] = set()
    for kind, loc in _errors(tidy):
        path, owner, field = _follow(loc, tidy)
        if kind == "extra_forbidden":
            unknown.append(path)
            if len(unknown) <= _MOST_SAID:
                meant = meant_key(owner, str(path[-1]))
                if meant:
                    guessed.add((*path[:-1], meant))
                findings.append(unknown_key(owner, path, meant, whole_table=_is_table(_at(tidy, path))))
        elif field and (kind != "too_short" or not _at(tidy, path)):
            # Pydantic counts an array's good elements only: one that is too short has told of its bad ones already.
            broken.append(path)
            if kind == "missing":
                findings.append(missing_key(field, path))
            else:
                wrong[path] = field
    findings += [wrong_value(field, path, _at(tidy, path)) for path, field in islice(wrong.items(), _MOST_SAID)]
    # A key that is misspelt is not missing too.
    findings = [one for one in findings if one.code != "missing-key" or one.path not in guessed]
    for path in unknown:
        del _at(tidy, path[:-1])[path[-1]]
    for path in guessed:
        # Written, so that nothing is said to be lacking; but not to be looked at.
        _at(tidy, path[:-1]).setdefault(path[-1], _SOMETHING)
        broken.append(path)
    return Shape(findings, tidy, broken)


def _errors(data: dict[str, Any]) -> Iterator[tuple[str, Path]]:
    try:
        _validator(Routine).model_validate(data)
    except ValidationError as error:
        # The values are not asked for: writing a huge number into an error message would fail.
        for one in error.errors(include_url=False, include_context=False, include_input=False):
            yield one["type"], one["loc"]


@cache
def _validator(kind: Any) -> type[BaseModel]:
    defaults: dict[str, Any] = getattr(kind, "_field_defaults", {})
    fields: dict[str, Any] = {name: (_mapped(hint), defaults.get(name, ...)) for name, hint in hints(kind).items()}
    strict = ConfigDict(strict=True, extra="forbid", allow_inf_nan=False)
    return create_model(kind.__name__, __config__=strict, **fields)


def _mapped(kind: Any) -> Any:
    """The type with every named tuple in it replaced by its pydantic model."""
    origin = get_origin(kind)
    if origin is Annotated:
        inner, *marks = get_args(kind)
        return Annotated[(_mapped(inner), *map(_mark, marks))]
    if origin is tuple:
        return tuple[_mapped(get_args(kind)[0]), ...]  # type: ignore[misc]
    if len(arms_of(kind)) > 1:
        return Union[tuple(_mapped(arm) for arm in arms_of(kind))]  # noqa: UP007 - the arms are known only at run time
    return _validator(kind) if is_table(kind) else kind


def _mark(bound: Interval | Len) -> annotated_types.Interval | annotated_types.Len:
    if isinstance(bound, Interval):
        return annotated_types.Interval(ge=bound.ge, le=bound.le)
    return annotated_types.Len(bound.min_length, bound.max_length)


def _tidy(kind: Any, value: Any, path: Path, findings: list[Finding]) -> Any:
    """The value with lists as tuples, of a bounded length: what is beyond is a finding and is looked at no further."""
    if isinstance(value, dict):
        types = hints(table) if (table := _table(kind)) else {}
        return {key: _tidy(types.get(key), one, (*path, key), findings) for key, one in value.items()}
    if not isinstance(value, list):
        return value
    limit = bounds(kind, Len)
    most = (limit.max_length if limit and get_origin(bare(kind)) is tuple else None) or _MOST_ELEMENTS
    if len(value) > most:
        findings.append(
            Finding(
                "too-many",
                (*path, most),
                f"`{path[-1]}` may hold {most} at most; here there are {len(value)}, and this is the first too many.",
                "Take some out, or make a second routine of them.",
            )
        )
    inner = get_args(bare(kind))[0] if get_origin(bare(kind)) is tuple else None
    return tuple(_tidy(inner, one, (*path, at), findings) for at, one in enumerate(value[:most]))


def _table(kind: Any) -> Any:
    """The model class among the members of the type; None when it is no table."""
    return next((bare(arm) for arm in arms_of(bare(kind)) if is_table(bare(arm))), None)


def _follow(loc: tuple[int | str, ...], data: Any) -> tuple[Path, type[Any], Field | None]:
    """Path, innermost table and field of an error's loc; no field for an unknown key.

    Pydantic puts the names of union members between the keys. Below a union that a table was written for, only that
    table's errors count: the others give no field.
    """
    path: Path = ()
    owner: type[Any] = Routine
    kind: Any = Routine
    field: Field | None = None
    for step in loc:
        plain = bare(kind)
        if len(arms_of(plain)) > 1:
            table = _table(plain)
            if isinstance(data, dict) and table:
                if step != table.__name__:
                    return path, owner, None
                kind = table
                continue
            return path, owner, field
        path = (*path, step)
        if is_table(plain):
            owner, kind = plain, hints(plain).get(str(step))
            field = Field(plain.__name__, str(step), kind) if kind else None
            data = data.get(step)
        else:
            kind = get_args(plain)[0]
            assert field is not None
            field = field._replace(type=kind, item=True)
            data = data[step]
    return path, owner, field


def _is_table(value: Any) -> bool:
    return isinstance(value, dict) or (isinstance(value, tuple) and any(isinstance(one, dict) for one in value))


def _at(data: Any, path: Path) -> Any:
    for step in path:
        data = data[step]
    return data
