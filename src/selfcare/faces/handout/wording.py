"""Doses, days and times as their user would say them. Plain text: nothing here is escaped yet."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, assert_never

from selfcare.day.dose import prescribed
from selfcare.faces import words
from selfcare.faces.naming import listed
from selfcare.routine.durations import week_range
from selfcare.routine.model import Move, Press, Reps, Roll, UntilFaded
from selfcare.session import phrases

if TYPE_CHECKING:
    from selfcare.routine.model import Discomfort, Dose, Exercise, Routine, ScheduleLine, Side

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_SIDES = {"each": "on each side", "left": "on the left", "right": "on the right", "middle": ""}
_UNITS = {"min": "minute", "h": "hour", "d": "day"}


def day(date: dt.date) -> str:
    """A day in full: "Monday 23 November 2026"."""
    return f"{_WEEKDAYS[date.weekday()]} {date.day} {_MONTHS[date.month - 1]} {date.year}"


def moment(at: dt.datetime) -> str:
    """A day and an hour: "Monday 23 November 2026, 15:10"."""
    return f"{day(at.date())}, {clock(at.time())}"


def clock(time: dt.time) -> str:
    """A time of day: "7:30"."""
    return f"{time.hour}:{time.minute:02d}"


def length(seconds: int) -> str:
    """A time: "45 seconds", "2 minutes", "1 minute 30 seconds"."""
    minutes, rest = divmod(seconds, 60)
    return f"{phrases.length(minutes * 60)} {phrases.length(rest)}" if minutes and rest else phrases.length(seconds)


def waiting(text: str) -> str:
    """A waiting time as it is said: "24 hours" for "24h"."""
    written = text.strip()
    unit = next(unit for unit in _UNITS if written.endswith(unit))
    number = int(written.removesuffix(unit))
    return f"{number} {_UNITS[unit]}{'s' if number != 1 else ''}"


def dose(asked: Dose, side: Side) -> str:
    """A dose on its side: "3 sets of 1 minute on each side, 3 seconds each way"."""
    sets = f"{asked.sets} sets of " if asked.sets > 1 else ""
    where = f" {_SIDES[side]}" if _SIDES[side] else ""
    match asked:
        case Roll():
            pace = f", {phrases.seconds(asked.stroke)} each way" if asked.stroke is not None else ""
            return f"{sets}{length(asked.time)}{where}{pace}"
        case Move():
            return f"{sets}{length(asked.time)} of movement{where}"
        case Press():
            return _press(asked, where)
        case UntilFaded():
            many = f"{asked.sets} times{where}: hold" if asked.sets > 1 else "hold"
            last = "" if asked.sets > 1 else where
            return f"{many} until the feeling has clearly faded{last}, {length(asked.ceiling)} at the most"
        case Reps():
            many = f"{asked.sets} sets of {asked.times}" if asked.sets > 1 else f"{asked.times} times"
            most = f", {length(asked.ceiling)} a set at the most" if asked.ceiling else ""
            return f"{many}{where}, at your own pace{most}"
    assert_never(asked)


def _press(asked: Press, where: str) -> str:
    hold = f"hold {length(asked.time)}"
    if asked.times > 1:
        between = f", let go {length(asked.release)}" if asked.release else ", without a break between"
        hold += f"{between}, {asked.times} times"
    return f"{asked.sets} sets{where}: {hold}" if asked.sets > 1 else f"{hold}{where}"


def rest(exercise: Exercise, routine: Routine) -> str | None:
    """The rest between sets; None where there is only one."""
    if exercise.dose.sets == 1:
        return None
    seconds = routine.defaults.rest if exercise.rest is None else exercise.rest
    return f"{length(seconds)} between sets" if seconds else "none between sets"


def gentler(exercise: Exercise, routine: Routine) -> str:
    """What is less on a bad day."""
    less = prescribed(exercise, routine.defaults, "gentler")
    full = prescribed(exercise, routine.defaults, "full")
    assert full is not None
    if less is None:
        return "leave it out"
    if less == full:
        return "the same"
    hard = "" if less.discomfort == full.discomfort else f". {how_hard(less.discomfort)}"
    return f"{dose(less.dose, exercise.side)}{hard}"


def how_hard(level: Discomfort) -> str:
    """The discomfort to work at and never to pass, in numbers and words."""
    most = f"never above {words.discomfort(level.max)}"
    return f"{most[0].upper()}{most[1:]}" if level.aim is None else f"Work at {words.discomfort(level.aim)}; {most}"


def stretch(exercise: Exercise) -> str | None:
    """How far a band is drawn out."""
    return None if exercise.stretch is None else f"drawn out to {phrases.stretch(exercise.stretch)}"


def weeks(text: str, start: dt.date) -> str:
    """Weeks of the routine with their days: "Weeks 2 to 4 (Mon 30 Nov to Sun 20 Dec)"."""
    first, last = week_range(text) or (1, None)
    begins = words.date(start + dt.timedelta(weeks=first - 1))
    if last is None:
        return f"From week {first} on (from {begins})"
    span = f"{begins} to {words.date(start + dt.timedelta(weeks=last, days=-1))}"
    return f"Week {first} ({span})" if first == last else f"Weeks {first} to {last} ({span})"


def often(line: ScheduleLine) -> str:
    """How often, in a sentence without its stop: "twice a day, at 7:30 and 20:00"."""
    days = [_WEEKDAYS[("mon", "tue", "wed", "thu", "fri", "sat", "sun").index(one)] for one in line.days]
    if line.per_week is not None:
        which = f", on {_either(days)}" if days else ", on days that you choose"
        most = f", at most {_times(line.per_day)} a day" if line.per_day else ""
        said = f"{_times(line.per_week)} a week{which}{most}"
    else:
        said = f"{_times(line.per_day or 1)} a day{f', on {listed(days)}' if days else ''}"
    return said + (f", at {listed([clock(one) for one in sorted(line.at)])}" if line.at else "")


def schedule(routine: Routine) -> list[str]:
    """How often, a line for each phase."""
    if not routine.schedule:
        return [f"As {routine.therapist} told you."]
    lines = []
    for line in routine.schedule:
        said = often(line)
        lines.append(f"{weeks(line.weeks, routine.start)}: {said}." if line.weeks else f"{said[0].upper()}{said[1:]}.")
    return lines


def _either(days: list[str]) -> str:
    return days[0] if len(days) == 1 else f"{', '.join(days[:-1])} or {days[-1]}"


def _times(number: int) -> str:
    return {1: "once", 2: "twice"}.get(number, f"{number} times")
