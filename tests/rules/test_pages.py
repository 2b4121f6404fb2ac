"""docs/rules.md, docs/errors.md and the flags in docs/format.md are what the program says; the commands are, too."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

import regenerate_errors_docs
import regenerate_rules_docs
from program.real import ran
from rules.cases import CASES, load
from selfcare.cli.commands.explain import command
from selfcare.cli.evidence import at_the_desk
from selfcare.facts.health import FLAGS, find_flag
from selfcare.routine.model import Allow
from selfcare.routine.reading import read_routine
from selfcare.rules.notes import NOTES
from selfcare.rules.shelf import FAMILIES, RULES
from selfcare.rules.told import line_to_paste, parts

TOP = Path(__file__).parents[2]
ROUTINES = sorted((TOP / "routines").glob("*.toml"))


def test_the_page_of_rules_is_made_from_the_rules() -> None:
    """After a change of words: python tests/regenerate_rules_docs.py."""
    page = (TOP / "docs" / "rules.md").read_text("utf-8")
    assert page == regenerate_rules_docs.page()
    assert re.findall(r"^### (\w+):", page, re.MULTILINE) == list(RULES)


def test_the_page_of_errors_is_made_from_the_pairs() -> None:
    """After a change of words: python tests/regenerate_errors_docs.py. Each kind has its entry."""
    page = (TOP / "docs" / "errors.md").read_text("utf-8")
    assert page == regenerate_errors_docs.page()
    headings = re.findall(r"^### (.*)$", page, re.MULTILINE)
    kinds = {one.code for one in regenerate_errors_docs.shown()}
    assert len(headings) == len(set(headings)) == len(kinds)
    assert kinds == set(regenerate_errors_docs.group_of()) - {"too-large"}  # of which no file is kept


def test_every_flag_stands_in_the_format() -> None:
    """Each with all its names, and each of its names finds it, and no other."""
    text = (TOP / "docs" / "format.md").read_text("utf-8")
    for name, others in FLAGS.items():
        assert f'| `"{name}"` | {", ".join(others)} |\n' in text
        assert {find_flag(one) for one in (name, *others, name.upper().replace("_", "-"))} == {name}


@pytest.mark.parametrize("file", ROUTINES, ids=lambda file: file.stem)
def test_a_shipped_routine_meets_no_error_and_no_warning(file: Path) -> None:
    """What ships is an example: only an info may stand, or what was allowed with a reason."""
    data = file.read_bytes()
    found = at_the_desk(read_routine(data, file.name), data).findings
    assert [one for one in found if one.severity != "info" and one.allowed is None] == []


@pytest.mark.parametrize("code", RULES)
def test_explain_tells_all_there_is_to_a_rule(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    """In either case of letters: its title, every source with its DOI, its basis, and the line to paste if there is one."""
    rule = RULES[code]
    command(code.lower())
    told = capsys.readouterr().out
    assert told.startswith(f"{code}, {' or '.join(rule.severity)}: {rule.title}\n")
    assert all(source.whole in told for source in (*rule.sources, *rule.against))
    assert ("design" in told.partition("Threshold: ")[2].partition("\n")[0]) == (rule.basis == "design")
    line = line_to_paste(rule)
    assert line in told if line else rule.override in told


def test_every_line_to_paste_sets_its_rule_aside() -> None:
    """Pasted into the exercise or at the top of the case that fires it, as `explain` says."""
    for code, rule in RULES.items():
        line, case = line_to_paste(rule), load(code, "fires")
        if line is None:
            continue
        (allow,) = tomllib.loads(line)["allow"]
        assert any(one.rule == code and one.allowed is None for one in case.findings())
        whole = case._replace(routine=case.routine._replace(allow=(Allow(**allow),)))
        assert {one.allowed for one in whole.findings() if one.rule == code} == {"your reason"}
        if "[[exercise]]" in str(parts(rule)[-1].lines):
            exercises = tuple(one._replace(allow=(Allow(**allow),)) for one in case.routine.exercise)
            each = case._replace(routine=case.routine._replace(exercise=exercises))
            assert {one.allowed for one in each.findings() if one.rule == code} == {"your reason"}


def test_explain_alone_lists_all_by_family(capsys: pytest.CaptureFixture[str]) -> None:
    """Each rule with its severity and title below its family's heading, and the notes."""
    command(None)
    told = capsys.readouterr().out
    for heading in FAMILIES.values():
        assert f"{heading}\n" in told
    for rule in RULES.values():
        assert re.search(rf"^  {rule.code}  {' or '.join(rule.severity)} +{re.escape(rule.title)}$", told, re.MULTILINE)
    assert all(one.code in told for one in NOTES)


