"""The schema says what the model says: it takes all that the reader takes, and refuses every slip of shape; so does taplo."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import shutil
import subprocess  # noqa: TID251 - taplo is the editor's program, run here as an editor would
import sys
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

import selfcare
from selfcare.cli.running import run
from selfcare.desk.meanings import MEANS
from selfcare.desk.schema import DIRECTIVE, FILE_NAME, schema
from selfcare.routine.devices import device_names
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.reading import read_routine
from selfcare.routine.regions import REGIONS
from test_format_docs import FIELDS, TABLES, WHOLE, Field, section

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parents[1]
ROUTINES = TESTS.parent / "routines"
SHIPPED = sorted(ROUTINES.glob("*.toml"))
TEMPLATES = sorted((Path(selfcare.__path__[0]) / "templates").glob("*.toml"))
BAD = sorted((TESTS / "bad").glob("*.toml"))
OF_SHAPE = {"unknown-key", "unknown-table", "wrong-type", "other-kind", "out-of-bounds", "missing-key", "not-a-choice"}
"""The codes of what a schema can see."""
UNSEEN = {
    "wrong-type-date": "a date in quotes reaches a schema as the same text",
    "wrong-type-point": "to JSON 3.0 is a whole number",
}
VALIDATOR = Draft7Validator(schema())


def as_json(value: Any) -> Any:
    """TOML as an editor hands it to a schema: dates and times are text."""
    if isinstance(value, dict):
        return {key: as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [as_json(inner) for inner in value]
    if isinstance(value, float) and math.isnan(value):
        return None  # JSON has no word for it
    return value.isoformat() if isinstance(value, dt.date | dt.time) else value


def refused(text: str) -> list[str]:
    """What the schema has against a text that is TOML."""
    return [error.message for error in VALIDATOR.iter_errors(as_json(tomllib.loads(text)))]


def accepted_texts() -> Iterator[tuple[str, str]]:
    """Every text of this repository that the reader takes, with its name."""
    folders = (ROUTINES, TESTS / "prescriptions", TESTS / "rules" / "cases", TEMPLATES[0].parent)
    for path in sorted(path for folder in folders for path in folder.rglob("*.toml")):
        try:
            read_routine(path.read_bytes(), path.name)
        except RoutineInvalid:
            continue
        yield path.name, path.read_text("utf-8")
    yield from (("docs/format.md", block) for block in WHOLE)


def of_shape() -> Iterator[Path]:
    """The bad files that have a problem of shape, TOML and not too dark for a schema."""
    for path in BAD:
        try:
            read_routine(path.read_bytes(), path.name)
        except RoutineInvalid as invalid:
            codes = {problem.code for problem in invalid.problems}
        try:
            tomllib.loads(path.read_text("utf-8"))
        except ValueError:
            continue
        if codes & OF_SHAPE and path.stem not in UNSEEN:
            yield path


ACCEPTED = list(accepted_texts())
SLIPS = list(of_shape())


def test_it_is_a_schema_of_draft_7() -> None:
    """The schema itself is sound."""
    Draft7Validator.check_schema(schema())


@pytest.mark.parametrize(("name", "text"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
def test_what_the_reader_takes_the_schema_takes(name: str, text: str) -> None:
    """No editor underlines what `check` accepts."""
    assert refused(text) == [], name


@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_a_slip_of_shape_is_refused(path: Path) -> None:
    """An unknown key, a wrong type, a number out of bounds, a missing key, a word that is no choice: the editor sees it."""
    assert refused(path.read_text("utf-8"))


def test_each_kind_of_slip_is_among_them() -> None:
    """The files show every kind that a schema can see, several times; what it cannot see is known by name."""
    for kind in ("unknown-key", "wrong-type", "out-of-bounds", "missing-key", "not-a-choice"):
        assert sum(path.stem.startswith(kind) for path in SLIPS) >= 2, kind
    assert {path.stem for path in BAD} >= set(UNSEEN)
    for stem in UNSEEN:
        assert refused((TESTS / "bad" / f"{stem}.toml").read_text("utf-8")) == []


def test_every_table_and_field_has_its_meaning() -> None:
    """No field without a description in the schema, and no description without a field."""
    assert {kind.__name__: list(kind._fields) for kind in TABLES.values()} == {
        name: list(fields) for name, fields in MEANS.items()
    }
    made = schema()
    for kind in TABLES.values():
        own = made if kind.__name__ == "Routine" else made["definitions"][kind.__name__]
        for name, field in own["properties"].items():
            assert field["description"] == f"{MEANS[kind.__name__][name]}."


@pytest.mark.parametrize("field", FIELDS, ids=[f"{one.table or 'top'}.{one.name}" for one in FIELDS])
def test_docs_and_schema_say_the_same(field: Field) -> None:
    """What docs/format.md says that a field means, but for its links, is what an editor shows."""
    rows = [line.strip("|").split(" | ") for line in section(field.table).splitlines()]
    cell = next(cells[1] for cells in rows if cells[0].strip() == f"`{field.name}`")
    assert re.sub(r": see (\[[^\]]*\]\([^)]*\)|below)", "", cell.strip()) == MEANS[field.kind.__name__][field.name]


def test_devices_and_places_are_offered_by_name() -> None:
    """An editor offers every device and place, the tool's own names first; other spellings are taken all the same."""
    named = schema()["definitions"]
    assert named["DeviceNames"]["enum"][: len(device_names())] == list(device_names())
    assert named["PlaceNames"]["enum"][: len(REGIONS)] == [region.name for region in REGIONS]
    text = WHOLE[0].replace('"quadriceps"', '"the Front-of-the-Thigh"').replace('"foam roller"', '"Foam Roller"')
    read_routine(text.encode(), "spelt.toml")
    assert refused(text) == []


