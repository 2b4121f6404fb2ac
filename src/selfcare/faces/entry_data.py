"""The history for programs: each entry with what it says now, what it said first, and every correction, as JSON.

Field by field in docs/history.md. What was not asked or not answered is null, and never 0.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

from selfcare.faces.history import entry_words
from selfcare.facts.codec import body_to_data
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.entries import Entry
    from selfcare.facts.kinds import Body
    from selfcare.facts.recount import Session


def history_json(entries: Sequence[Entry], patient: str) -> str:
    """One JSON document, ended by a line end."""
    whole = {"patient": patient, "entries": [entry_data(one) for one in entries]}
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def entry_data(entry: Entry) -> dict[str, Any]:
    """One entry as plain data."""
    return {
        "number": entry.number,
        "kind": entry.kind,
        "day": entry.day.isoformat(),
        "recorded": _moment(entry.at, entry.offset),
        "words": entry_words(entry),
        "now": _body(entry.body),
        "first_said": _body(entry.recorded),
        "corrections": [
            {"at": _moment(one.at, one.offset), "was": _body(one.was), "now": _body(one.now)} for one in entry.changes
        ],
        "routine": {"id": entry.routine.id, "title": entry.routine.title} if entry.routine else None,
        "session": _session(entry.session) if entry.session else None,
    }


def _session(session: Session) -> dict[str, Any]:
    body, done = session.body, session.sets_by_row()
    return {
        "id": session.id,
        "outcome": session.outcome,
        "assigned": not body.from_file,
        "dose": body.dose,
        "sets_done": session.sets,
        "sets_asked": session.sets_asked,
        "asked": [{**row._asdict(), "sets_done": sets} for row, sets in zip(body.asked, done, strict=True)],
        "held_back": [one._asdict() for one in body.held],
        "sets": [
            {
                "exercise": one.exercise,
                "side": one.side,
                "set": one.set,
                "repetition": one.repetition,
                "end": one.how,
                "held_ms": one.held,
                "asked_ms": one.asked,
                "attempts": one.attempts,
            }
            for one in session.repetitions
        ],
        "ratings": [
            {
                "at": _moment(fact.at, fact.offset),
                "what": one.what,
                "when": one.when,
                "region": one.region,
                "side": one.side,
                "exercise": one.exercise,
                "score": one.score,
            }
            for fact, one in session.ratings
        ],
        "stop_questions": list(session.answers.yes) if session.answers else None,
        "stop": _fields(session.stopped, "reason", "exercise", "side", "t"),
        "end": _fields(session.ended, "how", "t", "paused"),
        "settled": _fields(session.settled, "how", "why"),
        "confirmed": _fields(session.confirmed, "share", "left_out"),
    }


def _fields(body: Body | None, *names: str) -> dict[str, Any] | None:
    return None if body is None else {name: getattr(body, name) for name in names}


def _body(body: Body | None) -> dict[str, Any] | None:
    return None if body is None else body_to_data(body)


def _moment(at: int, offset: int) -> str:
    """The local time with its offset, as ISO 8601 has it."""
    zone = dt.timezone(dt.timedelta(minutes=offset))
    return Moment(at, offset).local.replace(tzinfo=zone).isoformat(timespec="milliseconds")
