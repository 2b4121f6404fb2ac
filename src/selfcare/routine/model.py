"""The routine as a value: what a file of format 1 says, with every default in its place.

Plain named tuples, because the commands of every day read a routine and must not pay for a validator: `reading` makes a
pydantic model from these very classes to check a stranger's text, and `building` fills them from a text already checked.
Bounds are design unless a source is named; they keep a slip of the finger (600 for 60) out of a session, no more.

Units: seconds unless a name says otherwise. Scores are 0 to 10.
"""

import datetime as dt
from typing import Annotated, Literal, NamedTuple, TypeAlias

from selfcare.routine.bounds import Interval, Len
from selfcare.routine.measures import MeasureName

FORMAT = 1

Text: TypeAlias = Annotated[str, Len(1, 400)]
Words: TypeAlias = Annotated[str, Len(1, 4000)]
Id: TypeAlias = Annotated[str, Len(1, 60)]
Score: TypeAlias = Annotated[int, Interval(ge=0, le=10)]
Seconds: TypeAlias = Annotated[int, Interval(ge=1, le=1800)]
Pause: TypeAlias = Annotated[int, Interval(ge=0, le=600)]
Count: TypeAlias = Annotated[int, Interval(ge=1, le=50)]
Waiting: TypeAlias = Annotated[str, Len(1, 20)]
"""Elapsed hours or minutes as the therapist writes them: "24h", "90min", "2d". See `durations`."""

