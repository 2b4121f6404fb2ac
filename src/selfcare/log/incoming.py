"""Facts from a file that another selfcare wrote with `export jsonl`: a stranger's text, checked line by line.

Nothing is taken on trust: each line must be a canonical fact of one patient, and each routine's text must have its own
fingerprint and pass what `load` asks of a file, because later it is played without being checked again.
"""

from __future__ import annotations

import json
from contextlib import suppress
from functools import lru_cache
from hashlib import file_digest
from itertools import islice
from typing import TYPE_CHECKING, Any, NamedTuple

from selfcare.facts.codec import UnknownFact, from_json, to_json
from selfcare.facts.kinds import Corrected, TextKept
from selfcare.facts.quick import quick_reader
from selfcare.routine.building import fingerprint
from selfcare.text.errors import FileRefused, NotFound, RoutineRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from pathlib import Path
    from typing import BinaryIO

    from selfcare.facts.kinds import Fact

FACTS = "facts.jsonl"
LIMIT = 2_000_000
"""Bytes of one line: the longest routine, with every character written as an escape, has fewer."""
_AT_ONCE = 2000
_CANONICAL: dict[str, Any] = {"sort_keys": True, "ensure_ascii": False, "separators": (",", ":")}
_NOTHING = "Nothing was taken in."


class Incoming(NamedTuple):
    """A file of facts that was read through once: of which patient, and how many."""

    path: Path
    patient: str
    facts: int


def looked_through(path: Path, owner: str | None) -> Incoming:
    """Read the file, or the `facts.jsonl` of a folder, from end to end and keep nothing.

    Raises:
        NotFound: there is no such file.
        FileRefused: it is none of ours, damaged, newer, or of another patient than `owner`.
    """
    with suppress(OSError, ValueError):  # of a name that can be no file's, which `facts` says
        if path.is_dir():
            path = path / FACTS
            if not path.exists():
                raise NotFound(
                    f"In {visible(str(path.parent))} there is no {FACTS}. "
                    "On the other machine, write it with: selfcare export jsonl"
                )
    code, count = owner, 0
    for one in facts(path, owner):
        code, count = one.patient, count + 1
    if code is None or not count:
        raise FileRefused(f"{visible(path.name)} is empty. {_NOTHING}")
    return Incoming(path, code, count)


def facts(path: Path, owner: str | None) -> Iterator[Fact]:
    """Each fact of the file, one after the other. `owner` is the patient whose log it is, None where there is none yet.

    Raises:
        NotFound: there is no such file.
        FileRefused: at the first line that cannot be taken in.
    """
    try:
        if path.exists() and not path.is_file():
            raise NotFound(f"{visible(str(path)[:200])} is no file that can be read.")
        as_exported(path, visible(path.name))
        with path.open("rb") as file:
            for fact, _ in facts_of(file, visible(path.name), owner):
                yield fact
    except FileNotFoundError:
        raise NotFound(f"There is no file {visible(str(path))}.") from None
    except (OSError, ValueError) as error:
        raise NotFound(f"{visible(str(path)[:200])} cannot be read: {getattr(error, 'strerror', error)}.") from None


def as_exported(path: Path, name: str) -> None:
    """Hold the file against its check sum, where that lies beside it: cut at the end of a line, it would look whole.

    Raises:
        FileRefused: it has another.
        OSError: one of the two cannot be read.
    """
    beside = path.with_name(f"{path.name}.sha256")
    try:
        told = beside.read_bytes()[:64].decode("ascii", "replace")
    except FileNotFoundError:
        return  # from an earlier version, or copied alone
    with path.open("rb") as file:
        if file_digest(file, "sha256").hexdigest() != told:
            raise FileRefused(
                f"{name} is not as it was exported: its check sum is not the one in {visible(beside.name)}. It was cut short "
                f"or changed. Copy both again. {_NOTHING}"
            )


