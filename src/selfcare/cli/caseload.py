"""The caseload at hand: its store as settings or `--store` say, the limits, and a bar while many patients are gone through."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, TypeVar

from selfcare.home.paths import data_folder
from selfcare.text.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from selfcare.cli.at_hand import AtHand
    from selfcare.clinic.attention import Limits
    from selfcare.clinic.store import Caseload, Patient

One = TypeVar("One")

_WORTH_A_BAR = 10
_NEEDED = frozenset({"sqlalchemy", "alembic", "psycopg"})


def caseload(at_hand: AtHand, store: str | None, *, write: bool) -> Caseload:
    """The caseload, open.

    Raises:
        NotFound: what it needs is not installed.
        UsageRefused, LogUnreadable, OurFault: as `Caseload.open`.
    """
    try:
        from selfcare.clinic.engines import url_of
        from selfcare.clinic.store import Caseload

        return Caseload.open(url_of(store or at_hand.settings.clinic_store, data_folder()), write=write)
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] not in _NEEDED:
            raise
        raise NotFound(
            f"The caseload needs {error.name}, which is not installed. Type: pip install 'selfcare[clinic]'"
        ) from None


def limits(at_hand: AtHand) -> Limits:
    """From when on a patient needs attention, as the settings say."""
    from selfcare.clinic.attention import Limits

    said = at_hand.settings
    return Limits(said.clinic_safety, said.clinic_weeks, said.clinic_fewer, said.clinic_silent)


def patient_of(found: Caseload, code: str) -> Patient:
    """The patient of that code, in whatever letters it was typed.

    Raises:
        NotFound: there is none.
    """
    from difflib import get_close_matches

    from selfcare.text.visible import visible

    patients = found.patients()
    exact = [one for one in patients if one.code == code] or [
        one for one in patients if one.code.casefold() == code.casefold()
    ]
    if len(exact) == 1:
        return exact[0]
    close = get_close_matches(code, [one.code for one in patients], 1)
    meant = f" Did you mean {visible(close[0])}?" if close else ""
    raise NotFound(
        f"There is no patient {visible(code[:60])} in the caseload.{meant} All of them: selfcare clinic --all"
    )


def one_by_one(at_hand: AtHand, what: str, all_of_them: Sequence[One]) -> Iterable[One]:
    """Each in turn. At a terminal a bar shows how far it is; in reader mode a line says that it takes a while."""
    if len(all_of_them) < _WORTH_A_BAR or not sys.stderr.isatty():
        return all_of_them
    if at_hand.settings.reader:
        sys.stderr.write(f"{what}: {len(all_of_them)}. This takes a while.\n")
        return all_of_them
    return _under_a_bar(what, all_of_them, no_color=at_hand.settings.color == "never")


def _under_a_bar(what: str, all_of_them: Sequence[One], *, no_color: bool) -> Iterator[One]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    console = Console(stderr=True, no_color=no_color)
    with Progress(*columns, console=console, transient=True) as bar:
        yield from bar.track(all_of_them, description=what)
