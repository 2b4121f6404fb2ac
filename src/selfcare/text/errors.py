"""What can go wrong, each kind with its own exit code."""

from __future__ import annotations


class SelfcareError(Exception):
    """Something the user must be told, as one sentence; it never prints itself.

    `exit_code` is stable and part of the command line's promise; a bare SelfcareError counts as our own fault.
    """

    exit_code: int = 70

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class UsageRefused(SelfcareError):
    """The command line asks for something that makes no sense."""

    exit_code = 2


class FileRefused(SelfcareError):
    """A file is not one that we can take in."""

    exit_code = 65


class RoutineRefused(FileRefused):
    """The routine file is not one we can follow."""


class NotFound(SelfcareError):
    """A file, routine, exercise or session that was named does not exist."""

    exit_code = 66


class HeldBack(SelfcareError):
    """The routine is sound, but today it must not be done."""

    exit_code = 69


class OurFault(SelfcareError):
    """A mistake in selfcare itself."""

    exit_code = 70


class LogUnreadable(SelfcareError):
    """The log cannot be read or written."""

    exit_code = 74


class SettingsInvalid(SelfcareError):
    """The settings file says something we cannot use."""

    exit_code = 78
