"""adherence(): every occasion that was asked, its outcome, and the sums, each of which names what it holds."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from selfcare.adherence.asked import WEEK, Period, periods
from selfcare.adherence.seconds import Doing, per_exercise
from selfcare.day.days_off import Off, days_off
from selfcare.day.in_force import Assignment, assignments, in_force
from selfcare.day.phases import scores_that_matter
from selfcare.facts.history import moment
from selfcare.facts.kinds import Loaded, Reported
from selfcare.facts.recount import Session, sessions

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from selfcare.facts.history import History
    from selfcare.facts.moment import Moment

Result: TypeAlias = Literal[
    "done", "played", "partly", "reported", "missed", "away", "held", "blocked", "open", "extra", "not assigned"
]
FILLED: tuple[Result, ...] = ("done", "played", "partly", "reported")
"""The outcomes that fill an occasion, the fullest first; `reported` stands before `partly` when both could fill one."""
_RANK: dict[Result, int] = {"done": 0, "played": 1, "reported": 2, "partly": 3}


class Occasion(NamedTuple):
    """One session that was asked, or one that was more than asked.

    `first` and `last` are the day, or the week's days, that asked it; `day` is when it was done. What belongs to the
    running day or week has `so_far` and is in no total, also when it is extra or not assigned.
    """

    first: dt.date
    last: dt.date
    result: Result
    day: dt.date | None
    reason: str
    session: Session | None
    entered: dt.date | None
    text: str
    rule: str
    so_far: bool


class Counts(NamedTuple):
    """A sum in its parts. Held and blocked are beside what was asked, never in it; so are extra and not assigned."""

    asked: int
    done: int
    played: int
    partly: int
    reported: int
    missed: int
    away: int
    held: int
    blocked: int
    extra: int
    not_assigned: int

    @property
    def filled(self) -> int:
        """Done, played, partly and reported together."""
        return self.done + self.played + self.partly + self.reported


class Shares(NamedTuple):
    """Of what was asked, in per cent, one decimal: `filled` is done, played, partly and reported.

    `capped` counts what its own period asked at the most; `uncapped` counts extra sessions too; `without_off` leaves what
    is counted as days off out of what was asked: None when nothing is, or when nothing else was asked.
    """

    capped: float
    uncapped: float
    done_only: float
    without_off: float | None


class AdherenceReport(NamedTuple):
    """What was asked and done between two days, as of a moment. The same history and moment give the same report."""

    first: dt.date | None
    last: dt.date
    as_of: Moment
    occasions: tuple[Occasion, ...]
    counts: Counts
    running: tuple[tuple[Period, int], ...]
    """The day and the week that run, each with how many of its occasions are filled so far."""
    not_received: int
    has_schedule: bool
    shares: Shares | None
    why_no_share: str
    ended: tuple[Period, ...]
    """The days and weeks that have ended, in order."""
    renamed: tuple[tuple[str, str], ...]
    """Ids of exercises and their newer ones, as the patient said at a loading."""
    scores: tuple[tuple[tuple[str, dt.date], tuple[int, ...]], ...]
    """For each text and first day of a missed occasion, the soreness before the sessions that came before: see `day.phases`."""
    offs: tuple[Off, ...]
    assignments: tuple[Assignment, ...]
    sessions: tuple[Session, ...]

    def doing(self) -> tuple[Doing, ...]:
        """Sets and seconds of each exercise and side. Counted when asked for: it is half the work of a report."""
        return per_exercise(self.occasions, self.ended, dict(self.renamed), dict(self.scores))


class _Candidate(NamedTuple):
    """A session, or a report of one, that may fill an occasion."""

    day: dt.date
    at: int
    result: Result
    session: Session | None
    entered: dt.date
    text: str
    reason: str


def adherence(history: History, period: tuple[dt.date | None, dt.date | None], as_of: Moment) -> AdherenceReport:
    """What was asked and done from the first to the last day of `period` (None: all), as of a moment.

    A week that asks "N a week" belongs to the period in which it begins.
    """
    today = as_of.day(history.day_ends(as_of.at))
    since, until = period
    last = min(until or today, today)
    known = assignments(history)
    played = sessions(history)
    candidates = _candidates(history, played)
    by_day: dict[dt.date, list[_Candidate]] = defaultdict(list)
    texts = frozenset(one.text for one in known)
    strange = {id(candidate) for candidate in candidates if not _assigned(known, texts, candidate)}
    for candidate in candidates:
        if id(candidate) not in strange:
            by_day[candidate.day].append(candidate)
    nothing = _nothing(played, {candidate.session.id for candidate in candidates if candidate.session})
    occasions: list[Occasion] = []
    inside: list[Period] = []
    running: list[tuple[Period, int]] = []
    done = {day: len(found) for day, found in by_day.items()}
    for one in periods(history, known, today, done, since):
        mine = [candidate for day in one.days for candidate in by_day.pop(day.day, ())]
        if not _within(one.first, since, last):
            continue
        inside.append(one)
        rows, filled = _occasions(one, mine, [nothing[day.day] for day in one.days if day.day in nothing])
        occasions += rows
        if not one.ended:
            running.append((one, filled))
    unasked = {id(candidate) for rest in by_day.values() for candidate in rest}
    occasions += [
        _beyond(one, "extra" if id(one) in unasked else "not assigned", so_far=one.day >= today)
        for one in candidates
        if _within(one.day, since, last) and (id(one) in unasked or id(one) in strange)
    ]
    occasions.sort(key=lambda one: (one.day or one.first, one.first, one.session.begun.at if one.session else 0))
    ended = [one for one in inside if one.ended]
    counts = counts_of(Counter(one.result for one in occasions if not one.so_far))
    shares, why = shares_of(counts, *named_and_free(ended), known, today)
    return AdherenceReport(
        first=since or (min(one.received for one in known) if known else None),
        last=last,
        as_of=as_of,
        occasions=tuple(occasions),
        counts=counts,
        running=tuple(running),
        not_received=_not_received(known, since),
        has_schedule=any(one.routine.schedule for one in known),
        shares=shares,
        why_no_share=why,
        ended=tuple(ended),
        renamed=tuple(pair for _, body in history.of(Loaded) for pair in body.renamed),
        scores=_scores(occasions, known, history, played),
        offs=tuple(off for off in days_off(history, today) if since is None or off.last >= since),
        assignments=known,
        sessions=tuple(one for one in played if _within(dt.date.fromisoformat(one.body.day), since, last)),
    )


def _scores(
    occasions: Iterable[Occasion], known: Sequence[Assignment], history: History, played: Sequence[Session]
) -> tuple[tuple[tuple[str, dt.date], tuple[int, ...]], ...]:
    """Only where an exercise of the text waits for them."""
    waiting = {one.text: one.routine for one in known if any(exercise.after for exercise in one.routine.exercise)}
    asked = {(one.text, one.first) for one in occasions if one.result in ("missed", "away") and one.text in waiting}
    return tuple((key, scores_that_matter(history, played, waiting[key[0]], key[1])) for key in sorted(asked))


def _within(day: dt.date, since: dt.date | None, last: dt.date) -> bool:
    return (since is None or since <= day) and day <= last


def _candidates(history: History, played: Iterable[Session]) -> list[_Candidate]:
    found = []
    for one in played:
        outcome = one.outcome
        if outcome != "nothing":
            day = dt.date.fromisoformat(one.body.day)
            reason: str = one.stopped.reason if one.stopped else ""
            found.append(_Candidate(day, one.begun.at, outcome, one, day, one.body.text, reason))
    for fact, body in history.of(Reported):
        entered = moment(fact).day(history.day_ends(fact.at))
        reason = "; ".join(part for part in (", ".join(body.part), body.note or "") if part)
        found.append(_Candidate(dt.date.fromisoformat(body.day), fact.at, "reported", None, entered, body.text, reason))
    return sorted(found, key=lambda one: (one.day, one.at))


def _assigned(known: Sequence[Assignment], texts: frozenset[str], one: _Candidate) -> bool:
    """Whether a text was in force on its day, and what was played had been loaded.

    Not by its own text: a correction may change which one was in force, and the session keeps the text that it played.
    """
    return (
        one.text in texts and in_force(known, one.day) is not None and not (one.session and one.session.body.from_file)
    )


def _nothing(played: Iterable[Session], something: set[str]) -> dict[dt.date, str]:
    """Sessions that came to nothing, with their reason, by day: it stands beside what was missed."""
    return {
        dt.date.fromisoformat(one.body.day): f"begun; {one.stopped.reason}" if one.stopped else "begun, nothing done"
        for one in played
        if one.id not in something and not one.body.from_file
    }


def _occasions(period: Period, mine: list[_Candidate], nothing: list[str]) -> tuple[list[Occasion], int]:
    """The period's occasions: filled by the fullest sessions, at the most so many of one day; the rest are extra."""
    chosen: list[_Candidate] = []
    per_day: Counter[dt.date] = Counter()
    for one in sorted(mine, key=lambda c: (_RANK[c.result], c.day, c.at)):
        if len(chosen) < period.asked and per_day[one.day] < period.room(one.day):
            chosen.append(one)
            per_day[one.day] += 1
    rows = [_filled(period, one) for one in sorted(chosen, key=lambda c: (c.day, c.at))]
    rows += [_beyond(one, "extra", period.rule, so_far=not period.ended) for one in mine if one not in chosen]
    rows += _empty(period, period.asked - len(chosen), nothing)
    return rows, len(chosen)


