"""Sentences for a key that the model does not know, and for one that is missing."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, get_args, get_origin

from selfcare.routine.building import hints, is_table
from selfcare.routine.model import DOSES, Routine
from selfcare.routine.reading.finding import Finding
from selfcare.routine.reading.wording import Field, arms_of, bare, did_you_mean, example, quoted

if TYPE_CHECKING:
    from selfcare.text.spans import Path

_MEANT: Final[dict[str, tuple[str, ...]]] = {
    "duration": ("time",),
    "seconds": ("time",),
    "secs": ("time",),
    "minutes": ("time",),
    "reps": ("times",),
    "repetitions": ("times", "reps"),
    "count": ("times",),
    "pain": ("discomfort",),
    "pressure": ("discomfort",),
    "limit": ("max", "ceiling"),
    "target": ("aim",),
    "therapist": ("by",),
    "author": ("by",),
    "name": ("title",),
    "note": ("say",),
    "notes": ("say",),
    "instructions": ("say",),
    "tool": ("device",),
    "muscle": ("region",),
    "area": ("region",),
    "place": ("region",),
    "exercises": ("exercise",),
    "from": ("start",),
    "until": ("end",),
    "frequency": ("per_day",),
    "tel": ("phone",),
    "telephone": ("phone",),
    "reason": ("why",),
    "pause": ("release", "rest"),
    "prepare": ("get_ready",),
}
"""Words that people write, and what the format calls it; the first that the table knows is offered."""
_FEW: Final = 8
_LONG_ENOUGH: Final = 5
"""Letters of a key before one of another table is guessed: short ones are near to too many."""


def meant_key(owner: Any, key: str) -> str | None:
    """The key of this table that was probably meant; None when none is near."""
    fields = tuple(hints(owner))
    plain = _plain(key)
    meant = next((word for word in _MEANT.get(plain, ()) if word in fields), None)
    return plain if plain in fields else meant or did_you_mean(plain, fields)


def unknown_key(owner: Any, path: Path, meant: str | None, *, whole_table: bool) -> Finding:
    """The sentence for a key that this table of the model does not have, with what was probably meant."""
    key = str(path[-1])
    remedy = f"Did you mean `{meant}`?" if meant else _remedy(owner, _plain(key), whole_table=whole_table)
    return Finding("unknown-key", path, f"{_name(key)} is not a key {_inside(owner)}.", remedy, at="key")


def missing_key(field: Field, path: Path) -> Finding:
    """The sentence for a key that this table must have."""
    if path == ("exercise",):
        what = "The routine has no exercise."
        remedy = "Write [[exercise]] on a line of its own, and below it id, device, region, side and a dose."
        return Finding("missing-key", path, what, remedy, absent=True)
    home = _called(field.owner)
    where = f"This entry of `{home}`" if isinstance(path[-2:-1] and path[-2], int) else f"`{home}`"
    where = {"Routine": "The routine", "Exercise": "This exercise"}.get(field.owner, where)
    return Finding("missing-key", path, f"{where} has no `{field.name}`.", f"Add: {example(field)}", absent=True)


def _plain(key: str) -> str:
    return key.casefold().replace("-", "_").replace(" ", "_")


def _remedy(owner: Any, key: str, *, whole_table: bool) -> str:
    if key in hints(Routine):
        return f"`{key}` belongs to the routine: move it up, above the first line in [brackets]."
    homes = _homes().get(key, ())
    if homes:
        return f"`{key}` belongs in {' or '.join(f'`{home}`' for home in homes[:3])}: move it there, or take it out."
    near = did_you_mean(key, _homes())
    if near and len(key) >= _LONG_ENOUGH:
        return f"Did you mean `{near}`? It belongs in {' or '.join(f'`{home}`' for home in _homes()[near][:3])}."
    if whole_table:
        return "Take it out, with all that belongs to it."
    fields = tuple(hints(owner))
    if len(fields) <= _FEW:
        return f"Known here: {', '.join(fields)}. Correct it, or take it out."
    return "Take it out, or put # before it to keep it as a note."


def _name(key: str) -> str:
    return f"`{key}`" if key.isidentifier() and len(key) <= _FEW * 4 else quoted(key)


def _inside(owner: Any) -> str:
    return "of a routine" if owner is Routine else f"of `{_called(owner.__name__)}`"


def _called(owner: str) -> str:
    """How the file names a table of that class: "contact"; a dose has several words and its fields say which."""
    return next((home for home, kind in _tables() if kind.__name__ == owner), owner)


@cache
def _homes() -> dict[str, tuple[str, ...]]:
    """For each field, the words of the tables that have it."""
    found: dict[str, tuple[str, ...]] = {}
    for home, kind in _tables():
        for name in hints(kind):
            if home not in found.get(name, ()):
                found[name] = (*found.get(name, ()), home)
    return found


@cache
def _tables() -> tuple[tuple[str, Any], ...]:
    """All tables of the format below the routine: the word in the file and the class."""
    found: list[tuple[str, Any]] = []

    def walk(owner: Any) -> None:
        for name, hint in hints(owner).items():
            for arm in arms_of(bare(hint)):
                inner = bare(arm)
                kinds = arms_of(bare(get_args(inner)[0])) if get_origin(inner) is tuple else (inner,)
                for kind in map(bare, kinds):
                    if is_table(kind) and (name, kind) not in found:
                        found.append((name, kind))
                        walk(kind)

    walk(Routine)
    # The doses last: their fields (time, sets) are meant to be looked for in them, their words are told apart by place.
    return tuple(sorted(found, key=lambda one: one[0] in DOSES))
