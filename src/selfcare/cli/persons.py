"""--person: whose log it is, where several people share one account. No command ever looks into another's."""

from __future__ import annotations

import sys
from contextlib import suppress
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from selfcare.home import environment
from selfcare.home.paths import data_folder
from selfcare.home.people import InUse, known, named, people, unnamed_log
from selfcare.text.errors import NotFound, RoutineRefused, SelfcareError, UsageRefused

if TYPE_CHECKING:
    from pathlib import Path

OPTION = "--person"
BEGINNING = ("load", "import", "restore")
"""The commands that may be the first of a new person."""


def chosen(words: list[str]) -> list[str]:
    """The words without --person NAME, which may stand anywhere among them; who is named there is in use from now on.

    Raises:
        UsageRefused: no name, or two.
        NotFound: nobody is called so, and the command begins nothing.
    """
    rest: list[str] = []
    said: list[str] = []
    given = iter(words)
    for word in given:
        if word == "--":
            rest += [word, *given]
        elif word == OPTION:
            said.append(next(given, ""))
        elif word.startswith(f"{OPTION}="):
            said.append(word.removeprefix(f"{OPTION}="))
        else:
            rest.append(word)
    said = said or [one for one in (environment.person(),) if one]
    if len(said) > 1 or "" in said:
        raise UsageRefused("Write one name after --person: selfcare --person Ben")
    if said and "--help" not in rest and "-h" not in rest:
        InUse.name = _whose(named(said[0]), rest)
    return rest


def _whose(name: str, words: list[str]) -> str:
    found = known(name)
    if found is not None:
        return found
    everyone = people()
    there = f"Known: {', '.join(everyone)}." if everyone else "So far nobody is named."
    if not words or words[0] not in BEGINNING:
        close = get_close_matches(name.casefold(), [one.casefold() for one in everyone], 1)
        meant = f" Did you mean: selfcare --person {known(close[0])}?" if close else ""
        raise NotFound(
            f"There is nobody called {name} here. {there}{meant} To begin for {name}: selfcare --person {name} load"
        )
    if sys.stdin.isatty() and sys.stdout.isatty():
        from selfcare.cli.at_hand import ask_key

        while (key := ask_key(f"There is nobody called {name} here. {there} Begin for {name}? y or n: ")) != "y":
            if key in ("n", "enter", "q", "escape"):
                raise NotFound("Nothing was begun.")
    return name


@cache  # once a run
def folder_in_use() -> Path:
    """The data folder of who is in use; where there are several, says who that is.

    Raises:
        UsageRefused: nobody was named, there is no log of nobody, but there are people.
    """
    everyone, unnamed = people(), unnamed_log()
    others = [one for one in everyone if one != InUse.name]
    if InUse.name is None and everyone and not unnamed:
        raise UsageRefused(f"Whose? Known: {', '.join(everyone)}. Write: selfcare --person {everyone[0]}")
    if others or (InUse.name is not None and unnamed):
        who = InUse.name or f"nobody named (others: {', '.join(others)})"
        sys.stderr.write(f"Person: {who}\n")
        sys.stderr.flush()
    return data_folder(InUse.name)


def not_anothers(code: str) -> None:
    """Let through a patient code that is nobody else's here; asked only before a log's first fact.

    Raises:
        RoutineRefused: it is that of another person's log.
    """
    from selfcare.log.store import Log

    for name in (None, *people()):
        if name == InUse.name:
            continue
        owner = None
        with suppress(SelfcareError), Log.open(data_folder(name), write=False) as log:
            owner = log.owner()
        if owner == code:
            whose = "the person's who is not named" if name is None else f"{name}'s"
            how = "without --person" if name is None else f"with --person {name}"
            raise RoutineRefused(
                f"This is for patient {code}, whose log is {whose} here. Nothing was taken in. Do it {how}."
            )
