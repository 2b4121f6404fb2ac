"""The history: one entry after the other, numbered for `fix` and `undo`, corrections shown where they belong."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from selfcare.day.measuring import measure_name
from selfcare.day.questions import SLIP, all_questions
from selfcare.faces.measures import value_said
from selfcare.faces.naming import NAME, counted, exercise, listed, number, place, short, span
from selfcare.faces.paragraph import wrapped
from selfcare.faces.words import date, minutes, soreness, time_of
from selfcare.facts import kinds
from selfcare.facts.kinds import WORST_PLACE
from selfcare.facts.moment import Moment
from selfcare.routine.conditions import in_plain_words
from selfcare.routine.measures import find_measure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.facts.entries import Entry
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Routine

LAST = 20
_OUTCOMES = {"done": "done", "played": "played but not confirmed", "partly": "partly", "nothing": "nothing done"}
_SHARES = {"all": "all of it", "part": "part of it", "none": "none of it"}
_TIMES = {
    "before": "before",
    "after": "after",
    "now": "now",
    "morning": "in the morning",
    "morning, recalled": "in the morning, recalled later",
    "while pressing": "pressing",
}
_LABELS = {"first": "first day", "last": "last day", "when": "time", "region": "place", "left_out": "what was left out"}
_MORNINGS = {"morning": " in the morning", "morning, recalled": " in the morning, recalled after noon"}
_WORDS = 60
"""Columns of a note; the whole stands in the export."""


def history_lines(entries: Sequence[Entry], last: int = LAST, count: int | None = None, chosen: str = "") -> list[str]:
    """A heading, then the last entries, the newest at the end, where the eye is. Longer ones go on indented.

    `count` is how many there are where these are not all; `chosen` says by what they were chosen.
    """
    count = len(entries) if count is None else count
    if not entries:
        if chosen and count:
            return wrapped(f"Of {counted(count, 'entry', 'entries')} none is {chosen}.")
        return ["Nothing is in the log yet. To begin, type: selfcare"]
    shown = entries[-last:] if last > 0 else []
    of = f"the last {len(shown)} of {count}" if len(shown) < count else f"all {count}"
    if chosen:
        of = f"{len(shown)} of {count}, {chosen}"
    lines = wrapped(
        f"History, newest last, {of if count > 1 else 'one entry'}. To correct one, type selfcare fix and its "
        "number; to take one back, selfcare undo and its number."
    )
    newest = _year(shown[-1]) if shown else None
    for entry in shown:
        lines += entry_lines(entry, newest)
    return lines


def entry_lines(entry: Entry, year: int | None = None) -> list[str]:
    """One entry: its number, when it was, and what it says. Its year is said when it is another than `year`."""
    other = f"{_year(entry)} " if year is not None and _year(entry) != year else ""
    lead = f"{entry.number:>4}  {other}{time_of(entry.at, entry.offset)}  "
    return wrapped(entry_words(entry), lead, " " * 6)


def entry_words(entry: Entry) -> str:
    """What an entry says now, and what it said before it was corrected."""
    if entry.session is None and entry.body is None:
        when = next((one for one in reversed(entry.changes) if one.now is None), None)
        on = f" on {_day_of(when.at, when.offset)}" if when else ""
        return f"Taken back{on}: {_said(entry.recorded, entry)}"
    if entry.session is not None:
        words = _session(entry.session, entry)
    else:
        words = _said(entry.body, entry) if entry.body is not None else ""
    for one in entry.changes:
        words += f"; {_changed(one.was, one.now, entry)} on {_day_of(one.at, one.offset)}"
    return words


def _session(session: Session, entry: Entry) -> str:
    said = [_OUTCOMES[session.outcome], f"{session.sets} of {counted(session.sets_asked, 'set')}"]
    if session.ended is not None:
        said.append(minutes(session.ended.t - session.ended.paused))
    if session.body.dose == "gentler":
        said.append("gentler dose")
    words = f"{_title(entry)}: {', '.join(said)}"
    if session.body.from_file:
        words += "; from a file, not assigned"
    if entry.day != Moment(session.begun.at, session.begun.offset).local.date():
        words += f"; counts for {date(entry.day)}"
    if session.stopped is not None:
        at = exercise(entry.routine, session.stopped.exercise, session.stopped.side) if session.stopped.exercise else ""
        reason = session.stopped.reason
        words += f"; {reason if reason == 'ended for today' else f'stopped, {reason}'}{f', at {at}' if at else ''}"
    elif session.ended is None or session.ended.how == "interrupted":
        words += "; interrupted"
    if session.settled is not None:
        why = f" ({short(session.settled.why)})" if session.settled.why else ""
        words += f"; you {'ended it there' if session.settled.how == 'finished' else 'discarded it'}{why}"
    words += _confirmed(session.confirmed, entry.routine)
    return words + _scores(session)


def _confirmed(word: kinds.Confirmed | None, routine: Routine | None) -> str:
    if word is None or word.share == "all":
        return ""
    left_out = [exercise(routine, one, None) for one in word.left_out]
    return f"; you said {_SHARES[word.share]}{f', without {listed(left_out)}' if left_out else ''}"


def _scores(session: Session) -> str:
    """Soreness of the session in the order it was asked, and the most discomfort. Not asked: nothing is said."""
    resting = [rating for _, rating in session.ratings if rating.what == "soreness"]
    places = {(one.region, one.side) for one in resting}
    words = []
    for one in resting:
        where = f"{place(one.region, one.side)} " if len(places) > 1 else ""
        words.append(f"{where}{_score(one.score)} {_TIMES[one.when]}")
    pressing = [one.score for _, one in session.ratings if one.what == "discomfort" and one.score is not None]
    said = f"; soreness {', '.join(words)}" if words else ""
    return said + (f"; most discomfort {max(pressing)}" if pressing else "")


def _said(body: kinds.Body, entry: Entry) -> str:  # noqa: C901, PLR0912 - one arm for each case of a closed union
    match body:
        case kinds.Rated():
            return _rating(body, entry)
        case kinds.Reported():
            part = [exercise(entry.routine, one, None) for one in body.part]
            of = listed(part) if part else "all of it"
            note = f'. Your note: "{short(body.note, _WORDS)}"' if body.note else ""
            return f"{_title(entry)}: done without the guide on {_date(body.day)}, {of}{note}"
        case kinds.NeedledAt():
            at = time_of(body.when, entry.offset)
            when = "" if at == time_of(entry.at, entry.offset) else f", on {at}"
            return f"Needled: {place(body.region, body.side)}{when}"
        case kinds.Measured():
            day = "" if body.day == _recorded_day(entry) else f" on {_date(body.day)}"
            measure = find_measure(body.what)
            said = value_said(measure, body.value) if measure else "no measure that is known"
            return f"Measured{day}: {short(measure_name(body.what, body.side, body.about), _WORDS)}, {said}"
        case kinds.Away():
            return f"Days off: {_days_off(body)}{f' ({short(body.why)})' if body.why else ''}"
        case kinds.Back():
            return f"Back from days off on {_date(body.day)}"
        case kinds.Loaded():
            return f"Routine loaded: {_title(entry)}"
        case kinds.Note():
            about = "" if body.day == _recorded_day(entry) else f" about {_date(body.day)}"
            about = f" about the session of {_date(body.day)}" if body.session is not None else about
            return f'Note{about}: "{short(body.words, _WORDS)}"'
        case kinds.Answered():
            return _answered([one for part in entry.parts if isinstance(one := part.fact.body, kinds.Answered)])
        case kinds.KeptOff():
            return f"Left out on {_date(body.day)}: {place(body.region, body.side)} ({short(body.why)})"
        case kinds.ConditionSaid() | kinds.ConditionWithdrawn():
            return _condition(body)
        case kinds.Seen():
            return f'Seen by {short(body.by)}: "{short(body.said, _WORDS)}"'
        case _:
            return f"An entry of the kind {kinds.WORDS[type(body)]!r}"


def _condition(body: kinds.ConditionSaid | kinds.ConditionWithdrawn) -> str:
    where = f", {place(body.region, body.side)}" if body.region else ""
    did = "named" if isinstance(body, kinds.ConditionSaid) else "took back"
    return f"Health: you {did} {in_plain_words(short(body.name))}{where}"


def _answered(bodies: list[kinds.Answered]) -> str:
    """Every yes at the stop questions, in the words of the question; an id that this version does not know as it stands.

    A line whose detail was told is that detail.
    """
    known = all_questions()
    in_detail = {one.yes[:-1] for one in bodies}
    told = [one.yes for one in bodies if one.yes and one.yes not in in_detail]
    slips, meant = [one[0] for one in told if SLIP in one], [one[-1] for one in told if SLIP not in one]
    sentences = [
        f"{lead}: {'; '.join(known[one].words if one in known else short(one) for one in dict.fromkeys(ids))}"
        for lead, ids in (("you answered yes to", meant), ("taken back at once as a wrong key", slips))
        if ids
    ]
    return f"Before a session{'' if meant else ','} {'; '.join(sentences)}"


def _rating(body: kinds.Rated, entry: Entry) -> str:
    where = "" if body.region == WORST_PLACE else f", {place(body.region, body.side)}"
    when = {"before": " before a session", "after": " after a session", **_MORNINGS}.get(body.when, "")
    day = "" if body.day == _recorded_day(entry) else f" on {_date(body.day)}"
    score = "not answered" if body.score is None else soreness(body.score)
    if body.what == "discomfort":
        return f"Discomfort while pressing{where}{day}: {_score(body.score)}"
    return f"Soreness{when}{where}{day}: {score}"


def _changed(was: kinds.Body, now: kinds.Body | None, entry: Entry) -> str:
    """One correction: "corrected from 7 to 5". Of the patient's own words only that they were changed."""
    what = f"soreness {_TIMES[was.when]} " if entry.session and isinstance(was, kinds.Rated) else ""
    if now is None:
        return f"{what or 'your word on it '}taken back"
    if type(was) is not type(now):
        return f"{what}corrected"
    both = zip(was._fields, was, now, strict=True)
    changes = [(name, old, new) for name, old, new in both if old != new]
    told = []
    for name, old, new in changes:
        label = "" if len(changes) == 1 and name in ("score", "share", "value") else f"{_LABELS.get(name, name)} "
        if name in ("note", "words", "why", "part", "left_out"):
            told.append(label.strip())
        else:
            told.append(f"{label}from {_value(name, old, entry)} to {_value(name, new, entry)}")
    words = [one for one in told if one]
    return f"{what}corrected{': ' if words and not words[0].startswith('from') else ' '}{', '.join(words)}".rstrip()


