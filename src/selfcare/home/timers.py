"""The user's own timer and desktop notification on each system: a neighbour of `system`, the only place that knows of them.

Only Linux has been run: a systemd user timer and notify-send. launchd with osascript, and the Task Scheduler with
PowerShell, follow their manuals.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from selfcare.home import environment

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

MARK = "Written by selfcare remind. What you change in it is lost with the next routine; selfcare remind remove deletes it."
"""It stands at the beginning of each file of ours. What does not hold it is somebody else's, and stays as it is."""


def ours(data: bytes) -> bool:
    """Whether a file that begins so is one of ours."""
    return MARK.encode() in data or MARK.encode("utf-16-le") in data


class File(NamedTuple):
    """One file to write: where, and what."""

    path: Path
    text: str


class Timer(NamedTuple):
    """A timer of this system: its files, and what is run to make it go, to make it go anew, and to end it.

    `needs` are the programs without which there is no timer or nothing to be seen, each with how to get it. `encoding` is
    that of its files.
    """

    files: tuple[File, ...]
    on: tuple[tuple[str, ...], ...]
    again: tuple[tuple[str, ...], ...]
    off: tuple[tuple[str, ...], ...]
    gone: tuple[tuple[str, ...], ...]
    needs: Mapping[str, str]
    encoding: str = "utf-8"


def timer(
    name: str,
    words: Sequence[str],
    times: Sequence[dt.time],
    more: Mapping[str, str],
    folder: Path,
    platform: str = sys.platform,
) -> Timer:
    """A timer of that name which runs `words` at these times of every day, with `more` in its environment.

    `folder` is the person's own data folder; only Windows keeps a file of ours there.
    """
    if platform == "darwin":
        return _launchd(name, words, times, more)
    if platform == "win32":
        return _task_scheduler(name, words, times, folder)
    return _systemd(name, words, times, more)


def notification(title: str, words: str, platform: str = sys.platform) -> tuple[str, ...]:
    """What is run to show a notification. Title and words are ours, never a stranger's."""
    if platform == "darwin":
        return "osascript", "-e", f'display notification "{words}" with title "{title}"'
    if platform == "win32":
        show = (
            "Add-Type -AssemblyName System.Windows.Forms; $n = New-Object System.Windows.Forms.NotifyIcon; "
            "$n.Icon = [System.Drawing.SystemIcons]::Information; $n.Visible = $true; "
            f"$n.ShowBalloonTip(10000, '{title}', '{words}', 'Info'); Start-Sleep 10; $n.Dispose()"
        )
        return "powershell", "-NoProfile", "-NonInteractive", "-Command", show
    return "notify-send", f"--app-name={title}", title, words


# --- Linux: systemd.timer(5), systemd.service(5), systemd.syntax(7) ---


def _systemd(name: str, words: Sequence[str], times: Sequence[dt.time], more: Mapping[str, str]) -> Timer:
    given = environment.settings_of_all()
    folder = (Path(given) if given else Path.home() / ".config") / "systemd" / "user"
    service = [
        f"# {MARK}",
        "[Unit]",
        "Description=A notification when a session is due (selfcare)",
        "",
        "[Service]",
        "Type=oneshot",
        *(f"Environment={_quoted(f'{key}={value}')}" for key, value in more.items()),
        f"ExecStart={' '.join(_quoted(word).replace('$', '$$') for word in words)}",
        "# 1: nothing is due, and nothing is shown.",
        "SuccessExitStatus=1",
    ]
    clock = [
        f"# {MARK}",
        "[Unit]",
        "Description=The times of day at which a session may be due (selfcare)",
        "",
        "[Timer]",
        *(f"OnCalendar=*-*-* {one:%H:%M:%S}" for one in times),
        "# A time that passed while the computer was off is made up for once, when it is on again.",
        "Persistent=true",
        "AccuracySec=1min",
        "",
        "[Install]",
        "WantedBy=timers.target",
    ]
    ours = ("systemctl", "--user")
    return Timer(
        (File(folder / f"{name}.service", _lines(service)), File(folder / f"{name}.timer", _lines(clock))),
        on=((*ours, "daemon-reload"), (*ours, "enable", "--now", f"{name}.timer")),
        again=((*ours, "daemon-reload"), (*ours, "restart", f"{name}.timer")),
        off=((*ours, "disable", "--now", f"{name}.timer"),),
        gone=((*ours, "daemon-reload"),),
        needs={
            "systemctl": "This system has no systemd timers",
            "notify-send": "No notification can be shown: notify-send is missing (Debian and Ubuntu: libnotify-bin)",
        },
    )


