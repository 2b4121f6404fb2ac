"""docs/format.md says what the model says: every table, field, bound, default, device and place."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from types import UnionType
from typing import TYPE_CHECKING, Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin, get_type_hints

import pytest
import tomli_w

from selfcare.routine.bounds import Interval, Len
from selfcare.routine.building import is_table
from selfcare.routine.devices import device_names, find_device
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.model import DOSES, Exercise, Routine
from selfcare.routine.reading import read_routine
from selfcare.routine.regions import REGIONS
from selfcare.text.diagnostics import for_eyes

if TYPE_CHECKING:
    from collections.abc import Iterator

TEXT = (Path(__file__).parents[1] / "docs" / "format.md").read_text("utf-8")
TOP = "The top of the file"
SIDES = {"paired": "left, right, each", "either": "left, right, each, middle", "midline": "middle"}
BLOCKS = re.findall(r"^```toml\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)
WHOLE = [block for block in BLOCKS if block.startswith("format = ")]
PARTS = [block for block in BLOCKS if block not in WHOLE]
MESSAGES = re.findall(r"^```text\n(.*?)\n```$", TEXT, re.MULTILINE | re.DOTALL)


class Row(NamedTuple):
    """One row of a table of fields."""

    field: str
    written: str
    left_out: str


class Field(NamedTuple):
    """One field of one of the model's tables; `table` is the key it is written under, empty at the top."""

    table: str
    name: str
    hint: Any
    kind: type[Any]


def tables_in(hint: Any) -> Iterator[type[Any]]:
    """The model's tables that a type can hold."""
    if is_table(hint):
        yield hint
    else:
        for part in get_args(hint):
            yield from tables_in(part)


def model_tables(kind: type[Any] = Routine, key: str = "") -> dict[str, type[Any]]:
    """Every table of the format: the key it is written under, and its class."""
    found = {key: kind}
    for name, hint in get_type_hints(kind, include_extras=True).items():
        for inner in tables_in(hint):
            below = model_tables(inner, name)
            assert all(found.get(word, table) is table for word, table in below.items()), "one key, two meanings"
            found |= below
    return found


TABLES = model_tables()
FIELDS = [
    Field(key, name, hint, kind)
    for key, kind in TABLES.items()
    for name, hint in get_type_hints(kind, include_extras=True).items()
]
every_field = pytest.mark.parametrize("field", FIELDS, ids=[f"{one.table or 'top'}.{one.name}" for one in FIELDS])


def section(key: str) -> str:
    """The text below the one heading that names the table, up to the next heading of any level."""
    wanted = TOP if not key else f"`{key}`"
    parts = re.split(r"^(#{2,} .*)$", TEXT, flags=re.MULTILINE)
    found = [text for heading, text in zip(parts[1::2], parts[2::2], strict=True) if wanted in heading]
    assert len(found) == 1, f"{len(found)} headings name {wanted}"
    return found[0]


def rows(key: str) -> dict[str, Row]:
    """The rows of a section's table of fields, by field."""
    found = {}
    for line in section(key).splitlines():
        cells = [cell.strip() for cell in line.strip("|").split(" | ")]
        if name := re.fullmatch(r"`(\w+)`", cells[0]):
            found[name[1]] = Row(name[1], cells[2], cells[3])
    return found


def bounds(hint: Any) -> Iterator[str]:
    """What the docs must say of a type: its bounds and its choices."""
    if get_origin(hint) is Annotated:
        inner, *marks = get_args(hint)
        for mark in marks:
            if isinstance(mark, Interval):
                yield f"{mark.ge:g} to {mark.le:g}"
            elif isinstance(mark, Len):
                length = f"{mark.max_length}" if mark.min_length == mark.max_length else f"1 to {mark.max_length}"
                yield f"{length} characters" if inner is str else length
        yield from bounds(inner)
    elif get_origin(hint) is Literal:
        yield from (f'`"{value}"`' if isinstance(value, str) else f"`{value}`" for value in get_args(hint))
    elif hint is bool:
        yield from ("`true`", "`false`")
    elif get_origin(hint) in (tuple, Union, UnionType):
        for part in get_args(hint):
            if not is_table(part):
                yield from bounds(part)


def shown(value: Any) -> str:
    """A default as the docs write it."""
    if isinstance(value, tuple):
        return "" if not value else "as shown there"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    return "" if value is None else f'`"{value}"`' if isinstance(value, str) else str(value)


