"""What of the player's events is kept: event -> the body of a fact. Giving it an id and a time is the caller's part."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from selfcare.facts import kinds
from selfcare.session import events

if TYPE_CHECKING:
    from selfcare.day.dose import DoseName
    from selfcare.session.events import Event
    from selfcare.session.steps import Plan


class Naming(NamedTuple):
    """What the facts of one session carry: its id, its day, the text it plays, and how the stop questions were asked."""

    session: str
    day: str
    text: str
    dose: DoseName
    from_file: bool
    how: kinds.How


def to_body(event: Event, plan: Plan, name: Naming) -> kinds.Body | None:  # noqa: C901 - one arm for each case of a closed union
    """The fact's body of an event; None for what is only said or shown."""
    match event:
        case events.StopAnswered(yes=yes, again=again):
            return kinds.Answered(name.session, name.day, name.how, yes, again)
        case events.Started():
            return kinds.SessionBegun(
                name.session, name.day, name.text, name.dose, plan.asked, plan.held, name.from_file
            )
        case events.Continued(t):
            return kinds.SessionContinued(name.session, name.day, t)
        case events.SetStarted(t, one):
            return kinds.SetBegun(name.session, *one, t)
        case events.MoreGiven(t, one, by):
            return kinds.MoreTime(name.session, *one, t, by)
        case events.SetOver(t, one, how, held, asked):
            return kinds.SetEnded(name.session, *one, t, held, asked, how)
        case events.Eased(t, one) if one is not None:
            return kinds.EasedOff(name.session, one.exercise, one.side, t)
        case events.Scored(_, what, when, region, one, score):
            return kinds.Rated(
                what,
                when,
                name.day,
                score,
                region,
                one.side if one else None,
                name.session,
                one.exercise if one else None,
            )
        case events.Halted(t, reason, one):
            return kinds.Stopped(name.session, reason, one.exercise if one else None, one.side if one else None, t)
        case events.Over(t, how, paused):
            return kinds.SessionEnded(name.session, how, t, paused)
        case events.ShareGiven(_, share, left_out):
            return kinds.Confirmed(name.session, share, left_out)
        case (
            events.StepBegan()
            | events.Cued()
            | events.Paused()
            | events.Resumed()
            | events.Eased()
            | events.Refused()
            | events.ExerciseOver()
        ):
            return None
