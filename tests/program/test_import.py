"""What one machine wrote down, taken in on another: the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from program.real import HEAD, exercise, kept, loaded, ran
from selfcare.facts.kinds import Away, Loaded

if TYPE_CHECKING:
    from pathlib import Path

TEXT = HEAD + exercise("Calf", "calf", "roll = { time = 1 }", side="left")


def exported(home: Path) -> Path:
    """Export everything of that home beside it; the new folder."""
    before = set(home.parent.glob("selfcare-*"))
    assert ran(home, "export", "jsonl").code == 0
    (new,) = set(home.parent.glob("selfcare-*")) - before
    return new


def test_there_and_back_between_two_machines(tmp_path: Path) -> None:
    """An empty home takes the folder in; what each enters afterwards comes to the other, and both export the same bytes."""
    one, two = loaded(tmp_path / "one", TEXT), tmp_path / "two"
    assert "3 facts of patient T001, 3 of them new" in ran(two, "import", str(exported(one))).out
    ran(one, "sore", "calf", "3", "left")
    ran(two, "away", "today", "--why", "ill")
    assert "1 of them new" in ran(one, "import", str(exported(two) / "facts.jsonl")).out
    assert "1 of them new" in ran(two, "import", str(exported(one))).out
    assert ran(two, "import", str(exported(one))).out.startswith("Nothing new: 5 facts")
    assert len(kept(one, Away)) == len(kept(two, Loaded)) == 1
    first, second = (exported(home) / "facts.jsonl" for home in (one, two))
    assert first.read_bytes() == second.read_bytes()


def test_a_refusal_has_its_code_and_makes_no_log(tmp_path: Path) -> None:
    """A damaged file, one cut at the end of a line, another patient's, none at all."""
    home, mine = tmp_path / "home", loaded(tmp_path / "mine", TEXT)
    (tmp_path / "torn.jsonl").write_bytes((exported(mine) / "facts.jsonl").read_bytes()[:-9])
    refused = ran(home, "import", "torn.jsonl")
    assert (refused.code, refused.out, home.exists()) == (65, "", False)
    assert "cut short" in refused.err
    folder = exported(mine)
    whole = (folder / "facts.jsonl").read_bytes()
    (folder / "facts.jsonl").write_bytes(b"".join(whole.splitlines(keepends=True)[:-1]))
    refused = ran(home, "import", str(folder))
    assert (refused.code, refused.out, home.exists()) == (65, "", False)
    assert "facts.jsonl is not as it was exported" in refused.err
    assert "Refused: " in ran(home, "clinic", "add", str(folder)).out
    assert ran(home, "import", "nowhere").code == 66
    hers = loaded(tmp_path / "hers", TEXT.replace("T001", "T002"), "T002")
    other = ran(hers, "import", str(exported(mine)))
    assert other.code == 65
    assert "holds facts of patient T001; the log here is T002's. Nothing was taken in." in other.err
