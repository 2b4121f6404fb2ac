"""All patients: who needs attention first, and why."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.caseload import caseload, limits, one_by_one, patient_of
from selfcare.text.dates import day_said
from selfcare.text.errors import FileRefused, SelfcareError, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt

    from selfcare.clinic.adding import Arrived
    from selfcare.facts.history import History

_HOW = "selfcare clinic, selfcare clinic add FILE, selfcare clinic report CODE, or selfcare clinic export csv"


class _Asked(NamedTuple):
    """What stood behind the words."""

    everyone: bool
    accept: str | None
    forget: str | None
    html: bool
    to: str | None
    since: str | None
    until: str | None


def command(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[add FILE... | report CODE | export csv | key [CODE]]",
        help="Nothing: the list. add: patients' files. report: one patient. export: tables of all. key: yours, or a patient's.",
    ),
    everyone: bool = typer.Option(False, "--all", help="The list, with those of whom nothing stands out."),
    accept: str | None = typer.Option(
        None,
        "--accept",
        metavar="MARK|CODE",
        help="With add: what the patient told you, the mark of a new computer; or the code, when a file is theirs.",
    ),
    forget: str | None = typer.Option(
        None, "--forget", metavar="MARK", help="With key CODE: a computer of the patient's that was lost or sold."
    ),
    html: bool = typer.Option(False, "--html", help="report: the page of export html instead of fifteen lines."),
    to: str | None = typer.Option(None, "--to", metavar="FOLDER", help="Where a new folder goes; here without it."),
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="report, export: only from this day on."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="report, export: only up to this day."),
    store: str | None = typer.Option(
        None, "--store", metavar="URL", help="Another caseload than the setting clinic_store names."
    ),
) -> None:
    """All patients: who needs attention first, and why.

    \b
    selfcare clinic add inbox           patients' files into the caseload
    selfcare clinic                     the list
    selfcare clinic report P014         one patient in fifteen lines
    selfcare clinic export csv          all of them as tables
    """  # noqa: D301 - \b keeps typer from joining the examples
    gc.enable()  # many patients are gone through: what is left of one must not wait for the end
    at_hand, asked = AtHand(), _Asked(everyone, accept, forget, html, to, since, until)
    match words or []:
        case []:
            _only(asked, "the list", "everyone")
            _list(at_hand, store, everyone=everyone)
        case ["add", *files] if files:
            _only(asked, "add", "accept")
            _add(at_hand, store, list(map(Path, files)), accept)
        case ["key", *whose]:
            _only(asked, "key", *(("forget",) if whose else ()))
            _keys(at_hand, store, whose, forget)
        case ["add"]:
            raise UsageRefused("Which file? Write: selfcare clinic add FILE, or a folder of files.")
        case ["report", code]:
            _only(asked, "report", "since", "until", *(("html", "to") if html else ()))
            _report(at_hand, store, code, asked)
        case ["report", *_]:
            raise UsageRefused("Which patient? Write one code: selfcare clinic report CODE")
        case ["export", "csv"]:
            _only(asked, "export", "to", "since", "until")
            _export(at_hand, store, asked)
        case ["export", *_]:
            raise UsageRefused("All patients can be written as tables: selfcare clinic export csv")
        case several:
            raise UsageRefused(f"clinic does not know {visible(several[0][:40])!r} so. Write: {_HOW}")


def _only(asked: _Asked, what: str, *options: str) -> None:
    """Refuse the options that this is not asked with."""
    for name, value in asked._asdict().items():
        if value and name not in options:
            raise UsageRefused(
                f"--{'all' if name == 'everyone' else name} does not go with {what}. See: selfcare clinic --help"
            )


def _list(at_hand: AtHand, store: str | None, *, everyone: bool) -> None:
    with caseload(at_hand, store, write=False) as found:
        from selfcare.clinic.listing import list_lines, listed

        bounds = limits(at_hand)
        patients = listed(found, at_hand.now, bounds, lambda those: one_by_one(at_hand, "Patients", those))
    if not patients:
        say("No patient yet. Save their files in a folder, then type: selfcare clinic add FOLDER")
        return
    say(*list_lines(patients, at_hand.now, bounds, everyone=everyone))


def _add(at_hand: AtHand, store: str | None, named: list[Path], accept: str | None) -> None:
    with caseload(at_hand, store, write=True) as found:
        from selfcare.clinic.adding import added_lines, refused, signed_first, take_in
        from selfcare.clinic.opened import files_in
        from selfcare.log.sharing.receiving import Receiving

        found.bring(at_hand.folder)
        missing: list[Arrived] = []
        paths: dict[Path, None] = {}
        for path in named:
            try:
                paths |= dict.fromkeys(files_in(path))
            except SelfcareError as error:
                missing.append(refused(path, error))
        arrived = take_in(found, one_by_one(at_hand, "Files", signed_first(paths)), Receiving(at_hand.folder), accept)
    say(*added_lines([*arrived, *missing]))
    if missing or any(one.added is None for one in arrived):
        raise typer.Exit(FileRefused.exit_code)


def _keys(at_hand: AtHand, store: str | None, whose: list[str], forget: str | None) -> None:
    from selfcare.cli.clinic_key import computer_lines, forgotten_line, tell_key

    if not whose:
        tell_key(at_hand)
        return
    if len(whose) > 1:
        raise UsageRefused(
            "Whose keys? Write: selfcare clinic key for yours, selfcare clinic key CODE for a patient's."
        )
    with caseload(at_hand, store, write=forget is not None) as found:
        patient = patient_of(found, whose[0])
        if forget is not None:
            say(forgotten_line(patient.code, found.forget(patient, forget)))
        say(*computer_lines(patient.code, found.senders(patient), at_hand.now))


def _report(at_hand: AtHand, store: str | None, code: str, asked: _Asked) -> None:
    with caseload(at_hand, store, write=False) as found:
        from selfcare.clinic.tables_of_all import material_of

        patient = patient_of(found, code)
        if not asked.html:
            say(*_letter(at_hand, material_of(found, patient, (None, None), at_hand.now).history, asked))
            return
        from selfcare.exports import streams
        from selfcare.exports.material import folder_name
        from selfcare.exports.writing import write

        material = material_of(found, patient, _period(at_hand, asked), at_hand.now)
        folder = write(Path(asked.to or ".") / folder_name(material), streams("html", material) or ())
    say(f"Written: {visible(str(folder))}")


def _letter(at_hand: AtHand, history: History, asked: _Asked) -> list[str]:
    """The fifteen lines that the patient's own `report` writes."""
    from selfcare.adherence.report import adherence
    from selfcare.adherence.trend import trends
    from selfcare.cli.weeks import of_a_letter
    from selfcare.day.in_force import assignments
    from selfcare.faces.letter import report_lines

    known = assignments(history)
    today = at_hand.now.day(history.day_ends(at_hand.now.at))
    period = of_a_letter(known, today, asked.since, asked.until)
    report = adherence(history, period, at_hand.now)
    start = known[0].first if known else today
    return report_lines(history, report, trends(history, start, period), known[-1].routine if known else None)


def _export(at_hand: AtHand, store: str | None, asked: _Asked) -> None:
    period = _period(at_hand, asked)
    with caseload(at_hand, store, write=False) as found:
        from selfcare.clinic.tables_of_all import write_all

        folder = Path(asked.to or ".") / f"selfcare-clinic-{at_hand.now.local.date().isoformat()}"
        patients = one_by_one(at_hand, "Patients", found.patients())
        written = write_all(folder, found, patients, period, at_hand.now)
    say(f"Written: {visible(str(written))}")


def _period(at_hand: AtHand, asked: _Asked) -> tuple[dt.date | None, dt.date | None]:
    today = at_hand.now.local.date()
    first, last = (None if one is None else day_said(one, today) for one in (asked.since, asked.until))
    if first and last and last < first:
        raise UsageRefused(f"{last} lies before {first}: --until is the last day.")
    return first, last
