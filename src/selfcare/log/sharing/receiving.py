"""At the therapist's computer: the key, and a sealed file that it opens."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from selfcare.home.files import read_bounded
from selfcare.log.sharing.identity import identity
from selfcare.log.sharing.opening import LIMIT, is_shared, open_shared
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage.x25519 import Identity

    from selfcare.log.sharing.opening import Shared

_HEAD = 64


class Receiving:
    """Opens what patients share, with the key that lies in the data folder. Nothing is written."""

    def __init__(self, folder: Path) -> None:
        """The key is read when the first file is opened."""
        self._folder = folder

    @cached_property
    def _identity(self) -> Identity:
        return identity(self._folder)

    def open(self, path: Path) -> Shared:
        """The file, checked to its end.

        Raises:
            NotFound: there is no such file, or no key here.
            FileRefused: as `open_shared`.
            OurFault: the system refuses; the sentence says why.
        """
        data = read_bounded(path, LIMIT)
        if data is None:
            raise NotFound(f"There is no file {visible(str(path))}.")
        return open_shared(data, self._identity)


def is_shared_file(path: Path) -> bool:
    """Whether it is a sealed file, by how it begins; False of what cannot be read, such as a pipe, which would be waited for."""
    if not path.is_file():
        return False
    try:
        with path.open("rb") as file:
            return is_shared(file.read(_HEAD))
    except OSError:
        return False
