from __future__ import annotations

import tomllib
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcare.home.settings import (
    LIMIT,
    SETTINGS,
    Setting,
    Settings,
    SettingsBroken,
    Value,
    read_settings,
    with_value,
)
from selfcare.text.diagnostics import for_ears, for_eyes
from selfcare.text.errors import UsageRefused
from selfcare.text.spans import line_column

# --- made files: lines around the settings that anybody might write ---


class Line(NamedTuple):
    """A line of a settings file, cut at its value; a line without a key says nothing."""

    before: str
    value: str
    after: str
    key: str | None = None


NOTHING = ["", "  ", "\t", "# her settings", "# pace = 'slower'", '#"', "#\u00e4\U0001f600 [x]"]


def written(setting: Setting) -> st.SearchStrategy[str]:
    """Return every way of writing a value."""
    if setting.kind == "bool":
        return st.sampled_from(["true", "false"])
    return st.tuples(st.sampled_from(setting.choices), st.sampled_from(['"', "'", '"""', "'''"])).map(
        lambda pair: pair[1] + pair[0] + pair[1]
    )


@st.composite
def files(draw: st.DrawFn) -> tuple[list[Line], str, str]:
    """Return the lines of a sound settings file, its line end, and a BOM or nothing."""
    lines = [Line(draw(st.sampled_from(NOTHING)), "", "") for _ in range(draw(st.integers(0, 4)))]
    for setting in draw(st.lists(st.sampled_from(SETTINGS), unique=True)):
        key = draw(st.sampled_from([setting.key, f'"{setting.key}"', f"'{setting.key}'"]))
        before = draw(st.sampled_from(["", " ", "\t"])) + key + draw(st.sampled_from(["=", " = ", "\t=  "]))
        after = draw(st.sampled_from(["", " ", " # why", "# pace = 1"]))
        lines.insert(draw(st.integers(0, len(lines))), Line(before, draw(written(setting)), after, setting.key))
    return lines, draw(st.sampled_from(["\n", "\r\n"])), draw(st.sampled_from(["", "\ufeff"]))


def joined(lines: list[Line], end: str, bom: str) -> str:
    """Return the file's text."""
    return bom + "".join(line.before + line.value + line.after + end for line in lines)


VALUES = [
    (setting.key, value)
    for setting in SETTINGS
    for value in (["true", "false"] if setting.kind == "bool" else setting.choices)
]


@given(file=files(), change=st.sampled_from(VALUES), last_line_ends=st.booleans())
def test_setting_changes_only_that_value(
    file: tuple[list[Line], str, str], change: tuple[str, str], last_line_ends: bool
) -> None:
    """Every other character stays: comments, order, spaces, line ends, a BOM. What was not there comes last."""
    lines, end, bom = file
    key, word = change
    text = joined(lines, end, bom)
    if not last_line_ends:
        text = text.removesuffix(end)
    value = word if word in {"true", "false"} else f'"{word}"'
    if any(line.key == key for line in lines):
        wanted = joined([line._replace(value=value) if line.key == key else line for line in lines], end, bom)
        wanted = wanted if last_line_ends else wanted.removesuffix(end)
        assert with_value(text, key, word) == wanted
    else:
        got = with_value(text, key, word)
        assert got.startswith(text)
        assert got.removeprefix(text).strip() == f"{key} = {value}"
        assert got.endswith("\n")
        assert end == "\n" or "\r\n" not in text or "\n" not in got.replace("\r\n", "")


@given(file=files(), change=st.sampled_from(VALUES))
def test_what_was_set_is_read(file: tuple[list[Line], str, str], change: tuple[str, str]) -> None:
    """After a value was set it is read as that, from the file; all other values are as they were."""
    text = joined(*file)
    before, after = read_settings(text.encode()), read_settings(with_value(text, *change).encode())
    key, word = change
    value: Value = tomllib.loads(f"v = {word}")["v"] if word in {"true", "false"} else word
    assert after == Settings({**before.values, key: value}, {**before.origins, key: "file"})


@given(files())
def test_each_value_tells_where_it_came_from(file: tuple[list[Line], str, str]) -> None:
    """From the file what it says, all else from the defaults; the environment is above both."""
    read = read_settings(joined(*file).encode())
    said = {line.key for line in file[0]}
    assert read.origins == {setting.key: "file" if setting.key in said else "default" for setting in SETTINGS}
    over = read.with_environment(reader=True, no_color=True)
    assert (over.reader, over.color, over.pace) == (True, "never", read.pace)
    assert {over.origins["reader"], over.origins["color"]} == {"environment"}
    assert over.origins["pace"] == read.origins["pace"]
    assert read.with_environment(reader=False, no_color=False) == read


