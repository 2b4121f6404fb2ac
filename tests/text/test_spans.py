from __future__ import annotations

import contextlib
import json
import re
import tomllib
from pathlib import Path as File
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.text.spans import Path, Place, Span, find_places, known, line_column, line_end, nearest, offset_at

CORPUS = sorted(File(__file__).with_name("toml_valid").glob("*.toml"))
ROUTINES = sorted((File(__file__).parents[2] / "routines").rglob("*.toml"))

# --- the oracle: tomllib itself, asked again about each piece that was cut out ---


def cut(text: str, span: Span) -> str:
    """Return what stands in the span."""
    return text[span.start : span.end]


def names(path: Path) -> list[str]:
    """Return the keys of a path, without the numbers of elements."""
    return [step for step in path if isinstance(step, str)]


def steps_of(written: str) -> list[str]:
    """Return the keys that a `[header]`, a `[[header]]` or a dotted key spells, read by tomllib."""
    value: Any = tomllib.loads(written if written.startswith("[") else f"{written} = {{}}")
    steps: list[str] = []
    while value and value != [{}]:
        value = value[0] if isinstance(value, list) else value
        (step,) = value
        steps.append(step)
        value = value[step]
    return steps


def every_path(value: object, path: Path = ()) -> dict[Path, object]:
    """Return all paths of a parsed document with what is found there, the document itself left out."""
    found: dict[Path, object] = {path: value} if path else {}
    children: Any = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for step, child in children:
        found |= every_path(child, (*path, step))
    return found


def assert_places_are_right(text: str) -> None:
    """Hold the places against tomllib: the same paths, and each cut parsed alone gives the same key and value."""
    places = find_places(text)
    found = every_path(tomllib.loads(text.removeprefix("\ufeff")))
    assert places.keys() == found.keys()
    for path, value in found.items():
        key, span = places[path].key, places[path].value
        written = cut(text, span)
        is_written = key == span or key.end <= span.start
        if is_written:
            assert repr(tomllib.loads(f"x = {written}")) == repr({"x": value}), path
        else:
            assert isinstance(value, dict | list), path
            spelled = steps_of(written)
            assert span.start <= key.start < key.end <= span.end, path
            if written.startswith("["):
                assert names(path) == spelled[: len(names(path))], path
            else:
                assert any(names(path)[-count:] == spelled[:count] for count in range(1, len(spelled))), path
        if isinstance(path[-1], str):
            assert list(tomllib.loads(f"{cut(text, key)} = 0")) == [path[-1]], path
        elif is_written:
            assert key == span, path
        parent = places.get(path[:-1])
        if parent and parent.key.end <= parent.value.start:
            assert parent.value.start < key.start, path
            assert span.end < parent.value.end, path


# --- documents in many styles ---

NAMES = [
    "a",
    "b",
    "c-3",
    "1",
    "_",
    "",
    "a b",
    "a.b",
    "é",
    "股関節",
    "👩\u200d⚕\ufe0f",
    "#",
    "[x]",
    'q"',
    "it's",
    "\\",
    "\x07\n",
    "=",
    "{",
    ",",
]
TEXTS = [
    "",
    "x",
    '"',
    '""',
    "'",
    "''",
    "'\"",
    "é 股関節",
    "👍🏽",
    "# no comment",
    "[a]",
    "a = 1",
    "{",
    "},",
    "\\",
    "\n",
    "\n\n a",
    "\t",
    "\x1b[2J",
]
PLAIN = [
    *("0", "+1", "-17", "1_000", "0xDEAD_beef", "0o755", "0b1101", "true", "false"),
    *("3.14", "-0.0", "1e06", "6.626e-34", "9_2.5_0", "inf", "+inf", "-inf", "nan"),
    *("1979-05-27", "07:32:00", "00:32:00.999999", "1979-05-27T07:32:00", "1979-05-27 07:32:00Z"),
    *("1979-05-27t00:32:00.5-07:00", "1979-05-27 00:32:00.999999+01:30", "1979-05-27 07:32:00"),
]

