"""Every setting, its value, where it came from, what it does."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.facts.kinds import DayEnds
from selfcare.home import paths
from selfcare.home.files import read_bounded, write_private
from selfcare.home.settings import LIMIT, SETTINGS, with_value
from selfcare.text.errors import UsageRefused

_DAY_ENDS = "day_ends"
_HOUR = 60
_SET_KEY_VALUE = 3
_HOW = 'Write the hour like 04:00: selfcare settings set day_ends "04:00"'


def command(
    words: list[str] | None = typer.Argument(
        None, metavar="[set KEY VALUE]", help="Nothing: all of them. set: change one."
    ),
) -> None:
    """Every setting, its value, where it came from, what it does. Change one: selfcare settings set KEY VALUE."""
    words = words or []
    if not words:
        _show()
    elif len(words) == _SET_KEY_VALUE and words[0] == "set":
        if words[1] == _DAY_ENDS:
            _day_ends(words[2])
        else:
            change(words[1], words[2])
            say(f"{words[1]} is {words[2]} from now on.")
    else:
        raise UsageRefused("Write: selfcare settings, or: selfcare settings set KEY VALUE")


def _show() -> None:
    at_hand = AtHand()
    found = at_hand.settings
    for one in SETTINGS:
        value = found.values[one.key]
        shown = {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value
        choices = " or ".join(one.choices) if one.choices else "yes or no"
        say(f"{one.key} = {shown}  ({found.origins[one.key]})", f"    {one.does} Choose: {choices}.")
    minutes = at_hand.history.day_ends(at_hand.now.at)
    origin = "log" if at_hand.history.of(DayEnds) else "default"
    say(
        f"{_DAY_ENDS} = {minutes // 60:02d}:{minutes % 60:02d}  ({origin})",
        "    The hour at which a day ends. Choose: 00:00 to 12:00.",
    )
    say(f"File: {paths.settings_file(paths.settings_folder())}")


def change(key: str, value: str) -> None:
    """Change one value in the settings file; every other character of it stays."""
    path = paths.settings_file(paths.settings_folder())
    before = read_bounded(path, LIMIT)
    text = with_value((before or b"").decode("utf-8", "surrogateescape"), key, value, path.name)
    write_private(path, text.encode("utf-8", "surrogateescape"))


def _day_ends(value: str) -> None:
    """It is a fact, not a setting of this machine: the log's days depend on it, wherever the log goes."""
    hours, colon, minutes = value.partition(":")
    if not (colon and hours.isdigit() and minutes.isdigit() and int(minutes) < _HOUR):
        raise UsageRefused(_HOW)
    total = int(hours) * 60 + int(minutes)
    if total > 12 * 60:
        raise UsageRefused(f"A day can end between 00:00 and 12:00. {_HOW}")
    AtHand().record(DayEnds(total))
    say(f"From now on a day ends at {int(hours):02d}:{minutes}. Days that were written down stay as they are.")