def _quoted(word: str) -> str:
    """A word as systemd reads it back: quoted, its own quotes, backslashes and per cent signs escaped."""
    escaped = word.replace("\\", "\\\\").replace('"', '\\"').replace("%", "%%")
    return f'"{escaped}"'


def _lines(lines: Sequence[str]) -> str:
    return "".join(f"{line}\n" for line in lines)


# --- macOS: launchd.plist(5), launchctl(1) ---


def _launchd(name: str, words: Sequence[str], times: Sequence[dt.time], more: Mapping[str, str]) -> Timer:
    import os
    import plistlib

    path = Path.home() / "Library" / "LaunchAgents" / f"{name}.plist"
    agent = {
        "Label": name,
        "ProgramArguments": list(words),
        "EnvironmentVariables": dict(more),
        "StartCalendarInterval": [{"Hour": one.hour, "Minute": one.minute} for one in times],
    }
    head, _, rest = plistlib.dumps(agent, sort_keys=False).decode().partition("\n")
    user = f"gui/{getattr(os, 'getuid', int)()}"
    start, end = ("launchctl", "bootstrap", user, str(path)), ("launchctl", "bootout", f"{user}/{name}")
    return Timer(
        (File(path, f"{head}\n<!-- {MARK} -->\n{rest}"),),
        on=(start,),
        again=(end, start),
        off=(end,),
        gone=(),
        needs={"launchctl": "This system has no launchd", "osascript": "No notification can be shown"},
    )


# --- Windows: schtasks, Task Scheduler schema 1.2 ---


def _task_scheduler(name: str, words: Sequence[str], times: Sequence[dt.time], folder: Path) -> Timer:
    from subprocess import list2cmdline  # noqa: TID251 - nothing is started: it quotes words as Windows reads them
    from xml.sax.saxutils import escape

    path = folder / f"{name}.xml"
    triggers = "".join(
        f"    <CalendarTrigger><StartBoundary>2020-01-01T{one:%H:%M:%S}</StartBoundary>"
        "<ScheduleByDay><DaysInterval>1</DaysInterval></ScheduleByDay></CalendarTrigger>\n"
        for one in times
    )
    # pythonw has no window of its own.
    program, arguments = words[0].replace("python.exe", "pythonw.exe"), list2cmdline(words[1:])
    text = (
        '<?xml version="1.0" encoding="UTF-16"?>\n'
        f"<!-- {MARK} -->\n"
        '<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">\n'
        f"  <Triggers>\n{triggers}  </Triggers>\n"
        "  <Settings><StartWhenAvailable>true</StartWhenAvailable></Settings>\n"
        f"  <Actions><Exec><Command>{escape(program)}</Command><Arguments>{escape(arguments)}</Arguments></Exec></Actions>\n"
        "</Task>\n"
    )
    # Without /F an existing task is not replaced: what bears this name and is not ours stays.
    start = ("schtasks", "/Create", "/TN", name, "/XML", str(path))
    end = ("schtasks", "/Delete", "/F", "/TN", name)
    return Timer(
        (File(path, text),),
        on=(start,),
        again=((*start, "/F"),),
        off=(end,),
        gone=(),
        needs={"schtasks": "This system has no Task Scheduler", "powershell": "No notification can be shown"},
        encoding="utf-16",
    )
