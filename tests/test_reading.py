"""Reading a routine: what is right is read as it stands, what is wrong is refused cleanly and soon, whatever it is."""

from __future__ import annotations

import subprocess  # noqa: TID251 - what is loaded and opened shows only in a process of its own
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.routine.building import build, fingerprint, hints, is_table, parse_checked
from selfcare.routine.devices import device_names, find_device
from selfcare.routine.filename import name_hint
from selfcare.routine.model import Routine
from selfcare.routine.reading import RoutineInvalid, read_routine
from selfcare.routine.reading.decoding import LARGEST
from selfcare.routine.reading.shape import check_shape
from selfcare.routine.reading.wording import EXAMPLES, FIELDS, arms_of, bare
from selfcare.text.diagnostics import in_file_order
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable

TOP = Path(__file__).parent.parent
VALID = sorted([*TOP.glob("routines/*.toml"), *TOP.glob("tests/prescriptions/*.toml")])
BAD = sorted(TOP.glob("tests/bad/*.toml"))
SAMPLE = TOP / "tests" / "prescriptions" / "09-gentler-on-a-bad-day.toml"
SCRAPS = [
    b'"', b"'", b'"""', b"\n", b"\r", b"\r\n", b"=", b"[", b"]", b"[[", b"]]", b"{", b"}", b",", b".", b"#", b"\\",
    b"\x00", b"\xff", b"\xef\xbb\xbf", b"0", b"-1", b"1e400", b"nan", b"inf", b"true", b"2026-11-23", b"07:30",
    b"\xe2\x80\x9c", b"\xe2\x80\x93", b"[[exercise]]\n", b"[defaults]\n", b"gentler = 1\n", b'weeks = "9999-1"\n',
    b"schedule = [{}]\n", b"hold = {}\n", b"discomfort = {}\n", b"\xc2\xa0", b"\xf0\x9f\xa6\xb5", b"9" * 20,
    b"0001-01-01", b"'''", b"//", b";", b":",
]  # fmt: skip


@pytest.mark.parametrize("file", VALID, ids=lambda file: file.stem)
def test_a_valid_routine_reads_as_it_is_built_from_its_text(file: Path) -> None:
    """The validator changes nothing in what it lets through; BOM and CRLF change nothing either."""
    data = file.read_bytes()
    routine = read_routine(data, file.name)
    assert routine == build(Routine, tomllib.loads(data.decode())) == parse_checked(data.decode())
    assert read_routine(b"\xef\xbb\xbf" + data.replace(b"\n", b"\r\n"), file.name) == routine
    assert parse_checked("\ufeff" + data.decode()) == routine


def test_the_fingerprint_is_of_the_bytes() -> None:
    """Another BOM or line end is another text."""
    data = SAMPLE.read_bytes()
    assert len(fingerprint(data)) == 64
    assert fingerprint(data) != fingerprint(b"\xef\xbb\xbf" + data) != fingerprint(data.replace(b"\n", b"\r\n"))


@st.composite
def mutated(draw: st.DrawFn) -> bytes:
    """A routine in which some stretches were taken out, doubled, or replaced by scraps that mean something in TOML."""
    data = draw(st.sampled_from([SAMPLE, *VALID])).read_bytes()
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, len(data)))
        end = min(len(data), at + draw(st.integers(0, 12)))
        new = draw(st.sampled_from(SCRAPS) | st.binary(max_size=4) | st.just(data[at:end] * 2))
        data = data[:at] + new + data[end:]
    return data


@given(mutated())
def test_a_broken_routine_is_read_or_refused_and_nothing_else(data: bytes) -> None:
    """Whatever happens to the bytes, there is a routine or a refusal, never another error."""
    try:
        routine = read_routine(data, "broken.toml")
    except RoutineInvalid as refusal:
        holds_the_laws(refusal)
    else:
        assert routine == parse_checked(data.decode())


