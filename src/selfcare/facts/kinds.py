"""The closed union of facts. Each class is one kind of thing that happened; `KINDS` holds its word on disk.

A set is named by exercise, side, set and repetition, never by a step's index. Times within a session (`t`) and held times
are milliseconds of the session's own clock. Scores are 0 to 10, or None: asked and not answered.
"""

from typing import Literal, NamedTuple, TypeAlias

from selfcare.routine.measures import MeasureName

Hand: TypeAlias = Literal["left", "right", "middle"]
AnySide: TypeAlias = Literal["left", "right", "middle", "both"]
How: TypeAlias = Literal["asked", "command line"]
SetEnd: TypeAlias = Literal[
    "whole",  # its time ran out: a clock that ran
    "patient ended it",  # an open end: faded, or the repetitions are done
    "ceiling reached",  # an open end that nobody ended
    "skipped",
    "went back",
    "restarted",
    "band off",  # paused with a band on: it came off, the set is not continued
    "discomfort",  # above the max a second time
    "stopped",
    "interrupted",
]
StopReason: TypeAlias = Literal["too painful", "numb or tingling", "dizzy or unwell", "ended for today"]
When: TypeAlias = Literal["before", "after", "now", "morning", "morning, recalled", "while pressing"]
MORNINGS: frozenset[When] = frozenset({"morning", "morning, recalled"})
"""A morning's score: said before noon, or recalled after it."""
Share: TypeAlias = Literal["all", "part", "none"]


class TextKept(NamedTuple):
    """A routine's text, once: `sha256` is of the file's bytes, `text` their UTF-8 reading, a BOM kept."""

    sha256: str
    name: str
    text: str


class Loaded(NamedTuple):
    """A text was assigned. `renamed` pairs an exercise's old id with its new one, as the patient was asked."""

    text: str
    renamed: tuple[tuple[str, str], ...] = ()


class Answered(NamedTuple):
    """The stop questions before one session: the ids answered yes (none: "none of these"), how, and the day."""

    session: str
    day: str
    how: How
    yes: tuple[str, ...] = ()
    again: bool = False


EVERY_PLACE = "every place"
"""The region of a `KeptOff` where the patient did not say which place it is."""


WORST_PLACE = "worst place"
"""The region of a soreness score when a session presses several places."""


class KeptOff(NamedTuple):
    """A place that the patient named at the stop questions: not pressed on that day. `region` may be `EVERY_PLACE`."""

    day: str
    why: str
    region: str
    side: AnySide


class Seen(NamedTuple):
    """After an answer that keeps the whole routine off: by whom the patient was seen, and what was said."""

    answered: str
    by: str
    said: str


class HealthAsked(NamedTuple):
    """The questions about health that come with a text: those answered yes and no, by their ids, and how.

    `changed` is the answer to whether anything changed since the appointment; None: that was not asked. A question that is
    in neither list was not answered.
    """

    text: str
    how: How
    changed: bool | None = None
    yes: tuple[str, ...] = ()
    no: tuple[str, ...] = ()


class ConditionSaid(NamedTuple):
    """The patient has a condition, by the word of the evidence, and where. Without a region: anywhere, or not told."""

    name: str
    region: str | None = None
    side: AnySide | None = None


class ConditionWithdrawn(NamedTuple):
    """The patient takes a condition back. One that stops or skips holds until the therapist clears it all the same."""

    name: str
    region: str | None = None
    side: AnySide | None = None


class Asked(NamedTuple):
    """What one session asked of one exercise and side: sets, repetitions in each, seconds of each (None: open end)."""

    exercise: str
    side: Hand
    region: str
    device: str
    kind: str
    sets: int
    repetitions: int
    seconds: int | None


class HeldBack(NamedTuple):
    """An exercise and side that the day's plan left out, and why."""

    exercise: str
    side: Hand
    why: str


class SessionBegun(NamedTuple):
    """A session begins: its day, the text it plays, the dose, and what it asks. `file` is a text that was not assigned."""

    session: str
    day: str
    text: str
    dose: Literal["full", "gentler"]
    asked: tuple[Asked, ...]
    held: tuple[HeldBack, ...] = ()
    from_file: bool = False


class SessionContinued(NamedTuple):
    """A session that was cut off goes on, from `t` on its own clock."""

    session: str
    day: str
    t: int


class Settled(NamedTuple):
    """What the patient decided on a session that was cut off: it ends as it stands, or does not count, and why."""

    session: str
    how: Literal["finished", "discarded"]
    why: str | None = None


class SetBegun(NamedTuple):
    """A set begins."""

    session: str
    exercise: str
    side: Hand
    set: int
    repetition: int
    t: int


