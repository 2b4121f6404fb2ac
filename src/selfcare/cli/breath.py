"""The breathing warning after needles over the lung: shown, and written down that it was."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selfcare.cli.at_hand import say
from selfcare.day.in_force import assignments
from selfcare.day.keep_off import BREATH_MS, Source, needlings, over_the_lung
from selfcare.faces.mornings import breath_warning
from selfcare.facts.kinds import Warned

if TYPE_CHECKING:
    from typing import Any

    from selfcare.cli.at_hand import AtHand
    from selfcare.routine.model import Routine


def warn_of_breath(at_hand: AtHand, routine: Routine, patient: str | None = None) -> bool:
    """Show it for every such needling of the last 72 h that it was not shown for yet; whether it was shown now."""
    at_hand.forget_history()
    sources = [Source(one.routine, one.offset) for one in assignments(at_hand.history)]
    warned = {(body.when, body.region, body.side) for _, body in at_hand.history.of(Warned)}
    shown = []
    for one in needlings(at_hand.history, sources):
        if not over_the_lung(one) or not one.at <= at_hand.now.at < one.at + BREATH_MS:
            continue
        side: Any = one.side  # of the file's or the log's own words
        if (one.at, one.name, side) not in warned:
            shown.append(Warned("breath after needling", one.at, one.name, side))
            say(breath_warning(one, at_hand.now.offset, routine.contact.emergency))
    if shown:
        at_hand.record(*shown, patient=patient)
        at_hand.forget_history()
    return bool(shown)