space = st.sampled_from(["", " ", "\t", "  \t "])
remark = st.sampled_from(["", "", "# plain", "#", '# x = [1, \'"""', "# 股関節 ]}"])
gap = st.lists(st.tuples(space, remark), max_size=2).map(lambda rows: "".join(f"{a}{b}\n" for a, b in rows))
array_gap = st.one_of(space, st.tuples(gap, space).map("".join))


def escaped(text: str, draw: Any) -> str:
    """Return the inside of a basic string, some characters of it written as escapes for no reason."""
    inside = ""
    for one in text:
        may_escape = ord(one) < 0xFFFF and draw(st.integers(0, 3)) == 3
        inside += f"\\u{ord(one):04X}" if may_escape else json.dumps(one, ensure_ascii=False)[1:-1]
    return inside


@st.composite
def keys(draw: Any, name: str) -> str:
    """Return one way to write this key part."""
    styles = ["basic"]
    if re.fullmatch("[A-Za-z0-9_-]+", name):
        styles.append("bare")
    if re.fullmatch(r"[^'\x00-\x1f]*", name):
        styles.append("literal")
    style = draw(st.sampled_from(styles))
    if style == "bare":
        return name
    if style == "literal":
        return f"'{name}'"
    return f'"{escaped(name, draw)}"'


@st.composite
def strings(draw: Any) -> str:
    """Return a string in one of the four styles of TOML."""
    text = "".join(draw(st.lists(st.sampled_from(TEXTS), max_size=4)))
    start = draw(st.sampled_from(["", "\n"]))
    style = draw(st.sampled_from(["basic", "literal", "lines", "literal lines"]))
    if style == "basic":
        return f'"{escaped(text, draw)}"'
    if style == "literal":
        return "'" + re.sub(r"['\x00-\x08\x0a-\x1f]", "", text) + "'"
    text = re.sub(r"[\x00-\x08\x0b-\x1f]", "", text)
    if style == "literal lines":
        inner = re.sub("'{3,}", "''", text)
        return f"'''{start}{inner}'''"
    inner = re.sub(r'"{3,}', '""', text.replace("\\", "\\\\"))
    end = draw(st.sampled_from(["", "\\\n  \n  ", '"', '""', 'x"', 'x""', '\\""', "x\\\\"]))
    # A quote of the text must not meet the quotes that end the string.
    apart = " " if inner.endswith('"') and end.startswith('"') else ""
    return f'"""{start}{inner}{apart}{end}"""'


@st.composite
def values(draw: Any, depth: int) -> str:
    """Return a value as text: a scalar, an array over one or many lines, or an inline table."""
    kind = draw(st.sampled_from(["plain", "string", "array", "table"][: 4 if depth else 2]))
    if kind == "plain":
        return str(draw(st.sampled_from(PLAIN)))
    if kind == "string":
        return str(draw(strings()))
    if kind == "array":
        items = draw(st.lists(values(depth - 1), max_size=3))
        inner = ",".join(draw(array_gap) + item + draw(array_gap) for item in items)
        return f"[{inner}{draw(st.sampled_from(['', ','])) if items else ''}{draw(array_gap)}]"
    pairs = draw(pairs_of(draw(some_names), depth - 1))
    inner = f"{draw(space)},{draw(space)}".join(f"{key}{draw(space)}={draw(space)}{value}" for key, value in pairs)
    return f"{{{draw(space)}{inner}{draw(space)}}}"


some_names = st.lists(st.sampled_from(NAMES), unique=True, max_size=3)


@st.composite
def pairs_of(draw: Any, below: list[str], depth: int) -> list[tuple[str, str]]:
    """Return keys, some of them dotted, each with its value; dotted keys of one table may stand apart."""
    pairs: list[tuple[str, str]] = []
    for name in below:
        dotted = draw(pairs_of(draw(some_names), depth - 1)) if depth > 0 and draw(st.booleans()) else []
        if not dotted:
            pairs.append((draw(keys(name)), draw(values(max(depth, 0)))))
        for key, value in dotted:
            pairs.append((f"{draw(keys(name))}{draw(space)}.{draw(space)}{key}", value))
    return draw(st.permutations(pairs))  # type: ignore[no-any-return]


