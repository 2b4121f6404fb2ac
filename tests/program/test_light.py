from __future__ import annotations

import json
import os
import subprocess  # noqa: TID251 - what is imported shows only in an interpreter of its own
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import typer

from program.real import HEAD, exercise, loaded, ran, surroundings
from selfcare.cli.parsing import app
from selfcare.cli.table import COMMANDS, GROUPS
from selfcare.routine.reading.wording import EXAMPLES

if TYPE_CHECKING:
    from collections.abc import Callable

ROUTINES = Path(__file__).parents[2] / "routines"
SAMPLE = ROUTINES / "first-session.toml"
BAD = Path(__file__).parents[1] / "bad" / "unknown-key.toml"
QUICK = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")

DUMP = """if True:
    import json, sys
    from selfcare.__main__ import main
    try:
        code = main(sys.argv[1:])
    finally:
        sys.stdout.flush()
        sys.stderr.write(json.dumps(sorted(sys.modules)))
"""
PARSED = """if True:
    import sys
    from selfcare.cli import running, table
    running.COMMANDS = tuple(one._replace(unparsed=None) for one in table.COMMANDS)
    sys.exit(running.run(sys.argv[1:]))
"""
HEAVY = {"pydantic", "pydantic_core", "rich", "platformdirs", "asyncio", "importlib.metadata", "unittest", "http"}
SPEECHLESS = """if True:
    import importlib, pkgutil, selfcare
    for module in pkgutil.walk_packages(selfcare.__path__, "selfcare."):
        importlib.import_module(module.name)
"""


def imported(home: Path, *words: str) -> set[str]:
    """Return what a run of these words imports, in a clean interpreter."""
    done = ran(home, *words, python=("-c", DUMP))
    return set(json.loads(done.err.splitlines()[-1]))


def commands_in(modules: set[str]) -> set[str]:
    """Return those of the modules that are commands."""
    return {name for name in modules if name.startswith("selfcare.cli.commands.")}


def test_the_version_is_answered_before_anything_is_loaded(tmp_path: Path) -> None:
    """Neither typer nor rich nor pydantic, nor any room of ours."""
    modules = imported(tmp_path / "home", "--version")
    assert not modules & (HEAVY | {"typer", "sqlite3", "tomllib"})
    assert {name for name in modules if name.startswith("selfcare")} == {"selfcare", "selfcare.__main__"}


def test_help_is_printed_without_a_command(tmp_path: Path) -> None:
    """The list of commands comes from the table: none of them is imported, nor what only they need."""
    modules = imported(tmp_path / "home", "--help")
    assert not modules & (HEAVY | {"sqlite3", "tomllib"})
    assert commands_in(modules) == set()
    assert not {name for name in modules if name.startswith(("selfcare.routine", "selfcare.log", "selfcare.session"))}


@pytest.mark.parametrize("words", ["", "today", "due", "sore calf 2 left", "done", "history"])
def test_an_everyday_command_loads_neither_validator_nor_tables(tmp_path: Path, words: str) -> None:
    """What was validated when it was loaded is only read; and no other command than the one that runs is imported."""
    home = loaded(tmp_path / "home", QUICK)
    modules = imported(home, *words.split())
    assert not modules & HEAVY
    assert commands_in(modules) == {f"selfcare.cli.commands.{(words or 'today').split()[0]}"}
    assert not {name for name in modules if name.startswith("selfcare.routine.reading")}


@pytest.mark.parametrize("words", ["", "today", "due", "sore calf 2 left", "history"])
def test_where_there_is_nothing_to_parse_no_parser_is_loaded(tmp_path: Path, words: str) -> None:
    """Typer costs four times a bare interpreter; without an option it has nothing to do."""
    assert "typer" not in imported(loaded(tmp_path / "home", QUICK), *words.split())


@pytest.mark.parametrize("words", ["today", "due", "sore calf 2 left", "history"])
def test_it_does_the_same_with_and_without_the_parser(tmp_path: Path, words: str) -> None:
    """What may run unparsed takes its parameters as they stand; through typer it says and does the same."""
    home = loaded(tmp_path / "home", QUICK)
    bare, parsed = ran(home, *words.split()), ran(home, *words.split(), python=("-c", PARSED))
    assert (bare.code, bare.out, bare.err) == (parsed.code, parsed.out, parsed.err)


def test_due_is_as_light_as_today(tmp_path: Path) -> None:
    """A timer calls it, day after day: it loads no more than `today` does."""
    home = loaded(tmp_path / "home", QUICK)
    due, today = imported(home, "due"), imported(home, "today")
    assert len(due) <= len(today)


