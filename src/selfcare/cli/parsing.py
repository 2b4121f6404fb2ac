"""The command line as typer reads it: the commands by name, of which only the one that runs is imported, and help."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from selfcare.cli.closing import pipe_closed
from selfcare.cli.table import COMMANDS, GROUPS

_PLAIN: dict[str, Any] = {"add_completion": False, "rich_markup_mode": None, "pretty_exceptions_enable": False}


class PlainCommand(TyperCommand):
    """A command whose usage shows its words as one types them: PLACE NUMBER, where typer writes {PLACE NUMBER}."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """The parts of the usage line, without the braces that typer puts round what must be there."""
        return [piece.removeprefix("{").removesuffix("}") for piece in super().collect_usage_pieces(ctx)]


class LazyGroup(TyperGroup):
    """A group that knows its commands by name and imports only the one that is run."""

    def make_context(self, *args: Any, **more: Any) -> Any:
        """The context; a pipe that is closed while help is printed has the code of `pipe_closed`, not typer's 1."""
        try:
            return super().make_context(*args, **more)
        except BrokenPipeError:
            raise typer.Exit(pipe_closed()) from None

    def invoke(self, ctx: Any) -> Any:
        """Run the command; the same for a pipe that is closed while it writes."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise typer.Exit(pipe_closed()) from None

    def parse_args(self, ctx: Any, args: list[str]) -> Any:
        """The words; who asks for `help` means `--help`, and never `health`, which is the nearest command."""
        return super().parse_args(ctx, [*args[1:2], "--help"] if args[:1] in (["help"], ["?"]) else args)

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - typer's signature
        """The words, in the order of help."""
        return [one.word for one in COMMANDS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - typer's signature
        """The command of that word; None when there is none."""
        found = next((one for one in COMMANDS if one.word == cmd_name), None)
        if found is None:
            return None
        module = import_module(f"selfcare.cli.commands.{found.module}")
        # Hints are read now. Who has nothing to parse imports the module without typer.
        vars(module).setdefault("typer", typer)
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
