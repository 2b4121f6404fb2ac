"""One entry of the history in full: of a session every set, score and stop; of any entry the story of its corrections."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from selfcare.faces.history import entry_words
from selfcare.faces.naming import counted, exercise, listed, place, short
from selfcare.faces.paragraph import paragraphs
from selfcare.faces.words import clock, date, discomfort, soreness, time_of
from selfcare.facts.entries import Part
from selfcare.facts.kinds import WORST_PLACE, Answered, Confirmed, Note, Rated, Reported, Seen
from selfcare.facts.moment import Moment
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.facts.entries import Change, Entry
    from selfcare.facts.kinds import Asked, Body, HeldBack
    from selfcare.facts.recount import Repetition, Session

_ENDS = {
    "whole": "whole",
    "patient ended it": "you ended it",
    "ceiling reached": "longest time reached",
    "skipped": "skipped",
    "went back": "left, to go back",
    "restarted": "begun again",
    "band off": "ended, the band came off",
    "discomfort": "ended, too much discomfort",
    "stopped": "stopped",
    "interrupted": "interrupted",
}
_OUTCOMES = {
    "done": "done",
    "played": "played to the end, not confirmed",
    "partly": "partly done",
    "nothing": "not done",
}
_SECOND = 1000
"""Milliseconds."""
_SHARES = {"all": "all of it", "part": "part of it", "none": "none of it"}
_TIMES = {"before": "before", "after": "after", "now": "now", "morning": "next morning", "while pressing": "pressing"}


def entry_page(entry: Entry) -> list[str]:
    """The lines, none wider than 79 columns: what it says now in full, then each correction, the oldest first."""
    lines = [f"Entry {entry.number}, recorded on {time_of(entry.at, entry.offset)}."]
    lines += _session(entry, entry.session) if entry.session is not None else _one_fact(entry)
    lines += [_story(one, entry) for one in entry.changes]
    if entry.body is None or not (entry.fixable or entry.undoable):
        return paragraphs(lines)
    if entry.fixable:
        lines.append(
            f"To correct it: selfcare fix {entry.number}, then what, and its new value. How: selfcare fix --help"
        )
    if entry.undoable:
        what = "it" if entry.session is None else "what you said last of it"
        lines.append(f"To take {what} back: selfcare undo {entry.number}")
    return paragraphs(lines)


def _one_fact(entry: Entry) -> list[str]:
    """What it says now, without its story; the words of a person whole, where the list cuts them."""
    return [f"{_whole(entry_words(entry._replace(changes=())), entry.body or entry.recorded)}."]


def _whole(said: str, body: Body) -> str:
    """What the list says of it; where it cuts a person's words, they follow whole."""
    words = _words(body)
    return f'{said}. In full: "{visible(words)}"' if words and visible(words) not in said else said


def _words(body: Body) -> str | None:
    match body:
        case Note():
            return body.words
        case Reported():
            return body.note
        case Seen():
            return body.said
        case _:
            return None


# --- a session ---


def _session(entry: Entry, session: Session) -> list[str]:
    title = short(entry.routine.title) if entry.routine else "A routine that the log does not hold"
    head = [f"{title}: {_OUTCOMES[session.outcome]}, {session.sets} of {counted(session.sets_asked, 'set')}."]
    if entry.day != Moment(session.begun.at, session.begun.offset).local.date():
        head.append(f"It counts for {date(entry.day)}.")
    if session.body.dose == "gentler":
        head.append("The gentler dose.")
    if session.body.from_file:
        head.append("Played from a file that was not assigned.")
    lines = [" ".join(head)]
    if session.answers is not None:
        yes = listed([short(one) for one in session.answers.yes])
        how = ", stated on the command line" if session.answers.how == "command line" else ""
        lines.append(f"Stop questions: {yes or 'none of these'}{how}.")
    lines += _resting(session, "before")
    for row in session.body.asked:
        lines += _row(entry, session, row)
    lines += [_left_out(entry, one) for one in session.body.held]
    lines += [_pressing(entry, fact.at, rating) for fact, rating in session.ratings if rating.what == "discomfort"]
    if session.eased:
        lines.append(f"Eased off {counted(session.eased, 'time')}.")
    lines += _end(entry, session)
    return [*lines, *_resting(session, "after"), *_resting(session, "morning")]


