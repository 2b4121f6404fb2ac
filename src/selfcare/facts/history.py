"""The history: all facts of one patient in order, each as its latest correction says, the corrections kept beside."""

from __future__ import annotations

from collections import defaultdict
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

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
    SetBegun,
    TextKept,
)
from selfcare.facts.moment import DAY_ENDS_DEFAULT, Moment
from selfcare.routine.building import parse_checked

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from selfcare.facts.recount import Counted
    from selfcare.routine.model import Routine

Kind = TypeVar("Kind", bound=Body)

STAYS: tuple[type[Body], ...] = (TextKept, Loaded, Answered, KeptOff, HealthAsked, ConditionSaid, ConditionWithdrawn)
"""What may hold something back. No command corrects it, so a correction of it was made by hand, and corrects nothing."""

_IN_ORDER = itemgetter(Fact._fields.index("at"), Fact._fields.index("id"))


class History:
    """Facts in the order of (recorded-at, id), on every machine the same, however they came together.

    A corrected fact stands at its old place with its new body; a fact taken back is not among `facts`, but both it and
    its correction stay in `recorded`. What `STAYS` is never corrected.
    """

    def __init__(
        self, facts: Iterable[Fact], texts_of: History | None = None, counted: Mapping[str, Counted] | None = None
    ) -> None:
        """Order the facts and apply the corrections. `texts_of` is a history of the same log, whose texts need no parsing.

        `counted`: sessions whose sets are not among the facts, as they were counted from them.
        """
        self.counted: Mapping[str, Counted] = counted or {}
        self.recorded: tuple[Fact, ...] = tuple(sorted(facts, key=_IN_ORDER))
        self.corrections: dict[str, list[Fact]] = defaultdict(list)
        for fact in self.recorded:
            if isinstance(fact.body, Corrected):
                self.corrections[fact.body.replaces].append(fact)
        self._by_kind: dict[type[Body], list[tuple[Fact, Body]]] = defaultdict(list)
        self.facts: list[Fact] = []
        for fact in self.recorded:
            if isinstance(fact.body, STAYS):
                self.corrections.pop(fact.id, None)
            now = self._as_corrected(fact) if fact.id in self.corrections else fact
            if now is not None and not isinstance(now.body, Corrected):
                self.facts.append(now)
                self._by_kind[type(now.body)].append((now, now.body))
        self._routines: dict[str, Routine] = {} if texts_of is None else texts_of._routines  # noqa: SLF001 - one of its own kind

    def _as_corrected(self, fact: Fact) -> Fact | None:
        said = self.corrections[fact.id][-1].body
        assert isinstance(said, Corrected)
        return None if said.body is None else fact._replace(body=said.body)

    def of(self, kind: type[Kind]) -> list[tuple[Fact, Kind]]:
        """All facts of one kind, in order, each with its body."""
        return self._by_kind[kind]  # type: ignore[index,return-value]  # the key is the body's own class

    def begun_before(self, at: int) -> set[str]:
        """The sessions of which a set was begun before that moment (UTC milliseconds)."""
        early = {name for name, one in self.counted.items() if one.begun_at is not None and one.begun_at < at}
        return early | {body.session for fact, body in self.of(SetBegun) if fact.at < at}

    def routine(self, sha256: str) -> Routine | None:
        """The routine of a kept text; None when the log does not hold it, or holds something else under its name."""
        if sha256 not in self._routines:
            text = next((body for _, body in self.of(TextKept) if body.sha256 == sha256), None)
            if text is None:
                return None
            try:
                self._routines[sha256] = parse_checked(text.text)
            except (ValueError, TypeError, KeyError, RecursionError):
                return None  # a stranger's log: what stands there was never read as a routine
        return self._routines[sha256]

    def day_ends(self, at: int) -> int:
        """Minutes after midnight at which a day ended, as it was set at that moment (UTC milliseconds)."""
        minutes = DAY_ENDS_DEFAULT
        for fact, body in self.of(DayEnds):
            if fact.at <= at:
                minutes = body.minutes
        return minutes


def moment(fact: Fact) -> Moment:
    """When the fact was recorded."""
    return Moment(fact.at, fact.offset, fact.zone)