def test_explain_helps_with_a_code_that_is_none(tmp_path: Path) -> None:
    """The nearest rule is named, and the exit code is that of what is not there."""
    done = ran(tmp_path / "home", "explain", "fr1")
    assert (done.code, done.out) == (66, "")
    assert "Did you mean: selfcare explain FR01?" in done.err
    assert ran(tmp_path / "home", "explain", "al02").code == 0
    assert list(tmp_path.iterdir()) == []


def check(tmp_path: Path, *words: str, severity: str = "FL02", text: str | None = None) -> tuple[int, str]:
    """Exit code and output of `check` on the case that fires a rule, or on that text."""
    file = tmp_path / "case.toml"
    file.write_text(text or (CASES / severity / "fires.toml").read_text("utf-8"), "utf-8")
    done = ran(tmp_path / "home", "check", *words, "case.toml")
    assert done.err == ""
    return done.code, done.out


def test_check_shows_a_finding_at_its_place(tmp_path: Path) -> None:
    """File, line, column, code, severity, numbers, message, source, remedy; and once how to read on."""
    code, told = check(tmp_path)
    assert code == 65
    assert told == (
        "case.toml:21:17: FL02 error: ankle: the band is on for 181 s. This is longer than usual practice, 1 to 3 minutes. "
        "(practice pages; Appl Sci 2021)\n"
        "    move = { time = 181 }\n"
        "                    ^^^\n"
        "  mend: Set 180 s or less; 120 s or less is better founded.\n"
        "\n"
        "case.toml: Case, 1 exercise. The evidence: 1 error holds it back.\n"
        "What a rule rests on, and how to set it aside: selfcare explain FL02\n"
    )


def test_check_narrates_a_finding(tmp_path: Path) -> None:
    """For ears the same in sentences, in lines that hold less than 80 characters but for the last."""
    code, told = check(tmp_path, "--format", "ears")
    assert code == 65
    assert "Line 21, column 17, FL02 error: ankle: the band is on for 181 s." in " ".join(told.split())


def test_check_gives_a_finding_as_data(tmp_path: Path) -> None:
    """Code and severity stand in fields of their own, and who allowed it."""
    code, told = check(tmp_path, "--format", "json")
    (found,) = json.loads(told)
    assert (code, found["code"], found["severity"], found["line"]) == (65, "FL02", "error", 21)
    assert "allowed" not in found


def test_what_is_allowed_or_no_error_is_no_failure(tmp_path: Path) -> None:
    """Shown all the same, with the name and the reason; exit code 0."""
    text = (CASES / "FL02" / "fires.toml").read_text("utf-8") + 'allow = [{ rule = "FL02", why = "Under my eyes" }]\n'
    code, told = check(tmp_path, text=text)
    assert code == 0
    assert "FL02 error: " in told
    assert "\n  allowed by Anna Berg: Under my eyes\n" in told
    assert "The evidence: 1 allowed." in told
    found = json.loads(check(tmp_path, "--format", "json", text=text)[1])
    assert [one["allowed"] for one in found] == ["by Anna Berg: Under my eyes"]
    for severity in ("AD02", "FR01"):
        code, told = check(tmp_path, severity=severity)
        assert code == 0
        assert f"{severity} {RULES[severity].severity[0]}: " in told


def test_the_rest_of_the_program_does_not_load_the_rules(tmp_path: Path) -> None:
    """`check` and `explain` pay for them; looking at what is due asks only whether any can stand."""
    for words in ("today", "--help", "history"):
        done = ran(tmp_path / "home", words, python=("-X", "importtime", "-m", "selfcare"))
        loaded = set(re.findall(r"selfcare\.rules\.(\w+)", done.err))
        assert loaded <= {"quick", "places"}
