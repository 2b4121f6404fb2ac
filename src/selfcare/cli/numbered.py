"""Entries by the number that `history` shows. The log counts them; only those that are shown are read."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from selfcare.facts.correcting import last_word
from selfcare.facts.entries import entries
from selfcare.log.past import Past
from selfcare.log.selection import Moments
from selfcare.text.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable

    from selfcare.facts.entries import Entry
    from selfcare.log.store import Log

_BLOCK = 500
"""Entries that are read at once."""


class Numbered:
    """The entries of the patient whose log it is; the log stays open while they are asked for. `count`: all there are."""

    def __init__(self, log: Log) -> None:
        """Count them."""
        self._log = log
        self._past = Past(log)
        none = Moments([], [])
        self._moments, self._loose = log.entry_moments(self._past.owner) if self._past.owner is not None else none
        self.count = len(self._moments)

    def last(self, count: int) -> list[Entry]:
        """The newest, in the order of their numbers."""
        first = max(0, self.count - count)
        return self._between(self._moments[first], self._moments[-1])[-count:] if self._moments and count > 0 else []

    def numbered(self, number: int) -> Entry:
        """The entry of that number.

        Raises:
            NotFound: there is none.
        """
        if not 1 <= number <= self.count:
            last = f"The last is {self.count}" if self.count else "There is none yet"
            raise NotFound(f"There is no entry {number}. {last}; see them with: selfcare history")
        moment = self._moments[number - 1]
        return next(one for one in self._between(moment, moment) if one.number == number)

    def fitting(self, fits: Callable[[Entry], bool], count: int | None) -> list[Entry]:
        """Those that fit, or the newest so many of them, in the order of their numbers; read from the newest back."""
        found: list[Entry] = []
        end = len(self._moments)
        while end and (count is None or len(found) < count):
            # Whole moments: entries of one moment are read together.
            begin = bisect_left(self._moments, self._moments[max(0, end - _BLOCK)])
            found[:0] = filter(fits, self._between(self._moments[begin], self._moments[end - 1]))
            end = begin
        return found if count is None else found[-count:]

    def last_fixable(self, count: int) -> list[Entry]:
        """The newest of which something can be corrected."""
        looked_at = 2 * count
        while True:
            found = [one for one in self.last(looked_at) if one.fixable]
            if len(found) >= count or looked_at >= self.count:
                return found[-count:]
            looked_at *= 4

    def latest_undoable(self) -> Entry | None:
        """The entry of what was entered last and not taken back yet; None without any. Of sessions the last is looked at."""
        loose = self._latest_loose()
        session = self._latest_session()
        if loose is None or session is None:
            return loose or session
        word = last_word(session.parts)
        assert word is not None
        return session if word.fact.at >= loose.at else loose

    def _latest_loose(self) -> Entry | None:
        """The same of what is no session: none of these is read for it."""
        for moment in reversed(self._loose):
            found = [one for one in self._between(moment, moment) if one.undoable and one.body is not None]
            if found:
                return found[-1]
        return None

    def _latest_session(self) -> Entry | None:
        """The last session, if a word or a score of it can be taken back."""
        loose, every = Counter(self._loose), Counter(self._moments)
        moment = next((one for one in reversed(self._moments) if every[one] > loose[one]), None)
        if moment is None:
            return None
        found = [one for one in self._between(moment, moment) if one.session is not None and one.undoable]
        return found[-1] if found else None

    def again(self, entry: Entry) -> Entry:
        """The same entry, after something was corrected: that makes no new one."""
        self._past = Past(self._log)
        return self.numbered(entry.number)

    def _between(self, first: int, last: int) -> list[Entry]:
        """The entries that were first recorded from one moment to another, all of those moments."""
        before = bisect_left(self._moments, first)
        return entries(self._past.entries(first, last), first, last, before)
