"""Change one value in the text of a settings file, or take it out; everything else stays as it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from selfcare.home.settings.kinds import Choice, Value, Words, closest
from selfcare.home.settings.reading import SettingsBroken, problems_of, tables_of
from selfcare.home.settings.rows import Setting, find, not_known
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

_BOM = "\ufeff"
_IN_THE_LOG = ("day_ends",)
"""What `selfcare settings` changes too, though no file holds it."""


def setting_named(key: str) -> Setting:
    """The setting of that key.

    Raises:
        UsageRefused: there is none.
    """
    setting = find(key)
    if setting is None:
        raise UsageRefused(f"There is no setting {visible(key[:60])!r}. {not_known(key, _IN_THE_LOG)}")
    return setting


def typed(setting: Setting, words: Sequence[str]) -> Value:
    """The value of the words that a person typed for it: "slower"; "yes"; "program", "{text}".

    Raises:
        UsageRefused: the setting does not take it.
    """
    value = setting.kind.typed(words)
    if value is None:
        word = " ".join(words)
        meant = ""
        if isinstance(setting.kind, Choice) and (near := closest(word, setting.kind.words)):
            meant = f" Did you mean {near}?"
        elif isinstance(setting.kind, Words) and len(words) == 1 and " " in word:
            meant = " Leave out the quotation marks round all of it."
        raise UsageRefused(f"{setting.key} takes {setting.kind.takes()}, not {visible(word[:60])!r}.{meant}")
    return value


def with_value(text: str, key: str, words: Sequence[str], name: str = "settings.toml") -> str:
    """The text with one value changed, or added at its end; every other character stays.

    Raises:
        UsageRefused: there is no such setting, or it does not take these words.
        SettingsBroken: something else in the text must be mended first.
    """
    setting = setting_named(key)
    written = _toml(typed(setting, words))
    said = tables_of(text, name)
    problems = problems_of(said, text)
    if not _is_table(said.get(key)):
        problems.pop(key, None)  # it is being mended
    if problems:
        raise SettingsBroken(list(problems.values()), name, text)
    if key in said:
        from selfcare.text.spans import find_places

        span = find_places(text)[(key,)].value
        return text[: span.start] + written + text[span.end :]
    line_end = "\r\n" if "\r\n" in text else "\n"
    between = "" if text.removeprefix(_BOM) == "" or text.endswith("\n") else line_end
    return f"{text}{between}{key} = {written}{line_end}"


def without_value(text: str, key: str, name: str = "settings.toml") -> str:
    """The text without the lines on which that key and its value stand; without the key, as it was.

    Also a key that is no setting can be taken out, and other problems do not stand in the way of it.

    Raises:
        UsageRefused: there is no such setting, and the text has no such key either.
        SettingsBroken: the text is no TOML, or the key has no lines of its own because a table is made of it.
    """
    said = tables_of(text, name)
    if key not in said:
        setting_named(key)
        return text
    if _is_table(said[key]):
        raise SettingsBroken([problems_of(said, text)[key]], name, text)
    from selfcare.text.spans import find_places

    place = find_places(text)[(key,)]
    start = max(text.rfind("\n", 0, place.key.start) + 1, len(_BOM) if text.startswith(_BOM) else 0)
    end = text.find("\n", place.value.end) + 1
    return text[:start] + (text[end:] if end else "")


def _is_table(value: Any) -> bool:
    """Whether the value is written as a table, whose place is a header or another key: nothing to put a value into."""
    return isinstance(value, dict) or (isinstance(value, list) and any(isinstance(item, dict) for item in value))


def _toml(value: Value) -> str:
    if isinstance(value, tuple):  # on one line, whatever tomli_w makes of lists
        return f"[{', '.join(_toml(word) for word in value)}]"
    import tomli_w

    return tomli_w.dumps({"v": value}).removeprefix("v = ").rstrip("\n")
