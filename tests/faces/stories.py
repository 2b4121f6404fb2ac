"""Histories for the written faces: a routine with two exercises, and small stories of people who follow it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from adherence.worlds import World
from selfcare.adherence.trend import trends
from selfcare.faces.letter import report_lines
from selfcare.faces.progress import progress_lines, record_of
from selfcare.facts.kinds import (
    Answered,
    Asked,
    Away,
    Confirmed,
    Corrected,
    NeedledAt,
    Note,
    Rated,
    Reported,
    SessionBegun,
    Stopped,
)

if TYPE_CHECKING:
    from selfcare.adherence.report import AdherenceReport
    from selfcare.adherence.trend import Trend
    from selfcare.faces.screen.record import Record
    from selfcare.facts.kinds import Fact, Hand, Share, StopReason
    from selfcare.routine.model import Routine

HIPS = """
format = 1
id = "evening-hips"
title = "Evening hips"
patient = "P200"
by = "Anna Berg, physiotherapist"
goal = "Walk to the shop without the hip catching"
start = 2026-11-23
contact = { name = "Anna", phone = "555 0134", emergency = "112" }
schedule = [{ per_day = 1 }]

[[allow]]
rule = "AD02"
why = "I ask her each week"

[[exercise]]
id = "thigh"
title = "Front of the thigh"
device = "foam roller"
region = "quadriceps"
side = "left"
roll = { time = 60, sets = 2 }
discomfort = { max = 5 }

[[exercise]]
id = "calf"
device = "massage ball"
region = "calf"
side = "right"
until_faded = { ceiling = 90 }
discomfort = { max = 4 }
"""
UNPLANNED = HIPS.replace("schedule = [{ per_day = 1 }]\n", "")
ROWS = (
    Asked("thigh", "left", "quadriceps", "foam roller", "roll", 2, 1, 60),
    Asked("calf", "right", "calf", "massage ball", "until faded", 1, 1, None),
)


class Told(NamedTuple):
    """A story up to a moment: what the three faces are given."""

    world: World
    report: AdherenceReport
    routine: Routine | None

    @property
    def letter(self) -> list[str]:
        """The letter to the therapist."""
        return report_lines(self.world.history(), self.report, self._trends, self.routine)

    @property
    def progress(self) -> list[str]:
        """The patient's own lines."""
        return progress_lines(self.world.history(), self.report, self._trends, self.routine)

    @property
    def record(self) -> Record:
        """The same as a picture has it."""
        found = record_of(self.world.history(), self.report, self._trends, self.routine)
        assert found is not None
        return found

    @property
    def _trends(self) -> tuple[Trend, ...]:
        return trends(self.world.history(), dt.date(2026, 11, 23), (self.report.first, self.report.last))


class Person:
    """Someone who was given a routine on Monday 23 November 2026 at eight in the morning."""

    def __init__(self, text: str = HIPS) -> None:
        """The routine is loaded."""
        self.world = World()
        self.world.load(when("2026-11-23 08:00"), text)

    def session(
        self,
        at: str,
        *,
        before: int | None = 5,
        after: int | None = 3,
        share: Share | None = "all",
        sets: int = 3,
        pressing: int | None = None,
        left_out: tuple[str, ...] = (),
    ) -> Fact:
        """A session of that many sets, then the word and the score; `pressing` is the discomfort of the calf."""
        begun = self.world.play(
            when(at), ["whole"] * sets, rows=ROWS, share=share, left_out=left_out, how="ran to the end"
        )
        assert isinstance(begun.body, SessionBegun)
        name, day = begun.body.session, begun.body.day
        self.world.add(when(at), Rated("soreness", "before", day, before, "worst place", None, name), -1_000)
        self.world.add(when(at), Rated("soreness", "after", day, after, "worst place", None, name), 600_000)
        if pressing is not None:
            score = Rated("discomfort", "while pressing", day, pressing, "calf", "right", name, "calf")
            self.world.add(when(at), score, 300_000)
        return begun

    def stop(self, at: str, reason: StopReason, exercise: str | None = "calf", side: Hand | None = "right") -> Fact:
        """A session that is stopped in its second set."""
        begun = self.world.play(when(at), ["whole", "stopped"], rows=ROWS, how="stopped")
        assert isinstance(begun.body, SessionBegun)
        return self.world.add(when(at), Stopped(begun.body.session, reason, exercise, side, 90_000), 90_000)

    def answers(self, at: str, *yes: str) -> Fact:
        """The stop questions, answered with yes."""
        moment = when(at)
        return self.world.add(moment, Answered(f"q{len(self.world.facts)}", self.world.day(moment), "asked", yes))

    def sore(self, at: str, score: int | None, region: str = "hip", side: Hand | None = "left") -> Fact:
        """Soreness now."""
        return self.world.add(when(at), Rated("soreness", "now", self.world.day(when(at)), score, region, side))

    def needled(self, at: str, region: str = "shoulder", side: Hand = "right") -> Fact:
        """A place was needled just now."""
        return self.world.add(when(at), NeedledAt(self.world.at(when(at)), region, side))

    def reported(self, at: str, day: str, note: str | None = None) -> Fact:
        """Done without the guide."""
        return self.world.add(when(at), Reported(day, self.world.loaded or "", (), note))

    def away(self, at: str, first: str, last: str | None = None, why: str | None = None) -> Fact:
        """Days off."""
        return self.world.add(when(at), Away(first, last, why))

    def note(self, at: str, words: str) -> Fact:
        """A note about that day."""
        return self.world.add(when(at), Note(self.world.day(when(at)), words))

    def corrects(self, at: str, fact: Fact, correction: Corrected | Confirmed) -> Fact:
        """What `corrected` or `taken_back` gave, recorded."""
        assert not isinstance(correction, Corrected) or correction.replaces == fact.id
        return self.world.add(when(at), correction)

    def told(self, as_of: str) -> Told:
        """The story up to that moment."""
        report = self.world.report(as_of)
        return Told(self.world, report, report.assignments[-1].routine if report.assignments else None)