@st.composite
def sections(draw: Any, path: tuple[str, ...], depth: int, opens: str) -> str:
    """Return a table's own pairs under its header, then or before them its sub-tables and arrays of tables."""
    below = draw(some_names)
    pairs = draw(pairs_of(draw(st.permutations(below))[:2], depth)) if below else []
    used = {next(iter(tomllib.loads(f"{key} = 0"))) for key, _ in pairs}
    own = "".join(
        f"{draw(gap)}{draw(space)}{key}{draw(space)}={draw(space)}{value}{draw(space)}{draw(remark)}\n"
        for key, value in pairs
    )
    under = ""
    for name in [name for name in NAMES[:8] if name not in used and depth and draw(st.integers(0, 5)) == 5]:
        times = draw(st.integers(1, 3)) if draw(st.booleans()) else 0
        under += "".join(draw(sections((*path, name), depth - 1, "[[")) for _ in range(times))
        under += "" if times else draw(sections((*path, name), depth - 1, "["))
    dot = f"{draw(space)}.{draw(space)}"
    spelled = draw(space) + dot.join(draw(keys(name)) for name in path) + draw(space)
    header = f"{draw(gap)}{draw(space)}{opens}{spelled}{']' * len(opens)}{draw(space)}{draw(remark)}\n" if path else ""
    if opens == "[" and under and draw(st.booleans()):
        return under if not own else under + header + own
    return header + own + under


@st.composite
def documents(draw: Any) -> str:
    """Return a valid TOML text, with or without BOM, final line end, CRLF throughout or here and there."""
    text: str = draw(sections((), 3, "")) + draw(
        st.sampled_from(["", "# end", " ", "z-last = 1", "[z-last]", "[[z-last]] # x"])
    )
    ends = draw(st.sampled_from([["\n"], ["\r\n"], ["\n", "\r\n", "\r\n"]]))
    lines = text.split("\n")
    text = lines[0] + "".join(ends[number % len(ends)] + line for number, line in enumerate(lines[1:]))
    bom: str = draw(st.sampled_from(["", "\ufeff"]))
    return bom + text


@given(documents())
def test_what_is_cut_out_means_the_same_alone(text: str) -> None:
    """Whatever way a document is written, each key and value stands exactly where the finder says."""
    assert_places_are_right(text)


@pytest.mark.parametrize("file", CORPUS + ROUTINES, ids=lambda file: file.name)
def test_the_finder_is_right_on_real_files(file: File) -> None:
    """On every valid file we keep, and on every routine we ship, each key and value is found."""
    text = file.read_bytes().decode()
    assert_places_are_right(text)
    assert_places_are_right(text.replace("\r\n", "\n").replace("\n", "\r\n"))
    assert_places_are_right("\ufeff" + text.removeprefix("\ufeff"))


def test_there_is_a_corpus() -> None:
    """The walk above walks over something."""
    assert len(CORPUS) >= 12


# --- single laws ---


