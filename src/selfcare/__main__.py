"""The program's door: answers `--version` before anything is loaded, and is the one place that prints an error."""

from __future__ import annotations

import gc
import sys


def main(arguments: list[str] | None = None) -> int:
    """Run one command; gives the exit code, as listed in README.md."""
    words = sys.argv[1:] if arguments is None else arguments
    if words in (["--version"], ["-V"]):
        from selfcare import __version__

        sys.stdout.write(f"selfcare {__version__}\n")
        return 0
    # What a small command makes lives until it ends; looking for garbage in between costs it a tenth of its time.
    gc.disable()
    try:
        from selfcare.cli.running import run

        return run(words)
    except KeyboardInterrupt:  # Ctrl-C while the command was still being imported
        return 130


if __name__ == "__main__":
    sys.exit(main())