def _value(name: str, value: object, entry: Entry) -> str:
    if name == "score":
        return _score(value if isinstance(value, int) else None)
    if name == "value":
        return "not answered" if not isinstance(value, int) else number(value / 10)
    if value is None:
        return "none"
    if name == "share":
        return _SHARES.get(str(value), str(value))
    if name in ("day", "first", "last"):
        return _date(str(value))
    if name == "when" and isinstance(value, int):
        return time_of(value, entry.offset)
    return short(str(value))


def _score(score: int | None) -> str:
    return "not answered" if score is None else number(score)


def _title(entry: Entry) -> str:
    return short(entry.routine.title, NAME) if entry.routine else "A routine that the log does not hold"


def _days_off(body: kinds.Away) -> str:
    first = dt.date.fromisoformat(body.first)
    return span(first, dt.date.fromisoformat(body.last)) if body.last else f"from {date(first)} until you are back"


def _date(day: str) -> str:
    return date(dt.date.fromisoformat(day))


def _day_of(at: int, offset: int) -> str:
    return date(Moment(at, offset).local.date())


def _year(entry: Entry) -> int:
    return Moment(entry.at, entry.offset).local.year


def _recorded_day(entry: Entry) -> str:
    """The wall clock's date of the recording: what is of another day says so."""
    return Moment(entry.at, entry.offset).local.date().isoformat()
