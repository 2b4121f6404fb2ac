"""The settings: a list of what can be set, the file that sets it, and where each value came from.

To add a setting: one row in `SETTINGS`, and its typed property in `Settings`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, cast

from selfcare.text.errors import SettingsInvalid, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfcare.text.diagnostics import Problem
    from selfcare.text.spans import Path, Place

LIMIT = 65_536
"""Bytes of a settings file; each of ours has less than a thousandth of that."""

Value: TypeAlias = bool | str
Origin: TypeAlias = Literal["default", "file", "environment"]
Pace: TypeAlias = Literal["normal", "slower"]
Color: TypeAlias = Literal["auto", "never"]


class Setting(NamedTuple):
    """One thing that can be set. `choices` are the words of a "choice", and empty for a "bool"."""

    key: str
    kind: Literal["bool", "choice"]
    default: Value
    choices: tuple[str, ...]
    does: str


SETTINGS: tuple[Setting, ...] = (
    Setting("reader", "bool", False, (), "Writes plain lines that a screen reader can follow, and never redraws one."),
    Setting(
        "pace", "choice", "normal", ("normal", "slower"), '"slower" doubles the time to change place, never the dose.'
    ),
    Setting("color", "choice", "auto", ("auto", "never"), '"never" writes without color, wherever it writes.'),
)


class Settings(NamedTuple):
    """Every setting's value, and where each came from."""

    values: Mapping[str, Value]
    origins: Mapping[str, Origin]

    @property
    def reader(self) -> bool:
        """Plain lines for a screen reader."""
        return self.values["reader"] is True

    @property
    def pace(self) -> Pace:
        """How much time the changes get."""
        return cast("Pace", self.values["pace"])

    @property
    def color(self) -> Color:
        """Whether color may be written."""
        return cast("Color", self.values["color"])

    def with_environment(self, *, reader: bool, no_color: bool) -> Settings:
        """These settings, where the environment asks for a reader's lines or for no color, as it asks."""
        asked: dict[str, Value] = ({"reader": True} if reader else {}) | ({"color": "never"} if no_color else {})
        origins: dict[str, Origin] = dict.fromkeys(asked, "environment")
        return Settings({**self.values, **asked}, {**self.origins, **origins})


class SettingsBroken(SettingsInvalid):
    """A settings file in which something must be mended first: all problems, and the text they stand in.

    `text` is what the spans count in, a BOM included; empty when the file could not be read as text at all.
    """

    def __init__(self, problems: Sequence[Problem], name: str, text: str) -> None:
        count = "one thing" if len(problems) == 1 else f"{len(problems)} things"
        super().__init__(f"In {visible(name)} {count} must be mended before it can be used.")
        self.problems = tuple(problems)
        self.name = name
        self.text = text


def read_settings(data: bytes | None, name: str = "settings.toml") -> Settings:
    """The settings of a file's bytes, the defaults where it says nothing; None stands for no file.

    Raises:
        SettingsBroken: it is no TOML, has a key that nobody knows, or a value that its key does not take.
    """
    said: dict[str, Any] = {}
    if data is not None:
        text = _text(data, name)
        said = _tables(text, name)
        problems = list(_problems(said, text).values())
        if problems:
            raise SettingsBroken(problems, name, text)
    return Settings(
        {setting.key: said.get(setting.key, setting.default) for setting in SETTINGS},
        {setting.key: "file" if setting.key in said else "default" for setting in SETTINGS},
    )


def with_value(text: str, key: str, value_text: str, name: str = "settings.toml") -> str:
    """The text with one value changed, or added at its end; every other character stays.

    The value is given as a person types it: "slower", "yes", "true".

    Raises:
        UsageRefused: there is no such setting, or it does not take this value.
        SettingsBroken: something else in the text must be mended first.
    """
    import tomli_w

    setting = _setting(key)
    value = _typed(setting, value_text)
    said = _tables(text, name)
    problems = _problems(said, text)
    if not _is_table(said.get(key)):
        problems.pop(key, None)  # it is being mended
    if problems:
        raise SettingsBroken(list(problems.values()), name, text)
    if key in said:
        span = _places(text)[(key,)].value
        return text[: span.start] + tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n") + text[span.end :]
    line_end = "\r\n" if "\r\n" in text else "\n"
    between = "" if text.removeprefix("\ufeff") == "" or text.endswith("\n") else line_end
    return text + between + tomli_w.dumps({key: value}).rstrip("\n") + line_end


