"""What is known of someone's health: conditions by the words of the evidence, where they are, and which were cleared.

The words are those of sections 7 and 8 of the evidence. A condition that nobody named is not known to be absent: who has
not asked at all says so with None in place of a `Health`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from selfcare.facts.kinds import ConditionSaid, ConditionWithdrawn, HealthAsked, Loaded
from selfcare.routine.conditions import CAUTIONS, FLAGS, find_flag, plain
from selfcare.routine.model import Flag
from selfcare.routine.regions import find_region, pressed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from selfcare.facts.history import History
    from selfcare.facts.kinds import AnySide, Fact
    from selfcare.routine.model import Exercise, Routine, Screened

__all__ = ["FLAGS", "Condition", "Health", "find_flag", "known", "screened", "taken_back"]

_NEVER: Final = -1
_Key: TypeAlias = "tuple[str, str | None, AnySide | None]"


class Condition(NamedTuple):
    """One condition: its word, its place if it has one and it was said, and why it was cleared; None: it was not.

    `by` is who named it; `at` when the patient did, and `withdrawn` when the patient took it back (UTC milliseconds). One
    that stops or skips holds all the same until a newer routine clears it.
    """

    name: str
    region: str | None = None
    side: AnySide | None = None
    cleared: str | None = None
    by: Literal["therapist", "patient"] = "therapist"
    at: int | None = None
    withdrawn: int | None = None

    @property
    def words(self) -> str:
        """As a sentence says it: "open wound"."""
        return "DVT" if self.name == "dvt" else self.name.replace("_", " ")

    def presses(self, exercise: Exercise) -> bool:
        """Whether the exercise presses its place. A place that was not said may be anywhere."""
        if self.region is None:
            return True
        if self.region not in pressed(exercise.region, exercise.also):
            return False
        return self.side in (None, "both", "middle", exercise.side) or exercise.side in ("each", "middle")


class Health(NamedTuple):
    """What was found when somebody asked, the therapist or the tool. Empty: asked, and nothing found."""

    conditions: tuple[Condition, ...] = ()

    def open(self, *names: str) -> tuple[Condition, ...]:
        """The conditions of these words that nobody has cleared."""
        return tuple(one for one in self.conditions if one.name in names and one.cleared is None)

    def named(self, *names: str) -> tuple[Condition, ...]:
        """The conditions of these words, cleared or not."""
        return tuple(one for one in self.conditions if one.name in names)


def screened(routine: Routine) -> Health | None:
    """What the routine says that the therapist found; None when it does not say that anybody asked.

    What is cleared there and not among its flags was named by the patient: it is known too, and cleared.
    """
    if routine.screened is None:
        return None
    cleared = _cleared(routine.screened)
    found = []
    for one in routine.screened.flags:
        flag = one if isinstance(one, Flag) else Flag(one)
        name = _name(flag.flag)
        place = find_region(flag.region) if flag.region else None
        region = place.name if place else flag.region
        found.append(Condition(name, region, flag.side, cleared.get(name)))
    flagged = {one.name for one in found}
    found += [Condition(name, cleared=why) for name, why in cleared.items() if name not in flagged]
    return Health(tuple(found))


def known(
    history: History, routine: Routine, told: Sequence[Routine] = (), *, until: int | None = None
) -> Health | None:
    """All that is known of the patient when `routine` is to be played; None while nobody asked and nobody said anything.

    `told` is what the therapist decided last: the text in force; empty: the text loaded last. The therapist's flags count
    from there, from `routine`, and from the newest text in which the therapist wrote of the health: an older file that is
    loaded or played again takes none away. What the patient named counts until it is cleared there, by a text that was
    first loaded after the answer. A caution is over when the patient withdraws it; what stops or skips is not. `until`
    (UTC milliseconds): as it was known then.
    """
    loadings = [one for one in _first_loadings(history) if until is None or one[1] <= until]
    told = told or [one for one, at in _last_loaded(history) if until is None or at <= until]
    word = next((one for one in told if one.screened), None) or _newest_screened(_until(loadings, told))
    texts = [one for one in (routine, *told, word, _newest_screened(loadings)) if one is not None]
    found: list[Condition] = []
    for text in texts:
        found += [one for one in (screened(text) or Health()).conditions if one not in found]
    said, back = _said(history, until)
    found = [one._replace(withdrawn=back.get((one.name, one.region, one.side))) for one in found]
    # What the patient named stands for itself, with its place; that it was cleared is then not told twice.
    found = [one for one in found if one.cleared is None or one.region or one.name not in {name for name, *_ in said}]
    cleared = _cleared(word.screened) if word and word.screened else {}
    since = next((at for text, at in loadings if text == word), _NEVER)
    for (name, region, side), (at, withdrawn) in sorted(said.items(), key=lambda one: (one[1][0], one[0][0])):
        if withdrawn is not None and name in CAUTIONS:
            continue
        why = cleared.get(name) if since > at else None
        found.append(Condition(name, region, side, why, "patient", at, withdrawn))
    asked = said or found or history.of(HealthAsked) or any(text.screened for text in texts)
    return Health(tuple(found)) if asked else None


def taken_back(history: History) -> tuple[Condition, ...]:
    """The cautions that the patient named and took back: they are over, and `known` tells of them no more."""
    said, _ = _said(history, None)
    return tuple(
        Condition(name, region, side, None, "patient", at, withdrawn)
        for (name, region, side), (at, withdrawn) in said.items()
        if withdrawn is not None and name in CAUTIONS
    )


def _said(history: History, until: int | None) -> tuple[dict[_Key, tuple[int, int | None]], dict[_Key, int]]:
    """What the patient named, when last, and when it was withdrawn since; and what was withdrawn that somebody else named."""
    said: dict[_Key, tuple[int, int | None]] = {}
    back: dict[_Key, int] = {}
    for fact, body in _in_order(history.of(ConditionSaid), history.of(ConditionWithdrawn)):
        key = (_name(body.name), body.region, body.side)
        if until is not None and fact.at > until:
            break
        if isinstance(body, ConditionSaid):
            said[key] = (fact.at, None)
        elif key in said:
            said[key] = (said[key][0], fact.at)
        else:
            back[key] = fact.at
    return said, back


def _in_order(
    said: Iterable[tuple[Fact, ConditionSaid]], withdrawn: Iterable[tuple[Fact, ConditionWithdrawn]]
) -> list[tuple[Fact, ConditionSaid | ConditionWithdrawn]]:
    both: list[tuple[Fact, ConditionSaid | ConditionWithdrawn]] = [*said, *withdrawn]
    return sorted(both, key=lambda one: (one[0].at, one[0].id))


def _first_loadings(history: History) -> list[tuple[Routine, int]]:
    """Every text that was loaded, and when first (UTC milliseconds), in that order."""
    found: dict[str, tuple[Routine, int]] = {}
    for fact, body in history.of(Loaded):
        routine = history.routine(body.text)
        if routine is not None and body.text not in found:
            found[body.text] = (routine, fact.at)
    return list(found.values())


def _last_loaded(history: History) -> list[tuple[Routine, int]]:
    last = [(routine, fact.at) for fact, body in history.of(Loaded) if (routine := history.routine(body.text))]
    return last[-1:]


def _until(loadings: Sequence[tuple[Routine, int]], told: Sequence[Routine]) -> Sequence[tuple[Routine, int]]:
    """The loadings up to the first of `told`: what came later is not in force yet."""
    at = next((at for routine, at in loadings if routine in told), None)
    return [one for one in loadings if at is None or one[1] <= at]


def _newest_screened(loadings: Sequence[tuple[Routine, int]]) -> Routine | None:
    return next((routine for routine, _ in reversed(loadings) if routine.screened), None)


def _cleared(screened: Screened) -> dict[str, str]:
    return {_name(one.flag): one.why for one in screened.cleared}


def _name(word: str) -> str:
    return find_flag(word) or plain(word).replace(" ", "_")