@given(st.data())
def test_a_value_of_any_kind_anywhere_is_read_or_refused(data: st.DataObject) -> None:
    """Valid TOML of any shape below any key is read or refused."""
    values = st.sampled_from(
        ["true", "0", "-5", "1.5", "nan", '""', '" "', '"x"', "[]", "{}", "[[]]", "[{}]", "[1]", '["x"]', "2026-11-23",
         "07:30:00", "2026-11-23T07:30:00Z", "0xffffffffffffffffffff", '"skip"', "{ time = 1 }", '"a\\u001bb"',
         "9999-12-31"]
    )  # fmt: skip
    lines = SAMPLE.read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.integers(0, len(lines) - 1))
        key = data.draw(st.sampled_from(sorted(FIELDS)))
        lines.insert(at, f"{key} = {data.draw(values)}")
    try:
        read_routine("\n".join(lines).encode(), "broken.toml")
    except RoutineInvalid as refusal:
        holds_the_laws(refusal)


@pytest.mark.parametrize("file", BAD, ids=lambda file: file.stem)
def test_a_bad_file_is_refused_by_the_laws(file: Path) -> None:
    """The pairs keep the same laws."""
    with pytest.raises(RoutineInvalid) as refusal:
        read_routine(file.read_bytes(), file.name)
    holds_the_laws(refusal.value)
    assert refusal.value.exit_code == 65
    assert file.name in refusal.value.sentence


def holds_the_laws(refusal: RoutineInvalid) -> None:
    """Problems are in file order, told once, lie in the text, and say what is wrong and how to mend it."""
    problems = list(refusal.problems)
    assert problems
    assert problems == in_file_order(problems)
    assert len(problems) == len(set(problems)) <= 101
    for problem in problems:
        assert problem.remedy
        assert len(visible(problem.what)) < 400
        assert len(visible(problem.remedy)) < 400
        if problem.span:
            assert 0 <= problem.span.start <= problem.span.end <= len(refusal.text)