Side: TypeAlias = Literal["left", "right", "each", "middle"]
Weekday: TypeAlias = Literal["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
AfterMax: TypeAlias = Literal["end exercise", "end session"]
Purpose: TypeAlias = Literal[
    "more movement", "less tenderness", "less pain", "less soreness", "warm-up", "before strength", "between sets"
]
"""What an exercise is for. The last two: a warm-up for strength or power, and between sets of such work."""


class Discomfort(NamedTuple):
    """How much it may hurt while pressing: `aim` to work at, `max` never to pass; 0 to 10."""

    max: Score
    aim: Score | None = None


class Contact(NamedTuple):
    """Whom to ring. The name is how the tool speaks of the therapist; without one, `by` up to its first comma."""

    phone: Annotated[str, Len(1, 60)]
    emergency: Annotated[str, Len(1, 30)]
    name: Annotated[str, Len(1, 60)] | None = None
    hours: Text | None = None


class Flag(NamedTuple):
    """A condition with its place: a rule then holds back that place only."""

    flag: Id
    region: Text | None = None
    side: Literal["left", "right", "both", "middle"] | None = None


class Cleared(NamedTuple):
    """A condition that the therapist has judged, and why it does not hold the routine back."""

    flag: Id
    why: Text


class Screened(NamedTuple):
    """What was found when the therapist asked about the patient's health, and when."""

    on: dt.date
    flags: tuple[Id | Flag, ...] = ()
    cleared: tuple[Cleared, ...] = ()
    age: Annotated[int, Interval(ge=1, le=120)] | None = None


class ScheduleLine(NamedTuple):
    """One line of the schedule: in these weeks of the routine, so many sessions on these days."""

    weeks: Annotated[str, Len(1, 20)] | None = None
    per_day: Annotated[int, Interval(ge=1, le=12)] | None = None
    per_week: Annotated[int, Interval(ge=1, le=84)] | None = None
    days: tuple[Weekday, ...] = ()
    at: tuple[dt.time, ...] = ()


class Needled(NamedTuple):
    """A place the therapist needled: local time, or with an offset as TOML writes it."""

    at: dt.datetime
    region: Text
    side: Literal["left", "right", "both", "middle"] | None = None
    also: tuple[Text, ...] = ()


class Needling(NamedTuple):
    """How long hands stay off a needled place, whichever it is. None: until the therapist decides."""

    keep_off: Waiting | None = None
    done: tuple[Needled, ...] = ()


class AboveMax(NamedTuple):
    """What happens when discomfort is rated above its max."""

    ease_off_first: bool = True
    then: AfterMax = "end exercise"


class WorseNextMorning(NamedTuple):
    """How much worse a morning must be to change the dose, and to what."""

    by: Annotated[int, Interval(ge=1, le=10)] = 2
    then: Literal["gentler", "rest"] = "gentler"


class Stop(NamedTuple):
    """What to do when it must stop, and what to say then, in the therapist's words."""

    above_max: AboveMax = AboveMax()
    worse_next_morning: WorseNextMorning | None = None
    words: Words | None = None


class Hold(NamedTuple):
    """Days, first and last included, that the therapist takes out of the plan. Without an end: until a newer file."""

    start: dt.date
    why: Text
    end: dt.date | None = None


class Roll(NamedTuple):
    """Slow strokes along the region; `stroke` is one direction."""

    time: Seconds
    sets: Count = 1
    stroke: Annotated[float, Interval(ge=0.5, le=30)] | None = None


class Press(NamedTuple):
    """Hold still, let go, as many times as written; `release` 0 runs them together with a spoken change."""

    time: Seconds
    release: Pause = 0
    times: Count = 1
    sets: Count = 1


class Move(NamedTuple):
    """Keep moving for this long: a massager over a muscle, a joint in a band."""

    time: Seconds
    sets: Count = 1


class UntilFaded(NamedTuple):
    """Hold until the sensation has clearly faded; the patient says when, at the latest at the ceiling."""

    ceiling: Seconds
    sets: Count = 1


class Reps(NamedTuple):
    """Repetitions at the patient's own pace; the set ends by key, at the latest at the ceiling.

    Without a ceiling: 15 s for each repetition (design), so that a session left alone comes to its end.
    """

    times: Annotated[int, Interval(ge=1, le=100)]
    sets: Count = 1
    ceiling: Seconds | None = None


Dose: TypeAlias = Roll | Press | Move | UntilFaded | Reps
DOSES: dict[str, type[Dose]] = {"roll": Roll, "hold": Press, "move": Move, "until_faded": UntilFaded, "reps": Reps}
"""The word in the file and what it makes. An exercise has exactly one."""


class Gentler(NamedTuple):
    """What of the dose is less on a bad day; what is not named stays."""

    sets: Count | None = None
    time: Seconds | None = None
    times: Annotated[int, Interval(ge=1, le=100)] | None = None
    release: Pause | None = None
    stroke: Annotated[float, Interval(ge=0.5, le=30)] | None = None
    ceiling: Seconds | None = None
    discomfort: Discomfort | None = None


class After(NamedTuple):
    """When an exercise begins: after so many sessions of this routine with soreness before them at this or below."""

    sessions: Count
    soreness_at_most: Score


class Allow(NamedTuple):
    """A rule of the evidence that the therapist sets aside here, and why."""

    rule: Annotated[str, Len(4, 4)]
    why: Text


class Defaults(NamedTuple):
    """Times of changing, set once; an exercise may say its own. `change_place` None waits for a key.

    20 s, 15 s and waiting are design: a body gets down to the floor slowly.
    """

    get_ready: Pause = 20
    change_side: Pause = 15
    change_place: Pause | Literal["wait"] = "wait"
    rest: Pause = 30
    discomfort: Discomfort | None = None


class MeasureAsked(NamedTuple):
    """A measure to take between visits: which, how often, on which side; of which motion or activity. See `measures`."""

    what: MeasureName
    every: Waiting = "7d"
    side: Literal["left", "right", "each"] | None = None
    about: Text | None = None


class Exercise(NamedTuple):
    """One exercise: what, with which device, where, on which side, how much, and what to say."""

    id: Id
    device: Text
    region: Text
    side: Side
    title: Text | None = None
    also: tuple[Text, ...] = ()
    spot: Text | None = None
    purpose: Purpose | None = None
    roll: Roll | None = None
    hold: Press | None = None
    move: Move | None = None
    until_faded: UntilFaded | None = None
    reps: Reps | None = None
    gentler: Gentler | Literal["skip"] | None = None
    weeks: Annotated[str, Len(1, 20)] | None = None
    after: After | None = None
    get_ready: Pause | None = None
    change_side: Pause | None = None
    change_place: Pause | Literal["wait"] | None = None
    rest: Pause | None = None
    discomfort: Discomfort | None = None
    head: Text | None = None
    speed: Text | None = None
    stretch: Annotated[int, Interval(ge=0, le=300)] | None = None
    say: Words | None = None
    avoid: Words | None = None
    allow: tuple[Allow, ...] = ()

    @property
    def dose(self) -> Dose:
        """The one dose that was written. Reading has made sure that there is exactly one."""
        found = self.roll or self.hold or self.move or self.until_faded or self.reps
        assert found is not None
        return found

    @property
    def name(self) -> str:
        """What the patient calls it: the title, else the region."""
        return self.title or self.region


class Routine(NamedTuple):
    """One person's assigned routine, as the file says it."""

    format: Literal[1]
    id: Id
    title: Text
    patient: Annotated[str, Len(1, 40)]
    by: Text
    start: dt.date
    contact: Contact
    exercise: Annotated[tuple[Exercise, ...], Len(1, 30)]
    goal: Text | None = None
    language: Literal["en"] = "en"
    end: dt.date | None = None
    revision: Text | int | None = None
    words: Words | None = None
    screened: Screened | None = None
    schedule: tuple[ScheduleLine, ...] = ()
    min_gap: Waiting | None = None
    defaults: Defaults = Defaults()
    needling: Needling = Needling()
    stop: Stop = Stop()
    holds: tuple[Hold, ...] = ()
    measure: tuple[MeasureAsked, ...] = ()
    send_to: Annotated[str, Len(1, 100)] | None = None
    allow: tuple[Allow, ...] = ()

    @property
    def therapist(self) -> str:
        """How the tool names the therapist: "Anna"."""
        return self.contact.name or self.by.split(",")[0].strip()
