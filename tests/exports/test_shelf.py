"""Each format on the shelf keeps its promise, and only the one asked for is loaded."""

from __future__ import annotations

import importlib
import sys
from subprocess import run  # noqa: TID251 - what a fresh process has loaded is what this is about

import pytest

from adherence.worlds import told
from exports.made import TEXTS, files, material
from selfcare.exports import find, formats


def test_formats() -> None:
    """The formats are the files on the shelf, without what they share."""
    assert {"csv", "jsonl"} <= set(formats())
    assert not {"material", "writing", "tables"} & set(formats())


@pytest.mark.parametrize("name", formats())
def test_promise(name: str) -> None:
    """A format has a docstring and a render, which gives the same bytes twice, under plain names."""
    module = importlib.import_module(f"selfcare.exports.{name}")
    assert module.__doc__
    assert find(name) is module.render
    made = material(told("2026-11-23 09:00 load daily\n20:00 done\n2026-11-24 20:00 rated 3", TEXTS))
    once = files(made, name)
    assert once
    assert files(made, name) == once
    assert all(file == file.strip("./\\") and "/" not in file for file in once)


@pytest.mark.parametrize("name", ["", "xlsx", "material", "writing", "tables", "csv ", "../csv", "CSV"])
def test_unknown(name: str) -> None:
    """Any other name is no format."""
    assert find(name) is None


@pytest.mark.parametrize("name", ["none", *formats()])
def test_loaded_alone(name: str) -> None:
    """Only the format that was asked for is loaded."""
    program = f"""
import sys
from selfcare.exports import find, formats
formats(), find({name!r})
loaded = [one for one in formats() if f"selfcare.exports.{{one}}" in sys.modules]
print(*loaded or ["none"])
"""
    done = run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.split() == [name]
