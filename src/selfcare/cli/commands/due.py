"""Whether a session is due now: for a timer, and for whoever asks in between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.times import time_of_day
from selfcare.day.decide import decide
from selfcare.day.reminding import due_now
from selfcare.faces.due import due_line
from selfcare.log.locks import session_plays

if TYPE_CHECKING:
    import typer


def command(
    notify: Annotated[bool, typer.Option("--notify", help="Show it as a desktop notification, too.")] = False,
    earliest: Annotated[
        str | None,
        typer.Option("--from", metavar="TIME", help="Not before this, where the routine names no time of day: 18:00."),
    ] = None,
) -> None:
    """Whether a session is due now: one line and exit code 0; nothing, and 1, when not.

    \b
    It keeps to the times of day and the least gap that your therapist wrote.
    It is silent on days off, on held days, and when it is done.
    Of "3 a week" it speaks only when few days are left. Why not: selfcare why
    """  # noqa: D301 - \b keeps typer from joining the lines
    from_time = time_of_day(earliest) if earliest else None
    at_hand = AtHand()
    day = decide(at_hand.history, at_hand.now)
    if notify:
        from selfcare.cli.reminders import set_right

        set_right(at_hand)
    off = day is not None and day.away is not None
    due = due_now(day, at_hand.history, at_hand.now, off=off, earliest=from_time) if day else None
    if day is None or due is None or session_plays(at_hand.folder):
        raise SystemExit(1)
    say(due_line(due, day.routine))
    if notify:
        from selfcare.cli.reminders import show_notice

        show_notice()
