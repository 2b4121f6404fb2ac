"""The program's door: answers `--version` before anything is loaded, and is the one place that prints an error."""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code, as listed in README.md."""
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        from selfcare import __version__

        try:
            sys.stdout.write(f"selfcare {__version__}\n")
        except OSError:
            return finished(70)
        return finished(0)
    # What a small command makes lives until it ends; looking for garbage in between costs it a tenth of its time.
    gc.disable()
    try:
        from selfcare.cli.running import run

        return finished(run(words))
    except KeyboardInterrupt:  # Ctrl-C while the command was still being imported
        return 130


def finished(code: int) -> int:
    """The exit code, when all that was written has gone out; a reader that is gone must not make Python complain at its end."""
    import os  # loaded long since

    # The system takes all memory back; that Python looks through it for garbage first costs a small command a tenth again.
    gc.freeze()
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except OSError as error:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
            code = code or (141 if isinstance(error, BrokenPipeError) else 70)
    return code


if __name__ == "__main__":
    sys.exit(main())
