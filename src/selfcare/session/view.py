"""What a screen remembers of a session beside its playhead: what was said last, what changed just now, what was answered.

Pure: the same events give the same view, whichever face shows it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.session import events

if TYPE_CHECKING:
    from selfcare.session.events import Event
    from selfcare.session.steps import SetName

NOTICE_MS = 6_000
"""A notice is read within 6 s (design); after that the next step takes it away."""


class Given(NamedTuple):
    """A score that was given, and when, by the session's clock."""

    what: Literal["soreness", "discomfort"]
    score: int
    set: SetName | None
    at: int


class View(NamedTuple):
    """What only events tell. Times are of the session's clock (`Playhead.clock`), in milliseconds."""

    caption: str = ""
    """What was said last."""
    caption_at: int = 0
    flash_at: int | None = None
    """The last change: for a moment after it the screen's frame turns over."""
    notice: str = ""
    """Why a key was not taken, a channel that fell silent, a switch."""
    notice_at: int = 0
    typed: str = ""
    """What is typed so far of a number or of a choice."""
    given: Given | None = None
    """The last score, until the next set begins."""
    sets: int = 0
    """Sets that are over."""


def fold(view: View, event: Event) -> View:
    """The view after the event."""
    match event:
        case events.StepBegan(t):
            stale = t - view.notice_at >= NOTICE_MS
            notice = "" if stale else view.notice
            return view._replace(flash_at=t, typed="", notice=notice)
        case events.SetStarted(t):
            return view._replace(flash_at=t, given=None)
        case events.Refused(t, cue):
            return view._replace(caption=cue.say, caption_at=t, notice=cue.say, notice_at=t)
        case events.Paused(t, cue) | events.ExerciseOver(t, _, cue):
            return view._replace(caption=cue.say, caption_at=t, flash_at=t, notice="")
        case events.Cued(t, cue):
            return view._replace(caption=cue.say, caption_at=t)
        case events.Resumed(t):
            return view._replace(flash_at=t, notice="")
        case events.SetOver():
            return view._replace(sets=view.sets + 1)
        case events.Scored(t, what, _, _, one, score) if score is not None:
            return view._replace(given=Given(what, score, one, t))
        case events.Over(t):
            return view._replace(flash_at=t)
        case _:
            return view


def noted(view: View, notice: str, typed: str, at: int | None = None) -> View:
    """The view with what is typed now. A notice stays until another comes, something is typed, or the session moves on.

    `at` is the session's clock; without it the notice counts as made when something was last said.
    """
    if notice:
        return view._replace(notice=notice, notice_at=view.caption_at if at is None else at, typed=typed)
    if typed != view.typed:
        return view._replace(notice="", typed=typed)
    return view
