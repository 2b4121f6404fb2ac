"""At the therapist's computer: the key, the senders known so far, and what is remembered once a file was taken in."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from selfcare.home.files import read_bounded
from selfcare.log.sharing.identity import identity
from selfcare.log.sharing.opening import LIMIT, is_shared, open_shared
from selfcare.log.sharing.senders import known_senders, remember
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage.x25519 import Identity

    from selfcare.log.sharing.opening import Shared

_HEAD = 64


class Receiving:
    """Opens what patients share, with what lies in the data folder. Nothing is written until `keep`."""

    def __init__(self, folder: Path, accept: str | None = None) -> None:
        """`accept` is the mark of a key that the therapist has heard from the patient."""
        self._folder = folder
        self._accept = accept

    @cached_property
    def _identity(self) -> Identity:
        return identity(self._folder)

    def open(self, path: Path) -> Shared:
        """The file, believed and checked to its end.

        Raises:
            NotFound: there is no such file, or no key here.
            FileRefused: as `open_shared`.
            OurFault: the system refuses; the sentence says why.
        """
        data = read_bounded(path, LIMIT)
        if data is None:
            raise NotFound(f"There is no file {visible(str(path))}.")
        return open_shared(data, self._identity, known_senders(self._folder), self._accept)

    def keep(self, shared: Shared) -> None:
        """Remember who signed it. To be called when its facts are kept, and not before."""
        remember(self._folder, shared.header)


def is_shared_file(path: Path) -> bool:
    """Whether it is a sealed file, by how it begins; False of what cannot be read."""
    try:
        with path.open("rb") as file:
            return is_shared(file.read(_HEAD))
    except OSError:
        return False
