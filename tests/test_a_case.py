"""docs/a-case.md is held true: what it types works, in its order, and what it shows is said.

The page's last day is 28 December 2026, the test's is today: days are compared by how long ago they are, and no hour is.
"""

from __future__ import annotations

import datetime as dt
import html
import re
from pathlib import Path
from typing import TYPE_CHECKING

from four_weeks import DAYS, FADES, FLARES, KEEPS, Lives, lived
from program.real import OFFSET, plain, ran
from selfcare.home.clock import now
from selfcare.log.store import Log
from selfcare.text.day_names import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE = Path(__file__).parents[1] / "docs" / "a-case.md"
FILE = "shoulder-and-calf.toml"
BEGAN = dt.date(2026, 11, 30)
OTHERS = (("rosa", "R52", "thighs.toml", KEEPS), ("kurt", "K47", "blade.toml", FADES))
TODAY = dt.datetime.fromtimestamp(now().at / 1_000 + OFFSET * 60, dt.UTC).date()
FIRST = TODAY - dt.timedelta(days=DAYS)

_SAID = re.compile(rf"(?:(?:{'|'.join(WEEKDAYS)}) )?(\d{{1,2}}) ({'|'.join(MONTHS)})\b(?: (\d{{4}}))?")


def comparable(text: str, today: dt.date) -> str:
    """The text with each day as so many days ago, no hour, and no line ends."""

    def ago(found: re.Match[str]) -> str:
        day, month, year = int(found[1]), MONTHS.index(found[2]) + 1, found[3]
        years = [int(year)] if year else [today.year - 1, today.year]
        near = [dt.date(one, month, day) for one in years if (month, day) != (2, 29) or one % 4 == 0]
        return f"<{min(abs((today - one).days) for one in near)} days ago>"

    return re.sub(r"\b\d\d:\d\d\b", "<hour>", _SAID.sub(ago, " ".join(text.split())))


def blocks() -> Iterator[tuple[str, str, str]]:
    """Every block of the page in its order: whose part it is in, its language, and its text; the case began four weeks ago."""
    who = ""
    for heading, language, text in re.findall(
        r"(?:^## (\w+) )|```(toml|sh|text)\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE
    ):
        who = heading or who
        if not heading:
            yield who, language, text if language == "text" else text.replace(BEGAN.isoformat(), FIRST.isoformat())


def typed(home: Path, lines: str, code: int = 0) -> str:
    """What was said to these lines, each of which ends with that code."""
    said = ""
    for line in lines.splitlines():
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]
        assert words[0] == "selfcare"
        if words[1:] == ["share"]:
            words += ["--yes", "--to", "inbox"]  # the yes that is asked for, and the way to Anna
        done = ran(home, *words[1:])
        assert done.code == code, (line, done)
        said += done.out + done.err
        if words[-1] == "--html":
            page = (home.parent / done.out.removeprefix("Written: ").strip() / "report.html").read_text("utf-8")
            said += html.unescape(re.sub(r"<svg.*?</svg>|<[^>]*>", " ", page, flags=re.DOTALL))
    return said


def four_weeks(home: Path, code: str, routine: Path, lives: Lives) -> None:
    """Fill that home with four weeks until yesterday."""
    with Log.open(plain(home), write=True) as log:
        log.append(lived(routine.read_text("utf-8"), code, FIRST, OFFSET, lives))


def test_the_case_can_be_walked(tmp_path: Path) -> None:
    """From an empty folder to the acted-on log: the lines as they stand; what the page shows was said to those before it.

    Heinz's first lines are typed in an empty home; what four weeks bring is played on a made clock in another.
    """
    routine, said, code = tmp_path / FILE, "", 0
    homes = {"Anna": plain(tmp_path / "anna"), "Heinz": plain(tmp_path / "heinz-on-the-first-day")}
    (tmp_path / "inbox").mkdir()
    for who, language, text in blocks():
        home = homes[who]
        if language == "toml" and not routine.exists():
            key = (tmp_path / "thighs.toml").read_text("utf-8").partition('send_to = "')[2].partition('"')[0]
            routine.write_text(re.sub(r'(?m)^send_to = ".*', f'send_to = "{key}"', text), "utf-8")
            code = 65  # an error of the evidence stands until she has decided
        elif language == "toml":
            assert said.strip().endswith("selfcare explain CI04")
            routine.write_text(
                routine.read_text("utf-8").replace('"Not on the spine."\n', f'"Not on the spine."\n{text}'), "utf-8"
            )
            code = 0
        elif language == "text":
            assert comparable(text, BEGAN + dt.timedelta(days=DAYS)) in comparable(said, TODAY)
        else:
            said = typed(home, text, code)
            if text == f"selfcare load {FILE}\n" and home.name != "heinz":
                homes["Heinz"] = tmp_path / "heinz"
                four_weeks(homes["Heinz"], "H68", routine, FLARES)
            elif text == "selfcare share\n" and not (tmp_path / "rosa").exists():
                for name, patient, file, lives in OTHERS:
                    four_weeks(tmp_path / name, patient, tmp_path / file, lives)
                    typed(tmp_path / name, text)
            elif text == "selfcare clinic report H68\n":  # what Anna then changes in the file
                newer = (
                    routine.read_text("utf-8").replace("sets = 2", "sets = 1").replace("gentler = { sets = 1 }\n", "")
                )
                routine.write_text(newer, "utf-8")
    assert (tmp_path / "shoulder-and-calf.html").exists()
    assert len(list(tmp_path.glob("selfcare-H68-*/report.html"))) == 2
