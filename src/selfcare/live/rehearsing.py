"""A session on a faster clock, for the therapist's desk: the same player, the same loop, more of its time in each second."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selfcare.live.input import Received
    from selfcare.live.playing import Clock, Waiting


FASTEST = 60
"""A minute in a second: more is a blur."""


class FastClock:
    """A clock on which `speed` seconds go by in one."""

    def __init__(self, clock: Clock, speed: int) -> None:
        """`clock` is the real one; `speed` a whole number from 1."""
        self._clock = clock
        self._speed = speed

    def monotonic_ms(self) -> int:
        """Milliseconds of the faster clock."""
        return self._clock.monotonic_ms() * self._speed

    def suspended_ms(self) -> int:
        """A computer that slept slept at its own pace."""
        return self._clock.suspended_ms()


class FastInput:
    """Waits that are as much shorter."""

    def __init__(self, keys: Waiting, speed: int) -> None:
        """`keys` is where they come from."""
        self._keys = keys
        self._speed = speed

    def wait(self, timeout_ms: int | None) -> Received:
        """What comes next, at the latest after the timeout on the faster clock."""
        return self._keys.wait(None if timeout_ms is None else -(-timeout_ms // self._speed))

    def stand(self) -> None:
        """As the real one."""
        self._keys.stand()
