"""A place was needled: hands off it for as long as the therapist set."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.breath import warn_of_breath
from selfcare.cli.places import place_said
from selfcare.faces.words import time_of
from selfcare.facts.kinds import NeedledAt
from selfcare.facts.moment import local_ms
from selfcare.routine.durations import waiting_ms
from selfcare.text.dates import time_said

_HOW = "Write the place and the side: selfcare needled shoulder right"


def command(
    words: list[str] | None = typer.Argument(None, metavar="PLACE [SIDE]", help="Where, and which side."),
    at: str = typer.Option("now", "--at", help='When: "yesterday 15:00", "2 hours ago", "14:30".'),
) -> None:
    """A place was needled. It is not pressed for as long as your therapist set.

    \b
    selfcare needled shoulder right
    selfcare needled calf left --at "yesterday 15:00"
    """  # noqa: D301 - \b keeps typer from joining the examples
    region, side = place_said(words or [], _HOW)
    at_hand = AtHand()
    routine = at_hand.last_routine()
    when = local_ms(time_said(at, at_hand.now.local, at_hand.today), at_hand.now.offset)
    at_hand.enter(NeedledAt(when, region, side), 'Say when it was: --at "yesterday 15:00"')
    place = f"{region}{f' {side}' if side else ', both sides'}"
    wait = waiting_ms(routine.needling.keep_off) if routine.needling.keep_off else None
    say(
        f"Noted: {place}, needled on {time_of(when, at_hand.now.offset)}. {_waiting(wait, when, at_hand, routine.therapist)}"
    )
    if not warn_of_breath(at_hand, routine):
        say(f"Short of breath, chest pain or a new dry cough: ring {routine.contact.emergency} now.")


def _waiting(wait: int | None, when: int, at_hand: AtHand, therapist: str) -> str:
    if wait is None:
        return f"Nothing presses it until {therapist} decides."
    end = time_of(when + wait, at_hand.now.offset)
    return (
        f"Nothing presses it until {end}." if when + wait > at_hand.now.at else f"Its waiting time was over on {end}."
    )
