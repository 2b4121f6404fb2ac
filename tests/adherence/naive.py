"""The naive calculation: slowly, day by day and session by session, from the words of docs/what-counts.md alone."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import defaultdict
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, Any, NamedTuple
from zoneinfo import ZoneInfo

from selfcare.adherence.report import Counts
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

if TYPE_CHECKING:
    from collections.abc import Iterable

DAY = dt.timedelta(days=1)
HOUR = 3_600_000
NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WHOLE = {"whole", "patient ended it", "ceiling reached"}
"""Ends of a set that was played as asked."""
FULLEST = ("done", "played", "reported", "partly")


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
    session: str = ""


def in_weeks(written: str, week: int) -> bool:
    """Whether "2", "2-4" or "2-" names that week."""
    first, dash, last = written.partition("-")
    return int(first) <= week and (week <= int(last) if last else dash == "-" or week == int(first))


def wall_clock(at: int, offset: int, zone: str | None) -> dt.datetime:
    """What a clock on the wall showed at that moment: by the zone where its name is known, else by the offset."""
    utc = dt.datetime(1970, 1, 1, tzinfo=dt.UTC) + dt.timedelta(milliseconds=at)
    where = ZoneInfo(zone) if zone else dt.timezone(dt.timedelta(minutes=offset))
    return utc.astimezone(where).replace(tzinfo=None)


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
        self.filling: list[Done] = []
        self.more: list[Done] = []
        self.not_done: list[tuple[Text, dt.date]] = []
        self.periods: list[tuple[dt.date, int, list[Done]]] = []
        self.receive()

    def ends_at(self, at: int) -> int:
        """Minutes after midnight at which a day ended then."""
        minutes = 240
        for other, body in self.facts:
            if isinstance(body, DayEnds) and other.at <= at:
                minutes = body.minutes
        return minutes

    def day_of(self, fact: Fact) -> dt.date:
        """The day on which a fact was recorded: local time, less what a night lasts into the next day."""
        local = wall_clock(fact.at, fact.offset, fact.zone)
        return (local - dt.timedelta(minutes=self.ends_at(fact.at))).date()

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
            Done(dt.date.fromisoformat(body.day), fact.at, worth, body.text, body.from_file, body.session)
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
            if in_weeks(line.get("weeks", "1-"), week):
                return line if NAMES[day.weekday()] in line.get("days", NAMES) else None
        return None

    def plan(self, text: Text, day: dt.date) -> list[tuple[dict[str, Any], str]]:
        """The exercises and sides of that day: those of the week, and those for which enough sessions have come."""
        week = (day - text.says["start"]).days // 7 + 1
        return [
            (exercise, side)
            for exercise in text.says["exercise"]
            if in_weeks(exercise.get("weeks", "1-"), week) and self.enough(text, exercise.get("after"), day)
            for side in (("left", "right") if exercise["side"] == "each" else (exercise["side"],))
        ]

    def enough(self, text: Text, after: dict[str, int] | None, day: dt.date) -> bool:
        """Whether so many sessions of an earlier day came before under the routine's id, hardly sore at the worst place."""
        if after is None:
            return True
        kept = {body.sha256: tomllib.loads(body.text)["id"] for _, body in self.facts if isinstance(body, TextKept)}
        count = 0
        for one in self.things:
            scores = [
                body.score
                for _, body in self.facts
                if isinstance(body, Rated) and body.when == "before" and one.session and body.session == one.session
            ]
            given = [score for score in scores if score is not None]
            mine = kept.get(one.text) == text.says["id"] and not one.from_file
            count += bool(given) and mine and one.day < day and max(given) <= after["soreness_at_most"]
        return count >= after["sessions"]

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
        return self.needled(text, day)

    def needled(self, text: Text, day: dt.date) -> bool:
        """Whether at the day's end hands were to be kept off every place of the day's plan."""
        needles = [body for _, body in self.facts if isinstance(body, NeedledAt)]
        if not needles:
            return False
        over = self.over(day)
        hours = int(text.says["needling"]["keep_off"].removesuffix("h"))
        fresh = [one for one in needles if one.when < over <= one.when + hours * HOUR]  # at its last moment
        return all(
            any(one.region == exercise["region"] and one.side in (None, "both", side) for one in fresh)
            for exercise, side in self.plan(text, day)
        )

    def over(self, day: dt.date) -> int:
        """When that day was over, in milliseconds of UTC: by the clock of where a routine or a needling was last told of."""
        told = [fact for fact, body in self.facts if isinstance(body, Loaded | NeedledAt) and self.day_of(fact) <= day]
        offset = told[-1].offset
        midnight = round((dt.datetime.combine(day + DAY, dt.time(), dt.UTC)).timestamp() * 1000) - offset * 60_000
        return midnight + self.ends_at(midnight) * 60_000

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
        self.filling, self.more, self.not_done, self.periods = [], [], [], []
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
        left = self.fill(total, mine, asked, day)
        total["away" if self.away(day) else "missed"] += left
        self.not_done += [(text, day)] * left

    def count_week(self, total: dict[str, int], days: list[tuple[dt.date, Text, dict[str, Any]]]) -> None:
        """A week that asks N on any days, cut into its stretches by summing day by day."""
        sums = {"whole": Fraction(0), "not held": Fraction(0), "asked": Fraction(0), "without": Fraction(0)}
        fitting: list[Done] = []
        for day, text, line in days:
            most = line.get("per_day", 1)
            mine = sorted(self.mine(day), key=in_order)
            held, blocked = self.held(text, day), self.blocked(text, day)
            self.name(text, day)
            part = Fraction(line["per_week"], len(line.get("days", NAMES)))
            open_part = part * min(most, len(mine)) / most if blocked else part
            sums["whole"] += part
            sums["not held"] += 0 if held else part
            sums["asked"] += 0 if held else open_part
            sums["without"] += 0 if held or self.away(day) else open_part
            beyond = mine if held else mine[most:]
            fitting += [] if held else mine[:most]
            total["extra"] += len(beyond)
            self.more += beyond
        asked = floor(sums["asked"])
        total["held"] += floor(sums["whole"]) - floor(sums["not held"])
        total["blocked"] += floor(sums["not held"]) - asked
        left = self.fill(total, fitting, asked, days[0][0])
        off = min(left, asked - floor(sums["without"]))
        total["away"] += off
        total["missed"] += left - off
        self.not_done += [(days[0][1], days[0][0])] * left

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

    def fill(self, total: dict[str, int], mine: list[Done], asked: int, first: dt.date) -> int:
        """The fullest fill what is asked, the others are extra. What is left over. `first`: of the day or the week."""
        total["asked"] += asked
        chosen = sorted(mine, key=in_order)
        for thing in chosen[:asked]:
            total[thing.worth] += 1
        total["extra"] += len(chosen[asked:])
        self.filling += chosen[:asked]
        self.more += chosen[asked:]
        self.periods.append((first, asked, chosen[:asked]))
        return max(0, asked - len(chosen))


def in_order(thing: Done) -> tuple[int, dt.date, int]:
    """The fullest first; of equals the earlier."""
    return FULLEST.index(thing.worth), thing.day, thing.at
