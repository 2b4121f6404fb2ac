"""The end of days off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.day.days_off import days_off
from selfcare.faces.words import date_from
from selfcare.facts.kinds import Away, Back, Corrected
from selfcare.text.dates import day_said
from selfcare.text.errors import NotFound, UsageRefused

if TYPE_CHECKING:
    from selfcare.day.days_off import Off
    from selfcare.facts.kinds import Body

_NONE = 'There are no days off to come back from, so nothing was noted. To enter some: selfcare away "3 dec to 10 dec"'


def command(
    day: list[str] | None = typer.Argument(
        None, metavar="[DAY]", help='The first day that is none off: "yesterday", "mon"; today without it.'
    ),
) -> None:
    """Your days off are over: today is the first day that is none. Those that were to last longer end the day before."""
    at_hand = AtHand()
    _ = at_hand.patient
    words, today = " ".join(day or []), at_hand.today
    noted = days_off(at_hand.loadings, today + dt.timedelta(days=2 * 366))
    first = day_said(words, today)
    if not any(one.first <= first <= one.last for one in noted):
        # Not of those that were; perhaps of those that are to come.
        first = day_said(words, today, ahead=True)
    running = [one for one in noted if one.first <= first <= one.last]
    if not running:
        following = next((one for one in noted if one.last < first), None)
        if words and following is not None and following.known:
            raise UsageRefused(
                f"{date_from(first, today)} is no day off, so nothing was noted. See them: selfcare away"
            )
        ahead = next((one for one in noted if one.first > today), None)
        if ahead is not None:
            begins = date_from(ahead.first, today)
            raise NotFound(
                f"Your days off begin on {begins}. To take them back: selfcare back {ahead.first.isoformat()}"
            )
        raise NotFound(_NONE)
    at_hand.record(*(_ending(one, first) for one in running))
    last = date_from(first - dt.timedelta(days=1), today)
    if all(one.first == first for one in running):
        say(f"Noted: no days off from {date_from(first, today)} on; those are taken back.")
    else:
        say(f"Noted: back on {date_from(first, today)}; your days off end with {last}.")
    again = "selfcare undo" if not running[0].known else "enter the days again, with selfcare away"
    say(f"Wrong? {again[0].upper() if running[0].known else 's'}{again[1:]}")


def _ending(off: Off, first: dt.date) -> Body:
    """What ends them: a `Back` where no end was known, else a correction of the end; where no day is left, of all."""
    if not off.known:
        return Back(first.isoformat())
    if off.first == first:
        return Corrected(off.fact, None)
    return Corrected(off.fact, Away(off.first.isoformat(), (first - dt.timedelta(days=1)).isoformat(), off.why))
