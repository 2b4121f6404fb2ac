"""Find the command, run it, and turn what went wrong into one sentence and a stable exit code."""

from __future__ import annotations

import contextlib
import io
import os
import re
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any

import typer
from typer.core import TyperCommand, TyperGroup

from selfcare.cli.table import COMMANDS, GROUPS
from selfcare.home import environment
from selfcare.text.errors import SelfcareError
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from typing import TextIO

_PLAIN: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


class PlainCommand(TyperCommand):
    """A command whose usage shows its words as one types them: PLACE NUMBER, where typer writes {PLACE NUMBER}."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line, without the braces that typer puts round what must be there."""
        return [piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)]


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports only the one that is run."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        """The context; a pipe that is closed while help is printed has the code of `_pipe_closed`, not typer's 1."""
        try:
            return super().make_context(*args, **more)
        except BrokenPipeError:
            raise typer.Exit(_pipe_closed()) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command; the same for a pipe that is closed while it writes."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit(_pipe_closed()) from None

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        """The words, in the order of help."""
        return [one.word for one in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - typer's signature
        """The command of that word; None when there is none."""
        found = next((one for one in COMMANDS if one.word == cmd_name), None)
        if found is None:
            return None
        module = import_module(f"selfcare.cli.commands.{found.module}")
        made: Any = getattr(module, "app", None)
        if made is None:
            made = typer.Typer(**_PLAIN)
            settings = getattr(module, "CONTEXT", {})
            made.command(found.word, cls=PlainCommand, context_settings=settings)(module.command)
        command = typer.main.get_command(made)
        command.name = found.word
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command, or a suggestion that imports none of them."""
        if args and self.get_command(ctx, args[0]) is None:
            from difflib import get_close_matches

            close = get_close_matches(args[0], [one.word for one in COMMANDS], 1)
            meant = f" Did you mean: selfcare {close[0]}?" if close else ""
            ctx.fail(f"There is no command {args[0]!r}.{meant} All commands: selfcare --help")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ARG002 - typer's signature
        """Three headed groups, plain text."""
        for group in GROUPS:
            with formatter.section(group):
                formatter.write_dl([(one.word, one.does) for one in COMMANDS if one.group == group])


app = typer.Typer(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]}, **_PLAIN)


@app.callback(invoke_without_command=True)
def selfcare(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="The version, and nothing else."),
    person: str | None = typer.Option(  # noqa: ARG001 - `run` has taken it: it may stand behind any command, too
        None, "--person", metavar="NAME", help="Whose log, where several people share this account; with any command."
    ),
) -> None:
    """Home self-myofascial release, as your therapist prescribed it.

    Type selfcare alone to see what is due today.
    """
    if version:
        from selfcare import __version__

        typer.echo(f"selfcare {__version__}")
    elif context.invoked_subcommand is None:
        from selfcare.cli.commands.today import command

        command()


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
        result = app(words, standalone_mode=False)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else int(bool(end.code))
    except SelfcareError as error:
        return _refused(error)
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        sys.stderr.write(f"The system refused: {visible(error.strerror or str(error))}. Look at it, then try again.\n")
        return 70
    except Exception as error:  # noqa: BLE001 - a traceback is a bug that the patient must not have to read
        return _misused(error) if hasattr(error, "format_message") else _our_fault(error)
    return result if isinstance(result, int) else 0


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


def _pipe_closed() -> int:
    # Python would complain once more when it flushes at its end.
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 141


def _our_fault(error: Exception) -> int:
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{os.path.basename(last.filename)} line {last.lineno}"  # noqa: PTH119 - pathlib is not loaded yet
    sys.stderr.write(
        f"Something is wrong with selfcare itself ({type(error).__name__} in {place}: {error}). Nothing that was logged is "
        "lost. Please send this line to whoever gave you selfcare.\n"
    )
    return 70
