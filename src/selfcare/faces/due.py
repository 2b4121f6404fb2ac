"""That a session is due: one line on a terminal, and a notification that a lock screen may show to anybody."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.faces.naming import short

if TYPE_CHECKING:
    from selfcare.day.reminding import DueNow
    from selfcare.routine.model import Routine

NOTICE = "Selfcare", "It is time for your session. Open a terminal and type: selfcare"
"""Title and words of the notification: nothing in them tells of health."""


def due_line(due: DueNow, routine: Routine) -> str:
    """The line. Of a week it says what is left, never what was let go by."""
    title = short(routine.title)
    if due.per == "week":
        left = due.asked - due.next + 1
        rest = "one session is" if left == 1 else f"{left} of {due.asked} sessions are"
        return f"{title}: {rest} left for this week. Today would do; type: selfcare"
    which = "today's session" if due.asked == 1 else f"session {due.next} of {due.asked} today"
    return f"{title}: it is time for {which}. Type: selfcare"
