"""The format of a routine for editors."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import typer

from selfcare.cli.at_hand import say
from selfcare.desk.schema import FILE_NAME, TITLE, schema
from selfcare.home.new_files import write_again
from selfcare.text.visible import visible


def command(
    output: str | None = typer.Option(
        None, "--output", metavar="FILE", help=f"Write it there, such as {FILE_NAME}; without it, it is printed."
    ),
) -> None:
    """What a routine file may hold, as a JSON Schema: an editor then offers words and underlines slips while you type.

    Put it beside your routines as selfcare.schema.json. The first line of a routine, "#:schema ./selfcare.schema.json",
    leads there; nothing is fetched. For editors with taplo inside, such as VS Code with Even Better TOML.
    """
    text = json.dumps(schema(), indent=2) + "\n"
    if output is None:
        sys.stdout.write(text)
        return
    path = Path(output)
    write_again(path, text.encode(), _ours)
    say(f"Written: {visible(str(path))}")
    if path.name != FILE_NAME:
        say(f"Routines look for it beside them as {FILE_NAME}.")


def _ours(head: bytes) -> bool:
    return f'"title": "{TITLE}"'.encode() in head