def test_keys_are_loaded_only_where_they_are_used(tmp_path: Path) -> None:
    """A routine with a key costs a day's commands nothing; `check` loads what reads the key, and nothing that signs."""
    text = QUICK.replace("start = ", f"send_to = {EXAMPLES['send_to']}\nstart = ")
    (tmp_path / "sealed.toml").write_text(text)
    home = loaded(tmp_path / "home", text)
    keys = {"pyrage", "cryptography"}
    for words in ("today", "done", "export jsonl"):
        assert not imported(home, *words.split()) & keys
    assert imported(home, "check", str(SAMPLE)) & keys == set()
    assert imported(home, "check", "sealed.toml") & keys == {"pyrage"}
    assert imported(home, "share", "--yes") & keys == keys


def test_importing_does_nothing(tmp_path: Path) -> None:
    """Every module of ours can be imported; it says nothing and leaves no file."""
    home, user = tmp_path / "home", tmp_path / "home" / "user"
    user.mkdir(parents=True)
    done = subprocess.run(
        [sys.executable, "-B", "-W", "error", "-c", SPEECHLESS],
        env=surroundings(home),
        cwd=user,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert list(home.rglob("*")) == [user]


@pytest.mark.parametrize("words", ["--version", "--help", "check {sample}", "preview {sample}", "today", "sore calf 1"])
def test_what_only_looks_leaves_no_file(tmp_path: Path, words: str) -> None:
    """No folder, no settings, no log is made by looking, nor by a command that is refused for want of a routine."""
    home = tmp_path / "home"
    ran(home, *[word.format(sample=SAMPLE) for word in words.split()])
    assert list(tmp_path.iterdir()) == []


def test_the_table_and_the_commands_agree() -> None:
    """Each word has its module with a docstring and a command with one; each module is in the table."""
    found = {one.module: import_module(f"selfcare.cli.commands.{one.module}") for one in COMMANDS}
    folder = Path(import_module("selfcare.cli.commands").__path__[0])
    assert {path.stem for path in folder.glob("*.py")} - {"__init__"} == set(found)
    for module in found.values():
        assert module.__doc__
        assert module.__doc__.strip()
        assert module.command.__doc__
    assert len({one.word for one in COMMANDS}) == len(COMMANDS)
    assert {one.group for one in COMMANDS} == set(GROUPS)
    assert all(one.does.endswith(".") and len(one.does) < 66 for one in COMMANDS)


def test_every_parameter_is_documented() -> None:
    """Each argument and option of each command says in help what it does."""
    group: Any = typer.main.get_command(app)
    context = typer.Context(group)
    for one in COMMANDS:
        for parameter in group.get_command(context, one.word).params:
            assert parameter.help, f"{one.word} {parameter.name}"


@pytest.mark.parametrize("word", [one.word for one in COMMANDS])
def test_help_of_a_command_is_plain_text(tmp_path: Path, word: str) -> None:
    """`selfcare WORD --help` gives its usage, its options and no box; nothing is made, nothing goes to stderr."""
    done = ran(tmp_path / "home", word, "--help")
    assert (done.code, done.err) == (0, "")
    assert f"{word}" in done.out.splitlines()[0]
    assert "--help" in done.out
    assert all(line.isascii() and len(line) <= 80 for line in done.out.splitlines())
    assert "\\" not in done.out, "a mark of the docstring is printed"
    assert not set("{}") & set(done.out.splitlines()[0]), "the usage shows what nobody types"
    assert list(tmp_path.iterdir()) == []


def test_the_examples_in_help_stand_one_a_line(tmp_path: Path) -> None:
    """No help joins its examples into a paragraph: a line that holds one holds nothing before it."""
    helps = {one.word: ran(tmp_path / "home", one.word, "--help").out for one in COMMANDS}
    examples = {
        word: [line for line in text.splitlines()[1:] if f"selfcare {word} " in line] for word, text in helps.items()
    }
    assert len(examples["fix"]) >= 5
    for word, lines in examples.items():
        assert [line for line in lines if line.count(f"selfcare {word}") > 1 or not line.startswith("  self")] == []


MANNERS = (
    *("today", "load", "start", "done", "sore", "needled", "note", "fix", "undo", "away", "back", "history"),
    *("progress", "report", "health", "morning", "measure", "due", "remind", "why", "demo", "settings", "doctor"),
    *("backup", "restore", "new", "check", "preview", "explain", "schema", "handout", "clinic", "export"),
    *("send", "import"),
    "share",
)
"""The words of the two tables of manners, the patient's and the therapist's, in order; and ours: note, remind, send."""


def test_help_has_three_groups_in_the_order_of_manners() -> None:
    """A command is in the tables of manners, and within its group of help it stands where it stands there."""
    assert [one for one in COMMANDS if one.word not in MANNERS] == []
    assert list(dict.fromkeys(one.group for one in COMMANDS)) == list(GROUPS)
    for group in GROUPS:
        words = [one.word for one in COMMANDS if one.group == group]
        assert words == sorted(words, key=MANNERS.index)


def spoiled(name: str, data: bytes) -> Callable[[Path], None]:
    """Return what puts a file of that name into a home."""

    def spoil(home: Path) -> None:
        home.mkdir(exist_ok=True)
        (home / name).write_bytes(data)

    return spoil


def nothing(_home: Path) -> None:
    """Leave the home as it is."""


def a_file_in_the_way(home: Path) -> None:
    """Put a file where the folder should be."""
    home.write_bytes(b"")


def with_a_routine(home: Path) -> None:
    """Load a routine."""
    loaded(home, QUICK)


def with_a_broken_setting(home: Path) -> None:
    """Load a routine, and write a setting that is none."""
    loaded(home, QUICK)
    (home / "settings.toml").write_bytes(b"pace = 'swift'\n")


CODES: list[tuple[int, str, Callable[[Path], None], str]] = [
    (0, f"check {SAMPLE}", nothing, ""),
    (0, "today", with_a_routine, ""),
    (2, "strat", nothing, "Did you mean: selfcare start?"),
    (2, "sore calf 12", nothing, "whole number from 0 to 10"),
    (2, "start --sceened", with_a_routine, "No such option"),
    (2, "preview --speed 3", with_a_routine, "--speed and --face go with --play"),
    (65, f"load {BAD}", nothing, "unknown-key"),
    (66, "today", nothing, "No routine yet (to try it without one: selfcare demo)."),
    (66, "check nowhere.toml", nothing, "There is no file nowhere.toml"),
    (66, "start nowhere", with_a_routine, "no routine and no file"),
    (69, "start", with_a_routine, "selfcare start --screened"),
    (70, f"load {SAMPLE}", a_file_in_the_way, "Cannot"),
    (74, "today", spoiled("log.sqlite3", b"not a log at all" * 64), "no log of selfcare"),
    (78, "today", with_a_broken_setting, "pace does not take this value"),
    (78, "settings", spoiled("settings.toml", b"pace = 'swift'\n"), "pace does not take this value"),
]


@pytest.mark.parametrize(("code", "words", "spoil", "said"), CODES, ids=[f"{one[0]}-{one[1][:12]}" for one in CODES])
def test_exit_codes(tmp_path: Path, code: int, words: str, spoil: Callable[[Path], None], said: str) -> None:
    """Each kind of refusal has its stable code and its sentence on stderr, and none is a traceback."""
    home = tmp_path / "home"
    spoil(home)
    done = ran(home, *words.split())
    assert done.code == code
    assert said in " ".join(done.err.split())
    assert bool(done.err) == bool(code)
    assert "Traceback" not in done.err


def test_check_tells_what_is_wrong_on_its_output(tmp_path: Path) -> None:
    """The problems are what `check` is asked for: they go to stdout, and the code says that there are some."""
    done = ran(tmp_path / "home", "check", str(SAMPLE), str(BAD))
    assert (done.code, done.err) == (65, "")
    assert "No problem." in done.out
    assert "unknown-key.toml:" in done.out


@pytest.mark.parametrize("words", ["--help", "settings", f"check {BAD}", "progress", "preview"])
def test_a_reader_that_is_gone_is_no_error_of_ours(tmp_path: Path, words: str) -> None:
    """Whoever closes the pipe has read enough: nothing goes to stderr, at whatever moment it is noticed."""
    home = loaded(tmp_path / "home", QUICK)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [sys.executable, "-m", "selfcare", *words.split()],
        env=surroundings(home),
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
    )
    os.close(writing)
    assert (done.stderr, done.returncode) == (b"", 141)


def test_hostile_words_are_shown_and_not_obeyed(tmp_path: Path) -> None:
    """An escape sequence in an argument comes back as text, on stdout as on stderr."""
    done = ran(loaded(tmp_path / "home", QUICK), "start", "\x1b[2Jnowhere")
    assert done.code == 66
    assert "\x1b" not in done.out + done.err
    assert "\\u001b[2Jnowhere" in done.err
