"""Phases as written: an exercise is there in its weeks, and once enough sessions were sore no more than the therapist says.

Counted anew from facts each time: a corrected score counts as it is corrected. Nothing moves on beyond what is written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.routine.durations import in_weeks

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from selfcare.facts.history import History
    from selfcare.facts.recount import Session
    from selfcare.routine.model import Exercise, Routine


def scores_before(history: History, played: Sequence[Session], routine: Routine, day: dt.date) -> tuple[int, ...]:
    """The soreness before each session that counts towards `after`: of this routine's id, assigned, before that day.

    Of several places the worst. A session of which nothing was done, or whose score was not given, is not among them.
    """
    word, found = day.isoformat(), []
    for one in played:
        if one.body.day >= word or one.body.from_file or one.outcome == "nothing":
            continue
        text = history.routine(one.body.text)
        if text is None or text.id != routine.id:
            continue
        given = [
            rating.score
            for _, rating in one.ratings
            if rating.what == "soreness" and rating.when == "before" and rating.score is not None
        ]
        if given:
            found.append(max(given))
    return tuple(found)


def scores_that_matter(history: History, played: Sequence[Session], routine: Routine, day: dt.date) -> tuple[int, ...]:
    """The same, and none where no exercise of the routine asks for them."""
    return scores_before(history, played, routine, day) if any(one.after for one in routine.exercise) else ()


def counted(exercise: Exercise, scores: Sequence[int]) -> int:
    """How many of the sessions count towards its `after`; 0 when it has none."""
    return sum(score <= exercise.after.soreness_at_most for score in scores) if exercise.after else 0


def in_phase(exercise: Exercise, week: int, scores: Sequence[int]) -> bool:
    """Whether the exercise is in the plan of that week, after sessions with these scores before them."""
    if exercise.weeks is not None and not in_weeks(exercise.weeks, week):
        return False
    return exercise.after is None or counted(exercise, scores) >= exercise.after.sessions
