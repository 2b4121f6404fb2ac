"""The format as a JSON Schema (draft 7, which taplo reads), made from the model: names, types, bounds, choices, what they mean.

A schema knows less than the reader. It never refuses what the reader takes; what it lets through, `selfcare check` finds:
a name of a device or a place may be written in more ways than a list can hold, and TOML's dates reach it as text.
"""

from __future__ import annotations

import datetime as dt
from types import UnionType
from typing import Annotated, Any, Final, Literal, NamedTuple, TypeAlias, Union, get_args, get_origin

from selfcare.desk.meanings import MEANS
from selfcare.routine.bounds import Interval, Len
from selfcare.routine.building import hints, is_table
from selfcare.routine.devices import device_names, find_device
from selfcare.routine.model import DOSES, Exercise, Routine
from selfcare.routine.regions import REGIONS

FILE_NAME: Final = "selfcare.schema.json"
DIRECTIVE: Final = f"#:schema ./{FILE_NAME}"
"""The first line of a routine, by which an editor finds the schema in the same folder. Nothing is fetched."""
TITLE: Final = "A routine for selfcare, format 1"

Json: TypeAlias = dict[str, Any]

_FORMATS: Final[dict[Any, tuple[str, str]]] = {
    dt.date: ("date", r"^\d{4}-\d{2}-\d{2}$"),
    dt.time: ("partial-time", r"^\d{2}:\d{2}(:\d{2}(\.\d+)?)?$"),
    dt.datetime: ("date-time-local", r"^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?([Zz]|[+-]\d{2}:\d{2})?$"),
}
"""TOML's own kinds of date, which taplo hands over as text: a name for people, and what such a text looks like."""

_SIDES: Final = ("left", "right", "each", "both", "middle")
"""Python takes a `Literal | None` for another with the same words in another order, whichever module came first."""


def schema() -> Json:
    """The whole schema. The same model gives the same schema, key by key."""
    tables: dict[str, Json] = {}
    whole = _table(Routine, tables)
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": TITLE,
        "description": "One person's routine. More than a schema can tell is told by: selfcare check FILE",
        **whole,
        "definitions": dict(sorted({**tables, **_names()}.items())),
    }


class _Field(NamedTuple):
    """A field of a table: the table's class, the name, and the type with its bounds."""

    owner: type[Any]
    name: str
    hint: Any


def _table(kind: Any, tables: dict[str, Json]) -> Json:
    defaults: dict[str, Any] = kind._field_defaults
    properties = {name: _property(_Field(kind, name, hint), tables) for name, hint in hints(kind).items()}
    made: Json = {
        "type": "object",
        "additionalProperties": False,
        "required": [name for name in kind._fields if name not in defaults],
        "properties": properties,
    }
    if kind is Exercise:
        # The words of the five doses: one of them, and no other.
        made["oneOf"] = [{"required": [word]} for word in DOSES]
    return made


def _property(field: _Field, tables: dict[str, Json]) -> Json:
    """A field's type, what it means, and what holds if it is left out."""
    means = MEANS.get(field.owner.__name__, {}).get(field.name)
    default = field.owner._field_defaults.get(field.name)
    told: Json = {"description": f"{means}."} if means else {}
    if default is not None and isinstance(default, str | int | float):
        told["default"] = default
    made = _type(field.hint, field, tables)
    # Beside a reference draft 7 passes over every other key.
    return {**told, **({"allOf": [made]} if told and "$ref" in made else made)}


def _type(hint: Any, field: _Field, tables: dict[str, Json]) -> Json:
    origin = get_origin(hint)
    if origin is Annotated:
        inner, *marks = get_args(hint)
        return {**_type(inner, field, tables), **_bounds(inner, marks)}
    if origin in (Union, UnionType):
        arms = [_type(arm, field, tables) for arm in get_args(hint) if arm is not type(None)]
        return arms[0] if len(arms) == 1 else {"anyOf": arms}
    if origin is Literal:
        return {"enum": sorted(get_args(hint), key=lambda word: _SIDES.index(word) if word in _SIDES else 0)}
    if origin is tuple:
        return {"type": "array", "items": _type(get_args(hint)[0], field, tables)}
    if is_table(hint):
        if hint.__name__ not in tables:
            tables[hint.__name__] = {}
            tables[hint.__name__] = _table(hint, tables)
        return {"$ref": f"#/definitions/{hint.__name__}"}
    if hint in _FORMATS:
        return {"type": "string", "pattern": _FORMATS[hint][1]}
    if hint is str:
        return _text(field)
    return {"type": {bool: "boolean", int: "integer", float: "number"}[hint]}


def _text(field: _Field) -> Json:
    """Text; where it names a device or a place, with all names that are understood, for an editor to offer."""
    return {"type": "string", **_OFFERED.get(field.name, {})}


_OFFERED: Final[dict[str, Json]] = {
    "device": {"anyOf": [{"$ref": "#/definitions/DeviceNames"}, {}]},
    "region": {"anyOf": [{"$ref": "#/definitions/PlaceNames"}, {}]},
    "also": {"anyOf": [{"$ref": "#/definitions/PlaceNames"}, {}]},
}
"""An editor offers these names. Any other is let through: the reader minds neither capitals nor hyphens, as a list would."""


def _names() -> dict[str, Json]:
    """Each device and place by the name that the tool itself uses, then all the others."""
    devices = device_names()
    other_devices = [name for one in devices if (device := find_device(one)) for name in device.names]
    places = [region.name for region in REGIONS]
    other_places = [name for region in REGIONS for name in region.names]
    return {"DeviceNames": {"enum": [*devices, *other_devices]}, "PlaceNames": {"enum": [*places, *other_places]}}


def _bounds(inner: Any, marks: list[Interval | Len]) -> Json:
    made: Json = {}
    for mark in marks:
        if isinstance(mark, Interval):
            made |= {"minimum": mark.ge, "maximum": mark.le}
        elif inner is str:
            made |= {"minLength": mark.min_length, "maxLength": mark.max_length}
        else:
            made |= {"minItems": mark.min_length, "maxItems": mark.max_length}
    return made