def _empty(period: Period, left: int, nothing: list[str]) -> list[Occasion]:
    text = period.days[0].assignment.text
    off = next((one.off for one in period.days if one.off), None)
    away = min(left, period.asked - period.asked_without_off)
    why = {one.state: one.why for one in period.days}

    def row(result: Result, reason: str, entered: dt.date | None = None) -> Occasion:
        return Occasion(
            period.first, period.last, result, None, reason, None, entered, text, period.rule, so_far=not period.ended
        )

    if not period.ended:
        rows = [row("open", "")] * left
    else:
        rows = [row("away", (off.why if off else None) or "days off", off.entered if off else None)] * away
        rows += [row("missed", "; ".join(nothing))] * (left - away)
    return (
        rows
        + [row("held", why.get("held", ""))] * period.held
        + [row("blocked", why.get("blocked", ""))] * period.blocked
    )


def _filled(period: Period, one: _Candidate) -> Occasion:
    return Occasion(
        period.first,
        period.last,
        one.result,
        one.day,
        one.reason,
        one.session,
        one.entered,
        one.text,
        period.rule,
        so_far=not period.ended,
    )


def _beyond(one: _Candidate, result: Result, rule: str = "", *, so_far: bool) -> Occasion:
    return Occasion(
        one.day, one.day, result, one.day, one.reason, one.session, one.entered, one.text, rule, so_far=so_far
    )