def test_no_file_means_the_defaults() -> None:
    """Without a file, or with an empty one, every value is its default; each has its typed name."""
    none = read_settings(None)
    assert none == read_settings(b"") == read_settings("\ufeff# nothing\n".encode())
    assert (none.reader, none.pace, none.color) == (False, "normal", "auto")
    for setting in SETTINGS:
        assert getattr(none, setting.key) == setting.default == none.values[setting.key]
        assert setting.default in setting.choices or setting.kind == "bool"
        assert setting.does.endswith(".")


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ('pace = "fast"\n', ["1:8"], ['"normal" or "slower"']),
        ("reader = 1\n", ["1:10"], ["true or false"]),
        ('reader = "yes"', ["1:10"], ["true or false"]),
        ("# x\r\nreader = [true]\r\n", ["2:10"], ["true or false"]),
        ("\ufeffpase = 'slower'\n", ["1:1"], ["Did you mean pace?"]),
        ("colour = 'auto'\n", ["1:1"], ["Did you mean color?"]),
        ("zzz = 1\n", ["1:1"], ["The settings are reader, pace, color."]),
        ("[reader]\nx = 1\n", ["1:1"], ["true or false"]),
        ("pace.x = 1\n", ["1:1"], ['"normal" or "slower"']),
        ("pace = 3\nvoice = 1\nreader = 0\n", ["1:8", "2:1", "3:10"], ["normal", "voice", "true"]),
        ("pace = slower\n", ["1:8"], ["no TOML"]),
        ("pace = \n", ["1:8"], ["no TOML"]),
        ('reader = true\npace = "slower', ["2:15"], ["no TOML"]),
        ('pace = "normal"\npace = "slower"\n', ["2:16"], ["no TOML"]),
        ("\ufeffreader\n", ["1:7"], ["no TOML"]),
        ("reader = " + "[" * 5000, [None], ["nested too deep"]),
        ("reader = " + "9" * 5000, [None], ["no TOML"]),
        ("#" * (LIMIT + 1), [None], ["longer than"]),
    ],
)
def test_each_problem_stands_at_its_place(text: str, at: list[str | None], words: list[str]) -> None:
    """An unknown key at the key, a wrong value at the value, all of them at once; each with what would mend it."""
    with pytest.raises(SettingsBroken) as caught:
        read_settings(text.encode(), "hers.toml")
    error = caught.value
    assert error.exit_code == 78
    assert "hers.toml" in error.sentence
    drawn = for_eyes(error.problems, error.name, error.text)
    places = [
        "{}:{}".format(*line_column(error.text, problem.span.start)) if problem.span else None
        for problem in error.problems
    ]
    assert places == at
    assert all(f"hers.toml:{place}: " in drawn for place in at if place)
    assert all(word in for_ears(error.problems, error.name, error.text).replace("\n", " ") for word in words)
    assert all(problem.remedy for problem in error.problems)


def test_bytes_that_are_no_text_are_refused() -> None:
    """The line is named; a column would be made up."""
    with pytest.raises(SettingsBroken) as caught:
        read_settings(b"# one\npace = '\xff'\n")
    assert "line 2" in caught.value.problems[0].what


@given(st.binary(max_size=60) | st.text(alphabet="reader=\"'[]{}.#\n\r 1pace", max_size=60).map(str.encode))
def test_no_bytes_are_more_than_broken(data: bytes) -> None:
    """Whatever a settings file holds, it is read or refused."""
    try:
        told = dict(read_settings(data).values)
    except SettingsBroken as error:
        told = {setting.key: for_eyes(error.problems, error.name, error.text) for setting in SETTINGS}
    assert set(told) == {setting.key for setting in SETTINGS}
    assert "" not in told.values()


@pytest.mark.parametrize(
    ("key", "word", "says"),
    [
        ("pase", "slower", "Did you mean pace?"),
        ("volume", "3", "reader, pace, color"),
        ("pace", "fast", "normal or slower"),
        ("reader", "perhaps", "yes or no"),
        ("reader", "", "yes or no"),
        ("pace\x1b[2J", "x", "pace"),
    ],
)
def test_what_cannot_be_set_is_refused(key: str, word: str, says: str) -> None:
    """A setting that is not there, or a value it does not take, names what there is."""
    with pytest.raises(UsageRefused, match=says.replace("?", r"\?")) as caught:
        with_value("", key, word)
    assert "\x1b" not in caught.value.sentence


@pytest.mark.parametrize("word", ["yes", "on", "true", " True ", "YES"])
def test_yes_is_said_in_many_ways(word: str) -> None:
    """As people type it."""
    assert with_value("", "reader", word) == "reader = true\n"


def test_setting_mends_a_wrong_value_but_no_other() -> None:
    """The value being set may have been wrong; anything else that is wrong is told, and the text is not changed."""
    assert with_value("reader = [\n 1, # x\n]\n", "reader", "no") == "reader = false\n"
    for text in ("pase = 1\n", "color = 1\n", "= 1", "[reader]\nx = 1\n", "[[reader]]\n", "reader.x = 1\n"):
        with pytest.raises(SettingsBroken):
            with_value(text, "reader", "no")
