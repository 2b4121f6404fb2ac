"""Which facts are read when not all are: those that hold however old they are, and those near some days or moments.

A decision of today must not read ten years of sets. What it needs of them is told apart here by kind and by day; that no
more is needed is for `log.past` to decide, and for the tests to prove.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from selfcare.facts.kinds import WORDS, Corrected, KeptOff, Note, Rated, Reported, SessionBegun, SetBegun, SetEnded
from selfcare.log.recounts import SETS, kept

if TYPE_CHECKING:
    import sqlite3  # noqa: TID251 - this is its one address
    from collections.abc import Iterable, Iterator

    from selfcare.facts.kinds import Body, Fact
    from selfcare.facts.recount import Counted

NEAR_THEIR_DAY: tuple[type[Body], ...] = (Reported, Rated, KeptOff, Note)
"""The kinds that, outside of a session, matter to their own day only. Each other kind is read however old it is."""


def _quoted(kinds: tuple[type[Body], ...]) -> str:
    return ", ".join(f"'{WORDS[kind]}'" for kind in kinds)


# These stand word for word in the indexes of `layout.CREATE`: SQLite uses a partial index only where it finds its words.
STANDING = f"session IS NULL AND kind NOT IN ({_quoted(NEAR_THEIR_DAY)})"
SAID_YES = """kind = 'stop questions' AND instr(json, '"yes":[]') = 0"""  # within a text its quotes would be escaped
OF_SESSIONS = "session IS NOT NULL AND kind IN ('session begun', 'rating')"
NO_SETS = "kind NOT IN ('set begun', 'set ended')"

_LATEST = f"""
    SELECT session FROM facts WHERE kind = 'session begun' AND {NO_SETS} AND patient = ? ORDER BY at DESC, id DESC
"""
_OWNER = f"SELECT patient FROM facts WHERE kind = 'loaded' AND {NO_SETS} ORDER BY at, id LIMIT 1"
_FIRST = "SELECT patient FROM facts ORDER BY at, id LIMIT 1"
_SESSIONS = f"""
    SELECT session, min(at), max(kind = 'session begun') FROM facts WHERE {OF_SESSIONS} AND patient = :patient
    GROUP BY session
"""
_SETS_UNREAD = f"""
    SELECT CASE WHEN {SETS} THEN NULL ELSE json END, sum FROM facts WHERE session = ? AND patient = ?
"""
_APART = f"""
    SELECT count(DISTINCT substr(session, 1, ?)) = count(DISTINCT session) FROM facts
    WHERE kind = 'session begun' AND {NO_SETS} AND patient = ?
"""
_BY_ID = "SELECT json, sum, kind, session FROM facts WHERE id = ?"
_FIRST_DAY = "SELECT min(day) FROM facts WHERE day IS NOT NULL"

_WHOLE = (SessionBegun, SetBegun, SetEnded)
_WORDS_WHOLE = frozenset(WORDS[kind] for kind in _WHOLE)

Kept: TypeAlias = tuple[object, object]
"""A fact's JSON and its sum, as they lie in the table."""


class Near(NamedTuple):
    """Days (ISO words) and moments (UTC milliseconds), first and last included, and sessions by their ids."""

    days: tuple[tuple[str, str], ...] = ()
    moments: tuple[tuple[int, int], ...] = ()
    sessions: frozenset[str] = frozenset()


def standing(connection: sqlite3.Connection) -> Iterator[Kept]:
    """The facts that hold however old they are: texts, loadings, needlings, answers with a yes ..., and corrections."""
    for query in (
        f"SELECT json, sum FROM facts INDEXED BY facts_that_stand WHERE {STANDING}",
        "SELECT json, sum FROM facts WHERE kind = 'correction' AND session IS NOT NULL",
        f"SELECT json, sum FROM facts WHERE {SAID_YES}",
    ):
        yield from connection.execute(query)