def counts_of(found: Mapping[Result, int]) -> Counts:
    """The sum of so many occasions of each outcome, all of days and weeks that have ended: those so far are in none."""
    filled = sum(found.get(result, 0) for result in FILLED)
    words: tuple[Result, ...] = ("done", "played", "partly", "reported", "missed", "away", "held", "blocked", "extra")
    return Counts(
        asked=filled + found.get("missed", 0) + found.get("away", 0),
        **{word: found.get(word, 0) for word in words},
        not_assigned=found.get("not assigned", 0),
    )


def named_and_free(ended: Iterable[Period]) -> tuple[int, int]:
    """How many days the schedule named, and how many of them were open and not away."""
    named = [day for period in ended for day in period.days]
    return len(named), sum(day.state == "open" and day.off is None for day in named)


def shares_of(
    counts: Counts, named: int, free: int, known: Sequence[Assignment], today: dt.date
) -> tuple[Shares | None, str]:
    """The shares, or the reason why none is printed: it would say more than is known."""
    if not counts.asked:
        return None, "nothing was asked yet"
    if known and (today - min(one.first for one in known)).days < WEEK:
        return None, "counts only in the first week"
    if 2 * free < named:
        return None, "fewer than half of the days were open and not days off"
    without = counts.asked - counts.away
    return (
        Shares(
            capped=_percent(counts.filled, counts.asked),
            uncapped=_percent(counts.filled + counts.extra, counts.asked),
            done_only=_percent(counts.done, counts.asked),
            without_off=_percent(counts.filled, without) if counts.away and without else None,
        ),
        "",
    )


def _percent(part: int, whole: int) -> float:
    return round(100 * part / whole, 1) if whole else 0.0


def _not_received(known: Sequence[Assignment], since: dt.date | None) -> int:
    """Days from a routine's start to the day on which its first text was received."""
    if not known:
        return 0
    first = known[0]
    start = max(first.routine.start, since) if since else first.routine.start
    return max(0, (first.first - start).days)
