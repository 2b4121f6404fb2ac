"""What the player answers with: a closed union. `t` is milliseconds of the session's own clock, pauses included."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from selfcare.facts.kinds import SetEnd, Share, StopReason
    from selfcare.session.steps import Cue, SetName


@dataclass(frozen=True, slots=True)
class StopAnswered:
    """The stop questions were answered; `yes` holds the ids, none for "none of these"."""

    t: int
    yes: tuple[str, ...]
    again: bool


@dataclass(frozen=True, slots=True)
class Started:
    """The session begins: the questions are behind it."""

    t: int


@dataclass(frozen=True, slots=True)
class Continued:
    """A session that was cut off goes on: the questions are behind it once more."""

    t: int


@dataclass(frozen=True, slots=True)
class StepBegan:
    """The plan's step of that index begins."""

    t: int
    step: int


@dataclass(frozen=True, slots=True)
class Cued:
    """A cue is due now."""

    t: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class SetStarted:
    """A set begins to be held."""

    t: int
    set: SetName


@dataclass(frozen=True, slots=True)
class MoreGiven:
    """The set that is held gets `by` milliseconds more."""

    t: int
    set: SetName
    by: int


@dataclass(frozen=True, slots=True)
class SetOver:
    """A set is over: how, how long it was held, and how long was asked (None: open end)."""

    t: int
    set: SetName
    how: SetEnd
    held: int
    asked: int | None


@dataclass(frozen=True, slots=True)
class Paused:
    """The session is paused; the cue says how to come off."""

    t: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Resumed:
    """The session goes on."""

    t: int


@dataclass(frozen=True, slots=True)
class Eased:
    """The patient eased off and goes on."""

    t: int
    set: SetName | None


@dataclass(frozen=True, slots=True)
class Refused:
    """A key asked for what the ceiling or the band forbids; the cue says why in one sentence. Nothing changed."""

    t: int
    cue: Cue


@dataclass(frozen=True, slots=True)
class Scored:
    """A score was given, or asked for and not given (None)."""

    t: int
    what: Literal["soreness", "discomfort"]
    when: Literal["before", "after", "while pressing"]
    region: str
    set: SetName | None
    score: int | None


@dataclass(frozen=True, slots=True)
class ExerciseOver:
    """The rest of an exercise is left out: discomfort was above its max a second time."""

    t: int
    exercise: str
    cue: Cue


@dataclass(frozen=True, slots=True)
class Halted:
    """The patient stopped the session."""

    t: int
    reason: StopReason
    set: SetName | None


@dataclass(frozen=True, slots=True)
class Over:
    """The session is over."""

    t: int
    how: Literal["ran to the end", "stopped", "interrupted"]
    paused: int


@dataclass(frozen=True, slots=True)
class ShareGiven:
    """The patient's word on what was done."""

    t: int
    share: Share
    left_out: tuple[str, ...]


Event: TypeAlias = (
    StopAnswered
    | Started
    | Continued
    | StepBegan
    | Cued
    | SetStarted
    | MoreGiven
    | SetOver
    | Paused
    | Resumed
    | Eased
    | Refused
    | Scored
    | ExerciseOver
    | Halted
    | Over
    | ShareGiven
)
