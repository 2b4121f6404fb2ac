"""One measure that is asked: how often, on which side, of what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from selfcare.routine.durations import waiting_ms
from selfcare.routine.measures import find_measure
from selfcare.routine.model import MeasureAsked
from selfcare.routine.reading.finding import Draft, Finding
from selfcare.routine.reading.wording import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

_DAY_MS: Final = 86_400_000
_IN_WORDS: Final = {
    "pain in motion": ("motion", "Climbing stairs"),
    "activity": ("activity", "Walk to the shop and back"),
}
"""The measures that need words of their own, what these name, and an example."""


def check_measures(draft: Draft) -> Iterator[Finding]:
    """Every contradiction within a measure, and one that is asked twice."""
    seen: set[tuple[str, str, str | None]] = set()
    for path in draft.elements("measure"):
        every = draft.good(*path, "every")
        if every and every.strip() and (waiting_ms(every) or 0) < _DAY_MS:
            what = f"`every` is one day or more, such as 7d; here it is {quoted(every)}."
            yield Finding("measure-every", (*path, "every"), what, 'Write for example: every = "7d"')
        one = draft.built(MeasureAsked, *path)
        if one is None or (measure := find_measure(one.what)) is None:
            continue
        if measure.sided and one.side is None:
            what = f"{measure.name} is measured on a side, and none is named."
            yield Finding("measure-side", path, what, 'Add: side = "each"')
        elif not measure.sided and one.side is not None:
            what = f"{measure.name} has no side."
            yield Finding("measure-side", (*path, "side"), what, "Take `side` out.")
        if measure.name in _IN_WORDS and one.about is None:
            name, such = _IN_WORDS[measure.name]
            yield Finding(
                "measure-about", path, f"Which {name}? `about` is missing.", f'Write for example: about = "{such}"'
            )
        elif measure.name not in _IN_WORDS and one.about is not None:
            what = f"{measure.name} is measured in one way; `about` would change nothing."
            yield Finding("measure-about", (*path, "about"), what, "Take `about` out.")
        sides = ("left", "right") if one.side == "each" else (one.side or "",)
        keys = {(one.what, side, one.about) for side in sides}
        if keys & seen:
            what = f"{measure.name} is asked twice{f' of {quoted(one.about)}' if one.about else ''}."
            yield Finding("measure-twice", path, what, "Take one of them out.")
        seen |= keys
