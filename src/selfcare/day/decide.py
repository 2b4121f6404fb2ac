"""The day: what `today`, `start` and the questions show, each with its reason."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.blocked import Blocked, blocked_now, spells
from selfcare.day.days_off import Off, days_off, off_on
from selfcare.day.dose import DoseName, Prescribed, prescribed
from selfcare.day.evidence import standing_now, why
from selfcare.day.in_force import Assignment, assignments, in_force
from selfcare.day.keep_off import BREATH_MS, Needling, Source, keep_offs, latest, needlings, over_the_lung
from selfcare.day.measuring import asked_measures
from selfcare.day.mornings import Morning, asked_place, mornings
from selfcare.day.phases import in_phase, scores_that_matter
from selfcare.day.schedule import DAYS, held, line, most, names, week, week_asks, week_start
from selfcare.day.tell import Tell, tells
from selfcare.facts.kinds import Hand, Reported
from selfcare.facts.recount import Session, sessions
from selfcare.routine.durations import waiting_ms

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment
    from selfcare.routine.model import Hold, Routine, ScheduleLine
    from selfcare.rules.findings import Finding

_AHEAD = 62
"""Days that are looked at for the next one."""


class Held(NamedTuple):
    """An exercise and side left out now, why, and until when (UTC milliseconds; None: until the therapist decides).

    `since` and `day`: see `KeepOff`. `rule`: the rule of the evidence that holds it, none for a needled or a named place.
    """

    exercise: str
    name: str
    side: Hand
    why: str
    until: int | None
    since: int | None = None
    day: str = ""
    rule: str = ""


class Due(NamedTuple):
    """What the schedule in force asks of the day or week, whichever text is played, and what was done of it so far.

    `open_now`: one of the sessions asked may still be done today; `wait_until` (UTC milliseconds) is when the least gap is
    over; `next_day` is the next day that the schedule names, when nothing more is asked today. `today` is what was done
    today, `most` the most that a day may have, and `spare` how many sessions more than are still asked would find room
    from today on, on days that are neither held nor off: 0 when every place that is left is needed.
    """

    per: Literal["day", "week"]
    asked: int
    done: int
    open_now: bool
    wait_until: int | None
    next_day: dt.date | None
    today: int = 0
    most: int = 1
    spare: int = 0


class Day(NamedTuple):
    """One moment of one day of one routine."""

    date: dt.date
    routine: Routine
    text: str
    assigned: bool
    week: int
    dose: DoseName
    exercises: tuple[Prescribed, ...]
    held: tuple[Held, ...]
    skipped: tuple[str, ...]
    blocked: Blocked | None
    hold: Hold | None
    due: Due | None
    again: bool
    """Whether a session was begun before on this day: the questions are then asked in their short form."""
    morning: Morning | None = None
    """This morning's score, and what the therapist wrote for it; a gentler dose of today may come from it."""
    asks_morning: str | None = None
    """The place to ask about this morning; None: it is not to be asked."""
    breath: Needling | None = None
    """The last needling over the lung within 72 h: the question about breath then leads."""
    away: Off | None = None
    """The days off, in the patient's word, that this day lies in."""
    tell: tuple[Tell, ...] = ()
    """What the therapist is to be told of, the newest first."""
    measures: tuple[str, ...] = ()
    """The measures that are due, by their names."""
    standing: tuple[Finding, ...] = ()
    """The errors of the evidence that hold back something of this text until the therapist changes or allows it."""

    @property
    def off(self) -> tuple[Finding, ...]:
        """Those of them for which nothing of it is played."""
        return tuple(one for one in self.standing if one.scope == "routine")


def decide(
    history: History, now: Moment, *, dose: DoseName = "full", file: tuple[Routine, str] | None = None
) -> Day | None:
    """The day at `now`: of the assignment in force, or of a file (routine and fingerprint) that was not assigned.

    `dose` is what was asked for; a worse morning may make it the gentler one, by the therapist's rule. A file meets the
    same holds as what is assigned. None when nothing is in force and no file is given.
    """
    date = now.day(history.day_ends(now.at))
    known = assignments(history)
    current = in_force(known, date)
    if file is None and current is None:
        return None
    routine, text = file if file is not None else (current.routine, current.text) if current else (None, "")
    assert routine is not None
    assigned = current is not None and current.text == text
    decides = next(iter(_told(known, current)), routine)
    offs = keep_offs(decides, _sources(known, routine, now), history, now, date.isoformat(), live=True)
    standing = standing_now(routine, history, now, [decides, *(one.routine for one in known[-1:])])
    number, played = week(routine, date), sessions(history)
    scores = scores_that_matter(history, played, routine, date)
    morning = _this_morning(mornings(history, known, routine), date)
    if morning is not None and morning.then == "gentler":
        dose = "gentler"
    exercises: list[Prescribed] = []
    left_out: list[Held] = []
    skipped: list[str] = []
    for exercise in routine.exercise:
        if not in_phase(exercise, number, scores):
            continue
        asked = prescribed(exercise, routine.defaults, dose)
        if asked is None:
            skipped.append(exercise.name)
            continue
        free: list[Hand] = []
        for side in asked.sides:
            pressing = [off for off in offs if off.presses(exercise, side)]
            rule = next((one for one in standing if one.holds(exercise, side)), None)
            if rule is not None:
                left_out.append(Held(exercise.id, exercise.name, side, why(rule), None, rule=rule.rule))
            elif pressing:
                off = pressing[0]
                left_out.append(Held(exercise.id, exercise.name, side, off.why, latest(pressing), off.since, off.day))
            else:
                free.append(side)
        if free:
            exercises.append(asked._replace(sides=tuple(free)))
    today = date.isoformat()
    return Day(
        date=date,
        routine=routine,
        text=text,
        assigned=assigned,
        week=number,
        dose=dose,
        exercises=tuple(exercises),
        held=tuple(left_out),
        skipped=tuple(skipped),
        blocked=blocked_now(spells(history, routine), date, now.at),
        hold=next((hold for text in (*_told(known, current), routine) if (hold := held(text, date))), None),
        due=_due(known, history, played, now, date),
        again=any(session.body.day == today for session in played),
        morning=morning,
        asks_morning=None
        if any(one.scope == "routine" for one in standing)
        else asked_place(history, routine, now, date),
        breath=_over_the_lung(known, routine, history, now),
        away=off_on(days_off(history, date), date),
        tell=tells(history, known, date),
        standing=standing,
        measures=tuple(one.name for one in asked_measures(history, routine, date) if one.due) if assigned else (),
    )


