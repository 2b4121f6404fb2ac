"""History of some days, of one routine, of one place; and for programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from adherence.worlds import rx, told
from program.real import kept, ran
from selfcare.facts.kinds import Rated
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path

    from program.real import Ran

TEXTS = {"A": rx("{ per_day = 1 }", start="2026-01-05"), "B": rx("{ per_day = 1 }", start="2026-01-05", ident="legs")}
STORY = """
2026-02-02 08:00 load A
2026-02-02..2026-02-04 20:00 done
2026-02-04 21:00 reported as b
2026-02-05 07:00 needled calf right
2026-02-05 08:00 load B
2026-02-06 20:00 partly
2026-02-06 20:30 rated -
2026-02-07 09:00 away 2026-02-08 2026-02-10
2026-02-07 11:00 takes-back b
"""


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A home with ten entries."""
    with Log.open(tmp_path / "home", write=True) as log:
        log.append(told(STORY, TEXTS).facts)
    return tmp_path / "home"


def numbers(done: Ran) -> list[int]:
    """The numbers of the entries in a list."""
    assert (done.code, done.err) == (0, "")
    return [int(line[:4]) for line in done.out.splitlines() if line[:4].strip().isdigit() and line[4:6] == "  "]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("", [1, 2, 3, 4, 5, 6, 7, 8, 9, 10]),
        ("--last 2", [9, 10]),
        ("--from 2026-02-05", [6, 7, 8, 9, 10]),
        ("--to 2026-02-03", [1, 2, 3]),
        ("--from 2026-02-03 --to 2026-02-04", [3, 4, 5]),
        ("--from 2026-02-09", [10]),
        ("--to 2026-02-08 --last 1", [10]),
        ("--routine legs", [7, 8]),
        ("--routine CALVES", [1, 2, 3, 4, 5, 7, 8]),
        ("--region calf", [2, 3, 4, 6, 8, 9]),
        ("--region calf --last 2", [8, 9]),
        ("--region calf+right", [6]),
        ("--region calf+left --from 2026-02-04", [4, 8, 9]),
        ("--region hip", []),
    ],
)
def test_the_list_is_of_what_was_asked_for(home: Path, words: str, expected: list[int]) -> None:
    """Each filter alone and together; numbers stay those of the whole list, and days off count for each of their days."""
    done = ran(home, "history", *(word.replace("+", " ") for word in words.split()))
    assert numbers(done) == expected
    if not expected:
        assert done.out == "Of 10 entries none is of the place hip.\n"


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        ("--from tomorrow", 2, "has not come yet"),
        ("--from someday", 2, "no day that I know"),
        ("--from 2026-02-05 --to 2026-02-01", 2, "lies before"),
        ("--region elbowish", 2, "I know no place"),
        ("--routine arms", 66, "No routine 'arms' was loaded. Loaded: calves, legs."),
        ("--format xml", 2, "There is no format 'xml': lines or json."),
        ("3 --from 2026-02-05", 2, "not both"),
        ("11", 66, "There is no entry 11"),
    ],
)
def test_what_cannot_be_asked_for_is_refused(home: Path, words: str, code: int, said: str) -> None:
    """One sentence with what would do."""
    done = ran(home, "history", *words.split())
    assert (done.code, done.out) == (code, "")
    assert said in " ".join(done.err.split())


def test_the_json_has_what_the_log_has(home: Path) -> None:
    """Numbers as in the list; a score that was not answered is null; a correction has what was said before and since."""
    made = json.loads(ran(home, "history", "--format", "json").out)
    assert made["patient"] == "P200"
    entries = {one["number"]: one for one in made["entries"]}
    assert list(entries) == list(range(1, 11))
    assert entries[9]["now"]["score"] is None is kept(home, Rated)[0].score
    assert [entries[5][name] for name in ("kind", "now")] == ["reported", None]
    assert entries[5]["corrections"][0]["was"] == entries[5]["first_said"]
    assert entries[5]["recorded"] == "2026-02-04T21:00:00.000+01:00"
    session = entries[8]["session"]
    assert (session["outcome"], session["sets_done"], session["sets_asked"]) == ("partly", 1, 2)
    assert [one["end"] for one in session["sets"]] == ["whole", "skipped"]
    assert entries[2]["session"]["confirmed"] == {"share": "all", "left_out": []}
    (one,) = json.loads(ran(home, "history", "8", "--format", "json").out)["entries"]
    assert one == entries[8]
