from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from selfcare.home.files import read_bounded, write_private
from selfcare.text.errors import OurFault

if TYPE_CHECKING:
    from pathlib import Path


def mode(path: Path) -> int:
    """Return who may do what with it."""
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_written_is_read_and_nobody_elses(tmp_path: Path) -> None:
    """The bytes come back; the file is for its owner alone, and so is a folder that was made for it."""
    path = tmp_path / "new" / "settings.toml"
    before = os.umask(0)
    try:
        write_private(path, b"one")
        write_private(path, b"two\r\n")
    finally:
        os.umask(before)
    assert path.read_bytes() == read_bounded(path, 100) == b"two\r\n"
    assert (mode(path), mode(path.parent)) == (0o600, 0o700)
    assert [file.name for file in path.parent.iterdir()] == ["settings.toml"]


def test_a_folder_that_is_there_keeps_its_mode(tmp_path: Path) -> None:
    """It may be shared on purpose."""
    tmp_path.chmod(0o755)
    write_private(tmp_path / "settings.toml", b"")
    assert mode(tmp_path) == 0o755


def test_a_link_stays_one(tmp_path: Path) -> None:
    """The file that it leads to is written."""
    (tmp_path / "dotfiles").mkdir()
    link = tmp_path / "settings.toml"
    link.symlink_to(tmp_path / "dotfiles" / "selfcare.toml")
    write_private(link, b"x")
    assert link.is_symlink()
    assert (tmp_path / "dotfiles" / "selfcare.toml").read_bytes() == b"x"


def test_reading_is_bounded_and_an_absent_file_is_none(tmp_path: Path) -> None:
    """One byte more than the limit tells that there are more."""
    (tmp_path / "long").write_bytes(b"x" * 1000)
    assert read_bounded(tmp_path / "long", 10) == b"x" * 11
    assert read_bounded(tmp_path / "absent", 10) is None


def test_a_refusal_says_what_why_and_how_to_mend_it(tmp_path: Path) -> None:
    """Whatever is in the way is left as it is, and nothing half written stays."""
    (tmp_path / "file").write_bytes(b"mine")
    (tmp_path / "folder").mkdir()
    with pytest.raises(OurFault, match=r"Cannot write .*file/settings\.toml: .* is a file\. Move .*\.|in the way"):
        write_private(tmp_path / "file" / "settings.toml", b"x")
    with pytest.raises(OurFault, match=r"Cannot write .*folder: a folder of that name is in the way"):
        write_private(tmp_path / "folder", b"x")
    with pytest.raises(OurFault, match=r"Cannot read .*folder: a folder of that name is in the way"):
        read_bounded(tmp_path / "folder", 1)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "folder"]
    assert (tmp_path / "file").read_bytes() == b"mine"
