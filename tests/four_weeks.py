"""Four weeks of one patient on a made clock: each day is decided, its session planned and played by the real loop.

Nothing of it is made up but the keys and the hours: the patient answers what is asked when it is asked. What a session left
is what the loop wrote.
"""

from __future__ import annotations

import datetime as dt
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from selfcare.day.decide import decide
from selfcare.day.long_form import ALL_IDS
from selfcare.facts.history import History
from selfcare.facts.kinds import Body, Fact, HealthAsked, Loaded, TextKept
from selfcare.facts.moment import Moment
from selfcare.live.input import Received
from selfcare.live.playing import World, play
from selfcare.routine.building import fingerprint
from selfcare.session.plan import plan_session
from selfcare.session.player import Playhead, current, waits
from selfcare.session.record import Naming

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.session.events import Event
    from selfcare.session.steps import Plan

DAYS = 28
HOURS = (8, 20)


class Lives(NamedTuple):
    """How a patient lives, day by day from 0: whether anything is done, how sore it is, and the day that a stop ends."""

    does: Callable[[int], bool]
    sore: Callable[[int], int]
    numb: int | None = None


KEEPS = Lives(lambda day: day not in (10, 20), lambda day: 5 - day // 10)
"""Keeps to it: all but two days, and it gets better."""
FADES = Lives(lambda day: day < 12 or day in (14, 15), lambda _: 4)
"""Fades: twelve days, two more, then nothing."""
FLARES = Lives(lambda day: day < 27, lambda day: 3 if day < 14 else 7, numb=25)
"""Flares: soreness 3 becomes 7, and on one day the place goes numb."""


class Patient:
    """The keys, the clock and the face of one session. Time passes in `wait` only."""

    def __init__(self, plan: Plan, began: Moment, score: int, *, numb: bool) -> None:
        """`score` answers how sore it is; `numb`: it is stopped at the first set that is held."""
        self.now = 0
        self._plan = plan
        self._began = began
        self._score = score
        self._numb = numb
        self._head = Playhead()

    def monotonic_ms(self) -> int:
        """The made time."""
        return self.now

    def moment(self) -> Moment:
        """What the clock on the wall says."""
        return self._began._replace(at=self._began.at + self.now)

    def suspended_ms(self) -> int:
        """The computer never sleeps."""
        return 0

    def wait(self, timeout_ms: int | None) -> Received:
        """What the patient presses now; nothing, where there is nothing to press, and the time goes by."""
        if pressed := self._pressed():
            return Received(pressed)
        assert timeout_ms is not None, "Nothing comes any more, and it waits for ever."
        self.now += timeout_ms
        return Received()

    def _pressed(self) -> tuple[str, ...]:
        step = current(self._plan, self._head)
        if self._head.state == "paused":
            return ("u",)
        if step.question is not None:
            return {"stop": ("n",), "soreness": (str(self._score), "enter"), "share": ("a",)}[step.question.what]
        if self._numb and step.set is not None:
            return ("space",)
        return ("enter",) if waits(self._plan, self._head) else ()

    def event(self, event: Event, head: Playhead) -> None:
        """Told by `show`, too."""

    def show(self, head: Playhead, typed: str, notice: str) -> None:  # noqa: ARG002 - as the protocol has it
        """Look where the session is."""
        self._head = head

    def next_frame(self, head: Playhead) -> int | None:  # noqa: ARG002 - same
        """Nothing moves."""
        return None

    def switches(self, voice: bool | None, tones: bool | None, wait: bool) -> None:
        """Nothing sounds."""

    def enter(self) -> None:
        """No terminal."""

    def leave(self) -> None:
        """The same."""

    def plain(self) -> Patient:
        """No other face is needed."""
        return self

    def stand(self) -> None:
        """Nobody presses Ctrl-Z."""


def lived(text: str, code: str, first: dt.date, offset: int, lives: Lives) -> list[Fact]:
    """The facts of these weeks from `first` on, at a place `offset` minutes east; the routine is loaded at seven."""
    data, ids = text.encode(), (f"{code}-{number:05}" for number in count())
    mark = fingerprint(data)
    facts: list[Fact] = []

    def moment(day: int, hour: int, after: int = 0) -> Moment:
        date = dt.datetime.combine(first, dt.time(hour), dt.UTC) + dt.timedelta(days=day)
        return Moment(round(date.timestamp() * 1_000) - offset * 60_000 + after, offset)

    bodies: tuple[Body, ...] = (
        TextKept(mark, "routine.toml", text),
        Loaded(mark),
        HealthAsked(mark, "asked", None, (), ALL_IDS),
    )
    for number, body in enumerate(bodies):
        facts.append(Fact(next(ids), *moment(0, 7, number), code, body))
    hours = [
        (day, hour) for day in range(DAYS) if lives.does(day) for hour in HOURS if day != lives.numb or hour == HOURS[0]
    ]
    for day, hour in hours:
        began = moment(day, hour)
        today = decide(History(facts), began)
        if today is None or today.blocked or today.due is None or not today.due.open_now:
            continue
        plan = plan_session(today.routine, today, None)
        patient = Patient(plan, began, lives.sore(day), numb=day == lives.numb)
        world = World(patient, patient.moment, lambda: next(ids), facts.extend, patient, patient, patient.plain)
        name = Naming(
            f"{code}-{day}-{hour}", today.date.isoformat(), today.text, today.dose, from_file=False, how="asked"
        )
        play(plan, name, code, world)
    return facts