def facts_of(
    file: BinaryIO, name: str, owner: str | None = None, known: Container[str] = ()
) -> Iterator[tuple[Fact, str]]:
    """Each fact of an open file with its canonical text; `name` is what the file is called in a refusal.

    Lines that are `known`, of this very patient, are passed over: they went through all this when they first came.

    Raises:
        FileRefused: at the first line that cannot be taken in.
    """
    quick, number, first = quick_reader(), 0, owner
    while some := _lines(file, number, name):
        for text in some:
            number += 1
            if text in known:
                continue
            fact = quick(text)  # what it knows is canonical to the letter
            if fact is not None and fact.patient == first and fact.id and first:
                yield fact, text
                continue
            fact = fact or _understood(text, number, name)
            canonical = to_json(fact)
            first = fact.patient if first is None else first
            if fact.patient != first:
                raise _of_another(fact.patient, first, name, inside=owner is None)
            _check(text, canonical, fact, f"{name}, line {number}")
            yield fact, canonical


def _lines(file: BinaryIO, before: int, name: str) -> list[str]:
    """The next lines, without their ends."""
    found = []
    for number, data in enumerate(islice(iter(lambda: file.readline(LIMIT + 1), b""), _AT_ONCE), before + 1):
        if not data.endswith(b"\n"):
            why = (
                "is longer than any fact" if len(data) > LIMIT else "has no end: the file was cut short. Copy it again"
            )
            raise FileRefused(f"{name}, line {number} {why}. {_NOTHING}")
        try:
            found.append(data[:-1].decode())
        except UnicodeDecodeError:
            raise FileRefused(
                f"{name}, line {number} is no text: the file is damaged, or none of ours. {_NOTHING}"
            ) from None
    return found


def _understood(text: str, number: int, name: str) -> Fact:
    try:
        return from_json(text)
    except UnknownFact as error:
        raise FileRefused(
            f"{name}, line {number} cannot be taken in: {visible(str(error)[:300])}. "
            f"Is it from selfcare export jsonl? If a newer selfcare wrote it, update this one. {_NOTHING}"
        ) from None


def _of_another(patient: str, owner: str, name: str, *, inside: bool) -> FileRefused:
    code, here = visible(patient[:60]), visible(owner[:60])
    if inside:
        return FileRefused(f"{name} holds facts of two patients, {here} and {code}. {_NOTHING}")
    return FileRefused(f"{name} holds facts of patient {code}; the log here is {here}'s. {_NOTHING}")


def _check(text: str, canonical: str, fact: Fact, where: str) -> None:
    if canonical != text and json.dumps(json.loads(text), **_CANONICAL) != text:
        raise FileRefused(f"{where} is not as an export has it: something changed the file. Copy it again. {_NOTHING}")
    if not fact.id or not fact.patient:
        raise FileRefused(f"{where} has no id, or no patient. {_NOTHING}")
    said = fact.body.body if isinstance(fact.body, Corrected) else fact.body
    if isinstance(said, TextKept):
        _check_routine(said, fact.patient, where)


def _check_routine(kept: TextKept, patient: str, where: str) -> None:
    if fingerprint(kept.text.encode()) != kept.sha256:
        raise FileRefused(f"{where} holds a routine that was changed since it was loaded. {_NOTHING}")
    try:
        code = _patient_of(kept.text, kept.name)
    except RoutineRefused as error:
        raise FileRefused(f"{where} holds a routine that cannot be followed. {error.sentence} {_NOTHING}") from None
    if code != patient:
        raise FileRefused(
            f"{where} holds a routine for patient {visible(code)} among the facts of {visible(patient)}. {_NOTHING}"
        )


@lru_cache(maxsize=64)  # the file is read twice
def _patient_of(text: str, name: str) -> str:
    """For whom a routine is, when it passes what is asked of a file."""
    from selfcare.routine.reading import read_routine

    return read_routine(text.encode(), name).patient
