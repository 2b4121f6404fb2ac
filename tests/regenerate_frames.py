"""Write the snapshots of every frame anew.

    python tests/regenerate_frames.py

Run it with selfcare installed, after a frame was changed on purpose. Then look at every change in
`git diff tests/faces/screen/snapshots`: the tests hold whatever stands there.
"""

from __future__ import annotations

from pathlib import Path

from faces.screen.states import snapshots

SNAPSHOTS = Path(__file__).parent / "faces" / "screen" / "snapshots"


def regenerate() -> None:
    """Write every snapshot, and take away those of states that are no more."""
    wanted = snapshots()
    for file in SNAPSHOTS.glob("*.txt"):
        if file.name not in wanted:
            file.unlink()
    for name, text in wanted.items():
        (SNAPSHOTS / name).write_bytes(text.encode())


if __name__ == "__main__":
    regenerate()
