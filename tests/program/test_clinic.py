"""`clinic`, the real program: from the patients' own exports to the list, the report and the tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from clinic.made import PEOPLE, named, write
from program.real import Program, plain, ran
from selfcare.log.store import Log

if TYPE_CHECKING:
    from pathlib import Path


def exported(tmp_path: Path) -> Path:
    """Write what each patient hands over, by their own `export jsonl`."""
    inbox = tmp_path / "inbox"
    inbox.mkdir()
    for made in PEOPLE:
        home = plain(tmp_path / made.code)
        with Log.open(home, write=True) as log:
            log.append(made.facts)
        assert ran(home, "export", "jsonl", "--to", str(inbox)).code == 0
    return inbox


def test_from_the_patients_exports_to_the_report(tmp_path: Path) -> None:
    """Add, list, report: the fifteen lines are those that the patient's own program writes, word for word."""
    inbox, home = exported(tmp_path), tmp_path / "clinic"
    first = ran(home, "clinic")
    assert (first.code, first.out) == (
        0,
        "No patient yet. Save their files in a folder, then type: selfcare clinic add FOLDER\n",
    )
    assert not home.exists()
    done = ran(home, "clinic", "add", str(inbox))
    assert (done.code, done.err) == (0, "")
    assert done.out.endswith(f"3 files: {sum(len(one.facts) for one in PEOPLE)} new facts of 3 patients.\n")
    again = ran(home, "clinic", "add", str(inbox))
    assert again.out.count("nothing new, all of it was there already.") == 3
    listed = ran(home, "clinic")
    assert listed.code == 0
    assert all(f"{made.code}, Evening hips: " in listed.out for made in PEOPLE)
    for made in PEOPLE:
        theirs = ran(tmp_path / made.code, "report").out.splitlines()
        ours = ran(home, "clinic", "report", made.code).out.splitlines()
        assert theirs[1:] == ours[1:]  # the first line tells the minute
        assert len(ours) <= 15


def test_a_refused_file_is_told_and_the_exit_code_says_so(tmp_path: Path) -> None:
    """The good ones are taken in all the same; one that is not there is named, too."""
    inbox, home = exported(tmp_path), tmp_path / "clinic"
    bad = write(inbox / "bad.jsonl", (*PEOPLE[0].facts, *named("P9", PEOPLE[1].facts[-1:])))
    done = ran(home, "clinic", "add", str(inbox), str(tmp_path / "nowhere"))
    assert (done.code, done.err) == (65, "")
    assert f"Refused: {bad} holds facts of two patients, P001 and P9. Nothing was taken in." in done.out
    assert f"Refused: There is no {tmp_path / 'nowhere'}." in done.out
    assert "3 patients, 2 files refused." in done.out


def test_the_page_and_the_tables(tmp_path: Path) -> None:
    """`--html` writes the page of one patient, `export csv` the tables of all, each in a new folder."""
    inbox, home = exported(tmp_path), tmp_path / "clinic"
    ran(home, "clinic", "add", str(inbox))
    page = ran(home, "clinic", "report", "p002", "--html", "--to", str(tmp_path))
    assert page.code == 0, page.err
    (folder,) = tmp_path.glob("selfcare-P002-*")
    assert (folder / "report.html").read_text("utf-8").startswith("<!doctype html>")
    tables = ran(home, "clinic", "export", "csv", "--to", str(tmp_path))
    assert tables.code == 0, tables.err
    (folder,) = tmp_path.glob("selfcare-clinic-*")
    codes = {line.partition(",")[0] for line in (folder / "sessions.csv").read_text("utf-8-sig").splitlines()[1:]}
    assert codes <= {made.code for made in PEOPLE}
    assert codes


def test_what_is_asked_wrongly(tmp_path: Path) -> None:
    """Each in one sentence that shows what to write."""
    home = plain(tmp_path / "clinic")
    for words, code, says in (
        ("add", 2, "selfcare clinic add FILE"),
        ("report", 2, "selfcare clinic report CODE"),
        ("export jsonl", 2, "selfcare clinic export csv"),
        ("lst", 2, "clinic does not know 'lst' so"),
        ("--html", 2, "--html does not go with the list"),
        ("add x --all", 2, "--all does not go with add"),
        ("report P1 --to x", 2, "--to does not go with report"),
        ("report P1", 66, "There is no patient P1"),
        ("--store mysql://x/y", 2, "postgresql://USER@SERVER/DATABASE"),
        ("export csv --since 2026-12-02 --until 2026-12-01", 2, "--until is the last day"),
    ):
        done = ran(home, "clinic", *words.split())
        assert (done.code, done.out) == (code, ""), words
        assert says in " ".join(done.err.split())


def test_the_store_and_the_limits_are_settings(tmp_path: Path) -> None:
    """Where it is kept, and when somebody is silent, is the clinic's own; `--store` names another for one command."""
    inbox, home = exported(tmp_path), plain(tmp_path / "clinic")
    other = f"sqlite:///{tmp_path / 'other' / 'caseload.sqlite3'}"
    assert ran(home, "settings", "set", "clinic_store", other).code == 0
    ran(home, "clinic", "add", str(inbox))
    assert (tmp_path / "other" / "caseload.sqlite3").exists()
    assert "P001" in ran(home, "clinic").out
    assert "No patient yet." in ran(home, "clinic", "--store", "here").out


def test_many_files_have_a_bar(tmp_path: Path) -> None:
    """At a terminal a bar tells how far it is; in reader mode a line that it takes a while, and nothing that moves."""
    home = plain(tmp_path / "clinic")
    for number in range(12):
        write(tmp_path / "inbox" / f"{number}.jsonl", named("P001", PEOPLE[0].facts[number : number + 3]))
    with Program(home, "clinic", "add", str(tmp_path / "inbox")) as program:
        program.hears("Files")
        program.hears("12/12")
        program.hears("12 files: ")
        assert program.ends() == 0
    with Program(home, "clinic", "add", str(tmp_path / "inbox"), SELFCARE_READER="1") as program:
        program.hears("Files: 12. This takes a while.")
        program.hears("nothing new")
        assert program.ends() == 0
        assert "\x1b" not in program.heard
