"""A life for the law: a log, a patient, a clock that may be set back, another machine, and what was played.

Everything goes through the tool's public calls: the log and how a command reads it, `decide`, `plan_session`, the player,
`resumed`; and what another machine wrote down through the reading of a stranger's file and the merging of it.
"""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple

from log.made import in_memory
from selfcare.day.decide import decide
from selfcare.facts.codec import to_json
from selfcare.facts.kinds import (
    Answered,
    Body,
    ConditionSaid,
    ConditionWithdrawn,
    Corrected,
    DayEnds,
    Fact,
    HealthAsked,
    KeptOff,
    Loaded,
    NeedledAt,
    Note,
    Rated,
    Seen,
    TextKept,
)
from selfcare.facts.moment import Moment
from selfcare.log.incoming import facts_of
from selfcare.log.past import Past
from selfcare.session.events import SetStarted
from selfcare.session.plan import How, plan_session
from selfcare.session.player import Playhead
from selfcare.session.record import Naming, to_body
from selfcare.session.resume import cut_off, may_continue, resumed, trail
from selfcare.session.steps import Screening
from session.law_patient import Patient
from session.law_texts import MARKS, ROUTINES, TEXTS
from worlds import EAST, NOON, Moves, play

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from selfcare.routine.model import Exercise, Routine
    from selfcare.session.steps import Plan

OF_OURS = "P014"
STAYS = (Answered, ConditionSaid, KeptOff, Loaded, TextKept, HealthAsked, ConditionWithdrawn)
"""What no command corrects: a file that does all the same was made by hand."""


class Export(NamedTuple):
    """What one machine wrote for the other: the file, and the facts that were put into it."""

    file: bytes
    facts: tuple[Fact, ...]


