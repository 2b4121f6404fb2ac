"""Each file in tests/bad is told what is wrong with it in exactly these words; regenerate_bad.py changes them."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from regenerate_bad import BAD, said
from selfcare.routine import reading
from selfcare.routine.reading import RoutineInvalid, read_routine

FILES = sorted(BAD.glob("*.toml"))
TOO_LARGE_TO_KEEP = {"too-large"}  # tests/test_reading.py makes such files when it needs them


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_bad_file_is_told_exactly_this(file: Path) -> None:
    """What is said of the file is what stands beside it, to the letter."""
    assert said(file) == file.with_suffix(".txt").read_bytes().decode()


def test_each_bad_file_has_its_text_and_each_text_its_file() -> None:
    """The folder holds pairs."""
    assert {file.stem for file in FILES} == {text.stem for text in BAD.glob("*.txt")}
    assert len(FILES) >= 45


def test_every_code_is_shown_by_some_bad_file() -> None:
    """No sentence is written that nobody has read."""
    shown = {code for file in FILES for code in codes(file)}
    assert shown | TOO_LARGE_TO_KEEP == codes_in_the_source()


def test_no_sentence_blames_or_says_nothing() -> None:
    """No word of those that machines use for "no"."""
    for file in FILES:
        text = said(file).casefold()
        for word in ("invalid", "illegal", "error", "should", "pydantic", "toml document", "none,"):
            assert word not in text.replace(file.name.casefold(), ""), (file.name, word)


def test_every_problem_says_what_to_do() -> None:
    """Each problem has its remedy, and is a whole sentence."""
    for file in FILES:
        for problem in refused(file).problems:
            assert problem.remedy, (file.name, problem.code)
            assert problem.what[-1] in ".;" or problem.code == "not-a-note", problem.what


@cache
def refused(file: Path) -> RoutineInvalid:
    """The refusal of this file."""
    with pytest.raises(RoutineInvalid) as refusal:
        read_routine(file.read_bytes(), file.name)
    return refusal.value


def codes(file: Path) -> set[str]:
    """The codes of all problems of this file."""
    return {problem.code for problem in refused(file).problems}


def codes_in_the_source() -> set[str]:
    """Each text that is the first argument of a Problem, a Finding or a TooMuch, anywhere in the reading."""
    found: set[str] = set()
    for source in Path(str(reading.__file__)).parent.glob("*.py"):
        for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                first = node.args[0]
                if node.func.id in {"Problem", "Finding", "TooMuch"} and isinstance(first, ast.Constant):
                    found.add(str(first.value))
    return found