def shown(text: str) -> dict[Path, tuple[str, str]]:
    """Return key and value of each path as they are written."""
    return {path: (cut(text, place.key), cut(text, place.value)) for path, place in find_places(text).items()}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {}),
        ("\ufeff# only a remark", {}),
        ("\ufeffa = 1", {("a",): ("a", "1")}),
        (' a . "\\u0062" = 1', {("a",): ("a", 'a . "\\u0062"'), ("a", "b"): ('"\\u0062"', "1")}),
        ("d = 1979-05-27 07:32:00 # x", {("d",): ("d", "1979-05-27 07:32:00")}),
        ('s = """a""""" # x', {("s",): ("s", '"""a"""""')}),
        ("s = '''''a''' # x", {("s",): ("s", "'''''a'''")}),
        ('s = """\\"""" # x', {("s",): ("s", '"""\\""""')}),
        ('s = """"""\nt = ""', {("s",): ("s", '""""""'), ("t",): ("t", '""')}),
        ("[ a . 'b' ] # x", {("a",): ("a", "[ a . 'b' ]"), ("a", "b"): ("'b'", "[ a . 'b' ]")}),
        ("[a.b]\n[a]", {("a",): ("a", "[a]"), ("a", "b"): ("b", "[a.b]")}),
        (
            "l = [1, # ]\n 'x', [],]",
            {
                ("l",): ("l", "[1, # ]\n 'x', [],]"),
                ("l", 0): ("1", "1"),
                ("l", 1): ("'x'", "'x'"),
                ("l", 2): ("[]", "[]"),
            },
        ),
        (
            "[[a]]\nx = 1\n[a.b]\n[[ a ]]\n[[a.c.d]]",
            {
                ("a",): ("a", "[[a]]"),
                ("a", 0): ("a", "[[a]]"),
                ("a", 0, "x"): ("x", "1"),
                ("a", 0, "b"): ("b", "[a.b]"),
                ("a", 1): ("a", "[[ a ]]"),
                ("a", 1, "c"): ("c", "[[a.c.d]]"),
                ("a", 1, "c", "d"): ("d", "[[a.c.d]]"),
                ("a", 1, "c", "d", 0): ("d", "[[a.c.d]]"),
            },
        ),
        (
            "t = { a.b = 1, a.c = {} }",
            {
                ("t",): ("t", "{ a.b = 1, a.c = {} }"),
                ("t", "a"): ("a", "a.b"),
                ("t", "a", "b"): ("b", "1"),
                ("t", "a", "c"): ("c", "{}"),
            },
        ),
    ],
)
def test_each_way_of_writing_has_its_place(text: str, expected: dict[Path, tuple[str, str]]) -> None:
    """Key and value of each path, as they are written in the text."""
    assert shown(text) == expected
    assert_places_are_right(text)


def test_as_deep_as_the_parser_can_go() -> None:
    """Nesting that tomllib can follow is never too deep for the finder; deeper nesting neither."""
    assert len(find_places("a = " + "[" * 2000 + "]" * 2000)) == 2000


@pytest.mark.parametrize("text", ["= 1", "a = ?", "[", 'a = "', "a", "a =", "[a", "a = {", "\x00"])
def test_text_that_is_not_toml_ends_too(text: str) -> None:
    """A text that tomllib refuses gives an answer without meaning or one kind of error, never a hang."""
    with contextlib.suppress(ValueError):
        find_places(text)


def test_nearest_place_and_union_tags() -> None:
    """A missing key is looked for at its table; steps that lead nowhere are skipped; without a place there is None."""
    text = "[[exercise]]\nhold = { time = 10 }\n"
    places = find_places(text)
    assert nearest(places, ("exercise", 0, "title")) == Place(Span(2, 10), Span(0, 12))
    assert nearest(places, ("exercise", 0, "hold", "times")) == places["exercise", 0, "hold"]
    assert nearest(places, ("title",)) is None
    assert nearest(places, ()) is None
    assert known(places, ("exercise", 0, "by time", "hold", "dict", "time")) == ("exercise", 0, "hold", "time")
    assert known(places, ("nowhere",)) == ()


pieces = st.lists(st.sampled_from(["a", " ", "\t", "\n", "\r\n", "\r", "股", "e\u0301", "\ufeff"])).map("".join)


@given(pieces, st.data())
def test_lines_and_columns_are_what_an_editor_counts(text: str, data: Any) -> None:
    """The column counts characters from 1, the BOM none, CRLF one line end; the way back gives the offset again."""
    offset = data.draw(st.integers(0, len(text)))
    line, column = line_column(text, offset)
    before = text[:offset].removeprefix("\ufeff").split("\n")
    in_line_end = text[max(offset - 1, 0) : offset + 1] == "\r\n"
    in_bom = offset == 0 and text.startswith("\ufeff")
    assert (line, column) == (len(before), len(before[-1]) + 1 - in_line_end)
    assert offset_at(text, line, column) == offset - in_line_end + in_bom
    assert line_column(text, line_end(text, offset)) >= (line, column)
    assert line_column(text, line_end(text, offset))[0] == line


def test_positions_beyond_the_text_stay_in_it() -> None:
    """A column beyond its line is the line's end, a line beyond the last is the text's end."""
    assert offset_at("ab\r\nc", 1, 99) == 2
    assert offset_at("ab\r\nc", 9, 1) == 5
    assert offset_at("\ufeffab", 1, 1) == 1
    assert offset_at("", 1, 1) == 0
