from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from home.settings_files import Made, files
from selfcare.home.settings import LIMIT, SETTINGS, SettingsBroken, read_settings
from selfcare.text.diagnostics import for_ears, for_eyes
from selfcare.text.spans import line_column


@given(files())
def test_each_value_is_what_the_file_says(made: Made) -> None:
    """A value that the file says is that; of the others each is its default."""
    read = read_settings(made.text().encode())
    assert read.values == {setting.key: made.says.get(setting.key, setting.default) for setting in SETTINGS}
    assert {key: type(value) for key, value in read.values.items()} == {
        setting.key: type(setting.default) for setting in SETTINGS
    }


@given(files())
def test_each_value_tells_where_it_came_from(made: Made) -> None:
    """From the file what it says, with its line, all else from the defaults; the environment is above both."""
    text = made.text()
    read = read_settings(text.encode())
    assert read.origins == {setting.key: "file" if setting.key in made.says else "default" for setting in SETTINGS}
    lines, before = {}, made.bom
    for line in made.lines:
        if line.key:
            lines[line.key] = before.count("\n") + 1
        before += line.before + line.value + line.after + "\n"
    assert read.lines() == lines
    over = read.with_environment(reader=True, no_color=True)
    assert (over.reader, over.color, over.pace) == (True, "never", read.pace)
    asked = {setting.key for setting in SETTINGS if setting.variable}
    assert {key for key, origin in over.origins.items() if origin == "environment"} == asked == {"reader", "color"}
    assert all(over.origins[key] == read.origins[key] for key in read.origins if key not in asked)
    assert read.with_environment(reader=False, no_color=False) == read


def test_no_file_means_the_defaults() -> None:
    """Without a file, or with an empty one, every value is its default; each has its typed name."""
    none = read_settings(None)
    for other in (b"", "\ufeff# nothing\n".encode()):
        read = read_settings(other)
        assert (read.values, read.origins, read.lines()) == (none.values, none.origins, {})
    for setting in SETTINGS:
        assert getattr(none, setting.key) == setting.default == none.values[setting.key]


def test_every_row_says_what_it_does() -> None:
    """Each in a sentence that fits beside it on a screen of 80 columns, and in more; its default is one that it takes."""
    assert len({setting.key for setting in SETTINGS}) == len(SETTINGS)
    for setting in SETTINGS:
        assert setting.does.endswith(".")
        assert len(setting.does) <= 44
        assert setting.more.endswith(".")
        default = setting.default
        assert setting.kind.fault(list(default) if isinstance(default, tuple) else default) is None


@pytest.mark.parametrize(
    ("text", "at", "words"),
    [
        ('pace = "fast"\n', ["1:8"], ['"normal" or "slower"']),
        ("reader = 1\n", ["1:10"], ["true or false"]),
        ('reader = "yes"', ["1:10"], ["true or false"]),
        ("# x\r\nreader = [true]\r\n", ["2:10"], ["true or false"]),
        ("\ufeffpase = 'slower'\n", ["1:1"], ["Did you mean pace?"]),
        ("colour = 'auto'\n", ["1:1"], ["Did you mean color?"]),
        ("zzz = 1\n", ["1:1"], ["The settings are reader, face,", "clinic_silent."]),
        ("day_ends = '05:00'\n", ["1:1"], ["selfcare settings set day_ends"]),
        ("[reader]\nx = 1\n", ["1:1"], ["true or false"]),
        ("pace.x = 1\n", ["1:1"], ['"normal" or "slower"']),
        ("pace = 3\nvoice = 1\nreader = 0\n", ["1:8", "2:9", "3:10"], ["normal", '"auto", "yes" or "no"', "true"]),
        ("pace = 'slow'\n", ["1:8"], ['Did you mean "slower"?']),
        ("rate = 79\n", ["1:8"], ["80 to 300 (words a minute)"]),
        ("rate = 301", ["1:8"], ["80 to 300"]),
        ("rate = 160.0", ["1:8"], ["whole number"]),
        ("rate = '160'", ["1:8"], ["without quotation marks"]),
        ("volume = true", ["1:10"], ["0 to 100 (percent)"]),
        ("volume = -1", ["1:10"], ["0 to 100"]),
        ("language = 3", ["1:12"], ["1 to 60 characters"]),
        ("language = ''", ["1:12"], ["1 to 60 characters"]),
        ("language = ' '", ["1:12"], ["1 to 60 characters"]),
        ('language = "e\\u001bn"', ["1:12"], ["without control characters"]),
        ('language = "e\\u202en"', ["1:12"], ["without control characters"]),
        ('language = """\nen\nx"""', ["1:12"], ["without control characters"]),
        (f"language = '{'x' * 61}'", ["1:12"], ["1 to 60 characters"]),
        ("voice_command = 'espeak {text}'", ["1:17"], ["a list of at most 30 words"]),
        ("voice_command = ['espeak {text}']", ["1:18"], ["Write each word apart"]),
        ("voice_command = ['espeak',\r\n\t3, 'x']", ["2:2"], ["between quotation marks"]),
        ('voice_command = ["espeak", "\\u0000"]', ["1:28"], ["without control characters"]),
        ("voice_command = ['espeak', '']", ["1:28"], ["1 to 250 characters"]),
        (f"voice_command = ['{'x' * 251}']", ["1:18"], ["1 to 250 characters"]),
        (f"voice_command = ['x'{', 1' * 30}]", ["1:17"], ["at most 30"]),
        ("voice_command = [{ a = 1 }]", ["1:18"], ["between quotation marks"]),
        ("[[voice_command]]\na = 1", ["1:1"], ["between quotation marks"]),
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


@given(st.binary(max_size=60) | st.text(alphabet="rate=\"'[]{}.#\n\r 1voice_command", max_size=60).map(str.encode))
def test_no_bytes_are_more_than_broken(data: bytes) -> None:
    """Whatever a settings file holds, it is read or refused."""
    try:
        told = dict(read_settings(data).values)
    except SettingsBroken as error:
        told = {setting.key: for_eyes(error.problems, error.name, error.text) for setting in SETTINGS}
    assert set(told) == {setting.key for setting in SETTINGS}
    assert "" not in told.values()
