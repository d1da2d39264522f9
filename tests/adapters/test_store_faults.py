"""A database that cannot be written or read says so in words, changes nothing, and works again afterwards."""

import asyncio
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import closing
from pathlib import Path

import pytest
import pytest_asyncio

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.core.model import SessionId
from sessionrunner.runtime.ports import Grant, StoreUnavailableError
from tests.adapters.sessions import NOW, a_session, accepted, changed, entry, refused

S1 = SessionId("s1")
GRANT = Grant(session=S1, audience="host")
LONG = changed(a_session(), "long " * 100_000)

Write = Callable[[Database], Awaitable[object]]
WRITES: dict[str, Write] = {
    "create": lambda database: database.store.create(a_session("s2", "XYZ789"), [entry(1)]),
    "commit": lambda database: database.store.commit(1, LONG, [entry(2)], accepted()),
    "keep": lambda database: database.store.keep(S1, refused()),
    "erase": lambda database: database.store.erase(S1),
    "scour": lambda database: database.store.scour(),
    "add": lambda database: database.tokens.add(b"new", GRANT, NOW),
    "revoke": lambda database: database.tokens.revoke(GRANT, NOW),
}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the database is."""
    return tmp_path / "db.sqlite3"


@pytest_asyncio.fixture
async def database(path: Path) -> AsyncIterator[Database]:
    """A database with one session and one token, that does not wait long for locks."""
    opened = await open_database(f"sqlite:///{path}", patience=0.05)
    await opened.store.create(a_session(), [entry(1)])
    await opened.tokens.add(b"old", GRANT, NOW)
    yield opened
    await opened.close()


async def contents(database: Database) -> tuple[object, ...]:
    """All that the writes could have changed."""
    return (
        await database.store.load(S1),
        await database.store.summaries(),
        await database.store.journal(S1),
        await database.store.kept(S1, "host", "c1"),
        await database.tokens.find(b"old"),
        await database.tokens.find(b"new"),
    )


async def pragma(database: Database, text: str) -> object:
    """Run a pragma on the connection that writes; answers what it says, if it does."""
    async with database.engines.writing() as connection:
        answer = await connection.exec_driver_sql(f"PRAGMA {text}")
        return answer.scalar() if answer.returns_rows else None


@pytest.mark.parametrize("name", WRITES)
async def test_a_locked_database(database: Database, path: Path, name: str) -> None:
    """While another program holds the database every write is refused in words; later it succeeds."""
    before = await contents(database)
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        for _ in range(2):
            with pytest.raises(StoreUnavailableError, match="Another program is holding the database"):
                await WRITES[name](database)
        assert await contents(database) == before
        other.execute("ROLLBACK")
    await WRITES[name](database)
    assert (await contents(database) == before) == (name == "scour")


async def test_a_full_disk(database: Database) -> None:
    """When no page more fits, the whole commit is undone and refused in words; with space it succeeds."""
    before = await contents(database)
    pages = await pragma(database, "page_count")
    await pragma(database, f"max_page_count = {pages}")
    for _ in range(2):
        with pytest.raises(StoreUnavailableError, match=r"The disk is full\. Free some space"):
            await WRITES["commit"](database)
    assert await contents(database) == before
    await pragma(database, "max_page_count = 1000000")
    await WRITES["commit"](database)
    assert await database.store.load(S1) == LONG


async def test_a_database_that_may_not_be_written(database: Database) -> None:
    """Writes to a read-only database are refused in words and change nothing."""
    before = await contents(database)
    await pragma(database, "query_only = ON")
    for write in WRITES.values():
        with pytest.raises(StoreUnavailableError, match="may not be written to"):
            await write(database)
    assert await contents(database) == before


async def test_reading_cannot_write(database: Database) -> None:
    """The connections for reading refuse every change, whatever a statement says."""
    with pytest.raises(StoreUnavailableError, match="may not be written to"):
        async with database.engines.reading() as connection:
            await connection.exec_driver_sql("DELETE FROM sessions")
    assert await database.store.load(S1) == a_session()


async def test_reading_goes_on_while_another_writes(database: Database, path: Path) -> None:
    """A lock held by a writer stops no reader, who sees what was committed last."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("UPDATE sessions SET title = 'not yet'")
        assert [each.title for each in await database.store.summaries()] == ["Title of s1"]
        other.execute("ROLLBACK")


async def test_a_state_that_cannot_be_read(database: Database, path: Path) -> None:
    """A state in a form this program does not know is refused with the session's id and a mend."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("""UPDATE sessions SET state = CAST('{"unknown": 1}' AS BLOB)""")
    with pytest.raises(StoreUnavailableError, match=r"session s1 cannot be read .* start that version"):
        await database.store.load(S1)


async def test_tokens_that_cannot_be_read(database: Database, path: Path) -> None:
    """A fault while many tokens are looked up is told to everybody who asked, and passes."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("ALTER TABLE tokens RENAME TO gone")
        asked = [database.tokens.find(digest) for digest in (b"old", b"old", b"new")]
        answers = await asyncio.gather(*asked, return_exceptions=True)
        assert [type(answer) for answer in answers] == [StoreUnavailableError] * 3
        other.execute("ALTER TABLE gone RENAME TO tokens")
    assert await database.tokens.find(b"old") == GRANT
