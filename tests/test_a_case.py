"""docs/a-case.md is held true: what it types works, in its order, and what it shows is said."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from program.real import plain, ran
from selfcare.home.clock import now

PAGE = Path(__file__).parents[1] / "docs" / "a-case.md"
FILE = "shoulder-and-calf.toml"
DAYS_AGO = 2
"""When the case began: long enough ago that it has begun in every zone, and at night."""


def blocks(part: str) -> list[tuple[str, str]]:
    """Every block of that part of the page, in its order: its language and its text; the case begins two days ago."""
    began = dt.datetime.fromtimestamp(now().at / 1_000, dt.UTC).date() - dt.timedelta(days=DAYS_AGO)
    found = re.findall(r"```(toml|sh|text)\n(.*?)```", part, re.DOTALL)
    return [(language, text.replace("2026-11-30", began.isoformat())) for language, text in found]


def typed(home: Path, lines: str) -> str:
    """What was said to these lines. `check` may still find something; nothing else may be refused."""
    said = ""
    for line in lines.splitlines():
        words = [word.strip('"') for word in re.findall(r'"[^"]*"|\S+', line)]
        done = ran(home, *words[1:])
        assert words[0] == "selfcare"
        assert done.code == 0 or (done.code == 65 and words[1] == "check"), (line, done)
        said += done.out + done.err
    return " ".join(said.split())


def test_the_case_can_be_walked(tmp_path: Path) -> None:
    """From an empty folder to the answer: the lines as they stand; what the page shows was said to those just before it."""
    home, routine, said = plain(tmp_path / "home"), tmp_path / FILE, ""
    writing, answering = PAGE.read_text("utf-8").split("## Anna answers")
    for language, text in blocks(writing):
        if language == "toml" and said:
            assert typed(home, f"selfcare check {FILE}").endswith("selfcare explain CI04")
            routine.write_text(routine.read_text().replace('"Not on the spine."\n', f'"Not on the spine."\n{text}'))
            assert ran(home, "check", FILE).code == 0
        elif language == "toml":
            routine.write_text(text)
            assert ran(home, "check", FILE).code == 65
        elif language == "sh":
            said = typed(home, text)
        else:
            assert " ".join(text.split()) in said
    assert (tmp_path / "shoulder-and-calf.html").exists()
    assert len(list(tmp_path.glob("selfcare-H68-*/report.html"))) == 1
    routine.write_text(routine.read_text().replace("sets = 2", "sets = 1").replace("gentler = { sets = 1 }\n", ""))
    (_, load), (_, shown) = blocks(answering)
    assert " ".join(shown.split()) in typed(home, load)
