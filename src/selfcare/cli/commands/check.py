"""Every problem of a routine file, at its place."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path

import typer

from selfcare.cli.at_hand import say
from selfcare.cli.choosing import read_file
from selfcare.routine.invalid import RoutineInvalid
from selfcare.routine.reading import read_routine
from selfcare.text.diagnostics import as_json, for_ears, for_eyes
from selfcare.text.errors import NotFound
from selfcare.text.visible import visible


class Format(StrEnum):
    """How the problems are told."""

    eyes = "eyes"
    ears = "ears"
    json = "json"


def command(
    files: list[str] = typer.Argument(..., metavar="FILE...", help="Routine files."),
    format: Format = typer.Option(Format.eyes, "--format", help="eyes: with the line. ears: in sentences. json."),  # noqa: A002 - the option's own word
) -> None:
    """Every problem of a routine file at its place, with how to mend it. Nothing is written.

    Exit code 0: no problem. 65: at least one file must be mended. 66: a file is not there.
    """
    code = 0
    objects: list[str] = []
    for name in files:
        try:
            data, _ = read_file(Path(name))
            routine = read_routine(data, name)
        except RoutineInvalid as invalid:
            code = code or invalid.exit_code
            shown = {Format.eyes: for_eyes, Format.ears: for_ears, Format.json: as_json}[format]
            text = shown(invalid.problems, name, invalid.text)
            if format is Format.json:
                objects.append(text.strip().removeprefix("[").removesuffix("]").strip())
            else:
                say(text.rstrip("\n"), "", invalid.sentence, "")
        except NotFound as missing:
            code = missing.exit_code
            sys.stderr.write(f"{missing.sentence}\n")
        else:
            if format is not Format.json:
                count = len(routine.exercise)
                say(
                    f"{visible(name)}: {visible(routine.title)}, {count} exercise{'s' if count != 1 else ''}. No problem."
                )
    if format is Format.json:
        say(f"[{','.join(part for part in objects if part)}]")
    raise typer.Exit(code)