class Life:
    """One machine of one patient; `name` begins its ids, and `at` is the hour by its own clock."""

    def __init__(self, folder: Path, name: str = "a", at: int = NOON) -> None:
        """Born with one text loaded."""
        self.folder = folder
        self.name = name
        self.at = at
        self.log = in_memory([], folder)
        self.written: list[Fact] = []
        self.patient = Patient()
        self.elsewhere: Life | None = None
        self.exports: list[Export] = []
        self.played = self.kept = self.sessions = self.taken_in = 0
        self.load(0)

    def close(self) -> None:
        """Let go of the logs."""
        self.log.close()
        if self.elsewhere is not None:
            self.elsewhere.close()

    @property
    def today(self) -> str:
        """The day by the calendar, where days end at midnight."""
        return Moment(self.at, EAST).local.date().isoformat()

    def write(self, *bodies: Body) -> list[Fact]:
        """Keep facts of this moment."""
        made: list[Fact] = []
        for body in bodies:
            self.at += 1
            ident = f"{self.name}{len(self.written) + len(made):06}"
            made.append(Fact(ident, self.at, EAST, None, OF_OURS, body))
        self.log.append(made)
        self.written += made
        self.patient.hear(made)
        return made

    def load(self, number: int) -> None:
        """Load a text, a new one or one that was loaded before."""
        self.write(TextKept(MARKS[number], "law.toml", TEXTS[number]), Loaded(MARKS[number]))

    def name_condition(self, name: str, region: str | None, side: str | None) -> None:
        """Name a condition."""
        self.write(ConditionSaid(name, region, side))  # type: ignore[arg-type]  # a side

    def withdraw(self, name: str, region: str | None, side: str | None) -> None:
        """Take it back. It blocks on, but for a caution, which never did."""
        self.write(ConditionWithdrawn(name, region, side))  # type: ignore[arg-type]  # a side

    def answer_no(self, text: int) -> None:
        """No to every question of the long form."""
        self.write(HealthAsked(MARKS[text], "asked", None, (), tuple(f"Q{n:02}" for n in range(1, 13))))

    def alarm(self, word: str) -> None:
        """Answer a stop question with an alarm."""
        self.write(Answered(f"{self.name}{self.at}", self.today, "asked", (word,)))

    def seen(self, *, by_anyone: bool) -> None:
        """Say who saw the patient: of the oldest alarm that stands, or of an answer that never was."""
        left = self.patient.unseen()
        self.write(Seen(left[0] if by_anyone and left else "no such answer", "Dr. Lund", "All is well"))

    def needle(self, region: str, side: str | None) -> None:
        """Tell of needles, just now."""
        self.write(NeedledAt(self.at, region, side))  # type: ignore[arg-type]  # a side

    def keep_off(self, region: str, side: str) -> None:
        """Name a place at the stop questions."""
        self.write(KeptOff(self.today, "skin", region, side))  # type: ignore[arg-type]  # a side

    def end_days_at(self, minutes: int) -> None:
        """Let days end at another hour."""
        self.write(DayEnds(minutes))

    def rate(self, score: int) -> None:
        """Say how sore it is this morning."""
        self.write(Rated("soreness", "morning", self.today, score, "worst place"))

    # --- another machine ---

    def other(self, ahead: int) -> Life:
        """The other machine; when it is first used its clock is so far ahead of this one."""
        if self.elsewhere is None:
            self.elsewhere = Life(self.folder, "b", self.at + ahead)
        return self.elsewhere

    def export(self) -> Export:
        """Write all that is known here, as `export jsonl` does; it is kept, and can be taken in later, or again."""
        lines = "".join(f"{line}\n" for line in self.log.lines(OF_OURS))
        found = Export(lines.encode(), tuple(self.patient.said.values()))
        self.exports.append(found)
        return found

    def take_in(self, export: Export) -> None:
        """Take in what another machine wrote. Whatever was in it the patient has said."""
        merged = self.log.merge(fact for fact, _ in facts_of(BytesIO(export.file), "facts.jsonl", OF_OURS))
        self.taken_in += merged.new
        self.patient.hear(export.facts)

    def take_in_made(self, number: int, *, other_word: bool) -> None:
        """Take in a file that was made by hand: it takes back, or replaces by a note, what no command corrects."""
        stays = [fact for fact in self.patient.said.values() if isinstance(fact.body, STAYS)]
        body = Note(self.today, "nothing") if other_word else None
        correction = Corrected(stays[-1 - number % len(stays)].id, body)
        fact = Fact(f"x{len(self.patient.said)}", self.at, EAST, None, OF_OURS, correction)
        self.take_in(Export(f"{to_json(fact)}\n".encode(), (fact,)))

    # --- a session ---

    def play(self, text: int, moves: Sequence[Moves], *, gentle: bool) -> None:
        """Play what is in force or a file, as `start` does: go on where it was cut off, else begin."""
        now = Moment(self.at, EAST)
        history = Past(self.log).recent(now)
        going_on = cut_off(history)
        if going_on is not None and may_continue(going_on, now):
            text = MARKS.index(going_on.body.text)
        else:
            going_on = None
        self.sessions += 1
        day = decide(history, now, dose="gentler" if gentle else "full", file=(ROUTINES[text], MARKS[text]))
        assert day is not None
        if day.blocked or day.off or day.hold or not day.exercises:
            self.kept += 1
            return
        plan: Plan = plan_session(day.routine, day, Screening("asked"), How(attended=True))
        head = Playhead()
        session = f"{self.name}s{len(self.written)}"
        if going_on is not None:
            plan, head = resumed(plan, trail(history, going_on, plan))
            session = going_on.id
        trace = play(plan, moves, start=head)
        for event in trace.events:
            if isinstance(event, SetStarted):
                self.played += 1
                exercise = exercise_of(ROUTINES[text], event.set.exercise)
                why = self.patient.why_blocked(exercise, event.set.side, text, self.at, self.today)
                assert why is None, f"{exercise.id} {event.set.side} was played in spite of: {why}"
        self.kept += bool(day.held)
        naming = Naming(session, day.date.isoformat(), day.text, day.dose, not day.assigned, "asked")
        bodies = [body for event in trace.events if (body := to_body(event, plan, naming)) is not None]
        self.write(*(body for body in bodies if not isinstance(body, Answered)))


def exercise_of(routine: Routine, ident: str) -> Exercise:
    """The exercise of that id."""
    return next(one for one in routine.exercise if one.id == ident)
