"""Make the pictures of docs/screen.md and of the README anew.

    make pictures

It plays one whole session by keys at the real program, at 80 x 24 and at 140 x 40, and fails where the screen or the log
is not as the story has it. It takes two minutes. Then look at every picture that `git diff docs/pictures` names.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from program.whole_session import looks, whole_session

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
SIZES = (80, 24), (140, 40)


def regenerate() -> None:
    """Write every picture of a session."""
    made: dict[str, str] = {}
    for columns, rows in SIZES:
        with TemporaryDirectory() as folder:
            for one in whole_session(Path(folder), (columns, rows)):
                made[f"{one.name}-{columns}x{rows}.svg"] = one.svg
    with TemporaryDirectory() as folder:
        made |= {f"{one.name}.svg": one.svg for one in looks(Path(folder))}
    PICTURES.mkdir(exist_ok=True)
    for name, text in made.items():
        (PICTURES / name).write_bytes(text.encode())
    sys.stdout.write(f"{len(made)} pictures, {sum(map(len, made.values())) // 1000} kB in all, in {PICTURES}\n")


if __name__ == "__main__":
    regenerate()
