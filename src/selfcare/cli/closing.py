"""A pipe whose reader is gone before we are done."""

from __future__ import annotations

import contextlib
import os
import sys


def pipe_closed() -> int:
    """The exit code then: 128 and SIGPIPE, as a shell has it."""
    # Python would complain once more when it flushes at its end.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141
