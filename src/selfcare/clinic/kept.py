"""What is kept of one patient, read back as a history or as the lines that came."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from sqlalchemy import select  # noqa: TID251 - this room is its one address

from selfcare.clinic.packing import OF_SETS, lines, sums
from selfcare.clinic.refusals import damaged
from selfcare.clinic.tables import FACTS, SETS
from selfcare.facts.codec import UnknownFact, many_from_json
from selfcare.facts.history import History, moment
from selfcare.facts.kinds import Corrected, Loaded, SessionBegun
from selfcare.log.past import AROUND
from selfcare.log.sums import sum_of

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import URL, Connection  # noqa: TID251 - same

    from selfcare.facts.kinds import Fact
    from selfcare.facts.recount import Counted
    from selfcare.text.errors import LogUnreadable


class Kept:
    """The facts of the patient of that number, within one reading of the store at that URL.

    All raise LogUnreadable where a fact is not as it was written.
    """

    def __init__(self, connection: Connection, url: URL, patient: int) -> None:
        """Read nothing yet."""
        self._connection = connection
        self._url = url
        self._patient = patient

    def history(self, since: dt.date | None) -> History:
        """All of it, or enough of it to count the days from `since` on; sets as they were counted where that can be believed."""
        rest = History(self._understood(self._rows()))
        near = None if since is None or _waits_for_sessions(rest) else _sessions_near(rest, since)
        counted, whole = self._counted(near)
        last = rest.recorded[-1].at if rest.recorded else 0
        whole |= {name for name, one in counted.items() if one.last_at >= last}  # what was heard last stays a fact
        whole |= self._corrected(rest)
        facts = self._understood(self._packed(whole))
        left = {name: one for name, one in counted.items() if name not in whole}
        return History([*rest.recorded, *facts], rest, left)

    def lines(self) -> list[str]:
        """Each fact's canonical JSON in export order, without line ends."""
        texts = self._rows() + self._packed()
        facts = zip(self._understood(texts), texts, strict=True)
        return [kept for _, kept in sorted(facts, key=lambda one: (one[0].at, one[0].id))]

    def _rows(self) -> list[str]:
        """The texts of all facts but those of sets."""
        rows = self._connection.execute(select(FACTS.c.json, FACTS.c.sum).where(FACTS.c.patient == self._patient)).all()
        if any(sum_of(kept) != beside for kept, beside in rows):
            raise not_as_written(self._url)
        return [kept for kept, _ in rows]

    def _packed(self, sessions: Collection[str] | None = None) -> list[str]:
        """The texts of the sets of these sessions, or of all."""
        if sessions is not None and not sessions:
            return []
        found = select(SETS.c.packed, SETS.c.sum).where(SETS.c.patient == self._patient)
        if sessions is not None:
            found = found.where(SETS.c.session.in_(sorted(sessions)))
        texts: list[str] = []
        for together, beside in self._connection.execute(found):
            some = lines(together, beside)
            if some is None:
                raise not_as_written(self._url)
            texts += some
        return texts

    def _corrected(self, rest: History) -> set[str]:
        """The sessions of whose sets one was corrected, or came of a correction: these are counted anew."""
        made = (fact.body.body for fact in rest.recorded if isinstance(fact.body, Corrected))
        named = {one.session for one in made if isinstance(one, OF_SETS)}
        elsewhere = set(rest.corrections) - {fact.id for fact in rest.recorded}
        if elsewhere:
            facts = self._understood(self._packed())
            named |= {fact.body.session for fact in facts if fact.id in elsewhere and isinstance(fact.body, OF_SETS)}
        return named

    def _counted(self, sessions: Sequence[str] | None) -> tuple[dict[str, Counted], set[str]]:
        """Of these sessions (None: of all) what was counted of their sets, and those of which that cannot be believed."""
        found = select(SETS.c.session, SETS.c.stamp, SETS.c.counted).where(SETS.c.patient == self._patient)
        if sessions is not None:
            found = found.where(SETS.c.session.in_(sessions))
        counted: dict[str, Counted] = {}
        unread: set[str] = set()
        for session, stamp, kept in self._connection.execute(found):
            known = None if session in counted else sums(stamp, kept)
            if known is None:
                unread.add(session)
            else:
                counted[session] = known
        return counted, unread

    def _understood(self, texts: Sequence[str]) -> list[Fact]:
        try:
            return list(many_from_json(texts))
        except UnknownFact as error:
            raise damaged(self._url, str(error)) from None


def not_as_written(url: URL) -> LogUnreadable:
    """The refusal of a store whose check sums do not hold."""
    return damaged(url, "a fact in it is not as it was written")


def _waits_for_sessions(known: History) -> bool:
    """Whether an exercise of any text begins after so many sessions: then all of them are counted."""
    routines = (known.routine(body.text) for _, body in known.of(Loaded))
    return any(exercise.after for routine in routines if routine for exercise in routine.exercise)


def _sessions_near(known: History, since: dt.date) -> list[str]:
    """The sessions of these days and of some before them, of each day on which a text was loaded, and the last one.

    By what was recorded and by what was corrected: a session that was moved is of both days.
    """
    begin = (since - dt.timedelta(days=AROUND)).isoformat()
    loadings = {moment(fact).day(known.day_ends(fact.at)).isoformat() for fact, _ in known.of(Loaded)}
    found: set[str] = set()
    for fact in known.recorded:
        body = fact.body.body if isinstance(fact.body, Corrected) else fact.body
        if isinstance(body, SessionBegun) and (body.day >= begin or body.day in loadings):
            found.add(body.session)
    last = getattr(known.recorded[-1].body, "session", None) if known.recorded else None
    return sorted(found | ({last} if last is not None else set()))
