"""Read the settings file: every setting's value, and where each came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeAlias, cast

from selfcare.home.settings.rows import SETTINGS, find, not_known
from selfcare.text.errors import SettingsInvalid
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from selfcare.home.settings.kinds import Value
    from selfcare.text.diagnostics import Problem

LIMIT = 65_536
"""Bytes of a settings file: twice what all settings hold together at their longest, four bytes a character."""

Origin: TypeAlias = Literal["default", "file", "environment"]
Pace: TypeAlias = Literal["normal", "slower"]
Color: TypeAlias = Literal["auto", "never"]
FaceAsked: TypeAlias = Literal["auto", "screen", "lines"]
Theme: TypeAlias = Literal["dark", "light", "contrast"]
Motion: TypeAlias = Literal["full", "reduced"]
Asked: TypeAlias = Literal["auto", "yes", "no"]


class Settings(NamedTuple):
    """Every setting's value, and where each came from; `text` is the file's, empty when there is none."""

    values: Mapping[str, Value]
    origins: Mapping[str, Origin]
    text: str = ""

    @property
    def reader(self) -> bool:
        """Plain lines for a screen reader."""
        return self.values["reader"] is True

    @property
    def face(self) -> FaceAsked:
        """Which face a session has."""
        return cast("FaceAsked", self.values["face"])

    @property
    def theme(self) -> Theme:
        """The full screen's colors."""
        return cast("Theme", self.values["theme"])

    @property
    def color(self) -> Color:
        """Whether color may be written."""
        return cast("Color", self.values["color"])

    @property
    def motion(self) -> Motion:
        """Whether the pacer moves."""
        return cast("Motion", self.values["motion"])

    @property
    def captions(self) -> bool:
        """What is said stands on the screen, too."""
        return self.values["captions"] is True

    @property
    def flash(self) -> bool:
        """The screen's frame turns over for a moment at each change."""
        return self.values["flash"] is True

    @property
    def pace(self) -> Pace:
        """How much time the changes get."""
        return cast("Pace", self.values["pace"])

    @property
    def wait(self) -> bool:
        """After each change and rest a key is waited for."""
        return self.values["wait"] is True

    @property
    def voice(self) -> Asked:
        """Whether it speaks."""
        return cast("Asked", self.values["voice"])

    @property
    def language(self) -> str:
        """The voice's language or name, 1 to 60 characters."""
        return cast("str", self.values["language"])

    @property
    def rate(self) -> int:
        """Words a minute, 80 to 300."""
        return cast("int", self.values["rate"])

    @property
    def volume(self) -> int:
        """Percent of voice and tones, 0 to 100."""
        return cast("int", self.values["volume"])

    @property
    def voice_command(self) -> tuple[str, ...]:
        """The user's own program and its words, {text} and {file} not yet replaced; empty when there is none."""
        return cast("tuple[str, ...]", self.values["voice_command"])

    @property
    def tones(self) -> bool:
        """Tones sound."""
        return self.values["tones"] is True

    @property
    def bell(self) -> Asked:
        """Whether the terminal's bell rings."""
        return cast("Asked", self.values["bell"])

    @property
    def clinic_store(self) -> str:
        """Where the caseload is kept: "here", or a URL."""
        return cast("str", self.values["clinic_store"])

    @property
    def clinic_safety(self) -> int:
        """Days for which a stop or an alarm answer stays on the caseload's list."""
        return cast("int", self.values["clinic_safety"])

    @property
    def clinic_weeks(self) -> int:
        """Weeks that are held against as many before."""
        return cast("int", self.values["clinic_weeks"])

    @property
    def clinic_fewer(self) -> int:
        """Percentage points less that are fewer than before."""
        return cast("int", self.values["clinic_fewer"])

    @property
    def clinic_silent(self) -> int:
        """Days without an entry that are silence."""
        return cast("int", self.values["clinic_silent"])

    def with_environment(self, *, reader: bool, no_color: bool) -> Settings:
        """These settings, where the environment asks for a reader's lines or for no color, as it asks."""
        asked: dict[str, Value] = {}
        if reader:
            asked["reader"] = True
        if no_color:
            asked["color"] = "never"
        origins: dict[str, Origin] = dict.fromkeys(asked, "environment")
        return self._replace(values={**self.values, **asked}, origins={**self.origins, **origins})

    def lines(self) -> dict[str, int]:
        """The line of the file on which each setting stands that it says, from 1."""
        if not self.text:
            return {}
        from selfcare.text.spans import find_places, line_column

        places = find_places(self.text)
        return {str(path[0]): line_column(self.text, at.key.start)[0] for path, at in places.items() if len(path) == 1}


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
    text = ""
    if data is not None:
        text = text_of(data, name)
        said = tables_of(text, name)
        problems = list(problems_of(said, text).values())
        if problems:
            raise SettingsBroken(problems, name, text)
        said = {key: tuple(value) if isinstance(value, list) else value for key, value in said.items()}
    return Settings(
        {setting.key: said.get(setting.key, setting.default) for setting in SETTINGS},
        {setting.key: "file" if setting.key in said else "default" for setting in SETTINGS},
        text,
    )


def text_of(data: bytes, name: str) -> str:
    """The text of a settings file's bytes.

    Raises:
        SettingsBroken: it is too long, or no UTF-8.
    """
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


def tables_of(text: str, name: str) -> dict[str, Any]:
    """What a settings file says, whatever that is.

    Raises:
        SettingsBroken: it is no TOML.
    """
    import tomllib

    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except RecursionError:
        why, at = "it is nested too deep", ""
    except ValueError as error:  # also for a number of more digits than Python takes
        why, _, at = str(error).partition(" (at ")
    import re

    from selfcare.text.diagnostics import Problem
    from selfcare.text.spans import Span, offset_at

    span = Span(len(text), len(text)) if at else None  # "at end of document"
    if place := re.match(r"line (\d+), column (\d+)", at):
        offset = offset_at(text, int(place[1]), int(place[2]))
        span = Span(offset, min(offset + 1, len(text)))
    what = f"this is no TOML: {why[:1].lower()}{why[1:]}"
    raise SettingsBroken([Problem("no-toml", what, 'Write one setting a line: pace = "slower"', span)], name, text)


def problems_of(said: Mapping[str, Any], text: str) -> dict[str, Problem]:
    """What is wrong with the keys and values of a text that is TOML, by key, each at its place."""
    wrong = {key: finding for key, value in said.items() if (finding := _wrong(key, value))}
    if not wrong:
        return {}
    from selfcare.text.diagnostics import Problem
    from selfcare.text.spans import find_places

    places = find_places(text)
    return {
        key: Problem(code, what, remedy, places[(key,)].key if code == "unknown-key" else places[path].value)
        for key, (code, what, remedy, path) in wrong.items()
    }


def _wrong(key: str, value: Any) -> tuple[str, str, str, tuple[str | int, ...]] | None:
    """Code, finding, remedy and path of what is wrong with one key and its value; None when nothing is."""
    setting = find(key)
    if setting is None:
        return "unknown-key", f"there is no setting {key[:60]!r}", not_known(key), (key,)
    fault = setting.kind.fault(value)
    if fault is None:
        return None
    path = (key,) if fault.item is None else (key, fault.item)
    return "wrong-value", f"{key} does not take this value", fault.remedy, path
