"""Put back what a backup holds and the log does not; and save what can be read of a damaged log."""

from __future__ import annotations

import os
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from selfcare.cli.at_hand import AtHand, ask, attended, say, say_whole
from selfcare.faces.safekeeping import difference_lines, facts, remains_lines
from selfcare.home.paths import log_file
from selfcare.log.backups import difference, facts_of, open_backup
from selfcare.log.integrity import check_integrity
from selfcare.log.refusals import NewerLog
from selfcare.log.store import Log
from selfcare.text.errors import LogUnreadable, SelfcareError, UsageRefused
from selfcare.text.visible import visible

if TYPE_CHECKING:
    import datetime as dt


def command(
    file: str | None = typer.Argument(
        None, metavar="[FILE]", help="The backup; without it, what can be read of a damaged log is saved."
    ),
    yes: bool = typer.Option(False, "--yes", help="Do it without asking."),
) -> None:
    """Put back what is only in a backup, or save a damaged log. What would change is shown first; nothing newer is lost."""
    at_hand = AtHand()
    today = at_hand.now.local.date()
    with open_backup(Path(file)) if file is not None else nullcontext() as backup:
        trouble = _trouble(at_hand.folder)
        if trouble:
            _save(at_hand.folder, trouble, backup, today, yes=yes)
        elif backup is None:
            say("Nothing needs saving: what there is of your log is sound. To put back a backup: selfcare restore FILE")
        else:
            _put_back(at_hand.folder, backup, today, yes=yes)


def _trouble(folder: Path) -> str:
    """What is wrong with the log; empty when it is sound, or not there.

    Raises:
        LogUnreadable: a newer selfcare wrote it, or it is not where it belongs.
        OurFault: the system does not let it be read.
    """
    path = log_file(folder)
    try:
        Log.open(folder, write=False).close()
    except NewerLog:
        raise
    except SelfcareError:
        if not os.path.isfile(path) or not os.access(path, os.R_OK):  # noqa: PTH113 - pathlib's raises in a closed folder
            raise
    return next(iter(check_integrity(folder)), "")


def _put_back(folder: Path, backup: Log, today: dt.date, *, yes: bool) -> None:
    with Log.open(folder, write=False) as log:
        ours, theirs = log.owner(), backup.owner()
        _same(ours, theirs)
        found = difference(facts_of(log), facts_of(backup))
    if found.other:
        raise LogUnreadable(
            f"{facts(found.other)} of this backup say something else than your log does, so it is no backup of it. "
            "Nothing was changed. Choose another."
        )
    say(*difference_lines(found, today))
    if not found.there:
        say("Your log holds all that this backup holds. Nothing was changed.")
        return
    if not _agreed("Put it back?", yes=yes):
        return
    with Log.open(folder, write=True) as log:
        merged = log.merge(facts_of(backup))
    say(f"Done: {facts(merged.new)} put back. Nothing that your log held was changed.")


def _save(folder: Path, trouble: str, backup: Log | None, today: dt.date, *, yes: bool) -> None:
    from selfcare.log.rescue import remains, replace_log

    say(trouble.partition(" It was left as it is.")[0])  # what to do about it is done here
    found = remains(folder)
    kept = {fact.id: fact for fact in found.facts}
    back = None
    if backup is not None:
        _same(found.facts[0].patient if found.facts else None, backup.owner())
        back = difference(found.facts, facts_of(backup))
        kept = {fact.id: fact for fact in facts_of(backup)} | kept
    say(*remains_lines(found, back, today))
    if not kept:
        raise LogUnreadable(
            f"So there is nothing to go on with. Put back a backup: selfcare restore FILE. Or move "
            f"{visible(str(log_file(folder)))} away, and a new log begins."
        )
    if not _agreed("Go on with that? The damaged file is kept.", yes=yes):
        return
    aside = replace_log(folder, kept.values(), today)
    say(f"Done: your log holds {facts(len(kept))} and is sound.")
    say_whole(f"The damaged file is kept: {visible(str(aside))}")


def _same(ours: str | None, theirs: str | None) -> None:
    if None not in (ours, theirs) and ours != theirs:
        raise UsageRefused(
            f"This backup is of the patient {visible(str(theirs))}, and this log of {visible(str(ours))}. "
            "Nothing was changed. Choose the backup of this log."
        )


def _agreed(question: str, *, yes: bool) -> bool:
    """Whether the person typed yes; `--yes` says it beforehand. On a no, that nothing was changed is said."""
    if yes:
        return True
    if not attended():
        raise UsageRefused("Nothing was changed: nobody could be asked here. To do it, add --yes to the same words.")
    if (ask(f"{question} Type yes, or Enter to leave it: ") or "").casefold() == "yes":
        return True
    say("Nothing was changed.")
    return False
