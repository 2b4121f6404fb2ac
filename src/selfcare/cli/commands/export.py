"""The log as files."""

from __future__ import annotations

from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.leaving import material, period_said
from selfcare.exports import formats, streams
from selfcare.exports.material import folder_name
from selfcare.exports.writing import write
from selfcare.log.store import Log
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible


def command(
    format: str = typer.Argument(  # noqa: A002 - the option's own word
        ...,
        metavar="FORMAT",
        help="html or pdf, a page to read; csv, for a spreadsheet; jsonl, every fact; ics, a calendar.",
    ),
    to: str = typer.Option(".", "--to", metavar="FOLDER", help="Where the new folder goes; here without it."),
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="Only from this day on."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
) -> None:
    """The log as files, in one new folder named by patient code and dates. Nothing that exists is overwritten."""
    if format not in formats():
        raise UsageRefused(f"There is no format {format!r}: {' or '.join(formats())}.")
    at_hand = AtHand()
    _ = at_hand.patient
    period = period_said(since, until, at_hand)
    with Log.open(at_hand.folder, write=False) as log:
        chosen = material(at_hand, log, period)
        folder = write(Path(to) / folder_name(chosen), streams(format, chosen) or ())
    say(f"Written: {visible(str(folder))}")
