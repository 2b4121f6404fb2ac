"""`selfcare settings`, as the program is run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from program.real import HEAD, Program, exercise, kept, loaded, ran
from selfcare.facts.kinds import DayEnds
from selfcare.home.settings import CASELOAD, GROUPS, SETTINGS, read_settings, shown

if TYPE_CHECKING:
    from pathlib import Path

QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")
HERS = b"\xef\xbb\xbf# mine\r\npace  =  'slower' # since the fall\r\n\r\nvoice_command = [\r\n  'x', # the old one\r\n]\r\n"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with a settings file in it."""
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "settings.toml").write_bytes(HERS)
    return folder


OF_PATIENTS = [one.key for name, several in GROUPS.items() if name != CASELOAD for one in several]


def test_it_shows_every_setting(home: Path) -> None:
    """Each with its value, where it came from, and what it does, on a line of a narrow screen; then the file's name.

    Those of the caseload are asked for by a word of their own: a patient has no use for them.
    """
    (home / "settings.toml").write_bytes(b"# x\nrate = 180\n")
    done = ran(home, "settings", NO_COLOR="1")
    assert (done.code, done.err) == (0, "")
    said = " ".join(f"{done.out} {ran(home, 'settings', 'clinic').out}".split())
    for setting in SETTINGS:
        value, origin = shown(setting.default), "default"
        if setting.key == "rate":
            value, origin = "180", "file, line 2"
        if setting.key == "color":
            value, origin = "never", "environment, NO_COLOR"
        assert f"{setting.key} = {value} ({origin}) {setting.does}" in said
    assert "day_ends = 04:00 (default)" in said
    assert f"File: {home / 'settings.toml'}" in said
    assert all(len(line) < 80 or line.startswith("File: ") for line in done.out.splitlines())
    assert len(done.out.splitlines()) < 24


def test_a_screen_reader_hears_one_setting_a_line(home: Path) -> None:
    """In reader mode there are no columns: each line begins with its key, and has no gaps in it."""
    lines = ran(home, "settings", SELFCARE_READER="1").out.splitlines()
    assert lines[0] == "reader = yes  (environment, SELFCARE_READER). Plain lines that a screen reader can follow."
    assert [line.split()[0] for line in lines[:-3]] == [*OF_PATIENTS, "day_ends"]
    assert not any("   " in line for line in lines)


def test_it_shows_one(home: Path) -> None:
    """All about it: value, origin, what it does, what it takes, its default, and how to change it."""
    done = ran(home, "settings", "pace")
    assert done.out.startswith("pace = slower  (file, line 2)\n")
    for part in ("never the dose", "normal or slower", "Default: normal", "set pace VALUE", "unset pace"):
        assert part in done.out
    assert "NO_COLOR" in ran(home, "settings", "color").out
    assert ran(home, "settings", "day_ends").out.startswith("day_ends = 04:00  (default)\n")


def test_set_and_unset_touch_only_that_value(home: Path) -> None:
    """The file's other bytes stay: a BOM, CRLF, comments, spaces. Words with hyphens reach the setting as they stand."""
    words = ["my voice", "--help", "-h", "--out", "{file}", "--", "{text}"]
    done = ran(home, "settings", "set", "voice_command", *words)
    assert (done.code, done.err) == (0, "")
    assert done.out == 'voice_command is "my voice" --help -h --out {file} -- {text} from now on.\n'
    data = (home / "settings.toml").read_bytes()
    value = b'["my voice", "--help", "-h", "--out", "{file}", "--", "{text}"]'
    assert data == HERS.replace(b"[\r\n  'x', # the old one\r\n]", value)
    assert list(read_settings(data).voice_command) == words
    done = ran(home, "settings", "unset", "pace")
    assert (done.code, done.out, done.err) == (0, "pace is back to its default: normal.\n", "")
    assert (home / "settings.toml").read_bytes() == data.replace(b"pace  =  'slower' # since the fall\r\n", b"")


def test_what_was_not_set_needs_no_file(tmp_path: Path) -> None:
    """Nothing is written where nothing changes."""
    done = ran(tmp_path / "home", "settings", "unset", "pace")
    assert (done.code, done.out) == (0, "pace was not set. It keeps its default: normal.\n")
    assert list(tmp_path.iterdir()) == []


def test_what_the_environment_overrules_is_said(home: Path) -> None:
    """The file is changed, but here it will make no difference."""
    done = ran(home, "settings", "set", "reader", "no", SELFCARE_READER="1")
    assert done.code == 0
    assert "But SELFCARE_READER is set in the environment here" in done.out


