"""What was done."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.faces.history import LAST, history_lines
from selfcare.log.store import Log
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    import typer

    from selfcare.cli.fitting import Wanted
    from selfcare.facts.entries import Entry


def command(
    entry: Annotated[
        str | None,
        typer.Argument(metavar="[N]", help="One entry in full, by its number; without it, the list."),
    ] = None,
    last: Annotated[
        int | None, typer.Option("--last", min=1, help=f"How many entries of the list; {LAST} without it.")
    ] = None,
    since: Annotated[
        str | None, typer.Option("--from", metavar="DAY", help='From this day on: "mon", "20 nov".')
    ] = None,
    until: Annotated[str | None, typer.Option("--to", metavar="DAY", help="Up to this day.")] = None,
    routine: Annotated[
        str | None, typer.Option("--routine", metavar="ROUTINE", help="Of this routine: its id or title.")
    ] = None,
    region: Annotated[
        str | None, typer.Option("--region", metavar="PLACE", help='Of this place: hip, "calf left".')
    ] = None,
    style: Annotated[str, typer.Option("--format", metavar="FORMAT", help="lines, or json for programs.")] = "lines",
) -> None:
    """What was done, newest last. The number before a line is what fix and undo take, and history for all of that entry.

    \b
    selfcare history             the last 20 entries
    selfcare history --last 5
    selfcare history --from mon --region hip
    selfcare history 12          entry 12 in full, with what was corrected
    """  # noqa: D301 - \b keeps typer from joining the examples
    if style not in ("lines", "json"):
        raise UsageRefused(f"There is no format {visible(style[:40])!r}: lines or json.")
    number = None if entry is None else _number(entry)
    at_hand = AtHand()
    _ = at_hand.patient
    wanted = _wanted(since, until, routine, region, at_hand)
    if number is not None and wanted is not None:
        raise UsageRefused("One entry by its number, or those of some days, routine or place: not both.")
    with Log.open(at_hand.folder, write=False) as log:
        known = Numbered(log)
        if number is not None:
            found = [known.numbered(number)]
        elif wanted is None:
            found = known.last(last or LAST)
        else:
            found = known.fitting(wanted.fits, last)
        _show(found, known.count, wanted, at_hand.patient, page=number is not None, json=style == "json")


def _number(entry: str) -> int:
    number = whole(entry)
    if number is None:
        said = visible(entry[:40])
        raise UsageRefused(
            f"{said!r} is no number of an entry. Of a place: selfcare history --region {said}. "
            "From a day on: selfcare history --from yesterday"
        )
    return number


def _wanted(
    since: str | None, until: str | None, routine: str | None, region: str | None, at_hand: AtHand
) -> Wanted | None:
    """What the entries are chosen by; None: by nothing."""
    if since is until is routine is region is None:
        return None
    from selfcare.cli.fitting import wanted

    return wanted(since, until, routine, region, at_hand)


def _show(found: Sequence[Entry], count: int, wanted: Wanted | None, patient: str, *, page: bool, json: bool) -> None:
    if json:
        from selfcare.faces.entry_data import history_json

        sys.stdout.write(history_json(found, patient))
    elif page:
        from selfcare.faces.entry_page import entry_page

        say(*entry_page(found[0]))
    else:
        say(*history_lines(found, len(found), count, wanted.words if wanted else ""))