def test_the_schema_beside_the_routines_is_this_one() -> None:
    """Whoever changes the model makes it anew: selfcare schema --output routines/selfcare.schema.json."""
    assert json.loads((ROUTINES / FILE_NAME).read_text("utf-8")) == schema()


@pytest.mark.parametrize("path", [*SHIPPED, *TEMPLATES], ids=lambda path: path.stem)
def test_the_first_line_leads_an_editor_to_it(path: Path) -> None:
    """Each routine and template that ships names the schema that lies, or is to lie, beside it."""
    assert path.read_text("utf-8").splitlines()[0] == DIRECTIVE


def test_the_command_prints_or_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is printed as it is; a schema of ours is written anew, and nothing else of that name is touched."""
    assert run(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema()
    target = tmp_path / FILE_NAME
    for _ in range(2):
        assert run(["schema", "--output", str(target)]) == 0
        assert json.loads(target.read_text("utf-8")) == schema()
    target.write_text("{}")
    assert run(["schema", "--output", str(target)]) == 2
    assert target.read_text() == "{}"
    assert run(["schema", "--output", str(tmp_path / "nowhere" / FILE_NAME)]) == 66
    assert [path.name for path in tmp_path.iterdir()] == [FILE_NAME]


def taplo(*words: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run taplo, which must be there."""
    beside = Path(sys.executable).parent / "taplo"
    program = str(beside) if beside.exists() else shutil.which("taplo")
    assert program, "taplo is not installed: pip install --group taplo"
    command = [program, "lint", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=60)


@pytest.mark.taplo
def test_taplo_takes_every_routine_and_template_by_its_first_line(tmp_path: Path) -> None:
    """With the schema beside them, and nothing fetched, all that ships is taken; and a slip in any of them is not."""
    (tmp_path / FILE_NAME).write_text(json.dumps(schema()))
    files = [tmp_path / path.name for path in (*SHIPPED, *TEMPLATES)]
    for source, file in zip((*SHIPPED, *TEMPLATES), files, strict=True):
        file.write_bytes(source.read_bytes())
    done = taplo(*files, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    for file in files:
        file.write_text(file.read_text("utf-8") + '\nnuisance = "x"\n', "utf-8")
        assert taplo(file, cwd=tmp_path).returncode != 0, file.name


@pytest.mark.taplo
@pytest.mark.parametrize(("name", "text"), ACCEPTED, ids=[name for name, _ in ACCEPTED])
def test_taplo_takes_what_the_reader_takes(tmp_path: Path, name: str, text: str) -> None:
    """The program that is in editors agrees with the reader."""
    (tmp_path / FILE_NAME).write_text(json.dumps(schema()))
    (tmp_path / "one.toml").write_text(text, "utf-8")
    done = taplo("--schema", (tmp_path / FILE_NAME).as_uri(), tmp_path / "one.toml", cwd=tmp_path)
    assert done.returncode == 0, f"{name}: {done.stderr}"


@pytest.mark.taplo
@pytest.mark.parametrize("path", SLIPS, ids=lambda path: path.stem)
def test_taplo_refuses_a_slip_of_shape(tmp_path: Path, path: Path) -> None:
    """And it refuses, for the schema's sake and not for the TOML's, what the reader refuses for its shape."""
    (tmp_path / FILE_NAME).write_text(json.dumps(schema()))
    (tmp_path / "one.toml").write_bytes(path.read_bytes())
    assert taplo("--no-schema", tmp_path / "one.toml", cwd=tmp_path).returncode == 0
    done = taplo("--schema", (tmp_path / FILE_NAME).as_uri(), tmp_path / "one.toml", cwd=tmp_path)
    assert done.returncode != 0
    assert "error: " in done.stderr