@pytest.mark.parametrize("key", TABLES, ids=lambda key: key or "top")
def test_every_table_has_a_section_that_names_its_fields_and_no_others(key: str) -> None:
    """A section's table of fields holds exactly the fields of the model."""
    assert list(rows(key)) == list(TABLES[key]._fields)


@every_field
def test_every_bound_and_choice_is_said(field: Field) -> None:
    """What the model accepts stands in the field's own row."""
    row = rows(field.table)[field.name]
    for bound in bounds(field.hint):
        assert re.search(rf"(?<![\d.]){re.escape(bound)}(?![\d.]\d)", row.written), f"{bound} is not in: {row.written}"


@every_field
def test_every_default_is_said(field: Field) -> None:
    """A required field says so, and only such a field; any other says what holds without it."""
    defaults: dict[str, Any] = field.kind._field_defaults
    left_out = rows(field.table)[field.name].left_out
    assert (left_out == "must be there") == (field.name not in defaults)
    assert left_out
    if default := shown(defaults.get(field.name)):
        assert re.search(rf"(^|\s){re.escape(default)}($|[\s;,])", left_out), left_out


def test_every_device_is_said() -> None:
    """Each device stands with all its names, doses, fields and its ceiling, whose source is named."""
    for name in device_names():
        device = find_device(name)
        assert device is not None
        doses = ", ".join(f"`{word}`" for word in DOSES if word in device.doses)
        fields = ", ".join(f"`{word}`" for word in sorted(device.fields)) or "none"
        cells = (f'`"{name}"`', ", ".join(device.names), doses, fields, f"{device.session_ceiling_s} s")
        assert f"| {' | '.join((*cells, device.ceiling_source))} |\n" in TEXT


def test_every_place_is_said() -> None:
    """Each place stands with all its names, and with why it is never pressed, or its sides and neighbours."""
    for region in REGIONS:
        names = ", ".join(region.names)
        if region.keep_off is not None:
            assert f"| {region.name} | {names} | {region.keep_off} |\n" in TEXT
        else:
            near = ", ".join(region.near) or "nothing more"
            assert f"| {region.name} | {names} | {SIDES[region.sides]} | {near} |\n" in TEXT


def test_no_place_is_said_that_is_not_known() -> None:
    """The tables of places hold no more rows than there are places."""
    tables = TEXT.partition("\n## Places of the body\n")[2].partition("\n## ")[0]
    assert len(re.findall(r"^\| (?!Place |`region`|-)", tables, re.MULTILINE)) == len(REGIONS)


def test_every_link_leads_to_a_heading() -> None:
    """A link within the page names a heading of the page, as GitHub writes it."""
    headings = re.findall(r"^#+ (.*)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]*)\)", TEXT)) <= anchors


def test_the_page_opens_with_a_whole_file() -> None:
    """The first example is a complete routine, before anything is explained."""
    assert WHOLE
    assert BLOCKS[0] == WHOLE[0]


def reads(text: str) -> None:
    """Fail with every problem if the text is refused."""
    try:
        read_routine(text.encode(), "docs/format.md")
    except RoutineInvalid as refused:
        pytest.fail(for_eyes(refused.problems, refused.name, refused.text))


@pytest.mark.parametrize("block", WHOLE)
def test_every_whole_example_reads(block: str) -> None:
    """Whoever copies a routine from the page gets one that is accepted."""
    reads(block)


@pytest.mark.parametrize("block", PARTS)
def test_every_part_fits_into_a_file(block: str) -> None:
    """Whoever copies a few lines into a routine gets one that is accepted."""
    data = tomllib.loads(WHOLE[0])
    exercise = data["exercise"][0]
    for key, value in tomllib.loads(block).items():
        if key in DOSES:
            for word in ("gentler", *DOSES):
                exercise.pop(word, None)
            devices = [found for found in map(find_device, device_names()) if found and key in found.doses]
            exercise["device"] = devices[-1].name
        if key in Routine._fields:
            data[key] = value
        else:
            assert key in Exercise._fields
            exercise[key] = value
    reads(tomli_w.dumps(data))


def test_three_messages_are_shown() -> None:
    """The page shows what a slip looks like."""
    assert len(MESSAGES) == 3


@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_is_what_the_tool_says(message: str) -> None:
    """The first example with the line of the message in it is refused in these very words."""
    heading, wrong, *_ = message.splitlines()
    name, number, *_ = heading.split(":")
    lines = WHOLE[0].splitlines()
    lines[int(number) - 1] = wrong.strip()
    with pytest.raises(RoutineInvalid) as refused:
        read_routine("\n".join(lines).encode(), name)
    assert for_eyes(refused.value.problems, refused.value.name, refused.value.text) == message
