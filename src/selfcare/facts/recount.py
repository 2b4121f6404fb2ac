"""Sessions, recounted from facts: nothing of this is kept."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.facts.kinds import (
    Answered,
    Asked,
    Confirmed,
    EasedOff,
    Fact,
    Hand,
    Rated,
    SessionBegun,
    SessionContinued,
    SessionEnded,
    SetBegun,
    SetEnd,
    SetEnded,
    Settled,
    Stopped,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfcare.facts.history import History

Outcome: TypeAlias = Literal["done", "played", "partly", "nothing"]
"""nothing: no set, and no repetition of one, was played as asked; or the patient said "none of it", or discarded it.

See docs/what-counts.md for the others.
"""

COMPLETE: frozenset[SetEnd] = frozenset({"whole", "patient ended it", "ceiling reached"})
"""The ends of a set that was played as asked."""


class Repetition(NamedTuple):
    """All attempts at one repetition of one set: how the best ended, how long all were held, how many there were."""

    exercise: str
    side: Hand
    set: int
    repetition: int
    how: SetEnd
    held: int
    asked: int | None
    attempts: int
    at: int
    """When its first attempt began, UTC milliseconds."""

    @property
    def complete(self) -> bool:
        """Whether it was played as asked, at least once."""
        return self.how in COMPLETE


class Counted(NamedTuple):
    """The sets of one session, counted: from how many facts, when the first of them was begun, when the last was recorded."""

    facts: int
    begun_at: int | None
    last_at: int
    repetitions: tuple[Repetition, ...]


class Session(NamedTuple):
    """One session. An end of None means that the program did not live to write it: the sets it wrote still count.

    `last_at` is when the last fact of it was recorded, UTC milliseconds, whatever it is.
    """

    id: str
    begun: Fact
    body: SessionBegun
    answers: Answered | None
    repetitions: tuple[Repetition, ...]
    ended: SessionEnded | None
    stopped: Stopped | None
    eased: int
    confirmed: Confirmed | None
    ratings: tuple[tuple[Fact, Rated], ...]
    settled: Settled | None = None
    last_at: int = 0

    @property
    def cut_off(self) -> bool:
        """Whether it was interrupted, and the patient has not yet said what becomes of it."""
        over = self.ended is not None and self.ended.how != "interrupted"
        return not (over or self.settled or self.confirmed)

    @property
    def discarded(self) -> bool:
        """Whether the patient said that what was cut off does not count, and has not said otherwise since."""
        return self.settled is not None and self.settled.how == "discarded" and self.confirmed is None

    @property
    def sets_asked(self) -> int:
        """Sets that the day's plan asked, all exercises and sides."""
        return sum(row.sets for row in self.body.asked)

    def sets_by_row(self) -> tuple[int, ...]:
        """Sets done of each row of what was asked: every repetition was played as asked, and the patient did not deny it."""
        if self.discarded or (self.confirmed and self.confirmed.share == "none"):
            return (0,) * len(self.body.asked)
        left_out = self.confirmed.left_out if self.confirmed else ()
        complete: dict[tuple[str, Hand], dict[int, int]] = {}
        for rep in self.repetitions:
            if rep.how in COMPLETE:
                counts = complete.setdefault((rep.exercise, rep.side), {})
                counts[rep.set] = counts.get(rep.set, 0) + 1
        return tuple(
            [
                0 if row.exercise in left_out else _whole(row, complete.get((row.exercise, row.side), {}))
                for row in self.body.asked
            ]
        )

    @property
    def sets(self) -> int:
        """Sets done, of `sets_asked`."""
        return sum(self.sets_by_row())

    @property
    def outcome(self) -> Outcome:
        """What this session is worth, in the words of docs/what-counts.md."""
        share = self.confirmed.share if self.confirmed else None
        if share == "none" or self.discarded or not self.repetitions:
            return "nothing"
        if share == "part":
            return "partly"
        if not any(one.complete for one in self.repetitions):
            return "nothing"
        if self.sets < self.sets_asked:
            return "partly"
        return "done" if self.confirmed else "played"


def _whole(row: Asked, counts: dict[int, int]) -> int:
    """How many sets of the row are whole, by how many repetitions of each were played as asked."""
    sets, repetitions_each, whole = row.sets, row.repetitions, 0
    for number, reps in counts.items():
        whole += number <= sets and reps >= repetitions_each
    return whole


