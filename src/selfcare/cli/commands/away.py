"""Days off, in the patient's word."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.day.days_off import days_off
from selfcare.faces.naming import counted, short, span
from selfcare.faces.words import date_from
from selfcare.facts.kinds import Away
from selfcare.text.dates import days_said
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    from selfcare.day.days_off import Off

_HOW = 'Write the first day and the last: selfcare away 3 dec to 10 dec --why "travel"'
_SHOWN = 5


def command(
    days: list[str] | None = typer.Argument(
        None, metavar="[FROM [TO]]", help="The first day and the last; without a last, until you say back."
    ),
    why: str | None = typer.Option(None, "--why", help="For example travel, ill."),
) -> None:
    """Days off: ill, travelling. They are shown beside what was asked, and nothing has to be made up for.

    \b
    selfcare away tomorrow for a week --why travel
    selfcare away 3 dec to 10 dec
    selfcare away today                 until you type: selfcare back
    selfcare away                       the days off that are noted
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    _ = at_hand.patient
    known = at_hand.assignments()
    far = at_hand.today + dt.timedelta(days=2 * 366)
    noted = days_off(at_hand.loadings, far)
    if not days:
        say(*(_line(one, at_hand.today) for one in noted[-_SHOWN:]), _HOW)
        return
    first, last = days_said(" ".join(days), at_hand.today)
    begin = min(one.first for one in known)
    if last is not None and last < begin:
        raise UsageRefused(
            f"{span(first, last)} lies before your routine, which begins on {date_from(begin, at_hand.today)}. "
            "Nothing was noted."
        )
    same = next((one for one in noted if one.first <= first and (last or far) <= one.last), None)
    if same is not None:
        raise UsageRefused(f"That is noted already. {_line(same, at_hand.today)} Nothing was changed.")
    at_hand.record(Away(first.isoformat(), last.isoformat() if last else None, why or None))
    if last is None:
        say(f"Noted: days off from {date_from(first, at_hand.today)}, until you type: selfcare back")
    else:
        many = counted((last - first).days + 1, "day")
        say(f"Noted: {many} off, {_span(first, last, at_hand.today)}.")
    say("Nothing has to be made up for. Wrong? selfcare undo")


def _line(off: Off, today: dt.date) -> str:
    why = f" ({short(off.why)})" if off.why else ""
    said = _span(off.first, off.last, today) if off.known else f"from {date_from(off.first, today)} until you are back"
    return f"Days off{why}: {said}."


def _span(first: dt.date, last: dt.date, today: dt.date) -> str:
    return date_from(first, today) if first == last else f"{date_from(first, today)} to {date_from(last, today)}"
