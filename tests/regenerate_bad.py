"""Write what `check` says of each file in tests/bad anew.

    python tests/regenerate_bad.py

Run it with selfcare installed, after a sentence was changed on purpose. Then read every change in
`git diff tests/bad`, aloud: the tests hold whatever stands there.
"""

from __future__ import annotations

import sys
from pathlib import Path

from selfcare.routine.reading import RoutineInvalid, read_routine
from selfcare.text.diagnostics import for_eyes

BAD = Path(__file__).parent / "bad"


def said(file: Path) -> str:
    """What is said of this file, for eyes; empty when nothing is wrong with it."""
    try:
        read_routine(file.read_bytes(), file.name)
    except RoutineInvalid as refusal:
        return for_eyes(refusal.problems, file.name, refusal.text) + "\n"
    return ""


def regenerate() -> int:
    """Write every text; 1 when a file in tests/bad is not bad, else 0."""
    fine = 0
    for file in sorted(BAD.glob("*.toml")):
        text = said(file)
        fine += not text
        file.with_suffix(".txt").write_bytes(text.encode())
        if not text:
            sys.stderr.write(f"{file.name}: nothing is wrong with it\n")
    return min(fine, 1)


if __name__ == "__main__":
    sys.exit(regenerate())