def sessions(history: History) -> list[Session]:
    """All sessions in the order in which they began."""
    begun = history.of(SessionBegun)
    answers = {body.session: body for _, body in history.of(Answered)}
    ended = _ends(history)
    settled = {body.session: body for _, body in history.of(Settled)}
    last_at = _last_at(history)
    stopped = {body.session: body for _, body in history.of(Stopped)}
    confirmed = {body.session: body for _, body in history.of(Confirmed)}
    eased: dict[str, int] = defaultdict(int)
    for _, easing in history.of(EasedOff):
        eased[easing.session] += 1
    ratings: dict[str, list[tuple[Fact, Rated]]] = defaultdict(list)
    for fact, rating in history.of(Rated):
        if rating.session is not None:
            ratings[rating.session].append((fact, rating))
    repetitions = _repetitions(history)
    repetitions |= {name: counted.repetitions for name, counted in history.counted.items()}
    return [
        Session(
            id=body.session,
            begun=fact,
            body=body,
            answers=answers.get(body.session),
            repetitions=repetitions.get(body.session, ()),
            ended=ended.get(body.session),
            stopped=stopped.get(body.session),
            eased=eased[body.session],
            confirmed=confirmed.get(body.session),
            ratings=tuple(ratings[body.session]),
            settled=settled.get(body.session),
            last_at=last_at[body.session],
        )
        for fact, body in begun
    ]


def _ends(history: History) -> dict[str, SessionEnded]:
    """The end of each session; one that was continued after it has none until the next is written."""
    found: dict[str, SessionEnded] = {}
    for fact in history.facts:
        if isinstance(fact.body, SessionEnded):
            found[fact.body.session] = fact.body
        elif isinstance(fact.body, SessionContinued):
            found.pop(fact.body.session, None)
    return found


def _last_at(history: History) -> dict[str, int]:
    """When the last fact of each session was recorded."""
    found: dict[str, int] = {}
    for fact in history.facts:
        session = getattr(fact.body, "session", None)
        if session is not None:
            found[session] = fact.at
    for name, counted in history.counted.items():
        found[name] = max(counted.last_at, found.get(name, 0))
    return found


_Name: TypeAlias = tuple[str, Hand, int, int]
_NO_END: tuple[SetEnd, int, int | None] = ("interrupted", 0, None)


def _repetitions(history: History) -> dict[str, tuple[Repetition, ...]]:
    """Those of each session of which the history holds the sets themselves."""
    begun: dict[str, list[tuple[Fact, SetBegun]]] = defaultdict(list)
    ended: dict[str, list[tuple[Fact, SetEnded]]] = defaultdict(list)
    for fact, one in history.of(SetBegun):
        begun[one.session].append((fact, one))
    for fact, end in history.of(SetEnded):
        ended[end.session].append((fact, end))
    return {name: repetitions(begun[name], ended[name]) for name in {**begun, **ended}}


def counted(facts: Sequence[Fact]) -> Counted:
    """The sets of one session, from their facts alone, in order, of which none was corrected."""
    begun = [(fact, fact.body) for fact in facts if isinstance(fact.body, SetBegun)]
    ended = [(fact, fact.body) for fact in facts if isinstance(fact.body, SetEnded)]
    return Counted(
        len(facts), min((fact.at for fact, _ in begun), default=None), facts[-1].at, repetitions(begun, ended)
    )


def repetitions(
    begun: Iterable[tuple[Fact, SetBegun]], ended: Iterable[tuple[Fact, SetEnded]]
) -> tuple[Repetition, ...]:
    """The repetitions of one session, by the beginnings and the ends of its sets, each in order."""
    # Until its end is written, a set that was begun was interrupted: the program died in it.
    attempts: dict[_Name, int] = {}
    first: dict[_Name, int] = {}
    for fact, one in begun:
        name = one[1:5]
        attempts[name] = attempts.get(name, 0) + 1
        first.setdefault(name, fact.at)
    ends: dict[_Name, tuple[SetEnd, int, int | None]] = {}
    for fact, end in ended:
        name = end[1:5]
        if name not in attempts:
            attempts[name], first[name] = 1, fact.at
        before = ends.get(name)
        if before is None:
            ends[name] = end.how, end.held, end.asked
        else:
            how = before[0] if before[0] in COMPLETE and end.how not in COMPLETE else end.how
            ends[name] = how, before[1] + end.held, end.asked
    found = []
    for name, count in attempts.items():
        how, held, asked = ends.get(name, _NO_END)
        found.append(Repetition(*name, how, held, asked, count, first[name]))
    return tuple(found)