def _setting(key: str) -> Setting:
    for setting in SETTINGS:
        if setting.key == key:
            return setting
    raise UsageRefused(f"There is no setting {visible(key[:60])!r}. {_known(key)}")


def _known(key: str) -> str:
    from difflib import get_close_matches

    keys = [setting.key for setting in SETTINGS]
    near = get_close_matches(key[:60].lower(), keys, n=1)
    return f"Did you mean {near[0]}?" if near else f"The settings are {', '.join(keys)}."


_SPOKEN = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}


def _typed(setting: Setting, value_text: str) -> Value:
    word = value_text.strip().lower()
    if setting.kind == "bool" and word in _SPOKEN:
        return _SPOKEN[word]
    if word in setting.choices:
        return word
    takes = "yes or no" if setting.kind == "bool" else " or ".join(setting.choices)
    raise UsageRefused(f"{setting.key} takes {takes}, not {visible(value_text[:60])!r}.")


def _is_table(value: Any) -> bool:
    """Whether the value is written as a table, whose place is a header or another key: nothing to put a value into."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _text(data: bytes, name: str) -> str:
    from selfcare.text.diagnostics import Problem

    if len(data) > LIMIT:
        problem = Problem("too-long", f"this file is longer than {LIMIT} bytes", "Write only settings into it.", None)
        raise SettingsBroken([problem], name, "")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problem = Problem("not-utf8", f"line {line} is not UTF-8 text", "Save the file as UTF-8.", None)
        raise SettingsBroken([problem], name, "") from None


def _tables(text: str, name: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        why, at = "it is nested too deep", ""
    except ValueError as error:  # also for a number of more digits than Python takes
        why, _, at = str(error).partition(" (at ")
    from selfcare.text.diagnostics import Problem
    from selfcare.text.spans import Span, offset_at

    span = Span(len(text), len(text)) if at else None  # "at end of document"
    if place := re.match(r"line (\d+), column (\d+)", at):
        offset = offset_at(text, int(place[1]), int(place[2]))
        span = Span(offset, min(offset + 1, len(text)))
    what = f"this is no TOML: {why[:1].lower()}{why[1:]}"
    raise SettingsBroken([Problem("no-toml", what, 'Write one setting a line: pace = "slower"', span)], name, text)


def _places(text: str) -> dict[Path, Place]:
    from selfcare.text.spans import find_places

    return find_places(text)


def _problems(said: Mapping[str, Any], text: str) -> dict[str, Problem]:
    """What is wrong with the values of a text that is TOML, by key."""
    wrong = {key: finding for key, value in said.items() if (finding := _wrong(key, value))}
    if not wrong:
        return {}
    from selfcare.text.diagnostics import Problem

    places = _places(text)
    return {
        key: Problem(code, what, remedy, places[(key,)].key if code == "unknown-key" else places[(key,)].value)
        for key, (code, what, remedy) in wrong.items()
    }


def _wrong(key: str, value: Any) -> tuple[str, str, str] | None:
    """Code, finding and remedy of one key and its value; None when they are as they should be."""
    setting = next((setting for setting in SETTINGS if setting.key == key), None)
    if setting is None:
        return "unknown-key", f"there is no setting {key[:60]!r}", _known(key)
    if setting.kind == "bool":
        right, takes = isinstance(value, bool), "true or false"
    else:
        right = isinstance(value, str) and value in setting.choices
        takes = " or ".join(f'"{choice}"' for choice in setting.choices)
    return None if right else ("wrong-value", f"{key} does not take this value", f"Write {takes}.")
