"""Done without the guide, in the patient's word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.faces.naming import exercise, listed
from selfcare.faces.words import date, soreness
from selfcare.facts.entering import exercise_said
from selfcare.facts.kinds import WORST_PLACE, Rated, Reported
from selfcare.routine.regions import find_region
from selfcare.text.dates import day_said
from selfcare.text.errors import UsageRefused
from selfcare.text.numbers import whole
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.kinds import Body
    from selfcare.routine.model import Routine

_SCORE = "how sore or painful at rest, 0 to 10; - for no answer."


def command(
    when: list[str] | None = typer.Argument(
        None, metavar="[DAY]", help='"yesterday", "fri", "20 nov"; today without it.'
    ),
    part: list[str] = typer.Option([], "--part", help="Only this exercise (its id or title); may be given again."),
    without: list[str] = typer.Option([], "--without", help="All but this exercise; may be given again."),
    before: str | None = typer.Option(None, "--before", metavar="SCORE", help=f"Before it: {_SCORE}"),
    after: str | None = typer.Option(None, "--after", metavar="SCORE", help=f"After it: {_SCORE}"),
    note: str | None = typer.Option(None, "--note", help="A word to your therapist."),
) -> None:
    """You did it without the guide. It is kept as your word, beside what the guide counted.

    \b
    selfcare done yesterday
    selfcare done fri --without calf --before 5 --after 3 --note "on the sofa"
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    said_day, _, left_out = " ".join(when or []).partition("without ")
    without = [*without, *(one.strip() for one in left_out.replace(" and ", ",").split(",") if one.strip())]
    day = day_said(said_day, at_hand.today)
    current = at_hand.assignment_on(day)
    chosen = _chosen(part, without, current.routine)
    reported = Reported(day.isoformat(), current.text, chosen, note or None)
    bodies: list[Body] = [reported]
    place = _place(chosen, current.routine)
    scores: tuple[tuple[Literal["before", "after"], str | None], ...] = ("before", before), ("after", after)
    for moment, said in scores:
        if said is not None:
            bodies.append(Rated("soreness", moment, day.isoformat(), _score(said), place))
    odd = next((odd for body in bodies if (odd := at_hand.objection(body, current.routine))), None)
    if odd is not None:
        raise UsageRefused(f"{odd} Nothing was noted.")
    at_hand.record(*bodies)
    title = visible(current.routine.title)
    what = f"{listed([exercise(current.routine, one, None) for one in chosen])} of {title}" if chosen else title
    scored = "".join(_told(body) for body in bodies if isinstance(body, Rated))
    say(f"Noted: {what}, done without the guide on {date(day)}{scored}.")
    say(
        "Wrong? selfcare undo"
        if not scored
        else "Wrong? selfcare undo, once for each of them; selfcare history shows them"
    )


def _chosen(part: Sequence[str], without: Sequence[str], routine: Routine) -> tuple[str, ...]:
    """The ids of what was done; empty: all of it. A name that there is not stays as it is, and is refused."""
    chosen = tuple(dict.fromkeys(exercise_said(word, routine) for word in part))
    left_out = [exercise_said(word, routine) for word in without]
    if not left_out:
        return chosen
    there = [one.id for one in routine.exercise]
    if chosen:
        raise UsageRefused("Say what was done with --part, or what was not with --without: not both.")
    strange = tuple(one for one in left_out if one not in there)
    rest = tuple(one for one in there if one not in left_out)
    if not strange and not rest:
        raise UsageRefused("Without all of its exercises nothing was done, so nothing was noted.")
    return strange or rest


def _place(chosen: tuple[str, ...], routine: Routine) -> str:
    """The place that a score is of: the only one that is pressed, else the worst."""
    regions = [one.region for one in routine.exercise if not chosen or one.id in chosen]
    places = {found.name if (found := find_region(one)) else one for one in regions}
    return next(iter(places)) if len(places) == 1 else WORST_PLACE


def _score(said: str) -> int | None:
    number = whole(said)
    if number is None and said != "-":
        raise UsageRefused(
            f"{visible(said[:20])!r} is not a number from 0 to 10, or - for no answer. Nothing was noted."
        )
    return number


def _told(rated: Rated) -> str:
    return f"; soreness {rated.when} it {'not answered' if rated.score is None else soreness(rated.score)}"
