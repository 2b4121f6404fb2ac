"""The answers to the stop questions as they stand: a line that was then answered in detail counts as that detail."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from selfcare.facts.kinds import Answered

if TYPE_CHECKING:
    from selfcare.facts.history import History
    from selfcare.facts.kinds import Fact


def standing_answers(history: History) -> list[tuple[Fact, Answered]]:
    """Every answer in order, but those of which a later answer before the same session tells the detail.

    An answer is written the moment it is given, and again with its detail when that was told: nothing is lost between.
    """
    given = history.of(Answered)
    by_session: dict[str, list[Answered]] = defaultdict(list)
    for _, body in given:
        by_session[body.session].append(body)
    return [(fact, body) for fact, body in given if not _detailed(body, by_session[body.session])]


def _detailed(body: Answered, same: list[Answered]) -> bool:
    count = len(body.yes)
    return bool(count) and any(len(one.yes) > count and one.yes[:count] == body.yes for one in same)
