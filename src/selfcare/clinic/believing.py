"""Whether a file is of the patient whose code it carries: by the key that signed it, and by what it has in common with before.

A code is soon given twice, and anybody can write a file in a patient's name. Pure: what is known is handed in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.log.sharing.signing import mark
from selfcare.text.errors import FileRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.clinic.inserting import Added
    from selfcare.log.sharing.payload import Header

Standing: TypeAlias = Literal["first", "newer", "same", "older"]
"""The first signed file of this patient; newer than all before; the newest of before once more; older than that one."""


class Sender(NamedTuple):
    """A key that signed files of that patient, when the newest of them was shared, and whether it is still believed."""

    code: str
    key: str
    shared: int
    believed: bool


class Doubted(FileRefused):
    """Whose file it is only the patient can tell. `alone`: nothing in it was known; a file between the two may mend that."""

    def __init__(self, sentence: str, *, alone: bool = False) -> None:
        super().__init__(sentence)
        self.alone = alone


def signed(header: Header, known: Sequence[Sender], added: Added, accept: str | None) -> Standing:
    """How a signed file stands to those before. `known` are the keys of its patient, and whoever else has its key.

    `accept` is what the therapist heard from the patient: the mark of a key, or the patient's code.

    Raises:
        Doubted: another key signed it than this patient's files before, or another patient's; or it is as `unsigned` says.
    """
    own = [one for one in known if one.code == header.patient]
    its_mark = mark(header.key)
    if not (accept and is_mark(accept, its_mark)):
        this = next((one for one in own if one.key == header.key), None)
        if this is None or not this.believed:
            other = next((one.code for one in known if one.key == header.key and one.code != header.patient), None)
            if why := _why(this, other, own):
                raise Doubted(_ask(header.patient, f"{why}{_nothing_known(added)}", its_mark))
            _common(added, accept)
    newest = max((one.shared for one in own), default=None)
    if newest is None:
        return "first"
    return "newer" if header.shared > newest else "same" if header.shared == newest else "older"


def unsigned(known: Sequence[Sender], added: Added, accept: str | None) -> None:
    """Return if a file that nobody signed may be the patient's. `known` are the keys of its patient.

    Raises:
        Doubted: it brings something new, and the patient's files are signed; or nothing in it was known of the patient.
    """
    if known and added.new and accept != added.patient:
        code = visible(added.patient[:60])
        raise Doubted(
            f"It says that it is of patient {code}, whose files are signed, and nobody signed this one. Ask the patient on "
            f"the telephone. Only if it is theirs, add it once more, with --accept {code} behind it."
        )
    _common(added, accept)


def is_mark(said: str, its_mark: str) -> bool:
    """Whether these are the digits of that mark, with blanks or without."""
    return "".join(said.split()).casefold() == "".join(its_mark.split())


def _why(this: Sender | None, other: str | None, own: Sequence[Sender]) -> str:
    """Why that key is not believed; nothing: it is the first of its patient."""
    if this is not None:
        return "a computer signed it that you no longer believe."
    if other is not None:
        return f"it is signed by the computer of patient {visible(other[:60])}. Two patients may have been mixed up."
    return "another computer signed it than before: a new one, or somebody else's." if own else ""


def _ask(patient: str, why: str, its_mark: str) -> str:
    plain = its_mark.replace(" ", "")
    return (
        f"It says that it is of patient {visible(patient[:60])}, but {why} Ask the patient on the telephone which mark "
        f"selfcare share says there. Only if it is {its_mark}, add the file once more, with --accept {plain} behind it."
    )


def _common(added: Added, accept: str | None) -> None:
    """A patient's files have the routine and its loading in common, whatever days they cover; two patients' have nothing."""
    if _strange(added) and accept != added.patient:
        code = visible(added.patient[:60])
        raise Doubted(
            f"It says that it is of patient {code}, but nothing in it was known of {code}. It may belong to another patient "
            f"of the same code. Only if it is the same person, who began anew or has another routine since, add it once "
            f"more, with --accept {code} behind it.",
            alone=True,
        )


def _strange(added: Added) -> bool:
    return bool(not added.first_time and added.new and not added.known)


def _nothing_known(added: Added) -> str:
    code = visible(added.patient[:60])
    return (
        f" Nothing in it was known of {code}: it may belong to another patient of the same code."
        if _strange(added)
        else ""
    )


def standing_said(standing: Standing, its_mark: str) -> str:
    """What the therapist is told of a first file, of one that came before, and of an old one; nothing of all others."""
    if standing == "first":
        return (
            f"The first of this patient. Its mark, {its_mark}, is believed from now on: ask once whether it is theirs."
        )
    if standing == "same":
        return "The same file was taken in before."
    if standing == "older":
        return "It is older than the newest from this patient: nothing newer is changed by it."
    return ""
