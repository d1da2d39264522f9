"""Erasing for good: afterwards the name stands in no file of the database, and other sessions are whole."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from msgspec.structs import replace

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.core.answers import Answer, Change
from sessionrunner.core.events import Announced, PersonAdded, PersonErased
from sessionrunner.core.forgetting import Forgotten, forget
from sessionrunner.core.model import Person, Session, SessionId
from sessionrunner.core.planning.types import PersonId
from sessionrunner.runtime.ports import Grant, Kept
from tests.adapters.sessions import NOW, a_session, entry

ADA = PersonId("p1")
NAME = "Augusta Ada Lovelace"
S1, S2 = SessionId("s1"), SessionId("s2")
TOLD = Change(round=1, person=PersonId("p2"), name="Bo", text=f"Bo meets {NAME} at Table 1")


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A database in a file."""
    opened = await open_database(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    yield opened
    await opened.close()


def files_with(folder: Path, word: str) -> list[str]:
    """The files in which a word stands, whatever its case."""
    wanted = word.casefold().encode()
    return sorted(file.name for file in folder.iterdir() if wanted in file.read_bytes().lower())


async def a_history(database: Database, session: Session) -> Session:
    """The session stored with Ada in it, in forty versions of its state, its journal and its replies."""
    await database.store.create(session, [entry(1)])
    person = Person(id=ADA, name=NAME, interests=("tort law",) * 30)
    session = replace(session, people={ADA: person, PersonId("p2"): Person(id=PersonId("p2"), name="Bo")})
    for version in range(2, 42):
        after = replace(session, version=version, title=f"Title {version}")
        added = entry(version, PersonAdded(person=ADA, name=NAME))
        said = entry(version, Announced(text=f"{NAME} is late"))
        kept = Kept(
            by="host",
            command_id=f"c{version}",
            reply=Answer(version=version, events=(added.event,), changes=(TOLD,)),
        )
        await database.store.commit(version - 1, after, [added, said], kept)
        session = after
    await database.tokens.add(
        f"token of {session.id}".encode(), Grant(session=session.id, audience="attendee", person=ADA), NOW
    )
    return session


async def erased(database: Database, session: Session) -> Forgotten:
    """Ada erased from a stored session, as the runner does it."""
    after, gone = forget(session, session.people[ADA])
    after = replace(after, version=session.version + 1)
    event = entry(after.version, PersonErased(person=ADA))
    answer = Answer(version=after.version, events=(event.event,), changes=(TOLD,))
    kept = Kept(by="host", command_id="erase", reply=answer)
    await database.store.commit(session.version, after, [event], kept, gone)
    await database.store.scour()
    return gone


async def test_a_person_is_in_no_file_afterwards(database: Database, tmp_path: Path) -> None:
    """State, journal, replies, tokens and old pages are rid of the name while the database is open."""
    session = await a_history(database, a_session())
    assert files_with(tmp_path, NAME)
    await erased(database, session)
    assert files_with(tmp_path, NAME) == []
    assert files_with(tmp_path, "Bo") != []
    assert await database.tokens.find(b"token of s1") is None
    first = await database.store.kept(S1, "host", "c7")
    assert isinstance(first, Answer)
    assert first.version == 7
    journal = await database.store.journal(S1)
    assert [each.version for each in journal] == [1, *sorted([*range(2, 42), *range(2, 42)]), 42]


async def test_other_sessions_keep_the_same_name(database: Database) -> None:
    """Erasing is about one person of one session."""
    session = await a_history(database, a_session())
    other = await a_history(database, a_session("s2", "XYZ789"))
    before = await database.store.journal(S2)
    await erased(database, session)
    assert await database.store.load(S2) == other
    assert await database.store.journal(S2) == before
    assert await database.tokens.find(b"token of s2") is not None


async def test_a_session_is_in_no_file_afterwards(database: Database, tmp_path: Path) -> None:
    """With its journal, replies and tokens; again does no harm, and the other session is whole."""
    await a_history(database, a_session())
    other = await a_history(database, replace(a_session("s2", "XYZ789"), people={}))
    await database.store.erase(S1)
    await database.store.erase(S1)
    assert await database.store.load(S1) is None
    assert await database.store.journal(S1) == ()
    assert await database.store.kept(S1, "host", "c7") is None
    assert await database.tokens.find(b"token of s1") is None
    assert await database.store.load(S2) == other
    await database.store.erase(S2)
    await database.store.scour()
    assert files_with(tmp_path, NAME) == []
    assert files_with(tmp_path, "tort law") == []


async def test_without_scouring_old_pages_would_tell(database: Database, tmp_path: Path) -> None:
    """The check above can fail: after deleting alone the name is still in the files."""
    await a_history(database, a_session())
    await database.store.erase(S1)
    assert files_with(tmp_path, NAME) != []
