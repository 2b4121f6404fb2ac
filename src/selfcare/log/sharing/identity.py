"""The therapist's pair of keys: the secret one beside the caseload, the public one in each routine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.home.files import cannot, read_bounded
from selfcare.home.new_files import write_new
from selfcare.home.system import make_private_folder
from selfcare.text.errors import FileRefused, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from pathlib import Path

    from pyrage.x25519 import Identity

FILE: Final = "clinic-key.txt"
_LIMIT: Final = 4096
_SECRET: Final = "AGE-SECRET-KEY-"  # noqa: S105 - how each of them begins


def make_identity(folder: Path) -> Identity:
    """Make the pair, written as `age-keygen` writes it, for this user alone.

    Raises:
        UsageRefused: there is one already.
        OurFault: the system refuses; the sentence says why.
    """
    from pyrage import x25519

    made = x25519.Identity.generate()
    text = (
        "# The key of the clinic. Whoever has it can open all that patients send. Keep a copy where only you can read it.\n"
        f"# public key: {made.to_public()}\n{made}\n"
    )
    try:
        make_private_folder(folder)
    except OSError as error:
        raise cannot("make the folder", folder, error) from None
    write_new(folder / FILE, text.encode())
    return made


def find_identity(folder: Path) -> Identity | None:
    """The pair of this folder; None where there is none.

    Raises:
        FileRefused: what is there is no such key.
        OurFault: the system refuses; the sentence says why.
    """
    path = folder / FILE
    found = read_bounded(path, _LIMIT)
    return None if found is None else _read(found, path)


def identity(folder: Path) -> Identity:
    """The pair of this folder.

    Raises:
        NotFound: there is none.
        FileRefused, OurFault: as `find_identity`.
    """
    found = find_identity(folder)
    if found is None:
        raise NotFound(
            "There is no key here to open it with. The key is on the computer on which selfcare clinic key was typed; "
            f"copy {FILE} from there into {visible(str(folder))}."
        )
    return found


def _read(data: bytes, path: Path) -> Identity:
    from pyrage import IdentityError, x25519

    for line in data.decode(errors="replace").splitlines():
        if line.startswith(_SECRET):
            try:
                return x25519.Identity.from_str(line.strip())
            except IdentityError:
                break
    raise FileRefused(f"{visible(str(path))} holds no key that can be used. Put your copy of it back.")
