"""What doctor looks at, one function for each: what it found, and how to mend it. Nothing is written, nothing is changed."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from typing import TYPE_CHECKING, NamedTuple

from selfcare.faces.safekeeping import facts
from selfcare.home import condition, environment, paths, programs
from selfcare.home.clock import zone_name
from selfcare.text.errors import LogUnreadable, SelfcareError, SettingsInvalid

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfcare.cli.at_hand import AtHand
    from selfcare.home.settings import Settings

_LITTLE = 20_000_000
"""Bytes: a year of sessions takes about half of it (design)."""
_MUCH = 10_000_000_000
_WIDE, _HIGH = 80, 24
_SQLITE_NEEDED = (3, 37, 0)  # the first with STRICT tables


class Found(NamedTuple):
    """A line of doctor. With a code it must be mended: it is what a command would end with. `remedy`: lines to type or do."""

    name: str
    says: str
    remedy: tuple[str, ...] = ()
    code: int = 0


def examine(at_hand: AtHand) -> Iterator[Found]:
    """Everything, in the order in which it should be mended."""
    yield versions()
    try:
        folder = at_hand.folder
    except SettingsInvalid as error:
        folder = None
        yield Found("Folder", error.sentence, ("Type: export SELFCARE_HOME=/folder/of/yours",), error.exit_code)
    if folder is not None:
        yield from files(folder)
        yield log(folder)
        yield from kept(folder)
        yield space(folder)
    settings = None
    try:
        settings = at_hand.settings
        yield Found("Settings", _settings_said(settings))
    except SelfcareError as error:
        yield Found("Settings", error.sentence, ("What is wrong, and where: selfcare settings",), error.exit_code)
    if settings is not None:
        yield voice(settings)
        yield sound(settings)
    yield terminal()
    yield zone(at_hand.now.offset)


def versions() -> Found:
    """selfcare, Python, SQLite, the system."""
    from selfcare import __version__
    from selfcare.log.layout import SQLITE

    says = f"selfcare {__version__}, Python {platform.python_version()}, SQLite {SQLITE}, {platform.system()}."
    if tuple(map(int, SQLITE.split("."))) < _SQLITE_NEEDED:
        return Found("Versions", says, ("This SQLite is too old for the log: install a newer Python.",), 70)
    return Found("Versions", says)


def files(folder: Path) -> Iterator[Found]:
    """The folder and what lies in it: whose it is, and who may read it."""
    ours = (paths.log_file(folder), paths.log_lock(folder), paths.session_lock(folder))
    try:
        wrong = list(condition.wrong_with(folder, ours))
        closed = condition.cannot_be_written(folder)
    except OSError as error:
        yield Found("Folder", f"{folder} cannot be looked at: {error.strerror}.", _ELSEWHERE, 70)
        return
    for one in wrong:
        yield Found("Permissions", f"{one.path} {one.what}.", (f"Type: {one.command}",), 70)
    if wrong:
        return
    if closed:
        yield Found("Folder", f"Nothing can be written into {condition.nearest(folder)}.", _ELSEWHERE, 70)
    elif not os.path.lexists(folder):
        yield Found("Folder", f"{folder} is not there yet. It is made when a routine is loaded.")
    else:
        yield Found("Folder", f"{folder}, for you alone.")


_ELSEWHERE = ("Make it yours, or keep the log elsewhere. Type: export SELFCARE_HOME=~/selfcare-log",)


def log(folder: Path) -> Found:
    """The log: whether it is there, sound, and of this version."""
    from selfcare.log.integrity import check_integrity
    from selfcare.log.refusals import NewerLog
    from selfcare.log.store import Log

    path = paths.log_file(folder)
    try:
        with Log.open(folder, write=False) as opened:
            count = sum(1 for _ in opened.lines())
            there = opened.owner() is not None
    except NewerLog as error:
        return Found("Log", error.sentence, ("Get the newer selfcare, and install it as you installed this one.",), 74)
    except LogUnreadable as error:
        return Found("Log", _short(error.sentence), _saving(path), error.exit_code)
    except SelfcareError as error:
        there = os.path.isdir(path)  # noqa: PTH112 - pathlib's raises in a closed folder
        first = _saving(path) if there else ("What stands above about the folder comes first.",)
        return Found("Log", error.sentence, first, error.exit_code)
    trouble = check_integrity(folder)
    if trouble:
        return Found("Log", _short(" ".join(trouble[:3])), _saving(path), 74)
    if not there:
        return Found("Log", "There is none yet. It begins with: selfcare load")
    return Found("Log", f"sound, {facts(count)}. A copy elsewhere is made by: selfcare backup")


def _short(sentence: str) -> str:
    """What is wrong alone: what to do about it stands in the next line."""
    return sentence.partition(" It was left as it is")[0]


def _saving(path: Path) -> tuple[str, ...]:
    if not path.is_file():
        return (f"Type: mv {condition.quoted(path)} {condition.quoted(path)}.aside",)
    return ("To save what can be read, type: selfcare restore", "To put back a backup as well: selfcare restore FILE")


def kept(folder: Path) -> Iterator[Found]:
    """What was laid aside beside the log."""
    try:
        names = sorted(one.name for one in folder.glob("log.*.sqlite3"))
    except OSError:
        return
    if names:
        yield Found("Kept beside it", f"{', '.join(names)}. Your therapist may ask for it; else it can be deleted.")


def space(folder: Path) -> Found:
    """The room on the disk."""
    try:
        free = condition.free_bytes(folder)
    except OSError as error:
        return Found("Space", f"It cannot be told: {error.strerror}.", ("Look at the disk itself: df -h",))
    says = (
        f"{free / 1e9:.0f} GB free where the log is."
        if free > _MUCH
        else f"{free // 1_000_000} MB free where the log is."
    )
    if free < _LITTLE:
        look = f"Make some room. What takes it: du -xh {condition.quoted(condition.nearest(folder).parent)} | sort -h | tail"
        return Found("Space", says, (look,), 70)
    return Found("Space", says)


def _settings_said(settings: Settings) -> str:
    changed = sum(origin != "default" for origin in settings.origins.values())
    return "all as they come." if not changed else f"{changed} of your own. To see them: selfcare settings"


def voice(settings: Settings) -> Found:
    """What speaks."""
    from selfcare.cues.sounding.machine import engine
    from selfcare.cues.voice import missing

    if settings.voice == "no":
        return Found("Voice", "switched off. To switch it on: selfcare settings set voice auto")
    speaks = engine(settings, programs.find)
    if speaks is None:
        return Found("Voice", "none. The screen and tones guide you.", (missing(settings),))
    return Found("Voice", f"{speaks.words[0]}. To hear it: selfcare demo")


def sound(settings: Settings) -> Found:
    """What plays."""
    from selfcare.cues.sounding.machine import players
    from selfcare.cues.voice import missing

    found = players(programs.find)
    if not found:
        remedy = missing(settings) or "Type: sudo apt install pulseaudio-utils"
        return Found("Sound", "nothing that plays it. The terminal's bell takes its place.", (remedy,))
    if environment.far_away():
        return Found("Sound", "you sit at another computer: only the terminal's bell is heard there.")
    quiet = " The volume is 0." if not settings.volume else ""
    return Found("Sound", f"{found[0].program}.{quiet} To hear it: selfcare demo")


def terminal() -> Found:
    """What a session would be shown on."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return Found("Terminal", "none here: what is written goes to a file or another program.")
    size, kind = shutil.get_terminal_size(), environment.terminal_kind()
    says = f"{kind or 'of no name'}, {size.columns} by {size.lines}, {sys.stdout.encoding}."
    if kind in ("", "dumb", "unknown"):
        return Found("Terminal", f"{says} A session is shown in plain lines.", ("Type: export TERM=xterm-256color",))
    if (sys.stdout.encoding or "").lower().replace("-", "") != "utf8":
        return Found("Terminal", f"{says} Some characters cannot be shown.", ("Type: export LC_ALL=C.UTF-8",))
    if size.columns < _WIDE or size.lines < _HIGH:
        return Found("Terminal", says, (f"Make the window larger: at {_WIDE} by {_HIGH} all has its place.",))
    return Found("Terminal", says)


def zone(offset: int) -> Found:
    """The zone by which days are told apart."""
    hours, minutes = divmod(abs(offset), 60)
    says = f"UTC{'-' if offset < 0 else '+'}{hours:02d}:{minutes:02d}"
    name = zone_name()
    if name is None:
        return Found("Zone", f"{says}, without a name. Days are told apart all the same.", (_NAME_IT,))
    from zoneinfo import ZoneInfo

    try:
        ZoneInfo(name)
    except (OSError, ValueError, LookupError):
        return Found("Zone", f"{says}. There is no zone called {name}: the hour may be wrong.", (_NAME_IT,))
    return Found("Zone", f"{name}, {says}.")


_NAME_IT = "Type, with your own: export TZ=Europe/Vienna"
