"""A command that is named is there: in the README, in docs/, and in every sentence of the program."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from pathlib import Path

import selfcare
from program.test_light import MANNERS
from selfcare.cli.table import COMMANDS

ROOT = Path(__file__).parents[1]
SOURCE = Path(selfcare.__file__).parent
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
WORDS = {one.word for one in COMMANDS}

PROSE = {
    *("alone", "asks", "cannot", "checks", "does", "has", "itself", "knows", "listens", "refuses", "speaks"),
    *("to", "wrote"),
}
"""Words that follow the program's name in a sentence about it: "selfcare knows no device", "type selfcare to see"."""


def named_in_the_source() -> dict[str, set[str]]:
    """What follows "selfcare" in any text of the source, docstrings included, and where."""
    found = defaultdict(set)
    for path in SOURCE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                for word in re.findall(r"\bselfcare ([a-z]+)\b", node.value):
                    found[word].add(path.name)
    return found


def named_in_the_pages() -> dict[str, set[str]]:
    """The same of the README and the pages, in prose and in code; a line may be broken between the two words."""
    found = defaultdict(set)
    for page in PAGES:
        for word in re.findall(r"\bselfcare\s+([a-z]+)\b", page.read_text("utf-8")):
            found[word].add(page.name)
    return found


def test_every_command_that_is_named_exists() -> None:
    """Nobody is told to type what is answered by "There is no command"."""
    for named in named_in_the_source(), named_in_the_pages():
        assert {"load", "start", "check"} & set(named), "nothing was looked at"
        assert {word: places for word, places in named.items() if word not in WORDS | PROSE} == {}


def test_no_word_of_prose_could_be_a_command() -> None:
    """What is let through as prose is no command, and none that manners foresee."""
    assert PROSE & (WORDS | set(MANNERS)) == set()


def test_what_stands_as_code_is_a_command() -> None:
    """In the pages, `selfcare WORD` in code is always meant to be typed: prose is no excuse there."""
    for page in PAGES:
        text = page.read_text("utf-8")
        code = [*re.findall(r"```sh\n(.*?)```", text, re.DOTALL), *re.findall(r"`(selfcare [^`\n]+)`", text)]
        words = {word for one in code for word in re.findall(r"^(?:~/\S*/)?selfcare ([a-z]+)", one, re.MULTILINE)}
        assert words - WORDS == set(), page.name
