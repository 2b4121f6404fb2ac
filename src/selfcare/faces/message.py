"""Five lines to send to the therapist: who, what happened when, scores, doses, what was done since."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.faces.mornings import told
from selfcare.faces.naming import counted, short
from selfcare.faces.paragraph import WIDTH, columns
from selfcare.faces.words import date
from selfcare.facts.kinds import MORNINGS, Rated, Reported
from selfcare.facts.recount import sessions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.day.tell import Tell
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Routine

_DAYS = 7
"""Scores and doses of the last week are told (design)."""
_TIMES = {"before": "before", "after": "after", "now": "", "morning": "morning", "morning, recalled": "morning"}


def message_lines(history: History, tell: Sequence[Tell], routine: Routine, now: Moment, today: dt.date) -> list[str]:
    """Never more than five; what finds no room in a line is counted there, and the report has it."""
    since = today - dt.timedelta(days=_DAYS)
    happened = min((one.day for one in tell), default=since)
    return [
        f"{short(routine.patient, 20)}, {short(routine.title)}, {date(today)} {now.local:%H:%M}",
        _line("What happened", [told(one, routine) for one in tell] or ["no stop, no two worse mornings"]),
        _line("Soreness, newest first", _scores(history, since) or ["none given"]),
        _line("Doses, newest first", _doses(history, since) or ["nothing played"]),
        _line(f"Since {date(happened)}", _done(history, happened)),
    ]


def _line(lead: str, items: list[str]) -> str:
    said, left = f"{lead}: {items[0]}", len(items) - 1
    for item in items[1:]:
        more = f" and {left - 1} more" if left > 1 else ""
        if columns(f"{said}; {item}{more}.") > WIDTH - 1:
            break
        said, left = f"{said}; {item}", left - 1
    return f"{said}{f' and {left} more' if left else ''}."


def _scores(history: History, since: dt.date) -> list[str]:
    found = []
    for _, body in history.of(Rated):
        if body.what != "soreness" or body.score is None or body.day < since.isoformat():
            continue
        word = _TIMES.get(body.when, "")
        recalled = " recalled" if body.when in MORNINGS and body.when != "morning" else ""
        found.append(f"{date(dt.date.fromisoformat(body.day))} {word}{recalled} {body.score}".replace("  ", " "))
    return found[::-1]


def _doses(history: History, since: dt.date) -> list[str]:
    played = [one for one in sessions(history) if one.body.day >= since.isoformat() and one.repetitions]
    return [f"{date(dt.date.fromisoformat(one.body.day))} {one.body.dose}" for one in played][::-1]


def _done(history: History, first: dt.date) -> list[str]:
    """What was done from that day on, each kind by its name."""
    word = first.isoformat()
    kinds: dict[str, int] = {}
    for one in sessions(history):
        if one.body.day >= word and one.outcome != "nothing":
            kinds[one.outcome] = kinds.get(one.outcome, 0) + 1
    reported = sum(body.day >= word for _, body in history.of(Reported))
    parts = [f"{name} {number}" for name, number in kinds.items()]
    parts += [f"{counted(reported, 'session')} without the guide"] if reported else []
    return [", ".join(parts) or "nothing done"]