def replaced(connection: sqlite3.Connection, facts: Iterable[Fact]) -> tuple[list[Kept], frozenset[str]]:
    """The facts that the corrections among these replace, and the sessions whose beginning or a set was corrected.

    Each is read by itself, but such a session must be whole: it may now be of another day, or count otherwise.
    """
    texts: list[Kept] = []
    sessions: set[str] = set()
    for fact in facts:
        if not isinstance(fact.body, Corrected):
            continue
        said = fact.body.body
        if isinstance(said, _WHOLE):
            sessions.add(said.session)
        row = connection.execute(_BY_ID, (fact.body.replaces,)).fetchone()
        if row is not None:
            texts.append(row[:2])
            kind, session = row[2:]
            if session is not None and (kind in _WORDS_WHOLE or isinstance(said, _WHOLE)):
                sessions.add(session)
    return texts, frozenset(sessions)


def near(
    connection: sqlite3.Connection, what: Near, patient: str | None = None, counted: dict[str, Counted] | None = None
) -> Iterator[Kept]:
    """Every session, whole, of which a fact or a correction is near; and each near fact that belongs to none.

    Where `counted` is given, it is filled with what was counted of that patient's sets, and those are left out; but for the
    sessions that `what` names.
    """
    sessions = set(what.sessions)
    for column, spans in (("day", what.days), ("at", what.moments)):
        # A plus before `session` keeps SQLite from going through all facts without one instead.
        where = f"{column} BETWEEN ? AND ? AND +session"
        for span in spans:
            found = connection.execute(f"SELECT DISTINCT session FROM facts WHERE {where} IS NOT NULL", span)
            sessions.update(name for (name,) in found)
            yield from connection.execute(f"SELECT json, sum FROM facts WHERE {where} IS NULL", span)
    for name in sorted(sessions):
        if counted is not None and patient is not None and name not in what.sessions:
            rows = connection.execute(_SETS_UNREAD, (name, patient)).fetchall()
            others = [row for row in rows if row[0] is not None]
            sums = kept(connection, name, patient, len(rows) - len(others))
            if sums is not None:
                counted[name] = sums
                yield from others
                continue
        yield from connection.execute("SELECT json, sum FROM facts WHERE session = ?", (name,)).fetchall()


def latest_session(connection: sqlite3.Connection, patient: str, corrected: frozenset[str]) -> str | None:
    """The session that began last, but for those whose beginning was corrected: these are read anyway."""
    found = (name for (name,) in connection.execute(_LATEST, (patient,)))
    return next((name for name in found if name not in corrected), None)


def owner(connection: sqlite3.Connection) -> str | None:
    """The code of the patient for whom a routine was loaded first; before any loading, of whom the first fact is."""
    row = connection.execute(_OWNER).fetchone() or connection.execute(_FIRST).fetchone()
    return row[0] if row else None


def first_day(connection: sqlite3.Connection) -> str | None:
    """The first day that any fact names."""
    (day,) = connection.execute(_FIRST_DAY).fetchone()
    return day if isinstance(day, str) else None


def tell_apart(connection: sqlite3.Connection, patient: str, letters: int) -> bool:
    """Whether so many letters tell the ids of sessions apart."""
    (yes,) = connection.execute(_APART, (letters, patient)).fetchone()
    return bool(yes)


class Moments(NamedTuple):
    """When each entry of `facts.entries` was first recorded, in UTC milliseconds, sorted: the first is that of entry 1.

    `loose` are those of entries that are no session: all that might be taken back.
    """

    all: list[int]
    loose: list[int]


def entry_moments(connection: sqlite3.Connection, patient: str) -> Moments:
    """The moments of a patient's entries, without reading one."""
    from selfcare.facts.entries import OF_THEIR_OWN  # only who numbers entries loads what they are

    said = {"patient": patient}
    sessions: dict[str, tuple[int, bool]] = {}
    for name, at, begun in connection.execute(_SESSIONS, said):
        sessions[name] = (at, bool(begun))
    for name, at in connection.execute(f"SELECT session, at FROM facts WHERE {SAID_YES} AND patient = :patient", said):
        before, begun = sessions.get(name, (at, False))
        sessions[name] = (min(before, at), begun)
    own = f"""
        SELECT at FROM facts WHERE kind IN ({_quoted(OF_THEIR_OWN)}) AND {NO_SETS} AND patient = :patient
            AND NOT (kind = 'rating' AND session IS NOT NULL)
    """
    loose = [at for (at,) in connection.execute(own, said)]
    return Moments(
        sorted([*loose, *(at for at, _ in sessions.values())]),
        sorted([*loose, *(at for at, begun in sessions.values() if not begun)]),
    )
