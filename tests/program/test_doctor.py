"""doctor: a line for each thing, and where something is wrong the very command that mends it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess  # noqa: TID251 - what doctor says is typed, in a shell
from typing import TYPE_CHECKING

import pytest

from another import BOUND
from log.made import seen
from program.real import HEAD, Program, exercise, loaded, ran
from selfcare.home.paths import log_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
LINES = ("Versions", "Folder", "Log", "Space", "Settings", "Voice", "Sound", "Terminal", "Zone")


def lines(said: str) -> dict[str, str]:
    """Return the state of each line by its name."""
    return {name: state for state, name in re.findall(r"^(ok|note|mend): +([A-Z][\w ]*):", said, re.MULTILINE)}


def test_where_all_is_well_it_says_so(tmp_path: Path) -> None:
    """Each thing has its line, in one order; the exit code is 0; nothing was written."""
    home = loaded(tmp_path / "home", QUICK)
    before = seen(home)
    done = ran(home, "doctor")
    assert (done.code, done.err) == (0, "")
    found = lines(done.out)
    assert tuple(found) == LINES
    assert "mend" not in found.values()
    assert re.search(r"Log: sound, \d+ facts", done.out)
    assert done.out.endswith("Nothing needs mending.\n")
    assert seen(home) == before


def test_before_anything_was_loaded_nothing_is_wrong(tmp_path: Path) -> None:
    """No folder is no fault, and looking makes none."""
    done = ran(tmp_path / "home", "doctor")
    assert (done.code, done.err) == (0, "")
    assert "mend" not in lines(done.out).values()
    assert list(tmp_path.iterdir()) == []


def cut(home: Path) -> None:
    """Cut the log short."""
    os.truncate(log_file(home), 9000)


def flipped(home: Path) -> None:
    """Flip a bit within a fact."""
    data = log_file(home).read_bytes()
    log_file(home).write_bytes(data.replace(b'"patient":"T001"', b'"patient":"T003"', 1))


def newer(home: Path) -> None:
    """Make the log one of a later selfcare."""
    data = log_file(home).read_bytes()
    log_file(home).write_bytes(data[:60] + (50).to_bytes(4) + data[64:])


def strange(home: Path) -> None:
    """Put something else into its place."""
    log_file(home).write_bytes(b"Liebe Anna,\n" * 500)


def folder(home: Path) -> None:
    """Put a folder into its place."""
    log_file(home).unlink()
    log_file(home).mkdir()


def nowhere(home: Path) -> None:
    """Make it a link that leads nowhere."""
    log_file(home).unlink()
    log_file(home).symlink_to(home / "gone")


def settings(home: Path) -> None:
    """Write settings that are none."""
    (home / "settings.toml").write_text("pace = 3\n")


def opened(home: Path) -> None:
    """Let everybody read the log."""
    log_file(home).chmod(0o644)


def open_to_write(home: Path) -> None:
    """Let everybody write into the folder."""
    home.chmod(0o777)


def closed(home: Path) -> None:
    """Let nobody read the log, its owner included."""
    log_file(home).chmod(0)


@pytest.mark.parametrize(
    ("spoil", "name", "code"),
    [
        *((spoil, "Log", 74) for spoil in (cut, flipped, newer, strange, nowhere)),
        (folder, "Log", 70),
        (settings, "Settings", 78),
        *((spoil, "Permissions", 70) for spoil in (opened, open_to_write, closed)),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, spoil: Callable[[Path], None], name: str, code: int) -> None:
    """With something to do about it and its exit code; all else still has its line; nothing is changed."""
    home = loaded(tmp_path / "home", QUICK)
    spoil(home)
    modes = {path.name: path.lstat().st_mode for path in home.iterdir()}
    done = ran(home, "doctor")
    assert (done.code, done.err) == (code, "")
    assert lines(done.out)[name] == "mend"
    assert re.search(rf"^mend: +{name}: .*\n      \S", done.out, re.MULTILINE)
    assert {"Versions", "Log", "Space", "Zone"} <= set(lines(done.out))
    assert "to mend. Begin with: " in done.out
    after = {path.name: path.lstat().st_mode for path in home.iterdir()}
    assert {name: after[name] for name in modes} == modes
    assert set(after) - set(modes) <= {"log.sqlite3-shm", "log.sqlite3-wal"}


@pytest.mark.parametrize("spoil", [cut, flipped, strange, nowhere, folder, opened, open_to_write, closed])
def test_what_it_says_mends_it(tmp_path: Path, spoil: Callable[[Path], None]) -> None:
    """Typed as it stands there: nothing needs mending any more."""
    home = loaded(tmp_path / "home", QUICK)
    spoil(home)
    said = ran(home, "doctor").out
    typed = re.findall(r"type: (.*)$", said, re.MULTILINE | re.IGNORECASE)
    assert typed
    if typed[0] == "selfcare restore":
        done = ran(home, "restore", "--yes")
        if spoil is strange:  # nothing of it can be read: it says what then
            assert "move" in done.err
            log_file(home).unlink()
    else:
        subprocess.run(["sh", "-c", typed[0]], check=True)
    assert ran(home, "doctor").code == 0


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give a file away")
def test_a_file_of_another_user_is_named(tmp_path: Path) -> None:
    """As after a `sudo selfcare`: the command gives it back."""
    home = loaded(tmp_path / "home", QUICK)
    os.chown(log_file(home), 12345, 12345)
    done = ran(home, "doctor")
    assert done.code == 70
    assert f'sudo chown -R "$(id -un)" {home}' in done.out


@pytest.mark.parametrize("words", ["today", "sore calf 3 left", "restore --yes", "backup .", "doctor"])
def test_a_folder_that_is_closed_is_named(tmp_path: Path, words: str) -> None:
    """Each command says it in a sentence, and doctor how to open it."""
    home = loaded(tmp_path / "home", QUICK)
    home.chmod(0)
    try:
        done = ran(home, *words.split(), before=BOUND)
    finally:
        home.chmod(0o700)
    assert done.code == 70
    if words == "doctor":
        assert f"Type: chmod u+rwx {home}\n" in done.out
    else:
        assert "you have no permission" in done.err


def test_no_home_is_named(tmp_path: Path) -> None:
    """Where no folder is known, it says how to name one, and goes on with the rest."""
    done = ran(tmp_path / "home", "doctor", SELFCARE_HOME="~nobody-of-that-name/selfcare")
    assert done.code == 78
    assert "export SELFCARE_HOME=" in done.out
    assert {"Versions", "Terminal", "Zone"} <= set(lines(done.out))


def test_what_is_missing_for_sound_has_its_command(tmp_path: Path) -> None:
    """Neither voice nor player on the PATH: a note, for a session needs neither."""
    home = loaded(tmp_path / "home", QUICK)
    (home / "settings.toml").unlink()
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "apt").symlink_to(shutil.which("true") or "/bin/true")
    done = ran(home, "doctor", PATH=str(tmp_path / "bin"))
    assert (done.code, lines(done.out)["Voice"], lines(done.out)["Sound"]) == (0, "note", "note")
    assert "sudo apt install espeak-ng pulseaudio-utils" in done.out


def test_the_zone_and_the_terminal_are_looked_at(tmp_path: Path) -> None:
    """A zone that is none, and a window that is small, each with what to do."""
    home = loaded(tmp_path / "home", QUICK)
    assert lines(ran(home, "doctor", TZ="Europe/Vienna").out)["Zone"] == "ok"
    assert lines(ran(home, "doctor", TZ="Europe/Atlantis").out)["Zone"] == "note"
    with Program(home, "doctor", COLUMNS="60", LINES="20") as program:
        assert program.ends() == 0
        assert re.search(r"note: +Terminal: xterm, 60 by 20", program.heard)
        assert "Make the window larger" in program.heard
