"""A commit writes the parts of the state that changed, and what is stored is always all of it."""

import random
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec
import pytest
import pytest_asyncio
from msgspec.structs import replace
from sqlalchemy import select, update

from sessionrunner.adapters.database import Database, open_database
from sessionrunner.adapters.parts import changed, parts_of, rest_of
from sessionrunner.adapters.schema import parts, sessions
from sessionrunner.adapters.store import SqlStore
from sessionrunner.core.model import Person, Session, SessionId, UndoStep
from sessionrunner.core.planning.types import PersonId
from sessionrunner.runtime.ports import StoreUnavailableError, VersionMovedError
from tests.adapters.sessions import NOW, a_full_session, a_session, entry, running

S1 = SessionId("s1")


@pytest_asyncio.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """An empty database."""
    opened = await open_database(f"sqlite:///{tmp_path / 'db.sqlite3'}")
    yield opened
    await opened.close()


def written(before: Session, after: Session) -> list[str]:
    """The parts that a commit of `after` writes when `before` is stored."""
    stored = parts_of(before, {})
    rows, _ = changed(parts_of(after, stored), stored)
    return [row["name"] for row in rows]


def test_a_moved_clock_writes_no_part() -> None:
    """A pause or a turn leaves the people and the plan alone: its cost does not grow with them."""
    session = a_full_session()
    assert written(session, running(session)) == []
    assert len(msgspec.json.encode(rest_of(session))) < 2_500


def test_what_changed_is_written_and_nothing_else() -> None:
    """People, plan and steps are each told apart by being another object."""
    session = a_full_session()
    more = session.people | {PersonId("p3"): Person(id=PersonId("p3"), name="Cy")}
    assert written(session, replace(session, people=more)) == ["people"]
    assert written(session, replace(session, plan=None)) == ["plan"]
    step = UndoStep(type="pause", at=NOW)
    assert written(session, replace(session, undo=(*session.undo, step))) == ["undo/000000000003"]
    assert written(session, replace(session, undo=session.undo[1:])) == []


def a_change(session: Session, chance: random.Random) -> Session:
    """The next version, with something else in some of its parts."""
    steps = list(session.undo)
    for _ in range(chance.randrange(3)):
        kind = chance.choice(["push", "push", "drop", "middle", "insert"])
        fresh = UndoStep(type=f"step {chance.randrange(10**6)}", at=NOW)
        if kind == "push":
            steps.append(fresh)
        elif kind == "insert":
            steps.insert(0, fresh)
        elif steps:
            del steps[0 if kind == "drop" else chance.randrange(len(steps))]
    people = session.people
    if chance.random() < 0.3:
        name = PersonId(f"p{chance.randrange(20)}")
        people = people | {name: Person(id=name, name=str(chance.random()))}
    plan = chance.choice([session.plan, session.plan, None, a_full_session().plan])
    return replace(session, version=session.version + 1, undo=tuple(steps[-20:]), people=people, plan=plan)


@pytest.mark.parametrize("seed", range(6))
async def test_any_row_of_commits_is_read_back_as_it_was(database: Database, seed: int) -> None:
    """Whatever changes, after lost races and restarts too, another server reads exactly the last state."""
    chance = random.Random(seed)
    session = a_session()
    store = database.store
    await store.create(session, [])
    for _ in range(40):
        after = a_change(session, chance)
        if chance.random() < 0.2:
            with pytest.raises(VersionMovedError):
                await store.commit(session.version + 5, after, [], None)
        if chance.random() < 0.2:
            store = SqlStore(database.engines)
            assert await store.load(S1) == session
        await store.commit(session.version, after, [], None)
        session = after
        assert await SqlStore(database.engines).load(S1) == session


async def test_a_part_is_not_touched_by_a_commit_that_did_not_change_it(database: Database) -> None:
    """The stored people are the very bytes of before: a mark left in them survives a moved clock."""
    session = a_full_session()
    await database.store.create(session, [entry(7)])
    mark = b'{"p1":{"id":"p1","name":"left as it was"}}'
    async with database.engines.writing() as connection:
        await connection.execute(update(parts).where(parts.c.name == "people").values(value=mark))
    await database.store.commit(7, running(session), [], None)
    async with database.engines.reading() as connection:
        assert await connection.scalar(select(parts.c.value).where(parts.c.name == "people")) == mark


async def test_a_state_from_before_there_were_parts_is_read_and_carried_on(database: Database) -> None:
    """A database of the first schema has whole states and no parts; the next commit makes them."""
    session = a_full_session()
    await database.store.create(session, [])
    async with database.engines.writing() as connection:
        await connection.execute(parts.delete())
        await connection.execute(update(sessions).values(state=msgspec.json.encode(session)))
    store = SqlStore(database.engines)
    assert await store.load(S1) == session
    after = running(session)
    await store.commit(7, after, [], None)
    assert await SqlStore(database.engines).load(S1) == after


async def test_a_part_that_is_missing_or_damaged_is_said_to_be(database: Database) -> None:
    """No half of a state is ever taken for a whole one."""
    await database.store.create(a_full_session(), [])
    for damage in (
        parts.delete().where(parts.c.name == "plan"),
        update(parts).where(parts.c.name == "people").values(value=b'{"p1":'),
    ):
        async with database.engines.writing() as connection:
            await connection.execute(damage)
        with pytest.raises(StoreUnavailableError, match="cannot be read"):
            await database.store.load(S1)
