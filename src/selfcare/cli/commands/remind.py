"""A notification when a session is due: the user's own timer, written, shown, and taken away again."""

from __future__ import annotations

import typer

from selfcare.cli.at_hand import AtHand, say
from selfcare.cli.reminders import EVENING, delete, installed, must_be_ours, own_timer, read, reminder, run_all, write
from selfcare.cli.times import time_of_day
from selfcare.faces.naming import listed
from selfcare.home import programs
from selfcare.text.errors import OurFault, UsageRefused

_WITHOUT = "A calendar can remind you instead: selfcare export ics"


def command(
    order: str | None = typer.Argument(None, metavar="[install | remove]", help="Nothing: whether it is on."),
    earliest: str | None = typer.Option(
        None, "--from", metavar="TIME", help="When to look where the routine names no time of day: 18:00."
    ),
) -> None:
    """A desktop notification when a session is due, by a timer of your own account.

    \b
    selfcare remind             whether it is on, and at what times
    selfcare remind install     write and start the timer; it shows what it wrote
    selfcare remind install --from 17:30
    selfcare remind remove      stop it, and delete what was written

    It follows the times of your routine, also when a new one is loaded.
    """  # noqa: D301 - \b keeps typer from joining the examples
    if order != "install" and earliest is not None:
        raise UsageRefused("--from belongs to: selfcare remind install --from 18:00")
    match order:
        case None:
            _tell(AtHand())
        case "install":
            _install(AtHand(), earliest)
        case "remove":
            _remove(AtHand())
        case _:
            raise UsageRefused(f"remind does not know {order!r}. Write: selfcare remind install, or remove")


def _tell(at_hand: AtHand) -> None:
    earliest = installed(at_hand)
    if earliest is None:
        say("No reminder is on. Turn it on: selfcare remind install")
        return
    times = listed([f"{one:%H:%M}" for one in reminder(at_hand, earliest).times])
    say(f"The reminder is on. It looks at {times} whether a session is due.", "Turn it off: selfcare remind remove")


def _install(at_hand: AtHand, said: str | None) -> None:
    earliest = time_of_day(said) if said else installed(at_hand) or EVENING
    wanted = reminder(at_hand, earliest)
    must_be_ours(wanted.timer)
    for program, why in wanted.timer.needs.items():
        if programs.find(program) is None:
            raise OurFault(f"{why}. Nothing was written. {_WITHOUT}")
    write(wanted.timer)
    failed = run_all(wanted.timer.on) or run_all(wanted.timer.again)
    if failed is not None:
        run_all(wanted.timer.off)
        delete(wanted.timer)
        raise OurFault(f"The timer could not be started: {failed}. What was written is deleted again. {_WITHOUT}")
    for file in wanted.timer.files:
        say(f"Written: {file.path}", *(f"    {line}" for line in file.text.splitlines()))
    times = listed([f"{one:%H:%M}" for one in wanted.times])
    say(
        f"The reminder is on. It looks at {times}, and shows a notification when a session is due then.",
        "Turn it off: selfcare remind remove",
    )


def _remove(at_hand: AtHand) -> None:
    timer = own_timer(at_hand)
    must_be_ours(timer)
    there = [file.path for file in timer.files if read(file.path) is not None]
    if not there:
        say("No reminder is on. Nothing was changed.")
        return
    failed = run_all(timer.off)
    delete(timer)
    run_all(timer.gone)
    say("The reminder is off.", *(f"Deleted: {path}" for path in there))
    if failed is not None:
        raise OurFault(f"The files are deleted, but the timer may run until you log out: {failed}.")
