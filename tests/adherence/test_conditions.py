"""Days that a condition held back: by what was known on that day, not by what is known now."""

from __future__ import annotations

import datetime as dt

from adherence.worlds import CALF, World, rx
from selfcare.adherence.report import adherence
from selfcare.facts.history import History
from selfcare.facts.kinds import ConditionSaid
from selfcare.facts.moment import Moment

AT = dt.datetime.fromisoformat
PLAIN = rx("{ per_day = 1 }", exercises=CALF.replace("max = 5", "aim = 3, max = 5"))
CLEARS = PLAIN + '[screened]\non = 2026-11-26\ncleared = [{ flag = "clot", why = "judged" }]\n'


def test_a_day_is_blocked_from_the_answer_to_the_clearing() -> None:
    """Named on Wednesday, cleared on Friday: Monday and Tuesday were open, and so is Friday."""
    world = World()
    world.load(AT("2026-11-23 08:00"), PLAIN)
    world.add(AT("2026-11-25 08:00"), ConditionSaid("clot"))
    world.load(AT("2026-11-27 08:00"), CLEARS)
    now = Moment(world.at(AT("2026-11-28 12:00")), world.offset)
    report = adherence(History(world.facts), (None, None), now)
    states = {asked.day.day: asked.state for period in report.ended for asked in period.days if asked.day.day < 28}
    assert states == {23: "open", 24: "open", 25: "blocked", 26: "blocked", 27: "open"}
