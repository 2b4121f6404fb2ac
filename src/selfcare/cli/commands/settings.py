"""Every setting, its value, where it came from, what it does; and how to change one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.facts.kinds import DayEnds
from selfcare.home import environment, paths
from selfcare.home.files import read_bounded, write_private
from selfcare.home.people import InUse
from selfcare.home.settings import CASELOAD, GROUPS, LIMIT, SETTINGS, Setting, Settings, read_settings, shown
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# What stands behind "set KEY" is the value's, also when it begins with a hyphen.
CONTEXT = {"allow_interspersed_args": False}

_ORDERS = ("set", "unset")
_OF_CLINICS = "clinic"
_DAY_ENDS = "day_ends"
_DAY_ENDS_DOES = "The hour at which a day ends."
_DAY_ENDS_MORE = "It takes 00:00 to 12:00. Default: 04:00. It is kept in the log, not in the file."
_LATEST_MINUTE = 12 * 60
_HOW = "Write the hour like 04:00: selfcare settings set day_ends 04:00"
_HOW_TO = "Write: selfcare settings set KEY VALUE, or selfcare settings unset KEY. All there are: selfcare settings"
_COLUMN = 34
"""Where "what it does" begins on an 80-column screen."""


def command(
    context: typer.Context,
    words: list[str] | None = typer.Argument(
        None,
        metavar="[KEY | set KEY VALUE | unset KEY]",
        help="Nothing: all of them. KEY: more about one. set: change it. unset: back to its default.",
    ),
) -> None:
    """Every setting, its value, where it came from, what it does.

    \b
    selfcare settings                     all of them
    selfcare settings clinic              those of the caseload
    selfcare settings pace                more about one
    selfcare settings set pace slower     change it
    selfcare settings unset pace          give it back its default
    selfcare settings set voice_command my-voice --out {file} {text}
    """  # noqa: D301 - \b keeps typer from joining the examples
    match words or []:
        case []:
            _show_all()
        case [order, "--help" | "-h"] if order in _ORDERS:
            say(context.get_help())
        case [order] if order in _ORDERS:
            raise UsageRefused(f"Which one? {_HOW_TO}")
        case [word] if word == _OF_CLINICS:
            _show_caseload()
        case ["set", key, *value]:
            _set(key, value)
        case ["unset", key]:
            _unset(key)
        case ["unset", *_]:
            raise UsageRefused("Give one of them back its default at a time: selfcare settings unset KEY")
        case [key]:
            _show_one(key)
        case several:
            raise UsageRefused(_meant(several[0], several[1:]))


def _show_all() -> None:
    at_hand = AtHand()
    settings = at_hand.settings
    lines = settings.lines()
    for one in SETTINGS:
        if one not in GROUPS[CASELOAD]:
            _row(
                f"{one.key} = {shown(settings.values[one.key])}  ({_origin(one, settings, lines)})", one.does, settings
            )
    value, origin = _day_ends(at_hand)
    _row(f"{_DAY_ENDS} = {value}  ({origin})", _DAY_ENDS_DOES, settings)
    say(f"For therapists with several patients: selfcare settings {_OF_CLINICS}")
    say(f"File: {_file()}", "More: selfcare settings KEY. Change it: selfcare settings set KEY VALUE")


def _show_caseload() -> None:
    settings = AtHand().settings
    lines = settings.lines()
    for one in GROUPS[CASELOAD]:
        _row(f"{one.key} = {shown(settings.values[one.key])}  ({_origin(one, settings, lines)})", one.does, settings)
    say("More: selfcare settings KEY. Change it: selfcare settings set KEY VALUE")


def _row(left: str, does: str, settings: Settings) -> None:
    """In columns for eyes; for ears without gaps, and with a full stop to breathe at."""
    if settings.reader:
        say(f"{left}. {does}")
    elif len(left) < _COLUMN:
        say(f"{left:<{_COLUMN}} {does}")
    else:
        say(left, " " * (_COLUMN + 1) + does)


def _show_one(key: str) -> None:
    at_hand = AtHand()
    if key == _DAY_ENDS:
        value, origin = _day_ends(at_hand)
        say(
            f"{key} = {value}  ({origin})",
            f"{_DAY_ENDS_DOES} {_DAY_ENDS_MORE}",
            f"Change it: selfcare settings set {key} 05:00",
        )
        return
    from selfcare.home.settings.changing import setting_named

    if key not in (one.key for one in SETTINGS) and (order := _near(key, _ORDERS)):
        raise UsageRefused(f"Did you mean: selfcare settings {order} KEY?")
    one, settings = setting_named(key), at_hand.settings
    say(
        f"{key} = {shown(settings.values[key])}  ({_origin(one, settings, settings.lines())})",
        f"{one.does} {one.more}",
        f"It takes {one.kind.takes()}. Default: {shown(one.default)}.",
    )
    if one.variable:
        say(f"{one.variable} in the environment overrules the file.")
    say(f"Change it: selfcare settings set {key} VALUE")
    if settings.origins[key] == "file":
        say(f"Back to its default: selfcare settings unset {key}")


def _origin(one: Setting, settings: Settings, lines: dict[str, int]) -> str:
    match settings.origins[one.key]:
        case "default":
            return "default"
        case "file":
            return f"file, line {lines[one.key]}"
        case "environment":
            return f"environment, {one.variable}"


def _day_ends(at_hand: AtHand) -> tuple[str, str]:
    minutes = at_hand.history.day_ends(at_hand.now.at)
    return f"{minutes // 60:02d}:{minutes % 60:02d}", "log" if at_hand.history.of(DayEnds) else "default"


def _set(key: str, value: list[str]) -> None:
    if key == _DAY_ENDS:
        _set_day_ends(" ".join(value))
        return
    from selfcare.home.settings.changing import setting_named, typed

    one = setting_named(key)
    if not value:
        raise UsageRefused(f"Write a value, too. {key} takes {one.kind.takes()}: selfcare settings set {key} VALUE")
    change(key, *value)
    say(f"{key} is {shown(typed(one, value))} from now on.")
    _overruled(one)


def _unset(key: str) -> None:
    if key == _DAY_ENDS:
        raise UsageRefused(
            "day_ends stands in the log, not in the file. Its default: selfcare settings set day_ends 04:00"
        )
    from selfcare.home.settings.changing import without_value
    from selfcare.home.settings.rows import find

    was_there = _rewrite(lambda text, name: without_value(text, key, name))
    one = find(key)
    if one is None:
        say(f"{key} is gone from the file.")
    else:
        kept = "is back to its default" if was_there else "was not set. It keeps its default"
        say(f"{key} {kept}: {shown(one.default)}.")
        _overruled(one)


def _overruled(one: Setting) -> None:
    asked = read_settings(None).with_environment(reader=environment.reader_mode(), no_color=environment.no_color())
    if asked.origins[one.key] == "environment":
        say(f"But {one.variable} is set in the environment here, and overrules it.")


def change(key: str, *words: str) -> None:
    """Change one value in the settings file; every other character of it stays.

    Raises:
        UsageRefused: there is no such setting, or it does not take these words.
        SettingsBroken: something else in the file must be mended first.
    """
    from selfcare.home.settings.changing import with_value

    _rewrite(lambda text, name: with_value(text, key, words, name))


def _file() -> Path:
    return paths.settings_file(paths.settings_folder(InUse.name))


def _rewrite(changed: Callable[[str, str], str]) -> bool:
    """Read the file, change its text, and write it if that made a difference; whether it did."""
    from selfcare.home.settings.reading import text_of

    path = _file()
    before = text_of(read_bounded(path, LIMIT) or b"", str(path))
    after = changed(before, str(path))
    data = after.encode()
    text_of(data, str(path))  # what could not be read again is not written
    if after != before:
        write_private(path, data)
    return after != before


def _set_day_ends(value: str) -> None:
    """It is a fact, not a setting of this machine: the log's days depend on it, wherever the log goes."""
    said = re.fullmatch("([0-9]{1,2}):([0-5][0-9])", value.strip())
    if said is None:
        raise UsageRefused(_HOW)
    total = int(said[1]) * 60 + int(said[2])
    if total > _LATEST_MINUTE:
        raise UsageRefused(f"A day can end between 00:00 and 12:00. {_HOW}")
    AtHand().record(DayEnds(total))
    say(f"From now on a day ends at {total // 60:02d}:{said[2]}. Days that were written down stay as they are.")


def _meant(first: str, rest: list[str]) -> str:
    """What whoever typed several words that we do not know probably meant."""
    if first in (_DAY_ENDS, *(one.key for one in SETTINGS)):
        return f"To change it, write: selfcare settings set {' '.join([first, *rest])}"
    if order := _near(first, _ORDERS):
        return f"Did you mean: selfcare settings {' '.join([order, *rest])}"
    return _HOW_TO


def _near(word: str, words: tuple[str, ...]) -> str | None:
    from selfcare.home.settings.kinds import closest

    return closest(word, words)
