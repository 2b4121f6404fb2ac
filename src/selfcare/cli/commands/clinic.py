"""All patients: who needs attention first, and why."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.caseload import caseload, limits, one_by_one
from selfcare.text.errors import FileRefused, SelfcareError, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from selfcare.clinic.adding import Arrived

_HOW = "selfcare clinic, selfcare clinic add FILE, selfcare clinic report CODE, or selfcare clinic export csv"


def command(
    words: list[str] | None = typer.Argument(
        None,
        metavar="[add FILE... | report CODE | export csv | key]",
        help="Nothing: the list. add: patients' files. report: one patient. export: tables of all. key: yours.",
    ),
    everyone: bool = typer.Option(False, "--all", help="The list, with those of whom nothing stands out."),
    accept: str | None = typer.Option(
        None, "--accept", metavar="MARK", help="With add: a patient's new computer, whose mark the patient told you."
    ),
    store: str | None = typer.Option(
        None, "--store", metavar="URL", help="Another caseload than the setting clinic_store names."
    ),
) -> None:
    """All patients: who needs attention first, and why.

    \b
    selfcare clinic add inbox           patients' files into the caseload
    selfcare clinic                     the list
    """  # noqa: D301 - \b keeps typer from joining the examples
    at_hand = AtHand()
    match words or []:
        case []:
            _list(at_hand, store, everyone=everyone)
        case ["add", *files] if files:
            _add(at_hand, store, list(map(Path, files)), accept)
        case ["key"]:
            from selfcare.cli.clinic_key import tell_key

            tell_key(at_hand)
        case ["add"]:
            raise UsageRefused("Which file? Write: selfcare clinic add FILE, or a folder of files.")
        case several:
            raise UsageRefused(f"clinic does not know {visible(several[0][:40])!r} so. Write: {_HOW}")


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
        from selfcare.clinic.adding import added_lines, refused, take_in
        from selfcare.clinic.opened import files_in
        from selfcare.log.sharing.receiving import Receiving

        missing: list[Arrived] = []
        paths: dict[Path, None] = {}
        for path in named:
            try:
                paths |= dict.fromkeys(files_in(path))
            except SelfcareError as error:
                missing.append(refused(path, error))
        arrived = take_in(found, one_by_one(at_hand, "Files", list(paths)), Receiving(at_hand.folder, accept))
    say(*added_lines([*arrived, *missing]))
    if missing or any(one.added is None for one in arrived):
        raise typer.Exit(FileRefused.exit_code)
