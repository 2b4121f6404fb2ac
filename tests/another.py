"""Another process that is in the middle of something: started, met at a point that it names, let go on, or killed."""

from __future__ import annotations

import os
import subprocess  # noqa: TID251 - a second process is what these laws are about
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


# Root may look and write everywhere, unless it gives these two powers away (Linux); for anyone else permissions hold anyway.
BOUND = ("setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--") if os.geteuid() == 0 else ()
"""Before a program: permissions hold for it, whoever runs the tests."""


class Another:
    """A Python program that speaks by lines: `say` lets it go on where it reads one, `hear` gives its next."""

    def __init__(self, program: str, *arguments: str, before: tuple[str, ...] = ()) -> None:
        beginning = f"import sys; sys.path[:0] = {sys.path!r}"  # it finds what we find: selfcare, and the tests
        self.process = subprocess.Popen(
            [*before, sys.executable, "-c", f"{beginning}\n{program}", *arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def hear(self) -> str:
        """Wait for the next line; the empty word when it ended instead."""
        assert self.process.stdout
        return self.process.stdout.readline().rstrip("\n")

    def say(self, line: str) -> None:
        """Give it a line."""
        assert self.process.stdin
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def kill(self) -> None:
        """End it with no chance to tidy up, and wait until it is gone."""
        self.process.kill()
        self.process.wait()


@contextmanager
def another(program: str, *arguments: str, before: tuple[str, ...] = ()) -> Iterator[Another]:
    """Start a program, by the words `before` it, and see it gone at the end."""
    started = Another(program, *arguments, before=before)
    try:
        yield started
    finally:
        started.kill()
        assert started.process.stdin
        assert started.process.stdout
        started.process.stdin.close()
        started.process.stdout.close()
