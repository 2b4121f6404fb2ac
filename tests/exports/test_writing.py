"""A folder that is there as a whole or not at all, for this user alone, and never in place of another."""

from __future__ import annotations

import errno
import re
import stat
import sys
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from exports.made import hostile, material
from selfcare.exports.material import folder_name
from selfcare.exports.writing import write
from selfcare.text.errors import NotFound, OurFault, SelfcareError

from adherence.worlds import World  # isort: skip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selfcare.exports.material import Stream


def two() -> Iterator[Stream]:
    """Two files, in pieces."""
    yield "a.csv", iter([b"1", b"2"])
    yield "b.json", iter([b"3"])


def failing(error: BaseException) -> Iterator[Stream]:
    """One file, then half of another."""

    def half() -> Iterator[bytes]:
        yield b"1"
        raise error

    yield "a.csv", iter([b"1"])
    yield "b.csv", half()


def test_files(tmp_path: Path) -> None:
    """Each stream is a file of the folder, and nothing else is made."""
    placed = write(tmp_path / "x", two())
    assert placed == tmp_path / "x"
    assert {file.name: file.read_bytes() for file in placed.iterdir()} == {"a.csv": b"12", "b.json": b"3"}
    assert list(tmp_path.iterdir()) == [placed]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other modes")
def test_private(tmp_path: Path) -> None:
    """Folder and files are for this user alone."""
    placed = write(tmp_path / "x", two())
    assert stat.S_IMODE(placed.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in placed.iterdir()} == {0o600}


def test_never_overwrites(tmp_path: Path) -> None:
    """What has the name already stays as it is, be it a folder, a file or a link to nowhere: the next number is taken."""
    (tmp_path / "x").mkdir()
    (tmp_path / "x-2").write_bytes(b"mine")
    (tmp_path / "x-3").symlink_to(tmp_path / "nowhere")
    assert write(tmp_path / "x", two()) == tmp_path / "x-4"
    assert write(tmp_path / "x", two()) == tmp_path / "x-5"
    assert not list((tmp_path / "x").iterdir())
    assert (tmp_path / "x-2").read_bytes() == b"mine"
    assert (tmp_path / "x-3").is_symlink()


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SelfcareError("no"), ValueError("no")])
def test_whole_or_not_at_all(tmp_path: Path, error: BaseException) -> None:
    """What fails, whichever way, leaves nothing behind."""
    with pytest.raises(type(error)):
        write(tmp_path / "x", failing(error))
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "the disk is full. Make some room"),
        (errno.EACCES, "you have no permission. Choose a folder"),
        (errno.EIO, "Input/output error. Look at it"),
    ],
)
def test_refused(tmp_path: Path, number: int, words: str) -> None:
    """What the system refuses is a sentence with a remedy, and leaves nothing behind."""
    with pytest.raises(OurFault) as caught:
        write(tmp_path / "x", failing(OSError(number, "Input/output error")))
    assert words in caught.value.sentence
    assert str(tmp_path) in caught.value.sentence
    assert not list(tmp_path.iterdir())


def test_nowhere(tmp_path: Path) -> None:
    """A folder to write into that is not there is not made."""
    (tmp_path / "file").write_bytes(b"")
    for parent in (tmp_path / "nowhere", tmp_path / "file"):
        with pytest.raises(NotFound, match="there is no such folder"):
            write(parent / "x", two())
    assert [file.name for file in tmp_path.iterdir()] == ["file"]


def test_name() -> None:
    """The folder is named by code and days."""
    assert folder_name(material(World(), "2026-12-20")) == ("selfcare-P014-2026-12-20-to-2026-12-20")


@given(hostile)
def test_any_code(code: str) -> None:
    """Any code makes a name that every system takes."""
    name = folder_name(material(World(), patient=code))
    assert re.fullmatch(r"selfcare-[A-Za-z0-9._-]+-2026-12-12-to-2026-12-12", name)
    assert len(name) < 80
