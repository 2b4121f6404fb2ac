"""How long a session takes, roughly, and whether each week has something to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, assert_never

from selfcare.routine.durations import in_weeks, week_range
from selfcare.routine.model import Defaults, Dose, Exercise, Move, Press, Reps, Roll, ScheduleLine, UntilFaded
from selfcare.routine.reading.finding import Draft, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from selfcare.text.spans import Path

_LONGEST: Final = 7200
"""Design: two hours. A session beyond it is a slip of the finger, or two routines."""
_REP: Final = 15
"""Seconds for a repetition without a ceiling, as the model says."""
_MINUTE: Final = 60


def check_totals(draft: Draft) -> Iterator[Finding]:
    """A week in which a session would hold nothing, or more than two hours. Only when all exercises are right."""
    paths = list(draft.elements("exercise"))
    exercises = [exercise for path in paths if (exercise := draft.built(Exercise, *path))]
    defaults = draft.built(Defaults, "defaults") or (None if draft.has("defaults") else Defaults())
    whole = len(exercises) == len(paths) and all(_one_dose(one) and week_range(one.weeks) for one in exercises)
    if not exercises or defaults is None or not whole:
        return
    for path in draft.elements("schedule"):
        line = draft.built(ScheduleLine, *path)
        span = week_range(line.weeks) if line else None
        if span is None:
            continue
        empty = next(
            (week for week in _turns(exercises, span) if not any(in_weeks(e.weeks, week) for e in exercises)), None
        )
        if empty:
            what = f"In week {empty} a session is asked, but no exercise is for that week."
            remedy = "Correct `weeks` here, or of an exercise."
            where = (*path, "weeks") if draft.has(*path, "weeks") else path
            yield Finding("nothing-to-do", where, what, remedy)
    yield from _never_begins(draft, paths, exercises)
    longest = max(
        sum(seconds(one, defaults) for one in exercises if in_weeks(one.weeks, week))
        for week in _turns(exercises, (1, None))
    )
    if longest > _LONGEST:
        what = (
            f"One session would take about {round(longest / _MINUTE)} minutes; at most {_LONGEST // _MINUTE} are taken."
        )
        yield Finding("too-long-session", (), what, "Ask for less time, fewer sets or fewer exercises.")


def _never_begins(draft: Draft, paths: list[Path], exercises: list[Exercise]) -> Iterator[Finding]:
    """A week whose exercises all wait for sessions: there may never be one that could be played."""
    lines = [draft.built(ScheduleLine, *path) for path in draft.elements("schedule")]
    spans = [span for one in lines if one and (span := week_range(one.weeks))] if lines else [(1, None)]
    for week in (week for span in spans for week in _turns(exercises, span)):
        there = [number for number, one in enumerate(exercises) if in_weeks(one.weeks, week)]
        if there and all(exercises[number].after for number in there):
            what = f"In week {week} every exercise waits for sessions to come first, so nothing could ever begin."
            remedy = "Take `after` out of one of them, or let another exercise have that week."
            yield Finding("never-begins", (*paths[there[0]], "after"), what, remedy)
            return


def seconds(exercise: Exercise, defaults: Defaults) -> int:
    """About how many seconds an exercise takes with its rests and changes; waiting for a key counts as none."""

    def own(value: int | None, usual: int) -> int:
        return usual if value is None else value

    change = defaults.change_place if exercise.change_place is None else exercise.change_place
    dose = exercise.dose
    sides = 2 if exercise.side == "each" else 1
    each = dose.sets * _set(dose) + (dose.sets - 1) * own(exercise.rest, defaults.rest)
    return (
        sides * each
        + (sides - 1) * own(exercise.change_side, defaults.change_side)
        + own(exercise.get_ready, defaults.get_ready)
        + (0 if change == "wait" else change)
    )


def _set(dose: Dose) -> int:
    match dose:
        case Roll() | Move():
            return dose.time
        case Press():
            return dose.times * dose.time + (dose.times - 1) * dose.release
        case UntilFaded():
            return dose.ceiling
        case Reps():
            return dose.ceiling or _REP * dose.times
    assert_never(dose)


def _one_dose(exercise: Exercise) -> bool:
    doses = (exercise.roll, exercise.hold, exercise.move, exercise.until_faded, exercise.reps)
    return sum(dose is not None for dose in doses) == 1


def _turns(exercises: list[Exercise], within: tuple[int, int | None]) -> list[int]:
    """The weeks of a range in which it may become another session: its first, and where an exercise comes or goes."""
    first, last = within
    turns = {first}
    for exercise in exercises:
        begin, end = week_range(exercise.weeks) or (1, None)
        turns |= {begin, *([end + 1] if end is not None else [])}
    return sorted(week for week in turns if week >= first and (last is None or week <= last))
