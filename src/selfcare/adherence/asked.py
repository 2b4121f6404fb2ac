"""What was asked: periods of one day or of one week, each with the days in it that were open, held, blocked or away."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Literal, NamedTuple

from selfcare.day.blocked import blocked_on, spells
from selfcare.day.days_off import Off, days_off
from selfcare.day.dose import sides_of
from selfcare.day.evidence import standing_now
from selfcare.day.in_force import Assignment, in_force
from selfcare.day.keep_off import Source, keep_offs
from selfcare.day.phases import in_phase, scores_that_matter
from selfcare.day.schedule import held, line, names, week, week_asks, week_start
from selfcare.facts.history import moment
from selfcare.facts.kinds import ConditionSaid, ConditionWithdrawn, HealthAsked, Loaded, NeedledAt
from selfcare.facts.moment import Moment, local_ms
from selfcare.facts.recount import sessions

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from selfcare.facts.history import History
    from selfcare.routine.model import ScheduleLine
    from selfcare.rules.findings import Finding

WEEK = 7
_DAY = itemgetter(0)


class AskedDay(NamedTuple):
    """One day on which the schedule names something: of which text and line, and whether it was open.

    `room` is how many of its sessions fill occasions: all that a day may have if it was open, none if it was held, and if
    it was blocked as many as were done.
    """

    day: dt.date
    assignment: Assignment
    entry: ScheduleLine
    state: Literal["open", "held", "blocked"]
    why: str
    off: Off | None
    room: int

    @property
    def most(self) -> int:
        """How many sessions such a day may have when it is open."""
        return self.entry.per_day or 1


class Period(NamedTuple):
    """What one day (fixed days) or one week ("N a week") asks.

    `whole` is what it would ask if every day were open; `asked` what it asks; `held` and `blocked` what these took out
    of it; `asked_without_off` what it would ask without the days off. A week has ended with the last of its days that a
    text in force names, as far as is known.
    """

    per: Literal["day", "week"]
    first: dt.date
    last: dt.date
    ended: bool
    days: tuple[AskedDay, ...]
    whole: int
    asked: int
    held: int
    blocked: int
    asked_without_off: int
    rule: str

    def room(self, day: dt.date) -> int:
        """The most sessions of that day that fill occasions of this period."""
        return next((one.room for one in self.days if one.day == day), 0)


def periods(
    history: History,
    known: Sequence[Assignment],
    today: dt.date,
    done: Mapping[dt.date, int],
    since: dt.date | None = None,
) -> list[Period]:
    """Every period from the first day a text was received to the one that runs today, in order of its first day.

    `done` says how many sessions of each day could fill an occasion. `since`: only those that begin on that day or later
    are wanted; of a week that began before it there may be less here than all, or nothing.
    """
    if not known:
        return []
    states = _States(history, known, today, done)
    daily: list[Period] = []
    weekly: dict[dt.date, list[AskedDay]] = {}
    day = min(one.first for one in known)
    if since is not None:
        # A week of which one day is wanted began six days before it at the earliest.
        day = max(day, since - dt.timedelta(days=min(WEEK - 1, (since - dt.date.min).days)))
    # The week that runs today is laid out to its end, as far as is known today.
    while day <= today + dt.timedelta(days=WEEK - 1):
        current = in_force(known, day)
        entry = line(current.routine, day) if current else None
        if current is not None and entry is not None and names(entry, day):
            if entry.per_week is not None:
                weekly.setdefault(week_start(current.routine, day), []).append(states.asked_day(day, current, entry))
            elif day <= today:
                daily.append(_one_day(states.asked_day(day, current, entry), today))
        day += dt.timedelta(days=1)
    found = daily + [
        _one_week(days, today) for first, days in weekly.items() if first <= today and days[0].day <= today
    ]
    return sorted(found, key=lambda period: (period.first, period.per))


class _States:
    """Whether a day was open, asked once for each day."""

    def __init__(
        self, history: History, known: Sequence[Assignment], today: dt.date, done: Mapping[dt.date, int]
    ) -> None:
        self.history = history
        self.today = today
        self.offs = days_off(history, today)
        self.known = known
        self.done = done
        self.spells = spells(history)
        self.needled = bool(history.of(NeedledAt))
        self.standing: dict[tuple[str, int], tuple[Finding, ...]] = {}
        self.clocks = _clocks(history)
        health = (ConditionSaid, ConditionWithdrawn, HealthAsked, Loaded)
        self.of_health = sorted(fact.at for kind in health for fact, _ in history.of(kind))

    def asked_day(self, day: dt.date, current: Assignment, entry: ScheduleLine) -> AskedDay:
        off = next((one for one in self.offs if one.first <= day <= one.last), None)
        state, why = self._state(day, current)
        asked = AskedDay(day, current, entry, state, why, off, 0)
        room = {"open": asked.most, "held": 0, "blocked": min(asked.most, self.done.get(day, 0))}
        return asked._replace(room=room[state])

    def _state(self, day: dt.date, current: Assignment) -> tuple[Literal["open", "held", "blocked"], str]:
        hold = held(current.routine, day)
        if hold is not None:
            return "held", hold.why
        if day <= self.today:
            blocked = blocked_on(self.spells, day)
            if blocked is not None:
                return "blocked", ", ".join(blocked.ids)
            standing = self._standing(current, day)
            codes = ", ".join(dict.fromkeys(one.rule for one in standing))
            if any(one.scope == "routine" for one in standing):
                return "blocked", f"a rule holds it back: {codes}"
            may_be = standing or self.needled or current.routine.needling.done
            if may_be and _kept_off(self.history, current, day, self._end(day), standing):
                why = (
                    f"a rule holds back every place of it: {codes}"
                    if standing
                    else "needled: hands off every place of it"
                )
                return "blocked", why
        return "open", ""

    def _standing(self, current: Assignment, day: dt.date) -> tuple[Finding, ...]:
        """The errors that stood at the day's end, by what was known of the patient then."""
        end = self._end(day).at
        key = (current.text, bisect_right(self.of_health, end))
        if key not in self.standing:
            self.standing[key] = standing_now(current.routine, self.history, decide=(current.routine,), until=end)
        return self.standing[key]

    def _end(self, day: dt.date) -> Moment:
        """The last millisecond of that day, as days ended then, where the patient was last known to be."""
        place = bisect_right(self.clocks, day, key=_DAY)
        offset = self.clocks[max(0, place - 1)][2]
        midnight = local_ms(dt.datetime.combine(day + dt.timedelta(days=1), dt.time()), offset)
        return Moment(midnight + self.history.day_ends(midnight) * 60_000 - 1, offset)


