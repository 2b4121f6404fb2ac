"""Sets and seconds of each exercise and side by the naive calculation: done of prescribed, from the words alone."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from adherence.naive import WHOLE
from selfcare.facts.kinds import Confirmed, SessionBegun, SetEnded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from adherence.naive import Naive

Side: TypeAlias = tuple[str, str]
"""The exercise's id and the side."""


class Work(NamedTuple):
    """Sets asked and done; seconds prescribed, done of them, and held in all: None where the end is open."""

    sets_asked: int
    sets_done: int
    seconds_asked: int | None
    seconds_done: int | None
    seconds_held: int | None


class Row(NamedTuple):
    """What one session asks of one exercise and side; `seconds` of each repetition, None where the end is open."""

    sets: int
    repetitions: int
    seconds: int | None


def written(exercise: dict[str, Any]) -> Row:
    """The dose as the file says it."""
    for word in ("roll", "move", "hold", "until_faded", "reps"):
        if word in exercise:
            dose = exercise[word]
            timed = word in ("roll", "move", "hold")
            return Row(
                dose.get("sets", 1), dose.get("times", 1) if word == "hold" else 1, dose["time"] if timed else None
            )
    raise AssertionError(exercise)


def asked_of(naive: Naive, session: str) -> Iterator[tuple[Side, Row]]:
    """What that session asked."""
    for _, body in naive.facts:
        if isinstance(body, SessionBegun) and body.session == session:
            for row in body.asked:
                yield (row.exercise, row.side), Row(row.sets, row.repetitions, row.seconds)


def held_in(naive: Naive, session: str) -> dict[Side, dict[tuple[int, int], tuple[int, bool]]]:
    """Of each repetition of each set: how long it was held, all attempts, in milliseconds, and whether one was whole."""
    found: dict[Side, dict[tuple[int, int], tuple[int, bool]]] = defaultdict(dict)
    for _, body in naive.facts:
        if isinstance(body, SetEnded) and body.session == session:
            held, whole = found[body.exercise, body.side].get((body.set, body.repetition), (0, False))
            after = (held + body.held, whole or body.how in WHOLE)
            found[body.exercise, body.side][body.set, body.repetition] = after
    return found


def denied(naive: Naive, session: str) -> tuple[str, ...]:
    """The exercises of which the patient said that they were left out."""
    said = [b for _, b in naive.facts if isinstance(b, Confirmed) and b.session == session]
    return said[-1].left_out if said else ()


def work(naive: Naive) -> dict[Side, Work]:
    """All exercises and sides of days and weeks that have ended: what filled an occasion, what was missed, what was extra."""
    naive.counts()
    sums: dict[Side, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    timed: set[Side] = set()
    for text, day in naive.not_done:
        for exercise, side in naive.plan(text, day):
            row = written(exercise)
            sums[exercise["id"], side][0] += row.sets
            if row.seconds is not None:
                timed.add((exercise["id"], side))
                sums[exercise["id"], side][2] += row.sets * row.repetitions * row.seconds * 1000
    for things, extra in ((naive.filling, False), (naive.more, True)):
        for thing in things:
            if thing.session and (not extra or thing.day < naive.today):
                add(naive, thing.session, sums, timed, extra=extra)
    return {
        key: Work(asked, done, *(second // 1000 if key in timed else None for second in seconds))
        for key, (asked, done, *seconds) in sums.items()
    }


def add(naive: Naive, session: str, sums: dict[Side, list[int]], timed: set[Side], *, extra: bool) -> None:
    """One session more. Of an extra one only what was held counts; of what the patient left out, nothing."""
    held = held_in(naive, session)
    for key, row in asked_of(naive, session):
        total = sums[key]
        reps = held[key] if key[0] not in denied(naive, session) else {}
        if row.seconds is not None:
            timed.add(key)
            total[4] += sum(ms for ms, _ in reps.values())
        if extra:
            continue
        total[0] += row.sets
        total[1] += sum(
            all(reps.get((number, rep), (0, False))[1] for rep in range(1, row.repetitions + 1))
            for number in range(1, row.sets + 1)
        )
        if row.seconds is not None:
            total[2] += row.sets * row.repetitions * row.seconds * 1000
            total[3] += sum(min(ms, row.seconds * 1000) for ms, _ in reps.values())
