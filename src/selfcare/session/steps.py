"""What a plan is made of: steps in time, the cues that hang on them, the questions among them. All times in milliseconds."""

from collections.abc import Mapping
from typing import Literal, NamedTuple, TypeAlias

from selfcare.facts.kinds import Asked, Hand, HeldBack, How

StepKind: TypeAlias = Literal[
    "question",
    "get ready",
    "change place",
    "change side",
    "put on",  # a band that stays on is wound: waits for a key
    "work",
    "release",
    "take off",  # waits for the key that says it is off
    "rest",
    "come off",  # after the last set: time to come off it, and to say how much discomfort it was
    "finish",
]
CueKind: TypeAlias = Literal[
    "question",
    "get ready",
    "begin",
    "hold",
    "warning",
    "half",
    "last three",
    "release",
    "rest",
    "change side",
    "change place",
    "put on",
    "take off",
    "end",
    "come off",
    "count in",
    "wait",
    "ease off",
    "refused",
    "stop",
]
CHANGES: frozenset[StepKind] = frozenset({"get ready", "change place", "change side", "rest", "come off"})
"""The steps in which nothing is held: they may wait for a key when their time is over ("wait for me")."""
Place: TypeAlias = tuple[str, Hand, str]
"""Region, side, device: what a ceiling is of."""

COUNT_IN = 3_000
"""After a pause, 3 s before the hold goes on (design)."""
MORE_WORK = 10_000
MORE_CHANGE = 15_000
"""What one key adds: 10 s of work, 15 s of any change or rest (design)."""


class SetName(NamedTuple):
    """A set's name in the log."""

    exercise: str
    side: Hand
    set: int
    repetition: int


class Cue(NamedTuple):
    """Something said or sounded, anchored to its step: `offset` after its start or middle, before its end when negative.

    `estimate` is an upper estimate of the time it takes to say.
    """

    kind: CueKind
    anchor: Literal["start", "middle", "end"]
    offset: int
    say: str
    estimate: int

    def time(self, length: int) -> int:
        """When it falls, in a step of that length."""
        return {"start": 0, "middle": length // 2, "end": length}[self.anchor] + self.offset


class Question(NamedTuple):
    """A question that is a step. stop: before the session; soreness: a score; share: was all of it done.

    `heading` stands over it on a screen, where that is not what is said.
    `lead` is what stands first and stands out, with its reason; empty on most days. It is part of `words`.
    `same` is the score that one key, =, gives again; None: there is none.
    """

    what: Literal["stop", "soreness", "share"]
    when: Literal["before", "after"]
    words: str
    region: str = ""
    again: bool = False
    heading: str = ""
    lead: str = ""
    same: int | None = None


class Step(NamedTuple):
    """One stretch of a session. Without a length it waits for a key or an answer."""

    kind: StepKind
    length: int | None
    cues: tuple[Cue, ...] = ()
    exercise: str | None = None
    set: SetName | None = None
    place: Place | None = None
    open_ended: bool = False
    """Its length is a ceiling; the patient says when it is done."""
    band_on: bool = False
    """A wound band presses, in a hold as in the releases between: never lengthened, never continued after a pause."""
    asks_discomfort: bool = False
    words: str = ""
    """All that is to be known now, for the eyes; what is said may be shorter, where there is no time for all of it."""
    question: Question | None = None


class PlannedExercise(NamedTuple):
    """What the screens say of an exercise, and what the player must know of it."""

    id: str
    name: str
    region: str
    device: str
    come_off: str
    say: str
    avoid: str
    spot: str
    aim: int | None
    max: int
    ease_off_first: bool
    ends_session: bool
    stroke: float | None
    times: int | None = None
    """Repetitions at the patient's own pace; None where the dose is a time."""


class Screening(NamedTuple):
    """The stop questions were answered before this plan was made, so that it does not ask them again.

    `soreness`: nor how sore it is before the session.
    """

    how: How
    soreness: bool = False


class Plan(NamedTuple):
    """A session laid out in time, with what it asks and the ceilings that no key passes."""

    steps: tuple[Step, ...]
    exercises: Mapping[str, PlannedExercise]
    ceilings: Mapping[Place, int]
    asked: tuple[Asked, ...]
    held: tuple[HeldBack, ...]
    title: str
    therapist: str

    @property
    def length(self) -> int:
        """Milliseconds from get ready to the end; a step that waits for a key is not in it."""
        return sum(step.length or 0 for step in self.steps)
