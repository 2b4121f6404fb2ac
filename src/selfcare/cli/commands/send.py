"""The log to a server of the clinic."""

from __future__ import annotations

from pathlib import Path

import typer

from selfcare.cli.at_hand import AtHand, ask, attended, say
from selfcare.cli.leaving import material, period_said
from selfcare.exports.fhir import bundle
from selfcare.exports.resources.bundle_rules import wrong
from selfcare.home import environment
from selfcare.home.clock import now
from selfcare.home.system import wait_readable
from selfcare.log.store import Log
from selfcare.sending.address import Address, read_address
from selfcare.sending.connection import Connection
from selfcare.sending.order import counts
from selfcare.sending.token import Token, token_of
from selfcare.sending.updates import Sending
from selfcare.text.errors import OurFault, UsageRefused
from selfcare.text.visible import visible

_EVERY = 100  # how often one is told how far it is


def command(
    format: str = typer.Argument(..., metavar="FORMAT", help="fhir: FHIR R4."),  # noqa: A002 - the option's own word
    to: str = typer.Option(..., "--to", metavar="URL", help="The base address of the clinic's server."),
    since: str | None = typer.Option(None, "--since", metavar="DAY", help="Only from this day on."),
    until: str | None = typer.Option(None, "--until", metavar="DAY", help="Only up to this day."),
    with_notes: bool = typer.Option(False, "--with-notes", help="The patient's own words, too."),
    token_file: str | None = typer.Option(
        None, "--token-file", metavar="FILE", help="A file that only you may read, with the token. Or SELFCARE_TOKEN."
    ),
    yes: bool = typer.Option(False, "--yes", help="Send without asking: for scripts."),
) -> None:
    """The log to a FHIR server. What leaves is said first; nothing leaves before you typed yes.

    Sent again, what is there is replaced, and nothing is doubled.

    \b
    selfcare send fhir --to https://fhir.clinic.example/r4
    """  # noqa: D301 - \b keeps typer from joining the examples
    if format != "fhir":
        raise UsageRefused(f"There is nothing to send as {format!r}. Type: selfcare send fhir --to URL")
    address = read_address(to)
    token = token_of(Path(token_file) if token_file else None, environment.token())
    if not yes and not attended():
        raise UsageRefused("Nobody is here to say yes, and nothing was sent. In a script, add --yes.")
    at_hand = AtHand()
    _ = at_hand.patient
    period = period_said(since, until, at_hand)
    with Log.open(at_hand.folder, write=False) as log:
        chosen = material(at_hand, log, period, notes=with_notes)
        made = bundle(chosen)
        days = f"{chosen.first.isoformat()} to {chosen.last.isoformat()}"
    broken = wrong(made)
    if broken:
        raise OurFault(
            f"What would be sent is not sound, so nothing was sent: {broken[0]}. Please tell who gave you this."
        )
    resources = [entry["resource"] for entry in made["entry"]]
    say(*_leaving(counts(resources), at_hand.patient, days, address, token, with_notes=with_notes))
    with Connection(address, token) as connection:
        if not yes and (ask("Send it? Type yes, or Enter to leave it: ") or "").casefold() != "yes":
            say("Nothing was sent.")
            return
        sending = Sending(connection.ask, _waits, lambda: now().at)
        sent = sending.send(resources, lambda there: _told(there, len(resources)))
    say(f"Sent: {sent.new} new, {sent.replaced} replaced.")


def _leaving(
    kinds: dict[str, int], patient: str, days: str, address: Address, token: Token | None, *, with_notes: bool
) -> list[str]:
    """What leaves, and where to, in full."""
    notes = (
        "The patient's own words go with it: notes, and by whom the patient was seen and what was said."
        if with_notes
        else "The patient's own words stay here."
    )
    return [
        f"To {visible(address.base)}" + ("" if token is None else ", with your token") + ":",
        f"  patient {visible(patient)} by code, without name or birth date; {days}",
        *(f"  {kind}, {number}: {_WHAT[kind]}" for kind, number in kinds.items()),
        f"{notes} Dates can tell who somebody is, and so can titles and reasons.",
    ]


_WHAT = {
    "Flag": "alarm answers, and whether the patient was seen since",
    "Patient": "the code",
    "Device": "this program",
    "CarePlan": "prescriptions, with what the therapist wrote",
    "ServiceRequest": "exercises prescribed, each side",
    "Procedure": "sessions, done or not, and why",
    "Observation": "scores, measures, results and the sum",
}


def _waits(milliseconds: int) -> None:
    say(f"The server asks for patience: {-(-milliseconds // 1000)} s.")
    wait_readable([], milliseconds)


def _told(there: int, all_of_them: int) -> None:
    if there % _EVERY == 0 and there < all_of_them:
        say(f"{there} of {all_of_them} are there.")
