"""What a channel is, and what it asks of the settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from selfcare.session.events import Event


class Channel(Protocol):
    """One way to be heard. It speaks; it computes nothing, never waits and never raises."""

    on: bool
    """Switched during a session; off is silent, at once. Switched on again it forgets its trouble and tries anew."""

    @property
    def name(self) -> str:
        """Its name on the shelf."""

    @property
    def trouble(self) -> str:
        """Empty while it can be heard; else one sentence for the screen."""

    def __call__(self, event: Event) -> None:
        """Something happened; it sounds, or it does not."""

    def close(self) -> None:
        """Stop what sounds, and end every child."""


class Wishes(Protocol):
    """What the settings say of sound."""

    @property
    def reader(self) -> bool:
        """Whether a screen reader speaks already."""

    @property
    def voice(self) -> Literal["auto", "yes", "no"]:
        """auto: where one is found, unless a screen reader speaks or the person sits at another computer."""

    @property
    def language(self) -> str:
        """A language ("en", "en-gb") or the name of a voice."""

    @property
    def rate(self) -> int:
        """Words a minute."""

    @property
    def volume(self) -> int:
        """0 to 100, of voice and tones."""

    @property
    def voice_command(self) -> Sequence[str]:
        """The user's own program; empty for the system's voice."""

    @property
    def tones(self) -> bool:
        """Whether tones sound."""

    @property
    def bell(self) -> Literal["auto", "yes", "no"]:
        """auto: only when nothing else can be heard."""
