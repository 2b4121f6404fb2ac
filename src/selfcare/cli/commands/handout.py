"""A page to print and hand over."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from selfcare.cli.at_hand import say
from selfcare.cli.choosing import read_file
from selfcare.cli.evidence import at_the_desk, counted
from selfcare.desk.writing import made_up
from selfcare.faces.handout import MARK, handout
from selfcare.home.new_files import write_again
from selfcare.routine.reading import read_routine
from selfcare.text.visible import visible


def command(
    file: str = typer.Argument(..., metavar="FILE", help="A routine file."),
    output: str | None = typer.Option(
        None, "--output", metavar="PAGE", help="Where the page goes; else the file's name with .html. - prints it."
    ),
) -> None:
    """One page in HTML: what to do, how much, how hard, when to stop and whom to ring. It prints well on A4 and Letter.

    A page that selfcare wrote before is replaced; nothing else is. Open it in a browser, and print it from there.
    """
    source = Path(file)
    data, name = read_file(source)
    routine = read_routine(data, name)
    page = handout(routine)
    if output == "-":
        sys.stdout.write(page)
        return
    path = Path(output) if output else Path(f"{source.name.removesuffix('.txt').removesuffix('.toml')}.html")
    write_again(path, page.encode(), _ours)
    say(f"Written: {visible(str(path))}")
    if lines := made_up(data.decode("utf-8")):
        say(f"Still made up in it: {', '.join(lines)}. Write your own before anybody gets it.")
    evidence = at_the_desk(routine, data)
    if evidence.holds_back:
        say(f"{counted(evidence.findings)} Before you hand it over: selfcare check {visible(file)}")


def _ours(head: bytes) -> bool:
    return MARK.encode() in head
