"""The caseload as a list: each patient's figures, counted now or kept from a list before, in the order of urgency."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from selfcare import __version__
from selfcare.clinic import attention
from selfcare.clinic.attention import begins, figures, headline, reasons, urgency
from selfcare.faces.naming import counted
from selfcare.faces.paragraph import wrapped
from selfcare.faces.words import date
from selfcare.text.errors import SelfcareError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from selfcare.clinic.attention import Figures, Limits, Reason
    from selfcare.clinic.store import Caseload, Patient
    from selfcare.facts.moment import Moment

_KEPT_AT_ONCE = 50
_SHOWN = 20
"""Patients of whom nothing stands out that are listed unless all are asked for (design)."""


class Listed(NamedTuple):
    """A patient on the list."""

    code: str
    figures: Figures
    reasons: tuple[Reason, ...]


def listed(
    caseload: Caseload,
    as_of: Moment,
    limits: Limits,
    each: Callable[[Sequence[Patient]], Iterable[Patient]] = lambda patients: patients,
) -> list[Listed]:
    """All patients, the most urgent first. `each` passes the patients on one by one, such as under a progress bar.

    Figures that were kept are taken where they were counted from as many facts, on this day of the patient's, by this
    version and by these limits. That new ones cannot be kept (another role, a full disk) is no reason not to show them.
    """
    kept = caseload.figures()
    fresh: dict[int, tuple[str, str]] = {}
    found = []
    for patient in each(caseload.patients()):
        stamp = f"{__version__} {patient.facts} {' '.join(map(str, limits))}"
        before, text = kept.get(patient.number, ("", ""))
        known = attention.from_json(text) if before == stamp else None
        if known is None or not attention.of_the_day(known, as_of):
            known = figures(caseload.history(patient, begins(as_of.local.date(), limits)), as_of, limits)
            fresh[patient.number] = stamp, attention.to_json(known)
        if len(fresh) >= _KEPT_AT_ONCE:
            _keep(caseload, fresh)
        found.append(Listed(patient.code, known, reasons(known, limits)))
    _keep(caseload, fresh)
    return sorted(found, key=lambda one: (urgency(one.reasons), one.code))


def _keep(caseload: Caseload, fresh: dict[int, tuple[str, str]]) -> None:
    with suppress(SelfcareError):
        caseload.keep_figures(fresh)
    fresh.clear()


def list_lines(found: Sequence[Listed], as_of: Moment, limits: Limits, *, everyone: bool) -> list[str]:
    """The list: who needs attention, numbered, with every reason; then the others in a line each."""
    urgent = [one for one in found if one.reasons]
    calm = [one for one in found if not one.reasons]
    now = as_of.local
    need = f"{len(urgent)} need attention" if len(urgent) != 1 else "1 needs attention"
    lines = [f"{counted(len(found), 'patient')}, {date(now.date())} {now:%Y %H:%M}: {need}."]
    for number, one in enumerate(urgent, 1):
        lines += ["", *wrapped(headline(one.code, one.figures, limits), f"{number}. ", "   ")]
        for why in one.reasons:
            lines += wrapped(why.words, "   ", "     ")
    if calm:
        shown = calm if everyone or len(calm) <= _SHOWN else []
        more = "" if shown else f" {counted(len(calm), 'patient')}. To see them too: selfcare clinic --all"
        lines += ["", f"Nothing stands out:{more}"]
        for one in shown:
            lines += wrapped(headline(one.code, one.figures, limits), "", "  ")
    return [*lines, "", "One in full: selfcare clinic report CODE"]
