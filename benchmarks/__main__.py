"""`make bench`: all measurements, or those named as words (startups, peers, player, desk, disk, sound, caseload ...).

`caseload=50` measures 50 patients instead of 1,000, which take about half an hour of a processor and 12 GB of disk.
Exit code 1 when a budget is passed. Budgets are ratios taken in one run where they can be: milliseconds differ by machine.
"""

from __future__ import annotations

import compileall
import sys
from typing import TYPE_CHECKING

from benchmarks import caseload, desk, disk, player, sound, startups, ten_years
from benchmarks.running import TOP, prepared
from benchmarks.table import Row, show

if TYPE_CHECKING:
    from collections.abc import Callable

PARTS: dict[str, tuple[str, Callable[..., list[Row]]]] = {
    "startups": ("Start-up: medians, against the bare interpreter in the same rounds", startups.rows),
    "peers": ("Peers from PyPI, against their own bare interpreter", startups.peers),
    "player": ("The player, a cue each second for three minutes; termdown from PyPI beside it", player.rows),
    "desk": ("The therapist's desk", desk.rows),
    "disk": ("The log", disk.rows),
    "sound": ("From a request to its sound, at a null sink", sound.rows),
    "ten-years": ("Ten years: 10,950 sessions, 200,000 sets", ten_years.rows),
    "caseload": ("The caseload, a year of each patient: time, and memory at its peak", caseload.rows),
}


def main(words: list[str]) -> int:
    """Measure and print; 1 when a budget is passed."""
    sizes = dict(word.split("=") for word in words if word.startswith("caseload="))
    words = [word.partition("=")[0] if word.startswith("caseload=") else word for word in words]
    if unknown := [word for word in words if word not in PARTS]:
        sys.exit(f"There is no measurement {unknown[0]!r}: {', '.join(PARTS)}.")
    prepared()
    compileall.compile_dir(TOP / "src", quiet=1)
    over: list[str] = []
    for name in words or PARTS:
        title, rows = PARTS[name]
        found = rows(sizes[name]) if name in sizes else rows()
        show(title, found)
        over += [row.name.strip() for row in found if row.within is False]
    print(f"\nNot met: {', '.join(over)}" if over else "\nNothing is over its budget.")
    return 1 if over else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