def when(words: str) -> dt.datetime:
    """A local time."""
    return dt.datetime.fromisoformat(words)


def rich() -> Person:
    """Nineteen days in which everything happens."""
    anna = Person()
    anna.session("2026-11-23 20:00", before=6, after=4, pressing=3)
    anna.session("2026-11-24 20:00", before=7, after=None, share=None)
    anna.session("2026-11-25 20:00", before=6, after=0, pressing=7)
    anna.stop("2026-11-26 20:00", "too painful")
    anna.needled("2026-11-27 15:10")
    anna.session("2026-11-28 20:00", before=None, after=5, sets=2)
    anna.session("2026-11-28 21:30", before=5, after=5)
    anna.reported("2026-11-30 09:00", "2026-11-29", "On the sofa, with the small ball")
    anna.away("2026-12-04 10:00", "2026-12-01", "2026-12-02", "a cold")
    anna.session("2026-12-03 20:00", before=4, after=3)
    anna.session("2026-12-04 20:00", before=4, after=2)
    anna.note("2026-12-04 21:00", "Stairs go better in the morning")
    anna.session("2026-12-07 20:00", before=4, after=2)
    anna.session("2026-12-08 20:00", before=3, after=2, pressing=5, share="part", left_out=("calf",))
    return anna


def nine_weeks() -> Person:
    """Somebody who kept at it for nine weeks, with a cold in the fourth: what the pictures of `progress` show."""
    anna = Person(HIPS.replace("schedule = [{ per_day = 1 }]", MIXED))
    ends = {5: "part", 9: "played", 12: "none", 16: "none", 20: "none", 33: "none", 39: "played", 47: "none"}
    sore = (7, 6, 7, 6, 6, 5, 6, 5, 5, 5, 4, 5, 4, 4, 3, 4, 3)
    number = 0
    for day in range(60):
        date = dt.date(2026, 11, 23) + dt.timedelta(days=day)
        weekly = day >= 28
        if 21 <= day <= 25 or ends.get(day) == "none" or (weekly and day % 7 in (1, 3, 5, 6)):
            continue
        at = f"{date} 20:00"
        score = sore[min(number // 3, len(sore) - 1)]
        if ends.get(day) == "part":
            begun = anna.session(at, before=score, after=max(score - 2, 0), share="part", left_out=("calf",))
        else:
            begun = anna.session(
                at, before=score, after=max(score - 2, 0), share=None if ends.get(day) == "played" else "all"
            )
        assert isinstance(begun.body, SessionBegun)
        knee = Rated("soreness", "before", begun.body.day, 4 if day % 2 else 3, "calf", "right", begun.body.session)
        anna.world.add(when(at), knee, -500)
        number += 1
    anna.away("2026-12-14 09:00", "2026-12-14", "2026-12-18", "a cold")
    anna.reported("2026-12-10 09:00", "2026-12-09")
    anna.sore("2027-01-22 08:00", 3, "hip", "left")
    anna.sore("2027-01-22 08:00", 2, "calf", "right")
    return anna


MIXED = 'schedule = [{ weeks = "1-4", per_day = 1 }, { weeks = "5-", per_week = 3 }]'
