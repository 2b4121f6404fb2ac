"""What a database refuses, as a sentence with its exit code: never a traceback, never a password."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError, SQLAlchemyError  # noqa: TID251 - this room is its one address

from selfcare.clinic.engines import is_file, shown
from selfcare.text.errors import LogUnreadable, OurFault
from selfcare.text.visible import visible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL  # noqa: TID251 - same

    from selfcare.text.errors import SelfcareError

_BY_SQLITE = {
    "SQLITE_BUSY": "another selfcare has been writing to it for half a minute. Let it finish, then try again",
    "SQLITE_LOCKED": "another selfcare has been writing to it for half a minute. Let it finish, then try again",
    "SQLITE_FULL": "the disk is full. Make some room on it, then try again",
    "SQLITE_READONLY": "it may not be written by you. Make it yours, or choose another store",
    "SQLITE_CANTOPEN": "it cannot be opened by you. Make it yours, or choose another store",
    "SQLITE_PERM": "you have no permission. Make it yours, or choose another store",
}
_BY_POSTGRESQL = {
    "28": "the server does not let you in. Ask for a user and a password, and keep the password in ~/.pgpass",
    "3D": "the server has no such database. Whoever runs it makes one: createdb",
    "42501": "your user may not do this there. docs/clinic.md says what each role may",
    "53": "the server has no room left, or too many users at once. Try again later",
    "57": "the server is starting or stopping. Try again in a moment",
}
# Who is not let in has no connection yet, and so no code: the server's words, in English, must do.
_BY_WORDS = {
    "authentication failed": "28",
    "no password supplied": "28",
    "no pg_hba.conf entry": "28",
    "role": "28",
    "database": "3D",
    "too many": "53",
    "starting up": "57",
    "shutting down": "57",
}
_DAMAGED = ("SQLITE_CORRUPT", "SQLITE_NOTADB")


@contextmanager
def in_sentences(url: URL) -> Iterator[None]:
    """Turn what the database refuses into sentences."""
    try:
        yield
    except DBAPIError as error:
        raise _sentence(error, url) from error
    except SQLAlchemyError as error:
        raise OurFault(f"Something is wrong with the caseload {shown(url)}: {visible(str(error)[:200])}.") from error


def damaged(url: URL, why: str) -> LogUnreadable:
    """The refusal of a caseload that cannot be read whole."""
    return LogUnreadable(
        f"The caseload {shown(url)} is damaged: {visible(why)}. It was left as it is. Move it away, and add the patients' "
        "files again: they hold all of it, but for the computers that you accepted or forgot."
    )


def _sentence(error: DBAPIError, url: URL) -> SelfcareError:
    if is_file(url):
        name = getattr(error.orig, "sqlite_errorname", "")
        if name.startswith(_DAMAGED):
            return damaged(url, str(error.orig))
        why = next((words for word, words in _BY_SQLITE.items() if name.startswith(word)), None)
    else:
        said = " ".join(str(error.orig).split())
        fatal = said.partition("FATAL: ")[2]
        state = getattr(error.orig, "sqlstate", None) or next(
            (code for words, code in _BY_WORDS.items() if words in fatal), ""
        )
        why = next((words for word, words in _BY_POSTGRESQL.items() if state.startswith(word)), None)
        if not (state or fatal):
            why = f"the server was not reached ({visible(said[-160:])}). Is it running, and is its name right?"
    why = why or f"{visible(' '.join(str(error.orig).split())[:160])}. Look at it, then try again"
    return OurFault(f"Cannot use the caseload {shown(url)}: {why}{'' if why.endswith('?') else '.'}")