HOSTILE: dict[str, Callable[[], bytes]] = {
    "deep arrays": lambda: b"a = " + b"[" * 100_000,
    "deep tables": lambda: b"a = " + b"{a=" * 80_000,
    "deep arrays, closed": lambda: b"a = " + b"[" * 900 + b"]" * 900,
    "a long dotted key": lambda: b".".join([b"a"] * 130_000) + b" = 1",
    "a long dotted header": lambda: b"[" + b".".join([b"a"] * 130_000) + b"]",
    "a long number": lambda: b"a = " + b"9" * 100_000,
    "a long number in hex": lambda: b"a = 0x" + b"f" * 100_000,
    "many numbers": lambda: b"a = [" + b"1," * 120_000 + b"]",
    "a megabyte": lambda: b"# " * 500_000,
    "a megabyte of one line": lambda: b"a" * 1_000_000,
    "many keys": lambda: b"".join(b"k%d = 1\n" % number for number in range(22_000)),
    "many tables": lambda: b"".join(b"[t%d]\n" % number for number in range(22_000)),
    "many exercises": lambda: b"[[exercise]]\n" * 20_000,
    "many lines in the schedule": lambda: b"schedule = [" + b"{ per_day = 2 },\n" * 15_000 + b"]",
    "blanks": lambda: b"title =" + b" " * 250_000 + b"x",
    "blanks in brackets": lambda: b"[" + b" " * 250_000 + b"x",
    "blanks before an equals sign": lambda: b"title" + b" " * 250_000 + b"x = 1",
    "blanks in a text": lambda: b'start = "1' + b" " * 250_000 + b'x"',
    "words": lambda: b"a " * 125_000,
    "open quotes": lambda: b'a = "\n' * 40_000,
    "open triple quotes": lambda: b'a = """' + b'"" ' * 80_000,
    "backslashes": lambda: b'a = "' + b"\\" * 250_000,
    "the same key": lambda: b"format = 1\n" * 23_000,
    "a very long key": lambda: b'"' + b"k" * 250_000 + b'" = 1',
    "a very long text": lambda: b'title = "' + b"k" * 250_000 + b'"',
    "curly quotes": lambda: "title = “x”\n".encode() * 15_000,
    "commas": lambda: b"a = {" + b"," * 250_000,
    "dates": lambda: b"start = " + b"1.1." * 60_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_text_is_refused_soon(kind: str) -> None:
    """What is large, deep or made to keep a pattern busy is refused within seconds."""
    data = HOSTILE[kind]()
    began = time.process_time()
    with pytest.raises(RoutineInvalid) as refusal:
        read_routine(data, "hostile.toml")
    assert time.process_time() - began < 8
    holds_the_laws(refusal.value)


def test_a_file_of_exactly_the_largest_size_is_read() -> None:
    """The bound on size is where it says."""
    data = SAMPLE.read_bytes()
    filled = data + b"#" * (LARGEST - len(data))
    assert read_routine(filled, "full.toml") == read_routine(data, "full.toml")
    with pytest.raises(RoutineInvalid) as refusal:
        read_routine(filled + b"#", "full.toml")
    assert [problem.code for problem in refusal.value.problems] == ["too-large"]


def test_reading_opens_nothing_that_a_routine_names(tmp_path: Path) -> None:
    """A routine that names files, addresses and commands is text like any other."""
    devices = TOP / "src" / "selfcare" / "routine" / "devices"  # our own shelf is looked along
    script = f"""
import sys
sys.path.insert(0, {str(TOP / "src")!r})
from selfcare.routine.reading import read_routine
data = open({str(SAMPLE)!r}, "rb").read()
read_routine(data, "once.toml")
seen, watching = [], True
events = ("open", "socket.connect", "subprocess.Popen", "os.system", "os.listdir", "os.scandir")
sys.addaudithook(lambda event, args: watching and event in events and seen.append((event, str(args[0]))))
named = b'file:///etc/passwd $(id) http://example.org'
assert b"Anna" in data
read_routine(data.replace(b"Anna", named), "/etc/passwd")
watching = False
print([one for one in seen if one[0] != "os.listdir" or not one[1].startswith({str(devices)!r})])
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=tmp_path)
    assert done.stdout.strip() == "[]"


def test_the_model_and_the_refusal_load_no_validator() -> None:
    """The commands of every day must not pay for pydantic."""
    script = "import sys, selfcare.routine.building, selfcare.routine.invalid, selfcare.routine.filename; "
    done = subprocess.run(
        [sys.executable, "-c", script + "print('pydantic' in sys.modules)"],
        capture_output=True, text=True, check=True, env={"PYTHONPATH": str(TOP / "src")},
    )  # fmt: skip
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("key", sorted(EXAMPLES, key=str), ids=str)
def test_each_example_is_one_that_the_field_takes(key: tuple[str, str] | str) -> None:
    """What a remedy tells to write is accepted when it is written."""
    owner, name = key if isinstance(key, tuple) else (None, key)
    value = tomllib.loads(f"x = {EXAMPLES[key]}")["x"]
    homes = [(kind, path) for kind, path in tables() if name in hints(kind) and owner in {None, kind.__name__}]
    assert homes, "no table has this field"
    for kind, path in homes:
        found = [one for one in check_shape(nested(path, {name: value})).findings if one.code != "missing-key"]
        assert not found, (kind, found)


def tables(kind: Any = Routine, path: tuple[str, ...] = ()) -> list[tuple[Any, tuple[str, ...]]]:
    """Every table of the format with the keys that lead to it; an array of tables ends in []."""
    found = [(kind, path)]
    for name, hint in hints(kind).items():
        for arm in map(bare, arms_of(bare(hint))):
            inner = bare(get_args(arm)[0]) if get_origin(arm) is tuple else arm
            if is_table(inner):
                found += tables(inner, (*path, name if inner is arm else f"{name}[]"))
    return found


def nested(path: tuple[str, ...], data: dict[str, Any]) -> dict[str, Any]:
    """The table at the end of that path; an array of tables gets this one alone."""
    for step in reversed(path):
        data = {step.removesuffix("[]"): [data] if step.endswith("[]") else data}
    return data


def test_a_device_is_found_by_each_of_its_names_and_a_band_by_none() -> None:
    """A word for two devices is a name of neither."""
    for name in device_names():
        device = find_device(name)
        assert device
        assert all(find_device(other) is device for other in device.names)
    assert find_device("band") is None
    assert find_device("mobility band") is None


def test_a_hidden_ending_is_told() -> None:
    """A file that cannot be found is looked for under the name it may have."""
    assert "Rename it to hips.toml" in str(name_hint("hips.toml", ["hips.toml.txt", "other.toml"]))
    assert "give that name" in str(name_hint("hips.toml.txt", ["hips.toml"]))
    assert "Hips.toml" in str(name_hint("hips.toml", ["Hips.toml"]))
    assert name_hint("hips.toml", ["knees.toml"]) is None