def _row(entry: Entry, session: Session, row: Asked) -> list[str]:
    """What was asked of one exercise and side, a line for each set that was begun, and how many were not."""
    each = f" of {row.seconds} s" if row.seconds is not None else ", open end"
    holds = f", {row.repetitions} times" if row.repetitions > 1 else ""
    name = exercise(entry.routine, row.exercise, row.side)
    lines = [f"{name[:1].upper()}{name[1:]}, {short(row.device)}, asked {counted(row.sets, 'set')}{each}{holds}:"]
    by_set: dict[int, list[Repetition]] = defaultdict(list)
    for one in session.repetitions:
        if (one.exercise, one.side) == (row.exercise, row.side):
            by_set[one.set].append(one)
    lines += [f"  set {number}: {_set(played, row)}." for number, played in sorted(by_set.items())]
    left = row.sets - len(by_set)
    return [*lines, f"  {counted(left, 'set')} not begun."] if left > 0 else lines


def _set(played: list[Repetition], row: Asked) -> str:
    held = sum(one.held for one in played) // 1000
    again = sum(one.attempts - 1 for one in played)
    more = f", begun again {counted(again, 'time')}" if again else ""
    if row.repetitions == 1:
        return f"{_ENDS[played[0].how]}, {held} s{more}"
    ends = Counter(_ENDS[one.how] for one in played)
    ends["not begun"] = max(0, row.repetitions - len(played))
    return f"{', '.join(f'{count} {how}' for how, count in ends.items() if count)}, {held} s in all{more}"


def _left_out(entry: Entry, held: HeldBack) -> str:
    return f"Held back: {exercise(entry.routine, held.exercise, held.side)} ({short(held.why)})."


def _pressing(entry: Entry, at: int, rating: Rated) -> str:
    name = (
        exercise(entry.routine, rating.exercise, rating.side) if rating.exercise else place(rating.region, rating.side)
    )
    hour = time_of(at, entry.offset).rpartition(" ")[2]
    score = "not answered" if rating.score is None else discomfort(rating.score)
    return f"Discomfort while pressing, {name}, at {hour}: {score}."


def _resting(session: Session, when: str) -> list[str]:
    return [
        f"Soreness {_TIMES[when]}{_where(rating)}: {_resting_score(rating)}."
        for _, rating in session.ratings
        if rating.what == "soreness" and rating.when == when
    ]


def _where(rating: Rated) -> str:
    return "" if rating.region == WORST_PLACE else f", {place(rating.region, rating.side)}"


def _resting_score(rating: Rated) -> str:
    return "not answered" if rating.score is None else soreness(rating.score)


def _end(entry: Entry, session: Session) -> list[str]:
    lines = []
    stop = session.stopped
    if stop is not None:
        at = f", at {exercise(entry.routine, stop.exercise, stop.side)}" if stop.exercise else ""
        reason = "Ended for today" if stop.reason == "ended for today" else f"Stopped, {stop.reason}"
        lines.append(f"{reason}{at}, after {clock(stop.t)}.")
    if session.ended is None:
        lines.append("Interrupted: the program did not live to write its end. What was written counts.")
    else:
        how = {"ran to the end": "Ran to the end", "stopped": "Over", "interrupted": "Interrupted"}[session.ended.how]
        paused = f", {clock(session.ended.paused)} of it paused" if session.ended.paused >= _SECOND else ""
        lines.append(f"{how} after {clock(session.ended.t)}{paused}.")
    if session.settled is not None:
        why = f': "{visible(session.settled.why)}"' if session.settled.why else ""
        lines.append(f"You {'ended it there' if session.settled.how == 'finished' else 'discarded it'}{why}.")
    if session.confirmed is not None:
        left_out = [exercise(entry.routine, one, None) for one in session.confirmed.left_out]
        without = f", without {listed(left_out)}" if left_out else ""
        lines.append(f"You said: {_SHARES[session.confirmed.share]}{without}.")
    return lines


# --- its corrections ---


def _story(change: Change, entry: Entry) -> str:
    """When it was corrected, what it said until then, and what since."""
    when = time_of(change.at, change.offset)
    was = _version(change.was, entry)
    if change.now is None:
        return f"Taken back on {when}. Until then it said: {was}."
    return f"Corrected on {when}. Until then it said: {was}. Since then: {_version(change.now, entry)}."


def _version(body: Body, entry: Entry) -> str:
    if entry.session is None:
        main = Part(entry.parts[0].fact, body)
        return _whole(entry_words(entry._replace(parts=(main, *entry.parts[1:]), changes=())), body)
    match body:
        case Rated():
            what = "discomfort" if body.what == "discomfort" else f"soreness {_TIMES[body.when]}"
            return f"{what}{_where(body)} {'not answered' if body.score is None else body.score}"
        case Confirmed():
            left_out = [exercise(entry.routine, one, None) for one in body.left_out]
            return f"{_SHARES[body.share]}{f', without {listed(left_out)}' if left_out else ''}"
        case Answered():
            return f"stop questions, {listed([short(one) for one in body.yes]) or 'none of these'}"
        case _:
            day = getattr(body, "day", None)
            return f"a session of {date(dt.date.fromisoformat(day))}" if day else "another word on it"
