"""Patients' files into the caseload: each whole or not at all, none stops the others, and what was new is told by patient."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.clinic.believing import Doubted, standing_said
from selfcare.clinic.opened import opened, unsealed
from selfcare.faces.naming import counted, short, span
from selfcare.log.sharing.receiving import is_shared_file
from selfcare.log.sharing.signing import mark
from selfcare.text.errors import FileRefused, NotFound, SelfcareError
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from selfcare.clinic.inserting import Added
    from selfcare.clinic.store import Caseload
    from selfcare.log.sharing.opening import Shared
    from selfcare.log.sharing.receiving import Receiving


class Arrived(NamedTuple):
    """What came of one file: what was new in it, or why it was refused; `also` is told of a shared one beside that.

    `alone`: it was refused because nothing in it was known; a file that came after it may have changed that.
    """

    path: Path
    added: Added | None
    why: str
    also: str = ""
    alone: bool = False


def signed_first(paths: Iterable[Path]) -> list[Path]:
    """The files in the order in which they are to be taken in: who signs is known before a file that nobody signed."""
    return sorted(paths, key=lambda path: not is_shared_file(path))


def take_in(
    caseload: Caseload, paths: Iterable[Path], receiving: Receiving, accept: str | None = None
) -> list[Arrived]:
    """Take in each file; one that is refused leaves nothing behind. `receiving` opens what patients sealed.

    `accept`: see `Caseload.add_signed`. A file in which nothing was known is tried again after the others, so that their
    order makes no difference.

    Raises:
        OurFault: the store itself refuses; what was taken in before stays.
    """
    found = [_taken_in(caseload, path, receiving, accept) for path in paths]
    while better := {
        number: again
        for number, one in enumerate(found)
        if one.alone and (again := _taken_in(caseload, one.path, receiving, accept)).added is not None
    }:
        found = [better.get(number, one) for number, one in enumerate(found)]
    return found


def _taken_in(caseload: Caseload, path: Path, receiving: Receiving, accept: str | None) -> Arrived:
    try:
        if is_shared_file(path):
            return _shared(caseload, path, receiving, accept)
        return Arrived(path, caseload.add(opened(path), accept), "")
    except Doubted as error:
        return Arrived(path, None, f"{visible(str(path))}: {error.sentence} Nothing was taken in.", alone=error.alone)
    except (FileRefused, NotFound) as error:
        return Arrived(path, None, error.sentence)


def _shared(caseload: Caseload, path: Path, receiving: Receiving, accept: str | None) -> Arrived:
    """What a patient sealed."""
    shared = _opened(path, receiving)
    name = visible(path.name)
    with shared.lines() as lines:
        added, standing = caseload.add_signed(unsealed(lines, name), shared.header, accept)
    also = standing_said(standing, mark(shared.header.key))
    return Arrived(path, added, "", f"{name}: {also}" if also else "")


def _opened(path: Path, receiving: Receiving) -> Shared:
    try:
        return receiving.open(path)
    except FileRefused as error:  # its sentences begin with "It", and say nothing of what was done
        raise FileRefused(f"{visible(str(path))}: {error.sentence} Nothing was taken in.") from None


def refused(path: Path, error: SelfcareError) -> Arrived:
    """A file that was not even found."""
    return Arrived(path, None, error.sentence)


def added_lines(arrived: Sequence[Arrived]) -> list[str]:
    """A line for each patient, a line for each file that was refused, and the sum."""
    by_patient: dict[str, list[Added]] = {}
    for one in arrived:
        if one.added is not None:
            by_patient.setdefault(one.added.patient, []).append(one.added)
    no = [one for one in arrived if one.added is None]
    lines = [_patient(code, several) for code, several in sorted(by_patient.items())]
    lines += [one.also for one in arrived if one.also]
    lines += [f"Refused: {one.why}" for one in no]
    new = sum(one.added.new for one in arrived if one.added)
    said = f"{counted(len(arrived), 'file')}: {counted(new, 'new fact')} of {counted(len(by_patient), 'patient')}"
    return [*lines, f"{said}, {counted(len(no), 'file')} refused." if no else f"{said}."]


def _patient(code: str, several: Sequence[Added]) -> str:
    new, sessions = sum(one.new for one in several), sum(one.sessions for one in several)
    name = f"{short(code)}, new to the caseload" if several[0].first_time else short(code)
    if not new:
        return f"{name}: nothing new, all of it was there already."
    days = [day for one in several if one.days for day in one.days]
    when = f", {_span(min(days), max(days))}" if days else ""
    there = sum(one.known for one in several)
    known = f"; {there} were there already" if there else ""
    began = f"{counted(sessions, 'new session')}{when}; " if sessions else ""
    return f"{name}: {began}{counted(new, 'new fact')}{known}."


def _span(first: str, last: str) -> str:
    import datetime as dt

    return span(dt.date.fromisoformat(first), dt.date.fromisoformat(last))
