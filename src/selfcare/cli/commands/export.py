"""The log as files."""

from __future__ import annotations

from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.leaving import last_weeks_of, material, period_said
from selfcare.exports import formats, streams
from selfcare.exports.material import folder_name
from selfcare.exports.writing import write
from selfcare.log.store import Log
from selfcare.text.errors import UsageRefused
from selfcare.text.visible import visible

_PAGES = ("html", "pdf")
"""What is read like a letter, and tells of as many weeks."""


def command(
    format: str | None = typer.Argument(  # noqa: A002 - the option's own word
        None,
        metavar="FORMAT",
        help="html or pdf, a page to read; csv, for a spreadsheet; jsonl, every fact; ics, a calendar; fhir, for a clinic.",
    ),
    to: str = typer.Option(".", "--to", metavar="FOLDER", help="Where the new folder goes; here without it."),
    since: str | None = typer.Option(
        None, "--since", metavar="DAY", help="From this day on; else all, of html and pdf 12 weeks."
    ),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
    with_notes: bool = typer.Option(False, "--with-notes", help="fhir: the patient's own words, too."),
) -> None:
    """The log as files, in one new folder named by patient code and dates. Nothing that exists is overwritten."""
    if format is None:
        raise UsageRefused("Write which, such as: selfcare export html. There are " + " and ".join(formats()) + ".")
    if format not in formats():
        raise UsageRefused(f"There is no format {format!r}: {' or '.join(formats())}.")
    if with_notes and format != "fhir":
        raise UsageRefused("--with-notes goes with fhir alone. The patient's notes are in html, pdf and jsonl anyway.")
    at_hand = AtHand()
    _ = at_hand.patient
    period = period_said(since, until, at_hand)
    with Log.open(at_hand.folder, write=False) as log:
        page = format in _PAGES
        chosen = material(at_hand, log, last_weeks_of(period, at_hand) if page else period, only=page, notes=with_notes)
        folder = write(Path(to) / folder_name(chosen), streams(format, chosen) or ())
    say(f"Written: {visible(str(folder))}")
