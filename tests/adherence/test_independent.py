"""The same sums by another way: slowly, day by day and session by session, from the words of docs/what-counts.md alone."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from adherence.worlds import PLAYED, Line, World, _play, rx
from selfcare.adherence.report import Counts, adherence
from selfcare.facts.history import History
from selfcare.facts.kinds import (
    Answered,
    Away,
    Back,
    Body,
    Confirmed,
    Corrected,
    DayEnds,
    Fact,
    Loaded,
    NeedledAt,
    Rated,
    Reported,
    Seen,
    SessionBegun,
    SetBegun,
    SetEnded,
    TextKept,
)
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = dt.timedelta(days=1)
HOUR = 3_600_000
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE = {"whole", "patient ended it", "ceiling reached"}
"""Ends of a set that was played as asked."""
FULLEST = ("done", "played", "reported", "partly")


# --- the naive calculation ---


class Text(NamedTuple):
    """A text that was loaded: what the file says, and the first day on which it may be in force."""

    name: str
    says: dict[str, Any]
    first: dt.date


class Done(NamedTuple):
    """A session or a report that came to something: its day, when it was recorded, what it is worth."""

    day: dt.date
    at: int
    worth: str
    text: str
    from_file: bool


class Naive:
    """All of it, counted as of a day: `today` has not ended."""

    def __init__(self, facts: Iterable[Fact], today: dt.date) -> None:
        """Read every fact as its latest correction says, but what is never corrected."""
        self.today = today
        recorded = sorted(facts, key=lambda fact: (fact.at, fact.id))
        stay = {fact.id for fact in recorded if isinstance(fact.body, Answered | Loaded | TextKept)}
        said: dict[str, Body | None] = {}
        for fact in recorded:
            if isinstance(fact.body, Corrected) and fact.body.replaces not in stay:
                said[fact.body.replaces] = fact.body.body
        self.facts: list[tuple[Fact, Body]] = []
        for fact in recorded:
            body = said.get(fact.id, fact.body)
            if body is not None and not isinstance(body, Corrected):
                self.facts.append((fact, body))
        self.things = [*self.reports(), *self.sessions()]
        self.texts: list[Text] = []
        self.free: list[bool] = []
        self.receive()

    def day_of(self, fact: Fact) -> dt.date:
        """The day on which a fact was recorded: local time, less what a night lasts into the next day."""
        minutes = 240
        for other, body in self.facts:
            if isinstance(body, DayEnds) and other.at <= fact.at:
                minutes = body.minutes
        local = dt.datetime(1970, 1, 1) + dt.timedelta(milliseconds=fact.at, minutes=fact.offset - minutes)  # noqa: DTZ001
        return local.date()

    def reports(self) -> list[Done]:
        """What was done without the guide."""
        return [
            Done(dt.date.fromisoformat(body.day), fact.at, "reported", body.text, from_file=False)
            for fact, body in self.facts
            if isinstance(body, Reported)
        ]

    def sessions(self) -> list[Done]:
        """What was played, session by session."""
        return [
            Done(dt.date.fromisoformat(body.day), fact.at, worth, body.text, body.from_file)
            for fact, body in self.facts
            if isinstance(body, SessionBegun) and (worth := self.worth(body))
        ]

    def worth(self, begun: SessionBegun) -> str:
        """Done, played, partly, or nothing."""
        asked = {
            (row.exercise, row.side, number, rep)
            for row in begun.asked
            for number in range(1, row.sets + 1)
            for rep in range(1, row.repetitions + 1)
        }
        played, touched, share = set(), False, None
        for _, body in self.facts:
            touched = touched or (isinstance(body, SetBegun) and body.session == begun.session)
            if isinstance(body, SetEnded) and body.session == begun.session and body.how in WHOLE:
                played.add((body.exercise, body.side, body.set, body.repetition))
            elif isinstance(body, Confirmed) and body.session == begun.session:
                share = body.share
        if not touched or share == "none" or (not played and share != "part"):
            return ""
        if share == "part" or asked - played:
            return "partly"
        return "done" if share == "all" else "played"

    def receive(self) -> None:
        """What was loaded, in order, and from which day each may be in force."""
        kept = {body.sha256: tomllib.loads(body.text) for _, body in self.facts if isinstance(body, TextKept)}
        for fact, body in self.facts:
            if not isinstance(body, Loaded) or (self.texts and self.texts[-1].name == body.text):
                continue
            day = self.day_of(fact)
            says = kept[body.text]
            later = self.in_force(day) is not None and self.was_played(day, fact.at)
            self.texts.append(Text(body.text, says, max(day + DAY if later else day, says["start"])))

    def was_played(self, day: dt.date, at: int) -> bool:
        """Whether something assigned was played or reported of that day before that moment, whatever was said after it."""
        loaded = {text.name for text in self.texts}
        for fact, body in self.facts:
            if isinstance(body, Reported) and fact.at < at and body.day == day.isoformat() and body.text in loaded:
                return True
            if isinstance(body, SessionBegun) and body.day == day.isoformat() and body.text in loaded:
                sets = [f for f, b in self.facts if isinstance(b, SetBegun) and b.session == body.session and f.at < at]
                if sets and not body.from_file:
                    return True
        return False

    def in_force(self, day: dt.date) -> Text | None:
        """Of the texts whose first day has come the one loaded last, unless it has ended."""
        come = [text for text in self.texts if text.first <= day]
        return come[-1] if come and day <= come[-1].says.get("end", day) else None

    def line(self, text: Text, day: dt.date) -> dict[str, Any] | None:
        """The line of the schedule that names this day."""
        week = (day - text.says["start"]).days // 7 + 1
        for line in text.says.get("schedule", []):
            first, dash, last = line.get("weeks", "1-").partition("-")
            if int(first) <= week and (week <= int(last) if last else dash or week == int(first)):
                return line if NAMES[day.weekday()] in line.get("days", NAMES) else None
        return None

    def held(self, text: Text, day: dt.date) -> bool:
        """Whether the therapist took the day out of the plan."""
        return any(one["start"] <= day <= one.get("end", day) for one in text.says.get("holds", []))

    def blocked(self, text: Text, day: dt.date) -> bool:
        """Whether a stop answer or a needling kept the whole routine off at the end of the day."""
        for fact, body in self.facts:
            if isinstance(body, Answered):
                if "fever or unwell" in body.yes and body.day == day.isoformat():
                    return True
                seen = [self.day_of(f) for f, b in self.facts if isinstance(b, Seen) and b.answered == fact.id]
                if "breath or chest" in body.yes and dt.date.fromisoformat(body.day) <= day < min([*seen, dt.date.max]):
                    return True
            if self.rests(text, fact, body, day):
                return True
            if isinstance(body, NeedledAt) and body.side in (None, "both", "left"):
                # No clock changes in a story with needles: 60 minutes east, and a day ends at four.
                ends = (day + DAY - dt.date(1970, 1, 1)).days * 24 * HOUR + 3 * HOUR
                hours = int(text.says["needling"]["keep_off"].removesuffix("h"))
                if body.when < ends <= body.when + hours * HOUR:  # at its last moment
                    return True
        return False

    def rests(self, text: Text, fact: Fact, body: Body, day: dt.date) -> bool:
        """Whether this is the day's last morning score, and worse by what the therapist wrote rest for."""
        rule = text.says.get("stop", {}).get("worse_next_morning")
        if rule is None or rule["then"] != "rest" or not isinstance(body, Rated) or body.when != "morning":
            return False
        same = [f for f, b in self.facts if isinstance(b, Rated) and b.when == "morning" and b.day == day.isoformat()]
        if body.day != day.isoformat() or same[-1].id != fact.id or body.score is None:
            return False
        fresh = (b.when for _, b in self.facts if isinstance(b, NeedledAt) and b.side in (None, "both", "left"))
        if any(when <= fact.at < when + 72 * HOUR for when in fresh):
            return False
        earlier: list[tuple[str, int, str]] = []
        for begun, one in self.facts:
            if isinstance(one, SessionBegun) and one.day < body.day:
                touched = any(isinstance(b, SetBegun) and b.session == one.session for _, b in self.facts)
                earlier += [(one.day, begun.at, one.session)] if touched else []
        before = [
            b.score
            for _, b in self.facts
            if isinstance(b, Rated) and b.when == "before" and earlier and b.session == max(earlier)[2]
        ]
        return bool(before) and before[-1] is not None and body.score - before[-1] >= rule["by"]

    def away(self, day: dt.date) -> bool:
        """Whether the patient had the day off, in the patient's word."""
        for fact, body in self.facts:
            if not isinstance(body, Away):
                continue
            last = body.last
            if last is None:
                backs = [
                    other.day
                    for when, other in self.facts
                    if isinstance(other, Back)
                    and (
                        other.day > body.first or (other.day == body.first and (when.at, when.id) > (fact.at, fact.id))
                    )
                ]
                last = (dt.date.fromisoformat(min(backs)) - DAY if backs else dt.date.max).isoformat()
            if body.first <= day.isoformat() <= last:
                return True
        return False

    def counts(self) -> Counts:
        """The totals: every ended day and week, from the first text on."""
        total: dict[str, int] = defaultdict(int)
        weeks: dict[dt.date, list[tuple[dt.date, Text, dict[str, Any]]]] = defaultdict(list)
        first = min([text.first for text in self.texts], default=self.today)
        day = min([first, *(thing.day for thing in self.things)])
        while day < self.today + 7 * DAY:
            mine = self.mine(day)
            text = self.in_force(day)
            if day < self.today:
                done = [thing for thing in self.things if thing.day == day]
                total["not_assigned"] += len(done) - (len(mine) if text else 0)
            if text:
                line = self.line(text, day)
                if line and "per_week" in line:
                    start = text.says["start"]
                    weeks[start + 7 * ((day - start).days // 7) * DAY].append((day, text, line))
                elif day < self.today:
                    self.count_day(total, day, mine, text, line)
            day += DAY
        for days in weeks.values():
            if days[-1][0] < self.today:
                self.count_week(total, days)
        return Counts(**{name: total[name] for name in Counts._fields})

    def mine(self, day: dt.date) -> list[Done]:
        """What was done that day of something that had been loaded."""
        loaded = {text.name for text in self.texts}
        return [thing for thing in self.things if thing.day == day and thing.text in loaded and not thing.from_file]

    def count_day(
        self, total: dict[str, int], day: dt.date, mine: list[Done], text: Text, line: dict[str, Any] | None
    ) -> None:
        """A day of fixed days, or a day that asks nothing."""
        if line:
            self.name(text, day)
        whole = line["per_day"] if line else 0
        asked = whole
        if self.held(text, day):
            asked = 0
            total["held"] += whole
        elif self.blocked(text, day):
            asked = min(whole, len(mine))
            total["blocked"] += whole - asked
        left = self.fill(total, mine, asked)
        total["away" if self.away(day) else "missed"] += left

    def count_week(self, total: dict[str, int], days: list[tuple[dt.date, Text, dict[str, Any]]]) -> None:
        """A week that asks N on any days, cut into its stretches by summing day by day."""
        sums = {"whole": Fraction(0), "not held": Fraction(0), "asked": Fraction(0), "without": Fraction(0)}
        fitting: list[Done] = []
        for day, text, line in days:
            most = line.get("per_day", 1)
            mine = sorted(self.mine(day), key=lambda thing: FULLEST.index(thing.worth))
            held, blocked = self.held(text, day), self.blocked(text, day)
            self.name(text, day)
            part = Fraction(line["per_week"], len(line.get("days", NAMES)))
            open_part = part * min(most, len(mine)) / most if blocked else part
            sums["whole"] += part
            sums["not held"] += 0 if held else part
            sums["asked"] += 0 if held else open_part
            sums["without"] += 0 if held or self.away(day) else open_part
            fitting += [] if held else mine[:most]
            total["extra"] += len(mine) if held else len(mine[most:])
        asked = floor(sums["asked"])
        total["held"] += floor(sums["whole"]) - floor(sums["not held"])
        total["blocked"] += floor(sums["not held"]) - asked
        left = self.fill(total, fitting, asked)
        off = min(left, asked - floor(sums["without"]))
        total["away"] += off
        total["missed"] += left - off

    def name(self, text: Text, day: dt.date) -> None:
        """The schedule names this day, and it has ended: whether it was open and not away."""
        self.free.append(not (self.held(text, day) or self.blocked(text, day) or self.away(day)))

    def shares(self) -> tuple[Fraction, Fraction, Fraction, Fraction | None] | None:
        """Capped, uncapped, done only, without what was away, of a hundred; None where no percentage is printed."""
        self.free = []
        found = self.counts()
        first = min([text.first for text in self.texts], default=self.today)
        if not found.asked or self.today < first + 7 * DAY or 2 * sum(self.free) < len(self.free):
            return None
        some = found.done + found.played + found.partly + found.reported
        left = found.asked - found.away
        return (
            Fraction(100 * some, found.asked),
            Fraction(100 * (some + found.extra), found.asked),
            Fraction(100 * found.done, found.asked),
            Fraction(100 * some, left) if found.away and left else None,
        )

    def fill(self, total: dict[str, int], mine: list[Done], asked: int) -> int:
        """The fullest fill what is asked, the others are extra. What is left over."""
        total["asked"] += asked
        for thing in sorted(mine, key=lambda thing: FULLEST.index(thing.worth)):
            if asked:
                total[thing.worth] += 1
                asked -= 1
            else:
                total["extra"] += 1
        return asked


# --- histories ---

SCHEDULES = (
    "{ per_day = 1 }",
    "{ per_day = 3 }",
    "{ per_week = 3 }",
    "{ per_week = 5 }",
    "{ per_week = 7 }",
    "{ per_week = 10, per_day = 2 }",
    "{ per_week = 2, days = ['mon', 'wed', 'fri'] }",
    "{ per_day = 1, days = ['mon', 'tue', 'fri'] }",
    "{ weeks = '1', per_day = 2 }, { weeks = '2-', per_week = 4 }",
    "{ weeks = '1', per_week = 3 }, { weeks = '3', per_day = 1, days = ['sat', 'sun'] }",
    "{ weeks = '1-2', per_week = 6, per_day = 3 }, { weeks = '3-', per_day = 1 }",
    None,
)
BASE = dt.datetime(2026, 11, 23, 7)  # noqa: DTZ001 - wall time; World adds the offset


@st.composite
def texts(draw: st.DrawFn) -> str:
    """A routine of any schedule, with a start, perhaps an end and holds."""
    start = BASE.date() + draw(st.sampled_from([0, 0, 0, -7, 7, -3, 4, 2])) * DAY
    holds = []
    if draw(st.integers(0, 2)) == 0:
        first = BASE.date() + draw(st.integers(0, 12)) * DAY
        length = draw(st.sampled_from([0, 1, 3, 6, None]))
        holds.append((first.isoformat(), None if length is None else (first + length * DAY).isoformat()))
    length = draw(st.sampled_from([None, None, 3, 9, 16]))
    return rx(
        draw(st.sampled_from(SCHEDULES)),
        start=start.isoformat(),
        end=None if length is None else (start + length * DAY).isoformat(),
        holds=holds,
        ident=draw(st.sampled_from(["calves", "calves", "legs"])),
        keep_off=draw(st.sampled_from(["24h", "6h", "10h", "50h"])),
        worse=draw(
            st.sampled_from([None, 'by = 2, then = "rest"', 'by = 1, then = "rest"', 'by = 1, then = "gentler"'])
        ),
    )


WAITS = (40, 90, 300, 300, 600, 600, 900, 1440, 1440, 2880)
"""Minutes from one thing to the next."""
WHATS = (
    *PLAYED,
    *("done", "played", "done") * 3,
    *("load", "file", "reported", "away", "back", "fever", "emergency", "seen") * 2,
    *("takes back", "other day", "other word"),
)
MORNINGS = ("scored", "morning", "bad night", "bad night")
MOVING = ("west", "east", "day ends", "winter", "summer")
NEEDLES = ("needled", "needled", "needled right")


def happen(world: World, when: dt.datetime, what: str, number: int, known: list[str]) -> None:
    """One thing happens. `number` decides whatever else there is to decide."""
    some = (when.date() + (number % 5 - 3) * DAY).isoformat()
    if what in PLAYED or what == "file":
        _play(world, Line(when, "done" if what == "file" else what, ("from-file",) if what == "file" else (), {}))
    elif what == "load":
        world.load(when, known[number % len(known)])
    elif what == "reported":
        world.add(when, Reported(world.day(when - number % 3 * DAY), world.loaded or "0" * 64))
    elif what == "away":
        until = None if number % 3 == 0 else (dt.date.fromisoformat(some) + number % 4 * DAY).isoformat()
        world.add(when, Away(some, until))
    elif what == "back":
        world.add(when, Back(some))
    elif what in ("fever", "emergency"):
        yes = ("fever or unwell",) if what == "fever" else ("breath or chest",)
        world.add(when, Answered(f"q{len(world.facts)}", world.day(when), "asked", yes))
    elif what == "seen":
        for fact in [fact for fact in world.facts if isinstance(fact.body, Answered)]:
            world.add(when, Seen(fact.id, "Anna", "go on"))
    elif what in (*MOVING, *NEEDLES, *MORNINGS):
        moves(world, when, what, number)
    else:
        corrects(world, when, what, number)


def moves(world: World, when: dt.datetime, what: str, number: int) -> None:
    """The patient travels, lives by another day, was needled, or says how sore it is."""
    if what in MORNINGS:
        rates(world, when, what, number)
        return
    if what in NEEDLES:
        world.add(when, NeedledAt(world.at(when), "calf", "left" if what == "needled" else "right"))
    elif what == "day ends":
        world.day_ends = (0, 240, 360)[number % 3]
        world.add(when, DayEnds(world.day_ends))
    else:
        moved = world.offset + {"west": -360, "east": 360, "winter": -60, "summer": 60}[what]
        world.offset = max(-720, min(moved, 840))  # there is no place beyond


def rates(world: World, when: dt.datetime, what: str, number: int) -> None:
    """A score before the last session, or of this morning."""
    begun = [fact.body for fact in world.facts if isinstance(fact.body, SessionBegun)]
    if what == "scored" and begun:
        last = begun[-1]
        world.add(when, Rated("soreness", "before", last.day, number % 4, "calf", "left", last.session))
    elif what == "bad night":
        _play(world, Line(when, "done", (), {}))
        rates(world, when, "scored", number)
        rates(world, when + dt.timedelta(hours=9), "morning", number)
    elif what == "morning":
        world.add(when, Rated("soreness", "morning", world.day(when), number % 10, "calf", "left"))


def corrects(world: World, when: dt.datetime, what: str, number: int) -> None:
    """Something said before was wrong."""
    kinds = (SessionBegun, Reported, Away) if what == "other day" else (Confirmed,) if what == "other word" else (
        Reported, Away, Back, Confirmed, Answered, DayEnds, SessionBegun, Loaded, Rated,
    )  # fmt: skip
    found = [fact for fact in world.facts if isinstance(fact.body, kinds)]
    if not found:
        return
    fact = found[number % len(found)]
    body: Body | None = None
    if isinstance(fact.body, SessionBegun | Reported) and what == "other day":
        body = fact.body._replace(day=world.day(when - number % 4 * DAY))
    elif isinstance(fact.body, Away) and what == "other day":
        body = fact.body._replace(last=(dt.date.fromisoformat(fact.body.first) + number % 4 * DAY).isoformat())
    elif isinstance(fact.body, Confirmed) and what == "other word":
        body = fact.body._replace(share=("all", "part", "none")[number % 3])
    world.add(when, Corrected(fact.id, body))


class Story(NamedTuple):
    """A history and the local time at which it is counted, at that offset."""

    world: World
    as_of: dt.datetime

    @property
    def moment(self) -> Moment:
        """The moment at which it is counted."""
        return Moment(self.world.at(self.as_of), self.world.offset)

    @property
    def today(self) -> dt.date:
        """The day that runs then."""
        return dt.date.fromisoformat(self.world.day(self.as_of))


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A history of some weeks: one routine at least is loaded, early."""
    known = draw(st.lists(texts(), min_size=1, max_size=3))
    whats = WHATS + draw(st.sampled_from([MOVING, NEEDLES, MORNINGS * 6, NEEDLES + MORNINGS * 4]))
    move = st.tuples(st.sampled_from(WAITS), st.sampled_from(whats), st.integers(0, 11))
    least = draw(st.sampled_from([0, 10, 25, 35]))  # left alone, lists are short
    moves = draw(st.lists(move, min_size=least, max_size=40))
    world = World()
    now = 0
    first = draw(st.sampled_from([0, 0, 1, 4]))
    for number, (wait, what, choice) in enumerate(moves):
        if number == first:
            happen(world, local(world, now), "load", 0, known)
        now += wait
        happen(world, local(world, now), what, choice, known)
    return Story(world, local(world, now + draw(st.sampled_from([30, 1440, 8 * 1440]))))


def local(world: World, minutes: int) -> dt.datetime:
    """The wall clock so many minutes after the beginning, where the patient is now."""
    return BASE + dt.timedelta(minutes=minutes + world.offset - 60)


# --- the laws ---


@given(stories())
def test_the_sums_are_those_of_the_words(story: Story) -> None:
    """Asked, done, played, partly, reported, missed, away, held, blocked, extra, not assigned: counted twice, the same."""
    report = adherence(story.world.history(), (None, story.today), story.moment)
    assert report.counts == Naive(story.world.facts, story.today).counts()


@given(stories())
def test_the_shares_are_those_of_the_words(story: Story) -> None:
    """Capped, uncapped, done only and without days off, to one decimal; none where no percentage is printed."""
    found = adherence(story.world.history(), (None, story.today), story.moment).shares
    expected = Naive(story.world.facts, story.today).shares()
    assert (found is None) == (expected is None)
    for share, exact in zip(found or (), expected or (), strict=True):
        assert (share is None) == (exact is None)
        assert share is None or exact is None or abs(Fraction(share) - exact) <= Fraction("0.0501")


@given(stories(), st.randoms(use_true_random=False))
def test_the_order_in_which_facts_come_together_does_not_matter(story: Story, chance: Any) -> None:
    """Facts are in the order of (recorded-at, id), on every machine."""
    facts = list(story.world.facts)
    expected = adherence(History(facts), (None, story.today), story.moment)
    chance.shuffle(facts)
    found = adherence(History(facts), (None, story.today), story.moment)
    assert found == expected


@given(stories(), st.integers(1, 30))
def test_what_has_ended_is_not_counted_anew(story: Story, days: int) -> None:
    """More days pass and nothing new is told: every occasion of an ended day or week stays what it was."""
    before = adherence(story.world.history(), (None, story.today), story.moment)
    later = Moment(story.moment.at + days * 24 * HOUR, story.moment.offset)
    after = adherence(story.world.history(), (None, story.today + days * DAY), later)
    old = [one for one in before.occasions if not one.so_far]
    new = [one for one in after.occasions if not one.so_far]
    assert [one for one in old if one not in new] == []
    ran = [(one.first, one.last) for one in before.occasions if one.so_far]
    added = [one for one in new if one not in old and one.last < story.today]
    assert [one for one in added if not any(first <= one.first <= last for first, last in ran)] == []


@given(stories(), st.integers(1, 20), st.lists(st.sampled_from(["done", "played", "partly", "reported"]), max_size=6))
def test_what_is_played_later_fills_no_day_that_has_ended(story: Story, wait: int, whats: list[str]) -> None:
    """An extra session fills no other day: what is played from now on changes no total of what has ended."""
    until = story.today - DAY
    before = adherence(story.world.history(), (None, until), story.moment)
    now = story.as_of + dt.timedelta(hours=wait)
    for what in whats:
        now += dt.timedelta(hours=7)
        happen(story.world, now, what, 0, [])
    after = adherence(story.world.history(), (None, until), Moment(story.world.at(now), story.moment.offset))
    old = [one for one in before.occasions if not one.so_far]
    assert [one for one in old if one not in after.occasions] == []


@given(stories(), st.integers(-2, 25))
def test_two_parts_of_the_time_make_the_whole(story: Story, days: int) -> None:
    """Each occasion belongs to exactly one of two periods that follow on each other."""
    cut = BASE.date() + days * DAY
    history = story.world.history()
    whole = adherence(history, (None, story.today), story.moment).counts
    first = adherence(history, (None, min(cut, story.today)), story.moment).counts
    second = adherence(history, (cut + DAY, story.today), story.moment).counts
    assert tuple(a + b for a, b in zip(first, second, strict=True)) == tuple(whole)


@given(stories())
def test_a_sum_adds_up(story: Story) -> None:
    """What was held back stands after the sum, never in it."""
    found = adherence(story.world.history(), (None, story.today), story.moment).counts
    assert found.asked == found.filled + found.missed + found.away
    assert min(found) >= 0
