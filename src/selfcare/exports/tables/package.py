"""datapackage.json: what stands in the tables beside it, for a reader and for a program (Data Package, Table Schema)."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from selfcare import __version__
from selfcare.exports.material import folder_name
from selfcare.exports.tables.index import stamp
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.adherence.report import Counts
    from selfcare.exports.material import Material
    from selfcare.exports.tables.columns import Column, Kind, Table
    from selfcare.facts.moment import Moment

_TYPES: dict[Kind, dict[str, Any]] = {
    "text": {"type": "string"},
    "whole number": {"type": "integer"},
    "tenths": {"type": "number"},
    "yes or no": {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]},
    "day": {"type": "date"},
    # "any", because the default of version 1 of the standard is UTC alone, and the place's own time is what a day is of.
    "moment": {"type": "datetime", "format": "any"},
}

RULE = (
    "An occasion is one session that the routine in force asked of a day, or of a week where it asks so many a week on any "
    "days. The fullest sessions of that day or week fill what it asked (done, played, reported, partly, in this order); "
    "others are extra, and fill no other day. asked = done + played + partly + reported + missed + away. Held, blocked, "
    "extra and not assigned stand beside it. What lies in a day or week that still ran is in no sum."
)
PRIVACY = (
    "The patient stands in it by code, but dates can identify a person, and so can titles, reasons and notes, which are in "
    "people's own words. Keep it as you keep a record, and the list of codes and names elsewhere."
)


def package(material: Material, tables: tuple[Table, ...], counts: Counts, encoding: str, cells: str) -> bytes:
    """The descriptor of these tables as CSV files; `counts` is the sum of days, `cells` says how a text cell was written."""
    code = visible(material.patient)
    title = f"selfcare, patient {code}, {material.first} to {material.last}"
    more = {
        "patient": code,
        "first_day": material.first.isoformat(),
        "last_day": material.last.isoformat(),
        "counts": counts._asdict(),
    }
    return _whole(
        folder_name(material).lower(), title, material.as_of, more, cells, [_resource(one, encoding) for one in tables]
    )


def package_of_all(
    name: str, patients: int, as_of: Moment, tables: tuple[Table, ...], encoding: str, cells: str
) -> bytes:
    """The descriptor of these tables when they hold the rows of many patients: then a row is named by patient, too."""
    resources = [_resource(one, encoding, among=("patient",)) for one in tables]
    return _whole(name, f"selfcare, {patients} patients", as_of, {"patients": patients}, cells, resources)


def _whole(
    name: str, title: str, as_of: Moment, more: dict[str, Any], cells: str, resources: list[dict[str, Any]]
) -> bytes:
    created = stamp(as_of.at, as_of.offset).isoformat()
    whole = {
        "profile": "tabular-data-package",
        "name": name,
        "title": title,
        "description": f"What was asked, done and felt of a self-care routine. {PRIVACY} {cells}",
        "created": created,
        "selfcare": {"version": __version__, "as_of": created, "rule_of_counting": RULE, **more},
        "resources": resources,
    }
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()


def _resource(table: Table, encoding: str, among: tuple[str, ...] = ()) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.key:
        schema["primaryKey"] = [*among, *table.key]
    if table.refers:
        schema["foreignKeys"] = [
            {"fields": [*among, column], "reference": {"resource": other, "fields": [*among, column]}}
            for column, other in table.refers
        ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "title": table.title,
        "description": table.says,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": encoding,
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\r\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "skipInitialSpace": False,
            "header": True,
        },
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.always else {}
    if column.words:
        constraints["enum"] = list(column.words)
    if column.bounds is not None:
        constraints |= {"minimum": column.bounds[0], "maximum": column.bounds[-1]}
    field: dict[str, Any] = {"name": column.name, **_TYPES[column.kind], "description": column.says}
    return field | ({"constraints": constraints} if constraints else {})
