from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from another import another
from selfcare.home import environment, paths
from selfcare.text.errors import SettingsInvalid

if TYPE_CHECKING:
    from pathlib import Path


def test_selfcare_home_holds_everything(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With SELFCARE_HOME data and settings stand below it, and asking makes no folder."""
    home = tmp_path / "hers"
    monkeypatch.setenv("SELFCARE_HOME", str(home))
    folder = paths.data_folder()
    assert folder == paths.settings_folder() == home
    assert paths.log_file(folder) == home / "log.sqlite3"
    assert paths.settings_file(folder) == home / "settings.toml"
    assert {paths.log_lock(folder).parent, paths.session_lock(folder).parent} == {home}
    assert not home.exists()


def test_selfcare_home_may_be_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tilde and a relative path are understood; what comes back is always absolute."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SELFCARE_HOME", "~/mine")
    assert paths.data_folder() == tmp_path / "mine"
    monkeypatch.setenv("SELFCARE_HOME", "mine")
    assert paths.data_folder() == tmp_path / "mine"
    monkeypatch.setenv("SELFCARE_HOME", "~nobody-of-this-name/mine")
    with pytest.raises(SettingsInvalid, match="SELFCARE_HOME"):
        paths.data_folder()


def test_without_it_the_system_says_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An empty SELFCARE_HOME is none. On Linux the XDG variables are listened to, and nothing is made either."""
    monkeypatch.setenv("SELFCARE_HOME", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert [paths.data_folder().name, paths.settings_folder().name] == ["selfcare", "selfcare"]
    assert all(path.is_absolute() for path in paths.downloads_and_desktop())
    assert list(tmp_path.iterdir()) == []


def test_platformdirs_is_loaded_only_when_it_is_asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With SELFCARE_HOME a command does not pay for it."""
    monkeypatch.setenv("SELFCARE_HOME", str(tmp_path))
    program = "import sys; from selfcare.home import paths; paths.data_folder(); print('platformdirs' in sys.modules)"
    with another(program) as it:
        assert it.hear() == "False"


@pytest.mark.parametrize(("said", "reader"), [(None, False), ("", False), ("0", False), ("1", True), ("no", True)])
def test_reader_mode_is_anything_but_0(said: str | None, reader: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """SELFCARE_READER counts when it is set, and neither empty nor 0."""
    monkeypatch.delenv("SELFCARE_READER", raising=False)
    if said is not None:
        monkeypatch.setenv("SELFCARE_READER", said)
    assert environment.reader_mode() is reader


@pytest.mark.parametrize(("said", "none"), [(None, False), ("", False), ("0", True), ("1", True)])
def test_no_color_is_anything_but_nothing(said: str | None, none: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR counts when it is set and not empty, whatever it says (no-color.org)."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    if said is not None:
        monkeypatch.setenv("NO_COLOR", said)
    assert environment.no_color() is none