REFUSED = [
    ("pase", "Did you mean pace?"),
    ("unste", "selfcare settings unset KEY"),
    ("sett pace slower", "selfcare settings set pace slower"),
    ("pace slower", "selfcare settings set pace slower"),
    ("day_ends 05:00", "selfcare settings set day_ends 05:00"),
    ("quite something else", "selfcare settings set KEY VALUE"),
    ("set", "Which one?"),
    ("unset", "Which one?"),
    ("unset pace rate", "one of them"),
    ("unset pase", "Did you mean pace?"),
    ("unset day_ends", "set day_ends 04:00"),
    ("set pase slower", "Did you mean pace?"),
    ("set pace", "pace takes normal or slower"),
    ("set pace slwer", "Did you mean slower?"),
    ("set pace slower still", "normal or slower"),
    ("set rate 20", "80 to 300"),
    ("set volume -5", "0 to 100"),
    ("set day_ends 4", "like 04:00"),
    ("set day_ends \u00b2:00", "like 04:00"),
    ("set day_ends 12:01", "between 00:00 and 12:00"),
    ("--rate", "No such option"),
]


@pytest.mark.parametrize(("words", "says"), REFUSED, ids=[words for words, _ in REFUSED])
def test_what_makes_no_sense_is_refused(home: Path, words: str, says: str) -> None:
    """With exit code 2, a sentence that leads on, and the file as it was."""
    done = ran(home, "settings", *words.split())
    assert (done.code, done.out) == (2, "")
    assert says in done.err
    assert (home / "settings.toml").read_bytes() == HERS


@pytest.mark.parametrize("words", ["", "pace", "set pace normal", "unset pace"])
@pytest.mark.parametrize(
    ("data", "place"),
    [(b"= 1\n", ":1:1: "), (b"pace = '\xff'\n", ": line 1 "), (b"#" * 70_000, ": this file is longer")],
    ids=["no TOML", "no text", "too long"],
)
def test_a_broken_file_is_told_at_its_place_and_left_alone(home: Path, words: str, data: bytes, place: str) -> None:
    """With exit code 78, the whole name of the file, and not a byte of it changed."""
    file = home / "settings.toml"
    file.write_bytes(data)
    done = ran(home, "settings", *words.split())
    assert (done.code, done.out) == (78, "")
    assert f"{file}{place}" in done.err
    assert file.read_bytes() == data


def test_unset_leads_out_of_a_slip(home: Path) -> None:
    """A key that is no setting stops every command; it can be taken out by name."""
    file = home / "settings.toml"
    file.write_bytes(b"raet = 3\nrate = 180\n")
    done = ran(home, "settings")
    assert done.code == 78
    assert f"{file}:1:1: " in done.err
    assert ran(home, "settings", "unset", "raet").out == "raet is gone from the file.\n"
    assert file.read_bytes() == b"rate = 180\n"
    assert ran(home, "settings").code == 0


@pytest.mark.parametrize("words", ["--help", "set --help", "unset -h"])
def test_help_is_asked_for_at_any_place(home: Path, words: str) -> None:
    """Behind set and unset, too."""
    done = ran(home, "settings", *words.split())
    assert done.code == 0
    assert "selfcare settings set voice_command my-voice --out {file} {text}" in done.out


def test_the_hour_of_the_day_is_a_fact(tmp_path: Path) -> None:
    """It is written into the log, and the file is not touched."""
    home = loaded(tmp_path / "home", QUICK)
    before = (home / "settings.toml").read_bytes()
    assert ran(home, "settings", "set", "day_ends", "5:30").code == 0
    assert kept(home, DayEnds) == [DayEnds(330)]
    assert (home / "settings.toml").read_bytes() == before
    assert "day_ends = 05:30  (log)" in ran(home, "settings").out


def test_it_fits_on_a_terminal(home: Path) -> None:
    """All of it is on a screen of 80 by 24 at once, and no line is broken but that of a long file name."""
    with Program(home, "settings") as program:
        assert program.ends() == 0
        rows = program.heard.replace("\r", "").splitlines()
    assert all(len(row) < 80 for row in rows)
    assert all(f"{key} = " in "\n".join(rows) for key in OF_PATIENTS)


@pytest.mark.parametrize("words", [("foo", "1"), ("foo",)])
def test_what_is_no_setting_is_told_all_of_them(tmp_path: Path, words: tuple[str, ...]) -> None:
    """`day_ends` is one of them, though it is kept in the log, and it is what a slip of it is taken for."""
    order = ("set",) if len(words) > 1 else ()
    done = ran(tmp_path / "home", "settings", *order, *words)
    assert done.code == 2
    assert all(one.key in done.err for one in SETTINGS)
    assert "day_ends" in done.err
    slip = ran(tmp_path / "home", "settings", *order, "day_end", *words[1:])
    assert "Did you mean day_ends?" in slip.err


def test_today_tells_what_is_due_and_then_what_must_be_mended(tmp_path: Path) -> None:
    """A slip in the settings hides nothing that is due, nor whom to ring; it is told on stderr."""
    home = loaded(tmp_path / "home", QUICK)
    (home / "settings.toml").write_text("pace = 'swift'\n")
    done = ran(home, "today")
    assert done.code == 78
    assert done.out.splitlines()[-1].endswith("Emergency: 112.")
    assert "pace does not take this value" in done.err
