"""The store: several therapists at once, upgrades, what is refused, and the roles that docs/clinic.md gives."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text  # noqa: TID251 - what others do to the tables

from clinic.made import NOW, PEOPLE, added, recorded, shown, store, write
from selfcare.clinic.engines import engine_of, reading, url_of, writing
from selfcare.clinic.engines import shown as url_shown
from selfcare.clinic.opened import opened
from selfcare.clinic.store import Caseload
from selfcare.clinic.tables import METADATA, VERSION
from selfcare.clinic.tables_of_all import write_all
from selfcare.log.sharing.payload import Header
from selfcare.log.sharing.signing import mark
from selfcare.text.errors import LogUnreadable, OurFault, SelfcareError, UsageRefused

if TYPE_CHECKING:
    from sqlalchemy import URL  # noqa: TID251 - what a store is named by

    from clinic.servers import Server

PAGE = Path(__file__).parents[2] / "docs" / "clinic.md"


def test_several_therapists_at_once(url: URL, tmp_path: Path) -> None:
    """Four add the same files at the same time, into a store that is not made yet, each in another order: as by one."""
    files = [write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE]

    def adds(number: int) -> int:
        with Caseload.open(url, write=True) as caseload:
            return sum(caseload.add(opened(file)).new for file in files[number % 3 :] + files[: number % 3])

    with ThreadPoolExecutor(4) as four:
        new = list(four.map(adds, range(4)))
    assert sum(new) == sum(len(one.facts) for one in PEOPLE)
    assert {code: len(facts) for code, facts in recorded(url).items()} == {one.code: len(one.facts) for one in PEOPLE}
    with Caseload.open(url, write=False) as caseload:
        assert {one.code: one.facts for one in caseload.patients()} == {one.code: len(one.facts) for one in PEOPLE}


def test_the_steps_lead_to_the_tables(url: URL) -> None:
    """What Alembic's steps make is what `tables.py` says, to the type of each column."""
    Caseload.open(url, write=True).close()
    engine = engine_of(url)
    with reading(engine) as connection:
        context = MigrationContext.configure(connection, opts={"version_table": VERSION})
        assert compare_metadata(context, METADATA) == []
    engine.dispose()


def test_reading_makes_nothing(url: URL, tmp_path: Path) -> None:
    """No caseload yet: nobody is in it, and none is made by looking."""
    with Caseload.open(url, write=False) as caseload:
        assert caseload.patients() == []
    assert not [path for path in tmp_path.rglob("*.sqlite3")]  # noqa: C416 - a list in the failing law's words


