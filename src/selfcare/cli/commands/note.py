"""A word to the therapist, about a day or a session."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.numbered import Numbered
from selfcare.faces.words import date, date_from
from selfcare.facts.kinds import Note
from selfcare.facts.recount import sessions
from selfcare.log.store import Log
from selfcare.text.dates import day_said
from selfcare.text.errors import UsageRefused

if TYPE_CHECKING:
    import datetime as dt

_HOW = 'Write what is to be said: selfcare note "stairs go better in the morning"'
_LONGEST = 1000
"""Characters of a note (design): a page, and not a file that was pasted."""


def command(
    words: list[str] | None = typer.Argument(None, metavar="[WORDS]", help="What is to be said."),
    day: str | None = typer.Option(None, "--day", metavar="DAY", help='About another day: "yesterday", "20 nov".'),
    number: int | None = typer.Option(
        None, "--session", metavar="N", help="About that session: its number in the history."
    ),
) -> None:
    """A word to your therapist. On a day with a session it is about that session, else about the day.

    \b
    selfcare note "the left side was stiffer"
    selfcare note --day yesterday "slept badly"
    selfcare note --session 12 "too fast"
    """  # noqa: D301 - \b keeps typer from joining the examples
    said = " ".join(words or []).strip()
    if not said:
        raise UsageRefused(_HOW)
    if len(said) > _LONGEST:
        raise UsageRefused(f"That has {len(said)} characters; a note has at most {_LONGEST}. Nothing was noted.")
    if day is not None and number is not None:
        raise UsageRefused("About a day or about a session: not both.")
    at_hand = AtHand()
    therapist = at_hand.last_routine().therapist
    about, session = _of_day(day, at_hand) if number is None else _of_entry(number, at_hand)
    at_hand.enter(Note(about.isoformat(), said, session), "Nothing was noted.")
    what = "the session of " if session else ""
    say(f"Noted for {therapist}, about {what}{date(about)}. It goes into the report. Wrong? selfcare undo")


def _of_day(day: str | None, at_hand: AtHand) -> tuple[dt.date, str | None]:
    """That day, and its last session if there was one."""
    about = at_hand.today if day is None else day_said(day, at_hand.today)
    _not_before(about, at_hand)
    return about, _last_session(about, at_hand)


def _of_entry(number: int, at_hand: AtHand) -> tuple[dt.date, str | None]:
    """The day and the id of the session of that number."""
    with Log.open(at_hand.folder, write=False) as log:
        entry = Numbered(log).numbered(number)
    if entry.session is None:
        raise UsageRefused(f"Entry {number} is no session. About its day: selfcare note --day {entry.day.isoformat()}")
    return entry.day, entry.session.id


def _not_before(about: dt.date, at_hand: AtHand) -> None:
    received = min(one.received for one in at_hand.assignments())
    if about < received:
        first = date_from(received, at_hand.today)
        raise UsageRefused(
            f"{date_from(about, at_hand.today)} lies before your routine, received on {first}. Nothing was noted."
        )


def _last_session(about: dt.date, at_hand: AtHand) -> str | None:
    """The last session of that day; None: there was none."""
    history = at_hand.history if about == at_hand.today else at_hand.history_of_days(about, about)
    of_day = [one.id for one in sessions(history) if one.body.day == about.isoformat() and one.repetitions]
    return of_day[-1] if of_day else None