def _this_morning(known: list[Morning], date: dt.date) -> Morning | None:
    """The morning that decides today. One of a later day was told before the clock was set back: it counts as well."""
    word = date.isoformat()
    return next((one for one in reversed(known) if one.day >= word), None)


def _over_the_lung(known: tuple[Assignment, ...], routine: Routine, history: History, now: Moment) -> Needling | None:
    found = needlings(history, _sources(known, routine, now), now)
    fresh = [one for one in found if over_the_lung(one) and one.at <= now.at < one.at + BREATH_MS]
    return fresh[-1] if fresh else None


def _sources(known: tuple[Assignment, ...], routine: Routine, now: Moment) -> set[Source]:
    return {Source(one.routine, one.offset) for one in known} | {Source(routine, now.offset)}


def _told(known: tuple[Assignment, ...], current: Assignment | None) -> tuple[Routine, ...]:
    """What the therapist decided last: the text in force; where none is, the one loaded last.

    A needling counts, whichever text tells it; how long hands stay off it is decided here.
    """
    return (current.routine,) if current else tuple(one.routine for one in known[-1:])


def _due(
    known: tuple[Assignment, ...], history: History, played: list[Session], now: Moment, date: dt.date
) -> Due | None:
    current = in_force(known, date)
    if current is None:
        return None
    routine = current.routine
    entry = line(routine, date)
    if entry is None:
        return None
    weekly = entry.per_week is not None
    first = week_start(routine, date) if weekly else date
    rooms = {day: room for day, room in _rooms(known, first) if weekly or day == date}
    counted = [one for one in played if one.outcome != "nothing" and not one.body.from_file]
    days = [one.body.day for one in counted] + [body.day for _, body in history.of(Reported)]
    done = sum(min(days.count(day.isoformat()), room) for day, (_, room) in rooms.items())
    room_today = rooms.get(date, (entry, 0))[1]
    asked = week_asks(rooms.values()) if weekly else room_today
    today = days.count(date.isoformat())
    open_now = done < asked and today < room_today
    offs = days_off(history, date + dt.timedelta(days=_AHEAD))
    ahead = sum(room for day, (_, room) in rooms.items() if day > date and not off_on(offs, day))
    gap = waiting_ms(routine.min_gap) if routine.min_gap else None
    last = max((one.begun.at for one in counted), default=None)
    wait = last + gap if open_now and gap and last is not None and last + gap > now.at else None
    next_day = None if open_now else _next_day(known, date, offs, week_is_done=weekly and done >= asked)
    spare = max(0, room_today - min(today, room_today) + ahead - (asked - done))
    return Due("week" if weekly else "day", asked, done, open_now, wait, next_day, today, most(entry), spare)


def _rooms(known: tuple[Assignment, ...], first: dt.date) -> list[tuple[dt.date, tuple[ScheduleLine, int]]]:
    """The named days of a week from its first, as far as is known: the line of each, and how many sessions it has room for."""
    found = []
    for day in (first + dt.timedelta(days=ahead) for ahead in range(DAYS)):
        current = in_force(known, day)
        entry = line(current.routine, day) if current else None
        if current is not None and entry is not None and names(entry, day):
            found.append((day, (entry, 0 if held(current.routine, day) else most(entry))))
    return found


def _next_day(known: tuple[Assignment, ...], date: dt.date, offs: list[Off], *, week_is_done: bool) -> dt.date | None:
    """The next day that the schedule names and that is no day off, as far as is known today; two months ahead at most."""
    for day in (date + dt.timedelta(days=ahead) for ahead in range(1, _AHEAD)):
        current = in_force(known, day)
        entry = line(current.routine, day) if current and not held(current.routine, day) else None
        if current is None or entry is None or not names(entry, day) or off_on(offs, day):
            continue
        if week_is_done and week_start(current.routine, day) == week_start(current.routine, date):
            continue
        return day
    return None
