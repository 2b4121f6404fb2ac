"""Conditional updates, one a resource: what is there under its name is replaced, what is not is made, nothing is doubled."""

from __future__ import annotations

import datetime as dt
import json
import re
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, NamedTuple, Protocol

from selfcare.sending.order import as_sent, counts, in_order, name_of
from selfcare.sending.outcome import Answer, said
from selfcare.sending.receiver import look_at
from selfcare.text.errors import HeldBack, NotFound
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from selfcare.exports.resources.elements import Resource

AGAIN = frozenset({429, 503})
TRIES = 5
"""How often one request is made at the most."""
LONGEST_WAIT = 60
"""Seconds. A server that wants more is asked again by whoever sends, another day."""
_ID = re.compile(r"[A-Za-z0-9.-]{1,64}")
_MADE, _REPLACED = 201, 200


class Asking(Protocol):
    """How a server is asked: `Connection.ask`."""

    def __call__(
        self, method: str, path: str, query: dict[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One request, and its answer whatever its status."""


class Sent(NamedTuple):
    """How many were made anew, and how many replaced."""

    new: int
    replaced: int


class Sending:
    """One sending to one server. `wait` waits so many milliseconds; `now` is UTC milliseconds."""

    def __init__(self, ask: Asking, wait: Callable[[int], None], now: Callable[[], int]) -> None:
        """Nothing is asked yet."""
        self._ask = ask
        self._wait = wait
        self._now = now
        self._new = self._replaced = self._all = 0

    def send(self, resources: Sequence[Resource], told: Callable[[int], None]) -> Sent:
        """Send them all in the order of what refers to what; `told` hears how many are there.

        Raises:
            HeldBack: the server refused; the sentence says what, why, and how many are there already.
        """
        ordered = in_order(resources)
        self._all = len(ordered)
        look_at(self._asked("GET", "metadata").json(), counts(ordered))
        there: dict[str, str] = {}
        for one in ordered:
            there[name_of(one)] = self._update(one, as_sent(one, there))
            told(self._new + self._replaced)
        return Sent(self._new, self._replaced)

    def _update(self, one: Resource, body: Resource) -> str:
        """Send one; how the server calls it."""
        kind, own = one["resourceType"], one["identifier"][0]
        query = {"identifier": f"{own['system']}|{own['value']}"}
        data = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")
        answer = self._asked("PUT", kind, query, data, what=name_of(one))
        if answer.status == _MADE:
            self._new += 1
        else:
            self._replaced += 1
        return f"{kind}/{self._id(answer, kind)}"

    def _id(self, answer: Answer, kind: str) -> str:
        """The id that the server gave: in what it sent back, else in the address that it names."""
        found = answer.json()
        ident = found.get("id") if found.get("resourceType") == kind else None
        if ident is None:
            place = answer.headers.get("location") or answer.headers.get("content-location") or ""
            match = re.search(rf"(?:^|/){kind}/([A-Za-z0-9.-]{{1,64}})(?:/_history/[^/]*)?$", place)
            ident = match[1] if match else None
        if not isinstance(ident, str) or not _ID.fullmatch(ident):
            raise HeldBack(f"The server took a {kind} and does not say under which id. {self._so_far()}")
        return ident

    def _asked(
        self, method: str, path: str, query: dict[str, str] | None = None, body: bytes | None = None, what: str = ""
    ) -> Answer:
        """The answer to one request that went well; the same again where the server asks for patience."""
        for left in range(TRIES - 1, -1, -1):
            try:
                answer = self._ask(method, path, query, body)
            except (HeldBack, NotFound) as error:
                raise type(error)(f"{error.sentence} {self._so_far()}") from None
            if answer.status in (_REPLACED, _MADE):
                return answer
            if answer.status not in AGAIN or not left:
                break
            seconds = self._patience(answer, TRIES - 1 - left)
            if seconds > LONGEST_WAIT:
                minutes = -(-seconds // 60)
                raise HeldBack(f"The server asks to be left alone for {minutes} minutes. {self._so_far()}")
            self._wait(seconds * 1000)
        if 300 <= answer.status < 400:  # noqa: PLR2004 - the class of redirects
            place = visible(answer.headers.get("location", "another place"))
            raise HeldBack(f"The server sends on to {place}. No redirect is followed: {self._so_far()}")
        asked = f"{what}: the" if what else "The"
        raise HeldBack(f"{asked} server answered {said(answer)}. {self._so_far()}")

    def _patience(self, answer: Answer, tries: int) -> int:
        """Seconds to wait: as Retry-After says, in seconds or as a date; without it 1, 2, 4 ..."""
        words = answer.headers.get("retry-after", "").strip()
        if words.isascii() and words.isdigit():
            return int(words[:9])
        try:
            at = parsedate_to_datetime(words)
        except ValueError:
            return int(2**tries)
        at = at if at.tzinfo else at.replace(tzinfo=dt.UTC)
        return max(0, -(-(round(at.timestamp() * 1000) - self._now()) // 1000))

    def _so_far(self) -> str:
        done = self._new + self._replaced
        if not done:
            return "Nothing was sent."
        return f"{done} of {self._all} are there. Send again when it is mended: nothing is doubled."
