"""What a person may want of a session: the closed union that keys are turned into.

Dataclasses, not named tuples: an intent without fields would be an empty tuple, false and equal to every other.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from selfcare.facts.kinds import Share, StopReason


@dataclass(frozen=True, slots=True)
class Pause:
    """Stop the clock at once; come off."""


@dataclass(frozen=True, slots=True)
class GoOn:
    """Go on after a pause, or from a step that waits."""


@dataclass(frozen=True, slots=True)
class EaseOff:
    """Go on after a pause, with less pressure."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave this step; of a set, what was held stays in the log."""


@dataclass(frozen=True, slots=True)
class Done:
    """An open end is reached: it has faded, or the repetitions are done."""


@dataclass(frozen=True, slots=True)
class Back:
    """The set before."""


@dataclass(frozen=True, slots=True)
class Restart:
    """This set from its beginning."""


@dataclass(frozen=True, slots=True)
class MoreTime:
    """A little more of this step."""


@dataclass(frozen=True, slots=True)
class WaitForMe:
    """Turn over whether each change and rest, when its time is over, waits for a key."""


@dataclass(frozen=True, slots=True)
class Stop:
    """End the session, with the reason."""

    reason: StopReason


@dataclass(frozen=True, slots=True)
class Interrupt:
    """The program must go: a signal, a closed window."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Discomfort of the last set, 0 to 10."""

    score: int


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question step: ids answered yes, a score (None: no answer), or a share with what was left out.

    `yes` None answers no stop question: "none of these" is the empty tuple, and must be said.
    """

    yes: tuple[str, ...] | None = None
    score: int | None = None
    share: Share | None = None
    left_out: tuple[str, ...] = ()


Intent: TypeAlias = (
    Pause | GoOn | EaseOff | Skip | Done | Back | Restart | MoreTime | WaitForMe | Stop | Interrupt | Rate | Answer
)