def test_a_newer_caseload_is_left_alone(url: URL, tmp_path: Path) -> None:
    """A step that this version does not know: refused, to read and to write."""
    added(url, write(tmp_path / "a.jsonl", PEOPLE[0].facts))
    engine = engine_of(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE caseload_version SET version_num = '0999'"))
    engine.dispose()
    for write_too in (False, True):
        with pytest.raises(LogUnreadable, match="newer selfcare"):
            Caseload.open(url, write=write_too)


@pytest.mark.parametrize(
    "said",
    ["nothing", "mysql://a@b/c", "sqlite://", "sqlite:///:memory:", "postgresql://", "://", "postgresql+asyncpg://x"],
)
def test_what_names_no_store_is_refused(tmp_path: Path, said: str) -> None:
    """In a sentence that shows how to write it."""
    with pytest.raises(UsageRefused, match="sqlite:///FILE, or postgresql://USER@SERVER/DATABASE"):
        url_of(said, tmp_path)


def test_no_password_is_ever_shown(tmp_path: Path) -> None:
    """Neither by the store's name, nor by what the server refuses."""
    url = url_of("postgresql://anna:secret@127.0.0.1:1/clinic", tmp_path)
    assert url_shown(url) == "postgresql://anna:***@127.0.0.1:1/clinic"
    with pytest.raises(OurFault, match="the server was not reached") as refused:
        Caseload.open(url, write=False)
    assert "secret" not in refused.value.sentence


def spoil(path: Path, how: str) -> None:
    """Put something else where the caseload should be."""
    match how:
        case "text":
            path.write_bytes(b"no database at all, but long enough to look like one" * 100)
        case "folder":
            path.mkdir()
        case "link":
            path.symlink_to(path.with_name("nowhere"))
        case _:
            added(store(path.parent), write(path.parent / "a.jsonl", PEOPLE[0].facts))
            data = bytearray(path.read_bytes())
            for page in range(4096 + 50, len(data), 4096):
                data[page : page + 3000] = b"\xa5" * len(data[page : page + 3000])
            path.write_bytes(data)


@pytest.mark.parametrize("how", ["text", "folder", "link", "damaged"])
@pytest.mark.parametrize("write_too", [False, True], ids=["read", "write"])
def test_what_is_no_caseload_is_refused(tmp_path: Path, how: str, *, write_too: bool) -> None:
    """A sentence, no traceback; what is there stays as it is."""
    path = tmp_path / "clinic.sqlite3"
    spoil(path, how)
    before = path.read_bytes() if path.is_file() else None
    file = write(tmp_path / "b.jsonl", PEOPLE[1].facts)

    def uses() -> None:
        if write_too:
            added(store(tmp_path), file)
        else:
            shown(store(tmp_path))

    with pytest.raises((LogUnreadable, OurFault)):
        uses()
    assert before is None or path.read_bytes() == before


def test_the_file_is_of_its_user_alone(tmp_path: Path) -> None:
    """Folder and file are closed to everybody else."""
    added(store(tmp_path / "new"), write(tmp_path / "a.jsonl", PEOPLE[0].facts))
    assert (tmp_path / "new").stat().st_mode & 0o777 == 0o700
    for path in (tmp_path / "new").iterdir():
        assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.postgres
def test_the_roles_of_the_page(postgres: Server, tmp_path: Path) -> None:
    """The statements of docs/clinic.md give a therapist and a reader what the page says, and no more."""
    database = postgres.database()
    owner = url_of(postgres.url(database), tmp_path)
    first, second = (write(tmp_path / f"{one.code}.jsonl", one.facts) for one in PEOPLE[:2])
    added(owner, first)
    (statements,) = re.findall(r"```sql\n(.*?)```", PAGE.read_text("utf-8"), re.DOTALL)
    postgres.does(statements, database)
    anna, rea = (url_of(postgres.url(database, name), tmp_path) for name in ("anna", "rea"))
    added(anna, second)
    with Caseload.open(anna, write=True) as caseload:
        signed = Header("P001", "ab" * 32, "age1", 1, "2026-11-23", "2026-12-20", len(PEOPLE[0].facts), notes=True)
        assert caseload.add_signed(opened(first), signed)[1] == "first"
        assert caseload.forget(caseload.patients()[0], mark(signed.key)).believed
    for role in (anna, rea):
        assert shown(role) == shown(owner)
        with Caseload.open(role, write=False) as caseload:
            assert write_all(tmp_path / "out", caseload, caseload.patients(), (None, None), NOW).is_dir()
    with pytest.raises(OurFault, match="your user may not do this there"):
        added(rea, second)
    for role in (anna, rea):
        engine = engine_of(role)
        for words in (
            "DELETE FROM caseload_facts",
            "UPDATE caseload_facts SET json = ''",
            "DROP TABLE caseload_facts",
            "DELETE FROM caseload_sets",
            "UPDATE caseload_sets SET counted = ''",
        ):
            with pytest.raises(Exception, match=r"permission denied|must be owner"), writing(engine) as connection:
                connection.execute(text(words))
        engine.dispose()


@pytest.mark.postgres
def test_what_the_server_refuses_is_told(postgres: Server, tmp_path: Path) -> None:
    """A database or a user that is not there: a sentence that says what to do."""
    for url, words in (
        (postgres.url("nowhere"), "no such database"),
        (postgres.url("postgres", "nobody"), "does not let you in"),
        (postgres.url("postgres").replace(str(postgres.folder), str(tmp_path)), "was not reached"),
    ):
        with pytest.raises(SelfcareError, match=words):
            Caseload.open(url_of(url, tmp_path), write=True)
