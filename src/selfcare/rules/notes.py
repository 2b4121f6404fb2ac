"""What is told beside the evidence: an `allow` that sets nothing aside, and a flag that no rule knows.

They are no rules of the evidence: they have codes of their own, hold nothing back, and cannot be allowed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from selfcare.facts.health import FLAGS, find_flag
from selfcare.routine.model import Flag
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from selfcare.routine.model import Allow, Routine
    from selfcare.rules.rule import Rule
    from selfcare.text.spans import Path


class Note(NamedTuple):
    """One kind of note: its code, and what it looks at, in words."""

    code: str
    title: str
    looks_at: str


UNKNOWN: Final = Note("AL01", "An allow for a rule that does not exist", "the `rule` of each `allow`")
UNUSED: Final = Note(
    "AL02",
    "An allow that sets nothing aside",
    "each `allow` whose rule does not fire there any more; never for a rule that needs the patient's health, which may come "
    "and go, nor for one that needs the log, where it is not known",
)
UNKNOWN_FLAG: Final = Note("HF01", "A flag that no rule knows", "the words in [screened] `flags`")
NOTES: Final = (UNKNOWN, UNUSED, UNKNOWN_FLAG)


class Told(NamedTuple):
    """One note with its place."""

    code: str
    message: str
    remedy: str
    path: Path


def allows_of(routine: Routine) -> Iterator[tuple[Path, Allow]]:
    """Every allow of the routine with its path: those of the whole first."""
    for number, one in enumerate(routine.allow):
        yield ("allow", number, "rule"), one
    for place, exercise in enumerate(routine.exercise):
        for number, one in enumerate(exercise.allow):
            yield ("exercise", place, "allow", number, "rule"), one


def allow_notes(
    routine: Routine, rules: Mapping[str, Rule], used: Collection[Path], unknown: Collection[str]
) -> Iterator[Told]:
    """An allow for no rule; and one that set nothing aside, unless its rule needs the patient's health, or what is not known."""
    for path, one in allows_of(routine):
        rule = rules.get(one.rule)
        if rule is None:
            near = _near(one.rule, rules)
            remedy = f'Did you mean "{near}"?' if near else "Take it out. All rules: selfcare explain"
            yield Told(UNKNOWN.code, f"There is no rule {visible(one.rule)}, so this sets nothing aside.", remedy, path)
        elif path not in used and not rule.needs.intersection(("health", *unknown)):
            what = f"{one.rule} does not speak up here, so there is nothing to set aside."
            yield Told(UNUSED.code, what, "Take it out, or put it where the rule speaks up.", path)


def flag_notes(routine: Routine) -> Iterator[Told]:
    """A flag that no rule knows: a slip of the finger there would go unnoticed."""
    for number, one in enumerate(routine.screened.flags if routine.screened else ()):
        flag = isinstance(one, Flag)
        word = one.flag if isinstance(one, Flag) else one
        if find_flag(word) is None:
            known = {name.replace("_", " "): name for name in FLAGS}
            near = _near(word.casefold().replace("_", " "), known)
            remedy = f'Did you mean "{known[near]}"?' if near else f"Known are: {', '.join(FLAGS)}."
            what = f'No rule knows the flag "{visible(word)}", so it holds nothing back.'
            path: Path = ("screened", "flags", number)
            yield Told(UNKNOWN_FLAG.code, what, remedy, (*path, "flag") if flag else path)


def _near(word: str, known: Collection[str]) -> str | None:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, known, 1)), None)
