"""What `make` sets up stays out of what it checks."""

from __future__ import annotations

import shutil
import subprocess  # noqa: TID251 - the linter runs as the Makefile runs it
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

ROOT = Path(__file__).parents[1]


@pytest.mark.parametrize("venv", [".venv", ".venv2", ".venv-3.12"])
def test_a_venv_of_another_name_is_not_linted(tmp_path: Path, venv: str) -> None:
    """`make test VENV=.venv2` checks our files and not other people's, also where there is no .gitignore."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    theirs = tmp_path / venv / "lib" / "theirs.py"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("import os, sys\n")
    (tmp_path / "ours.py").write_text('"""Ours."""\n')
    shown = subprocess.run(
        [sys.executable, "-m", "ruff", "check", "--show-files", "."],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert [Path(line).name for line in shown.stdout.splitlines() if line.endswith(".py")] == ["ours.py"]


tried: list[int] = []


@given(st.integers())
def try_one(number: int) -> None:
    """Any law."""
    tried.append(number)


def test_a_law_is_tried_as_often_as_is_said(request: pytest.FixtureRequest) -> None:
    """The number of examples is chosen before a law is read, or hypothesis would not hear of it."""
    try_one()
    assert len(tried) == (200 if request.config.getoption("--proofs") else 25)