class MoreTime(NamedTuple):
    """The patient gave a set more time, by so many milliseconds. Known also where its end was never written."""

    session: str
    exercise: str
    side: Hand
    set: int
    repetition: int
    t: int
    by: int


class SetEnded(NamedTuple):
    """A set ended: how, and how long it was held. `asked` is None for an open end."""

    session: str
    exercise: str
    side: Hand
    set: int
    repetition: int
    t: int
    held: int
    asked: int | None
    how: SetEnd


class Rated(NamedTuple):
    """A score. Soreness is at rest; discomfort is while pressing."""

    what: Literal["soreness", "discomfort"]
    when: When
    day: str
    score: int | None
    region: str
    side: AnySide | None = None
    session: str | None = None
    exercise: str | None = None


class EasedOff(NamedTuple):
    """The patient eased off and went on."""

    session: str
    exercise: str
    side: Hand
    t: int


class Stopped(NamedTuple):
    """The patient stopped the session, where and why."""

    session: str
    reason: StopReason
    exercise: str | None
    side: Hand | None
    t: int


class SessionEnded(NamedTuple):
    """A session's end: how, after how many milliseconds, and how many of them paused."""

    session: str
    how: Literal["ran to the end", "stopped", "interrupted"]
    t: int
    paused: int


class Confirmed(NamedTuple):
    """The patient's word after the guide ran: all of it, part of it (without these exercises), none of it."""

    session: str
    share: Share
    left_out: tuple[str, ...] = ()


class Reported(NamedTuple):
    """Done without the guide, in the patient's word, on `day`. `part` names exercises when it was not all."""

    day: str
    text: str
    part: tuple[str, ...] = ()
    note: str | None = None


class NeedledAt(NamedTuple):
    """A place was needled at `when` (UTC milliseconds)."""

    when: int
    region: str
    side: AnySide | None = None


class Warned(NamedTuple):
    """The breathing warning was shown, for a place that was needled at `when` (UTC milliseconds)."""

    what: Literal["breath after needling"]
    when: int
    region: str
    side: AnySide | None = None


class Measured(NamedTuple):
    """A measure that was taken: `value` in tenths of its unit, None: asked and not answered. See `routine.measures`.

    `about` is the motion or activity in the therapist's words; None where the measure says it all.
    """

    day: str
    what: MeasureName
    value: int | None
    side: Literal["left", "right"] | None = None
    about: str | None = None


class Away(NamedTuple):
    """Days off in the patient's word, first and last included; without a last, until `Back`."""

    first: str
    last: str | None = None
    why: str | None = None


class Back(NamedTuple):
    """The first day after days off without an end."""

    day: str


class Note(NamedTuple):
    """The patient's words, about a day or one session."""

    day: str
    words: str
    session: str | None = None


class DayEnds(NamedTuple):
    """From now on a day ends so many minutes after midnight."""

    minutes: int


class Corrected(NamedTuple):
    """`replaces` names the fact; `body` is what it says instead, kind included; None takes it back."""

    replaces: str
    body: "Body | None"


Body: TypeAlias = (
    TextKept
    | Loaded
    | Answered
    | KeptOff
    | Seen
    | HealthAsked
    | ConditionSaid
    | ConditionWithdrawn
    | SessionBegun
    | SessionContinued
    | Settled
    | SetBegun
    | MoreTime
    | SetEnded
    | Rated
    | EasedOff
    | Stopped
    | SessionEnded
    | Confirmed
    | Reported
    | NeedledAt
    | Warned
    | Measured
    | Away
    | Back
    | Note
    | DayEnds
    | Corrected
)

KINDS: dict[str, type[Body]] = {
    "text": TextKept,
    "loaded": Loaded,
    "stop questions": Answered,
    "kept off": KeptOff,
    "seen": Seen,
    "health questions": HealthAsked,
    "condition": ConditionSaid,
    "condition withdrawn": ConditionWithdrawn,
    "session begun": SessionBegun,
    "session continued": SessionContinued,
    "session settled": Settled,
    "set begun": SetBegun,
    "more time": MoreTime,
    "set ended": SetEnded,
    "rating": Rated,
    "eased off": EasedOff,
    "stop": Stopped,
    "session ended": SessionEnded,
    "confirmed": Confirmed,
    "reported": Reported,
    "needled": NeedledAt,
    "warned": Warned,
    "measured": Measured,
    "away": Away,
    "back": Back,
    "note": Note,
    "day ends": DayEnds,
    "correction": Corrected,
}
WORDS: dict[type[Body], str] = {kind: word for word, kind in KINDS.items()}


class Fact(NamedTuple):
    """One fact. `at` is when it was recorded (UTC milliseconds), `offset` in minutes, `patient` the code."""

    id: str
    at: int
    offset: int
    zone: str | None
    patient: str
    body: Body