def _clocks(history: History) -> list[tuple[dt.date, int, int]]:
    """By day the offset of the clock by which a text or a needling was told last until then.

    Each is read however few days are: where a session was played is known only for those that are read.
    """
    told = sorted((*history.of(Loaded), *history.of(NeedledAt)), key=lambda one: (one[0].at, one[0].id))
    places = sorted(
        (moment(fact).day(history.day_ends(fact.at)), number, fact.offset) for number, (fact, _) in enumerate(told)
    )
    latest: list[tuple[dt.date, int, int]] = []
    for one in places:
        latest.append((one[0], *max(one[1:], latest[-1][1:] if latest else one[1:])))
    return latest


def _kept_off(history: History, current: Assignment, day: dt.date, end: Moment, standing: Sequence[Finding]) -> bool:
    """Whether at the day's end every exercise and side asked that day was still kept off, by needles or by a rule."""
    offs = keep_offs(current.routine, [Source(current.routine, current.offset)], history, end, "")
    number = week(current.routine, day)
    scores = scores_that_matter(history, sessions(history), current.routine, day)
    pairs = [
        (exercise, side)
        for exercise in current.routine.exercise
        if in_phase(exercise, number, scores)
        for side in sides_of(exercise)
    ]
    return bool(pairs) and all(
        any(off.presses(exercise, side) for off in offs) or any(one.holds(exercise, side) for one in standing)
        for exercise, side in pairs
    )


def _one_day(asked: AskedDay, today: dt.date) -> Period:
    return Period(
        "day",
        asked.day,
        asked.day,
        asked.day < today,
        (asked,),
        whole=asked.most,
        asked=asked.room,
        held=asked.most if asked.state == "held" else 0,
        blocked=asked.most - asked.room if asked.state == "blocked" else 0,
        asked_without_off=asked.room if asked.off is None else 0,
        rule=f"{asked.most} a day",
    )


def _one_week(days: list[AskedDay], today: dt.date) -> Period:
    def ask(room: Callable[[AskedDay], int]) -> int:
        return week_asks((one.entry, room(one)) for one in days)

    whole = ask(lambda one: one.most)
    not_held = ask(lambda one: 0 if one.state == "held" else one.most)
    asked = ask(lambda one: one.room)
    open_days = [one for one in days if one.room]
    first, last = days[0].day, days[-1].day
    numbers = sorted({one.entry.per_week or 0 for one in days})
    return Period(
        "week",
        first,
        last,
        last < today,
        tuple(days),
        whole=whole,
        asked=asked,
        held=whole - not_held,
        blocked=not_held - asked,
        asked_without_off=ask(lambda one: one.room if one.off is None else 0),
        rule=f"{' and '.join(map(str, numbers))} a week, {len(open_days)} of {len(days)} days open",
    )
