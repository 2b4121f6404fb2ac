"""Write docs/errors.md anew from the pairs in tests/bad: what is said of a file that must be mended, kind by kind.

    python tests/regenerate_errors_docs.py

Run it with selfcare installed, after tests/regenerate_bad.py. A test holds the page equal.
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import NamedTuple

from selfcare.routine import reading
from selfcare.routine.reading import RoutineInvalid, read_routine
from selfcare.text.diagnostics import for_eyes

BAD = Path(__file__).parent / "bad"
PAGE = Path(__file__).parents[1] / "docs" / "errors.md"
GROUPS = {
    "The file as a whole": ("decoding",),
    "Brackets, commas, quotes": ("syntax", "lexing", "slips", "brackets", "unquoted", "twice", "spot"),
    "Words and values": ("keys", "values", "shape", "wording"),
    "Dates, names, numbers, conditions, keys": ("meaning", "sending"),
    "The schedule": ("calendar", "totals"),
    "Exercises and places": ("exercises", "places"),
    "Measures": ("measuring",),
    "Many at once": ("__init__",),
}
HEAD = """# What goes wrong, and what is said

`selfcare check FILE` tells everything that is wrong with a routine file at once, each at its place: the file, the line, how
far into the line, what is wrong, and how to mend it. This page shows each kind once or more, as it is said. It is made from
the files in `tests/bad/`, and a test holds it equal.

What the evidence says of a file that reads well stands in [rules.md](rules.md).
"""
_LONGEST = 12
"""Lines of one message that the page shows; a longer one is shown by its shorter siblings."""


class Shown(NamedTuple):
    """One problem of one file, as it is drawn."""

    code: str
    file: str
    text: str


def shown() -> list[Shown]:
    """One for each file that has one problem; and of the other files those whose code no such file shows."""
    single: list[Shown] = []
    several: list[Shown] = []
    for file in sorted(BAD.glob("*.toml")):
        try:
            read_routine(file.read_bytes(), file.name)
        except RoutineInvalid as refusal:
            for one in refusal.problems:
                drawn = Shown(one.code, file.stem, for_eyes([one], file.name, refusal.text))
                (single if len(refusal.problems) == 1 else several).append(drawn)
    known = {one.code for one in single}
    for other in several:
        if other.code not in known:
            known.add(other.code)
            single.append(other)
    return [one for one in single if one.text.count("\n") < _LONGEST]


def group_of() -> dict[str, str]:
    """For each code the heading under which it stands: by the module that says it."""
    found: dict[str, str] = {}
    for heading, modules in GROUPS.items():
        for module in modules:
            source = Path(str(reading.__file__)).parent / f"{module}.py"
            for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.args:
                    first = node.args[0]
                    if node.func.id in {"Problem", "Finding", "TooMuch"} and isinstance(first, ast.Constant):
                        found.setdefault(str(first.value), heading)
    return found


def page() -> str:
    """The whole page."""
    groups, entries = group_of(), shown()
    text = HEAD
    for heading in GROUPS:
        text += f"\n## {heading}\n"
        for code in dict.fromkeys(one.code for one in entries if groups[one.code] == heading):
            texts = dict.fromkeys(one.text for one in sorted(entries) if one.code == code)
            text += f"\n### {code.replace('-', ' ').capitalize()}\n\n```text\n" + "\n\n".join(texts) + "\n```\n"
    return text


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
