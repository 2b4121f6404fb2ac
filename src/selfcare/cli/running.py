"""Find the command, run it, and turn what went wrong into one sentence and a stable exit code."""

from __future__ import annotations

import io
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

from selfcare.cli.closing import pipe_closed
from selfcare.cli.table import COMMANDS
from selfcare.home import environment
from selfcare.text.errors import SelfcareError
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from typing import TextIO


def run(words: list[str]) -> int:
    """Run these words; gives the exit code. Every error is printed here, to stderr, and nowhere else."""
    _open_what_is_closed()
    sys.stdout, sys.stderr = _buffered(sys.stdout), _buffered(sys.stderr)
    for stream in (sys.stdout, sys.stderr):
        # What the terminal's own characters cannot say is written out; it must not cost anybody a session.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    if not _utf8(words) and words[:1] != ["load"]:
        sys.stderr.write("Something on the command line is not UTF-8. Type it again, or choose another name.\n")
        return 2
    try:
        if environment.person() or any(word.startswith("--person") for word in words):
            from selfcare.cli.persons import chosen

            words = chosen(words)
        result = _result(words)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except SelfcareError as error:
        return _refused(error)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return pipe_closed() if isinstance(error, BrokenPipeError) else _system_refused(error)
    except Exception as error:  # noqa: BLE001 - a traceback is a bug that the patient must not have to read
        return _misused(error) if hasattr(error, "format_message") else _our_fault(error)
    return result if isinstance(result, int) else 0


def _result(words: list[str]) -> Any:
    """What the command gives back. Where no option stands beside it there is nothing to parse, and typer is not loaded.

    It costs four times a bare interpreter: half of what a command of every day may take.
    """
    word, *others = words or ["today"]
    found = next((one for one in COMMANDS if one.word == word), None)
    if found is not None and not any(one.startswith("-") for one in others):
        if found.unparsed == "nothing" and not others:
            return import_module(f"selfcare.cli.commands.{found.module}").command()
        if found.unparsed == "words" and others:
            return import_module(f"selfcare.cli.commands.{found.module}").command(others)
    from selfcare.cli.parsing import app

    return app(words, standalone_mode=False)


def _system_refused(error: OSError) -> int:
    sys.stderr.write(f"The system refused: {visible(error.strerror or str(error))}. Look at it, then try again.\n")
    return 70


def _refused(error: SelfcareError) -> int:
    problems = getattr(error, "problems", None)
    if problems:
        from selfcare.text.diagnostics import for_eyes

        sys.stderr.write(for_eyes(problems, error.name, error.text).rstrip("\n") + "\n\n")  # type: ignore[attr-defined]
    sentence = visible(error.sentence)
    if sys.stderr.isatty():  # broken between words, not within: a command that is to be typed stays whole
        import shutil
        import textwrap

        width = min(79, max(40, shutil.get_terminal_size().columns))
        sentence = textwrap.fill(sentence, width, break_long_words=False, break_on_hyphens=False)
    sys.stderr.write(f"{sentence}\n")
    return error.exit_code


def _open_what_is_closed() -> None:
    """Whoever starts us without input or output gets none; it is no reason to fail."""
    if sys.stdin is None:
        sys.stdin = open(os.devnull, encoding="utf-8")  # noqa: PTH123, SIM115 - it lasts as long as we do
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - same
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 - same


def _buffered(stream: TextIO) -> TextIO:
    """The stream with a buffer. Without one (PYTHONUNBUFFERED) Python drops what a write that a signal cut short left over."""
    if isinstance(stream, io.TextIOWrapper) and isinstance(stream.buffer, io.RawIOBase):
        lines = 1 if stream.isatty() else -1
        return open(stream.fileno(), "w", lines, encoding=stream.encoding, closefd=False)
    return stream


def _utf8(words: list[str]) -> bool:
    try:
        "".join(words).encode()
    except UnicodeEncodeError:
        return False
    return True


def _misused(error: Any) -> int:
    """Typer's own word on the command line, with everything hidden in it made visible."""
    context = getattr(error, "ctx", None)
    if context is not None:
        sys.stderr.write(f"{context.get_usage()}\nTry: {context.command_path} --help\n")
    said = re.sub(r"a valid int(eger)?( range)?", "a whole number", error.format_message())
    sys.stderr.write(f"{visible(said)}\n")
    return int(error.exit_code)


def _our_fault(error: Exception) -> int:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)} line {last.lineno}"  # noqa: PTH119 - pathlib is not loaded yet
    sys.stderr.write(
        f"Something is wrong with selfcare itself ({type(error).__name__} in {place}: {error}). Nothing that was logged is "
        "lost. Please send this line to whoever gave you selfcare.\n"
    )
    return 70
