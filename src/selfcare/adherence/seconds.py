"""Sets and seconds, per exercise and side: done of prescribed. Timed work only in seconds; open ends count as sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from selfcare.day.dose import full_rows
from selfcare.facts.kinds import Asked, Hand

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from selfcare.adherence.asked import Period
    from selfcare.adherence.report import Occasion

Key: TypeAlias = tuple[str, Hand]


class Doing(NamedTuple):
    """One exercise and side over the period: `seconds` None for an open end.

    `sets_asked` and `seconds_asked` are of every occasion asked (missed ones and days off too; of a reported one neither
    sets nor seconds), `sets_done` and `seconds_capped` of those that filled one. `seconds_capped` counts of each set at the
    most what it asked, `seconds_held` all that was held, extra sessions included. What the patient left out was not done.
    """

    exercise: str
    side: Hand
    sets_asked: int
    sets_done: int
    seconds_asked: int | None
    seconds_capped: int | None
    seconds_held: int | None


def per_exercise(
    occasions: Iterable[Occasion],
    ended: Iterable[Period],
    renamed: Mapping[str, str],
    scores: Mapping[tuple[str, dt.date], tuple[int, ...]],
) -> tuple[Doing, ...]:
    """The doing of each exercise and side, in the order in which they were first asked. Ended periods only.

    `renamed` gives an exercise's newer id, as the patient said when the new text was loaded: both are one exercise.
    `scores` are those before the sessions that came before an occasion, by its text and first day (see `day.phases`).
    """
    texts = {day.assignment.text: day.assignment.routine for period in ended for day in period.days}
    found: dict[Key, Doing] = {}
    capped_ms: dict[Key, int] = {}
    held_ms: dict[Key, int] = {}
    for one in occasions:
        if one.so_far or one.result in ("held", "blocked", "open", "reported", "not assigned"):
            continue
        if one.result in ("missed", "away"):
            routine = texts.get(one.text)
            before = scores.get((one.text, one.first), ())
            for row in full_rows(routine, one.first, before) if routine else ():
                _add(found, _key(row.exercise, row.side, renamed), asked=row.sets, done=0, seconds=_seconds(row))
            continue
        if one.session is None:
            continue  # more than was asked, and reported
        extra = one.result == "extra"
        for row, whole in zip(one.session.body.asked, one.session.sets_by_row(), strict=True):
            done = 0 if extra else whole
            seconds = 0 if extra and row.seconds is not None else _seconds(row)
            _add(
                found,
                _key(row.exercise, row.side, renamed),
                asked=0 if extra else row.sets,
                done=done,
                seconds=seconds,
            )
        left_out = one.session.confirmed.left_out if one.session.confirmed else ()
        timed = {
            (row.exercise, row.side): row.seconds * 1000
            for row in one.session.body.asked
            if row.seconds is not None and row.exercise not in left_out
        }
        for rep in one.session.repetitions:
            if (rep.exercise, rep.side) in timed:
                key = _key(rep.exercise, rep.side, renamed)
                held_ms[key] = held_ms.get(key, 0) + rep.held
                if not extra:
                    capped_ms[key] = capped_ms.get(key, 0) + min(rep.held, timed[rep.exercise, rep.side])
    return tuple(
        doing
        if doing.seconds_asked is None
        else doing._replace(
            seconds_capped=capped_ms.get(key, 0) // 1000,
            seconds_held=held_ms.get(key, 0) // 1000,
        )
        for key, doing in found.items()
    )


def _key(exercise: str, side: Hand, renamed: Mapping[str, str]) -> Key:
    """By the newest id; a chain that leads back to itself is followed once."""
    seen = {exercise}
    while (newer := renamed.get(exercise)) is not None and newer not in seen:
        seen.add(newer)
        exercise = newer
    return exercise, side


def _add(found: dict[Key, Doing], key: Key, *, asked: int, done: int, seconds: int | None) -> None:
    before = found.get(key) or Doing(*key, 0, 0, None, None, None)
    total = None if seconds is None else (before.seconds_asked or 0) + seconds
    found[key] = before._replace(
        sets_asked=before.sets_asked + asked,
        sets_done=before.sets_done + done,
        seconds_asked=before.seconds_asked if total is None else total,
    )


def _seconds(row: Asked) -> int | None:
    return None if row.seconds is None else row.sets * row.repetitions * row.seconds
