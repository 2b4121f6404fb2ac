"""Every problem of a routine file, at its place."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import say
from selfcare.cli.choosing import read_file
from selfcare.cli.evidence import at_the_desk, counted, hint
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.reading import read_routine
from selfcare.text.diagnostics import as_json, for_ears, for_eyes
from selfcare.text.errors import NotFound, RoutineRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.routine.model import Routine


class Format(StrEnum):
    """How the problems are told."""

    eyes = "eyes"
    ears = "ears"
    json = "json"


def command(
    files: list[str] = typer.Argument(..., metavar="FILE...", help="Routine files."),
    format: Format = typer.Option(Format.eyes, "--format", help="eyes: with the line. ears: in sentences. json."),  # noqa: A002 - the option's own word
) -> None:
    """Every problem of a routine file at its place, with how to mend it; then what the evidence says. Nothing is written.

    Exit code 0: no problem; warnings are none. 65: a file must be mended, or an error of the evidence stands that nobody
    allowed. 66: a file is not there.
    """
    code = 0
    objects: list[str] = []
    explained = ""
    for name in files:
        try:
            data, _ = read_file(Path(name))
            routine = read_routine(data, name)
        except RoutineInvalid as invalid:
            code = code or invalid.exit_code
            text = _SHOWN[format](invalid.problems, name, invalid.text)
            if format is Format.json:
                objects.append(_inner(text))
            else:
                say(text.rstrip("\n"), "", invalid.sentence, "")
        except NotFound as missing:
            code = missing.exit_code
            sys.stderr.write(f"{missing.sentence}\n")
        else:
            evidence = at_the_desk(routine, data)
            code = code or (RoutineRefused.exit_code if evidence.holds_back else 0)
            text = _SHOWN[format](evidence.problems, name, evidence.text)
            if format is Format.json:
                objects.append(_inner(text))
                continue
            if text:
                say(text.rstrip("\n"), "")
            said = counted(evidence.findings) or "No problem."
            say(f"{_read(name, routine)} {said}")
            explained = explained or hint(evidence.findings)
    if explained:
        say(explained)
    if format is Format.json:
        say(f"[{','.join(part for part in objects if part)}]")
    raise typer.Exit(code)


_SHOWN = {Format.eyes: for_eyes, Format.ears: for_ears, Format.json: as_json}


def _inner(text: str) -> str:
    return text.strip().removeprefix("[").removesuffix("]").strip()


def _read(name: str, routine: Routine) -> str:
    count = len(routine.exercise)
    return f"{visible(name)}: {visible(routine.title)}, {count} exercise{'s' if count != 1 else ''}."
