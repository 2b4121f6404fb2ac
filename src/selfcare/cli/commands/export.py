"""The log as files."""

from __future__ import annotations

import datetime as dt
from functools import partial
from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.day.in_force import assignments
from selfcare.exports import formats, streams
from selfcare.exports.material import Material, folder_name
from selfcare.exports.writing import write
from selfcare.log.store import Log
from selfcare.text.dates import day_said
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
    patient = at_hand.patient
    period = (_day(since, at_hand), _day(until, at_hand))
    if period[0] and period[1] and period[1] < period[0]:
        raise UsageRefused(f"{period[1]} lies before {period[0]}: --until is the last day.")
    with Log.open(at_hand.folder, write=False) as log:
        days = [one.received for one in assignments(at_hand.loadings)]
        days += [dt.date.fromisoformat(day)] if (day := log.first_day()) else []
        material = Material(
            partial(at_hand.history_of_days, None, None),
            period,
            at_hand.now,
            patient,
            partial(log.lines, patient),
            (min([*days, at_hand.today]), at_hand.today),
            lambda: at_hand.loadings,  # every answer with a yes is in it
        )
        folder = write(Path(to) / folder_name(material), streams(format, material) or ())
    say(f"Written: {visible(str(folder))}")


def _day(words: str | None, at_hand: AtHand) -> dt.date | None:
    return None if words is None else day_said(words, at_hand.today)
